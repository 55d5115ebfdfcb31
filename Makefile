# Passeur: `make run` shows it, `make test` proves it. Both set up what they need and say what they do.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help run test lint bench format wording screenshots setup system-run system-test constraints clean

help:
	@echo "make run      set up, take the sample issues all the way, open the review screens"
	@echo "make test     set up, check the style and the types, run every test, browser tests included"
	@echo "make lint     style, types and import order alone"
	@echo "make bench    measure what must be quick, against its peers"
	@echo "make screenshots   the pictures of README, made anew from the sample issues"
	@echo "make clean    remove what was generated; sources and catalogs stay"

run: system-run $(READY)
	$(BIN)/passeur demo

test: system-test lint
	@echo "== Tests"
	$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: $(READY)
	@echo "== Style"
	$(BIN)/ruff check app tests benchmarks docs
	$(BIN)/ruff format --check app tests benchmarks docs
	@echo "== Types"
	$(BIN)/mypy
	@echo "== Import order"
	$(BIN)/lint-imports

bench: system-run $(READY)
	$(BIN)/python -m benchmarks

format: $(READY)
	$(BIN)/ruff check --fix app tests benchmarks docs
	$(BIN)/ruff format app tests benchmarks docs

# The texts in the code, into the catalog of each language of the screens.
wording: $(READY)
	$(BIN)/python -m app.web.translations

# The pictures of README, from the sample issues.
screenshots: system-test $(READY)
	$(BIN)/python docs/screenshots.py

setup: $(READY)

# Python packages: the versions and hashes of constraints.txt, nothing else.
$(READY): pyproject.toml constraints.txt
	@echo "== Python packages, into .venv"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q app
	@touch $(READY)

system-run:
	@sh .ci/system-packages run

system-test:
	@sh .ci/system-packages run test

# After a change of dependencies in pyproject.toml. Needs pip-tools, which is no dependency of ours.
constraints:
	pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --extra test --no-header --no-annotate \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
		--output-file constraints.txt pyproject.toml

clean:
	rm -rf .venv .passeur dist build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
