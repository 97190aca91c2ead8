"""What Mozilla publishes for Firefox: one record for each file of each model, with its digest and where it is.

The place, the shape of a record and the rule for versions are those of ``fxtranslate`` 0.5 (``remote.rs``), which
follows Firefox itself. The service is Firefox's own: it is asked once, when a user installs a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from reader.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RECORDS = "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
"""Where the records are."""
ATTACHMENTS = "https://firefox-settings-attachments.cdn.mozilla.net/"
"""What the locations of files are relative to."""

_MAJOR = "3"
"""The format of models that the engine reads."""
_BEST = ("tiny", "base", "base-memory")
"""From the smallest to the best, by Mozilla's own figures (COMET of nl-en: 85.8 and 86.5)."""
_NEEDED = ({"model", "vocab"}, {"model", "srcvocab", "trgvocab"})
_DIGITS = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of a model as it is published: packed by zstd."""

    name: str
    """Its name when it is unpacked."""
    url: str
    size: int
    """Bytes of the packed file."""
    digest: str
    """SHA-256 of the packed file."""
    content: str
    """SHA-256 of the file itself."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that is published."""

    source: str
    target: str
    version: str
    """Its version and architecture: "3.0 base-memory"."""
    files: tuple[Packed, ...]

    @property
    def size(self) -> int:
        """Bytes to be fetched."""
        return sum(file.size for file in self.files)


def best(records: object, source: str, target: str, attachments: str = ATTACHMENTS) -> Offer:
    """The newest, and of these the best, model between two languages.

    Records that are for some readers of Firefox only, such as those of its test versions, are passed over.

    Raises:
        EngineError: there is none, or the answer is no list of records.
    """
    listed = records.get("data") if isinstance(records, dict) else None
    if not isinstance(listed, list):
        raise EngineError("Mozilla’s list of models could not be understood: give a folder with --from.")
    groups: dict[tuple[tuple[int, ...], int, str], list[dict[str, Any]]] = {}
    for record in listed:
        if isinstance(record, dict) and _concerns(record, source, target):
            groups.setdefault(_rank(record), []).append(record)
    for (_, _, version), group in sorted(groups.items(), reverse=True):
        if any(needed <= {record.get("fileType") for record in group} for needed in _NEEDED):
            return Offer(source, target, version, _files(group, attachments))
    raise EngineError(f"Mozilla has no model from {source} to {target}: give a folder with --from.")


def _concerns(record: dict[str, Any], source: str, target: str) -> bool:
    version = str(record.get("version", ""))
    return (
        (record.get("sourceLanguage"), record.get("targetLanguage")) == (source, target)
        and not record.get("filter_expression")
        and version.partition(".")[0] == _MAJOR
        and version.replace(".", "").isdecimal()
        and isinstance(record.get("attachment"), dict)
    )


def _rank(record: dict[str, Any]) -> tuple[tuple[int, ...], int, str]:
    version, architecture = str(record["version"]), str(record.get("architecture") or "")
    worth = _BEST.index(architecture) if architecture in _BEST else -1
    return tuple(map(int, filter(None, version.split(".")))), worth, f"{version} {architecture}".strip()


def _files(records: Iterable[dict[str, Any]], attachments: str) -> tuple[Packed, ...]:
    kinds = {"model", "vocab", "srcvocab", "trgvocab", "lex"}
    return tuple(_file(record, attachments) for record in records if record.get("fileType") in kinds)


def _file(record: dict[str, Any], attachments: str) -> Packed:
    """A file of a record, with nothing in it that could lead elsewhere.

    Raises:
        EngineError: it lacks something.
    """
    attachment = record["attachment"]
    name, location = str(record.get("name", "")), str(attachment.get("location", ""))
    digests = str(attachment.get("hash", "")), str(record.get("decompressedHash", ""))
    size = attachment.get("size")
    sound = (
        name.isascii()
        and name.replace(".", "").replace("-", "").isalnum()
        and _are_digests(digests)
        and isinstance(size, int)
        and "//" not in location
        and ".." not in location
    )
    if not sound:
        raise EngineError("Mozilla’s list of models could not be understood: give a folder with --from.")
    return Packed(name, urljoin(attachments, location.lstrip("/")), size, *digests)


def _are_digests(texts: Sequence[str]) -> bool:
    return all(len(text) == 64 and set(text) <= _DIGITS for text in texts)  # noqa: PLR2004 - of SHA-256
