"""GLiNER in the ONNX format, run by onnxruntime: names of any kinds that can be said in words.

A model is a folder with ``gliner_config.json``, ``tokenizer.json`` and ``model.onnx``, as ``export_to_onnx`` of the
package ``gliner`` writes them. Those that score spans of words are read (``markerV0`` and its kind). Nothing of the
package itself is needed, which brings PyTorch.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib import import_module, util
from typing import TYPE_CHECKING, Any, Final

from reader.errors import EngineError
from reader.model import Label, Recogniser, Span
from reader.paths import named
from reader.recognisers.finder import MULTILINGUAL, Found
from reader.recognisers.folders import state
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.text.segments import Document

_FILES: Final = ("gliner_config.json", "tokenizer.json", "model.onnx")
_NEEDED: Final = ("onnxruntime", "tokenizers", "numpy")
_INPUTS: Final = frozenset("input_ids attention_mask words_mask text_lengths span_idx span_mask".split())
_WORD: Final = re.compile(r"\w+(?:[-_]\w+)*|\S")
"""What GLiNER was taught to take for words."""
_LONGEST: Final = 150
"""Words in one question."""
_MOST: Final = 512
"""Pieces of words in one question, unless it is one word."""
_LETTERS: Final = 50
"""Letters of a word that are read; words are shorter."""
_THRESHOLD: Final = 0.5


class Gliner:
    """What a model finds when it is asked for persons, organisations, locations, peoples, events and works."""

    languages = frozenset((MULTILINGUAL,))
    labels: Mapping[str, Label] = {
        "PERSON": "PER",
        "ORGANIZATION": "ORG",
        "LOCATION": "LOC",
        "NATIONALITY": "MISC",
        "EVENT": "MISC",
        "WORK OF ART": "MISC",
    }

    def __init__(self, folder: str, options: Mapping[str, str] | None = None) -> None:
        """``options`` may have a ``threshold``, 0 to 1, and in ``labels`` other kinds to ask for.

        Raises:
            EngineError: what runs it is not installed, or there is no model in the folder.
        """
        options = options or {}
        self._folder = named(folder)
        self._threshold = _threshold(options.get("threshold", ""))
        said = re.findall(r"([^,=]+)=\s*(-?)", options.get("labels", ""))
        extra = {kind.strip().lower(): not out for kind, out in said}
        asked = {**dict.fromkeys(map(str.lower, self.labels), True), **extra}
        self._kinds = [kind for kind, wanted in asked.items() if wanted]
        missing = [name for name in _NEEDED if util.find_spec(name) is None]
        if missing:
            raise EngineError(
                f"The recogniser gliner needs {missing[0]}, which is not installed; "
                "“pip install 'libya-reader[gliner]'” installs it."
            )
        for name in _FILES:
            if not (self._folder / name).is_file():
                raise EngineError(
                    f"{one_line(str(self._folder))} has no {name}; name a folder that “export_to_onnx” of the "
                    "package gliner wrote."
                )

    @cached_property
    def provenance(self) -> Recogniser:
        """The name of the folder, and a digest of what is in it and of the threshold."""
        version = state(self._folder) + (f"+{self._threshold}" if self._threshold != _THRESHOLD else "")
        return Recogniser(f"gliner:{one_line(self._folder.resolve().name)}", version)

    def open(self) -> None:
        """Load the model: from one second on, by its size."""
        runtime, tokenizers = import_module("onnxruntime"), import_module("tokenizers")
        self._np: Any = import_module("numpy")
        self._config = json.loads((self._folder / _FILES[0]).read_text(encoding="utf-8"))
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(self._folder / _FILES[1]))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1  # the same sums in the same order every time
        self._session: Any = runtime.InferenceSession(
            str(self._folder / _FILES[2]), sess_options=options, providers=["CPUExecutionProvider"]
        )
        asks = {each.name for each in self._session.get_inputs()}
        if asks != _INPUTS:
            raise EngineError(
                f"{one_line(str(self._folder))} holds a GLiNER model of another kind than is read here; "
                "export one that scores spans (span_mode markerV0)."
            )

    def close(self) -> None:
        """Forget the model."""
        self._session = self._tokenizer = None

    def find(self, document: Document) -> Iterator[Found]:
        """What it finds in each sentence."""
        for sentence in document.sentences:
            words = [Span(*match.span()) for match in _WORD.finditer(document.body, *_range(sentence.span))]
            for start in range(0, len(words), _LONGEST):
                yield from self._found(document.body, words[start : start + _LONGEST])

    def _found(self, body: str, words: Sequence[Span]) -> Iterator[Found]:
        """The ranges of words that score above the threshold, each with its best kind."""
        np, width = self._np, int(self._config["max_width"])
        coded, prompt = self._coded([span.of(body)[:_LETTERS] for span in words])
        if len(coded.ids) > _MOST and len(words) > 1:
            for half in (words[: len(words) // 2], words[len(words) // 2 :]):
                yield from self._found(body, half)
            return
        logits = self._scores(coded, prompt, len(words), width)[0]
        scores = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        for first, more, kind in zip(*np.where(scores > self._threshold), strict=True):
            if first + more < len(words):
                score = float(scores[first, more, kind])
                yield Found(words[first].start, words[first + more].end, self._kinds[kind], score)

    def _coded(self, words: Sequence[str]) -> tuple[Any, int]:
        """The question as the model is asked it, and how many words come before those of the text."""
        prompt = [piece for kind in self._kinds for piece in (self._config.get("ent_token", "<<ENT>>"), kind)]
        prompt.append(self._config.get("sep_token", "<<SEP>>"))
        return self._tokenizer.encode([*prompt, *words], is_pretokenized=True), len(prompt)

    def _scores(self, coded: Any, prompt: int, count: int, width: int) -> Any:  # noqa: ANN401 - not typed themselves
        """For each first word, number of further words, and kind: the score."""
        np = self._np
        mask, before = [], None
        for word in coded.word_ids:
            begins = word is not None and word != before and word >= prompt
            mask.append(word - prompt + 1 if begins and word is not None else 0)
            before = word
        starts, more = np.divmod(np.arange(count * width), width)
        return self._session.run(
            ["logits"],
            {
                "input_ids": np.array([coded.ids], dtype=np.int64),
                "attention_mask": np.array([coded.attention_mask], dtype=np.int64),
                "words_mask": np.array([mask], dtype=np.int64),
                "text_lengths": np.array([[count]], dtype=np.int64),
                "span_idx": np.stack([starts, starts + more], axis=1)[None].astype(np.int64),
                "span_mask": (starts + more < count)[None],
            },
        )[0]


def _range(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _threshold(said: str) -> float:
    if not said:
        return _THRESHOLD
    try:
        value = float(said)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise EngineError(f"“{one_line(said)}” is no threshold of gliner; write a number from 0 to 1, in quotes.")
    return value
