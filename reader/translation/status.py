"""What would happen if an engine were asked: who it is, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.translation.engine import (
    Engine,
    Failed,
    Lacking,
    Reason,
    Refusable,
    explain,
    network_forbidden,
    place_of,
    recipient,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from reader.model import TranslationKind
    from reader.translation.memory import Memory


@dataclass(frozen=True, slots=True)
class Status:
    """What would happen if sentences without a translation were asked for now."""

    engine: str | None
    """Id of the engine that would be asked; None if none is chosen."""
    recipient: str
    """Who would get the sentences, as an agreement names it: a service, and where there is a choice its address."""
    kind: TranslationKind | None
    """Its kind; None if there is no such engine."""
    supported: bool
    """Whether it translates between the two languages."""
    consent: bool
    """Whether text may go to it: it is not online, or the user agreed."""
    blocked: bool
    """Whether ``LIBYA_READER_NO_NETWORK`` forbids it."""
    lacking: bool
    """Whether it has to be set up first."""
    refused_until: datetime | None
    """After a refusal it is not asked before this time (UTC)."""
    obstacle: str | None
    """One sentence: why nothing would be asked, and how to go on; None if it would."""
    place: str = "an online service"
    """Where that is: an online service, or a server that is nearer."""

    @property
    def online(self) -> bool:
        """Whether sentences would leave this computer."""
        return self.kind == "online"

    @property
    def needs_consent(self) -> bool:
        """Whether the user's agreement is all that is missing."""
        return self.kind is not None and not self.consent and self.supported and not self.blocked and not self.lacking

    @property
    def ready(self) -> bool:
        """Whether the engine would be asked."""
        return self.obstacle is None


def nobody(chosen: str | None, engines: Iterable[str]) -> Status:
    """Where no engine can be asked, because there is none called ``chosen`` among ``engines``."""
    names = ", ".join(engines) or "none"
    missing = f"There is no translation engine {chosen}" if chosen else "No translation engine is chosen"
    return Status(
        chosen,
        "",
        None,
        supported=False,
        consent=False,
        blocked=False,
        lacking=False,
        refused_until=None,
        obstacle=f"{missing}, so only known sentences are shown: choose one in the settings (there are: {names}).",
    )


def standing(engine: Engine, memory: Memory, source: str, target: str, now: datetime) -> Status:
    """Where ``engine`` would be asked; agreements and refusals are in ``memory``. Asks nobody."""
    online = engine.kind == "online"
    other = source.partition("-")[0] != target.partition("-")[0]
    supported = other and engine.supports(source, target)
    consent = not online or memory.agreed(recipient(engine))
    blocked = online and network_forbidden()
    lack = engine.lack if isinstance(engine, Lacking) else None
    until = (engine.refused_until if isinstance(engine, Refusable) else None) or (
        memory.refused_until(recipient(engine), now) if online else None
    )
    failed = None
    if not supported:
        failed = Failed(Reason.UNSUPPORTED, f"from {source} to {target}")
    elif lack:
        failed = lack
    elif blocked:
        failed = Failed(Reason.NO_NETWORK)
    elif not consent:
        failed = Failed(Reason.NO_CONSENT)
    elif until:
        failed = Failed(Reason.REFUSED_RATE, retry_at=until)
    obstacle = explain(failed, engine) if failed else None
    return Status(
        engine.id,
        recipient(engine),
        engine.kind,
        supported,
        consent,
        blocked,
        lack is not None,
        until,
        obstacle,
        place_of(engine),
    )
