"""What is not saved yet is saved when the program ends, however it ends short of being killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import reader

PROGRAM = """
import sys
from pathlib import Path
from reader.model import Anchor, ArticleRef, Span
from reader.store.notes import Edit, NotesFile

file = NotesFile(Path(sys.argv[1]))
note = file.new(ArticleRef("a", "a.txt", "A", None), Anchor(Span(0, 1), "q", "", "", ""), "text", ())
file.apply(Edit("note", notes=((note.uid, note),)))
"""


@pytest.mark.parametrize(
    ("ending", "code"),
    [("", 0), ("sys.exit(3)", 3), ("1 / 0", 1), ("file.close()", 0)],
    ids=["end", "exit", "error", "close"],
)
def test_a_note_taken_last_is_saved_when_the_program_ends(tmp_path: Path, ending: str, code: int) -> None:
    path = tmp_path / "notes.json"
    environment = {**os.environ, "PYTHONPATH": str(Path(reader.__file__).parents[1])}
    command = [sys.executable, "-c", PROGRAM + ending, str(path)]
    result = subprocess.run(command, env=environment, check=False, capture_output=True, timeout=60)
    assert result.returncode == code
    assert [document["note"] for document in json.loads(path.read_bytes())["notes"].values()] == ["text"]
