# Each target does all the set-up that a fresh machine needs: only Python 3.11, make and git.

PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin/python
OPTIONS ?=
INSTALL := $(RUN) -m pip install --disable-pip-version-check --require-hashes --no-color

.DEFAULT_GOAL := site
.PHONY: help site check report addresses serve test mutation benchmark trust sbom licences lock clean

help:                           ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile | expand -t 14

site: $(VENV)/.build-ready      ## build the site into site/
	$(RUN) build.py $(OPTIONS)

check: $(VENV)/.build-ready     ## look for mistakes in the content, write nothing
	$(RUN) build.py check $(OPTIONS)

report: $(VENV)/.build-ready    ## what is to mend, and with OPTIONS="--since main" what has changed, as Markdown
	$(RUN) build.py report $(OPTIONS)

addresses: $(VENV)/.build-ready ## ask the address of every source, and list as Markdown those that are gone
	$(RUN) build.py addresses $(OPTIONS)

serve: $(VENV)/.build-ready     ## show the site and follow changes
	$(RUN) build.py serve $(OPTIONS)

test: $(VENV)/.test-ready       ## formatting, types, styles, workflows, and every test, pages in a real browser included
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml
	$(VENV)/bin/zizmor --offline --quiet .github
	"$$($(RUN) -m tests.node)" run --silent lint
	CHROMIUM="$$($(RUN) tests/chromium.py)" $(RUN) -m pytest --numprocesses auto $(OPTIONS)

mutation: $(VENV)/.test-ready   ## change the code a little, here and there: does a test notice? (docs/testing.md)
	$(RUN) -m tests.mutants $(OPTIONS)

benchmark: $(VENV)/.test-ready  ## how long builds take, here and with other generators; wants a quiet machine (docs/speed.md)
	$(RUN) -m benchmarks $(OPTIONS)

trust: $(VENV)/.test-ready      ## hostile content, killed builds, odd places: what docs/trust.md promises, tried at length
	CHROMIUM="$$($(RUN) tests/chromium.py)" $(RUN) -m tests.trust $(OPTIONS)

sbom: $(VENV)/sbom/.ready       ## list what a build is made with, as CycloneDX (sbom.json)
	PYTHONWARNINGS=ignore $(VENV)/sbom/bin/cyclonedx-py requirements --output-reproducible --of JSON --output-file sbom.json --pyproject pyproject.toml requirements.txt

licences: $(VENV)/.test-ready   ## renew docs/licences.md, under what licences that is
	$(RUN) -m tests.licences

lock: $(VENV)/.test-ready       ## renew the versions and hashes of everything that is installed
	$(RUN) -m uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" pyproject.toml --output-file requirements.txt
	$(RUN) -m uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" pyproject.toml --group dev --output-file requirements-dev.txt
	$(RUN) -m uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" benchmarks/requirements.in --output-file benchmarks/requirements.txt
	$(RUN) -m uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" --group sbom --output-file requirements-sbom.txt
	"$$($(RUN) -m tests.node)" update --package-lock-only --loglevel=error > /dev/null
	"$$($(RUN) -m tests.node)" update --package-lock-only --loglevel=error --prefix benchmarks > /dev/null

clean:                          ## remove what was built and installed
	rm -rf site sbom.json .venv node_modules benchmarks/.installed

$(VENV)/.build-ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, and $(PYTHON) is " + sys.version.split()[0] + "; name another one: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) with what builds need: about a minute, the first time only." >&2
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements.txt >&2
	touch $@

$(VENV)/.test-ready: requirements-dev.txt package-lock.json $(VENV)/.build-ready
	@echo "Adding what tests need: a minute or two, the first time only." >&2
	$(INSTALL) -r requirements-dev.txt >&2
	"$$($(RUN) -m tests.node)" ci --loglevel=error > /dev/null
	touch $@

$(VENV)/sbom/.ready: requirements-sbom.txt
	$(PYTHON) -m venv $(VENV)/sbom
	$(VENV)/sbom/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-sbom.txt
	touch $@
