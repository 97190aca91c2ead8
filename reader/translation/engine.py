"""The port behind which every translation engine stands, and what can come back through it.

An engine answers sentence by sentence, with a text or with one of a closed set of reasons why there is none. It
never raises for the fault of a service and never answers nothing.
"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, get_args, runtime_checkable

from reader.text.clean import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reader.model import TranslationKind

NO_NETWORK = "LIBYA_READER_NO_NETWORK"
"""Environment variable that, when set to anything but 0, forbids every online engine."""


class Reason(StrEnum):
    """Why a sentence has no translation."""

    OFFLINE = "offline"
    """The service cannot be reached: no network, name not found, connection refused or cut."""
    PORTAL = "portal"
    """The network answered in the service's place: a log-in page, a filter, a foreign certificate."""
    TIMEOUT = "timeout"
    """No full answer within the deadline."""
    REFUSED_RATE = "refused_rate"
    """The service wants fewer requests from here, or none (429, 403, a block page)."""
    REFUSED_QUOTA = "refused_quota"
    """The amount of text that the service allows is used up."""
    AUTH = "auth"
    """The service does not accept the key or account."""
    UNSUPPORTED = "unsupported"
    """The engine does not translate between these languages."""
    BAD_RESPONSE = "bad_response"
    """The answer is not what the service promises: an error, a broken or foreign page, nothing at all."""
    UNVERIFIED = "unverified"
    """An answer came, but it cannot be the translation of the sentence."""
    ENGINE_CRASHED = "engine_crashed"
    """The engine itself failed."""
    CANCELLED = "cancelled"
    """The program stopped waiting for the answer."""
    SETUP = "setup"
    """The engine lacks something that the user has to give: a key, an address, a package."""
    NO_CONSENT = "no_consent"
    """The user has not agreed that text is sent to this service."""
    NO_NETWORK = "no_network"
    """The user forbade the network (``LIBYA_READER_NO_NETWORK``)."""


PASSING = frozenset({Reason.BAD_RESPONSE, Reason.UNVERIFIED, Reason.ENGINE_CRASHED})
"""Reasons that concern one request; with any other, the next request would fail as well."""


@dataclass(frozen=True, slots=True)
class Ok:
    """A translation that passed the checks."""

    text: str
    doubt: str = ""
    """What a careful reader should look at ("numbers differ from the source"); empty if nothing."""


@dataclass(frozen=True, slots=True)
class Failed:
    """No translation, and why."""

    reason: Reason
    detail: str = ""
    """A few words for the user; never holds text of an article, an address with its query, or a key."""
    retry_at: datetime | None = None
    """Not to be asked again before this time (with time zone); None if nothing is known."""

    @property
    def halts(self) -> bool:
        """Whether it is pointless or impolite to go on asking."""
        return self.reason not in PASSING


Outcome: TypeAlias = Ok | Failed


Unit: TypeAlias = Literal["sentence", "paragraph"]
"""What an engine translates best."""
UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked of an engine, and how."""

    max_chars: int
    """Code points in one request, the line ends between its sentences included."""
    max_sentences: int
    """Sentences in one request."""
    min_interval: float = 0.0
    """Seconds from one request to the next."""
    unit: Unit = "sentence"
    """``paragraph`` if neighbouring sentences are sent as one text, and parted again in its translation."""


class Engine(Protocol):
    """Something that translates sentences."""

    @property
    def id(self) -> str:
        """Its name in settings and provenance: ``google``."""

    @property
    def version(self) -> str:
        """Version of the engine or of its model."""

    @property
    def kind(self) -> TranslationKind:
        """``online`` sends text away and needs the user's consent; ``offline`` does not."""

    @property
    def note(self) -> str:
        """What provenance says of its work."""

    @property
    def limits(self) -> Limits:
        """How much may be asked at once."""

    def supports(self, source: str, target: str) -> bool:
        """Whether it translates from ``source`` to ``target`` (BCP 47 tags). Cheap: asks nobody."""

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Outcome]:
        """One outcome for each sentence, in order. The sentences are neighbours in one paragraph.

        Blocks until all are answered; never raises for the fault of a service.
        """


@runtime_checkable
class Refusable(Protocol):
    """An engine that knows when a service refused to answer, and for how long."""

    @property
    def refused_until(self) -> datetime | None:
        """It asks nothing before this time; None if it would ask."""


