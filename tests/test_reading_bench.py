"""Pages a second beside other readers, and the plan that must be in the register within two seconds."""

from __future__ import annotations

import pytest

from eval.bench_run import peers
from eval.plan_file import annex_as_sheet, plan, plan_as_text, plan_in_word
from eval.reading import Steps
from eval.reading_bench import PLAN_SECONDS, PlanTime, Rate, plan_time, rates, samples, tables
from ingest.directive import understand
from ingest.formats.archive import opened
from ingest.formats.read import read_bytes
from ingest.models import Visibility
from ingest.secrecy import stopped


@pytest.fixture
def steps(agencies):
    return Steps(opened, read_bytes, lambda source: understand(source, "d", agencies, Visibility("chung")), stopped)


def test_the_invented_plan_is_read_with_every_row_of_its_annex(steps):
    record = steps.understand(steps.read("ke-hoach.pdf", plan(1, 2)))
    rows = [task for task in record.tasks if task.number and "số hóa" in task.text]
    assert len(record.document.source.page_starts) == 3
    assert [task.number for task in rows] == [str(number) for number in range(1, 29)]
    assert all(task.lead and task.deadline for task in rows)


def test_it_comes_in_other_formats_too(steps):
    assert "Sở Y tế" in plan_as_text(1)
    assert "Sở Y tế chủ trì" in steps.read("a.docx", plan_in_word(1)).text
    assert steps.read("a.xlsx", annex_as_sheet(3)).text.count("Xây dựng phương án") == 3


def test_text_pdfs_are_read_by_all_and_other_formats_by_troly_alone(steps):
    files = {"PDF": [("a.pdf", plan(1, 1))], "text": [("a.txt", plan_as_text(1).encode())]}
    found = list(rates(files, steps, peers()))
    assert [(rate.kind, list(rate.peers)) for rate in found] == [
        ("PDF", ["pypdfium2", "pypdf", "pdfplumber"]),
        ("text", []),
    ]
    assert found[0].pages == 2
    assert all(speed > 0 for rate in found for speed in (rate.troly, *rate.peers.values()))


def test_the_plan_of_twenty_pages_is_in_the_register_within_its_limit_and_a_margin(steps):
    measured = plan_time(steps)
    assert measured.tasks > 200
    assert measured.usual < 4 * PLAN_SECONDS  # a busy machine may take longer than `troly eval bench` allows


def test_without_shared_documents_invented_ones_are_measured(tmp_path):
    assert {"Word, invented", "Excel, invented", "text, invented"} <= samples(tmp_path).keys()


def test_the_table_says_how_many_times_as_fast_troly_is():
    found = [Rate("PDF", 20, 50.0, {"pdfplumber": 5.0}), Rate("Word", 16, 180.0, {})]
    speed, planned = tables(found, PlanTime(1.5, 0.9, 269))
    assert speed.rows == (("PDF", "20", "50.0", "5.0 (10.00 x)"), ("Word", "16", "180.0", "–"))
    assert [row[1:] for row in planned.rows] == [("1.50", "≤ 2"), ("0.90", "≤ 2")]
