"""What the screens look like, at three sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color_triplet import ColorTriplet
from textual.app import App
from textual.strip import Strip

from reader.ui import themes

SCENES = {
    "list": [],
    "filter": ["/", *"mosk"],
    "reading": ["enter", ")"],
    "translation": ["enter", "t", ")"],
    "below": ["enter", "t", "T", ")", "!"],
    "under": ["enter", "t", "T", "T", ")"],
    "selecting": ["enter", "t", *"}vww"],
    "notes": ["enter", "A", "tab"],
    "tags": ["enter", ")", "#", "f"],
    "editor": ["enter", "e", "a", *"Who?"],
    "help": ["enter", "?"],
    "date": ["G", "D"],
    "all-notes": ["B"],
    "all-tags": ["M"],
    "everywhere": ["enter", "e", "W"],
    "export": ["X"],
    "past": ["R"],
    "names": ["N"],
    "name": ["enter", "e", "n"],
    "legend": ["enter", "L"],
    "correction": ["enter", "e", "C"],
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
async def test_screen(stage, screen, golden, scene, size):
    async with stage(size, SCENES[scene]) as app:
        golden(f"{scene}-{size[0]}x{size[1]}", screen(app))


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """How well one colour reads on another, 1 to 21 (WCAG 2.2, contrast ratio)."""

    def luminance(colour: ColorTriplet) -> float:
        shares = [share / 255 for share in colour]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pieces(app: App[None], strips: list[Strip]) -> Iterator[tuple[str, float]]:
    """The words on the screen, those of a dialog alone where there is one, each with its contrast."""
    dialogs = app.screen.query(".dialog")
    area = dialogs.first().region if dialogs else app.screen.region
    for strip in strips[area.y : area.bottom]:
        for segment in strip.crop(area.x, area.right):
            style = segment.style
            if any(map(str.isalnum, segment.text)) and style is not None and style.color and style.bgcolor:
                yield segment.text.strip(), contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())


@pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT])
@pytest.mark.parametrize("scene", SCENES)
async def test_every_word_can_be_read(stage, painted, scene, theme):
    """4.5 is what WCAG asks of text."""
    async with stage((120, 40), SCENES[scene], theme) as app:
        assert {word: round(ratio, 2) for word, ratio in pieces(app, painted(app)) if ratio < 4.5} == {}
