"""Text inside Markdown: that of others is shown as it stands and never obeyed, the user's own stays contained.

Written for CommonMark, GitHub and Obsidian at once. Every function returns text that is safe for a terminal too.
"""

from __future__ import annotations

import re

from reader.text.clean import canonical, neutralise, one_line

_ACTIVE = re.compile(
    r"""[\\`*\[\#~^|$]              # may mean something wherever it stands
    |<(?=[A-Za-z/!?])               # a tag, an autolink or a comment; "3 < 4" is none
    |&(?=\#?[0-9A-Za-z]+;)          # an entity
    |(?<![^\W_])_|_(?![^\W_])       # emphasis, but not in snake_case
    |%(?=%)|(?<=%)%|=(?==)|(?<==)=  # a comment and a highlight in Obsidian
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(r"^([0-9]{1,9}(?=[.)](?:[ \t]|$)))?((?<=[0-9])[.)]|[-+](?=[-\s]|$)|[>=]|:(?=-))")
"""What opens a list, a quote, a rule, a table or an underlined heading, once ``_ACTIVE`` is escaped."""
_TAG_UNFIT = re.compile(r"(?:[^\w-]|(?<!\w)_+|_+(?!\w))+")
_BACKTICKS = re.compile("`+")
_LINE_PICTURES = str.maketrans({"\t": "␉", "\n": "␊", "\u2028": "␊", "\u2029": "␊"})
_MAY_STAY_OPEN = re.compile("```|~~~|<")
_PROBE = "the text after the note"


def inline(text: str) -> str:
    """``text`` as one line that reads as it stands, for the inside of a heading or a paragraph."""
    return _escape(one_line(text))


def paragraphs(text: str) -> list[list[str]]:
    """``text`` as paragraphs of lines that read as they stand; blank lines part paragraphs, lines stay lines.

    White space at either end of a line is dropped: Markdown would drop it, or take it for code.
    """
    found: list[list[str]] = [[]]
    for line in (raw.strip() for raw in canonical(text).split("\n")):
        if line:
            found[-1].append(_LINE_START.sub(r"\1\\\2", _escape(line)))
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def _escape(line: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", line)


def code(text: str) -> str:
    """``text`` as a code span, letter for letter: for names of files and for what has to be exact."""
    shown = neutralise(text).translate(_LINE_PICTURES)
    fence = "`" * (_longest_backticks(shown) + 1)
    pad = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def tag(text: str) -> str:
    """The name under which Obsidian can know the tag ``text``, without ``#``; most tags stay as they are.

    Obsidian wants letters, digits, ``_``, ``-`` and ``/``, and not digits only. Everything else becomes ``-``,
    and so does ``_`` at the edge of a word, where Markdown would see emphasis; levels lose ``-`` at their ends
    and empty levels go; digits only, or nothing left, get ``tag-`` in front. ``1984`` becomes ``tag-1984``,
    ``foreign policy`` becomes ``foreign-policy``.
    """
    levels = (_TAG_UNFIT.sub("-", level).strip("-") for level in one_line(text).split("/"))
    name = "/".join(filter(None, levels))
    return f"tag-{name}".rstrip("-") if not name or name.isdigit() else name


def contained(text: str) -> str:
    r"""The user's own Markdown, verbatim as far as it cannot take hold of what comes after it.

    HTML comments are shown instead of hidden (``<\!--``), so that none can pass for a marker of ours; an
    Obsidian comment or formula that is never closed has its opening escaped; a note that leaves a code fence
    or a block of HTML open is shown as code. Empty when there is nothing to read.
    """
    shown = canonical(text).strip("\n").replace("<!--", "<\\!--")
    for pair in ("%%", "$$"):
        if shown.count(pair) % 2:
            shown = f"\\{pair[0]}\\{pair[1]}".join(shown.rsplit(pair, 1))
    if not shown.strip():
        return ""
    if not _stays_open(shown):
        return shown
    fence = "`" * max(3, _longest_backticks(shown) + 1)
    return f"{fence}\n{shown}\n{fence}"


def _stays_open(markdown: str) -> bool:
    """Whether a paragraph after ``markdown`` would become part of it."""
    if not _MAY_STAY_OPEN.search(markdown):
        return False
    from markdown_it import MarkdownIt  # noqa: PLC0415 - few notes need it, and it is slow to load

    tokens = MarkdownIt("commonmark").parse(f"{markdown}\n\n{_PROBE}\n")
    last = [(token.type, token.level) for token in tokens[-3:]]
    return last != [("paragraph_open", 0), ("inline", 1), ("paragraph_close", 0)] or tokens[-2].content != _PROBE


def _longest_backticks(text: str) -> int:
    return max(map(len, _BACKTICKS.findall(text)), default=0)
