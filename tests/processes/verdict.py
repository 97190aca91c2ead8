"""What became of notes that were acknowledged: the log compared with the file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Verdict:
    """Of one scenario, or of all."""

    kills: int = 0
    """Processes that were killed, or files that were damaged."""
    acknowledged: int = 0
    """Changes of which the program said that they are durable."""
    aside: int = 0
    """Changes of which it said that they are kept elsewhere, because the file could not be written."""
    lost: int = 0
    """Those of both kinds that are not there, torn, or undone."""
    corrupt: int = 0
    """Files that are no JSON."""
    unclean: int = 0
    """What is left lying about, or said without need, after the next session."""
    skipped: str = ""
    """Why there was nothing to judge."""

    @property
    def good(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.lost or self.corrupt or self.unclean)

    @property
    def told(self) -> dict[str, Any]:
        """All that is not nothing."""
        return {name: value for name, value in asdict(self).items() if value}

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})


def judge(folder: Path, *logs: Path, kills: int = 0, aside: bool = False) -> Verdict:
    """Compare the logs with the file, which is read with the standard library only.

    What was kept elsewhere counts if ``aside``: the file was opened again since.
    """
    lines = [
        line.split() for log in logs or (folder / "log",) if log.exists() for line in log.read_text().splitlines()
    ]
    last = {uid: (word, int(length)) for word, uid, length in lines}  # One under way may or may not have ended.
    done = [word for word, _, _ in lines]
    told = Verdict(
        kills,
        sum(word in {"added", "deleted"} for word in done),
        sum(word.endswith("-aside") for word in done),
    )
    try:
        content = json.loads((folder / "notes.json").read_text("utf-8"))
    except FileNotFoundError:
        content = {}
    except ValueError:
        return replace(told, corrupt=1)
    texts = {row["uid"]: len(row["note"]) for row in content.get("notes", {}).values()}
    promised = {"": ("added", "deleted")} | ({"-aside": ("added-aside", "deleted-aside")} if aside else {})
    there = {words[0] for words in promised.values()}
    gone = {words[1] for words in promised.values()}
    lost = sum(
        (word in there and texts.get(uid) != length) or (word in gone and uid in texts)
        for uid, (word, length) in last.items()
    )
    return replace(told, lost=lost)
