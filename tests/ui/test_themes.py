"""Light, dark, and terminals with few colours."""

from __future__ import annotations

import pytest

from reader.settings import Settings


async def test_f9_switches_between_dark_and_light_and_back(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        dark = user.look("posities en belangen")
        await user.press("f9")
        light = user.look("posities en belangen")
        assert sum(light.bgcolor.triplet) > 600
        assert sum(dark.bgcolor.triplet) < 200
        await user.press("f9")
        assert user.look("posities en belangen") == dark


async def test_the_next_run_keeps_it(sit_down, open_library, library, samples):
    async with sit_down() as user:
        await user.press("f9")
        chosen = user.app.theme
    library.close()
    async with sit_down(open_library(samples)) as user:
        assert user.app.theme == chosen == "paper"


async def test_a_theme_in_the_settings_wins(sit_down, open_library, samples):
    async with sit_down(open_library(samples, Settings(theme="nord"))) as user:
        await user.press("enter")
        assert user.app.theme == "nord"
        assert user.look("Tripoliᴸ").color != user.look("hoofdstad").color


async def test_a_theme_that_does_not_exist_is_named_and_the_default_used(sit_down, open_library, samples):
    async with sit_down(open_library(samples, Settings(theme="nope"))) as user:
        assert user.app.theme == "ink"
        (problem,) = user.library.problems
        assert "there is no theme “nope”" in problem
        assert "paper" in problem
        assert user.shows("no theme “nope”")


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "linux")])
async def test_few_colours_choose_an_ansi_theme(sit_down, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    monkeypatch.delenv("COLORTERM")
    async with sit_down() as user:
        assert user.app.theme == "ansi-dark"


async def test_without_colours_reverse_and_underline_show_cursor_selection_and_names(sit_down, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit_down() as user:
        assert user.look("Generaal").reverse
        await user.press("enter", *"vww")
        assert not user.look("Generaal").reverse
        x, y = user.place_of("Generaal Khalifa Haftar dreigde", -1)
        assert user.look_at(x, y).reverse
        assert not user.look_at(x + len("Generaal Khalifa Haftar +"), y).reverse
        assert user.look("Libische", 1).underline
        await user.press("#", *"oil", "enter", "A", "tab")
        assert user.look("#oil").underline
        styles = [s.style for strip in user.app.screen._compositor.render_strips() for s in strip if s.style]
        assert {style.color for style in styles} == {style.bgcolor for style in styles} == {None}


async def test_without_colours_what_is_painted_still_answers_the_mouse(sit_down, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit_down() as user:
        await user.press("enter", "#", *"oil", "enter", *")#")
        await user.click("#oil")
        assert [note[2] for note in user.notes()] == [("oil",), ("oil",)]


def contrast(one, other) -> float:
    """The contrast ratio of WCAG 2 between two colours."""

    def luminance(colour) -> float:
        channels = (value / 255 for value in colour.triplet)
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["ink", "paper"])
async def test_every_text_on_the_screen_can_be_read(sit_down, open_library, samples, theme):
    async with sit_down(open_library(samples, Settings(theme=theme)), size=(200, 60)) as user:
        await user.press("enter", *")#", *"oil", "enter", *")vwwt")
        weak = {
            (segment.text.strip()[:20], round(contrast(segment.style.color, segment.style.bgcolor), 1))
            for strip in user.app.screen._compositor.render_strips()
            for segment in strip
            if any(c.isalnum() and c not in "ᴾᴼᴸᴹ" for c in segment.text)
            and segment.style
            and segment.style.color
            and segment.style.bgcolor
            and contrast(segment.style.color, segment.style.bgcolor) < 4.5
        }
        assert not weak
