"""The front matter of a Markdown export: YAML that Obsidian shows as properties, and that people add to."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

OURS = frozenset(
    {
        *("generator", "title", "article", "file", "date", "notes", "articles", "undated", "modified"),
        *("tags", "recogniser", "translations"),
    },
)
"""The properties that an export sets; all others are the user's."""

_NAMELESS = ""
_NOT_IN_YAML = re.compile("[\ufffe\uffff]")
_NAME = re.compile(r"([^\s:#-][^:]*):(?:\s|$)")
_ITEM = re.compile(r"\s*-\s+(.*\S)\s*")


def render(fields: Mapping[str, str | int | Iterable[str]], first: str) -> str:
    """A front matter: the line ``first``, then the fields; an empty list is left out."""
    lines = ["---", first]
    for name, value in fields.items():
        if isinstance(value, int):
            lines.append(f"{name}: {value}")
        elif isinstance(value, str):
            lines.append(f"{name}: {quoted(value)}")
        else:
            items = [f"  - {quoted(item)}" for item in sorted(value)]
            lines += [f"{name}:", *items] if items else []
    return "\n".join([*lines, "---"])


def quoted(text: str) -> str:
    """A string that no reader of YAML takes for anything else: every JSON string is one."""
    text = json.dumps(one_line(text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def split(text: str) -> tuple[str, str]:
    """The front matter of a document, with the line end after it, and the rest; no front matter is empty."""
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    return ("", text) if end < 0 else (text[: end + 5], text[end + 5 :])


def merge(old: str, new: str, ours: Collection[str]) -> str:
    """The front matter ``new`` with the properties and tags that somebody added to ``old``.

    Args:
        old: An earlier one, perhaps edited.
        new: The one to write.
        ours: The tags that the earlier export itself wrote.
    """
    if not new:
        return new
    was, now = _properties(old), _properties(new)
    present = {*ours, *_items(now.get("tags", []))}
    added = [f"  - {quoted(tag)}" for tag in _items(was.get("tags", [])) if tag not in present]
    if added:
        now["tags"] = [*now.get("tags", ["tags:"]), *added]
    now.update((name, lines) for name, lines in was.items() if name not in {*OURS, _NAMELESS})
    return "\n".join(["---", *(line for lines in now.values() for line in lines), "---", ""])


def strays(old: str, new: str) -> list[str]:
    """The lines of ``old``, an edited front matter, that ``merge`` has no place for in ``new``."""
    was, now = _properties(old), _properties(new)
    known = {_bare(line) for lines in now.values() for line in lines}
    found: list[str] = []
    for name, (first, *others) in was.items():
        if name in {*OURS, _NAMELESS}:
            found += [first] if name in {"title", _NAMELESS} else []
            found += [line for line in others if name != "tags" or not _ITEM.fullmatch(line)]
    return [line for line in found if line.strip() and _bare(line) not in known]


def _properties(front: str) -> dict[str, list[str]]:
    """The lines of each property, by its name; those before the first go by no name."""
    found: dict[str, list[str]] = {}
    name = _NAMELESS
    for line in front.split("\n")[1:-2]:
        match = _NAME.match(line)
        name = match[1].strip("\"'") if match else name
        found.setdefault(name, []).append(line)
    return found


def _items(lines: list[str]) -> list[str]:
    """The tags in the lines of their property, in any of the ways in which YAML lists them."""
    inline = lines[0].partition(":")[2].strip().strip("[]").split(",") if lines else []
    listed = [match[1] for line in lines[1:] if (match := _ITEM.fullmatch(line))]
    return [bare for item in (*inline, *listed) if (bare := item.strip().strip("\"'"))]


def _bare(line: str) -> str:
    """A line without the quotes that editors of properties take away or change."""
    return line.replace('"', "").replace("'", "").strip()
