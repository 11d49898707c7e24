"""The hand-made questions on the five directives, judged by their own matcher, with the real model."""

import importlib.util
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import AS_OF

from assistant.models import Answer, AnswerStatus, Question
from eval.answers import is_verbatim, meets
from eval.cases import Case, load_cases

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the gold questions (../shared/gold) are not here"),
]


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold question with its answer; ``is_right`` by words (or refusal), ``is_cited`` by the place it quotes."""

    case: Case
    is_answerable: bool
    answer: Answer
    is_right: bool
    is_cited: bool
    is_verbatim: bool


def matcher():
    spec = importlib.util.spec_from_file_location("gold_scoring", GOLD / "scoring.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def judged(real) -> list[Judged]:
    scoring = matcher()
    labels = {row["id"]: row for row in map(json.loads, (GOLD / "questions.jsonl").read_text("utf-8").splitlines())}
    texts = {d.file: real.tools.document(d.id, None).source.text for d in real.tools.documents(None)}
    found = []
    for case in load_cases(GOLD / "questions.jsonl"):
        answer = real.ask(case.question(AS_OF, None))
        sound = [citation for citation in answer.citations if is_verbatim(citation, texts)]
        label = labels[case.id]
        found.append(
            Judged(
                case,
                label["answerable"],
                answer,
                scoring.passes(label, answer.text, str(answer.status)),
                any(meets(citation, gold) for citation in sound for gold in case.quotes),
                len(sound) == len(answer.citations),
            )
        )
    return found


def test_nine_of_ten_answers_are_right_and_cite_the_right_place(judged):
    answerable = [one for one in judged if one.is_answerable]
    right = [one for one in answerable if one.is_right and (one.is_cited or not one.case.quotes)]
    missed = [(one.case.id, one.is_right, one.is_cited) for one in answerable if one not in right]
    assert len(answerable) >= 60
    assert len(right) / len(answerable) >= 0.90, missed


def test_nine_of_ten_questions_without_an_answer_are_refused(judged):
    unanswerable = [one for one in judged if not one.is_answerable]
    refused = [one for one in unanswerable if one.is_right]
    assert len(unanswerable) >= 15
    assert len(refused) / len(unanswerable) >= 0.90, [one.case.id for one in unanswerable if not one.is_right]


def test_every_quotation_is_verbatim(judged):
    assert [one.case.id for one in judged if not one.is_verbatim] == []
    assert sum(len(one.answer.citations) for one in judged) > 100


def test_no_kind_of_question_is_weak(judged):
    kinds = Counter(one.case.type for one in judged)
    right = Counter(one.case.type for one in judged if one.is_right)
    weak = {
        kind: f"{right[kind]} of {count}" for kind, count in kinds.items() if count >= 4 and right[kind] < count * 0.75
    }
    assert weak == {}


def test_no_answer_takes_longer_than_two_seconds(judged):
    assert {one.case.id: one.answer.seconds for one in judged if one.answer.seconds > 2} == {}


def test_what_must_never_be_said_is_never_said(judged):
    scoring = matcher()
    labels = {row["id"]: row for row in map(json.loads, (GOLD / "questions.jsonl").read_text("utf-8").splitlines())}
    said = {one.case.id: scoring.check(labels[one.case.id], one.answer.text)[2] for one in judged}
    assert {id: words for id, words in said.items() if words} == {}


def test_every_suggestion_is_itself_answered(real, judged):
    suggested = dict.fromkeys(text for one in judged for text in one.answer.suggestions)
    statuses = {text: real.ask(Question(text, AS_OF)).status for text in suggested}
    assert {text: status for text, status in statuses.items() if status is not AnswerStatus.ANSWERED} == {}
