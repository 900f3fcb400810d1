# What there is to do here: make help. Everything that a target needs is installed by it.

BIN := .venv/bin
# For what runs other programs of .venv, such as taplo, by their names.
WITH_PATH = PATH="$(CURDIR)/$(BIN):$$PATH"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test lint register translations readme screenshots bench \
	constraints clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## a sample register with years of history, validated and rendered
	@tools/setup.sh run
	@if [ -e demo/public/index.html ]; then \
		echo "demo is there already: demo/public/index.html. To start over, delete the folder."; \
	else \
		$(BIN)/socialreg demo demo; \
	fi
	@echo; echo 'So that your shell finds socialreg: export PATH="$(CURDIR)/$(BIN):$$PATH"'

test: ## all tests; some of them: make test ARGS="-k close"
	@tools/setup.sh test
	@$(WITH_PATH) pytest --numprocesses auto --dist worksteal $(ARGS)

lint: ## style, types, layers and translations
	@tools/setup.sh dev
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "to format: .venv/bin/ruff format" >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tools/translations.py check

register: ## the rules on this repository's own register, data/
	@tools/setup.sh run
	@$(BIN)/socialreg validate

translations: ## bring the translations up to date with the sources
	@tools/setup.sh dev
	@$(BIN)/python tools/translations.py update

readme: ## put the real output into the READMEs' console sessions
	@tools/setup.sh dev
	@$(BIN)/python tools/sessions.py README.md README.sv.md

screenshots: ## new pictures of the public pages for the READMEs
	@tools/setup.sh test
	@$(BIN)/python tools/screenshots.py

bench: ## speed and memory, side by side with other programs
	@tools/setup.sh bench
	@$(WITH_PATH) python benchmarks/run.py $(ARGS)

constraints: ## pin the newest versions of all packages that we work with
	@tools/setup.sh constraints

clean: ## remove .venv and the demo
	rm -rf .venv demo
