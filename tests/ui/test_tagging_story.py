"""An afternoon of tagging: few keys, undo, and an export that the user works in without losing anything."""

from __future__ import annotations

import re

MOST = 35
"""Keys that ten passages in ten sentences may cost."""


async def test_ten_passages_are_tagged_with_few_keys_five_undone_and_an_edited_export_keeps_everything(
    sit_down, samples
):
    keys = ["enter", *"#front", "enter", *")1" * 4, *")#oil", "enter", *")2" * 4]
    async with sit_down() as user:
        assert len(keys) <= MOST
        await user.press(*keys)
        assert len({quote for quote, _, _ in user.notes()}) == 10
        assert [tags for _, _, tags in user.notes()] == [("front",)] * 5 + [("oil",)] * 5

        await user.press(*"uuuuu")
        assert [tags for _, _, tags in user.notes()] == [("front",)] * 5
        assert "Undid: note on “" in user.status
        await user.press("X", "enter")
        export = samples / "notes.md"
        first = export.read_text(encoding="utf-8")
        edited = worked_in(first)
        export.write_text(edited, encoding="utf-8")

        await user.press("U", "a", *"new", "ctrl+s", "X", "enter")
        text = export.read_text(encoding="utf-8")
    for written in ("MY OWN BLOCK", "A REMARK OUTSIDE", "AN ADDED END", "mine: yes"):
        assert written in text
    quotes = [quote for quote, _, _ in user.notes()]
    assert len(quotes) == 7
    assert all(text.count(" ".join(quote.split())[:30]) >= 1 for quote in quotes)
    assert "new" in text


def worked_in(text: str) -> str:
    """The export with something written by hand in its front matter, in a block, outside of one, and at the end."""
    text = text.replace("---\n", "---\nmine: yes\n", 1)
    text = re.sub(r"(<!-- keep:\w+ -->)", r"\1\nMY OWN BLOCK\n", text, count=1)
    lines = text.split("\n")
    quote = [i for i, line in enumerate(lines) if line.startswith("> ")][-1]
    lines.insert(quote + 1, "\nA REMARK OUTSIDE\n")
    return "\n".join(lines) + "\nAN ADDED END\n"
