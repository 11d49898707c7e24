"""Labelled questions put to assistants that are perfect, lying, mute or list everything."""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from fakes_eval import (
    AS_OF,
    FILE,
    FUNDING,
    TEXT,
    Scripted,
    answer,
    cite,
    gold_lines,
    liar,
    lister,
    mute,
    perfect,
)

from assistant.models import AnswerStatus, Question, Turn
from eval.answer_run import AnswerConfig, run
from eval.answers import Setting, ask_and_judge, is_verbatim, judge_all, meets
from eval.cases import GoldQuote, RecordedAssistant, answer_line, load_answers, load_cases
from eval.facts import named_agencies, registered, unsupported
from eval.figures import Figure, percentile, share
from eval.report import as_json, percent, write_run
from eval.summary import summarise
from ingest.errors import BadUse, NoCorpus, StorageFailure

SETTING = Setting({FILE: TEXT}, AS_OF)


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(gold_lines(), "utf-8")
    return load_cases(path)


def figures(cases, script):
    summary = summarise("x", judge_all(cases, Scripted(script), SETTING))
    return {name: figure.value for name, figure in summary.figures.items()}, summary


def test_a_perfect_assistant_scores_one_everywhere(cases):
    values, summary = figures(cases, perfect)
    assert (values.pop("over-refused"), values.pop("list completeness")) == (0, None)
    assert set(values.values()) == {1.0}
    assert (summary.gold_quotes_found, summary.gold_quotes, summary.facts_unsupported) == (2, 2, 0)


def test_a_liar_gets_nothing_for_quotes_that_stand_nowhere(cases):
    values, summary = figures(cases, liar)
    assert values["answerable right"] == 1.0
    assert values["answerable right, cited right"] == 0
    assert (values["citation right"], values["every quote verbatim"], values["refused rightly"]) == (0, 0, 0)
    assert (summary.quotes, summary.quotes_not_verbatim) == (3, 3)
    assert {example.fact for example in summary.unsupported_examples} == {"950", "công an tỉnh"}


def test_who_refuses_everything_over_refuses(cases):
    values, summary = figures(cases, mute)
    assert (values["over-refused"], values["refused rightly"], values["answerable right"]) == (1.0, 1.0, 0.0)
    assert values["citation right"] is None
    assert summary.statuses == {"not_in_corpus": 3}


def test_who_lists_everything_is_wrong_although_all_of_it_is_cited(cases):
    values, _ = figures(cases, lister)
    assert values["right"] == 0
    assert values["citation right"] == 1.0


def test_figures_come_by_type_and_by_language(cases):
    _, summary = figures(cases, perfect)
    assert list(summary.by_type) == ["agency_list", "deadline", "out_of_scope"]
    assert summary.by_lang["vi"]["right"].count == 2
    assert summary.by_lang["en"]["answerable right"] == Figure(0)


def test_the_question_carries_history_day_and_unit(cases):
    assistant = Scripted(perfect)
    judge_all(cases, assistant, replace(SETTING, viewer="so-tai-chinh"))
    asked = assistant.asked[1]
    assert asked.history == (Turn("user", "Mô hình nào?"),)
    assert (asked.as_of, asked.viewer, asked.id) == (AS_OF, "so-tai-chinh", "G2")


def test_an_assistant_that_fails_is_wrong_and_the_run_goes_on(cases):
    def broken(question):
        raise NoCorpus("Chưa có văn bản nào.")

    verdict = ask_and_judge(cases[2], Scripted(broken), SETTING)
    assert (verdict.status, verdict.is_right, verdict.refuses) == ("failed", False, False)


def test_a_clarification_is_neither_a_refusal_nor_an_answer(cases):
    asking = answer("Hỏi văn bản nào?", status=AnswerStatus.NEEDS_CLARIFICATION)
    verdict = ask_and_judge(cases[0], Scripted(lambda _: asking), SETTING)
    assert (verdict.is_right, verdict.refuses, verdict.gives_facts) == (False, False, False)


def test_a_recorded_answer_keeps_its_own_time(cases):
    assert ask_and_judge(cases[0], Scripted(perfect), SETTING).seconds == 2.0


@pytest.mark.parametrize(("quote", "verbatim"), [
    (FUNDING, True),  # over a line end and three spaces
    ("Công an tỉnh … đạt 100%", True),
    ("Công an tỉnh … đạt 90%", False),
    ("bố trí kinh phí", False),  # another letter case is another text
    ("", False),
    (" … ", False),
])  # fmt: skip
def test_a_quote_is_verbatim_when_each_part_stands_in_the_document(quote, verbatim):
    assert is_verbatim(cite(quote), {FILE: TEXT}) is verbatim
    assert not is_verbatim(cite(quote, file="khac.txt"), {FILE: TEXT})