@runtime_checkable
class Addressed(Protocol):
    """An engine that sends text to a place of the user's choice."""

    @property
    def recipient(self) -> str:
        """Who gets the text; agreeing to one is not agreeing to another."""


@runtime_checkable
class Lacking(Protocol):
    """An engine that has to be set up."""

    @property
    def lack(self) -> Failed | None:
        """Why it cannot be asked before the user does something; None if it can. Cheap: asks nobody."""


@runtime_checkable
class Versioned(Protocol):
    """An engine that is another one for each pair of languages."""

    def version_of(self, source: str, target: str) -> str:
        """Version of what translates between these languages."""


@runtime_checkable
class Closable(Protocol):
    """An engine that holds something: a connection, a process."""

    def close(self) -> None:
        """End what is under way at once, from any thread, and let go of it. The engine is not used again."""


def network_forbidden() -> bool:
    """Whether the user forbade the network for this run of the program."""
    return os.environ.get(NO_NETWORK, "").strip() not in {"", "0"}


def scrubbed(detail: str, sentences: Sequence[str] = ()) -> str:
    """``detail`` fit for screens and logs: one short line without ``sentences`` and queries of addresses."""
    for sentence in sentences:
        if sentence:
            detail = detail.replace(sentence, "…")
    return shorten(re.sub(r"\?\S+", "", one_line(detail)), 160)


def name_of(engine: Engine) -> str:
    """What people call an engine."""
    return str(getattr(engine, "name", "") or engine.id[:1].upper() + engine.id[1:])


def recipient(engine: Engine) -> str:
    """Who gets what is sent to ``engine``: the key under which agreements are kept."""
    return engine.recipient if isinstance(engine, Addressed) else engine.id


def place_of(engine: Engine) -> str:
    """What gets the text: "an online service", or if it is near, "a server on this computer"."""
    host = recipient(engine).rpartition(" ")[2]
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    if name == "localhost" or name.endswith(".localhost"):
        return "a server on this computer"
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return "an online service"
    if address.is_loopback:
        return "a server on this computer"
    return "a server in your own network" if address.is_private else "an online service"


def version_of(engine: Engine, source: str, target: str) -> str:
    """The version under which answers between two languages are kept: what translates, and how it is asked."""
    version = engine.version_of(source, target) if isinstance(engine, Versioned) else engine.version
    return f"{version}, by paragraph" if engine.limits.unit == "paragraph" else version


_SENTENCES = {
    Reason.OFFLINE: "{name} cannot be reached{detail}: what is translated stays; try again when you are online.",
    Reason.PORTAL: "This network answered in place of {name}{detail}: log in to the network, then try again.",
    Reason.TIMEOUT: "{name} did not answer in time{detail}: what is translated stays; try again later.",
    Reason.REFUSED_RATE: "{name} refused requests from this network{detail}: what is translated stays; {next}.",
    Reason.REFUSED_QUOTA: "The quota of {name} is used up{detail}: what is translated stays; {next}.",
    Reason.AUTH: "{name} did not accept the key{detail}: correct it in the settings, then try again.",
    Reason.UNSUPPORTED: "{name} does not know this pair of languages{detail}: choose another engine or target.",
    Reason.BAD_RESPONSE: "The answer of {name} could not be used{detail}: it was not kept; try again later.",
    Reason.UNVERIFIED: "An answer of {name} did not fit its sentence{detail}: it was not kept; try again later.",
    Reason.ENGINE_CRASHED: "The engine {name} failed{detail}: what is translated stays; try another engine.",
    Reason.CANCELLED: "Translation by {name} was stopped{detail}: ask again to go on where it stopped.",
    Reason.SETUP: "{name} is not set up{detail}; then try again.",
    Reason.NO_CONSENT: "{name} is {place}: no sentence is sent to it until you agree (F in the app, or --agree).",
    Reason.NO_NETWORK: "{name} is not asked because {variable} is set: unset it to translate online.",
}


def explain(failed: Failed, engine: Engine) -> str:
    """One sentence for the user: what happened, what it means for the translations, and what to do next."""
    until = failed.retry_at
    return _SENTENCES[failed.reason].format(
        name=name_of(engine),
        detail=f" ({failed.detail})" if failed.detail else "",
        next=f"the next request waits until {until.astimezone():%H:%M}" if until else "try again later",
        variable=NO_NETWORK,
        place=place_of(engine),
    )
