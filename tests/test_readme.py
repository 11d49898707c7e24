"""The README tells the truth: what exists is in it, what it names exists."""

import json
import re
import tomllib
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer.main

import assistant.models
import ingest.agencies
import ingest.index
import ingest.models
import ingest.register
from assistant.api import router
from assistant.api_models import TaskFilter
from assistant.chat_models import ChatAnswer, ChatCitation, ChatQuestion
from assistant.models import AnswerStatus
from assistant.openai_api import router as openai_router
from assistant.openai_models import CompletionRequest
from assistant.settings import Settings
from assistant.tools import Tuning
from eval.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")}
MODULES = (ingest.models, ingest.register, ingest.index, ingest.agencies, assistant.models)


def section(heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    _, _, after = README.partition(f"\n{heading}\n")
    assert after, f"no section {heading}"
    level = heading.index(" ")
    return re.split(rf"\n#{{1,{level}}} ", after, maxsplit=1)[0]


def in_code(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def _walk(command, path: tuple[str, ...]):
    for name, inner in getattr(command, "commands", {}).items():
        yield from _walk(inner, (*path, name))
    if not hasattr(command, "commands"):
        yield " ".join(path), {flag for option in command.params for flag in option.opts if flag.startswith("--")}


COMMANDS = dict(_walk(typer.main.get_command(app), ("troly",)))


def test_it_opens_with_what_it_is_and_then_the_nomenclature():
    headings = re.findall(r"^## (.+)$", README, re.MULTILINE)
    assert headings[0] == "Nomenclature"


def named(identifier: str) -> bool:
    """Whether ``Task`` or ``Task.lead`` exists among the types that flow."""
    name, _, part = identifier.partition(".")
    found = next((getattr(module, name) for module in MODULES if hasattr(module, name)), None)
    if found is None or not part:
        return found is not None
    if is_dataclass(found):
        return part in {field.name for field in fields(found)}
    return isinstance(found, type) and issubclass(found, Enum) and part in found.__members__


def test_each_term_of_the_nomenclature_is_one_identifier_of_the_code():
    rows = [line.split("|") for line in section("## Nomenclature").splitlines() if line.startswith("| ")][1:]
    identifiers = [name for row in rows for name in re.findall(r"`([^`]+)`", row[2])]
    assert len(identifiers) > 30
    assert [name for name in identifiers if not named(name)] == []
    terms = [row[1].strip() for row in rows]
    assert len(set(terms)) == len(terms)


def test_every_setting_is_explained_with_its_default():
    rows = section("## Settings")
    assert set(re.findall(r"TROLY_\w+", rows)) == {f"TROLY_{name.upper()}" for name in Settings.model_fields}
    shown = {str(field.default) for field in Settings.model_fields.values()} - {"", str(Settings().cache)}
    assert shown <= in_code(rows)


@pytest.mark.parametrize("page", PAGES)
def test_every_setting_that_is_mentioned_exists(page: str):
    assert set(re.findall(r"TROLY_(\w+)", PAGES[page])) <= {name.upper() for name in Settings.model_fields}


def test_every_ending_has_its_row_and_no_other_has():
    rows = section("## How an answer is made").split("| status |")[1]
    assert re.findall(r"^\| `(\w+)` \| \w", rows, re.MULTILINE) == list(AnswerStatus)


@pytest.mark.parametrize("prompt", sorted(path.name for path in (ROOT / "prompts").iterdir()))
def test_every_prompt_is_mentioned(prompt: str):
    assert f"prompts/{prompt}" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_section_with_just_its_flags(command: str):
    usage = " ".join(code for code in in_code(section(f"### `{command}`")) if code.startswith(f"{command} "))
    assert set(re.findall(r"--[\w-]+", usage)) == COMMANDS[command] - {"--help"}


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_mentioned_exists(page: str):
    written = re.findall(r"(?<![\w/-])troly (?:eval )?[a-z][a-z-]*", _code_of(PAGES[page]))
    assert set(written) <= {*COMMANDS, "troly eval"}


def _code_of(text: str) -> str:
    """Fenced blocks and code spans, one a line."""
    fenced = re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    plain = re.sub(r"^ *```\w*\n.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*fenced, *re.findall(r"`([^`\n]+)`", plain), ""])


def test_every_make_target_that_is_mentioned_exists():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for text in PAGES.values():
        assert set(re.findall(r"^make (\w+)", _code_of(text), re.MULTILINE)) <= targets


def test_every_address_is_listed_with_what_it_takes():
    listed = in_code(section("## HTTP"))
    for route in (*router.routes, *openai_router.routes):
        assert f"{min(route.methods)} {route.path}" in listed
    assert {*ChatQuestion.model_fields, *TaskFilter.model_fields, *CompletionRequest.model_fields} <= listed


def test_every_field_of_an_answer_is_listed():
    assert {*ChatAnswer.model_fields, *ChatCitation.model_fields} <= in_code(section("### `troly ask`"))


def test_every_field_of_a_task_line_is_listed(shell, sample_office):
    done = shell("tasks", "--data", sample_office.data, "--json")
    line = json.loads(done.out.splitlines()[0])
    assert set(line) <= in_code(section("### `troly tasks`"))


def test_every_field_of_a_document_line_is_listed(shell, sample_office):
    done = shell("documents", "--data", sample_office.data, "--json", "--text")
    line = json.loads(done.out.splitlines()[0])
    assert set(line) <= in_code(section("### `troly documents`"))


def test_every_number_of_retrieval_is_explained():
    assert {field.name for field in fields(Tuning)} <= in_code(section("## How an answer is made"))


@pytest.mark.parametrize("page", PAGES)
def test_every_module_that_is_named_exists(page: str):
    names = {name for name in in_code(PAGES[page]) if re.fullmatch(r"(?:ingest|assistant|eval)\.[a-z_]+", name)}
    assert {name for name in names if find_spec(name) is None} == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_exists(page: str):
    text = PAGES[page]
    linked = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link}
    spelled = {name for name in in_code(text) if re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+\.(?:py|js|json|tsv|md|png)", name)}
    assert {name for name in linked | spelled if not (ROOT / name).is_file()} == set()


@pytest.mark.parametrize("page", PAGES)
def test_addresses_of_machines_are_only_our_own(page: str):
    hosts = set(re.findall(r"https?://([^/:\s)\"']+)", PAGES[page]))
    assert hosts <= {"127.0.0.1", "keepachangelog.com"}


def test_the_place_for_measured_figures_is_there_once():
    assert [README.count(f"<!-- figures:{end} -->") for end in ("begin", "end")] == [1, 1]


def test_the_picture_is_a_small_png():
    picture = (ROOT / "web" / "docs" / "screenshot.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 200 * 1024


def test_the_changelog_names_the_version_of_the_package():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    dated = re.findall(r"^## \[([\d.]+)\] - \d{4}-\d\d-\d\d$", PAGES["CHANGELOG.md"], re.MULTILINE)
    assert dated[0] == version
