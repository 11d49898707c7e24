"""Prompts are files whose variables are checked when they are loaded and when they are filled."""

from pathlib import Path

import pytest

from assistant.prompts import FOLDER, load
from ingest.errors import BadUse

GOOD = "---\npurpose: thử\nvariables: question, mark\n---\nTrả lời.\n# Dữ liệu\n$mark $question\n"


def written(folder: Path, text: str) -> Path:
    (folder / "thu.md").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.md")))
def test_every_prompt_that_is_shipped_loads(name):
    prompt = load(name)
    assert prompt.system.template
    assert len(prompt.hash) == 12


def test_orders_and_data_are_apart_and_data_is_not_read_again(tmp_path):
    message = load("thu", written(tmp_path, GOOD)).fill(question="$mark là gì?", mark="===")
    assert (message.system, message.data) == ("Trả lời.", "=== $mark là gì?")


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("question, mark", "question"),
        GOOD.replace("question, mark", "question, mark, day"),
        GOOD.replace("$mark", "$ mark"),
        GOOD.replace("purpose", "Purpose"),
        "Trả lời $question",
    ],
)
def test_a_prompt_that_does_not_fit_its_declaration_is_refused(tmp_path, text):
    with pytest.raises(BadUse, match="«thu»"):
        load("thu", written(tmp_path, text))


@pytest.mark.parametrize("values", [{"question": "?"}, {"question": "?", "mark": "=", "day": "1/1"}])
def test_a_prompt_is_filled_with_just_its_variables(tmp_path, values):
    with pytest.raises(BadUse, match=r"mark|day"):
        load("thu", written(tmp_path, GOOD)).fill(**values)


def test_another_wording_has_another_hash(tmp_path):
    first = load("thu", written(tmp_path, GOOD)).hash
    assert load("thu", written(tmp_path, GOOD.replace("Trả lời", "Đáp"))).hash != first
