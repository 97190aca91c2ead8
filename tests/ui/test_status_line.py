"""The bottom line on a narrow screen."""

from __future__ import annotations

from reader.ui.messages import Told
from tests.ui.conftest import SitDown

NARROW = (80, 24)


async def test_what_fits_beside_the_place_leaves_the_place_alone(sit_down: SitDown) -> None:
    async with sit_down(size=NARROW) as user:
        await user.press("enter", "full_stop")
        assert user.status.startswith(" sentence 1 of 25 ")
        assert user.status.endswith(" No tag to repeat yet; # chooses one.")


async def test_what_is_told_is_never_cut_where_the_whole_line_has_room_for_it(sit_down: SitDown) -> None:
    async with sit_down(size=NARROW) as user:
        await user.press("enter")
        told = "A sentence that is longer than its part of the line, not longer than the line"
        user.desk.post_message(Told(told))
        await user.settle()
        assert user.status == f" {told}"
        await user.press("G")
        assert user.status.startswith(" sentence 25 of 25")
        assert "translation" in user.status


async def test_what_is_longer_than_the_line_is_shown_in_full_above_it_once(sit_down: SitDown) -> None:
    async with sit_down(size=NARROW) as user:
        await user.press("enter")
        told = "One sentence that says what happened, what it means, and at some length what to do next [b]now[/b]."
        user.desk.post_message(Told(told))
        user.desk.post_message(Told(told))
        await user.settle()
        assert user.status.endswith("…")
        assert [notification.message for notification in user.app._notifications] == [told]
        assert user.shows("[b]now[/b].")
