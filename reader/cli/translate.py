"""``translate``: fill the memory of translations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import fields
from reader.cli.commands import Command, as_json
from reader.cli.printing import counted, line, many, record, say
from reader.cli.session import Session, find_article, refresh
from reader.errors import InputError
from reader.text.clean import one_line
from reader.text.languages import no_language

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.batch import Plan, Translated
    from reader.model import Translation
    from reader.translation import Cost, Status


@click.command(cls=Command)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--all", "everything", is_flag=True, help="All articles of the library, the newest first.")
@click.option("--engine", metavar="ID", help="Who is asked, in the place of the engine of the settings.")
@click.option(
    "--target", metavar="LANGUAGE", help="Language to translate into, in the place of that of the settings."
)
@click.option("--agree", is_flag=True, help="Let sentences be sent to the engine, from now on, if it is online.")
@click.option("--revoke", is_flag=True, help="Take the agreement back; what is translated stays.")
@click.option("--cost", "only_cost", is_flag=True, help="Say what it would cost, and ask nobody.")
@click.option(
    "--import", "file", type=click.Path(path_type=Path), metavar="FILE", help="Keep the translations in a TMX file."
)
@click.option("--engines", "list_engines", is_flag=True, help="List who can be asked, and the models that are here.")
@click.option("--setup", is_flag=True, help="Install a model that translates on this computer, such as nl-en.")
@click.option(
    "--from", "folder", type=click.Path(path_type=Path), metavar="DIR", help="With --setup: a model of your own."
)
@as_json
@click.pass_obj
def translate(
    session: Session,
    articles: tuple[str, ...],
    *,
    everything: bool,
    engine: str | None,
    target: str | None,
    agree: bool,
    revoke: bool,
    only_cost: bool,
    file: Path | None,
    list_engines: bool,
    setup: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Translate what has no translation yet, and keep it.

    ARTICLE is an id, a path, or the beginning of either. What was translated before is never asked again, so that
    an interrupted run is taken up where it stopped. With --setup it is a pair of languages, such as nl-en.
    """
    from reader.cli import models  # noqa: PLC0415 - not for --help

    _choose(session, engine, target)
    if setup or folder is not None:
        models.install(session, articles, folder, as_json=as_json)
    elif list_engines:
        models.list_engines(session, as_json=as_json)
    elif revoke:
        _revoke(session)
    elif file is not None:
        _import(session, file, as_json=as_json)
    elif everything == bool(articles):
        raise InputError("Name the articles to translate, or all of them with --all.")
    else:
        _fill(session, articles, agree=agree, only_cost=only_cost, as_json=as_json)


def _fill(session: Session, articles: Sequence[str], *, agree: bool, only_cost: bool, as_json: bool) -> None:
    """Say what it costs, and ask for what is missing; in all articles where none is named.

    Raises:
        InputError: there is no such engine or article.
    """
    with session.opened() as library:
        status = library.translations.status(library.language)
        if status.engine is not None and status.kind is None:
            raise InputError(status.obstacle or "")
        for problem in refresh(library):
            session.tell(problem)
        planned = _planned(session, library, articles)
        cost = _total(planned)
        if cost.sentences and not only_cost:
            _prepare(library, planned, agree=agree)
        if cost.sentences or only_cost:
            say(_price(cost, library))
        if not only_cost:
            _run(session, library, planned, as_json=as_json)
        for problem in library.translations.problems():
            session.tell(problem)


def _revoke(session: Session) -> None:
    """Take the agreement to send text to the engine back."""
    with session.opened() as library:
        status = library.translations.status(library.language)
        if status.kind is None:
            raise InputError(status.obstacle or "")
        library.translations.revoke()
        line(f"No more text is sent to {one_line(status.recipient)}; what is translated stays.")
        for problem in library.translations.problems():
            session.tell(problem)


def _import(session: Session, file: Path, *, as_json: bool) -> None:
    from reader.library import parallels  # noqa: PLC0415 - not for --help

    with session.opened() as library:
        new, known, left = parallels.bring_in(library, file)
        if as_json:
            record({"new": new, "known": known, "left_out": left})
        else:
            line(f"{many(new, 'new translation')}, {known:,} known, {left:,} left out.")
        for problem in library.translations.problems():
            session.tell(problem)


def _choose(session: Session, engine: str | None, target: str | None) -> None:
    """Let the options stand in for the settings.

    Raises:
        InputError: the target is no language.
    """
    if target is not None and (problem := no_language(target.replace("_", "-"))):
        raise InputError(f"{problem}.")
    own = session.settings
    session.settings = replace(
        own, engine=own.engine if engine is None else engine, target=own.target if target is None else target
    )


def _planned(session: Session, library: Library, articles: Sequence[str]) -> list[Plan]:
    from reader.library import batch  # noqa: PLC0415 - not for --help

    rows = [find_article(library, name) for name in articles] if articles else library.all_rows()
    found = []
    for step in counted(batch.plans(library, list(dict.fromkeys(rows))), "reading articles"):
        found += [step.item] if step.item else []
        if step.problem:
            session.tell(step.problem)
    return found


def _total(planned: Sequence[Plan]) -> Cost:
    from reader.translation import Cost  # noqa: PLC0415 - not for --help

    return sum((plan.cost for plan in planned), Cost())


def _prepare(library: Library, planned: Sequence[Plan], *, agree: bool) -> None:
    """Note the user's agreement; say how to give it, where it is all that is missing."""
    statuses = [library.translations.status(plan.row.language) for plan in planned if plan.cost.sentences]
    asking: list[Status] = [status for status in statuses if status.needs_consent]
    if asking and agree:
        library.translations.agree()
    elif asking:
        say(f"--agree lets sentences be sent to {one_line(asking[0].recipient)}, now and later.")


def _price(cost: Cost, library: Library) -> str:
    engine = library.translations.status(library.language).engine or "nobody"
    missing = f"{many(cost.sentences, 'sentence')} without a translation"
    if not cost.sentences:
        return f"{missing}; nobody need be asked."
    return (
        f"{missing}: {many(cost.characters, 'character')} in at least {many(cost.requests, 'request')} to {engine}."
    )


def _run(session: Session, library: Library, planned: Sequence[Plan], *, as_json: bool) -> None:
    from reader.library import batch  # noqa: PLC0415 - not for --help

    new = known = total = 0
    for step in counted(batch.run(library, planned), "translating", "sentence"):
        if step.problem:
            session.tell(step.problem)
        if step.item is not None:
            new += step.item.new
            known += sum(1 for hit in step.item.known if hit)
            total += len(step.item.known)
            if as_json:
                _print_sentences(step.item, library)
            else:
                _print_article(step.item)
    if not as_json:
        line(f"{many(new, 'new translation')}; {known:,} of {many(total, 'sentence')} have one now.")


def _print_sentences(done: Translated, library: Library) -> None:
    for sentence, hit in zip(done.opened.document.sentences, done.known, strict=True):
        text = sentence.span.of(done.opened.article.body)
        remarks = library.translations.remarks(text, done.opened.article.language, hit)
        state = _state(hit, remarks)
        record(
            {"article": done.row.id, **fields.of_translation(sentence, text, hit), "state": state, "remarks": remarks}
        )


def _state(translation: Translation | None, remarks: Sequence[str]) -> str:
    if translation is None:
        return "missing"
    if remarks:
        return "doubtful"
    return "edited" if translation.provenance.kind == "user" else "translated"


def _print_article(done: Translated) -> None:
    known = sum(1 for hit in done.known if hit)
    line(f"{done.row.id}  {known:,} of {many(len(done.known), 'sentence')}  {one_line(done.row.title)}")