@pytest.mark.parametrize(("quote", "gold", "met"), [
    ("kinh phí thực hiện nhiệm vụ chuyển đổi số năm 2026 của", FUNDING, True),  # more than eight words in common
    ("nhiệm vụ chuyển đổi số", FUNDING, True),  # stands whole in the gold quote
    ("các xã", FUNDING, False),  # too little to be the place
    ("năm 2026 … các xã, phường", FUNDING, True),  # little cells that are enough together
    ("Hoàn thành trước ngày 15/4/2026 nhé", "trước ngày 15/4/2026", True),  # a short gold quote stands in it whole
    ("**Bố trí kinh phí** thực hiện", "bố trí kinh phí thực hiện nhiệm vụ", True),
    ("kinh phí thực hiện nhiệm vụ khác hẳn những gì đã nêu", FUNDING, False),
    ("", FUNDING, False),
])  # fmt: skip
def test_a_citation_meets_a_gold_quote_when_it_shows_its_words(quote, gold, met):
    assert meets(cite(quote), GoldQuote(FILE, gold)) is met
    assert not meets(cite(quote), GoldQuote("khac.txt", gold))


@pytest.mark.parametrize(("text", "lacking"), [
    ("Hạn 15/04/2026 [1]", ()),
    ("Trong tháng 4/2026, tức ngày 15/4", ()),  # parts of a cited day
    ("Hạn 16/4/2026", ("[2026-4-16]",)),
    ("Đạt 100%", ("100%",)),
    ("Có 3 việc", ("3",)),
    ("Có 1 nguồn", ()),  # the number of citations is counted, not quoted
    ("- a\n- b\nTổng 2 việc", ()),  # so is the number of listed lines
    ("Chủ trì 2 việc\n- a\n- b\nPhối hợp 3 việc\n- c\n- d\n- e", ()),  # under one line, too
    ("Chủ trì 4 việc\n- a\n- b\nPhối hợp 3 việc\n- c\n- d\n- e", ("4",)),
    ("Đến ngày 05/05/2026", ()),  # the as-of day
    ("Câu hỏi về nhiệm vụ 17", ()),  # stands in the question
    ("Theo Kế hoạch 17-KH/BCĐ", ("17-kh/bcđ",)),
    ("Sở Nội vụ, Sở Tài chính", ("sở nội vụ",)),
    ("Theo mục Công an tỉnh", ()),  # stands in the heading of the citation
])  # fmt: skip
def test_every_date_number_sign_and_body_must_stand_in_what_is_cited(text, lacking):
    question = Question("Nhiệm vụ 17 của Sở Tài chính?", AS_OF)
    assert unsupported(question, answer(text, cite(FUNDING, section=("2. Công an tỉnh",)))) == lacking


