"""Articles with their translations, for exports; and translations from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.export import bilingual
from reader.export.bilingual import Block, Parallel
from reader.model import ArticleRow, Provenance, Step, Translation
from reader.text.clean import one_line
from reader.translation import tmx_format

if TYPE_CHECKING:
    from reader.library import Library


def of(library: Library, rows: Sequence[ArticleRow]) -> Iterator[Step[Parallel]]:
    """A step for each article; one that cannot be read is a problem. Asks nobody."""
    for done, row in enumerate(rows, 1):
        try:
            article, document = library.open(row)
        except InputError as error:
            yield Step(done, len(rows), problem=str(error))
            continue
        known = library.translations.known(document, article.language)
        texts = document.texts
        members: list[list[int]] = [[] for _ in document.paragraphs]
        for index, sentence in enumerate(document.sentences):
            members[sentence.paragraph].append(index)
        blocks = tuple(
            Block(block.kind, tuple(texts[i] for i in inside), tuple(known[i] for i in inside))
            for block, inside in zip(document.paragraphs, members, strict=True)
            if inside
        )
        parallel = Parallel(
            article.title, row.date.value or "", article.path, article.language, library.settings.target, blocks
        )
        yield Step(done, len(rows), parallel)


def tmx(articles: Sequence[Parallel]) -> bytes:
    """What is known of the sentences of articles as a translation memory, each once, with its provenance.

    Raises:
        InputError: nothing is known, or the articles are in several languages.
    """
    found = {
        each.source: each
        for article in articles
        for block in article.blocks
        for each in block.translations
        if each is not None and any(map(str.isalpha, each.source))
    }
    if not found:
        raise InputError("There are no translations to export; “libya-reader translate” asks for them.")
    languages = sorted({article.language for article in articles})
    if len(languages) > 1:
        raise InputError(f"The articles are in {', '.join(languages)}; export one at a time with --article.")
    memory = tmx_format.of(found.values(), languages[0], articles[0].target, "translations kept by libya-reader")
    return tmx_format.render(memory)


def written_by_us(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (512 bytes will do) is a memory of ours, fit to be replaced.

    The reference that ships with the samples is none.
    """
    return b'<header creationtool="libya-reader"' in head and b"<note>translations kept by libya-reader<" in head


FORMS: dict[str, tuple[Callable[[Sequence[Parallel]], bytes], Callable[[bytes], bool]]] = {
    "tmx": (tmx, written_by_us),
    "bilingual": (lambda articles: bilingual.markdown(articles).encode(), bilingual.written_by_us),
    "html": (lambda articles: bilingual.html(articles).encode(), bilingual.written_by_us),
}
"""How the formats are made that hold articles with their translations, and what tells their files."""


def bring_in(library: Library, path: Path) -> tuple[int, int, int]:
    """Take over the translations in a TMX file; how many are new, known, and left out.

    Those of other languages than the library's are left out, and those that cannot be right.

    Raises:
        InputError: the file cannot be used.
    """
    memory = tmx_format.read(path)
    source, target = library.language, library.settings.target
    given = [(unit, unit.text(source), unit.text(target)) for unit in memory.units]
    name = one_line(path.name)
    found = [
        Translation(
            text,
            translation,
            Provenance(
                "tmx", name, "memory", unit.at or memory.at, unit.provenance or memory.note or memory.provenance
            ),
        )
        for unit, text, translation in given
        if text and translation
    ]
    new, known = library.translations.bring_in(found, source)
    if new:
        library.wordings.age()
    return new, known, len(memory.units) - new - known
