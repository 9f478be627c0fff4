# Two commands do everything on a fresh machine with Python 3.11: `make run` and `make test`.
PYTHON ?= python3.11
PIP := PYTHONWARNINGS=ignore .venv/bin/python -m pip --disable-pip-version-check install --quiet
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: run test referees docs score lint benchmark clean

run: $(VENV)/.installed ## install, then build and show the sample graph
	@$(BIN)/kg build seeds/pages --seeds seeds/liaocheng -o out

test: $(VENV)/.installed-dev ## lint, types and tests
	@$(BIN)/ruff check kg tests
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n 2

referees: ## programs of other people that read our files in tests (tests/referees)
	@$(PYTHON) -m venv $(VENV)/referees
	@$(VENV)/referees/bin/python -m pip --disable-pip-version-check install --quiet -r tests/referees/requirements.txt
	@cp tests/referees/package.json $(VENV)/referees/
	@cd $(VENV)/referees && npm install --silent --no-audit --no-fund

docs: run ## after a change: the pages of terms, queries and recipes, and their pictures, anew
	@$(BIN)/python -m kg.ontology
	@$(BIN)/python -m kg.query.gallery out
	@$(BIN)/python -m kg.cookbook out
	@$(BIN)/kg picture out -o seeds/graph.svg

score: $(VENV)/.installed ## the scoreboard: real pages and pages of other cities against their gold
	@$(BIN)/python -m kg.evaluation scoreboard $(SHARED) --each

benchmark: $(VENV)/.installed-dev ## speed, as ratios against a named baseline in the same run
	@$(BIN)/python -m pytest tests/benchmarks -s -m benchmark

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade pip
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(PIP) --editable '.[dev]'
	@touch $@

clean: ## remove what was built and installed
	rm -rf $(VENV) build dist *.egg-info
	find out -mindepth 1 ! -name README.md -delete
