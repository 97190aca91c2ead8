"""Articles beside their translations: plain Markdown, paragraph under paragraph, or a page of two columns.

Both name who translated; a sentence without a translation has an ellipsis in brackets in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from reader import __version__
from reader.export.commonmark import code, inline
from reader.export.credit import translator
from reader.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import ParagraphKind, Translation

_MARK = "<!-- libya-reader: bilingual -->"
_DOCTYPE = "<!DOCTYPE html>\n"
_GAP = "[…]"
_STYLE = """
body { font: 1.05rem/1.5 Georgia, serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
table { border-collapse: collapse; table-layout: fixed; width: 100% }
td { padding: .4rem 1rem .4rem 0; vertical-align: top; width: 50% }
.heading { font-weight: bold } .caption { font-style: italic } .about { opacity: .75 }
@media (prefers-color-scheme: dark) { body { background: #111; color: #ddd } }
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, sentence by sentence."""

    kind: ParagraphKind
    sentences: tuple[str, ...]
    translations: tuple[Translation | None, ...]
    """One for each sentence."""

    @property
    def source(self) -> str:
        """The paragraph."""
        return " ".join(map(one_line, self.sentences))

    @property
    def target(self) -> str:
        """Its translation."""
        return " ".join(one_line(each.text) if each else _GAP for each in self.translations)


@dataclass(frozen=True, slots=True)
class Parallel:
    """An article and its translation."""

    title: str
    date: str
    """Empty when undated."""
    path: str
    language: str
    target: str
    """Language of the translation."""
    blocks: tuple[Block, ...]

    @property
    def makers(self) -> str:
        """Who translated, the one with the most sentences first."""
        found = [each.provenance for block in self.blocks for each in block.translations if each]
        names = [one_line(translator(provenance)) for provenance in found]
        return "; ".join(sorted(dict.fromkeys(names), key=names.count, reverse=True)) or "nobody yet"


def written_by_us(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (512 bytes will do) is one of these, fit to be replaced."""
    return head.removeprefix(_DOCTYPE.encode()).startswith(_MARK.encode())


def markdown(articles: Sequence[Parallel]) -> str:
    """The articles in Markdown: each paragraph as a quotation, its translation below it."""
    return "\n".join(_markdown_lines(articles)) + "\n"


def _markdown_lines(articles: Iterable[Parallel]) -> Iterator[str]:
    yield _MARK
    for article in articles:
        yield from ("", f"# {inline(article.title)}", "")
        about = [article.date or "undated", code(article.path), f"{article.language} → {article.target}"]
        yield f"{' · '.join(about)} · translation: {inline(article.makers)}"
        for block in article.blocks:
            yield from ("", f"> {inline(block.source)}", "", inline(block.target))


def html(articles: Sequence[Parallel]) -> str:
    """The articles as one page of HTML with two columns, whose rows are paragraphs. It loads nothing."""
    return "".join(_html_lines(articles))


def _html_lines(articles: Sequence[Parallel]) -> Iterator[str]:
    title = escape(one_line(articles[0].title)) if len(articles) == 1 else "Articles with translations"
    yield f'{_DOCTYPE}{_MARK}\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta name="generator" content="libya-reader {__version__}">\n<title>{title}</title>\n'
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n"
    for article in articles:
        source, target = escape(article.language), escape(article.target)
        yield f'<article>\n<h1 lang="{source}" dir="auto">{escape(one_line(article.title))}</h1>\n'
        about = " · ".join([article.date or "undated", one_line(article.path), f"translation: {article.makers}"])
        yield f'<p class="about">{escape(about)}</p>\n<table>\n'
        for block in article.blocks:
            yield f'<tr class="{block.kind}"><td lang="{source}" dir="auto">{escape(block.source)}</td>'
            yield f'<td lang="{target}" dir="auto">{escape(block.target)}</td></tr>\n'
        yield "</table>\n</article>\n"
    yield "</body>\n</html>\n"