@pytest.mark.parametrize(("text", "names"), [
    ("Sở Tài chính chủ trì, phối hợp Sở Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
    ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("Văn phòng UBND tỉnh và Công an tỉnh", ["Văn phòng UBND tỉnh", "Công an tỉnh"]),
    ("Sở KH&CN chủ trì", ["Sở KH&CN"]),
    ("bộ tiêu chí, hội nghị, trường hợp", []),
])  # fmt: skip
def test_names_of_bodies_are_read_by_their_form(text, names):
    assert [body.printed for body in named_agencies(text)] == names


@pytest.mark.parametrize(("quote", "text", "lacking"), [
    ("Các Sở: Tư pháp, Nội vụ, Công Thương", "Sở Tư pháp; Sở Công Thương", ()),
    ("Các Sở: Tư pháp, Nội vụ", "Sở Tài chính", ("sở tài chính",)),
    ("UBND các xã, phường, đặc khu", "UBND đặc khu", ()),
    ("Sở Nội vụ, Tài chính tham mưu", "Sở Tài chính", ()),
    ("Sở Tư pháp. Đoàn Thanh tra", "Sở Thanh tra", ("sở thanh tra",)),
    ("Thông báo số 515/TB-UBND ngày 26/12/2025⁴", "Ngày 26/12/2025", ()),  # the mark of a footnote
    ("Chỉ thị số 11/CT-UBND", "Chỉ thị số 11/CT-UBND Về tăng cường", ()),  # the end of a sign is no body
])  # fmt: skip
def test_a_body_of_a_list_and_a_day_with_a_mark_are_borne_out(quote, text, lacking):
    assert unsupported(Question("?", AS_OF), answer(text, cite(quote))) == lacking


def test_a_long_hostile_text_is_read_in_time():
    named_agencies("Sở " + "A a " * 50_000)
    unsupported(Question("?", AS_OF), answer("1-" * 20_000 + "Sở A, " * 20_000))


@dataclass(frozen=True)
class Found:
    name: str
    start: int
    end: int


class TinyRegister:
    """Knows one body and its abbreviation."""

    def find(self, text):
        return [Found("Công an tỉnh", m.start(), m.end()) for m in re.finditer("Công an tỉnh|CAT", text)]


@pytest.mark.parametrize(("text", "lacking"), [
    ("CAT chủ trì [1]", ()),  # the register knows it as the body that is quoted in full
    ("Công an tỉnh chủ trì, Sở Nội vụ phối hợp [1]", ("sở nội vụ",)),  # read by its form, borne out by nothing
    ("Sở Tài chính [1]", ()),
])  # fmt: skip
def test_a_register_of_bodies_tells_that_two_names_are_one(text, lacking):
    agencies = registered(TinyRegister())
    given = answer(text, cite("1. Sở Tài chính … 2. Công an tỉnh"))
    assert unsupported(Question("?", AS_OF), given, agencies) == lacking


def test_bootstrap_intervals_are_the_same_for_the_same_seed():
    outcomes = [True] * 30 + [False] * 10
    first = share(outcomes, seed=1)
    assert first == share(outcomes, seed=1)
    assert first.value == 0.75
    assert 0.55 < first.low < 0.7
    assert 0.8 < first.high < 0.95
    assert share([]) == Figure(0)
    assert percent(share([])) == "–"


def test_percentiles_lie_between_their_neighbours():
    assert percentile([1.0, 2.0, 3.0, 10.0], 0.5) == 2.5
    assert percentile([4.0], 0.95) == 4.0


def test_answers_written_as_lines_are_read_back_and_judged_alike(cases, tmp_path):
    path = tmp_path / "answers.jsonl"
    asked = [(case, perfect(case.question(AS_OF, None))) for case in cases]
    given = [replace(one, id=case.id, question=case.text) for case, one in asked]
    path.write_text("\n".join(map(answer_line, given)), "utf-8")
    recorded = RecordedAssistant(load_answers(path))
    assert next(recorded.stream(cases[0].question(AS_OF, None))) == given[0]
    live = judge_all(cases, Scripted(perfect), SETTING)
    assert judge_all(cases, recorded, SETTING) == live


def test_a_question_that_was_not_recorded_is_named():
    with pytest.raises(BadUse, match="G9"):
        RecordedAssistant(()).ask(Question("?", AS_OF, id="G9"))


@pytest.mark.parametrize(("content", "place"), [('{"id": "A"}', "question"), ("không phải JSON", "JSON")])
def test_a_bad_gold_file_is_refused_with_the_place(tmp_path, content, place):
    path = tmp_path / "gold.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(BadUse, match=place):
        load_cases(path)


def test_a_missing_gold_file_is_refused(tmp_path):
    with pytest.raises(BadUse, match=r"khong-co\.jsonl"):
        load_cases(tmp_path / "khong-co.jsonl")


def _run(cases, **assistants):
    config = AnswerConfig("gold.jsonl", "0" * 64, tuple(assistants), AS_OF, None, 4, 1)
    return run(cases, {name: Scripted(script) for name, script in assistants.items()}, SETTING, config)


def test_two_assistants_stand_side_by_side(cases):
    finished, report = _run(cases, troly=perfect, liar=liar)
    assert finished.tables[0].head == ("figure [95 % interval]", "troly", "liar")
    assert ("right", "100.0% [100.0–100.0] n=3", "66.7% [0.0–100.0] n=3") in finished.tables[0].rows
    assert [summary.assistant for summary in report.summaries] == ["troly", "liar"]
    assert finished.notes[0] == "liar, G1: “950” stands in no cited place"


def test_a_run_leaves_config_rows_and_summary(cases, tmp_path):
    finished, _ = _run(cases, troly=perfect)
    now = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)
    folder = write_run(tmp_path, finished, now)
    assert folder == tmp_path / "answers" / "20260505T080000Z"
    assert json.loads((folder / "config.json").read_text("utf-8"))["as_of"] == "2026-05-05"
    rows = [json.loads(line) for line in (folder / "rows.jsonl").read_text("utf-8").splitlines()]
    assert [(row["id"], row["right"]) for row in rows] == [("G1", True), ("G2", True), ("G3", True)]
    assert "| right | 100.0%" in (folder / "summary.md").read_text("utf-8")
    assert write_run(tmp_path, finished, now).name == "20260505T080000Z-2"


def test_a_folder_that_cannot_be_written_is_a_storage_failure(cases, tmp_path):
    (tmp_path / "answers").write_text("một tệp, không phải thư mục")
    with pytest.raises(StorageFailure):
        write_run(tmp_path, _run(cases, troly=perfect)[0])


def test_summaries_become_plain_json(cases):
    _, report = _run(cases, troly=perfect)
    parsed = json.loads(as_json(report.printed()))["troly"]
    assert parsed["figures"]["right"] == {"count": 3, "value": 1.0, "low": 1.0, "high": 1.0}
    assert as_json({"ngày": date(2026, 5, 5), "số": 0.123456}) == '{"ngày": "2026-05-05", "số": 0.1235}'
