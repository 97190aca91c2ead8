"""Takes our labels of treebank sentences apart from the treebanks' text, which is not ours to publish here.

    python -m training.labels UD_JSONL

UD_JSONL holds labelled sentences with ``text``, ``entities`` and ``source``. ``training/data/ud-labels.jsonl.gz``
was made from it: the same without the text, but with the beginning of its digest, so that the recipe can
tell whether the copy of the treebanks it is given is the one that was labelled.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from training.corpus import text_digest

LABELS = Path(__file__).parent / "data" / "ud-labels.jsonl.gz"


def main(source: Path) -> None:
    """Write the labels."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").split("\n") if line]
    kept = [
        {"source": row["source"], "sha256": text_digest(row["text"]), "entities": row["entities"]} for row in rows
    ]
    text = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in kept)
    LABELS.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
