# `make book` builds the book, `make test` tests it; both set up what they need.

PYTHON ?= python3
# Elsewhere for a checkout that may not be written in: make book VENV=/somewhere/venv OUT=/somewhere
VENV := .venv
OUT := .
BIN := $(VENV)/bin
HTML := $(OUT)/_build/html
# Python for what may take long: Ctrl-C ends it in one line, at any moment.
RUN := sh press/build/stoppable.sh $(BIN)/python
# Three tests at a time: while one waits for a browser or a disk, two cores have work. One that has
# nothing left to do takes over from the others.
# Bytecode is written whatever the environment says: each of the workers, and each build of a copy of
# the book, would compile everything again.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses 3 --dist worksteal
PORT ?= 8000
# Kernels side by side; as many as fit if nothing is said.
export JOBS ?=
# The most that a cell of a notebook may take; 600 seconds and 5 megabytes if nothing is said.
export CELL_SECONDS ?=
export CELL_MEGABYTES ?=
# The one edition to make, by its language: make book ONLY=nl; all of the study if nothing is said.
export ONLY ?=
# What to verify: a folder, a release archive or a manifest; the built book if nothing is said.
EDITION ?=
SIGNERS ?=
KEY ?=

.PHONY: help book live draft notebooks-twice check test test-full style chromium messages demo serve verify release licences bench lock clean
.DEFAULT_GOAL := help

help: ## list these verbs
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1	/' | expand -t 16

book: $(VENV)/.book ## build the HTML book and its PDF
	@mkdir -p "$(OUT)/_build" 2>/dev/null && [ -w "$(OUT)/_build" ] || { \
	  echo "Nothing can be written in $(OUT)/_build. Build elsewhere: make book OUT=/elsewhere"; exit 1; }
	@$(RUN) -m press.build.checked_build --path-output "$(OUT)"
	@echo "Open $(HTML)/index.html; in print it is $$(ls "$(HTML)"/*.pdf | grep -v factsheet)," \
		"the factsheet $$(ls "$(HTML)"/*factsheet.pdf)."

live: $(VENV)/.live ## show the book on http://localhost:8000 while you write: built at each save
	@PRESS_OUT="$(OUT)" $(RUN) -m press live --port $(PORT)

draft: $(VENV)/.book ## build once what live shows: without the gate and PDFs, never published
	@PRESS_OUT="$(OUT)" $(RUN) -m press draft

# Three tiers, each with all of the one before it; tests/conftest.py says what belongs where.
check: $(VENV)/.test style ## check the style and run all quick tests: no book, browser or whole study (a minute or two)
	@$(PYTEST) -m "not book and not browser and not whole and not campaign"

test: $(VENV)/.test style chromium ## check the style and run one test of each kind (five to six minutes)
	@$(PYTEST) -m "not campaign"
	@echo "All tests passed. Open screenshots/ to see the pages as they were tested."

test-full: $(VENV)/.test style chromium ## run every test: all mistakes, pages, studies and walks (an hour)
	@$(PYTEST)

style: $(VENV)/.test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

# The browser of the tests: the system's, or one that is installed now.
chromium: $(VENV)/.test
	@$(BIN)/python -m tests.support.chromium

messages: $(VENV)/.book ## take changed texts over into locale/, for who translates them
	@$(RUN) -m press messages

demo: $(VENV)/.book ## make the demonstration study again, and all that follows from it
	@$(RUN) -m study demo

serve: book ## build the book and show it on http://localhost:8000
	@echo "Serving on http://localhost:$(PORT) (stop with Ctrl-C)"
	@$(RUN) -m http.server $(PORT) --bind 127.0.0.1 --directory "$(HTML)"

verify: $(VENV)/.test ## build the released edition again in an empty folder and say what differs
	@$(RUN) -m press verify "$(or $(EDITION),$(HTML))" --report "$(OUT)/verify-report.html" \
		$(if $(SIGNERS),--signers "$(SIGNERS)")

release: $(VENV)/.test book ## make the archive of a tagged version in dist/; KEY=... signs it
	@$(RUN) -m press release --book "$(HTML)" --folder "$(OUT)/dist" $(if $(KEY),--key "$(KEY)")

notebooks-twice: $(VENV)/.book ## run all notebooks twice and name those with another result
	@$(RUN) -m press notebooks-twice

licences: $(VENV)/.book ## check the licence of every package the book is built with
	@$(RUN) -m press licences

bench: $(VENV)/.test book ## measure builds, saves, notebooks, page weight and serving (half an hour)
	@$(BIN)/python -m benchmarks.builds
	@$(BIN)/python -m benchmarks.saves
	@$(BIN)/python -m benchmarks.notebooks
	@$(BIN)/python -m benchmarks.weight
	@$(BIN)/python -m benchmarks.serving

lock: $(VENV)/.test ## choose the newest versions again and write both lock files
	@for name in requirements requirements-live requirements-dev; do \
	  echo "Resolving $$name.in"; \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --fork-strategy fewest --generate-hashes --no-annotate \
	    --custom-compile-command "make lock" $$name.in --output-file $$name.txt || exit 1; \
	done
	@echo "Wrote requirements.txt and those of live and dev; run make test before you commit them."

clean: ## throw away all that was made, but not the environment in .venv
	@wrong=$$({ rm -rf "$(OUT)/_build" figures screenshots .pytest_cache .ruff_cache .hypothesis; \
	  rm -f "$(OUT)/verify-report.html" changes.html; \
	  rm -f "$(OUT)"/dist/*-[0-9]*.zip* "$(OUT)/dist/.zenodo.json" "$(OUT)/dist/dataverse.json"; \
	  find press study tests benchmarks -name __pycache__ -prune -exec rm -rf {} +; } 2>&1); \
	  rmdir "$(OUT)/dist" 2>/dev/null; \
	  [ -z "$$wrong" ] || { echo "Not all could be removed: $$(echo "$$wrong" | head -1)"; exit 1; }
	@echo "Removed what was built, released, reported, drawn and photographed."

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer: make PYTHON=python3.12 book"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { [ "$$(id -u)" = 0 ] && apt-get update && apt-get install --yes python3-venv; } \
	  || { echo "This Python cannot make environments: sudo apt-get install python3-venv"; exit 1; }
	@echo "Making an environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.book: requirements.txt $(VENV)/pyvenv.cfg
	@echo "Installing the packages of requirements.txt (a minute or two, once)"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --quiet \
	  --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/.live: requirements-live.txt $(VENV)/.book
	@echo "Installing the packages of requirements-live.txt"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --quiet \
	  --require-hashes --requirement requirements-live.txt
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.book
	@echo "Installing the packages of requirements-dev.txt"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --quiet \
	  --require-hashes --requirement requirements-dev.txt
	@touch $@
