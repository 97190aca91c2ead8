"""Libraries to measure with: the samples, one with long translated articles, and one of 100,000 articles.

The texts are made of the samples' own sentences, with words exchanged at random from a fixed seed: the same in
every run, and Dutch enough for the segmenter, the recogniser and the wrapping to have their usual work.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.program import FOLDER
from reader.intake import parse
from reader.library import Library
from reader.model import Provenance, Translation
from reader.paths import Paths, shipped
from reader.settings import Settings
from reader.text.segments import Document
from reader.translation import Memory

MANY: Final = 100_000
"""Articles in the large library."""
TRANSLATED: Final = 10_000
"""Articles in the library that is translated as a whole."""
SHORT, LONG = "2030-01-short.txt", "2030-02-long.txt"
"""The two articles of the library of long texts, in the order of their dates; the list shows the later first."""
WORDS: Final = {SHORT: 500, LONG: 20_000}
_SEED: Final = 20_190_401
_FORM: Final = 2
"""To be raised when the texts change: they are kept from run to run."""


@dataclass(frozen=True, slots=True)
class Home:
    """A user's folders, with a library in them."""

    folder: Path

    @property
    def library(self) -> Path:
        """The folder of articles."""
        return self.folder / "library"

    @property
    def environment(self) -> Mapping[str, str]:
        """Variables that make the program live here."""
        return {f"LIBYA_READER_{name.upper()}": str(self.folder / name) for name in ("data", "cache", "config")}

    def prepare(self) -> None:
        """Bring the index up to date, as an earlier session would have, with nothing read and nothing noted."""
        (self.library / "notes.json").unlink(missing_ok=True)
        with closing(self._open()) as library:
            for _ in library.refresh():
                pass
            for name in WORDS:
                if (self.library / name).exists():
                    library.entities(library.open(library.find(name)))
            library.shelf.index.remember("article", "")

    @property
    def first_row(self) -> str:
        """Two words that the list shows side by side as soon as it shows articles."""
        with closing(self._open()) as library:
            (row,) = library.rows(library.shelf.all().numbers[:1])
        return " ".join(row.title.split()[:2])

    def _open(self) -> Library:
        return Library(self.library, Paths.of(self.environment), Settings())


def samples() -> Home:
    """The three sample articles."""
    home = Home(_folder("samples"))
    if not home.library.exists():
        shutil.copytree(shipped("seeds"), home.library)
    home.prepare()
    return home


def long_articles() -> Home:
    """An article of 500 words and one of 20,000, both with a translation of every sentence."""
    home = Home(_folder("long"))
    if not home.library.exists():
        staging = _staging(home)
        writer = _Writer()
        for name in WORDS:
            writer.translated_article(staging, name)
        staging.rename(home.library)
    home.prepare()
    return home


def many_articles() -> Home:
    """100,000 short articles of thirty years, a few of them without a date, and after them the long one."""
    home = Home(_folder("many"))
    if not home.library.exists():
        staging = _staging(home)
        writer = _Writer()
        for number in range(MANY):
            year, month, day = 1990 + number * 30 // MANY, 1 + number * 12 // 1000 % 12, 1 + number % 28
            folder = staging / f"{year}"
            folder.mkdir(parents=True, exist_ok=True)
            date = "" if number % 97 == 0 else f"date {year}-{month:02}-{day:02}\n"
            (folder / f"{number:06}.txt").write_text(date + writer.sentence(), encoding="utf-8")
        writer.translated_article(staging, LONG)
        staging.rename(home.library)
    home.prepare()
    return home


def translated_articles() -> tuple[Home, Home]:
    """A library of 10,000 articles, each sentence of which is in the memory; and the same one with none there."""
    translated, plain = Home(_folder("translated")), Home(_folder("untranslated"))
    if not plain.library.exists():
        for home in (translated, plain):
            staging, writer = _staging(home), _Writer()
            for number in range(TRANSLATED):
                year, month, day = 1990 + number * 30 // TRANSLATED, 1 + number // 28 % 12, 1 + number % 28
                text = " ".join(writer.sentence() for _ in range(8))
                (staging / f"{number:05}.txt").write_text(
                    f"date {year}-{month:02}-{day:02}\n{text}", encoding="utf-8"
                )
            shutil.rmtree(home.library, ignore_errors=True)
            staging.rename(home.library)
            home.prepare()
        _translate(translated)
    return translated, plain


