"""Settings: a working default for each, one prefix, read when a command starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.open import writer
from assistant.settings import Settings
from ingest.errors import BadUse
from ingest.model_folder import default_cache

ROOT = Path(__file__).parents[1]


def test_every_setting_has_a_default_that_needs_no_network():
    settings = Settings(_env_file=None)
    assert (settings.data, settings.database, settings.model) == (Path("data"), "", "e5-small")
    assert (settings.host, settings.port, settings.unit, settings.origins) == ("127.0.0.1", 8000, "chung", "")
    assert settings.cache == default_cache()


def test_every_setting_says_in_vietnamese_what_it_is():
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("name", "value", "field", "read"),
    [
        ("TROLY_DATA", "/kho/văn bản", "data", Path("/kho/văn bản")),
        ("TROLY_PORT", "9000", "port", 9000),
        ("troly_unit", "so-y-te", "unit", "so-y-te"),
        ("TROLY_THREADS", "2", "threads", 2),
    ],
)
def test_the_environment_sets_it(monkeypatch, name, value, field, read):
    monkeypatch.setenv(name, value)
    assert getattr(Settings(), field) == read


@pytest.mark.parametrize(("name", "value"), [("TROLY_PORT", "0"), ("TROLY_PORT", "70000"), ("TROLY_THREADS", "-1")])
def test_an_impossible_value_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


def test_settings_do_not_change_once_read():
    with pytest.raises(ValidationError):
        Settings().port = 1


def test_nothing_is_read_from_the_environment_at_import():
    code = "import assistant.api, assistant.ask, assistant.open, assistant.settings, eval.cli"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TROLY_PORT": "không phải số"}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=environment, check=True, timeout=60)


def test_a_wrong_setting_is_one_sentence_for_the_person(shell, tmp_path):
    ran = shell("documents", "--data", tmp_path, TROLY_PORT="không phải số")
    assert ran.status == 2
    assert "TROLY_PORT" in ran.complaint or "port" in ran.complaint


def test_a_language_model_is_used_only_where_its_address_and_name_are_given():
    assert writer(Settings()) is None
    named = writer(Settings(llm_url="http://127.0.0.1:9/v1", llm_model="qwen3-8b", llm_seconds=7))
    assert (named.chat.name, named.budget) == ("qwen3-8b", 7)


@pytest.mark.parametrize("given", [{"llm_url": "http://127.0.0.1:9/v1"}, {"llm_url": "127.0.0.1:9", "llm_model": "x"}])
def test_half_an_address_of_a_language_model_is_refused(given):
    with pytest.raises(BadUse, match="TROLY_LLM_"):
        writer(Settings(**given))


def test_the_key_of_a_language_model_is_not_shown():
    assert "bí mật" not in repr(Settings(llm_key="bí mật"))


def test_without_a_language_model_its_client_is_not_loaded():
    code = "import sys, assistant.open, assistant.asking, assistant.api; print([m for m in sys.modules if m in {'openai', 'langchain_openai', 'langchain_core', 'httpx2', 'assistant.endpoint'}])"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}, check=True, timeout=60, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
