# Two commands do everything: make run serves the board, make test proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXPORTS ?=

.PHONY: run test lint bench backtest clean

run: $(VENV)/run
	$(if $(EXPORTS),MONEYBOARD_EXPORTS="$(EXPORTS)") $(BIN)/streamlit run dashboard.py

test: $(VENV)/test lint
	$(BIN)/pytest

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/test
	$(BIN)/python -m tests.bench

backtest: $(VENV)/test
	$(BIN)/python -m tests.backtest

$(VENV)/run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/test: requirements.txt tests/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

clean:
	rm -rf $(VENV)
