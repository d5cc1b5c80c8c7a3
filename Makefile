# The door to the project. `make` alone lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo serve test test-sqlite test-postgres journeys check format bench messages lock \
        clean run-venv dev-venv

DIR ?= var
PORT ?= 8000
SCALE ?= 1
SERVE ?= 1
# Two at a time: enough for two cores, and kind to a laptop.
JOBS ?= 2

BIN := .venv/bin
PYTEST := $(BIN)/pytest -n $(JOBS) -q
PYTHON_CODE := src tests scripts $(wildcard benchmarks)

help: ## List what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | \
	  awk -F'\t' '{printf "  make %-14s %s\n", $$1, $$2}'

run-venv:
	@PYTHON="$(PYTHON)" scripts/bootstrap.sh run

dev-venv:
	@PYTHON="$(PYTHON)" scripts/bootstrap.sh dev

demo: run-venv ## Build the demo and serve it (SERVE=0 only builds; SCALE=10; DIR=folder; PORT=8000)
	@$(BIN)/ecotone demo --home "$(DIR)" --port $(PORT) --scale $(SCALE) \
	  $(if $(filter 0 no,$(SERVE)),--no-serve)

serve: run-venv ## Serve what is in DIR as it is
	@$(BIN)/ecotone serve --home "$(DIR)" --port $(PORT)

test: dev-venv ## Run all tests, on SQLite and on PostgreSQL
	@$(BIN)/python scripts/with_postgres.py --is-installed || \
	  echo "PostgreSQL is not installed: the tests run on SQLite alone (Debian: apt install postgresql)."
	@echo "Tests on SQLite"
	@env -u DATABASE_URL $(PYTEST)
	@if $(BIN)/python scripts/with_postgres.py --is-installed; then \
	  echo "Tests on PostgreSQL"; \
	  $(BIN)/python scripts/with_postgres.py $(PYTEST); \
	fi

test-sqlite: dev-venv ## Run the tests on SQLite only
	@env -u DATABASE_URL $(PYTEST)

test-postgres: dev-venv ## Run the tests on PostgreSQL only, in a temporary server
	@$(BIN)/python scripts/with_postgres.py $(PYTEST)

journeys: dev-venv ## Walk through the screens in a real browser
	@env -u DATABASE_URL $(BIN)/pytest -q -m journey

check: dev-venv ## Format, lint, types, layers, templates, messages, migrations
	@BIN=$(BIN) scripts/check.sh $(PYTHON_CODE)

format: dev-venv ## Put code and templates into shape
	@$(BIN)/ruff check --fix-only --quiet $(PYTHON_CODE)
	@$(BIN)/ruff format $(PYTHON_CODE)

bench: dev-venv ## Measure what must be fast (REGISTER=file.csv for the Dutch school register)
	@$(BIN)/python benchmarks/ranking.py
	@$(BIN)/python benchmarks/school_import.py $(REGISTER)
	@[ -e var/large/db.sqlite3 ] || $(BIN)/ecotone demo --home var/large --no-serve --scale 20
	@ECOTONE_HOME=var/large $(BIN)/python benchmarks/pages.py

messages: dev-venv ## Gather the texts to translate, and compile the translations
	@$(BIN)/python scripts/messages.py update
	@$(BIN)/python scripts/messages.py compile

lock: dev-venv ## Choose versions anew and write the two lock files
	@scripts/lock.sh

clean: ## Remove what was installed and built; what an installation keeps stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
