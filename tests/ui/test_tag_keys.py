"""Tags on digits: pinned ones first, recent ones where there is room, and none that is gone."""

from __future__ import annotations

from reader.model import TagInfo
from reader.ui.screens.tag_keys import TagKeys


def pinned(**digits: int) -> dict[str, TagInfo]:
    return {name: TagInfo(name, pinned=digit) for name, digit in digits.items()}


def test_recent_tags_have_the_digits_from_one_on():
    assert TagKeys().offer(["b", "a"], {}) == {1: "b", 2: "a"}


def test_there_are_nine():
    assert list(TagKeys().offer("abcdefghijkl", {})) == list(range(1, 10))


def test_pinned_tags_are_on_theirs_and_recent_ones_on_the_others():
    assert TagKeys().offer(["a", "b", "c"], pinned(b=1, z=3)) == {1: "b", 2: "a", 3: "z", 4: "c"}


def test_a_tag_stays_on_its_digit_for_the_session():
    keys = TagKeys()
    keys.offer(["a"], {})
    assert keys.offer(["b", "a"], {}) == {1: "a", 2: "b"}


def test_a_pin_takes_the_digit_of_a_recent_tag_which_gets_another():
    keys = TagKeys()
    keys.offer(["a", "b"], {})
    assert keys.offer(["a", "b"], pinned(z=1)) == {1: "z", 2: "b", 3: "a"}


def test_a_tag_that_is_gone_leaves_its_digit():
    keys = TagKeys()
    keys.offer(["a", "b"], {})
    assert keys.offer(["c", "b"], {}) == {1: "c", 2: "b"}


def test_a_digit_that_no_key_has_pins_nothing():
    assert TagKeys().offer(["a"], pinned(z=0, y=12)) == {1: "a"}
