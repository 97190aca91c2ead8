"""Lets all articles that were read for names follow what the user has said of names since.

The recogniser is not asked again, and only articles that may have changed are looked into: those with the words.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.model import Correction, Step

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.names import Names
    from reader.model import ArticleRow

_BATCH: Final = 200
_PACE: Final = 0.1
"""Seconds of work between two steps."""
_PLAIN: Final = (".txt",)
"""Endings of files whose letters stand in them byte for byte."""
_LETTERS: Final = re.compile(r"[0-9A-Za-z]+")


def follow(names: Names) -> Iterator[Step[list[str]]]:
    """Bring the mentions in all articles up to what is said now, then settle.

    A step brings the paths of the articles that were looked into since the last one.
    """
    now = names.own.corrections
    changed, looked, last = False, list[str](), time.monotonic()
    for old, numbers in _behind(names).items():
        finder, _, digest = old.rpartition(" ")
        before = names.own.earlier(digest)
        said = None if before is None else set(before.all) ^ set(now.all)
        touched = None if said is None else _Touched(names, said)
        done = 0
        for start in range(0, len(numbers), _BATCH):
            for row in names.rows(numbers[start : start + _BATCH]):
                done += 1
                problem: str | None = None
                if touched is None or touched.may_be(row):
                    problem = names.read(row)
                    changed = True
                    looked.append(row.path)
                if problem or time.monotonic() - last > _PACE:
                    yield Step(done, len(numbers), looked, problem)
                    looked, last = [], time.monotonic()
        if touched is not None:
            names.mentions.restate(old, f"{finder} {now.digest}")
    names.settle(anew=changed)
    if looked:
        yield Step(len(looked), len(looked), looked)


def _behind(names: Names) -> dict[str, list[int]]:
    """The articles that lag behind in nothing but corrections, by the state that they are in."""
    found: dict[str, list[int]] = {}
    bodies = names.mentions.bodies()
    current = {language: names.state(language) for language in {body.language for body in bodies}}
    for body in bodies:
        state = current[body.language]
        if body.state and body.state != state and body.state.rpartition(" ")[0] == state.rpartition(" ")[0]:
            found.setdefault(body.state, []).append(body.article)
    return found


class _Touched:
    """Tells in which articles something may be different now that more or less is said."""

    def __init__(self, names: Names, said: Collection[Correction]) -> None:
        self._root = names.root
        self._words = {each.words for each in said if each.everywhere and each.says in ("name", "none")}
        self._homes = {each.article.id for each in said if each.article}
        self._digests = {each.anchor.digest for each in said if each.anchor}
        stood_for = {each.words for each in said} | {each.other.text for each in said if each.other}
        self._digests |= names.mentions.with_words(stood_for)

    def may_be(self, row: ArticleRow) -> bool:
        """Whether an article may be touched."""
        return row.digest in self._digests or row.id in self._homes or may_hold(self._root, row, self._words)


def may_hold(root: Path, row: ArticleRow, words: Iterable[str], *, as_written: bool = False) -> bool:
    """Whether any of ``words`` may stand in an article of the library at ``root``, without decoding its file.

    ``as_written`` says that they stand there letter by letter; otherwise some of each may be in another case.
    """
    needles = [_needles(each)[: None if as_written else 1] for each in words]
    if not needles or not row.path.lower().endswith(_PLAIN):
        return bool(needles)
    try:
        data = (root / row.path).read_bytes()
    except OSError:
        return True  # whoever reads it says so
    return b"\0" in data or any(all(needle in data for needle in each) for each in needles)


@lru_cache(1024)
def _needles(words: str) -> tuple[bytes, ...]:
    """The parts of ``words`` that are the same bytes in every file with them, the longest first: it is the rarest."""
    return tuple(sorted(map(str.encode, _LETTERS.findall(words)), key=len, reverse=True))
