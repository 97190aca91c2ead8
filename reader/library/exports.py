"""Exports in every format: made of a library's notes, and written once all of it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.export import codebook, context, csl, gazetteer, jsonl, kept, markdown, refi, tables, template, w3c
from reader.export.sections import sections
from reader.library import files, parallels
from reader.library.files import Replacing
from reader.library.formats import FORMATS, TEMPLATE, Format, Wish, default_path
from reader.model import Correction, Excerpt, Step
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.export.bilingual import Parallel
    from reader.export.context import Unit
    from reader.library import Library


@dataclass(frozen=True, slots=True)
class Material:
    """The notes to export, and where they are from."""

    library: Library
    excerpts: Sequence[Excerpt]
    articles: Sequence[Parallel] = ()
    """Articles with their translations, for formats that hold these."""

    @property
    def name(self) -> str:
        """What the library is called."""
        return one_line(self.library.root.resolve().name)

    @property
    def meanings(self) -> dict[str, str]:
        """What each tag of the library means; an empty text where nobody has said."""
        infos = self.library.notebook.tag_infos
        return {
            use.name: infos[use.name].description if use.name in infos else "" for use in self.library.notebook.tags
        }

    def contexts(self, unit: Unit | None) -> dict[str, str]:
        """The text around each passage, by note uid."""
        found: dict[str, str] = {}
        for row, members in groupby(self.excerpts if unit else (), key=lambda excerpt: excerpt.article):
            placed = [excerpt for excerpt in members if excerpt.placing.span]
            document = self.library.open(row).document if row and placed else None
            for excerpt in placed:
                if document and unit and excerpt.placing.span:
                    found[excerpt.note.uid] = context.around(document, excerpt.placing.span, unit)
        return found

    def bodies(self) -> dict[str, str]:
        """The bodies of the articles that can be read, by article id."""
        rows = {excerpt.article.id: excerpt.article for excerpt in self.excerpts if excerpt.article}
        found: dict[str, str] = {}
        for id_, row in rows.items():
            try:
                found[id_] = self.library.shelf.read(row).body
            except InputError:
                continue  # its notes are exported without it
        return found

    @property
    def corrections(self) -> list[Correction]:
        """What the user says of words wherever they stand."""
        return [each for _, each in self.library.corrections.all() if each.everywhere]

    def count(self, form: Format) -> str:
        """How much of its subject an export holds: "2 notes"."""
        number = len(self.excerpts)
        if form.subject == "article":
            number = len(sections(self.excerpts))
        elif form.subject == "tag":
            number = len(self.meanings)
        elif form.subject == "correction":
            number = len(self.corrections)
        elif form.subject == "translation":
            number = len({hit.source for each in self.articles for b in each.blocks for hit in b.translations if hit})
        return f"{number:,} {form.subject}{'' if number == 1 else 's'}"


def _markdown(material: Material, wish: Wish) -> bytes:
    return markdown.render(
        material.excerpts,
        recogniser=material.library.provenance,
        library=material.name,
        by=wish.by,
        contexts=material.contexts(wish.context),
    ).encode()


def _table(material: Material, wish: Wish) -> bytes:
    recogniser = material.library.provenance
    return tables.render(material.excerpts, recogniser=recogniser, raw=wish.raw, byte_order_mark=wish.bom).encode()


def _project(material: Material, wish: Wish) -> bytes:
    return refi.render(
        material.excerpts,
        material.bodies(),
        library=material.name,
        meanings=material.meanings,
        crlf=wish.crlf,
        **({"user": wish.user} if wish.user else {}),
    )


def _by_template(material: Material, wish: Wish) -> bytes:
    assert wish.template is not None
    return template.render(
        files.read_text(wish.template),
        material.excerpts,
        recogniser=material.library.provenance,
        library=material.name,
        contexts=material.contexts(wish.context),
        name=str(wish.template),
    ).encode(errors="replace")


def _parallel(make: Callable[[Sequence[Parallel]], bytes]) -> Callable[[Material, Wish], bytes]:
    return lambda material, _: make(material.articles)


_MAKERS: dict[str, tuple[Callable[[Material, Wish], bytes], Replacing]] = {
    "markdown": (_markdown, Replacing(markdown.written_by_us, kept.merge)),
    "csv": (_table, Replacing(tables.written_by_us)),
    "jsonl": (
        lambda material, _: jsonl.render(material.excerpts, recogniser=material.library.provenance).encode(),
        Replacing(jsonl.written_by_us),
    ),
    "w3c": (
        lambda material, wish: w3c.render(material.excerpts, library=material.name, creator=wish.user).encode(),
        Replacing(w3c.written_by_us),
    ),
    "qdpx": (_project, Replacing(refi.written_by_us)),
    "qdc": (lambda material, _: codebook.render(material.meanings), Replacing(codebook.written_by_us)),
    "gazetteer": (
        lambda material, _: gazetteer.render(material.corrections).encode(errors="replace"),
        Replacing(gazetteer.written_by_us),
    ),
    "csl": (lambda material, _: csl.render(material.excerpts).encode(), Replacing(csl.written_by_us)),
    **{name: (_parallel(make), Replacing(ours)) for name, (make, ours) in parallels.FORMS.items()},
    TEMPLATE.name: (_by_template, Replacing()),
}
"""How each format is made, and which files it may replace."""
assert _MAKERS.keys() == FORMATS.keys() | {TEMPLATE.name}


def rendered(material: Material, form: Format, wish: Wish) -> bytes:
    """What is in the one file of an export.

    Raises:
        InputError: there is nothing to export, or the template cannot be used.
    """
    render, _ = _MAKERS[form.name]
    return render(material, wish)


def write(material: Material, form: Format, wish: Wish, path: Path) -> int:
    """Write an export to ``path``, which is a folder if pages are wished for; how many files it is.

    Raises:
        InputError: as ``rendered``; or there is a file that is no such export of ours, or the place cannot be used.
    """
    made = _pages(material, wish, path) if wish.pages else {path: rendered(material, form, wish)}
    _, replacing = _MAKERS[form.name]
    files.write(made, form.name, replacing)
    return len(made)


def _pages(material: Material, wish: Wish, path: Path) -> dict[Path, bytes]:
    """The pages for a folder, which is made where it is not there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        existing = [entry.name for entry in path.iterdir()]
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{one_line(str(path))} is no folder for pages ({reason}); name another one.") from error
    found = markdown.pages(
        material.excerpts,
        recogniser=material.library.provenance,
        contexts=material.contexts(wish.context),
        existing=existing,
    )
    return {path / name: text.encode() for name, text in found.items()}


def exported(library: Library, form: Format) -> Iterator[Step[str]]:
    """Write all notes where the app does: a step for each article, and at last one that says what is where.

    Raises:
        InputError: there is another file of this name, or it cannot be written to.
    """
    excerpts: list[Excerpt] = []
    done = 0
    for step in library.gather(bare=form.bare):
        excerpts += step.item or []
        done = step.done
        yield Step(done, step.total + 1)
    material, path = Material(library, excerpts), default_path(library, form)
    write(material, form, Wish(), path)
    yield Step(done + 1, done + 1, f"{material.count(form)} written to {one_line(str(path))}")
