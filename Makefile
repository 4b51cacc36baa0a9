# The chores of Justif. `make run` and `make test` do all the set-up on a fresh machine; `make help` lists the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help install install-dev run test check quick slow services chaos load bench bench-french bench-photos bench-accounts bench-search bench-web train train-sheets lock messages clean

help: ## list the chores
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: .venv/installed ## Justif into .venv, with what it needs

install-dev: .venv/installed-dev ## and what its tests need

run: export JUSTIF_HOME ?= $(CURDIR)/.justif
run: install ## read the samples and open http://localhost:8000
	@echo "Reading the documents in samples/ (once; the same document is never booked twice)…" >&2
	@$(BIN)/justif ingest --wait samples > /dev/null || echo "Some documents need attention; the pages say why." >&2
	@$(BIN)/justif serve --open

test: install-dev check quick slow ## everything that must pass before a change lands

check: install-dev ## style, types, and the layers of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

quick: install-dev ## tests that read no picture and open no browser
	$(BIN)/python -m pytest -m "not slow"

slow: install-dev ## tests on real documents and in a real browser
	$(BIN)/python -m pytest -m slow

services: install-dev ## tests on real servers (S3, PostgreSQL, Redis…), built and started for them
	scripts/install servers
	$(BIN)/python -m tests.servers $(BIN)/python -m pytest -m services -n 3

chaos: install-dev ## kill processes, servers and cables for ten minutes while 500 documents come in; nothing may be lost
	scripts/install servers
	$(BIN)/python -m tests.servers.chaos

load: install-dev ## what the services cost: throughput, latency, memory, milliseconds and bytes
	scripts/install servers
	for what in throughput latency soak costs; do $(BIN)/python -m tests.servers.load $$what; done

bench: install ## accuracy and speed of reading
	$(BIN)/python -m bench.read

bench-french: install ## accuracy on French documents made by seed: PDFs, scans, photos
	$(BIN)/python -m bench.french

bench-accounts: install ## a year of purchases: accounts right at first sight and after one validation; a large accounts file
	$(BIN)/python -m bench.accounts
	$(BIN)/python -m bench.books

bench-web: install-dev ## how fast a scripted person validates and corrects in the browser, and sees what was read on the phone; the pages under load
	$(BIN)/python -m bench.web
	$(BIN)/python -m bench.web_load
	$(BIN)/python -m bench.phone

bench-search: install ## speed of the search, up to 100 000 documents
	$(BIN)/python -m bench.search --plot docs/search-scale.svg

bench-photos: install-dev ## how well photographs are prepared: 500 generated ones, an hour; COUNT=50 for fewer
	$(BIN)/python -m bench.photos --count $(or $(COUNT),500)

train: .venv/installed-train ## rebuild the learned weights, to the byte; but those of train-sheets
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training

train-sheets: .venv/installed-train-sheets ## teach the network that finds sheets anew: two hours, three gigabytes of packages
	$(BIN)/python -m training.sheetnet

messages: install-dev ## bring the words of the pages into step with their catalogues
	$(BIN)/python -m web.messages

lock: install-dev ## pin every dependency anew, with hashes
	scripts/lock

clean: ## forget the environment (documents in .justif stay)
	rm -rf .venv

.venv/installed-train: locks/train.txt .venv/installed-dev
	scripts/install train
	@touch $@

.venv/installed-train-sheets: locks/train-sheets.txt .venv/installed-train
	scripts/install train-sheets
	@touch $@

.venv/installed: locks/run.txt locks/bootstrap.txt pyproject.toml scripts/install
	scripts/install run
	@touch $@

.venv/installed-dev: locks/dev.txt .venv/installed
	scripts/install dev
	@touch $@
