# Two commands are enough: `make run` brings the newest articles, `make test` runs what CI runs.
# Paths are relative throughout, so that a space in the path of the checkout does no harm.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

# Another one: make install PYTHON=/path/to/python3.13
PYTHON ?=
ARGS ?=

BIN := .venv/bin
PIP := PIP_USER=0 PIP_ROOT_USER_ACTION=ignore $(BIN)/python -m pip \
	--disable-pip-version-check --no-input --quiet --quiet install --no-deps
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

# An environment whose Python is gone or is not the one that is named, or that was moved here from
# elsewhere, is made anew.
VERSION := -c 'import sys; print(sys.version)'
STALE := $(shell [ ! -e .venv/locked ] || { [ "$$(cat .venv/locked)" = "$$(pwd -P)" ] \
	&& has=$$($(BIN)/python $(VERSION) 2>/dev/null) \
	&& { [ -z "$(PYTHON)" ] || [ "$$has" = "$$("$(PYTHON)" $(VERSION) 2>/dev/null)" ]; }; } || echo stale)

.PHONY: help run install test check docs golden bench bench-extract scenarios soak fix lock $(STALE:stale=.venv/locked)

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 22

run: install ## bring in the newest articles, with all that this takes; ARGS="…" goes to `warta ingest`
	@$(BIN)/warta ingest --prefect $(ARGS)

install: .venv/project ## make the environment in .venv, and nothing else

# Made from nothing whenever the lock changes, so that it holds what the lock says and no more.
# `locked` is written last: an interrupted installation is begun anew. The embedded server runs from
# the environment, so it ends first.
.venv/locked: requirements.lock
	@$(find_python); \
	if [ -x $(BIN)/warta ]; then $(BIN)/warta down >/dev/null 2>&1 </dev/null; fi; \
	echo "Installing into .venv with $$("$$python" --version): a minute or two." && rm -rf .venv \
	&& "$$python" -m venv .venv && $(call fetch,requirements.lock) && pwd -P >$@

PROBE := import ensurepip, sys, venv; assert (3, 11) <= sys.version_info[:2] <= (3, 14)
PYTHONS := $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11)

find_python = for python in $(PYTHONS) ""; do \
	if [ -z "$$python" ] || "$$python" -c '$(PROBE)' 2>/dev/null; then break; fi; done; \
	if [ -z "$$python" ]; then \
	echo "No Python 3.11 to 3.14 with its venv module was found; of these is here:" >&2; \
	for python in $(PYTHONS); do echo "  $$python: $$("$$python" --version 2>&1)" >&2; done; \
	echo "Install one (on Debian and Ubuntu: apt-get install python3-venv), or name one:" >&2; \
	echo "make PYTHON=/path/to/python3" >&2; exit 1; fi

.venv/project: .venv/locked pyproject.toml
	@$(PIP) --no-build-isolation --editable . && touch $@

.venv/tested: .venv/project tests/requirements.lock
	@echo "Installing what the tests need." && $(call fetch,tests/requirements.lock) && touch $@

fetch = { $(PIP) --require-hashes --only-binary :all: --requirement $(1) || { \
	echo "The packages of $(1) could not be installed." >&2; \
	echo "Is the network there (or set PIP_INDEX_URL, HTTPS_PROXY), and is this Linux with" >&2; \
	echo "glibc 2.28 or newer, or macOS on arm64? Then run make again." >&2; exit 1; }; }

test: check ## run what CI runs
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

check: .venv/tested ## run the checks of `make test` that need no database
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint sql
	$(BIN)/squawk --assume-in-transaction --pg-version 15 $(SQUAWK) sql/migrations/*.sql

# How long a migration waits is the business of flows.migrate; `integer` here is a position or a count.
SQUAWK := --exclude require-lock-timeout,require-statement-timeout,prefer-bigint-over-int

docs: .venv/tested ## write the data dictionary and the contract anew (sql/DICTIONARY.md)
	@$(BIN)/python -m tests.documents

golden: .venv/tested ## show where extraction differs from the golden pages
	@$(BIN)/python -m tests.golden $(ARGS)

bench-extract: .venv/benched ## measure extraction beside others (README.md)
	@$(BIN)/python -m tests.benchmarks.extract $(ARGS)

.venv/benched: .venv/tested tests/benchmarks/extract/requirements.lock
	@echo "Installing the other extractors." && rm -rf .venv/bench && $(BIN)/python -m venv .venv/bench \
	&& PIP_USER=0 .venv/bench/bin/python -m pip --disable-pip-version-check --no-input --quiet install \
	--no-deps --require-hashes --only-binary :all: \
	--requirement tests/benchmarks/extract/requirements.lock && touch $@

# A benchmark ends with an error where it misses a figure; what follows the backfill is measured all the same.
bench: .venv/tested ## measure each stage, Prefect's part and freshness; ARGS=10000 for fewer articles
	$(BIN)/python -m tests.benchmarks.load $(ARGS)
	$(BIN)/python -m tests.benchmarks.compression
	$(BIN)/python -m tests.benchmarks.search $(ARGS)
	$(BIN)/python -m tests.benchmarks.duplicates
	$(BIN)/python -m tests.benchmarks.reprocess
	$(BIN)/python -m tests.benchmarks.overhead
	$(BIN)/python -m tests.benchmarks.freshness
	-$(BIN)/python -m tests.benchmarks.backfill
	$(BIN)/python -m tests.benchmarks.crawl

scenarios: .venv/tested ## print what each trap of the simulator costs in requests, and whether the archive equals it
	$(BIN)/python -m pytest -q --numprocesses auto --dist worksteal tests/flows/test_scenarios.py

soak: .venv/tested ## test for hours what `make test` tests for a minute: chance, kills, a million articles
	SOAK_EXAMPLES=$(or $(ARGS),500) $(BIN)/python -m pytest tests/flows/test_state_machine.py tests/flows/test_kills.py
	HOSTILE_PAGES=10000 $(BIN)/python -m pytest tests/crawler/extract/test_hostile.py \
		tests/crawler/extract/test_hostile_empties.py
	$(BIN)/python -m tests.benchmarks.load 1000000

fix: .venv/tested ## let the tools mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix sql

lock: .venv/tested ## choose the newest versions that pyproject.toml allows
	$(COMPILE) --upgrade --group build pyproject.toml --output-file requirements.lock
	$(COMPILE) --upgrade --group build --group test --constraint requirements.lock \
		pyproject.toml --output-file tests/requirements.lock
