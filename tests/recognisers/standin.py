"""Answers as ``frog -n --skip=tlacmp`` does: a line a word, the name in the eighth column, and an empty line."""

import sys

if "-V" in sys.argv:
    sys.exit(sys.stdout.write("frog 9.9 (c) nobody\n") and None)
for line in sys.stdin:
    if "hang up" in line:
        sys.exit(1)
    before = "O"
    for number, word in enumerate(line.split(), 1):
        before = ("I-PER" if before != "O" else "B-PER") if word[0].isupper() else "O"
        sys.stdout.write("\t".join([str(number), word, "", "", "", "N()", "1.0", before, *[""] * 5]) + "\n")
    sys.stdout.write("\n")
    sys.stdout.flush()
