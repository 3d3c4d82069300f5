# `make` alone lists what can be done. Every target sets up .venv by itself when it has to.

PYTHON ?= python3
BIN    := .venv/bin
READY  := .venv/ready
DOCS   := $(wildcard README.md docs/*.md)

.PHONY: help demo test check fix golden docs bench floor constraints clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(READY) ## rank the accounts of the sample company
	@$(BIN)/upsell scan --config samples/upsell.yaml --format table

test: $(READY) ## run every test
	@$(BIN)/pytest -n auto

check: $(READY) ## everything that must hold before a change goes in, fast things first
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/cog --check --diff -P $(DOCS)

fix: $(READY) ## format, and mend what the linter can mend
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

golden: $(READY) ## take today's output as the expected one; read the diff like code
	$(BIN)/pytest tests --snapshot-update

docs: $(READY) ## bring the generated parts of the documents, and the picture, up to date
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python docs/draw.py docs/scan.svg 120 \
	  upsell scan --config samples/upsell.yaml --format table --top 12
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/cog -r -P $(DOCS)

bench: $(READY) ## measure time, memory, forecast and ranking against the targets
	$(BIN)/python benchmarks/run.py

floor: ## run every test on the lowest versions that pyproject.toml allows (needs uv)
	uv venv --quiet --clear --python $(PYTHON) build/floor
	uv pip install --quiet --python build/floor --resolution lowest-direct -e '.[dev]'
	build/floor/bin/pytest -n auto --deselect tests/house/test_documents.py

constraints: ## choose the newest versions of every package again (needs uv)
	uv pip compile --upgrade --universal --python-version 3.11 --fork-strategy fewest --extra dev \
	  --generate-hashes --custom-compile-command "make constraints" --quiet -o constraints.txt pyproject.toml

clean: ## remove everything that was made here
	rm -rf .venv build .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'upsell needs Python 3.11 or newer, and "$(PYTHON)" is not one.'; \
	  echo 'Name one that is, for example: make PYTHON=python3.13 $(or $(MAKECMDGOALS),test)'; \
	  exit 1; } >&2
	@echo 'Setting up .venv, once: a minute or so.' >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q upsell_cli
	@touch $@
