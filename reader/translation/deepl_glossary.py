"""The user's glossary at DeepL: given to it when a pair of languages first needs it, and found again by its name."""

from __future__ import annotations

import hashlib
import importlib
from typing import TYPE_CHECKING, Any, Final, Protocol

from reader.translation.engine import Reason
from reader.translation.keys import primary
from reader.translation.transport import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.translation.glossary import Glossary

OURS: Final = "libya-reader"
"""What the names of our glossaries begin with: nothing else that DeepL keeps for the user is ever touched."""
_REMEDY: Final = 'correct glossary.tsv, or give glossary = "-" under [engines.deepl]'
_PERMANENT: Final = frozenset({Reason.BAD_RESPONSE, Reason.REFUSED_QUOTA})
"""Statuses with these meanings are about the glossary: the quota is that of glossaries, not of text."""


class Client(Protocol):
    """What of DeepL's client is needed here."""

    def list_multilingual_glossaries(self) -> Iterable[Any]:
        """What DeepL keeps, each with its name and its id."""

    def create_multilingual_glossary(self, name: str, glossary_dicts: list[Any]) -> Any:  # noqa: ANN401 - its own
        """Give a glossary to DeepL."""

    def delete_multilingual_glossary(self, glossary: str) -> None:
        """Take one away."""


class Deposit:
    """What DeepL keeps of a glossary. Of several translations of a term it gets the first, and no notes."""

    def __init__(self, glossary: Glossary | None) -> None:
        self._glossary = glossary
        self._ids: dict[str, str] = {}

    @property
    def digest(self) -> str:
        """Tells contents apart; empty where there is nothing to give."""
        return _digest(self._terms)

    def id_for(self, client: Client, source: str, target: str) -> str | None:
        """What DeepL calls the glossary as it is now, which is given to it if need be; None where there is none.

        Those of ours that it takes the place of are deleted.

        Raises:
            ExchangeError: DeepL does not have it.
        """
        terms = self._terms
        if not terms or self._glossary is None:
            return None
        prefix = f"{OURS} {self._glossary.owner} {primary(source)}-{primary(target)} "
        name = prefix + _digest(terms)
        try:
            if name not in self._ids:
                there = _ours(client, prefix, name)
                self._ids[name] = there or _given(client, name, (source, target), terms)
        except ExchangeError as error:
            if error.again or error.status is None or error.reason not in _PERMANENT:
                raise
            raise ExchangeError(Reason.SETUP, f"it did not take your glossary, {error.detail}: {_REMEDY}") from None
        return self._ids[name]

    def forget(self) -> bool:
        """Look for it anew next time, as it may have been deleted there; whether there is anything to look for."""
        known, self._ids = bool(self._ids), {}
        return known

    @property
    def _terms(self) -> Mapping[str, str]:
        entries = self._glossary.entries() if self._glossary else ()
        return {entry.term: entry.translations[0] for entry in reversed(entries)}


def _digest(terms: Mapping[str, str]) -> str:
    rows = "\n".join(f"{term}\t{translation}" for term, translation in sorted(terms.items()))
    return hashlib.sha256(rows.encode()).hexdigest()[:12] if terms else ""


def _ours(client: Client, prefix: str, name: str) -> str | None:
    """The id of the glossary called ``name``, if it is there; others that begin with ``prefix`` are deleted."""
    there = {each.name: each.glossary_id for each in client.list_multilingual_glossaries()}
    for old, identity in there.items():
        if old.startswith(prefix) and old != name:
            try:
                client.delete_multilingual_glossary(identity)
            except ExchangeError as error:
                if error.reason is not Reason.BAD_RESPONSE:  # else another program has deleted it
                    raise
    return there.get(name)


def _given(client: Client, name: str, pair: tuple[str, str], terms: Mapping[str, str]) -> str:
    contents = importlib.import_module("deepl.api_data").MultilingualGlossaryDictionaryEntries(*pair, terms)
    return str(client.create_multilingual_glossary(name, [contents]).glossary_id)
