"""What ``translate --engines`` lists and ``translate --setup`` installs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.printing import counted, line, record, table
from reader.cli.session import Session
from reader.errors import InputError
from reader.model import ASSUMED_LANGUAGE
from reader.text.clean import one_line, shorten

if TYPE_CHECKING:
    from reader.model import Step
    from reader.translation import Engine
    from reader.translation.offline.install import Installed


def list_engines(session: Session, *, as_json: bool) -> None:
    """Say who could be asked, who will be, what is missing for it, and which models are here."""
    from reader.translation import available, choose, name_of  # noqa: PLC0415 - not for --help
    from reader.translation.offline.models import available_models  # noqa: PLC0415 - as above

    engines = available(session.settings.engines, session.paths.models)
    chosen = choose(session.settings.engine, engines)
    rows = []
    for engine in engines.values():
        state = _state(engine)
        if as_json:
            record({"engine": engine.id, "kind": engine.kind, "chosen": engine.id == chosen, "state": state})
        rows.append(["*" if engine.id == chosen else " ", engine.id, engine.kind, one_line(name_of(engine)), state])
    if not as_json:
        for text in table(rows):
            line(text)
    for model in available_models(session.paths.models):
        told = {"model": model.pair, "engine": model.engine, "version": model.version, "bytes": model.size}
        if as_json:
            record({**told, "origin": model.origin, "path": str(model.folder)})
        else:
            size = f"{model.size / 1e6:,.1f} MB"
            version, origin = one_line(model.version), one_line(model.origin)
            line(f"model {model.pair} for {model.engine}: {version}, {size}, from {origin}")


def _state(engine: Engine) -> str:
    from reader.translation import Lacking  # noqa: PLC0415 - not for --help

    lack = engine.lack if isinstance(engine, Lacking) else None
    return lack.detail if lack else "ready" if engine.kind == "offline" else "asked after you agreed"


def install(session: Session, pairs: Sequence[str], folder: Path | None, *, as_json: bool) -> None:
    """Install a model for a pair of languages, which is that of the settings where none is named.

    Raises:
        InputError: the pair is none, or the folder holds no model for it.
        EngineError: the model cannot be fetched, or does not work.
    """
    from reader.translation.keys import primary  # noqa: PLC0415 - not for --help
    from reader.translation.offline import install as installing  # noqa: PLC0415 - as above
    from reader.translation.offline.models import parse_pair  # noqa: PLC0415 - as above

    if len(pairs) > 1:
        raise InputError("Name one pair of languages, such as nl-en.")
    own = f"{primary(session.settings.language or ASSUMED_LANGUAGE)}-{primary(session.settings.target)}"
    pair = parse_pair(pairs[0] if pairs else own)
    root = session.paths.models
    if folder is not None:
        given = "-".join(pair) if pairs else None
        steps = counted(installing.from_folder(root, folder, given), "copying")
    else:
        steps = _fetching(installing.from_mozilla(root, pair), f"model {'-'.join(pair)}")
    for step in steps:
        if step.item is not None:
            _tell(session, step.item, as_json=as_json)


def _tell(session: Session, done: Installed, *, as_json: bool) -> None:
    from reader.translation import available, choose  # noqa: PLC0415 - not for --help

    model = done.model
    if as_json:
        told = {"model": model.pair, "engine": model.engine, "version": model.version, "path": str(model.folder)}
        record({**told, "tried": done.sentence, "answer": done.answer})
        return
    line(f"Installed {model.pair} for {model.engine} ({one_line(model.version)}) in {one_line(str(model.folder))}.")
    line(f"Tried: “{done.sentence}” → “{shorten(one_line(done.answer), 200)}”")
    chosen = choose(session.settings.engine, available(session.settings.engines, session.paths.models))
    if chosen == model.engine:
        line("It translates on this computer from now on; nothing is sent anywhere.")
    else:
        line(f'The settings choose {chosen or "no engine"}: set engine = "{model.engine}" to use it.')


def _fetching(steps: Iterable[Step[Installed]], what: str) -> Iterator[Step[Installed]]:
    """Pass ``steps`` on, which count bytes, with a bar on the terminal."""
    if not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console  # noqa: PLC0415 - only for a terminal
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above

    columns = TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for step in steps:
            progress.update(task, completed=step.done, total=step.total)
            yield step
