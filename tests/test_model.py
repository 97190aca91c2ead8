"""What values say of themselves."""

from __future__ import annotations

import pytest

from reader.model import Provenance, makers


def by(note: str = "", at: str = "2026") -> Provenance:
    return Provenance("engine", "1", "online", at, note)


@pytest.mark.parametrize(
    ("provenances", "said"),
    [
        ([], []),
        ([by("by hand")], ["by hand"]),
        ([by()], ["engine 1"]),
        ([by("rare"), by("often"), by("often", "2027"), by("often")], ["often", "rare"]),
        ([by("by hand"), by("by hand; numbers differ"), by("by hand, twice")], ["by hand", "by hand, twice"]),
        ([by("by hand; numbers differ")], ["by hand; numbers differ"]),
    ],
)
def test_makers_are_told_once_and_remarks_on_single_sentences_left_out(provenances, said):
    assert makers(provenances) == said
