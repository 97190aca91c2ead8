"""Trains the shipped model, scores it and writes it with its card into ``reader/entities/data``.

    python -m training.train --treebanks PATH

PATH is a copy of the treebanks whose sentences we labelled (see README.md); without it the model is trained on
the project's own sentences alone. Two models are made: one without the held-out articles, which is scored, and
the one that is shipped, which learns from all but the reserved articles, on which a test scores it.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pycrfsuite

from reader.entities.features import Features
from reader.entities.knowledge import Knowledge
from reader.entities.machine import Machine
from reader.entities.provenance import LISTS, MODEL
from reader.entities.recogniser import DATA
from reader.entities.usage import Usage
from training.corpus import Example, articles, bioes, fold, read_news, read_treebanks, tokenise
from training.labels import LABELS
from training.scoring import score
from training.seal import seal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NEWS = Path(__file__).parent / "data" / "news.jsonl.gz"
PARAMETERS: dict[str, float | bool] = {
    "c1": 0.05,
    "c2": 0.3,
    "max_iterations": 100,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
HELD_OUT = 10
"""Articles in folds below this are not seen by the model that is scored."""
RESERVED = 3
"""Articles in folds below this are not seen by any model."""
POOLS: dict[str, Callable[[Example], bool]] = {
    "all": lambda _: True,
    "news": lambda example: example.article.startswith("news/"),
    "treebanks": lambda example: example.article.startswith("ud/"),
}


def main(treebanks: Path | None) -> None:
    """Follow the recipe."""
    examples = read_news(NEWS)
    if treebanks:
        examples += read_treebanks(LABELS, treebanks)
    else:
        print("no --treebanks: training on the project's own sentences alone", file=sys.stderr)
    knowledge = Knowledge.read(DATA)
    held_out = [example for example in examples if fold(example.article) < HELD_OUT]
    scored = train([e for e in examples if fold(e.article) >= HELD_OUT], knowledge)
    scores = report(Machine(scored, knowledge), held_out)
    learned = [example for example in examples if fold(example.article) >= RESERVED]
    (DATA / MODEL).write_bytes(train(learned, knowledge))
    print("version", seal(card(learned, scores, treebanks)))


def train(examples: Sequence[Example], knowledge: Knowledge) -> bytes:
    """A model of ``examples``. The same examples give the same model on the same kind of machine."""
    features = Features(knowledge.gazetteer, knowledge.lexicon)
    trainer = pycrfsuite.Trainer(verbose=False)
    for article in articles(examples):
        sentences = [tokenised for tokenised in map(tokenise, article) if tokenised]
        usage = Usage([words for words, _ in sentences], knowledge.gazetteer)
        for words, labelled in sentences:
            trainer.append(features.of(words, usage), bioes(len(words), labelled))
    trainer.select("lbfgs")
    trainer.set_params(PARAMETERS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / MODEL
        trainer.train(str(path))
        return path.read_bytes()


def report(machine: Machine, held_out: Sequence[Example]) -> dict[str, Any]:
    """Score a model on articles it has not seen, print the figures and return them."""
    scores: dict[str, Any] = {}
    for pool, belongs in POOLS.items():
        chosen = [example for example in held_out if belongs(example)]
        if not chosen:
            continue
        figures = score(machine.entities, articles(chosen)).card()
        scores[pool] = _size(chosen) | figures
        for label, row in figures.items():
            print(f"{pool:10}{label:5}", *(f"{name} {value:5.1f}" for name, value in row.items()))
    return scores


def card(
    learned: Sequence[Example],
    scores: dict[str, Any],
    treebanks: Path | None,
) -> dict[str, Any]:
    """What the model is, what it was made from and how it scored."""
    inputs = [NEWS, *([LABELS] if treebanks else []), *(DATA / name for name in LISTS)]
    return {
        "name": "crf-nl",
        "languages": ["nl"],
        "labels": "CoNLL-2002: PER, ORG, LOC, MISC; exact spans, BIOES tags",
        "trained_on": _size(learned)
        | {"left_out_because_labels_cut_tokens": sum(tokenise(example) is None for example in learned)},
        "parameters": PARAMETERS | {"algorithm": "lbfgs", "python-crfsuite": version("python-crfsuite")},
        "inputs": {path.name: _digest(path) for path in inputs},
        "model": {MODEL: _digest(DATA / MODEL)},
        "scored": (
            f"precision, recall and F1 in per cent, with all rules, of a model trained without the articles of"
            f" folds below {HELD_OUT} of 100, on those articles; the shipped model was trained without folds"
            f" below {RESERVED}"
        ),
        "scores": scores,
        "licences": {
            "sentences": "this project: MIT; UD_Dutch-Alpino and UD_Dutch-LassySmall: CC BY-SA 4.0",
            "gazetteer and places": "CLDR: Unicode licence; GeoNames: CC BY 4.0; faker: MIT",
            "lexicon": "wordfreq: CC BY-SA 4.0; simplemma: MIT",
        },
    }


def _size(examples: Sequence[Example]) -> dict[str, int]:
    return {
        "articles": len({example.article for example in examples}),
        "sentences": len(examples),
        "entities": sum(len(example.entities) for example in examples),
    }


def _digest(path: Path) -> str:
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m training.train", description="Train the shipped model.")
    parser.add_argument("--treebanks", type=Path, help="ud.jsonl, or a folder with the .conllu files")
    main(parser.parse_args().treebanks)
