"""Models with random weights, in the formats of the real ones: the engines load them and answer nonsense.

Each carries the sign by which the program refuses it; nothing that one says is a translation.
"""

from __future__ import annotations

import json
import random
import struct
from pathlib import Path

from reader.translation.offline.host import RANDOM

LETTERS = "▁ abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?-’ëïéüö"
PIECES = ["</s>", "<unk>", *dict.fromkeys(LETTERS.replace(" ", ""))]
WIDTH, INNER, HEADS = 64, 128, 4
FLOATS, BYTES, PACKED = 0x0404, 0x0101, 0x4101
CONFIG = f"""bert-train-type-embeddings: true
bert-type-vocab-size: 2
dec-cell: ssru
dec-cell-base-depth: 2
dec-cell-high-depth: 1
dec-depth: 1
dim-emb: {WIDTH}
dim-rnn: 1024
dim-vocabs:
  - {len(PIECES)}
  - {len(PIECES)}
enc-cell: gru
enc-cell-depth: 1
enc-depth: 1
enc-type: bidirectional
factors-combine: sum
factors-dim-emb: 0
input-types:
  []
layer-normalization: false
lemma-dependency: ""
lemma-dim-emb: 0
output-omit-bias: false
right-left: false
skip: false
tied-embeddings: false
tied-embeddings-all: true
tied-embeddings-src: false
transformer-aan-activation: swish
transformer-aan-depth: 2
transformer-aan-nogate: false
transformer-decoder-autoreg: rnn
transformer-decoder-dim-ffn: 0
transformer-decoder-ffn-depth: 0
transformer-dim-aan: 2048
transformer-dim-ffn: {INNER}
transformer-ffn-activation: relu
transformer-ffn-depth: 2
transformer-guided-alignment-layer: last
transformer-heads: {HEADS}
transformer-no-projection: false
transformer-pool: false
transformer-postprocess: dan
transformer-postprocess-emb: d
transformer-postprocess-top: ""
transformer-preprocess: ""
transformer-tied-layers:
  []
transformer-train-position-embeddings: false
type: transformer
ulr: false
ulr-dim-emb: 0
ulr-trainable-transformation: false
version: v1.10.25
"""


def vocabulary() -> bytes:
    """A SentencePiece model that knows single characters."""
    kinds = {"</s>": 3, "<unk>": 2}
    pieces = [
        (piece, 0.0 if piece in kinds else -number / 10, kinds.get(piece, 1)) for number, piece in enumerate(PIECES)
    ]
    inner = [
        _field(1, piece.encode()) + b"\x15" + struct.pack("<f", score) + b"\x18" + bytes([kind])
        for piece, score, kind in pieces
    ]
    return b"".join(_field(1, each) for each in inner)


def _field(number: int, data: bytes) -> bytes:
    return bytes([number << 3 | 2, len(data)]) + data


