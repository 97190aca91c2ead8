"""Installs a model: from Mozilla, or from a folder of the user's. It is tried before it is put in its place."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import EngineError, InputError
from reader.lock import HinderedError, locked
from reader.model import Step
from reader.text.clean import one_line
from reader.translation import checks
from reader.translation.engine import Failed, explain
from reader.translation.offline import catalogue, fetch
from reader.translation.offline.engine import CTranslate2, Fxtranslate, OfflineEngine
from reader.translation.offline.models import KNOWN, LIST, Model, installed, recognise

if TYPE_CHECKING:
    from reader.translation.offline.catalogue import Offer, Packed

_SENTENCES = {
    "de": "Libyen ist ein Land in Nordafrika.",
    "en": "Libya is a country in North Africa.",
    "fr": "La Libye est un pays d’Afrique du Nord.",
    "it": "La Libia è un paese del Nord Africa.",
    "nl": "Libië is een land in Noord-Afrika.",
}
"""What a new model is tried with; with the Dutch one where its language has none."""
_ENGINES: dict[str, type[OfflineEngine]] = {engine.id: engine for engine in (Fxtranslate, CTranslate2)}


@dataclass(frozen=True, slots=True)
class Installed:
    """A model in its place, and what it said when it was tried."""

    model: Model
    sentence: str
    answer: str


def from_mozilla(
    root: Path, pair: tuple[str, str], records: str = "", attachments: str = ""
) -> Iterator[Step[Installed]]:
    """Fetch the best model of Firefox for ``pair`` and install it below ``root``; steps count bytes.

    Raises:
        EngineError: it cannot be fetched, is not what was published, does not work, or is being installed already.
    """
    _see_that_it_can_run(Fxtranslate)
    listed = fetch.listing(records or catalogue.RECORDS)
    offer = catalogue.best(listed, *pair, attachments or catalogue.ATTACHMENTS)
    with _staging(root, Fxtranslate.id, "-".join(pair)) as staging:
        done = 0
        for file in offer.files:
            packed = _packed(file, staging)
            if not packed.exists():
                for there in fetch.fetch(file.url, packed, file.size, file.digest):
                    yield Step(done + there, offer.size)
            done += file.size
            yield Step(done, offer.size)
        _unpack(offer, staging)
        _write_list(staging, pair, offer.version, "Mozilla", [file.name for file in offer.files])
        yield Step(done, offer.size, _settle(root, Fxtranslate.id, pair, staging))


def from_folder(root: Path, folder: Path, pair: str | None) -> Iterator[Step[Installed]]:
    """Install the model in a user's ``folder`` below ``root``; steps count files.

    Raises:
        InputError: it is no model, or not for ``pair``.
        EngineError: it does not work, or one for its pair is being installed already.
    """
    engine, found, names = recognise(folder, pair)
    _see_that_it_can_run(_ENGINES[engine])
    source, _, target = found.partition("-")
    with _staging(root, engine, found) as staging:
        for number, name in enumerate(names):
            yield Step(number, len(names))
            _copy(folder / name, staging / name.removesuffix(".gz"))
        plain = [name.removesuffix(".gz") for name in names]
        _write_list(staging, (source, target), "", str(folder.absolute()), plain)
        yield Step(len(names), len(names), _settle(root, engine, (source, target), staging))


def _see_that_it_can_run(engine: type[OfflineEngine]) -> None:
    made = engine()
    lack = made.lack
    if lack and "package" in lack.detail:
        raise EngineError(explain(lack, made))


@contextmanager
def _staging(root: Path, engine: str, pair: str) -> Iterator[Path]:
    """The folder in which a model is put together, for one program at a time.

    What an interrupted run left in it is used.

    Raises:
        EngineError: another program is at it, or nothing can be written there.
    """
    staging = root / engine / f".{pair}"
    try:
        staging.parent.mkdir(parents=True, exist_ok=True)
        with locked(root / f".{engine}-{pair}.lock", 0):
            staging.mkdir(exist_ok=True)
            yield staging
    except HinderedError:
        raise EngineError(
            f"Another libya-reader is just installing a model for {pair}: wait until it is done, or end it."
        ) from None
    except OSError as error:
        raise EngineError(
            f"The model cannot be put into {one_line(str(root))} ({error.strerror or error}): "
            "free space, correct the rights of the folder, or name another in LIBYA_READER_DATA."
        ) from None


def _packed(file: Packed, staging: Path) -> Path:
    """Where a file is fetched to: another place for each version of it, so that parts of two are never mixed."""
    return staging / f"{file.name}.{file.digest[:8]}.zst"


def _unpack(offer: Offer, staging: Path) -> None:
    from fxtranslate import discovery  # noqa: PLC0415 - an extra; this is a command, so that it may hold the lock

    for file in offer.files:
        packed = _packed(file, staging)
        try:
            (staging / file.name).write_bytes(discovery.verify_and_decompress(packed.read_bytes(), file.content))
        except ValueError:
            raise EngineError(f"{file.name} cannot be unpacked to what is listed: try again later.") from None
        finally:
            packed.unlink()


def _copy(source: Path, target: Path) -> None:
    try:
        with (gzip.open if source.suffix == ".gz" else Path.open)(source, "rb") as read, target.open("wb") as written:
            shutil.copyfileobj(read, written)
    except (OSError, EOFError) as error:
        raise InputError(f"{one_line(str(source))} cannot be copied ({error}).") from None


def _write_list(staging: Path, pair: tuple[str, str], version: str, origin: str, names: list[str]) -> None:
    """Write down what the model consists of; its version ends with the beginning of its digest."""
    files = {}
    for name in names:
        with (staging / name).open("rb") as file:
            files[name] = hashlib.file_digest(file, "sha256").hexdigest()
    digest = next(digest for name, digest in files.items() if name.startswith("model."))
    told = {
        "source": pair[0],
        "target": pair[1],
        "version": " ".join(filter(None, (version or KNOWN.get(digest, ""), digest[:8]))),
        "origin": f"{origin}, known to be Mozilla’s" if digest in KNOWN and origin != "Mozilla" else origin,
        "files": files,
    }
    for left in staging.iterdir():  # by an interrupted run for another version
        if left.name not in files:
            left.unlink()
    (staging / LIST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _settle(root: Path, engine: str, pair: tuple[str, str], staging: Path) -> Installed:
    """Try the model in ``staging``, and put it in its place, at once and whole.

    Raises:
        EngineError: it does not work; it is thrown away.
    """
    name = "-".join(pair)
    sentence = _SENTENCES.get(pair[0], _SENTENCES["nl"])
    try:
        answer = _ENGINES[engine].attempt(staging, sentence)
        why = answer if isinstance(answer, Failed) else checks.wrong(sentence, answer)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    if why or isinstance(answer, Failed):
        shutil.rmtree(staging, ignore_errors=True)
        detail = why.detail if isinstance(why, Failed) else why
        raise EngineError(f"The model for {name} does not work ({detail}); it was not installed: try another one.")
    place, old = root / engine / name, root / engine / f".{name}.old"
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    staging.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return Installed(installed(root, engine)[name], sentence, answer)
