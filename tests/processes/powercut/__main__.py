"""``python tests/processes/powercut``: what is left of notes when the power goes. For releases; needs root.

A process takes notes on an ext4 file system in an image file. At a random moment it is stopped, and the image is
copied: what the kernel has not sent to the device by then is not in the copy, as after a power cut. The copy is
mounted, which replays its journal, and compared with what was acknowledged. A kill cannot show this: the kernel
keeps what a killed process wrote, synced or not. The file system commits nothing by itself meanwhile
(``commit=600``), so that only what was asked for is on the device. Cuts within a sync are not covered: that would
take a device mapper that logs writes.

Three controls must be caught: the same program without its syncs, without those of the folder, and TinyDB's own
storage.

    --cuts N    how often the power goes (default 40)

Needs Linux, loop devices and mkfs.ext4, and the package to be importable: PYTHONPATH=. from the project's folder.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from killing import child
from note_taker import STORES, take_notes
from verdict import Verdict, judge

_SIZE = 48 * 1024 * 1024
_ENOUGH = 1_000_000
_LONGEST = 1.5
"""Seconds until the power goes."""


def main() -> int:
    """Cut the power and say what became of the notes; 1 if any is lost, or a control was not caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=40)
    options = parser.parse_args()
    if os.geteuid() or not sys.platform.startswith("linux") or not shutil.which("mkfs.ext4"):
        sys.exit("This needs Linux, root and mkfs.ext4.")
    found: dict[str, Verdict] = {}
    with tempfile.TemporaryDirectory(prefix="powercut-") as folder:
        empty = Path(folder) / "empty.img"
        with empty.open("wb") as image:
            image.truncate(_SIZE)
        _run("mkfs.ext4", "-q", "-F", str(empty))
        for store in STORES:
            found[store] = sum((_cut(store, Path(folder), empty) for _ in range(options.cuts)), Verdict())
    ours, controls = found.pop("ours"), found
    told = {name: verdict.told for name, verdict in controls.items()}
    print(json.dumps({"powercut": options.cuts, "ours": ours.told, "controls": told}))  # noqa: T201 - the result
    print(  # noqa: T201 - the result
        f"{options.cuts} power cuts, {ours.acknowledged:,} acknowledged changes: {ours.lost} lost, "
        f"{ours.corrupt} files corrupt; "
        + ", ".join(f"{name} {each.lost} lost, {each.corrupt} corrupt" for name, each in controls.items())
    )
    return int(not ours.good or any(verdict.good for verdict in controls.values()))


def _cut(store: str, folder: Path, empty: Path) -> Verdict:
    """Take notes until the power goes, and look at what is left."""
    image, rest, log = folder / "disk.img", folder / "rest.img", folder / "log"
    log.unlink(missing_ok=True)
    _run("cp", "--sparse=always", str(empty), str(image))
    with _mounted(image, folder / "disk") as disk:
        pid = child(lambda: take_notes(store, disk, _ENOUGH, log=log))
        time.sleep(random.uniform(0.05, _LONGEST))
        os.kill(pid, signal.SIGSTOP)
        _wait_until_stopped(pid)
        _run("cp", "--sparse=always", str(image), str(rest))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    with _mounted(rest, folder / "rest") as disk:
        return judge(disk, log, kills=1)


def _wait_until_stopped(pid: int) -> None:
    """Until all threads stand still, those in the kernel, too."""
    while any(
        (task / "stat").read_text().rpartition(")")[2].split()[0] not in "TZ"
        for task in Path(f"/proc/{pid}/task").iterdir()
    ):
        time.sleep(0.001)


@contextmanager
def _mounted(image: Path, folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    _run("mount", "-o", "loop,commit=600", str(image), str(folder))
    try:
        yield folder
    finally:
        _run("umount", str(folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
