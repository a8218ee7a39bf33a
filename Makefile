# Keikaku's own commands. `make` alone lists them. Written for GNU make 3.81 or newer.
#
# Everything lives in .venv: empty files there (the stamps) remember what was installed from which lock,
# so that a repeated call costs nothing and a changed lock is installed at the next one.

HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 1
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# What runs some command, and says every ten seconds that it does: pip says nothing for a minute or two.
PATIENTLY = patiently() { "$$@" & running=$$!; trap 'kill $$running' INT TERM; seconds=0; \
	while kill -0 $$running 2>/dev/null; do sleep 1; seconds=$$((seconds + 1)); \
	test $$((seconds % 10)) -ne 0 || echo "Keikaku: ... $$seconds s" >&2; done; wait $$running; }; patiently
COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --strip-extras \
	$(if $(UPGRADE),--upgrade)
# So that not even the first start waits for it, nor any where Python is told to write no compiled modules.
COMPILE_MODULES = $(BIN)/python -m compileall -q corpus index assistant web && \
	$(BIN)/python -m corpus.word_files corpus/vocabulary index assistant web
# Where the lock has to hold, from wheels alone.
PLATFORMS := x86_64-manylinux_2_28 aarch64-manylinux_2_28 aarch64-apple-darwin x86_64-apple-darwin windows

# The question as typed, whatever it holds: it reaches the shell as a variable and never as shell text.
export KEIKAKU_QUESTION := $(value Q)

.DEFAULT_GOAL := help
.PHONY: help serve ask test test-wikis pictures lint bench faults lock clean

help:
	@echo 'make serve         set up, index the shipped document, serve http://$(HOST):$(PORT)  (HOST=, PORT=, WORKERS=)'
	@echo 'make ask Q="..."   ask one question in the terminal'
	@echo 'make test          install what the tests need, and run them with coverage'
	@echo 'make test-wikis    answers in pages of MediaWiki and DokuWiki (Debian packages), in a browser'
	@echo 'make pictures      the pictures in docs/ anew, to be looked at; needs what test-wikis needs'
	@echo 'make lint          ruff (lint and format) and mypy'
	@echo 'make bench         print the benchmarks as a table'
	@echo 'make faults        hostile requests, questions and files, kills, load: writes benchmarks/faults.md  (SHORT=1)'
	@echo 'make lock          write requirements/*.txt from pyproject.toml  (UPGRADE=1 takes newer versions)'
	@echo 'make clean         remove .venv, the index and every cache'

# `keikaku index` builds nothing when the index is up to date; `keikaku serve` alone builds a missing one only.
serve: $(VENV)/run.stamp
	@$(BIN)/keikaku index
	@$(BIN)/keikaku serve --host '$(HOST)' --port '$(PORT)' --workers '$(WORKERS)'

ask: $(VENV)/run.stamp
	@$(BIN)/keikaku index --quiet
	@$(BIN)/keikaku ask -- "$$KEIKAKU_QUESTION" || test $$? -eq 1 # that nothing was found is no error of make's

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --cov --cov-report term

# Not part of `test`: it needs Debian's packages of two wikis, and a minute.
test-wikis: $(VENV)/dev.stamp
	WIKIS=1 $(BIN)/python -m pytest tests/wikis

pictures: $(VENV)/dev.stamp
	$(BIN)/python -m tests.pictures
	WIKI_SCREENSHOTS=1 $(BIN)/python -m pytest --no-cov tests/web/browser/test_embed.py
	WIKIS=1 WIKI_SCREENSHOTS=1 $(BIN)/python -m pytest --no-cov tests/wikis/test_end_to_end.py

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/run.stamp
	@$(COMPILE_MODULES)
	@$(BIN)/python -m benchmarks.run

# SHORT=1 runs little of each, in about a minute, and prints the page instead of writing it.
faults: $(VENV)/run.stamp
	@$(COMPILE_MODULES)
	@$(BIN)/python -m benchmarks.faults $(if $(SHORT),--short)

lock: $(VENV)/lock.stamp
	$(COMPILE) pyproject.toml --group pyproject.toml:build \
		--constraint requirements/constraints.txt --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --group pyproject.toml:build --extra semantic \
		--constraint requirements/run.txt --output-file requirements/semantic.txt
	$(COMPILE) pyproject.toml --group pyproject.toml:build --extra semantic --extra mcp --group pyproject.toml:dev \
		--constraint requirements/semantic.txt --output-file requirements/dev.txt
	$(COMPILE) --group pyproject.toml:lock --output-file requirements/lock.txt
	@for platform in $(PLATFORMS); do for version in 3.11 3.12 3.13; do \
		MACOSX_DEPLOYMENT_TARGET=13.0 $(BIN)/uv pip install --quiet --no-config --dry-run --target $(VENV)/none \
			--python-platform $$platform --python-version $$version --only-binary :all: \
			--require-hashes --requirement requirements/dev.txt || exit 1; \
		echo "Keikaku: the lock holds for Python $$version on $$platform"; \
	done; done

clean:
	rm -rf $(VENV) .keikaku build keikaku.egg-info .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/made.stamp:
	@test -n '$(PYTHON)' || { echo 'Keikaku needs Python 3.11 or newer; name it: make PYTHON=/path/to/python3 ...' >&2; exit 1; }
	@echo 'Keikaku: making $(VENV) with $(PYTHON)'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements/semantic.txt pyproject.toml $(VENV)/made.stamp
	@echo "Keikaku: installing what it runs on, $$(grep -c == requirements/semantic.txt) packages, once; this takes a minute or two"
	@$(PATIENTLY) $(PIP_INSTALL) --require-hashes --requirement requirements/semantic.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@echo 'Keikaku: compiling its modules, once'
	@$(COMPILE_MODULES)
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@echo "Keikaku: installing what the tests need, $$(grep -c == requirements/dev.txt) packages, once"
	@$(PATIENTLY) $(PIP_INSTALL) --require-hashes --requirement requirements/dev.txt
	@touch $@

$(VENV)/lock.stamp: requirements/lock.txt $(VENV)/made.stamp
	@$(PIP_INSTALL) --require-hashes --requirement requirements/lock.txt
	@touch $@
