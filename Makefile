# `make run` and `make test` set up whatever they need; nothing else has to be installed by hand.
PYTHON ?= python3
PORT ?= 8000
export PORT

BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header $(UPGRADE)

.PHONY: help run prepare test lint fmt bench lock clean

help: ## the list of commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

run: ## the site with its demonstration council, on http://127.0.0.1:8000 (PORT=8001 for another)
	@exec $(PYTHON) prepare.py run

prepare: ## everything that the site needs, without starting it
	@$(PYTHON) prepare.py

test: ## every check and every test, on SQLite and on PostgreSQL
	@$(PYTHON) prepare.py test && exec $(BIN)/python -m tests.everything

lint: ## the checks without the tests
	@$(PYTHON) prepare.py test && exec $(BIN)/python -m tests.everything --checks

fmt: ## the one format
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

bench: ## the figures of quality.md beside a plain page
	@$(PYTHON) prepare.py test && exec $(BIN)/python -m tests.bench

lock: ## the pins again, from pyproject.toml and package.json (UPGRADE=--upgrade for newer versions)
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
	$(LOCK) --group postgres -o requirements/postgres.txt
	$(LOCK) --group node -o requirements/node.txt
	npm install --package-lock-only --ignore-scripts

clean: ## forget the stamps, so that the next run checks everything again
	rm -rf .prepare .static static/build
