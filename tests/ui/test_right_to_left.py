"""Translations into languages that are read from the right."""

from __future__ import annotations

import pytest

from reader.settings import Settings
from reader.translation.engine import Limits, Ok

RLM = "\u200f"
SAID = {
    "ar": ("أعلن حفتر وقف إطلاق النار.", "رحبت الأمم المتحدة بذلك في عام 2020."),
    "he": ("חפתר הכריז על הפסקת אש.", "האום בירך על כך בשנת 2020."),
    "fa": ("حفتر آتش‌بس اعلام کرد.", "سازمان ملل در سال ۲۰۲۰ از آن استقبال کرد."),
}
TEXT = "date 2020-06 Kop\n\nHaftar kondigt een bestand af. De VN juichen dat in 2020 toe."


class Eastern:
    """An engine that knows the two sentences."""

    id, version, kind, note, limits = "eastern", "1", "offline", "a test", Limits(1000, 1)

    def supports(self, source, target):
        return target in SAID

    def translate(self, sentences, source, target):
        said = dict(
            zip(("Haftar kondigt een bestand af.", "De VN juichen dat in 2020 toe."), SAID[target], strict=True)
        )
        return [Ok(said.get(sentence, SAID[target][0])) for sentence in sentences]


@pytest.fixture
def translated(open_library, folder, monkeypatch):
    monkeypatch.setattr("reader.translation.available", lambda *_: {"eastern": Eastern()})
    root = folder({"a.txt": TEXT})
    return lambda target: open_library(root, Settings(engine="eastern", target=target))


def row_with(user, text: str) -> str:
    return next(line for line in user.lines if text in line)


@pytest.mark.parametrize("target", SAID)
@pytest.mark.parametrize("turns", [0, 1, 2])
async def test_they_end_at_the_right_edge_and_keep_their_stop_with_them(sit_down, translated, target, turns):
    async with sit_down(translated(target), size=(160, 30)) as user:
        await user.press("enter", "t", *"T" * turns)
        first, second = (row_with(user, words[-5:]) for words in SAID[target])
        assert f"{SAID[target][1][-5:]}{RLM}" in second
        right = [len(row.rstrip().rstrip(RLM)) for row in (first, second)]
        assert right[0] == right[1] or turns == 0
        assert first.startswith(" ")


@pytest.mark.parametrize("turns", [0, 1, 2])
async def test_a_whole_sentence_is_selected_in_them(sit_down, translated, turns):
    async with sit_down(translated("ar"), size=(160, 30)) as user:
        await user.press("enter", "t", *"T" * turns)
        await user.click("رحبت", times=2)
        assert user.passage == "De VN juichen dat in 2020 toe."
        marked = user.marked("selection")
        assert all(word in marked for word in SAID["ar"][1].split())


async def test_text_from_the_left_stays_at_the_left(sit_down, translated):
    async with sit_down(translated("he"), size=(160, 30)) as user:
        await user.press("enter", "t", "T")
        dutch = row_with(user, "kondigt een")
        assert RLM not in dutch
