# make run    the dashboard on http://localhost:8501 (PORT=8600 for another port)
# make test   every test; as root on Debian the system packages that some need are installed first
# make load   bring the newest release into the database that DATABASE_URL names
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
TESTS ?=
BIN := .venv/bin

.DEFAULT_GOAL := run
.PHONY: run test load system clean

run: .venv/run.stamp
	@PORT=$(PORT) exec $(BIN)/python app.py

load: .venv/run.stamp
	@$(BIN)/python -m data load

test: .venv/test.stamp system
	@$(BIN)/python -m pytest $(TESTS)

# Debian ships venv without pip in it, unless python3-venv is there; the message says so where it cannot be installed here
.venv/bin/python:
	@bash .ci/venv $(PYTHON)

.venv/run.stamp: .venv/bin/python requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/test.stamp: .venv/bin/python requirements.txt tests/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@ .venv/run.stamp

system:
	@bash .ci/system

clean:
	rm -rf .venv .pytest_cache
