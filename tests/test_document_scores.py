"""Hand labels of real documents against what the product reads."""

from __future__ import annotations

from datetime import date

import pytest
from directives import letter
from makers import SHARED

from eval.document_scores import LabelledDocument, LabelledRow, figures, read_labels, verdicts
from ingest.directive import understand
from ingest.errors import BadUse
from ingest.formats.read import read
from ingest.models import Visibility

TABLE = "1. Nhiệm vụ\nTT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\tLập đề án\tSở Y tế\t30/6/2026\n"


def label(**other):
    names = ("kind", "number", "day", "place", "issuer", "subject", "signer", "signer_title")
    identity = dict.fromkeys(names) | {"number": "123/UBND-TH"} | other
    return LabelledDocument("a.txt", identity, (), (LabelledRow("", "1", "Sở Y tế", date(2026, 6, 30).isoformat()),))


def test_right_fields_and_rows_are_right(agencies):
    found = list(verdicts(label(), letter(TABLE, agencies)))
    assert {(v.field, v.is_right) for v in found if v.field != "row count"} >= {("number", True)}
    assert all(figure.value == 1.0 for key, figure in figures(found).items() if key[1] in ("lead", "deadline", "row"))


def test_a_wrong_number_is_wrong(agencies):
    found = verdicts(label(number="124/UBND-TH"), letter(TABLE, agencies))
    assert [v.is_right for v in found if v.field == "number"] == [False]


def test_a_file_that_cannot_be_read_has_nothing_right():
    assert not any(v.is_right for v in verdicts(label(), None))


def test_a_folder_without_labels_is_refused(tmp_path):
    with pytest.raises(BadUse):
        read_labels(tmp_path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are absent")
@pytest.mark.parametrize("name", ("nghi-quyet-so-105", "quyet-dinh-so-844", "quyet-dinh-so-982"))
def test_every_row_of_the_real_task_tables_is_right(name, agencies):
    (label,) = (one for one in read_labels() if one.file.startswith(name))
    record = understand(read(SHARED / "real" / label.file), "d", agencies, Visibility("chung"))
    rows = [v for v in verdicts(label, record) if v.field in ("row", "lead", "deadline", "row count")]
    assert [(v.field, v.place) for v in rows if not v.is_right] == []
