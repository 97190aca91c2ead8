"""JSON that is exact and fit for a terminal: what one could obey is written as an escape."""

from __future__ import annotations

import json
from typing import Any

from reader.text.clean import neutralise


def dumps(value: Any, *, indent: int | None = None) -> str:  # noqa: ANN401 - JSON is any of its types
    """``value`` as JSON; everything readable stays readable, and reading it gives ``value`` again."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    shown = neutralise(text)
    if shown == text:
        return text
    return "".join(a if a == b else json.dumps(a)[1:-1] for a, b in zip(text, shown, strict=True))
