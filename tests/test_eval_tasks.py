"""Extracted tasks held against hand-made rows."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.report import as_json
from eval.task_rows import Due, Row, load_gold, load_predicted
from eval.task_run import TaskConfig, run
from eval.tasks import align, differences, summarise
from ingest.errors import BadUse

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "tasks.json"
REPORT = "Báo cáo kết quả triển khai thực hiện nhiệm vụ về Sở Khoa học và Công nghệ theo quy định"


def row(id, text, **fields):
    blank = Row(id, "cv.txt", "task", text, None, frozenset({"công an tỉnh"}), frozenset(), "chu_tri", Due())
    return replace(blank, **fields)


def test_rows_are_paired_by_their_words_whatever_their_order():
    gold = [row("g1", "Bố trí kinh phí năm 2026"), row("g2", "Tổ chức tập huấn kỹ năng số cho cán bộ")]
    predicted = [row("p2", "tổ chức **tập huấn** kỹ năng số cho cán bộ."), row("p1", "Bố trí kinh phí năm 2026;")]
    (alignment,) = align(gold, predicted)
    assert {(pair.gold.id, pair.predicted.id) for pair in alignment.pairs} == {("g1", "p1"), ("g2", "p2")}


def test_a_text_cut_short_is_still_the_same_task():
    (alignment,) = align([row("g", REPORT)], [row("p", REPORT[:60])])
    assert len(alignment.pairs) == 1


def test_short_words_inside_a_long_text_are_another_task():
    (alignment,) = align([row("g", REPORT)], [row("p", "Báo cáo kết quả")])
    assert (alignment.pairs, len(alignment.missed), len(alignment.extra)) == ((), 1, 1)


def test_equal_texts_are_told_apart_by_number_and_then_by_order():
    gold = [row("g1", REPORT, number="1"), row("g2", REPORT), row("g3", REPORT), row("g4", REPORT, number="4")]
    predicted = [row("p1", REPORT, number="4"), row("p2", REPORT), row("p3", REPORT), row("p4", REPORT, number="1")]
    (alignment,) = align(gold, predicted)
    pairs = {(pair.gold.id, pair.predicted.id) for pair in alignment.pairs}
    assert pairs == {("g1", "p4"), ("g2", "p2"), ("g3", "p3"), ("g4", "p1")}


def test_one_predicted_row_serves_one_gold_row_only():
    (alignment,) = align([row("g1", REPORT), row("g2", REPORT)], [row("p", REPORT)])
    assert [len(side) for side in (alignment.pairs, alignment.missed, alignment.extra)] == [1, 1, 0]


def test_documents_without_gold_rows_are_not_scored():
    alignments = align([row("g", REPORT)], [row("p", REPORT), row("x", REPORT, document="khac.txt")])
    assert [alignment.document for alignment in alignments] == ["cv.txt"]
    assert summarise(alignments).predicted == 1


def test_no_prediction_at_all_is_no_recall_and_no_precision():
    summary = summarise(align([row("g", REPORT)], []))
    assert (summary.recall.value, summary.precision.value, summary.predicted) == (0, None, 0)
    assert summary.fields["lead"].value == 0
    assert summary.matched_fields["lead"].value is None


def test_agencies_agree_as_sets_and_deadlines_in_every_part():
    due = Due("date", "before", None, "2026-04-15")
    gold = row("g", REPORT, lead=frozenset({"a", "b"}), due=due)
    predicted = row("p", REPORT, lead=frozenset({"a"}), due=replace(due, op="by"))
    values = {name: figure.value for name, figure in summarise(align([gold], [predicted])).fields.items()}
    wrong = {name for name, value in values.items() if value == 0}
    assert wrong == {"lead", "deadline", "deadline.op"}


def test_a_missed_row_disagrees_in_every_field_but_not_among_those_found():
    summary = summarise(align([row("g1", REPORT), row("g2", "Một việc khác hẳn")], [row("p", REPORT)]))
    assert (summary.recall.value, summary.precision.value) == (0.5, 1.0)
    assert (summary.fields["role"].value, summary.matched_fields["role"].value) == (0.5, 1.0)


def test_every_difference_is_listed():
    gold = [row("g1", REPORT, coordinating=frozenset({"sở y tế", "sở nội vụ"})), row("g2", "Một việc khác hẳn")]
    predicted = [row("p1", REPORT, number="5"), row("p2", "Việc không có trong nhãn")]
    found = {(one.gold_id, one.field): (one.gold, one.predicted) for one in differences(align(gold, predicted))}
    assert found == {
        ("g2", "missed"): ("Một việc khác hẳn", ""),
        ("", "extra"): ("", "Việc không có trong nhãn"),
        ("g1", "task_no"): ("", "5"),
        ("g1", "coordinating"): ("sở nội vụ; sở y tế", ""),
    }


GOLD_ROW = {
    "id": "T1", "doc": "cv.txt", "kind": "closing", "text": "Báo cáo", "text_full": REPORT, "task_no": None,
    "lead": ["Sở Khoa học và Công nghệ"], "coordinating": ["Uỷ ban nhân dân xã"], "role": "thuc_hien",
    "deadline_text": "trước ngày 20 hằng tháng", "deadline_kind": "recurring", "deadline_op": "before",
    "deadline_start": None, "deadline_end": None, "recurrence": {"freq": "monthly", "day": 20}, "notes": "x",
}  # fmt: skip
PREDICTED_LINE = {
    "id": "P1", "document": {"file": "cv.txt"}, "kind": "closing", "text": REPORT, "task_no": None,
    "lead": ["Sở Khoa học và  Công nghệ"], "coordinating": ["Ủy ban nhân dân xã"], "implementing": [],
    "role": "thuc_hien", "result": None, "value": None, "locator": {"x": 1},
    "deadline": {"text": "trước ngày 20 hằng tháng", "kind": "recurring", "op": "before", "start": None, "end": None,
                 "recurrence": {"freq": "monthly", "day": 20, "month": None}},
}  # fmt: skip


def test_gold_rows_and_printed_tasks_read_into_the_same_row(tmp_path):
    (tmp_path / "gold.json").write_text(json.dumps([GOLD_ROW], ensure_ascii=False), "utf-8")
    (tmp_path / "tasks.jsonl").write_text(json.dumps(PREDICTED_LINE, ensure_ascii=False), "utf-8")
    (gold,), (predicted,) = load_gold(tmp_path / "gold.json"), load_predicted(tmp_path / "tasks.jsonl")
    assert replace(predicted, id="T1") == gold
    assert gold.due.recurrence == (("day", "20"), ("freq", "monthly"))


def test_a_task_without_a_deadline_equals_the_label_none(tmp_path):
    path = tmp_path / "tasks.jsonl"
    path.write_text(json.dumps(PREDICTED_LINE | {"deadline": None}), "utf-8")
    assert load_predicted(path)[0].due == Due("none")


def test_a_printed_task_without_a_lead_is_refused_with_the_place(tmp_path):
    path = tmp_path / "tasks.jsonl"
    path.write_text(json.dumps({name: value for name, value in PREDICTED_LINE.items() if name != "lead"}), "utf-8")
    with pytest.raises(BadUse, match="lead"):
        load_predicted(path)


def test_a_report_holds_tables_rows_and_figures():
    gold = [row("g1", REPORT), row("g2", "Một việc khác hẳn", document="khac.txt")]
    finished, report = run(gold, [row("p", REPORT, role="phoi_hop")], TaskConfig("tasks.json", "0", "tasks.jsonl"))
    documents, _, listed = finished.tables
    assert documents.rows[0] == ("cv.txt", "1", "1", "1.000", "1.000", *("1.000",) * 3, "0.000", "1.000", "1.000")
    assert documents.rows[-1][:4] == ("all", "2", "1", "0.500")
    assert listed.title == "Differences (2)"
    assert [json.loads(as_json(line)).get("field") for line in finished.rows] == [None, "role", "missed"]
    assert report.by_document["khac.txt"].recall.value == 0


@pytest.mark.skipif(not GOLD.exists(), reason="../shared/gold is not here")
def test_the_gold_rows_agree_with_themselves_in_full():
    gold = load_gold(GOLD)
    summary = summarise(align(gold, [replace(one, id="p") for one in gold]))
    assert {figure.value for figure in (summary.recall, summary.precision, *summary.fields.values())} == {1.0}
