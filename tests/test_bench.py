"""Speed and memory: child processes, percentiles per kind of question, ratios."""

import json
import sys
from dataclasses import replace

import pytest
from fakes_eval import answer, cite

from eval.bench import (
    Amount,
    Child,
    ChildFailed,
    Commands,
    Figure,
    Performance,
    compare,
    made_up_questions,
    measure,
    question_lines,
    run_child,
    table,
)
from eval.bench_run import BenchConfig, Counters, questions_for, run
from eval.cases import answer_line, load_cases
from ingest.errors import BadUse


def python(code, *arguments):
    return (sys.executable, "-I", "-c", code, *arguments)


def asked(text, seconds, tasks=()):
    return replace(answer("Có [1].", cite("Có")), id=text, question=text, seconds=seconds, tasks=tasks)


def performance(seconds, *answers):
    child = Child(seconds, 100.0, "")
    return Performance(0.2, child, child, child, answers)


def test_a_child_reports_what_it_printed_how_long_it_took_and_its_peak():
    small, large = (run_child(python(f"print('chào', len(b'x' * {size}))")) for size in (1, 200 * 2**20))
    assert small.printed == "chào 1\n"
    assert 0 < small.seconds < 30
    assert small.peak_mib < 40
    assert large.peak_mib - small.peak_mib > 150


def test_a_child_that_fails_is_named_with_its_last_words():
    with pytest.raises(ChildFailed, match=r"(?s)mã 3: .*không có kho"):
        run_child(python("import sys; sys.stderr.write('không có kho'); sys.exit(3)"))


def test_a_program_that_is_not_there_is_named_too():
    with pytest.raises(ChildFailed, match="khong-co"):
        run_child(("/khong-co",))


def test_every_command_is_measured_and_the_first_answer_only_warms_up():
    lines = "\n".join(answer_line(asked(f"câu {n}", n)) for n in range(3))
    commands = Commands((), python("pass"), python("pass"), python("import sys; print(sys.argv[1])", lines))
    measured = measure(commands)
    assert [one.question for one in measured.answers] == ["câu 1", "câu 2"]
    assert measured.start_seconds is None
    assert measured.answering.peak_mib > 1


def test_times_are_split_by_whether_the_answer_names_tasks_over_the_same_questions():
    ours = performance(2.0, asked("a", 0.010, ("T1",)), asked("b", 0.030), asked("c", 0.050))
    theirs = performance(4.0, asked("a", 0.020), asked("b", 0.060), asked("c", 0.100))
    rows = {figure.name: figure for figure in compare(ours, theirs, (Amount(10, 50), Amount(10, 20)))}
    assert rows["register (1), p50"].troly == pytest.approx(10)
    assert rows["register (1), p50"].peer == pytest.approx(20)
    assert rows["content (2), p50"].troly == pytest.approx(40)
    assert rows["every question (3), p95"].ratio == pytest.approx(2.0)


def test_rates_are_amounts_over_the_time_of_the_whole_process():
    rates = [
        (figure.unit, figure.troly, figure.peer, figure.ratio)
        for figure in compare(performance(2.0), performance(4.0), (Amount(10, 50), Amount(10, 20)))
        if figure.more_is_better
    ]
    assert rates == [("pages/s", 5.0, 2.5, 2.0), ("passages/s", 25.0, 5.0, 5.0)]


def test_a_quantity_that_one_side_lacks_has_no_ratio():
    assert Figure("start", "s", 0.3, None).ratio is None
    assert Figure("p50", "ms", None, None).ratio is None


def test_the_table_says_how_many_times_better_troly_is():
    made = table(
        [Figure("a", "ms", 10.0, 25.0), Figure("b", "pages/s", 500.0, 1000.0, True), Figure("c", "s", 0.25, None)]
    )
    assert made.rows == (
        ("a", "ms", "10.0", "25.0", "2.50 x"),
        ("b", "pages/s", "500", "1000", "0.50 x"),
        ("c", "s", "0.25", "–", "–"),
    )
    assert made.markdown().splitlines()[3] == "| --- | --: | --: | --: | --: |"


TEXT = "Ngắn\n" + "\n".join(f"Việc {n} là một dòng đủ dài để hỏi về nội dung của văn bản này" for n in range(100))


def test_questions_are_made_from_any_corpus_spread_over_its_lines():
    made = made_up_questions([TEXT], 10)
    assert len(made) == 10
    assert made[0] == "Cơ quan nào chủ trì việc Việc 0 là một dòng đủ dài để hỏi về?"
    assert made[9].startswith("Văn bản nói gì về Việc 90 ")
    assert made_up_questions(["Ngắn quá"], 10) == ()


def test_questions_written_as_lines_are_read_back(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(question_lines(("Ai chủ trì?", "Hạn khi nào?")), "utf-8")
    assert [case.text for case in load_cases(path)] == ["Ai chủ trì?", "Hạn khi nào?"]
    assert questions_for((), path, 5) == ("Ai chủ trì?", "Hạn khi nào?")
    assert json.loads(path.read_text("utf-8").splitlines()[0])["id"] == "B1"


FAKE_TROLY = """#!{python} -IS
import json, pathlib, sys
arguments = dict(zip(sys.argv, sys.argv[1:]))
if "--store" in arguments:
    pathlib.Path(arguments["--store"]).write_text(json.dumps({{"a": 1, "b": 2}}))
if "--questions" in arguments:
    for line in open(arguments["--questions"]):
        asked = json.loads(line)
        print(json.dumps(asked | {{"status": "answered", "answer": "Có", "as_of": "2026-05-05", "seconds": 0.5}}))
"""


def test_the_whole_bench_runs_both_systems_over_the_same_questions(tmp_path):
    program = tmp_path / "troly"
    program.write_text(FAKE_TROLY.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    config = BenchConfig("documents", 3, "made up")
    counters = Counters(pages=lambda folder: 10.0, passages=lambda data: 8_000)
    finished, figures = run(tmp_path, ("Một?", "Hai?", "Ba?"), config, counters, program)
    rows = {figure.name: (figure.troly, figure.peer) for figure in figures if figure.unit == "ms"}
    assert rows["every question (2), p50"] == (500.0, 500.0)
    assert rows["register (0), p50"] == (None, None)
    rate = next(figure for figure in figures if figure.unit == "passages/s")
    assert rate.ratio > 1  # eight thousand passages against two, on however busy a machine
    assert finished.tables[0].markdown().startswith("## Speed and memory")


def test_a_bench_without_questions_is_bad_use(tmp_path):
    with pytest.raises(BadUse):
        run(tmp_path, (), BenchConfig("documents", 0, "made up"), Counters(len, len))
