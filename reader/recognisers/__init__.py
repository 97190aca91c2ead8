"""Which recognisers there are, and which of them the user wants: ours, spaCy's, GLiNER, frog, other packages'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from reader.entities import EntityRecogniser, load
from reader.errors import EngineError
from reader.model import Recogniser
from reader.recognisers.finder import MULTILINGUAL

if TYPE_CHECKING:
    from reader.recognisers.finder import Finder

__all__ = ["SHIPPED", "Recognisers", "choose", "reads"]

SHIPPED: Final = "crf-nl"
"""The name of the recogniser that comes with the program."""
_CHOSEN: dict[str, Recognisers] = {}


class Recognisers:
    """The recognisers in use, in the order in which they are asked whether they read a language."""

    def __init__(self, members: Sequence[EntityRecogniser], problems: Sequence[str] = ()) -> None:
        """``problems`` say what was wanted and cannot be used, and what to do about it."""
        self.members = tuple(members)
        self.problems = tuple(problems)

    def reading(self, language: str) -> EntityRecogniser | None:
        """The first that reads a language (BCP 47); None where none does."""
        return next((each for each in self.members if reads(each, language)), None)

    @property
    def provenance(self) -> Recogniser:
        """Who finds entities here: one, or several joined by plus signs."""
        found = [each.provenance for each in self.members]
        return Recogniser(*(" + ".join(filter(None, parts)) for parts in zip(*map(_told, found), strict=True)))

    def close(self) -> None:
        """Let go of whatever was loaded."""
        for each in self.members:
            close = getattr(each, "close", None)
            if close is not None:
                close()


def _told(by: Recogniser) -> tuple[str, str, str]:
    return by.name, by.version, by.licence


def reads(recogniser: EntityRecogniser, language: str) -> bool:
    """Whether a recogniser reads a language (BCP 47)."""
    return bool(recogniser.languages & {language.partition("-")[0].lower(), MULTILINGUAL})


def choose(setting: str = SHIPPED, options: Mapping[str, Mapping[str, str]] | None = None) -> Recognisers:
    """The recognisers that a setting names: ``crf-nl``, or ``spacy:nl_core_news_md, spacy:fr_core_news_md``.

    What cannot be used is a problem, and the shipped one stands in for it. Nothing heavy is loaded. ``options`` are
    the user's, by what stands before the colon: ``labels``, ``languages``, ``threshold``. Whoever asks for the same
    gets the same, so that nothing is loaded twice.
    """
    asked = repr((setting, sorted((kind, sorted(said.items())) for kind, said in (options or {}).items())))
    if asked not in _CHOSEN:
        chosen = _chosen(setting, options or {})
        if chosen.problems:
            return chosen
        _CHOSEN[asked] = chosen
    return _CHOSEN[asked]


def _chosen(setting: str, options: Mapping[str, Mapping[str, str]]) -> Recognisers:
    members: list[EntityRecogniser] = []
    problems: list[str] = []
    for name in filter(None, map(str.strip, setting.split(","))):
        try:
            members.append(_named(name, options.get(name.partition(":")[0], {})))
        except EngineError as error:
            problems.append(str(error))
    shipped = load("nl")
    assert shipped is not None
    if not members or (problems and all(each.provenance != shipped.provenance for each in members)):
        members.append(shipped)
    return Recognisers(members, problems)


def _named(name: str, options: Mapping[str, str]) -> EntityRecogniser:
    if name == SHIPPED:
        shipped = load("nl")
        assert shipped is not None
        return shipped
    from reader.recognisers.adapted import Adapted  # noqa: PLC0415 - few use another than ours

    return Adapted(_finder(name, options), options)


def _finder(name: str, options: Mapping[str, str]) -> Finder:
    kind, _, what = name.partition(":")
    if kind == "spacy" and what:
        from reader.recognisers.spacy import SpacyPipeline  # noqa: PLC0415 - as above

        return SpacyPipeline(what)
    if kind == "gliner" and what:
        from reader.recognisers.gliner import Gliner  # noqa: PLC0415 - as above

        return Gliner(what, options)
    if kind == "frog":
        from reader.recognisers.frog import Frog  # noqa: PLC0415 - as above

        return Frog(what or "frog")
    from reader.recognisers.plugged import plugged  # noqa: PLC0415 - as above

    return plugged(name)
