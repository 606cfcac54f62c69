# Two commands set everything up on a machine with Python ≥ 3.11, git and make: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
OFFICE := tests/system/test_libreoffice.py
AXE    := tests/system/node_modules/.installed

.PHONY: demo test ci ci-browser ci-office lint fast pages lock bench clean

demo: $(STAMP)
	$(BIN)/rosterctl demo demo

test: lint
	$(BIN)/pytest -n auto

# what needs packages of the system: .ci/run says which
ci: ci-browser ci-office

ci-browser: $(STAMP) $(AXE)
	$(BIN)/pytest -m system --ignore=$(OFFICE)

ci-office: $(STAMP)
	$(BIN)/pytest -n auto -m system $(OFFICE)

$(AXE): tests/system/package-lock.json
	npm ci --prefix tests/system --ignore-scripts --no-audit --no-fund --silent
	touch $@

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m rosterctl.services.pages --check
	$(BIN)/python -m rosterctl.cli.reference --check

# what a developer runs between two edits
fast: $(STAMP)
	$(BIN)/pytest -n auto -m "not slow and not system"

# regenerates the parameter tables of the rules' pages, constraints/README.md and docs/cli*.md
pages: $(STAMP)
	$(BIN)/python -m rosterctl.services.pages --write
	$(BIN)/python -m rosterctl.cli.reference --write

bench: $(STAMP)
	$(BIN)/python -m benchmarks.plan

# hatchling stands in the lock file, so that nothing outside it is installed. The file is complete: pip is not asked to
# resolve anything (older ones reach for a newer release of what a locked package names with extras, and then fail)
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "rosterctl needs Python 3.11 or later: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m pip --disable-pip-version-check check
	touch $@

# needs uv; the file holds no index addresses
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements.lock --quiet

clean:
	rm -rf $(VENV) demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
