# Needs Python 3.11 or newer and make; everything else is installed into .venv, from the lock files, by hash.
PYTHON ?= python3
ARGS ?=
KILLS ?= 1000
COUNT ?= 100000
PY := .venv/bin/python
# Bytecode is kept whatever the environment says: else each of the many processes that tests start compiles everything anew.
export PYTHONDONTWRITEBYTECODE :=
PIP := $(PY) -m pip --disable-pip-version-check -qq

.PHONY: help venv outside demo test variants slow check bench turns chaos fuzz guess mutants docs pictures messages lock clean
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help:
	@echo "make demo      a neighbourhood on this machine, played through; ARGS=\"--headless\" without pauses; --no-filled: without the month before"
	@echo "make test      the test suite, with what is skipped and why; ARGS=\"tests/casework -k ladder\""
	@echo "make variants  the other stories and other words, and the whole program from outside: browsers, kills, the demo, the wheel; ARGS"
	@echo "make slow      those too, deep properties, every browser test, fuzz, mutants, kills: before an issue is called resolved"
	@echo "make check     style, types, imports, catalogs, migrations"
	@echo "make outside   clients of Open311 and schemathesis, none of them ours, into .cache/outside"
	@echo "make venv      everything for development into .venv"
	@echo "make bench     ours and the peers, measured side by side; ARGS"
	@echo "make turns     an older commit and this tree by turns, CPU seconds; ARGS=\"COMMIT [ROUNDS]\""
	@echo "make chaos     kills and faults under load; KILLS=$(KILLS)"
	@echo "make fuzz      updates of any shape: nothing may fail, get stuck or leak; COUNT=$(COUNT)"
	@echo "make guess     how well sentences are understood, against the goals; FILE=, GROUP=, PAIRS=, STAFF= or RESULTS=table.csv"
	@echo "make mutants   removes each rule in turn: a test has to fail each time"
	@echo "make docs      prints the transitions, the rights, the ladder and the whistles into docs/"
	@echo "make pictures  takes the pictures of the README in a real browser"
	@echo "make messages  brings the catalogs in locales/ up to date with the code"
	@echo "make lock      locks newer versions of the dependencies"
	@echo "make clean     removes .venv and caches"

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "weilinli needs Python 3.11 or newer, '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || true). Try: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "'$(PYTHON)' cannot make virtual environments. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "making .venv"
	@$(PYTHON) -m venv .venv

# $(call install,lock file): what is locked, then this project, which needs no network any more.
define install
	@echo "installing $(1) into .venv"
	@$(PIP) install --require-hashes -r $(1) \
	  || { echo "Could not install $(1): see the lines above. Is the package index reachable from here?"; exit 1; }
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
endef

# Stamps: installed again only when a lock file or pyproject.toml has changed. Development contains run time.
.venv/.run: requirements.lock pyproject.toml | $(PY)
	$(call install,requirements.lock)
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml | $(PY)
	$(call install,requirements-dev.lock)
	@touch .venv/.run $@

venv: .venv/.dev

# What is not ours and is pointed at our pages has an environment of its own.
.cache/outside/.done: requirements-outside.lock | $(PY)
	@echo "installing requirements-outside.lock into .cache/outside"
	@$(PYTHON) -m venv --clear .cache/outside
	@.cache/outside/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements-outside.lock \
	  || { echo "Could not install requirements-outside.lock: is the package index reachable from here?"; exit 1; }
	@touch $@

outside: .cache/outside/.done

demo: .venv/.run
	@$(PY) -m demo $(ARGS)

test: .venv/.dev
	@$(PY) -m pytest -n 3 --dist worksteal -rs -m "not slow and not variant" $(ARGS)

# What make test leaves out, by tests/conftest.py and tests/stories/conftest.py; ARGS=tests/stories/test_x.py tries those of one file.
variants: .venv/.dev
	@$(PY) -m pytest -n 4 --dist worksteal -rs -m "variant and not slow" \
	  $(if $(ARGS),$(ARGS),tests/stories tests/browser tests/benchmarks tests/packaging tests/bot tests/test_demo.py)

# What takes longer and is run before an issue is called resolved: 30 minutes at most on two cores.
slow: .venv/.dev outside variants
	@DEEP=1 $(PY) -m pytest -n 2 --dist worksteal -rs $(shell grep -lE '@given|RuleBasedStateMachine' -r tests --include='test_*.py')
	@$(PY) -m pytest -rs tests/outside
	@$(PY) -m pytest -rs tests/browser
	@$(PY) -m pytest -rs tests/stories/test_outage_load.py
	@COUNT=5000 $(PY) -m tests.tools.fuzz
	@$(PY) -m tests.tools.mutants
	@KILLS=60 $(PY) -m benchmarks.chaos

check: .venv/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m tests.tools.catalogs
	$(PY) -m storage.migrations.check

bench: .venv/.dev
	@$(PY) -m benchmarks $(ARGS)

turns: .venv/.dev
	@$(PY) -m benchmarks.turns $(ARGS)

chaos: .venv/.dev
	@KILLS=$(KILLS) $(PY) -m benchmarks.chaos $(ARGS)

fuzz: .venv/.dev
	@COUNT=$(COUNT) $(PY) -m tests.tools.fuzz

guess: .venv/.dev
	@$(PY) -m tests.tools.guess_figures FILE=$(FILE) GROUP=$(GROUP) PAIRS=$(PAIRS) STAFF=$(STAFF) RESULTS=$(RESULTS)

mutants: .venv/.dev
	@$(PY) -m tests.tools.mutants $(ARGS)

docs: .venv/.dev
	@$(PY) -m tests.tools.docs $(ARGS)

pictures: .venv/.dev
	@$(PY) -m tests.tools.pictures
	@$(PY) -m tests.tools.page_pictures

messages: .venv/.dev
	@$(PY) -m tests.tools.catalogs --update

# Without addresses of an index, for all platforms. The development lock takes its run-time versions from the other.
LOCK = $(PY) -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet --upgrade \
  --no-emit-index-url --no-emit-find-links --no-header --no-annotate

lock: .venv/.dev
	@$(LOCK) --group build --output-file requirements.lock
	@$(LOCK) --group build --extra pdf --constraint requirements.lock --output-file requirements-pdf.lock
	@$(LOCK) --group build --group dev --extra pdf --constraint requirements-pdf.lock --output-file requirements-dev.lock
	@$(filter-out pyproject.toml,$(LOCK)) --group pyproject.toml:outside --output-file requirements-outside.lock

clean:
	rm -rf .venv .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
