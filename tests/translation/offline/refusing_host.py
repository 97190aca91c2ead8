"""In place of the program that translates: it fails at sentences with "kapot"."""

import json
import sys

sys.stdout.write('{"ready": true}\n')
sys.stdout.flush()
for line in sys.stdin:
    question = json.loads(line)
    text = question["text"]
    said = {"error": "ValueError"} if "kapot" in text else {"text": f"EN: {text}"}
    sys.stdout.write(json.dumps({"id": question["id"], **said}) + "\n")
    sys.stdout.flush()
