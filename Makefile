# The commands that must always work: make setup | run | test | lint | bench
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DATA ?= data
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: setup run test lint bench readers browser clean

setup: $(STAMP) ## virtual environment with pinned packages, embedding model built once into the cache
	@$(BIN)/python -m ingest.model

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "troly cần Python 3.11 trở lên."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Cài các gói đã ghim (lần đầu khoảng 3 phút)…"
	@$(BIN)/pip install --quiet --requirement requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: setup readers ## the assistant with the sample corpus on http://127.0.0.1:8000
	@$(MAKE) --silent --no-print-directory $(DATA)/.sample
	@$(BIN)/troly serve --data $(DATA)

# Read again when a sample or what reads it has changed; otherwise a later start is a matter of seconds.
$(DATA)/.sample: $(wildcard ingest/sample/* ingest/*.py ingest/formats/*.py ingest/data/*)
	@$(BIN)/troly ingest ingest/sample --data $(DATA)
	@touch $@

# What Debian has and the package index has not. Recognition needs the data of a language, old formats an office.
READERS = tesseract-ocr-vie libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui fonts-liberation fonts-dejavu-core
BROWSER = chromium chromium-driver

readers: ## what scans and old Office files need from Debian; says so when it cannot
	@ls /usr/share/tesseract-ocr/*/tessdata/vie.traineddata >/dev/null 2>&1 && command -v soffice >/dev/null \
	  || $(call debian,$(READERS),ảnh quét và tệp Office đời cũ (.doc, .xls, .ppt, .rtf, .odt) sẽ bị từ chối)

browser: ## what the tests of the page need from Debian; says so when it cannot
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null \
	  || $(call debian,$(BROWSER),các phép thử trình duyệt sẽ được bỏ qua)

# $(1): packages; $(2): what goes without them, a Vietnamese clause
define debian
{ \
  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
    echo "Cài $(1)…"; \
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1); } >/dev/null \
      || echo "Không cài được $(1): $(2)."; \
  else \
    echo "Thiếu $(1) (cần quyền quản trị để cài): $(2)."; \
  fi; }
endef

test: setup readers browser ## the whole suite, offline once set up
	@$(BIN)/python -m pytest

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: setup ## speed, memory and answers beside a plain LangChain RAG in the same run
	@$(BIN)/troly eval bench

clean:
	rm -rf $(VENV) $(DATA) results build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
