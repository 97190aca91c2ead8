"""The labelled sentences: reading them, joining labels to text, and telling labels in tokens."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, cast

from reader.model import LABELS, Label, Span
from reader.text.segments import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Labelled = tuple[int, int, Label]
"""A labelled range: of code points in a text, or of tokens in a sentence; half-open."""

_SENTENCE_OF = re.compile(r"^[^:]+:|[\\]|\.p\.|\.s\.")


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled sentence."""

    article: str
    """The article it stands in; names recur within an article, so articles are split, never sentences."""
    text: str
    entities: tuple[Labelled, ...]
    """In code points of ``text``, sorted, not overlapping."""


def read_news(path: Path) -> list[Example]:
    """Read the sentences composed for this project: JSON lines, compressed with gzip or not."""
    return [Example("news/" + row["article"], row["text"], _entities(row)) for row in _rows(path)]


def read_treebanks(labels: Path, texts: Path) -> list[Example]:
    """Join our labels of treebank sentences (by ``source``) to the text of a copy of the treebanks.

    ``texts`` is either JSON lines with ``source`` and ``text``, or a folder with the ``.conllu`` files of
    UD_Dutch-Alpino and UD_Dutch-LassySmall, releases that hold the labelled sentences.

    Raises:
        ValueError: if the text of a sentence is not the one that was labelled.
    """
    known = dict(_conllu(texts) if texts.is_dir() else ((row["source"], row["text"]) for row in _rows(texts)))
    found: list[Example] = []
    for row in _rows(labels):
        text = known.get(row["source"])
        if text is None:
            continue
        if text_digest(text) != row["sha256"]:
            raise ValueError(f"{texts}: the text of {row['source']} is not the one that was labelled")
        found.append(Example("ud/" + treebank_article(row["source"]), text, _entities(row)))
    return found


def text_digest(text: str) -> str:
    """What recognises a sentence without quoting it: the first 8 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def treebank_article(source: str) -> str:
    r"""The article of a treebank sentence: that of ``alpino-ud-dev:WR-1\\WR-1.p.5.s.4`` is ``WR-1``."""
    return next(part for part in _SENTENCE_OF.split(source) if part)


def fold(article: str) -> int:
    """A number from 0 to 99 that depends on nothing but the article's name: what is held out hangs on it."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 100


def articles(examples: Iterable[Example]) -> Iterator[list[Example]]:
    """The examples by article, in their order."""
    for _, group in groupby(examples, key=lambda example: example.article):
        yield list(group)


def tokenise(example: Example) -> tuple[list[str], list[Labelled]] | None:
    """The sentence as the reader's tokens, with its entities in tokens.

    None where an entity begins or ends inside a token (``Bel/Mapei``): such a sentence would teach a label
    that is not true, so it is not trained on.
    """
    spans = tokens(example.text, Span(0, len(example.text)))
    starts = {span.start: i for i, span in enumerate(spans)}
    ends = {span.end: i + 1 for i, span in enumerate(spans)}
    labelled: list[Labelled] = []
    for start, end, label in example.entities:
        if start not in starts or end not in ends:
            return None
        labelled.append((starts[start], ends[end], label))
    return [span.of(example.text) for span in spans], labelled


def bioes(length: int, labelled: Iterable[Labelled]) -> list[str]:
    """One tag for each of ``length`` tokens: B-, I-, E- of a longer name, S- of a single word, O outside."""
    tags = ["O"] * length
    for start, end, label in labelled:
        if end - start == 1:
            tags[start] = "S-" + label
        else:
            tags[start:end] = ["B-" + label, *["I-" + label] * (end - start - 2), "E-" + label]
    return tags


def _rows(path: Path) -> Iterator[dict[str, str]]:
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return (json.loads(line) for line in text.decode().split("\n") if line)


def _entities(row: dict[str, str]) -> tuple[Labelled, ...]:
    entities = cast(list[tuple[int, int, str]], row["entities"])
    assert all(label in LABELS for _, _, label in entities)
    return tuple((start, end, cast(Label, label)) for start, end, label in sorted(entities))


def _conllu(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("nl_*-ud-*.conllu")):
        prefix = path.stem.removeprefix("nl_") + ":"
        sent_id = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# sent_id = "):
                sent_id = line.removeprefix("# sent_id = ")
            elif line.startswith("# text = "):
                yield prefix + sent_id, line.removeprefix("# text = ")
