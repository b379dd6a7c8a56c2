# The commands of the project. `make help` lists them; README.md gives the same for those without make.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# The theme's advertisement for its successor is no finding about this site.
export NO_MKDOCS_2_WARNING := 1
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help install serve site test gates bench check explain fix pr-report confirm hooks new-event new-term new-page new-source scripts schema changes release-check release releases lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/site.stamp ## set up what the site is built with, and nothing else

serve: $(VENV)/site.stamp ## set up, build and serve the live preview on http://127.0.0.1:8000 (PORT=… for another)
	$(BIN)/python -m mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

site: $(VENV)/site.stamp ## build strictly into site/; a build that fails leaves the last good one in place
	@rm -rf site.new site.old
	@$(BIN)/python -m mkdocs build --strict --site-dir site.new \
	  || { rm -rf site.new; echo "The build failed; the last good site/ is as it was."; exit 1; }
	@if [ -d site ]; then mv site site.old; fi
	@mv site.new site
	@rm -rf site.old
	@echo "The site stands in site/."

test: $(VENV)/scripts.stamp ## set up what the tests need, a browser included, and run them all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tests/browser/find.py --install
	$(BIN)/python -m pytest

gates: $(VENV)/scripts.stamp ## run what judges accessibility, and write what it found for the statement on the site
	$(BIN)/python tests/browser/find.py --install
	GATES_REPORT=1 $(BIN)/python -m pytest --numprocesses=0 $(GATES)
GATES := tests/test_markup.py tests/browser/test_accessibility.py tests/browser/test_keyboard.py

bench: $(VENV)/scripts.stamp ## print what readers load, the build and the search, beside the theme as shipped (QUICK=1: fewer rounds)
	@$(BIN)/python tests/browser/find.py --install >&2
	@$(PACKAGE):tests $(BIN)/python -m bench $(if $(QUICK),--quick)

scripts: $(VENV)/scripts.stamp ## build the assets of the site from javascript/ and styles/ after a change there
	$(BIN)/node javascript/build.mjs

check: $(VENV)/site.stamp ## check data, pages, both languages, terms and text (FORMAT=github or json for tools)
	@$(PACKAGE) $(BIN)/python -m compendium.check $(if $(FORMAT),--format $(FORMAT))

explain: $(VENV)/site.stamp ## CHECK=nfc: say what a check asks for and how to mend it, with examples
	@$(PACKAGE) $(BIN)/python -m compendium.check --explain $(if $(CHECK),"$$CHECK",$(error Thiếu CHECK; ví dụ · CHECK must be given; for example: make $@ CHECK=nfc))

fix: $(VENV)/site.stamp ## mend what `make check` finds and can mend, and nothing else
	@$(PACKAGE) $(BIN)/python -m compendium.fix

hooks: $(VENV)/test.stamp ## check data and pages at every `git commit` from now on
	@$(BIN)/pre-commit install

new-event: ## ask for an event in the terminal, and write it in both languages
new-term: ## ask for a term of the glossary, and write it in both languages
new-page: ## ask for a page, and write it in both languages with its place in the navigation
new-source: ## ask for a source, and write it in both languages
new-event new-term new-page new-source: $(VENV)/site.stamp
	@$(PACKAGE) $(BIN)/python -m compendium.new $(@:new-%=%)

pr-report: $(VENV)/site.stamp ## BASE=main HEAD=my-branch: what a pull request changes, brings and owes (HEAD=. : the files as they are)
	@$(PACKAGE) $(BIN)/python -m compendium.pr_report $(compared)

confirm: $(VENV)/site.stamp ## PAGE=integration/goals.md SECTION=targets: both languages match (alone: all changed in both)
	@$(PACKAGE) $(BIN)/python -m compendium.confirm $(asked)

schema: $(VENV)/site.stamp ## write data/schema/ anew after a change to the models
	$(PACKAGE) $(BIN)/python -m compendium.schema data/schema

changes: $(VENV)/site.stamp ## VERSION=2026.2: write what changed since the release before into data/changes/
	@$(PACKAGE) $(BIN)/python -m compendium.freeze $(wanted)

release-check: $(VENV)/scripts.stamp ## VERSION=2026.2: do all that a release does, tests included, and publish nothing
	@$(PACKAGE) $(BIN)/python -m compendium.publish $(wanted) --check $(pushed)

release: $(VENV)/scripts.stamp ## VERSION=2026.2: publish it to the branch gh-pages and tag it; PUSH=1 pushes both
	@$(PACKAGE) $(BIN)/python -m compendium.publish $(wanted) $(pushed)

releases: $(VENV)/site.stamp ## serve what is published, as its host would, on http://127.0.0.1:8001 (PORT=…)
	@$(PACKAGE) $(BIN)/python -m compendium.host --port $(if $(filter file,$(origin PORT)),8001,$(PORT))

PACKAGE := PYTHONPATH=hooks
# What someone typed reaches the command as it is: neither make nor the shell reads anything into it.
override VERSION := $(value VERSION)
override BASE := $(value BASE)
override HEAD := $(value HEAD)
override TEXT := $(value TEXT)
override SITE := $(value SITE)
override OUTPUT := $(value OUTPUT)
export BASE HEAD TEXT SITE OUTPUT
# After the sign nothing is an option, whatever it begins with.
compared = $(if $(BASE),--base="$$BASE") $(if $(HEAD),--head="$$HEAD") $(if $(TEXT),--text="$$TEXT") \
  $(if $(SITE),--site="$$SITE") $(if $(OUTPUT),--output="$$OUTPUT") $(if $(filter 1,$(ANNOTATIONS)),--annotations)
override PAGE := $(value PAGE)
override SECTION := $(value SECTION)
override MECHANICAL := $(value MECHANICAL)
override CHECK := $(value CHECK)
export VERSION PAGE SECTION MECHANICAL CHECK
asked = $(if $(PAGE),--page="$$PAGE") $(if $(SECTION),--section="$$SECTION") \
  $(if $(MECHANICAL),--mechanical="$$MECHANICAL") $(if $(REBUILD),$(if $(filter 1,$(REBUILD)),--rebuild,$(error Chỉ REBUILD=1 mới dựng lại sổ · only REBUILD=1 makes the ledger anew)))
wanted = $(if $(VERSION),"$$VERSION",$(error Thiếu VERSION; ví dụ · VERSION must be given; for example: make $@ VERSION=2026.1))
pushed = $(if $(PUSH),$(if $(filter 1,$(PUSH)),--push,$(error Chỉ PUSH=1 mới đẩy lên · only PUSH=1 pushes; leave it out otherwise)))

lock: $(VENV)/test.stamp ## compile the requirements anew, with the newest releases that work together
	$(BIN)/uv pip compile --upgrade $(LOCK) requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile --upgrade $(LOCK) tests/requirements.in --output-file tests/requirements.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command 'make lock'

clean: ## remove everything that was made: the environment and the built site
	rm -rf $(VENV) javascript/node_modules site site.new site.old .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@echo "Making the virtual environment $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq python3-venv; } \
	  || { echo "Python has no venv here. Install it: sudo apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements.txt | $(BIN)/python
	@echo "Installing what the site is built with …"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/test.stamp: tests/requirements.txt $(VENV)/site.stamp
	@echo "Installing what the tests need …"
	@$(PIP_INSTALL) -r tests/requirements.txt
	@touch $@

$(VENV)/scripts.stamp: javascript/package-lock.json $(VENV)/test.stamp
	@echo "Installing what the scripts are built with …"
	@$(BIN)/npm ci --prefix javascript --loglevel=error >/dev/null
	@touch $@
