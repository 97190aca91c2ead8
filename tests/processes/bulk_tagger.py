"""Gives all notes of a file another tag, again and again, and stops some of these changes halfway.

Writes a line for each: ``trying N`` before, then ``made N`` when it is acknowledged as durable, or ``stopped N``.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from pathlib import Path

from reader.errors import StoppedError
from reader.model import Anchor, ArticleRef, Span
from reader.store.notes import Edit, NotesFile

ARTICLE = ArticleRef("a1b2c3d4e5f6", "artikel.txt", "Een artikel", "2019-04")
ANCHOR = Anchor(Span(1, 5), "quote", "before", "after", "d" * 64)
COUNT = 1_200


def say(word: str, number: int) -> None:
    """Tell whoever watches."""
    sys.stdout.write(f"{word} {number}\n")
    sys.stdout.flush()


def work(file: NotesFile, first: int) -> None:
    """Change all notes until somebody ends this."""
    chance = random.Random()
    for number in range(first, 1_000_000):
        end = chance.choice((None, None, chance.randrange(0, COUNT)))

        def tell(done: int, _: int, end: int | None = end) -> None:
            if end is not None and done >= end - 100:
                file.underway.stop()

        def make(number: int = number) -> Edit:
            return Edit("", tuple((note.uid, replace(note, tags=(f"t{number}",))) for note in file.notes()))

        say("trying", number)
        try:
            with file.underway.watched(tell):
                saved = file.change(make, many=True)[1]
            saved.result(30)
            say("made", number)
        except StoppedError:
            say("stopped", number)


def main() -> None:
    """Take the notes if they are not there yet, and begin."""
    file = NotesFile(Path(sys.argv[1]))
    if not file.notes():
        new = [file.new(ARTICLE, ANCHOR, f"{n}", ("t0",)) for n in range(COUNT)]
        file.apply(Edit("", tuple((note.uid, note) for note in new))).result(30)
    say("ready", 0)
    work(file, int(sys.argv[2]))


if __name__ == "__main__":
    main()
