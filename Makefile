# Two commands: `make run` opens the program, `make test` checks it. Both set up what they need first.
#
# PYTHON  the interpreter to begin with (default python3; 3.11 to 3.13)
# VENV    where the parts are kept (default .venv)
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PARTS := closeness_desktop tests benchmarks packaging
LOCK = $(TOOLS)/bin/uv pip compile --quiet $(UPGRADE) --generate-hashes --no-header --no-annotate --universal --python-version 3.11
TOOLS := build/tools
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help ready run test check nightly bench screenshots wheel frozen lock clean
.DEFAULT_GOAL := help

help:
	@echo 'make run          open the program'
	@echo 'make test         every check and test'
	@echo 'make nightly      the longer tests'
	@echo 'make bench        measure, and print a table (BENCH_SIZES=1000,10000 for a shorter one)'
	@echo 'make screenshots  draw every page into docs/screenshots'
	@echo 'make wheel        build the wheel into dist'
	@echo 'make frozen       build a copy that needs no Python into dist/closeness'
	@echo 'make lock         work out the lock files again (UPGRADE=--upgrade for newer parts)'

run:
	@$(PYTHON) packaging/prepare.py run --venv $(VENV)
ifeq ($(shell uname)$(DISPLAY)$(WAYLAND_DISPLAY),Linux)
	@echo 'There is no display here, so no window can open.'
	@echo 'The program shows what it does all the same, with a sample journal and a window that is not seen.'
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m closeness_desktop.tour build/tour
else
	@$(BIN)/python -m closeness_desktop
endif

test: check
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: ready
	$(BIN)/ruff check $(PARTS)
	$(BIN)/ruff format --check $(PARTS)
	$(BIN)/mypy
	$(BIN)/lint-imports

nightly: ready
	$(BIN)/python -m pytest -m nightly --timeout 3600

bench: ready
	$(BIN)/python -m benchmarks

screenshots: ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots.py docs/screenshots

wheel: ready
	$(BIN)/python -m hatchling build -t wheel

# A copy with its own Python inside (dist/closeness), made in an environment of its own.
frozen: $(TOOLS)/.ready
	QT_QPA_PLATFORM=offscreen $(TOOLS)/bin/pyinstaller --noconfirm --log-level WARN packaging/closeness.spec

lock: $(TOOLS)/.ready
	$(LOCK) pyproject.toml -o packaging/requirements.lock
	$(LOCK) pyproject.toml --extra dev -c packaging/requirements.lock -o packaging/requirements-dev.lock
	$(LOCK) packaging/requirements-build.in -c packaging/requirements-dev.lock -o packaging/requirements-build.lock
	$(LOCK) packaging/requirements-tools.in -c packaging/requirements-dev.lock -o packaging/requirements-tools.lock

$(TOOLS)/.ready: packaging/requirements.lock packaging/requirements-tools.lock
	$(PYTHON) packaging/prepare.py run --display --venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --require-hashes -r packaging/requirements-tools.lock
	touch $@

# Everything for checks and tests.
ready:
	@$(PYTHON) packaging/prepare.py test --venv $(VENV)

clean:
	rm -rf build dist
