"""``word``: what a word means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from reader.cli.commands import Command, as_json
from reader.cli.printing import counted, fill, line, record
from reader.cli.session import Session
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.dictionary.lexicon import Answer
    from reader.library.words import Words


@click.command(cls=Command)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@as_json
@click.pass_obj
def word(session: Session, words: tuple[str, ...], *, as_json: bool) -> None:
    """Look a word up in the library’s glossary, our own, and the dictionary of this computer; nobody is asked.

    Several words are looked up as the term that they are together, or else the first of them.
    """
    asked = one_line(" ".join(words))
    with _known(session) as known:
        for step in counted(known.open(), "opening the dictionary"):
            if step.problem:
                session.tell(step.problem)
        answers = known.look(asked, 0)
    for answer in answers:
        _print(asked, answer, as_json=as_json)
    if not answers:
        remedy = (
            "" if known.dictionaries else " and no dictionary is on this computer (Debian’s is dict-freedict-nld-eng)"
        )
        session.tell(f"Nothing is known of “{asked}”{remedy}.")


@contextmanager
def _known(session: Session) -> Iterator[Words]:
    """All there is to look words up in, as the app has it; what is amiss with the glossary is told at the end.

    Raises:
        InputError: there is no such library as was named.
    """
    if session.uses_default and not session.folder.exists():
        from reader.library.words import Words  # noqa: PLC0415 - not for --help

        yield Words(session.settings)
        return
    library = session.open(notes=False)
    try:
        yield library.words
        for problem in library.translations.problems():
            session.tell(problem)
    finally:
        library.close()


def _print(asked: str, answer: Answer, *, as_json: bool) -> None:
    if as_json:
        told = {"headword": answer.headword, "lines": answer.lines, "source": answer.source, "how": answer.how}
        record({"word": asked, **told})
        return
    line(one_line(answer.headword) + f"  ({'; '.join(filter(None, (answer.how, answer.source)))})")
    for each in answer.lines:
        for text in fill(one_line(each), "  "):
            line(text)
