# Two commands: `make run` opens the program, `make test` checks it. Both set up what they need first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check

run: $(VENV)/.ready
	$(BIN)/python -m closeness_desktop

test: $(VENV)/.ready check
	$(BIN)/python -m pytest

check: $(VENV)/.ready
	$(BIN)/ruff check closeness_desktop tests benchmarks packaging
	$(BIN)/ruff format --check closeness_desktop tests benchmarks packaging
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.ready: packaging/requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r packaging/requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
