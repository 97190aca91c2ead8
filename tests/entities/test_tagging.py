"""From tags to names."""

from __future__ import annotations

import pytest

from reader.entities.tagging import decode


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("O O", []),
        ("S-PER O", [(0, 1, "PER")]),
        ("O B-ORG I-ORG E-ORG", [(1, 4, "ORG")]),
        ("S-PER S-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("B-LOC E-LOC S-PER", [(0, 2, "LOC"), (2, 3, "PER")]),
        ("B-LOC E-LOC B-LOC E-LOC", [(0, 2, "LOC"), (2, 4, "LOC")]),
        ("E-LOC E-LOC", [(0, 1, "LOC"), (1, 2, "LOC")]),
        ("B-PER O", [(0, 1, "PER")]),
        ("O I-PER E-PER", [(1, 3, "PER")]),
        ("B-PER I-ORG E-ORG", [(0, 1, "PER"), (1, 3, "ORG")]),
        ("B-PER S-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("B-PER I-PER", [(0, 2, "PER")]),
        ("", []),
    ],
)
def test_tags_spell_names_even_where_a_run_is_broken(tags, names):
    assert decode(tags.split()) == names
