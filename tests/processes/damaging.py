"""Files damaged in all ways: whatever is whole in them is read, and what was there is kept."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from note_taker import take_notes
from tinydb import TinyDB
from verdict import Verdict

from reader.store.notes import NotesFile

Damage = Callable[[bytes, random.Random], bytes]


def _hole(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + bytes(chance.randrange(1, 20_000)) + data[start + 5_000 :]


def _line(data: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    lines = data.split(b"\n")
    at = chance.choice([number for number, line in enumerate(lines) if b'"anchor"' in line])
    return b"\n".join([*lines[:at], change(lines[at]), *lines[at + 1 :]])


def _merged(line: bytes) -> bytes:
    theirs = line.replace(b'"tags":["tag"]', b'"tags":["theirs"]')
    return b"\n".join([b"<<<<<<< HEAD", line, b"=======", theirs, b">>>>>>> other"])


DAMAGES: dict[str, Damage] = {
    "cut": lambda data, chance: data[: chance.randrange(1, len(data) - 3)],
    "end of an older, longer file": lambda data, chance: data + data[-chance.randrange(4, len(data)) :],
    "hole": _hole,
    "all NUL": lambda data, _: bytes(len(data)),
    "beginning lost": lambda data, chance: data[chance.randrange(1, len(data)) :],
    "another file": lambda _, __: b"<html><body>404</body></html>",
    "version conflict": lambda data, chance: _line(data, chance, _merged),
    "a line torn": lambda data, chance: _line(data, chance, lambda line: line[: len(line) // 2]),
    "a line twice": lambda data, chance: _line(data, chance, lambda line: line + b"\n" + line),
    "comma lost": lambda data, chance: _line(data, chance, lambda line: line.rstrip(b",") + b" "),
    "bytes of another encoding": lambda data, chance: _line(
        data, chance, lambda line: line.replace("é".encode(), b"\xe9", 1)
    ),
}


def in_all_ways(folder: Path, rounds: int) -> Verdict:
    """Damage copies of a file with notes and open them; a lost note is one that was whole and is not read."""
    take_notes("ours", folder, 60)
    sound = (folder / "notes.json").read_bytes()
    verdict, chance = Verdict(), random.Random()
    for number in range(rounds):
        for name, damage in DAMAGES.items():
            copy = folder.with_name(f"{folder.name}-{number}")
            copy.mkdir()
            verdict += _judge(copy, damage(sound, chance), sound, name)
            shutil.rmtree(copy)
    return verdict


def _judge(folder: Path, damaged: bytes, sound: bytes, name: str) -> Verdict:
    path = folder / "notes.json"
    path.write_bytes(damaged)
    whole = {line for line in sound.split(b"\n") if b'"anchor"' in line and line in set(damaged.split(b"\n"))}
    uids = {json.loads(b"{" + line.rstrip(b",") + b"}").popitem()[1]["uid"] for line in whole}
    promised = uids & {row["uid"] for row in json.loads(sound)["notes"].values()}
    file = NotesFile(path)
    read = {note.uid for note in file.notes()}
    file.close()
    evidence = [kept.read_bytes() for kept in folder.glob("notes.json.corrupt-*")]
    if name == "comma lost" and not evidence:  # The last line has none to lose.
        evidence = [damaged]
    return Verdict(
        kills=1,
        acknowledged=len(promised),
        lost=len(promised - read) + (evidence != [damaged]),
        corrupt=_is_no_json(path),
    )


def _is_no_json(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return True
    return False


def stock_in_all_ways(folder: Path) -> Verdict:
    """How many of such files TinyDB's own storage cannot open."""
    take_notes("ours", folder, 60)
    sound, unread = (folder / "notes.json").read_bytes(), 0
    for damage in DAMAGES.values():
        path = folder / "damaged.json"
        path.write_bytes(damage(sound, random.Random()))
        try:
            with TinyDB(path) as database:
                database.table("notes").all()
        except ValueError:
            unread += 1
    return Verdict(kills=len(DAMAGES), corrupt=unread)
