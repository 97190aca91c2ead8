"""Runs a command that ends in the app in a pseudo-terminal: waits for the samples, quits, checks the exit code."""

import os
import pty
import select
import sys
import time

LIMIT = 900
EXPECTED = b"Undated"

command = sys.argv[1]
pid, terminal = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
    os.execvp("sh", ["sh", "-c", command])

seen, asked = b"", False
deadline = time.monotonic() + LIMIT
while time.monotonic() < deadline:
    ready, _, _ = select.select([terminal], [], [], 1)
    if ready:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        seen += data
    if EXPECTED in seen and not asked:
        asked = True
        os.write(terminal, b"Q")
_, status = os.waitpid(pid, 0)
if not asked or os.waitstatus_to_exitcode(status) != 0:
    sys.stderr.write(seen[-4000:].decode("utf-8", "replace"))
    sys.exit("The app did not show the samples and quit.")
print("The app showed the samples and quit.")
