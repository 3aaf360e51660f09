# One door to everything: `make help` lists it. PYTHON names another interpreter, PORT another port.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install -qq --disable-pip-version-check
BENCHES := growth judge match immunisation evidence ranking import_eppgbm search papers signin ledger agendas honours fund catalogue business_numbers import_businesses

# Without compiled modules every start of the site takes twice as long.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*##/ {printf "  make %-20s %s\n", $$1, $$2}' Makefile
	@for name in $(BENCHES); do printf "  make %-20s measure and print\n" bench-$$name; done

setup: $(VENV)/.run ## install what the site needs into .venv
	@echo "Ready. The one entry to all commands: $(BIN)/anyelir --help"

demo: $(VENV)/.run ## prepare and run the demo on http://127.0.0.1:8000 (PORT=8001 make demo)
	@$(BIN)/anyelir demo --port $(PORT)

test: $(VENV)/.test system ## everything that CI checks: lint, types, all tests on both databases and in the browser
	@tools/run_tests.sh $(BIN)

test-all: test nightly mutate ## `make test`, then the two runs that take hours: nightly and mutate

nightly: $(VENV)/.test ## every property with ten times its examples, others than those of `make test`
	@$(BIN)/pytest -q -n 2 --dist worksteal -m hypothesis --hypothesis-profile nightly tests --ignore tests/browser

mutate: $(VENV)/.test system ## plant faults into guards and name those that no test notices (goes on where it was)
	@$(BIN)/python tools/mutate.py

check: lint types architecture ## lint, types and the tests about the code itself

lint: $(VENV)/.test ## ruff, rules and format of code and templates
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/djangofmt --check --quiet anyelir/templates

types: $(VENV)/.test ## mypy on rules and core
	@$(BIN)/mypy

architecture: $(VENV)/.test ## layers, permissions, privacy, addresses, texts
	@$(BIN)/pytest -q tests/architecture

judges: $(VENV)/.test ## random books, read by beancount and hledger where they are installed
	@$(BIN)/python tools/judges.py

cases: $(VENV)/.test ## the inputs that once gave a wrong answer, with the right values, as a table
	@$(BIN)/pytest -q tests/cases --case-table

format: $(VENV)/.test ## let ruff and djangofmt rewrite what they can
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(BIN)/djangofmt --quiet anyelir/templates

messages: $(VENV)/.test ## collect the texts of templates and code into the English catalogue
	@$(BIN)/python tools/messages.py

lock: ## write requirements/*.txt from pyproject.toml (UPGRADE=--upgrade takes newer versions)
	@tools/lock.sh

docs: $(VENV)/.run ## write the pages under docs/ that come from code
	@$(BIN)/anyelir docs

bench-%: $(VENV)/.bench
	@$(BIN)/python bench/$*.py

system: ## Chromium and PostgreSQL for the tests, from Debian when root
	@tools/ensure_test_system.sh

clean: ## remove the data of the demo with its keys and all caches; .venv stays
	rm -rf var var-keys build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find anyelir tests tools bench -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: PYTHON=python3.11 make ..."; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# The stamps say which locked set stands in .venv; a set is installed again when its file changes.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the site needs"
	@$(PIP) --no-compile --require-hashes -r requirements/run.txt
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.test $(VENV)/.bench: $(VENV)/.%: requirements/%.txt $(VENV)/.run
	@echo "Installing what the $* runs need"
	@$(PIP) --no-compile --require-hashes -r $<
	@touch $@

.PHONY: help setup demo test test-all nightly mutate check lint types architecture judges cases format messages lock docs system clean
