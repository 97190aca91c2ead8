"""Writes the version of the recogniser into its card, after its code or its lists have changed.

python -m training.seal
"""

from __future__ import annotations

import json
from typing import Any

from reader.entities.provenance import CARD, version
from reader.entities.recogniser import DATA


def seal(card: dict[str, Any] | None = None) -> str:
    """Write ``card`` (by default the present one) with the version that the files of the reader have now."""
    path = DATA / CARD
    if card is None:
        card = json.loads(path.read_text(encoding="utf-8"))
    card = (
        {"name": card.pop("name"), "version": version(DATA.parent.parent)}
        | card
        | {"version": version(DATA.parent.parent)}
    )
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return str(card["version"])


if __name__ == "__main__":
    print(seal())
