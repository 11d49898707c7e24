"""Wordings of a question, and whether its answer survives them."""

import json

import pytest
from fakes_eval import AS_OF, FILE, TEXT, Scripted, answer, gold_lines, perfect
from hypothesis import given
from hypothesis import strategies as st
from test_eval_commands import call, product, work  # noqa: F401  # a fixture

from assistant.models import AnswerStatus
from eval.answers import Setting
from eval.cases import load_cases
from eval.robustness import Asker, parities
from eval.wordings import WORDINGS, reworded

QUESTION = "Sở Khoa học và Công nghệ chủ trì nhiệm vụ nào về khóa học trực tuyến?"


@pytest.mark.parametrize(("name", "words"), [
    ("stripped", "So Khoa hoc va Cong nghe chu tri nhiem vu nao ve khoa hoc truc tuyen?"),
    ("half stripped", "So Khoa học va Công nghe chủ tri nhiệm vu nào ve khóa hoc trực tuyen?"),
    ("abbreviated", "Sở KH&CN chủ trì nv nào về khóa học trực tuyến?"),
    ("misspelt", "Sở Khoa học và Công ngệ chủ trì nhiệm vụ nào về khóa học trực tuyến?"),
    ("telex", "Sowr Khoa học và Công ngheej chủ trì nhiệm vuj nào về khóa hocj trực tuyến?"),
    ("paraphrased", None),
])  # fmt: skip
def test_a_wording_is_what_an_official_would_type(name, words):
    typed = WORDINGS[name](QUESTION)
    if words is not None:
        assert typed == words


@pytest.mark.parametrize(
    ("written", "moved"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("tuỳ chọn", "tùy chọn"), ("quý", "quý")]
)
def test_tone_marks_move_to_the_other_place_in_use(written, moved):
    assert WORDINGS["tones moved"](written) == moved
    assert WORDINGS["tones moved"](moved) == written


def test_other_words_ask_for_the_same():
    assert WORDINGS["paraphrased"]("Ai ký? Thời hạn khi nào?") == "người nào ký? hạn chót là ngày nào?"


@given(st.sampled_from(sorted(WORDINGS)), st.text())
def test_numbers_and_signs_survive_every_wording(name, other):
    typed = WORDINGS[name](f"17 537/TB-UBND 31/12/2025 {other}")
    assert typed.startswith("17 537/TB-UBND 31/12/2025") or name == "abbreviated"


def test_a_wording_that_changes_nothing_is_not_asked(tmp_path):
    line = json.loads(gold_lines().splitlines()[0]) | {"question": "ok?", "paraphrases": ["Việc này hạn nào?", "ok?"]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line), "utf-8")
    [case] = load_cases(path)
    assert reworded(case, "stripped") == ()
    assert reworded(case, "paraphrased") == ("Việc này hạn nào?",)


def needs_diacritics(question):
    if question.text.isascii() and question.id != "G3":
        return answer("Tài liệu không nêu.", status=AnswerStatus.NOT_IN_CORPUS)
    return perfect(question)


def test_what_a_wording_spoils_is_named(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(gold_lines(), "utf-8")
    asker = Asker("troly", Scripted(needs_diacritics), Setting({FILE: TEXT}, AS_OF), [])
    found = {one.wording: one for one in parities(load_cases(path), asker)}
    assert found["stripped"].lost == ("G1", "G2")
    assert (found["stripped"].right.value, found["stripped"].as_written.value) == (0, 1)
    assert found["stripped"].difference.difference.value == -1
    assert found["half stripped"].lost == ()
    assert {row.wording for row in asker.rows} >= {"as written", "stripped", "telex"}


def test_the_command_prints_parity_and_leaves_every_question_that_was_asked(work):  # noqa: F811  # as above
    fixed = ("--documents", work / "documents", "--as-of", "2026-05-05", "--out", work / "results")
    called = call("robustness", work / "gold.jsonl", *fixed, "--json", product=product(script=needs_diacritics))
    stripped = json.loads(called.stdout)["troly"][0]
    assert (stripped["wording"], stripped["right"]["value"]) == ("stripped", 0)
    (rows,) = (work / "results" / "robustness").glob("*/rows.jsonl")
    assert '"wording": "telex"' in rows.read_text("utf-8")
