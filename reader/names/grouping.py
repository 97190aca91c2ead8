"""Groups the forms of names in a whole library by what they stand for: Haftar and “Hafta” for Khalifa Haftar.

In the order of trust: the list of names; an introduction in parentheses or a full name anywhere in the library;
and for a rare form that is a letter away from a frequent name, a guess, which is shown as one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from reader.entities import forms
from reader.entities.acronyms import is_acronym
from reader.model import Label
from reader.names.table import NameTable, key

_CLEAR: Final = 4
"""How many times as often as all others together a person must be named to be the one a surname means."""
_OFTEN: Final = 5
"""How many times as often as a form a name must be written for the form to be a slip."""
_SHORTEST: Final = 5
"""Letters from which on a letter more, less or wrong may be a slip."""


class Form(NamedTuple):
    """A mention as its article has it."""

    text: str
    """As it is written."""
    name: str
    """What it stands for in its article."""
    label: Label


class Resolved(NamedTuple):
    """What a form stands for in the library."""

    name: str
    label: Label
    guess: bool = False


class _Person(NamedTuple):
    """Whom a surname means, as far as the library tells."""

    name: str
    clear: bool


def resolve(counts: Mapping[Form, int], table: NameTable) -> dict[Form, Resolved]:
    """What each of the forms, given with how often it is mentioned, stands for. The same for the same counts."""
    names = Counter[tuple[str, Label]]()
    for form, count in counts.items():
        names[_plain(form), form.label] += count
    introduced = _introductions(counts)
    persons = _persons(names)
    spelled = _spellings(names)
    certain = {name: _certain(name, table, introduced, persons, spelled) for name in names}
    totals = Counter[Resolved]()
    for name, found in certain.items():
        totals[found] += names[name]
    slips = _slips(names, certain, totals, table)
    return {form: slips.get(_of(form)) or certain[_of(form)] for form in counts}


def _of(form: Form) -> tuple[str, Label]:
    return _plain(form), form.label


def _plain(form: Form) -> str:
    """The name without the titles before it."""
    words = form.name.split()
    while form.label == "PER" and len(words) > 1 and words[0].lower() in forms.TITLES:
        del words[0]
    return " ".join(words)


def _certain(
    name: tuple[str, Label],
    table: NameTable,
    introduced: Mapping[tuple[str, Label], str],
    persons: Mapping[str, _Person],
    spelled: Mapping[tuple[str, Label], str],
) -> Resolved:
    text, label = name
    guess = False
    longer = introduced.get(name)
    if longer is None and label == "PER" and table.get(text, label) is None:
        person = persons.get(key(text))
        longer, guess = (person.name, not person.clear) if person else (None, False)
    for candidate in filter(None, (text, longer)):
        listed = table.get(candidate, label)
        if listed is not None:
            return Resolved(listed.name, listed.label, guess and candidate != text)
    text = longer or text
    return Resolved(spelled.get((key(text), label), text), label, guess)


def _introductions(counts: Mapping[Form, int]) -> dict[tuple[str, Label], str]:
    """The long name that each acronym is introduced with most often."""
    found: defaultdict[tuple[str, Label], Counter[str]] = defaultdict(Counter)
    for form, count in counts.items():
        if form.name != form.text and is_acronym(form.text):
            found[form.text, form.label][form.name] += count
    return {short: _most(longs) for short, longs in found.items()}


def _persons(names: Mapping[tuple[str, Label], int]) -> dict[str, _Person]:
    """Whom each surname, or end of a longer name, means."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (name, label), count in names.items():
        if label == "PER":
            for shorter in forms.surnames(name.split()):
                if forms.is_name_word(shorter[0]) or len(shorter) > 1:
                    found[key(" ".join(shorter))][name] += count
    return {short: person for short, longs in found.items() if (person := _meant(short, longs, found)) is not None}


def _meant(short: str, longs: Counter[str], found: Mapping[str, Counter[str]]) -> _Person | None:
    """The longest form of the one person whom ``short`` means; None where it may be several."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, count in longs.items():
        longest = name
        while len(longer := {key(each): each for each in found.get(key(longest), ())}) == 1 and key(longest) != short:
            longest = next(iter(longer.values()))
        spellings[key(longest)][longest] += count
    totals = {name: variants.total() for name, variants in spellings.items()}
    best = min(totals, key=lambda name: (-totals[name], name))
    others = sum(totals.values()) - totals[best]
    return _Person(_most(spellings[best]), clear=not others) if totals[best] >= _CLEAR * others else None


def _spellings(names: Mapping[tuple[str, Label], int]) -> dict[tuple[str, Label], str]:
    """How each name is written most often."""
    found: defaultdict[tuple[str, Label], Counter[str]] = defaultdict(Counter)
    for (name, label), count in names.items():
        found[key(name), label][name] += count
    return {name: _most(variants) for name, variants in found.items()}


def _most(variants: Counter[str]) -> str:
    """The most frequent, the first by the alphabet among equals."""
    return min(variants, key=lambda text: (-variants[text], text))


def _slips(
    names: Mapping[tuple[str, Label], int],
    certain: Mapping[tuple[str, Label], Resolved],
    totals: Mapping[Resolved, int],
    table: NameTable,
) -> dict[tuple[str, Label], Resolved]:
    """The rare forms that are a letter away from a frequent name, with what they probably stand for."""
    near: defaultdict[tuple[str, Label], list[tuple[str, Resolved]]] = defaultdict(list)
    frequent = [(name, found) for name, found in certain.items() if totals[found] >= _OFTEN]
    for (name, label), found in frequent:
        for spelling in _forms_of(name, found, label):
            for part in _lacking(spelling):
                near[part, label].append((spelling, found))
    slips: dict[tuple[str, Label], Resolved] = {}
    for (name, label), count in names.items():
        found = certain[name, label]
        written = key(name)
        if label == "MISC" or len(written) < _SHORTEST or found.guess or table.get(name, label) is not None:
            continue
        enough = _OFTEN * max(count, totals[found])
        close = {
            other
            for part in _lacking(written)
            for spelling, other in near[part, label]
            if totals[other] >= enough and is_slip(written, spelling)
        }
        if len(close) == 1:
            slips[name, label] = close.pop()._replace(guess=True)
    return slips


def _forms_of(name: str, found: Resolved, label: Label) -> Iterator[str]:
    """What a slip of the pen may have been meant for: the name, as written and in full, and a person's surname."""
    for text in {name, found.name}:
        yield key(text)
        if label == "PER":
            yield from (key(word) for word in forms.surname_words(text.split()))


def _lacking(text: str) -> Iterable[str]:
    """``text`` and what is left of it without one of its letters: two texts a letter apart share one of these."""
    return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}


def is_slip(one: str, other: str) -> bool:
    """Whether two texts begin alike and are a letter apart: one more, one less, one wrong, or two exchanged."""
    if one == other or one[:1] != other[:1]:
        return False
    short, long = sorted((one, other), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[start + 1 :] == long[start + 1 :] or _exchanged(short[start:], long[start:])
    return len(long) == len(short) + 1 and short[start:] == long[start + 1 :]


def _exchanged(one: Sequence[str], other: Sequence[str]) -> bool:
    return one[:2] == other[1::-1] and one[2:] == other[2:]
