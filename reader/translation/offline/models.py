"""The models on this computer: which there are, and what makes a folder of files one.

A model is a folder ``ENGINE/SOURCE-TARGET`` in the user's data folder with a list of its files and their SHA-256 in
``model.json``, which only an installation writes. Files that lie there without a list, or that have changed since,
are not used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.text.clean import one_line
from reader.translation.keys import primary

if TYPE_CHECKING:
    from pathlib import Path

LIST = "model.json"
"""Name of the list in the folder of a model."""

KNOWN = {
    "ff987741ff15a5d94fff16cbef28f2b0a85a6e9547d982fad60ac09d16d11270": "base-memory",
    "187f9c8f1ffbcc8ecf0724b608ffed9f15bde262b9de5c4754f8d763b585969d": "tiny",
}
"""Mozilla's models from Dutch to English by their SHA-256, from ``models/*/nlen/metadata.json`` of its repository
firefox-translations-models."""

_OF_FIREFOX = re.compile(r"(model|vocab|srcvocab|trgvocab|lex)\.(?:[\d.]+\.)?([a-z]{2,3})([a-z]{2,3})\.[\w.]*")
_OF_CTRANSLATE2 = re.compile(r"model\.bin|config\.json|(?:\w+_)?vocabulary\.(?:json|txt)|(?:source|target)\.spm")


@dataclass(frozen=True, slots=True)
class Model:
    """An installed model."""

    engine: str
    """Id of the engine that works it."""
    source: str
    target: str
    version: str
    """What it calls itself, and the beginning of its digest: different models never have the same."""
    origin: str
    """Where it is from, for people."""
    folder: Path
    size: int
    """Bytes."""

    @property
    def pair(self) -> str:
        """``nl-en``."""
        return f"{self.source}-{self.target}"


def installed(root: Path, engine: str) -> dict[str, Model]:
    """The models for ``engine`` by their pair. What is no model is passed over."""
    found = {}
    for path in sorted((root / engine).glob(f"*/{LIST}")):
        try:
            told = json.loads(path.read_bytes())
            size = sum((path.parent / name).stat().st_size for name in told["files"])
            model = Model(engine, told["source"], told["target"], told["version"], told["origin"], path.parent, size)
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if path.parent.name == model.pair:
            found[model.pair] = model
    return found


def available_models(root: Path) -> list[Model]:
    """All models for whatever engine."""
    return [model for path in sorted(root.glob("*/")) for model in installed(root, path.name).values()]


def pair_of(source: str, target: str) -> str:
    """What a model between two languages (BCP 47 tags) is called."""
    return f"{primary(source)}-{primary(target)}"


def parse_pair(text: str) -> tuple[str, str]:
    """The two languages of a pair.

    Raises:
        InputError: it is none.
    """
    match = re.fullmatch(r"([a-z]{2,3})-([a-z]{2,3})", text)
    if match is None or match[1] == match[2]:
        raise InputError(f"“{one_line(text)}” is no pair of languages; give it as nl-en.")
    return match[1], match[2]


def recognise(folder: Path, pair: str | None) -> tuple[str, str, list[str]]:
    """The engine that works the model in a user's ``folder``, its pair, and the files it consists of.

    Files may be packed with gzip. The pair is told by the names of Firefox's files; of others it has to be given.

    Raises:
        InputError: it is no model, or not for ``pair``.
    """
    name = one_line(str(folder))
    if not folder.is_dir():
        raise InputError(f"There is no folder {name}; name the folder that holds the files of a model.")
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error.strerror}); correct the rights of the folder.") from None
    plain = [each.removesuffix(".gz") for each in names]
    if {"model.bin", "config.json", "source.spm"} <= set(plain):
        if pair is None:
            raise InputError(f"The files in {name} do not tell their languages; give them as nl-en.")
        return "ctranslate2", pair, [each for each in names if _OF_CTRANSLATE2.fullmatch(each.removesuffix(".gz"))]
    parts = {each: match for each in names if (match := _OF_FIREFOX.fullmatch(each.removesuffix(".gz")))}
    pairs = {f"{match[2]}-{match[3]}" for match in parts.values()}
    kinds = sorted(match[1] for match in parts.values())
    if kinds not in _WHOLE or (len(pairs) > 1 and pair not in pairs):
        raise InputError(
            f"{name} holds no model: one of Firefox has model.*.bin, vocab.*.spm and lex.*.bin, "
            "one for CTranslate2 model.bin, config.json and source.spm."
        )
    if pair is not None and pair not in pairs:
        raise InputError(f"The model in {name} is for {', '.join(sorted(pairs))}, not for {pair}.")
    return "fxtranslate", pair or pairs.pop(), list(parts)


_WHOLE = (
    ["lex", "model", "vocab"],
    ["model", "vocab"],
    ["lex", "model", "srcvocab", "trgvocab"],
    ["model", "srcvocab", "trgvocab"],
)
"""What a model of Firefox consists of; the lexical shortlist makes it faster."""
