# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: demo clean-demo test check rules bench lock format

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

demo: $(VENV)/.runtime
	$(BIN)/taizhang demo --port $(PORT) $(if $(EXIT),--exit)

clean-demo: $(VENV)/.runtime
	$(BIN)/taizhang demo --clean

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/tenants.py
	$(BIN)/python -m pytest -q tests/test_layout.py

rules: $(VENV)/.dev
	@$(BIN)/python tests/rules.py

bench: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.lock
	$(BIN)/python -m bench.run

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Pins every dependency of pyproject.toml at its newest release, naming no index.
lock:
	rm -rf $(VENV)/lock && $(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet .
	$(VENV)/lock/bin/pip freeze --exclude taizhang > requirements.lock
	$(VENV)/lock/bin/pip install --quiet '.[dev]'
	$(VENV)/lock/bin/pip freeze --exclude taizhang | grep -vxFf requirements.lock > requirements-dev.lock
	$(VENV)/lock/bin/pip install --quiet '.[bench]'
	$(VENV)/lock/bin/pip freeze --exclude taizhang | grep -vxFf requirements.lock \
	  | grep -vxFf requirements-dev.lock > requirements-bench.lock
	rm -rf $(VENV)/lock
