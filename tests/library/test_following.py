"""Which articles may be touched by what is said."""

from __future__ import annotations

import pytest

from reader.library.following import may_hold
from reader.model import UNDATED, ArticleRow


@pytest.mark.parametrize(
    ("words", "data", "may"),
    [
        (["Haftar"], b"Bij Haftar", True),
        (["Haftar"], b"Bij Hafta", False),
        (["Erdo\u011fan"], "Erdog\u0306an kwam".encode(), True),
        (["Erdo\u011fan"], "Erdo\u011fan kwam".encode(), True),
        (["Comit\u00e9 van Acht"], "Comit\u00e9 van acht".encode("cp1252"), True),
        (["Haftar"], "Haftar".encode("utf-16"), True),
        (["\u03a3\u03c5\u03c1\u03af\u03b1"], b"niets", True),
        (["Haftar", "Tripoli"], b"in Tripoli", True),
        ([], b"Haftar", False),
    ],
)
def test_no_article_with_the_words_is_missed_whatever_its_encoding(tmp_path, words, data, may):
    (tmp_path / "a.txt").write_bytes(data)
    row = ArticleRow("id", "a.txt", "Titel", "derived", UNDATED, "nl", "digest", 2)
    assert may_hold(tmp_path, row, words) is may


def test_what_is_no_plain_text_or_cannot_be_read_is_looked_into(tmp_path):
    for path in ("a.pdf", "gone.txt"):
        row = ArticleRow("id", path, "Titel", "derived", UNDATED, "nl", "digest", 2)
        assert may_hold(tmp_path, row, ["Haftar"])