def _translate(home: Home) -> None:
    """Put a translation of every sentence into the memory, as asking for all would have."""
    writer = _Writer()
    by = Provenance("google", "1", "online", "2026-11-22T00:00:00.000000Z", "made up")
    with closing(Library(home.library, Paths.of(home.environment), Settings())) as library:
        memory = Memory(Paths.of(home.environment).translations)
        texts = (text for row in library.all_rows() for text in Document.of(library.shelf.read(row).body).texts)
        while batch := list(islice(texts, 5_000)):
            memory.keep([Translation(text, writer.english(text), by) for text in batch], "nl", "en")
        memory.close()


class _Writer:
    """Writes Dutch-like text, and English to stand beside it."""

    def __init__(self) -> None:
        self._random = random.Random(_SEED)
        seeds = sorted(shipped("seeds").glob("*.txt"))
        bodies = [parse(path.read_bytes(), relative=path.name).body for path in seeds]
        documents = [Document.of(body) for body in bodies]
        sentences = [s.span.of(d.body) for d in documents for s in d.sentences]
        self._sentences = [s for s in sentences if s.endswith(".") and len(s.split()) > 7]  # noqa: PLR2004 - no captions
        self._words = sorted({word for s in self._sentences for word in s.split()[2:-1] if word.isalpha()})

    def sentence(self) -> str:
        """A sentence of the samples with two words exchanged."""
        words = self._random.choice(self._sentences).split()
        for _ in range(2):
            words[self._random.randrange(2, len(words) - 2)] = self._random.choice(self._words)
        return " ".join(words)

    def article(self, words: int) -> str:
        """Paragraphs of three to seven sentences, ``words`` words in all, with a heading now and then."""
        paragraphs: list[str] = []
        while words > 0:
            if len(paragraphs) % 8 == 5:  # noqa: PLR2004 - now and then
                paragraphs.append(" ".join(self._random.choices(self._words, k=5)).capitalize())
            sentences = [self.sentence() for _ in range(self._random.randint(3, 7))]
            paragraph = " ".join(sentences).split()[:words]
            words -= len(paragraph)
            paragraphs.append(" ".join(paragraph))
        return "\n\n".join(paragraphs)

    def translated_article(self, folder: Path, name: str) -> None:
        """Write an article that is called after its date, and a TMX file with a translation of all of it."""
        text = self.article(WORDS[name])
        (folder / name).write_text(f"date {name[:7]}\n{text}\n", encoding="utf-8")
        body = parse(text.encode(), relative=name).body
        (folder / f"{name}.tmx").write_text(self.translation(body), encoding="utf-8")

    def english(self, sentence: str) -> str:
        """English words, about as many."""
        words = "the of army government troops in Tripoli and with support capital general talks ceasefire".split()
        return " ".join(self._random.choices(words, k=len(sentence.split()))).capitalize() + "."

    def translation(self, body: str) -> str:
        """A TMX file with words of about the same length for every sentence of ``body``."""
        units: list[str] = []
        for sentence in Document.of(body).sentences:
            source = sentence.span.of(body)
            text = self.english(source)
            units.append(
                f'<tu><tuv xml:lang="nl"><seg>{escape(source)}</seg></tuv>'
                f'<tuv xml:lang="en"><seg>{text}</seg></tuv></tu>'
            )
        header = '<header creationtool="benchmarks" segtype="sentence" adminlang="en" srclang="nl"/>'
        return f'<?xml version="1.0"?>\n<tmx version="1.4">{header}<body>\n' + "\n".join(units) + "\n</body></tmx>\n"


def _staging(home: Home) -> Path:
    """An empty folder to fill, which becomes the library when it is complete."""
    folder = home.folder / "staging"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _folder(name: str) -> Path:
    return FOLDER / f"libraries-{_FORM}" / name
