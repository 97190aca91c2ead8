"""What the user has chosen, read once from a TOML file and handed down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from reader.text.clean import one_line


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices; every field has a default, so that no file is needed."""

    library: str = ""
    """Folder to open when none is named; empty for the one in the user's data folder."""
    language: str = ""
    """Language of articles that do not say theirs; empty where it is to be told from their text."""
    target: str = "en"
    """Language to translate into."""
    recogniser: str = "crf-nl"
    """Who finds names; several with commas, of which the first that reads an article's language is asked."""
    engine: str = "auto"
    """Engine that may be asked for translations; ``auto`` for one with a model here, else Google; empty for none."""
    dictionary: str = ""
    """Index of a dictionary for words (``.index`` of dictd, ``.ifo`` of StarDict); empty for those of the system."""
    theme: str = ""
    """Name of a theme; empty to choose by the terminal."""
    measure: int = 72
    """Widest line of the reading view, in cells, 40 to 80."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Other keys for commands: id to keys, as ``libya-reader keys`` lists them."""
    engines: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What engines of translation have to be told: addresses and keys, by engine."""
    recognisers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What recognisers have to be told: labels, languages, by recogniser."""


def read(path: Path) -> tuple[Settings, list[str]]:
    """The settings in ``path``, and one sentence for each thing in it that could not be used.

    A missing file is no problem; an unreadable one leaves every default in force.
    """
    if not path.exists():
        return Settings(), []
    import tomllib  # noqa: PLC0415 - only for those who have settings

    name = one_line(str(path))
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = one_line(getattr(error, "strerror", None) or str(error))
        return Settings(), [f"{name} could not be read ({reason}); the defaults are used."]
    return _from(raw, name)


def _from(raw: dict[str, Any], name: str) -> tuple[Settings, list[str]]:
    kinds = {f.name: type(getattr(Settings(), f.name)) for f in fields(Settings)}
    values: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in raw.items():
        if key not in kinds:
            problems.append(f"{name}: there is no setting “{one_line(key)}”; it is ignored.")
        elif not isinstance(value, kinds[key]) or isinstance(value, bool):
            problems.append(f"{name}: “{key}” must be {_KINDS[kinds[key]]}; the default is used.")
        else:
            values[key] = value
    if not 40 <= values.get("measure", 72) <= 80:  # noqa: PLR2004 - stated in the message
        problems.append(f"{name}: “measure” must be from 40 to 80; the default is used.")
        del values["measure"]
    problems += _of_languages(values, name)
    bad = [key for key, keys in values.get("keys", {}).items() if not isinstance(keys, str)]
    problems += [f"{name}: the keys of “{one_line(key)}” must be text; they are ignored." for key in bad]
    if bad:
        values["keys"] = {key: keys for key, keys in values["keys"].items() if key not in bad}
    for key in ("engines", "recognisers"):
        if key in values:
            values[key], troubles = _of_tables(values[key], f"{name}: “{key}")
            problems += troubles
    return Settings(**values), problems


def _of_languages(values: dict[str, Any], name: str) -> Iterator[str]:
    """Take out of ``values`` what cannot be the tag of a language."""
    from reader.text.languages import no_language  # noqa: PLC0415 - only for those who have settings

    for key in ("language", "target"):
        if key in values and (values[key] or key == "target") and (problem := no_language(values[key])):
            yield f"{name}: in “{key}”, {problem}; until then the default is used."
            del values[key]


def _of_tables(raw: dict[str, Any], where: str) -> tuple[dict[str, dict[str, str]], list[str]]:
    """What can be used of the tables ``[engines.…]`` and their like; values are never told, as they may be keys."""
    good: dict[str, dict[str, str]] = {}
    problems = []
    for member, options in raw.items():
        if not isinstance(options, dict):
            problems.append(f"{where}.{one_line(member)}” must be a table; it is ignored.")
            continue
        good[member] = {option: value for option, value in options.items() if isinstance(value, str)}
        problems += [
            f"{where}.{one_line(member)}.{one_line(option)}” must be text in quotes; it is ignored."
            for option in options
            if option not in good[member]
        ]
    return good, problems


_KINDS = {str: "text in quotes", int: "a whole number", dict: "a table"}
