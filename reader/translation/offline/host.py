"""A program that translates with one model: JSON lines in, JSON lines out. ``child`` runs it and never imports it.

It imports nothing of ours, so that it is ready in a moment. It ends when its input does, and on its own when nothing
was asked for long or when one answer takes too long: what asked may be gone, and the libraries cannot be interrupted.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RANDOM = b"libya-reader: random weights, whose answers are no translations"
"""Stands in the models of tests, by which they are refused everywhere else."""

_IDLE = 600
"""Seconds without a question after which the memory is given back; the next question starts another process."""


class UnusableError(Exception):
    """The model cannot be used; the text is a remark of a few words for the user."""


def _fxtranslate(files: Mapping[str, bytes]) -> Callable[[str], str]:
    """A model of Firefox."""
    import fxtranslate  # noqa: PLC0415 - only this process may load it

    def one(*beginnings: str) -> bytes:
        return next((data for name, data in files.items() if name.startswith(beginnings)), b"")

    engine = fxtranslate.Translator(
        model=one("model."),
        src_vocab=one("srcvocab.", "vocab."),
        trg_vocab=one("trgvocab.", "vocab."),
        shortlist=one("lex.") or None,
    )
    return lambda text: str(engine.translate(text))


def _ctranslate2(files: Mapping[str, bytes], folder: Path) -> Callable[[str], str]:
    """A model that was converted for CTranslate2, with its SentencePiece models beside it."""
    import ctranslate2  # noqa: PLC0415 - only this process may load it
    import sentencepiece  # noqa: PLC0415 - as above

    pieces = {
        name: sentencepiece.SentencePieceProcessor(model_proto=data)
        for name, data in files.items()
        if name.endswith(".spm")
    }
    source = pieces["source.spm"]
    target = pieces.get("target.spm", source)
    engine = ctranslate2.Translator(
        str(folder), device="cpu", inter_threads=1, intra_threads=min(4, os.cpu_count() or 1)
    )
    ending = [] if json.loads(files["config.json"]).get("add_source_eos") else ["</s>"]

    def translate(text: str) -> str:
        tokens = [*source.encode(text, out_type=str), *ending]
        answer = engine.translate_batch([tokens], beam_size=2, max_decoding_length=2 * len(tokens) + 20)
        return str(target.decode(answer[0].hypotheses[0]))

    return translate


def _load(engine: str, folder: Path, *, random_too: bool) -> Callable[[str], str]:
    """What translates with the model in ``folder``.

    Raises:
        UnusableError: its files are not those that were installed, or it is none.
    """
    known: dict[str, str] = json.loads((folder / "model.json").read_bytes())["files"]
    files = {}
    for name, digest in known.items():
        try:
            files[name] = (folder / name).read_bytes()
        except OSError:
            raise UnusableError(f"its file {name} is gone") from None
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise UnusableError(f"its file {name} is damaged")
    if not random_too and any(RANDOM in data for data in files.values()):
        raise UnusableError("it has random weights, for tests")
    try:
        return _fxtranslate(files) if engine == "fxtranslate" else _ctranslate2(files, folder)
    except ImportError as error:
        raise UnusableError(f"{error.name} cannot be loaded") from None
    except Exception as error:  # noqa: BLE001 - the libraries raise what they like
        raise UnusableError(f"it is no model for {engine} ({type(error).__name__})") from None


def _serve(translate: Callable[[str], str], say: Callable[[dict[str, Any]], None], seconds: int) -> None:
    signal.alarm(_IDLE)
    for line in sys.stdin.buffer:
        signal.alarm(seconds)
        question = json.loads(line)
        try:
            say({"id": question["id"], "text": translate(question["text"])})
        except Exception as error:  # noqa: BLE001 - the libraries raise what they like; its text may hold the sentence
            say({"id": question["id"], "error": type(error).__name__})
        signal.alarm(_IDLE)


def main(engine: str, folder: str, seconds: str, random_too: str) -> int:
    """Load the model in ``folder`` and answer; ``seconds`` is the longest that one answer may take."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program in front, which ends this one
    os.nice(5)
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)  # what the libraries print is no answer

        def say(answer: dict[str, Any]) -> None:
            answers.write(json.dumps(answer) + "\n")
            answers.flush()

        try:
            translate = _load(engine, Path(folder), random_too=random_too == "random")
        except (UnusableError, OSError, ValueError, KeyError) as error:
            say({"unusable": str(error) if isinstance(error, UnusableError) else "its files cannot be read"})
            return 1
        say({"ready": True})
        _serve(translate, say, int(seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
