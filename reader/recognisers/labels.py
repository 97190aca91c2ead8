"""Labels that others give to names, and ours for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reader.errors import EngineError
from reader.model import LABELS, Label
from reader.text.clean import one_line

_THEIRS: Final[Mapping[Label, str]] = {
    "PER": "PER PERSON PERS",
    "ORG": "ORG ORGANIZATION ORGANISATION",
    "LOC": "LOC LOCATION GPE FAC FACILITY",
    "MISC": "MISC NORP EVENT EVE PRODUCT PRO WORK_OF_ART LANGUAGE LAW",
}
USUAL: Final[Mapping[str, Label]] = {each: label for label, theirs in _THEIRS.items() for each in theirs.split()}
"""Labels of CoNLL, OntoNotes and SoNaR; dates, numbers and amounts are no names and left out."""
_NONE: Final = "-"


def changed(labels: Mapping[str, Label], said: str, who: str) -> dict[str, Label]:
    """``labels`` with what the user says of them: ``NORP=LOC, LAW=-``, where ``-`` leaves names with it out.

    Raises:
        EngineError: for what is no such list.
    """
    out = dict(labels)
    for part in filter(None, map(str.strip, said.split(","))):
        theirs, equals, ours = (piece.strip() for piece in part.partition("="))
        label = next((each for each in LABELS if each == ours.upper()), None)
        if not theirs or not equals or (label is None and ours != _NONE):
            raise EngineError(
                f"“{one_line(part)}” says nothing about the labels of {who}; "
                f"write for instance NORP=LOC, with {', '.join(LABELS)} or - after the equals sign."
            )
        if label is None:
            out.pop(theirs.upper(), None)
        else:
            out[theirs.upper()] = label
    return out
