"""``python -m benchmarks.until MARK MODULE ARGUMENT...``: runs a module until it writes MARK, and ends it there.

For counting instructions up to a frame. It watches what goes to the terminal and changes nothing else; in
particular it imports nothing before the module does.
"""

from __future__ import annotations

import os
import runpy
import sys
from typing import Any


class _Watched:
    """A stream that ends the process when it is given a mark to write."""

    def __init__(self, stream: Any, mark: str) -> None:  # noqa: ANN401 - whatever stands in its place
        self._stream = stream
        self._mark = mark

    def write(self, text: str) -> int:
        if self._mark in text:
            os._exit(0)
        return int(self._stream.write(text))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the stream has it
        return getattr(self._stream, name)


def main() -> None:
    """Run the module."""
    _, mark, module, *arguments = sys.argv
    sys.argv = [module, *arguments]
    sys.__stderr__ = _Watched(sys.__stderr__, mark)  # type: ignore[misc,assignment]  # Textual writes here
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
