"""Who found the entities: the name and version of the shipped recogniser, and how the version is made.

Results are cached by digest of the body, name and version, so the version must change whenever a result could.
It is ``1+`` and the first 8 hexadecimal digits of a digest over everything that decides a result: the model,
the lists, and the source of this package and of the tokeniser. Computing it would mean reading all of them at
each start, so it is written into ``model.json`` by ``python -m training.seal``, and a test holds that it is true.
The number before the plus is raised by hand when the meaning of a result changes, such as its labels.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.model import Recogniser

if TYPE_CHECKING:
    from pathlib import Path

MODEL = "nl.crf"
"""The file of the statistical model."""
GAZETTEER, LEXICON, PLACES = LISTS = ("gazetteer.tsv.gz", "lexicon.tsv.gz", "places.tsv.gz")
"""The files of what it looks up."""
CARD = "model.json"
"""The file that says what the model is, how it was made and how it scored."""

LICENCE = "MIT; its data: see NOTICE"
"""What may be done with the recogniser and its data."""

_MEANING = 1


def read(data: Path) -> Recogniser:
    """Name and version of the recogniser whose files are in the folder ``data``."""
    card = json.loads((data / CARD).read_text(encoding="utf-8"))
    return Recogniser(card["name"], card["version"], LICENCE)


def version(reader: Path) -> str:
    """The version that the files of the package ``reader`` ought to have."""
    import hashlib  # noqa: PLC0415 - only those who make a version need it

    entities = reader / "entities"
    digest = hashlib.sha256()
    for name in (MODEL, *LISTS):
        digest.update(hashlib.sha256((entities / "data" / name).read_bytes()).digest())
    for path in (*sorted(entities.rglob("*.py")), reader / "text" / "segments.py"):
        digest.update(hashlib.sha256(path.read_text(encoding="utf-8").encode()).digest())
    return f"{_MEANING}+{digest.hexdigest()[:8]}"
