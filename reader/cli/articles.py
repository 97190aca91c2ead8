"""``list`` and ``show``: the articles of a library, and one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from reader.cli import fields
from reader.cli.commands import Command, as_json
from reader.cli.notes import print_note
from reader.cli.printing import counted, fill, line, many, record, say, table, width
from reader.cli.session import Session, find_article, refresh
from reader.model import makers
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.articles import Articles
    from reader.library import Library, Opened
    from reader.model import ArticleRow, Date, Note, Placing, Recogniser, Translation

_TITLE, _TAGS = 3, 6
"""Columns of the list."""
_LEAST_TITLE = 20


@click.command("list", cls=Command)
@click.argument("query", nargs=-1, metavar="[FILTER]...")
@as_json
@click.pass_obj
def list_articles(session: Session, query: tuple[str, ...], *, as_json: bool) -> None:
    """List the articles, newest first, undated ones last.

    FILTER is what the app takes: words, "phrases", #tag, is:unread, date:2019-04, name:haftar, lang:nl, en:ceasefire;
    ~ before one negates it. name: first reads the articles that were not read for names yet; Ctrl+C keeps what was
    found.
    """
    with session.opened() as library:
        for problem in refresh(library):
            session.tell(problem)
        total = library.shelf.index.count()
        rows = library.rows(filtered(session, library, " ".join(query)).numbers)
        if not total:
            say(f"There are no articles in {library.root}: put .txt files into it.")
        elif not rows:
            say(f"None of {many(total, 'article')} matches the filter.")
        elif as_json:
            for row in rows:
                record(fields.of_row(row))
        else:
            _print_list(rows)


def filtered(session: Session, library: Library, query: str) -> Articles:
    """The articles that a filter lets through; what it asks about that is not known yet is found out first.

    Raises:
        InputError: it asks for what there is not, or for names where a recogniser is not there.
    """
    from reader.filters import matching, parse  # noqa: PLC0415 - for some commands only

    terms = parse(query, finished=True)
    articles = library.shelf.all()
    if not terms:
        return articles
    kinds = {term.kind for term in terms}
    if "name" in kinds:
        find_names(session, library)
    if "english" in kinds:
        for step in counted(library.wordings.gather(), "reading translations"):
            if step.problem:
                say(step.problem)
    return matching(articles, terms, library.shelf.index.keys(articles.numbers), library.facts(terms))


def find_names(session: Session, library: Library) -> None:
    """Read the articles that were not read for names yet, on all cores.

    Raises:
        InputError: a recogniser that the settings name cannot be used.
    """
    from reader.library.pool import cores  # noqa: PLC0415 - not for --help

    _ = session.recognisers  # to say at once what is missing of them
    for step in counted(library.names.gather(cores()), "finding names", "article"):
        if step.problem:
            session.tell(step.problem)


def _print_list(rows: Sequence[ArticleRow]) -> None:
    lines = iter(_lines([_cells(row) for row in rows]))
    for month, members in groupby(rows, key=lambda row: row.date.month):
        line(month or "Undated")
        for _ in members:
            line(f"  {next(lines)}")
        line()
    undated = sum(row.date.value is None for row in rows)
    line(many(len(rows), "article") + (f", {undated:,} undated" if undated else ""))


def _cells(row: ArticleRow) -> list[str]:
    return [
        row.id,
        row.date.value or "",
        (" " if row.read else "•") + ("*" if row.starred else " "),
        one_line(row.title),
        many(row.words, "word"),
        many(row.notes, "note") if row.notes else "",
        " ".join(f"#{one_line(tag)}" for tag in row.tags),
    ]


def _lines(rows: list[list[str]]) -> Iterator[str]:
    """The rows aligned, with titles cut to what the terminal has room for."""
    cells = width()
    if cells is not None:
        from reader.text.cells import fit  # noqa: PLC0415 - loads rich

        others = max(len(next(table([[*row[:_TITLE], "", *row[_TITLE + 1 :]]]))) for row in rows) + 4
        for row in rows:
            row[_TITLE] = fit(row[_TITLE], max(_LEAST_TITLE, cells - others))
    return table(rows, right={4, 5})


@click.command(cls=Command)
@click.argument("article")
@click.option("--translation", is_flag=True, help="Show what is known of the translation, below each paragraph.")
@as_json
@click.pass_obj
def show(session: Session, article: str, *, translation: bool, as_json: bool) -> None:
    """Show an article: an id, a path, or the beginning of either.

    With --json, all that “analyse” finds in it, its id and its notes.
    """
    if as_json:
        _ = session.recognisers  # to say at once what is missing of them
    with session.opened() as library:
        refresh(library)
        row = find_article(library, article)
        opened = library.open(row)
        notes = library.notes_in(opened.article)
        known = library.translations.known(opened.document, opened.article.language) if translation else None
        if as_json:
            record(_all_fields(library, row, opened, notes, known))
        else:
            _print_article(row, opened, known)
            _print_notes(notes)
        for problem in library.translations.problems():
            session.tell(problem)


def _all_fields(
    library: Library,
    row: ArticleRow,
    opened: Opened,
    notes: Sequence[tuple[Note, Placing]],
    known: Sequence[Translation | None] | None,
) -> fields.Fields:
    document = opened.document
    found = {
        "id": row.id,
        **fields.of_analysis(opened.article, document, library.entities(opened), _finder(library, opened)),
        "notes": [fields.of_note(note, placing, row) for note, placing in notes],
    }
    if known is not None:
        found["translation"] = [
            fields.of_translation(sentence, sentence.span.of(document.body), hit)
            for sentence, hit in zip(document.sentences, known, strict=True)
        ]
    return found


def _finder(library: Library, opened: Opened) -> Recogniser | None:
    recogniser = library.names.reader_of(opened.article.language)
    return recogniser.provenance if recogniser else None


def _print_article(row: ArticleRow, opened: Opened, known: Sequence[Translation | None] | None) -> None:
    for text in fill(one_line(row.title)):
        line(text)
    tags = " ".join(f"#{one_line(tag)}" for tag in row.tags)
    about = [
        _date(row.date),
        many(row.words, "word"),
        row.language + "?" * (row.language_source == "assumed"),
        one_line(row.path),
        row.id,
        tags,
    ]
    line(" · ".join(part for part in about if part))
    document = opened.document
    for index, block in enumerate(document.paragraphs):
        line()
        for text in fill(block.span.of(document.body), indent="    " if block.kind == "caption" else ""):
            line(text)
        if known is not None:
            members = [hit for s, hit in zip(document.sentences, known, strict=True) if s.paragraph == index]
            _print_translation(members)
    if known is not None:
        line()
        line(_sources(known))


def _date(date: Date) -> str:
    if date.value is None:
        return "undated"
    return date.value + (" (your date)" if date.source == "user" else "")


def _print_translation(members: Sequence[Translation | None]) -> None:
    if any(members):
        for text in fill(" ".join(hit.text if hit else "[…]" for hit in members), indent="  │ "):
            line(text)


def _sources(known: Sequence[Translation | None]) -> str:
    """How much is translated, and who said so."""
    hits = [hit.provenance for hit in known if hit]
    said = makers(hits)
    summary = f"Translation: {len(hits)} of {many(len(known), 'sentence')}"
    return f"{summary} ({', '.join(map(one_line, said))})" if said else summary


def _print_notes(notes: Sequence[tuple[Note, Placing]]) -> None:
    if notes:
        line()
        line("Notes")
    for note, placing in notes:
        print_note(note, placing)
