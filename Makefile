# make check is what CI runs; VENV names the virtual environment to use.
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: check format lint types test golden torture run bench wheel

check: lint types test

format:
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

test:
	$(BIN)/pytest

golden:
	GOLDEN_UPDATE=1 $(BIN)/pytest tests/golden

torture:
	PYTHONPATH=. $(BIN)/python tests/processes/torture.py

run:
	$(BIN)/libya-reader

bench:
	$(BIN)/python -m benchmarks.first_frame
	$(BIN)/python -m benchmarks.keys
	$(BIN)/python -m benchmarks.translation
	$(BIN)/python -m benchmarks.notes
	$(BIN)/python -m benchmarks.bulk
	$(BIN)/python -m benchmarks.anchors

wheel:
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .
