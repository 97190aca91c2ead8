"""A note finds its passage again in an article that has changed, or says that it is gone; it never guesses."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Anchor, Placing, Span
from reader.text import anchors
from reader.text.segments import Document

SEEDS = Path(__file__).parents[2] / "seeds"
BODIES = [path.read_text(encoding="utf-8").strip() for path in sorted(SEEDS.glob("*.txt"))]
OLD, NEW = "the old digest", "the new digest"

BODY = """\
Haftar kondigde donderdag de opmars naar Tripoli aan.

De Verenigde Naties riepen op tot kalmte. Generaal Haftar zweeg.

Premier Serraj sprak van verraad. De Verenigde Naties trokken hun mensen terug.\
"""


def anchor(body: str, quote: str, occurrence: int = 1) -> Anchor:
    """The anchor of the ``occurrence``-th place of ``quote`` in ``body``."""
    start = [match.start() for match in re.finditer(re.escape(quote), body)][occurrence - 1]
    return anchors.make(body, Span(start, start + len(quote)), OLD)


def found(anchor: Anchor, body: str) -> str | None:
    """What ``anchor`` is placed on in a body that has changed."""
    placing = anchors.place(anchor, body, NEW)
    return placing.span.of(body) if placing.span else None


def test_an_anchor_remembers_quote_surroundings_and_digest():
    assert anchor(BODY, "zweeg") == Anchor(
        span=Span(113, 118),
        exact="zweeg",
        prefix="s riepen op tot kalmte. Generaal Haftar "[-32:],
        suffix=".\n\nPremier Serraj sprak van verraad"[:32],
        digest=OLD,
    )


def test_at_the_ends_of_a_body_there_is_less_around_a_quote():
    assert anchor("Ja, nee.", "Ja").prefix == ""
    assert anchor("Ja, nee.", "nee.").suffix == ""


@given(st.text(), st.data())
def test_in_the_same_body_a_passage_is_where_it_was(body, data):
    ends = st.integers(0, len(body))
    low, high = sorted([data.draw(ends), data.draw(ends)])
    span = Span(low, high)
    assert anchors.place(anchors.make(body, span, OLD), body, OLD) == Placing("exact", span)


@pytest.mark.parametrize(
    ("quote", "old", "new", "now"),
    [
        pytest.param(
            "de opmars naar Tripoli", "Premier", "Ex-premier", "de opmars naar Tripoli", id="a change behind it"
        ),
        pytest.param("Premier Serraj", "donderdag", "vrijdag", "Premier Serraj", id="a change far before it"),
        pytest.param("riepen op", "Verenigde Naties riepen", "VN riepen", "riepen op", id="a change beside it"),
        pytest.param("sprak van verraad", "sprak", "spreekt", "spreekt van verraad", id="a word of it"),
        pytest.param(
            "sprak van verraad", "van verraad", "van hoog verraad", "sprak van hoog verraad", id="a word in it"
        ),
        pytest.param(
            "riepen op tot kalmte. Generaal Haftar zweeg",
            "op tot",
            "op\ntot",
            "riepen op\ntot kalmte. Generaal Haftar zweeg",
            id="a line end in it",
        ),
        pytest.param("Haftar kondigde", "Haftar", "👩\u200d🚀 Haftar", "Haftar kondigde", id="an emoji before it"),
        pytest.param(
            "zweeg", "Haftar kondigde", "Een inleiding.\n\nHaftar kondigde", "zweeg", id="a paragraph before it"
        ),
    ],
)
def test_a_passage_is_found_again_after_a_change(quote, old, new, now):
    changed = BODY.replace(old, new, 1)
    assert changed != BODY
    assert found(anchor(BODY, quote), changed) == now


@pytest.mark.parametrize(
    ("quote", "gone"),
    [
        ("zweeg", "Generaal Haftar zweeg."),
        ("zweeg", "zweeg"),
        ("Generaal Haftar zweeg.", "Generaal Haftar zweeg."),
        ("sprak van verraad", "Premier Serraj sprak van verraad."),
        ("Haftar", "Haftar kondigde donderdag de opmars naar Tripoli aan."),
        ("De Verenigde Naties", "De Verenigde Naties riepen op tot kalmte."),
    ],
)
def test_a_passage_that_was_deleted_is_gone_even_when_its_words_stand_elsewhere(quote, gone):
    assert anchors.place(anchor(BODY, quote), BODY.replace(gone, ""), NEW) == anchors.ORPHAN


@pytest.mark.parametrize("occurrence", [1, 2])
def test_of_equal_quotes_the_surroundings_tell_which_it_is(occurrence):
    quote, lead = "De Verenigde Naties", "Tripoli brandt, zo melden correspondenten.\n\n"
    kept = anchor(BODY, quote, occurrence)
    assert anchors.place(kept, lead + BODY, NEW) == Placing(
        "moved", Span(kept.span.start + len(lead), kept.span.end + len(lead))
    )


def test_a_passage_that_stayed_where_it_was_is_in_place_whatever_happened_elsewhere():
    kept = anchor(BODY, "Haftar kondigde donderdag")
    assert anchors.place(kept, BODY.replace("verraad", "oorlog"), NEW) == Placing("exact", kept.span)


@pytest.mark.parametrize("body", ["", "Haftar is in Caïro, zegt zijn woordvoerder, en komt voorlopig niet terug."])
def test_in_an_altogether_different_text_nothing_is_found(body):
    assert anchors.place(anchor(BODY, "Haftar"), body, NEW) == anchors.ORPHAN


def test_an_empty_quote_is_only_found_in_the_same_body():
    empty = anchors.make(BODY, Span(3, 3), OLD)
    assert anchors.place(empty, BODY, OLD).state == "exact"
    assert anchors.place(empty, BODY + "!", NEW) == anchors.ORPHAN


def passages(body: str, words: int, every: int = 5) -> list[Span]:
    """Passages of that many words within a paragraph, from every fifth word on."""
    found = []
    for paragraph in Document.of(body).paragraphs:
        tokens = list(re.finditer(r"\S+", body[: paragraph.span.end]))
        tokens = [token for token in tokens if token.start() >= paragraph.span.start]
        pairs = zip(tokens[::every], tokens[words - 1 :: every], strict=False)
        found += [Span(first.start(), last.end()) for first, last in pairs]
    return found


def without_paragraph(body: str, offset: int) -> str:
    """``body`` without the paragraph at ``offset``."""
    document = Document.of(body)
    gone = document.paragraphs[document.paragraph_at(offset)].span
    return body[: gone.start] + body[gone.end :]


@pytest.mark.parametrize(("words", "mistaken"), [(1, 0), (2, 1), (3, 1), (5, 1), (8, 0), (20, 0)])
def test_of_a_deleted_paragraph_hardly_any_passage_is_mistaken_for_another(words, mistaken):
    """„Waar staat de Europese Unie?” is deleted before „Op papier staat de Europese Unie”: it looks changed."""
    guessed = [
        span.of(body)
        for body in BODIES
        for span in passages(body, words)
        if anchors.place(anchors.make(body, span, OLD), without_paragraph(body, span.start), NEW).span
    ]
    assert len(guessed) <= mistaken, guessed


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("words", [1, 3, 20])
def test_paragraphs_put_before_it_only_move_a_passage(body, words):
    lead = "Het leger van generaal Haftar staat volgens de Verenigde Naties bij Tripoli.\n\n" * 3
    for span in passages(body, words):
        moved = Span(span.start + len(lead), span.end + len(lead))
        assert anchors.place(anchors.make(body, span, OLD), lead + body, NEW) == Placing("moved", moved)


def reworded(text: str, share: float, words: list[str], chance: random.Random) -> str:
    """``text`` with a share of its words replaced, left out or followed by another."""

    def other(match: re.Match[str]) -> str:
        if chance.random() >= share:
            return match[0]
        return chance.choice(["", chance.choice(words), f"{match[0]} {chance.choice(words)}"])

    return re.sub(r"\S+", other, text)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_when_words_change_all_over_an_article_a_passage_is_found_or_gone_but_not_elsewhere(share):
    chance = random.Random(share)
    right = gone = 0
    for body in BODIES:
        for span in passages(body, 6):
            kept = anchors.make(body, span, OLD)
            before, quote, after = (
                reworded(piece, share, body.split(), chance)
                for piece in (body[: span.start], span.of(body), body[span.end :])
            )
            placing = anchors.place(kept, before + quote + after, NEW)
            if placing.span is None:
                gone += 1
            else:
                assert placing.span.overlaps(Span(len(before), len(before) + len(quote)))
                right += 1
    assert right / (right + gone) >= {0.05: 0.99, 0.2: 0.9, 0.5: 0.2}[share]


@given(st.sampled_from(BODIES), st.data())
def test_whatever_happens_around_a_passage_it_is_found_there_or_not_at_all(body, data):
    span = data.draw(st.sampled_from(passages(body, 8)))
    around = st.text("de het naar. \nHaftar", max_size=80)
    before = body[: span.start - data.draw(st.integers(0, min(60, span.start)))] + data.draw(around)
    after = data.draw(around) + body[span.end + data.draw(st.integers(0, 60)) :]
    placing = anchors.place(anchors.make(body, span, OLD), before + span.of(body) + after, NEW)
    assert placing.span is None or placing.span.overlaps(Span(len(before), len(before) + span.length))


def test_in_a_body_that_is_much_shorter_now_a_passage_is_still_found():
    assert found(anchor(f"{'Weg. ' * 2_000}{BODY}", "Generaal Haftar zweeg"), BODY) == "Generaal Haftar zweeg"
