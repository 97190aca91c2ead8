"""Any pipeline of spaCy, by the name of its package or by its folder."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module, metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reader.errors import EngineError
from reader.model import Label, Recogniser
from reader.paths import named
from reader.recognisers.finder import MULTILINGUAL, Found
from reader.recognisers.folders import state
from reader.recognisers.labels import USUAL
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.text.segments import Document

_CARD: Final = "meta.json"
_NEEDLESS: Final = frozenset(("tagger", "parser", "senter", "lemmatizer", "morphologizer", "attribute_ruler"))
"""Parts of a pipeline that its recogniser does without."""
_RULERS: Final = frozenset(("entity_ruler", "span_ruler"))
"""Parts that may ask for what those say."""
_LONGEST: Final = 50_000
"""Code points read at a time; spaCy takes about 1 MB of memory for each 1,000."""


class SpacyPipeline:
    """What a pipeline of spaCy finds (``doc.ents``). It gives no scores."""

    labels: Mapping[str, Label] = USUAL

    def __init__(self, pipeline: str) -> None:
        """``pipeline`` is the name of an installed package, or a folder.

        Raises:
            EngineError: there is no spaCy, or no such pipeline.
        """
        self._asked = pipeline
        self._folder = _located(pipeline)
        self._nlp: Any = None

    @cached_property
    def _card(self) -> dict[str, Any]:
        try:
            card: dict[str, Any] = json.loads((self._folder / _CARD).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise EngineError(f"{one_line(str(self._folder / _CARD))} cannot be read; install it anew.") from error
        return card

    @cached_property
    def provenance(self) -> Recogniser:
        """The pipeline's own name and version, spaCy's version, and for a folder a digest of what is in it."""
        card, by = self._card, metadata.version("spacy")
        name = f"spacy:{card.get('lang', 'xx')}_{card.get('name', 'pipeline')}"
        version = f"{card.get('version', '0')}+spacy{by}"
        if not _is_package(self._asked):
            version += f"+{state(self._folder)}"
        return Recogniser(one_line(name), one_line(version), one_line(str(card.get("license", ""))))

    @property
    def languages(self) -> frozenset[str]:
        """The pipeline's language."""
        language = str(self._card.get("lang", "xx"))
        return frozenset((MULTILINGUAL if language == "xx" else language,))

    def open(self) -> None:
        """Import spaCy and load the pipeline: one to five seconds."""
        parts = set(self._card.get("pipeline", ()))
        exclude = [] if parts & _RULERS else sorted(_NEEDLESS & parts)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about other versions of spaCy: nobody would read it behind the screen
            if _is_package(self._asked):
                self._nlp = import_module(self._asked).load(exclude=exclude)
            else:
                self._nlp = import_module("spacy").load(self._folder, exclude=exclude)

    def find(self, document: Document) -> Iterator[Found]:
        """What it finds in each paragraph."""
        for paragraph in document.paragraphs:
            start, end = paragraph.span.start, paragraph.span.end
            while start < end:
                stop = _stop(document, start, end)
                for entity in self._nlp(document.body[start:stop]).ents:
                    yield Found(start + entity.start_char, start + entity.end_char, entity.label_)
                start = stop

    def close(self) -> None:
        """Forget the pipeline."""
        self._nlp = None


def _stop(document: Document, start: int, end: int) -> int:
    """Where to stop reading a paragraph: at its end, or else at the end of a sentence or of a word."""
    limit = start + _LONGEST
    if end <= limit:
        return end
    sentence = document.sentences[document.sentence_at(limit)].span.start
    if sentence > start:
        return sentence
    space = document.body.rfind(" ", start + 1, limit)  # a space at the start would lead nowhere
    return limit if space < 0 else space


def _is_package(pipeline: str) -> bool:
    return pipeline.isidentifier() and not Path(pipeline).is_dir()


def _located(pipeline: str) -> Path:
    if util.find_spec("spacy") is None:
        raise EngineError(
            f"The recogniser spacy:{pipeline} needs spaCy, which is not installed; "
            "“pip install 'libya-reader[spacy]'” installs it."
        )
    if _is_package(pipeline):
        found = util.find_spec(pipeline)
        if found is not None and found.origin and (Path(found.origin).parent / _CARD).is_file():
            return Path(found.origin).parent
        raise EngineError(
            f"There is no pipeline {pipeline} of spaCy here; “python -m spacy download {pipeline}” gets one of "
            "spaCy's own, and a folder with one may be named in its place."
        )
    folder = named(pipeline)
    if not (folder / _CARD).is_file():
        raise EngineError(
            f"{one_line(str(folder))} holds no pipeline of spaCy; name a folder that “nlp.to_disk” wrote, "
            "or an installed package."
        )
    return folder
