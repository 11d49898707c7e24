"""The HTML report: pictures, evidence side by side, nothing that acts or is loaded."""

import re
from datetime import UTC, datetime

import pytest
from fakes_eval import AS_OF, FILE, FUNDING, TEXT, Scripted, gold_lines, liar, mute, perfect

from eval.answer_run import AnswerConfig, Beside, run
from eval.answers import Setting
from eval.cases import load_cases
from eval.charts import LEFT, WIDTH, Chart, draw
from eval.figures import Figure
from eval.html import page
from eval.report import Failure, Run, Table, write_run

NOW = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(gold_lines(), "utf-8")
    return load_cases(path)


def finished(cases, earlier=None, **scripts):
    config = AnswerConfig("gold.jsonl", "0" * 64, tuple(scripts), AS_OF, None, 4)
    assistants = {name: Scripted(script) for name, script in scripts.items()}
    return run(cases, assistants, Setting({FILE: TEXT}, AS_OF), config, Beside(earlier))[0]


def test_the_report_draws_every_system_and_shows_failures_with_their_evidence(cases):
    shown = page(finished(cases, liar=liar, perfect=perfect), NOW)
    assert shown.count("<svg") == 2
    assert "Failures (1)" in shown
    assert "Mức lương cơ sở 2.340.000 đồng" in shown
    failed = page(finished(cases, mute=mute), NOW)
    assert f"{FILE}: {FUNDING}" in failed
    assert "missing: 15/04/2026" in failed


def test_what_was_right_in_the_last_run_is_marked(cases, tmp_path):
    earlier = write_run(tmp_path, finished(cases, troly=perfect), NOW)
    assert page(finished(cases, earlier, troly=mute), NOW).count("new since the last run") == 2
    assert (earlier / "report.html").is_file()


def test_words_of_documents_and_answers_are_escaped():
    attack = '<script>alert(1)</script><img src="http://x">'
    failure = Failure(attack, attack, (attack,), attack, (attack,), (attack,))
    table = Table(attack, (attack,), ((attack,),))
    chart = Chart(attack, (attack,), ((attack, (Figure(1, 0.5),)),))
    shown = page(Run(attack, {attack: attack}, [], (table,), (attack,), charts=(chart,), failures=(failure,)), NOW)
    assert "<script" not in shown
    assert "<img" not in shown


def test_nothing_is_loaded_from_elsewhere(cases):
    assert not re.search(r"(?:src|href)=|url\(|@import|https?://", page(finished(cases, troly=mute), NOW))


def test_bars_stay_inside_the_drawing_and_bars_without_a_value_are_left_out():
    figures = (Figure(3, 1.4, 0.2, 2.0), Figure(0), Figure(2, -0.5, -1.0, 0.1))
    drawn = draw(Chart("?", ("a", "b", "c"), (("hàng", figures),)))
    bars = drawn.rows[0].bars
    assert [bar.series for bar in bars] == [0, 2]
    assert all(bar.width >= 0 and LEFT <= bar.low <= bar.high <= WIDTH for bar in bars)
    assert (bars[1].width, bars[1].shown) == (0, "-50.0%")
    assert draw(Chart("?", ("p50",), (("1", (Figure(1, 30.0),)),), 60, "ms")).rows[0].bars[0].shown == "30 ms"
