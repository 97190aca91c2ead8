"""Notes through a template of the user's own, in Jinja2's language.

A template sees ``notes`` (the fields of a line of ``jsonl``, with ``context`` if there is one), ``library`` and
``recogniser``. The filters ``inline``, ``quote``, ``code`` and ``hashtag`` make texts safe inside Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.export import commonmark, jsonl
from reader.export.sections import in_order
from reader.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

    from reader.model import Excerpt, Recogniser


def render(
    template: str,
    excerpts: Sequence[Excerpt],
    *,
    recogniser: Recogniser | None,
    library: str,
    contexts: Mapping[str, str],
    name: str = "the template",
) -> str:
    """What the template makes of the notes.

    Args:
        template: Its text.
        excerpts: The notes, which it sees by article and passage.
        recogniser: Who found the entities.
        library: What the collection is called.
        contexts: By note uid, the text around a passage.
        name: What to call the template.

    Raises:
        InputError: Jinja2 is not installed, or the template is wrong.
    """
    environment = _environment()
    from jinja2 import TemplateError  # noqa: PLC0415 - an extra, and slow to load

    notes = [
        {**jsonl.fields(excerpt, recogniser), "context": contexts.get(excerpt.note.uid, "")}
        for excerpt in in_order(excerpts)
    ]
    try:
        return environment.from_string(template).render(notes=notes, library=library, recogniser=recogniser)
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        raise InputError(f"{one_line(name)} cannot be used{where}: {one_line(str(error)).rstrip('.')}.") from error


def _environment() -> Environment:
    try:
        from jinja2 import StrictUndefined  # noqa: PLC0415 - an extra, and slow to load
        from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - as above
    except ImportError:
        raise InputError(
            "Templates need Jinja2, which is not installed; run: pip install 'libya-reader[template]'."
        ) from None
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters.update(
        inline=commonmark.inline, quote=_quote, code=commonmark.code, hashtag=lambda tag: f"#{commonmark.tag(tag)}"
    )
    return environment


def _quote(text: str) -> str:
    """``text`` as a block quote of Markdown that reads as it stands."""
    return "\n>\n".join("\n".join(f"> {line}" for line in lines) for lines in commonmark.paragraphs(text))
