"""Identifiers that are the same in every export of the same thing."""

from __future__ import annotations

import re
from uuid import UUID, uuid5

from reader.text.clean import neutralise

_OURS = UUID("8d2f3a51-64a5-5c1e-9b6e-3f0a7d1c2e94")
_UID = re.compile("[0-9a-f]{32}")


def derived(*parts: str) -> UUID:
    """A UUID that stands for ``parts``: what kind of thing it is, then what names it."""
    return uuid5(_OURS, neutralise("\x1f".join(parts)))


def of_note(uid: str) -> UUID:
    """The UUID of a note, from which ``uid_of`` makes its uid again."""
    return UUID(uid) if _UID.fullmatch(uid) else derived("note", uid)


def uid_of(name: str) -> str:
    """The uid of the note that another file calls ``name``: its own if it is one, else always the same one."""
    bare = name.removeprefix("urn:uuid:").replace("-", "").lower()
    return bare if _UID.fullmatch(bare) else derived("note", name).hex
