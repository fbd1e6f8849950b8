# `make help` lists the targets; CONTRIBUTING.md says when to use which.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
EXTRAS ?=
TARGET ?= duckdb
ROWS ?= 1000000
HISTORIES ?= 1000

BIN := .venv/bin
# Bash reads this file first: so these have the settings of .env, and checks of the project do not.
build publish rollback summary quality diff docs: export BASH_ENV := $(CURDIR)/tools/settings.sh
# Warnings stop the checks; a user's own build only shows them.
STRICT := --warn-error-options '{"error": "all"}'
# pip knows mirrors that uv does not: slower, the same files.
INSTALL = $(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --require-hashes -r $< \
	|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
# The tests of a file share builds. In the order of files the long ones do not come last.
PARALLEL := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: help setup build publish rollback summary quality diff test faults parity mutants lint check-demo check-build demo docs bench pictures lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: .venv/installed $(EXTRAS:%=.venv/%) ## install the locked environment in .venv (EXTRAS=postgres: that of the engine too)

.venv/installed: requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "nps needs Python 3.11 or newer: set PYTHON to one.")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(shell cat .uv-version)
	$(INSTALL)
	touch $@

.venv/postgres: requirements.postgres.lock | .venv/installed
	$(INSTALL)
	touch $@

build: setup $(patsubst %,.venv/%,$(filter-out duckdb,$(TARGET))) ## build, test, publish, and print the summary (VARS='{nps_sources: [delighted]}' sets variables, TARGET=postgres builds there)
ifneq ($(TARGET),duckdb)
	@# What it builds is where readers look: nothing is published, and the summary is that of the published file.
	$(BIN)/dbt build --target $(TARGET) --exclude-resource-type unit_test $${VARS:+--vars "$$VARS"}
else
	$(BIN)/python -m tools.build $${VARS:+--vars "$$VARS"}
	$(BIN)/python -m tools.publish
	$(BIN)/python -m tools.summary --fail-on-breach
endif

publish: setup ## publish the last build, if every test of it passed
	$(BIN)/python -m tools.publish

rollback: setup ## publish an older snapshot: the one before, or TO=<snapshot>
	$(BIN)/python -m tools.rollback $(if $(TO),--to '$(TO)')

summary: setup ## print the headline of the published file
	$(BIN)/python -m tools.summary

quality: setup ## print the breached checks of the published file, and fail if there are any
	$(BIN)/python -m tools.quality

diff: setup ## say which cells of the marts changed since an earlier published file, BASE=<file>, and why
	$(BIN)/python -m tools.diff $(if $(BASE),'$(BASE)',$(error BASE is missing: name an earlier published file, such as one of warehouse/snapshots))

test: setup .venv/postgres ## everything that CI checks: lint, build of the demo, pytest
	@# Each of these keeps one core busy.
	$(MAKE) --jobs 2 lint check-demo check-build
	$(BIN)/python -m pytest $(PARALLEL)

faults: setup ## break builds on purpose: kills, full disk, little memory, odd data, each loader alone, long histories
	NPS_KILLS=$${NPS_KILLS:-100} $(BIN)/python -m pytest $(PARALLEL) tests/faults -m "fast or slow"
	$(BIN)/python -m pytest $(PARALLEL) tests/python -m slow --ignore tests/python/answers/test_histories.py
	@# Each batch of histories is a test: the report shows what it was, seeds and all.
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 -rP tests/python/answers/test_histories.py -m "" --histories $(HISTORIES)

parity: setup .venv/postgres ## build the same rows on DuckDB and PostgreSQL, and compare what readers see cell by cell
	$(BIN)/python -m pytest -rP tests/python/engines

mutants: setup ## break the code on purpose and see the tests turn red
	$(BIN)/python -m tests.mutants.run

lint: setup ## lint the SQL
	$(BIN)/sqlfluff lint --processes 1 models tests analyses

check-demo: setup ## fail if the demo seeds are not what their generator writes
	$(BIN)/python -m tools.demo --check

check-build: setup
	@# In a file of its own: somebody's figures may be in the other.
	rm -f warehouse/check.duckdb
	NPS_LANDING_DIR= NPS_DUCKDB_PATH=warehouse/check.duckdb DBT_TARGET_PATH=target/check $(BIN)/dbt build $(STRICT)

demo: setup ## write the demo seeds
	$(BIN)/python -m tools.demo

docs: setup ## write the documentation of every model and column to target/static_index.html
	$(BIN)/dbt docs generate --static

bench: .venv/bench ## measure the speed on ROWS rows, against a floor written by hand
	$(BIN)/python -m benchmarks.run --rows $(ROWS)

.venv/bench: benchmarks/requirements.lock | setup
	$(INSTALL)
	touch $@

pictures: setup ## draw the pictures of the documents, from the published demo and from files with faults
	$(BIN)/python -m tools.pictures

lock: setup ## resolve the newest allowed versions into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--group dev --python-version 3.11 --custom-compile-command 'make lock' \
		--upgrade --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--group pyproject.toml:postgres --constraint requirements.lock --python-version 3.11 --custom-compile-command 'make lock' \
		--upgrade --output-file requirements.postgres.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--group pyproject.toml:bench --python-version 3.11 --custom-compile-command 'make lock' \
		--upgrade --output-file benchmarks/requirements.lock

clean: ## remove what builds have written
	rm -rf target logs .pytest_cache warehouse/*.duckdb warehouse/*.duckdb.wal warehouse/snapshots warehouse/bench warehouse/.*.lock warehouse/.*.draft*
