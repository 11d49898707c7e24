"""A model judge: its replies are kept, its agreement with the labels is told."""

import json

import pytest
from fakes_eval import AS_OF, FILE, TEXT, Scripted, gold_lines, liar
from test_eval_commands import call, product, work  # noqa: F401  # a fixture

from eval.answers import Setting, judge_all
from eval.cases import load_cases
from eval.judge import Judge, agreement, kappa
from eval.remote import NoReply
from ingest.errors import StorageFailure

SETTING = Setting({FILE: TEXT}, AS_OF)


@pytest.fixture
def verdicts(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(gold_lines(), "utf-8")
    return judge_all(load_cases(path), Scripted(liar), SETTING)  # right, right, wrong


class Model:
    def __init__(self, *replies):
        self.replies, self.prompts = list(replies), []

    def __call__(self, prompt):
        self.prompts.append(prompt)
        return self.replies.pop(0)


def test_agreement_is_cohens_kappa_and_what_differs_is_named(verdicts, tmp_path):
    told = agreement(Judge("m", Model("ĐÚNG", "Sai.", "SAI"), tmp_path / "judge.jsonl"), verdicts)
    assert (told.agrees.value, told.differs, told.unread) == (pytest.approx(2 / 3), ("G2",), 0)
    assert told.kappa == pytest.approx(0.4)
    assert not told.trusted
    assert ("Cohen's κ (trusted from 0.6)", "0.400") in told.table().rows


def test_a_reply_that_is_no_verdict_is_counted_apart(verdicts, tmp_path):
    told = agreement(Judge("m", Model("ĐÚNG", "Tôi không biết", "không đúng"), tmp_path / "judge.jsonl"), verdicts)
    assert (told.unread, told.differs, told.kappa, told.trusted) == (1, (), 1.0, True)


def test_a_judge_that_gives_no_reply_gives_no_verdict_and_is_asked_again(verdicts, tmp_path):
    def silent(_prompt):
        raise NoReply("không trả lời")

    told = agreement(Judge("m", silent, tmp_path / "judge.jsonl"), verdicts)
    assert (told.unread, told.kappa) == (3, None)
    assert agreement(Judge("m", Model("ĐÚNG", "ĐÚNG", "SAI"), tmp_path / "judge.jsonl"), verdicts).kappa == 1.0


def test_a_judge_is_asked_once_for_one_answer(verdicts, tmp_path):
    kept = tmp_path / "out" / "judge.jsonl"
    agreement(Judge("m", Model("ĐÚNG", "ĐÚNG", "SAI"), kept), verdicts)
    again = Model()
    assert agreement(Judge("m", again, kept), verdicts).kappa == 1.0
    assert again.prompts == []
    other = Model("SAI", "SAI", "SAI")
    assert agreement(Judge("khác", other, kept), verdicts).kappa == pytest.approx(0)
    kept.write_text("hỏng", "utf-8")
    with pytest.raises(StorageFailure, match="xóa tệp này"):
        Judge("m", again, kept)


def test_the_judge_sees_question_labels_places_and_answer(verdicts, tmp_path):
    model = Model("ĐÚNG", "ĐÚNG", "SAI")
    agreement(Judge("m", model, tmp_path / "judge.jsonl"), verdicts)
    assert "Hạn bố trí kinh phí cho các xã là ngày nào?" in model.prompts[0]
    assert "Đáp án: 15/04/2026" in model.prompts[0]
    assert "950 triệu" in model.prompts[0]
    assert "không có câu trả lời" in model.prompts[2].partition("Đáp án:")[2]
    assert "purpose:" not in model.prompts[0]


def test_kappa_is_nothing_where_chance_agrees_on_everything():
    assert kappa([]) is None
    assert kappa([(True, True)] * 5) is None
    assert kappa([(True, False), (False, True)]) == -1.0


def test_the_command_prints_the_judges_agreement(work):  # noqa: F811  # as above
    fixed = ("--documents", work / "documents", "--as-of", "2026-05-05", "--out", work / "results", "--json")
    ran = call(
        "answers", work / "gold.jsonl", *fixed, "--judge", "http://127.0.0.1/v1#nhỏ", product=product(lambda _: "ĐÚNG")
    )
    assert json.loads(ran.stdout)["judge"]["agrees"]["value"] == 1.0
    assert (work / "results" / "judge.jsonl").is_file()
