# Talkoot: `make demo` and `make test` are all a newcomer needs.

PYTHON ?= python3
BIN := .venv/bin
# Two stamps: the packages wait for the lock file, the package itself for its own description.
PACKAGES := .venv/.packages
INSTALLED := .venv/.installed
LOCK := requirements/dev.txt
# Translations are read from compiled catalogues, which are not in the repository either.
CATALOGUES := $(wildcard src/talkoot/*/locale/*/LC_MESSAGES/*.po)
COMPILED := .venv/.catalogues
# The style sheets are built from packages of Node; what is built is not in the repository.
NODE_PACKAGES := node_modules/.installed
STATIC := src/talkoot/ui/static
STYLES := $(STATIC)/vendor/govuk.css

.DEFAULT_GOAL := help
.PHONY: help demo serve test check format setup lock docs messages clean audit screenshots bench bench-peek

help: ## what you can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup ## run a whole programme, then serve it on 127.0.0.1:8000 (FRESH=1 builds it anew)
	@$(BIN)/talkoot demo $(if $(FRESH),--fresh)

serve: setup ## serve what is in the database
	@$(BIN)/talkoot serve

test: setup ## everything that must hold: check, then the tests on SQLite and PostgreSQL
	@$(BIN)/python -m scripts.checks all

check: setup ## the fast part: format, lint, types, import order, templates, generated pages
	@$(BIN)/python -m scripts.checks fast

format: setup ## lay out code and templates as check wants them
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djlint --quiet --reformat --allow-empty-input src/talkoot || true

docs: setup ## write the generated pages again (docs/states.md, docs/roles.md)
	@$(BIN)/python -m scripts.make_states_doc
	@$(BIN)/python -m scripts.make_roles_doc

messages: setup ## bring the catalogues of translations in step with the sources, and compile them
	@$(BIN)/python -m scripts.catalogues update
	@$(BIN)/python -m scripts.catalogues compile

audit: setup ## measure four pages with Lighthouse and the HTML checker (needs Java and Chromium)
	@cd scripts/audit && npm ci --no-progress --loglevel=error
	@$(BIN)/python -m scripts.audit_pages

screenshots: setup ## take the pictures of the README again (needs Chromium)
	@$(BIN)/python -m scripts.make_screenshots

bench: setup ## measure every row on both databases against its ceiling, in at most 25 minutes
	@$(BIN)/python -m scripts.bench

bench-peek: setup ## count the statements of every measured page; part of make test
	@$(BIN)/python -m pytest tests/bench

setup: $(INSTALLED) $(STYLES) $(COMPILED) ## install into .venv and build the style sheets; does nothing when nothing changed

$(PACKAGES): $(LOCK)
	@PYTHON="$(PYTHON)" sh scripts/make_venv.sh
	@echo "Installing packages into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@touch $@

$(INSTALLED): $(PACKAGES) pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(COMPILED): $(INSTALLED) $(CATALOGUES)
	@$(BIN)/python -m scripts.catalogues compile
	@touch $@

$(NODE_PACKAGES): package.json package-lock.json .npmrc
	@sh scripts/get_node_packages.sh
	@touch $@

$(STYLES): $(NODE_PACKAGES) scripts/build_assets.mjs $(wildcard $(STATIC)/ui/*.css $(STATIC)/ui/*.js $(STATIC)/ui/*.svg)
	@node scripts/build_assets.mjs

lock: setup ## pin every package with its hashes again (UPGRADE=1 takes the newest)
	@$(BIN)/pip-compile --quiet $(if $(UPGRADE),--upgrade) --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-options --no-emit-trusted-host \
		--extra dev -o $(LOCK) pyproject.toml

clean: ## remove what make can make again; var/ with your data stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build src/*.egg-info
	@rm -f src/talkoot/*/locale/*/LC_MESSAGES/*.mo
	@rm -rf node_modules $(STATIC)/vendor $(STATIC)/ui/*.gz
	@find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
