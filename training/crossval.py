"""Scores the recipe on text it has not seen: article by article, and on kinds of text it has not seen either.

    python -m training.crossval --treebanks PATH [SPLIT ...]

Prints a table of F1 for every split: ``folds`` (three folds, articles whole), ``domains`` (learned from five
sections of our own sentences, read: the other two and the treebanks), ``sections`` (the sections of foreign news,
of wires and of a Flemish daily, learned from all the rest), ``treebanks`` (learned from the treebanks, read: news).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.entities.knowledge import Knowledge
from reader.entities.machine import Machine
from reader.entities.recogniser import DATA
from reader.model import LABELS
from training.corpus import Example, articles, fold, read_news, read_treebanks
from training.labels import LABELS as TREEBANK_LABELS
from training.scoring import Tally, score
from training.train import NEWS, train

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FOLDS = 3


@dataclass(frozen=True, slots=True)
class Split:
    """What is learned from, and what is read."""

    learns: Callable[[Example], bool]
    reads: Callable[[Example], bool]


def domain(example: Example) -> str:
    """The kind of text: a section of our own sentences (``1`` to ``7``), ``press`` or ``wiki`` of the treebanks."""
    kind, _, name = example.article.partition("/")
    return name[0] if kind == "news" else "press" if name.startswith("WR-P-P") else "wiki"


def _by_domain(learned: str, read: str) -> tuple[Split, ...]:
    return (Split(lambda e: domain(e) in learned.split(), lambda e: domain(e) in read.split()),)


def _in_fold(number: int) -> Split:
    return Split(lambda e: fold(e.article) % FOLDS != number, lambda e: fold(e.article) % FOLDS == number)


SPLITS: dict[str, tuple[Split, ...]] = {
    "folds": tuple(_in_fold(number) for number in range(FOLDS)),
    "domains": _by_domain("1 3 4 5 7", "2 6 press wiki"),
    "sections": _by_domain("1 3 5 7 press wiki", "2 4 6"),
    "treebanks": _by_domain("press wiki", "1 2 3 4 5 6 7"),
}


def main(treebanks: Path, names: Sequence[str]) -> None:
    """Train and score every split."""
    examples = read_news(NEWS) + read_treebanks(TREEBANK_LABELS, treebanks)
    knowledge = Knowledge.read(DATA)
    for name in names or SPLITS:
        tallies: dict[str, Tally] = {}
        for split in SPLITS[name]:
            machine = Machine(train([e for e in examples if split.learns(e)], knowledge), knowledge)
            for article in articles(e for e in examples if split.reads(e)):
                read = score(machine.entities, [article])
                for group in (domain(article[0]), "all"):
                    tallies.setdefault(group, Tally()).counts.update(read.counts)
        show(name, tallies)


def show(name: str, tallies: dict[str, Tally]) -> None:
    """Print F1 over all labels and by label, for every kind of text."""
    print(f"{name:12}{'':8}{'all':>7}" + "".join(f"{label:>7}" for label in LABELS))
    for group, tally in sorted(tallies.items()):
        print(f"{'':12}{group:8}{tally.f1():7.1f}" + "".join(f"{tally.f1(label):7.1f}" for label in LABELS))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m training.crossval", description="Score the recipe.")
    parser.add_argument("--treebanks", type=Path, required=True, help="ud.jsonl, or a folder with the .conllu files")
    parser.add_argument("splits", nargs="*", metavar="SPLIT", help=", ".join(SPLITS))
    options = parser.parse_args()
    main(options.treebanks, options.splits)
