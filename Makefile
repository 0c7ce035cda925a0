# Set-up happens by itself: every target below works in a fresh clone.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint format types bench warehouse docs clean

demo: .venv/ready
	$(BIN)/pilote demo

# A worker more than there are cores: some tests mostly wait.
test: .venv/dialects .venv/chromium .venv/aimock/ready
	$(BIN)/pytest -n $$(( $$(nproc 2>/dev/null || echo 2) + 1 )) --dist loadfile

lint: .venv/ready
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

format: .venv/ready
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: .venv/ready .venv-bench/ready
	$(BIN)/python -m bench

warehouse: .venv/dialects
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,dialects,warehouse]'
	$(BIN)/pytest tests/tools/engine/test_dialects.py
	$(BIN)/python -m bench.warehouse

docs: .venv/ready
	$(BIN)/python -m docs

clean:
	rm -rf .venv .venv-bench build *.egg-info pilote-demo.db*

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

# What the tests compile queries for.
.venv/dialects: .venv/ready
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,dialects]'
	touch $@

# A browser for the tests of the page, where root may install one; else those tests are skipped.
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable
APT := timeout 240 apt-get -qq -y -o Acquire::Retries=0 -o Acquire::http::Timeout=15
.venv/chromium: .venv/ready
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	  { command -v apt-get && [ "$$(id -u)" = 0 ] && $(APT) update && $(APT) install chromium; } \
	  >/dev/null 2>&1 || echo "No chromium here: the tests that need a browser are skipped."
	touch $@

# An OpenAI-compatible test server, where npm is; else the tests that talk to it are skipped.
AIMOCK := @copilotkit/aimock@1.43.0
NPM := timeout 240 npm install --silent --no-audit --no-fund --ignore-scripts --no-package-lock \
  --fetch-retries=0 --fetch-timeout=15000
.venv/aimock/ready: .venv/ready
	@mkdir -p $(@D); { command -v npm && $(NPM) --prefix $(@D) $(AIMOCK); } >/dev/null 2>&1 || \
	  echo "npm could not install aimock here: the tests that need it are skipped."
	touch $@

# What is measured beside, in an environment of its own.
.venv-bench/ready: pyproject.toml bench/constraints.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check -c bench/constraints.txt -e '.[bench]'
	touch $@
