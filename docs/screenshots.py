"""Makes the screenshots of the README: the program runs on the samples, and saves what it shows.

Run as ``python docs/screenshots.py``; the pictures go to ``docs/screenshots``.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

os.environ.update(TEXTUAL_ANIMATIONS="none", COLORTERM="truecolor", TERM="xterm-256color")

from reader.library import Library
from reader.paths import Paths, lay_out_samples
from reader.settings import Settings
from reader.ui.app import ReaderApp

HERE = Path(__file__).parent / "screenshots"
SIZE = (150, 38)
STORY = {
    "reading": (
        "ink",
        "enter t v w w number_sign a c t o r enter a D r e i g t ctrl+s ) ) 1 A".split(),
    ),
    "light": ("paper", "enter t )".split()),
}
"""Theme and keys for each picture."""


async def picture(folder: Path, name: str, theme: str, keys: list[str]) -> None:
    """Press ``keys`` and save the screen as ``name``.svg."""
    paths = Paths(folder / "data", folder / "cache", folder / "config")
    lay_out_samples(paths.library)
    library = Library(paths.library, paths, Settings(theme=theme))
    app = ReaderApp(library)
    async with app.run_test(size=SIZE) as pilot:
        for key in ["", *keys]:
            if key:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        (HERE / f"{name}.svg").write_text(app.export_screenshot(title="libya-reader"), encoding="utf-8")
    library.close()


def main() -> None:
    """Make them all."""
    HERE.mkdir(exist_ok=True)
    for name, (theme, keys) in STORY.items():
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(picture(Path(folder), name, theme, keys))


if __name__ == "__main__":
    main()