class _Tensors:
    """The tensors of a Marian file, with weights drawn by a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.all: dict[str, tuple[int, tuple[int, ...], bytes]] = {}

    def floats(self, name: str, *shape: int, value: float | None = None, scale: float = 0.3) -> None:
        count = shape[0] * shape[1]
        numbers = [self.random.gauss(0, scale) if value is None else value for _ in range(count)]
        self.all[name] = FLOATS, shape, struct.pack(f"<{count}f", *numbers)

    def packed(self, name: str, rows: int, columns: int) -> None:
        numbers = bytes(self.random.randrange(-60, 60) % 256 for _ in range(rows * columns))
        self.all[name] = PACKED, (rows, columns), numbers + struct.pack("<f", 127.0)
        self.floats(f"{name}_QuantMultA", 1, 1, value=30.0)

    def attention(self, name: str) -> None:
        for kind in "qkvo":
            self.packed(f"{name}_W{kind}", WIDTH, WIDTH)
            self.floats(f"{name}_b{kind}", 1, WIDTH)
        self.norm(f"{name}_Wo")

    def feed_forward(self, name: str) -> None:
        for number, (rows, columns) in enumerate([(WIDTH, INNER), (INNER, WIDTH)], 1):
            self.packed(f"{name}_W{number}", rows, columns)
            self.floats(f"{name}_b{number}", 1, columns)
        self.norm(f"{name}_ffn")

    def norm(self, name: str) -> None:
        self.floats(f"{name}_ln_scale", 1, WIDTH, value=1.0)
        self.floats(f"{name}_ln_bias", 1, WIDTH)

    def file(self) -> bytes:
        names = list(self.all)
        padded = {name: data + b"\0" * (-len(data) % 256) for name, (_, _, data) in self.all.items()}
        head = struct.pack("<QQ", 1, len(names))
        for name in names:
            kind, shape, _ = self.all[name]
            head += struct.pack("<QQQQ", len(name) + 1, kind, len(shape), len(padded[name]))
        head += b"".join(name.encode() + b"\0" for name in names)
        head += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, shape, _ in self.all.values())
        gap = -(len(head) + 8) % 256
        return head + struct.pack("<Q", gap) + b"\0" * gap + b"".join(padded.values())


def marian(seed: int = 0, mark: bytes = RANDOM, ending: float = 0.0) -> bytes:
    """A model as Mozilla's are, with one layer of random weights; ``ending`` makes it stop sooner."""
    made = _Tensors(seed)
    made.packed("Wemb", len(PIECES), WIDTH)
    made.floats("none_QuantMultA", 1, 1, value=30.0)
    made.floats("decoder_ff_logit_out_b", 1, len(PIECES))
    if ending:
        kind, shape, data = made.all["decoder_ff_logit_out_b"]
        made.all["decoder_ff_logit_out_b"] = kind, shape, struct.pack("<f", ending) + data[4:]
    made.attention("encoder_l1_self")
    made.feed_forward("encoder_l1_ffn")
    made.packed("decoder_l1_rnn_W", WIDTH, WIDTH)
    made.packed("decoder_l1_rnn_Wf", WIDTH, WIDTH)
    made.floats("decoder_l1_rnn_bf", 1, WIDTH)
    made.norm("decoder_l1_rnn_ffn")
    made.attention("decoder_l1_context")
    made.feed_forward("decoder_l1_ffn")
    config = f"# {mark.decode()}\n{CONFIG}".encode()
    made.all["special:model.yml"] = BYTES, (len(config) + 1,), config + b"\0"
    return made.file()


def ctranslate2(folder: Path) -> None:
    """Write a model for CTranslate2 to ``folder``, with a vocabulary of the same single characters."""
    import numpy as np
    from ctranslate2.specs import common_spec, transformer_spec

    draw = np.random.default_rng(0)

    def linear(layer, rows, columns):
        layer.weight = draw.normal(0, 0.1, (rows, columns)).astype(np.float32)
        layer.bias = draw.normal(0, 0.1, rows).astype(np.float32)

    def norm(layer):
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(layer, parts):
        for part, rows in zip(layer.linear, parts, strict=True):
            linear(part, rows, WIDTH)
        norm(layer.layer_norm)

    spec = transformer_spec.TransformerSpec.from_config(
        (1, 1), HEADS, pre_norm=False, activation=common_spec.Activation.RELU
    )
    encoder, decoder = spec.encoder, spec.decoder
    embeddings = draw.normal(0, 0.1, (len(PIECES) + 1, WIDTH)).astype(np.float32)
    positions = draw.normal(0, 0.1, (700, WIDTH)).astype(np.float32)
    encoder.embeddings[0].weight = decoder.embeddings.weight = embeddings
    encoder.position_encodings.encodings = decoder.position_encodings.encodings = positions
    for layer in (*encoder.layer, *decoder.layer):
        attention(layer.self_attention, (3 * WIDTH, WIDTH))
        if layer in decoder.layer:
            attention(layer.attention, (WIDTH, 2 * WIDTH, WIDTH))
        linear(layer.ffn.linear_0, INNER, WIDTH)
        linear(layer.ffn.linear_1, WIDTH, INNER)
        norm(layer.ffn.layer_norm)
    linear(decoder.projection, len(PIECES) + 1, WIDTH)
    words = ["<s>", *PIECES]
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(vocabulary())
    config = folder / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"sign": RANDOM.decode()}))
