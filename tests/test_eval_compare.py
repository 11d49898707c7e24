"""Paired tests, stability, refusals: what two runs over the same questions say about each other."""

import json

import pytest
from fakes_eval import AS_OF, FILE, TEXT, Scripted, answer, gold_lines, liar, mute, perfect
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import AnswerStatus
from eval.answer_run import AnswerConfig, Beside, run
from eval.answers import Setting, judge_all
from eval.cases import load_cases
from eval.compare import compare, last_run, mcnemar, outcomes_of, paired_bootstrap
from eval.refusals import summarise, tables
from eval.report import write_run
from eval.stability import stability

SETTING = Setting({FILE: TEXT}, AS_OF)


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(gold_lines(), "utf-8")
    return load_cases(path)


def test_a_clear_difference_is_real_and_a_small_one_is_not():
    ids = [str(at) for at in range(100)]
    better, worse = dict.fromkeys(ids, 1.0), {id: float(int(id) % 2) for id in ids}
    clear = compare(("a", "b"), better, worse)
    assert (clear.difference.value, len(clear.better), len(clear.worse)) == (0.5, 50, 0)
    assert max(clear.p_bootstrap, clear.p_mcnemar) < 0.001
    slight = compare(("a", "b"), better, better | {"0": 0.0, "1": 0.0})
    assert min(slight.p_bootstrap, slight.p_mcnemar) > 0.05


def test_only_questions_that_both_answered_are_compared():
    one = compare(("a", "b"), {"x": 1.0, "y": 0.0}, {"y": 1.0, "z": 1.0})
    assert (one.difference.count, one.better, one.worse) == (1, (), ("y",))
    nothing = compare(("a", "b"), {"x": 1.0}, {})
    assert (nothing.difference.value, nothing.p_bootstrap, nothing.p_mcnemar) == (None, 1.0, 1.0)


def test_mcnemar_is_the_exact_binomial_tail():
    assert mcnemar(5, 0) == pytest.approx(2 / 32)
    assert (mcnemar(3, 3), mcnemar(0, 0)) == (1.0, 1.0)


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_order_of_the_systems_does_not_change_p(better, worse):
    assert mcnemar(better, worse) == mcnemar(worse, better)
    assert 0 < mcnemar(better, worse) <= 1


def test_no_difference_has_p_one():
    assert paired_bootstrap([0.0] * 10) == 1.0


def _run(cases, earlier=None, runs=1, **scripts):
    config = AnswerConfig("gold.jsonl", "0" * 64, tuple(scripts), AS_OF, None, 4, runs)
    return run(cases, {name: Scripted(script) for name, script in scripts.items()}, SETTING, config, Beside(earlier))


def test_a_run_is_compared_with_the_last_one_over_the_same_questions(cases, tmp_path):
    folder = write_run(tmp_path, _run(cases, troly=mute)[0])
    (tmp_path / "answers" / "9").mkdir()  # a run that was cut off
    assert last_run(tmp_path, "answers", questions_sha256="0" * 64) == folder
    assert last_run(tmp_path, "answers", questions_sha256="1" * 64) is None
    assert outcomes_of(folder, "troly") == {"G1": 0.0, "G2": 0.0, "G3": 1.0}
    finished, report = _run(cases, folder, troly=perfect, liar=liar)
    assert [(one.second, one.better) for one in report.comparisons] == [
        ("liar", ("G3",)),
        (f"troly {folder.name}", ("G1", "G2")),
    ]
    assert "Paired tests" in {table.title for table in finished.tables}


def test_an_assistant_that_wavers_is_told_from_one_that_does_not(cases):
    asked = []

    def wavering(question):
        asked.append(question.id)
        return perfect(question) if len(asked) <= 3 or question.id != "G1" else answer("Không rõ.")

    _, report = _run(cases, runs=2, troly=wavering)
    assert (report.stability.flips, report.stability.same_verdict.value) == (("G1",), pytest.approx(2 / 3))
    steady = stability([judge_all(cases, Scripted(perfect), SETTING)] * 3)
    assert (steady.same_words.value, steady.flips) == (1.0, ())
    assert json.loads(json.dumps(report.printed()["stability"].runs)) == 2


def test_truth_is_one_for_right_nothing_for_silence_and_minus_one_for_a_lie(cases):
    for script, expected in ((perfect, [1, 1, 1]), (mute, [0, 0, 1]), (liar, [1, 1, -1])):
        assert [verdict.truth for verdict in judge_all(cases, Scripted(script), SETTING)] == expected


def test_refusals_are_counted_by_class_and_reason(tmp_path):
    lines = [json.loads(line) for line in gold_lines().splitlines()]
    lines[2]["statuses"] = ["out_of_scope"]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    labelled = load_cases(path)
    right = summarise("troly", judge_all(labelled, Scripted(perfect), SETTING))
    assert (right.recall.value, right.precision.value, right.f1, right.over_refusal.value) == (1, 1, 1, 0)
    assert right.right_reason.value == 1
    assert right.confusion == {"answerable": {"answered": 2}, "out_of_scope": {"out_of_scope": 1}}
    silent = summarise("mute", judge_all(labelled, Scripted(mute), SETTING))
    assert (silent.over_refusal.value, silent.precision.value, silent.right_reason.value) == (
        1,
        pytest.approx(1 / 3),
        0,
    )
    assert silent.wrongly_refused == ("G1", "G2")
    false = summarise("liar", judge_all(labelled, Scripted(liar), SETTING))
    assert (false.wrongly_answered, false.recall.value, false.f1) == (("G3",), 0, None)
    assert tables([right, silent])[0].head == ("figure [95 % interval]", "troly", "mute")
    assert tables([right])[1].head == ("kind", AnswerStatus.ANSWERED, AnswerStatus.OUT_OF_SCOPE)
