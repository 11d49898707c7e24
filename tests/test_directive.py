"""The story of one file: the gold labels, facts of the samples read by hand, any text at all."""

import json

import pytest
from directives import SHARED, leads, letter, read, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agencies import Agencies
from ingest.agency_names import PROVINCE_FILE, Directory
from ingest.directive import understand
from ingest.formats.read import read as read_file
from ingest.models import BlockKind, DeadlineKind, Role, TaskKind, Visibility, Zone

GOLD = SHARED / "gold" / "tasks.json"
REGISTER = Agencies(Directory(PROVINCE_FILE))
PIECES = [
    "Giao Sở Y tế ", "Các Sở: ", "- ", "1. ", "a) ", "\n", "; ", "chủ trì, phối hợp với ", "UBND các xã ", "./.", "Nơi nhận: ",
    "KT. CHỦ TỊCH ", "PHỤ LỤC ", "(Kèm theo ", "ngày 12/3/2026 ", "Kính gửi: ", "THÔNG BÁO ", "\t", "¹", "**", "Chủ trì: ", "Điều 1. ",
]  # fmt: skip


def squeezed(text):
    return "".join(text.split())


def row(printed, words):
    kind, number, lead, coordinating, role = printed
    return (kind, number, tuple(lead), tuple(coordinating), role, squeezed(words)[:50])


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold labels are not beside the project")
@pytest.mark.parametrize("start", ["000", "001", "004"])
def test_the_gold_labels_are_met_task_by_task(start):
    labels = [t for t in json.loads(GOLD.read_text(encoding="utf-8")) if t["doc"].startswith(start)]
    expected = [row((t["kind"], t["task_no"], t["lead"], t["coordinating"], t["role"]), t["text_full"]) for t in labels]
    found = sample(start, REGISTER).tasks
    assert [row((t.kind, t.number, t.lead, t.coordinating, t.role), t.text) for t in found] == expected
    ends = [(t["deadline_kind"], t["deadline_end"]) for t in labels]
    assert [_end(t) for t in found] == ends


def _end(task):
    deadline = task.deadline
    return (deadline.kind, deadline.end.isoformat() if deadline.end else None) if deadline else ("none", None)


def test_the_letter_of_a_commune_is_understood():
    record = sample("002", REGISTER)
    identity = record.document.identity
    assert (identity.kind.value, identity.issuer.value) == ("Công văn", "Ủy ban nhân dân xã Sơn Tịnh")
    assert (identity.number, identity.sign.value, identity.partial_day.value) == (None, "UBND", "2026-01")
    assert (identity.signer.value, identity.signer_title.value, identity.authority) == (
        "Đặng Xuân Trung",
        "CHỦ TỊCH",
        (),
    )
    assert [f.value for f in identity.recipients][-1] == "Lưu: VT, VHXH (Lý)"
    group, office, culture = (
        ("Các cơ quan, đơn vị thuộc UBND xã",),
        "Văn phòng HĐND và UBND xã Sơn Tịnh",
        "Phòng Văn hóa - Xã hội xã Sơn Tịnh",
    )
    assert leads(record) == [group, group, group, (office,), (culture,), (culture,)]
    assert [t.role for t in record.tasks][3:5] == [Role.ADVISE, Role.LEAD]
    assert record.document.references[0].sign == "537/TB-UBND"


def test_the_plan_and_its_two_annexes_are_understood():
    record = sample("003", REGISTER)
    assert [(a.label, a.rows) for a in record.document.annexes] == [("Phụ lục I", 21), ("Phụ lục II", 43)]
    second = [t for t in record.tasks if t.annex == "Phụ lục II"]
    assert sum("Công an tỉnh" in t.lead for t in second) == 12
    assert [f"{t.group}.{t.number}" for t in second if t.deadline.kind is DeadlineKind.EVENT] == ["I.5", "I.6"]
    assert [f"{t.group}.{t.number}" for t in second if t.deadline.kind is DeadlineKind.MONTH] == ["VI.4"]
    year = ["I.2", "I.3", "I.7", "I.8", "I.10", "II.3", "II.4", "III.2", "V.1", "V.2", "V.3"]
    assert [f"{t.group}.{t.number}" for t in second if t.deadline.kind is DeadlineKind.YEAR] == year
    assert {t.kind for t in record.tasks if t.annex == "Phụ lục I"} == {TaskKind.TARGET}


def test_the_body_of_the_plan_assigns_only_where_it_organises():
    body = [t for t in sample("003", REGISTER).tasks if t.annex is None]
    assert {t.section[0] for t in body[:-1]} == {"V. TỔ CHỨC THỰC HIỆN"}
    closing = body[-1]
    assert (closing.kind, closing.submit_to[-1]) == (TaskKind.CLOSING, "Sở Khoa học và Công nghệ")
    assert [t.kind for t in body].count(TaskKind.REQUEST) == 1


def test_a_conclusion_is_of_its_leader_and_signed_by_another():
    identity = sample("000", REGISTER).document.identity
    assert (identity.presider.value, identity.signer.value) == ("Trần Phước Hiền", "Phùng Tô Long")
    assert (identity.event_day.value, identity.number, identity.day) == ("2025-12-29", None, None)
    assert [f.value for f in identity.authority] == ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"]


@pytest.mark.parametrize(
    "name", ["cong-van-nhiem-vu-quy-ii-2026", "ke-hoach-chinh-quyen-so-2026-2030", "thong-bao-537-tb-ubnd"]
)
def test_word_files_give_the_tasks_of_their_text(name):
    path = SHARED / "documents" / f"{name}.docx"
    if not path.exists():
        pytest.skip("the shared documents are not beside the project")
    start = {"cong": "004", "ke-h": "003", "thon": "000"}[name[:4]]
    record = understand(read_file(path), "d", REGISTER, Visibility("chung"))
    found = [(t.number, t.lead, t.kind) for t in record.tasks]
    assert [x for x in [(t.number, t.lead, t.kind) for t in sample(start, REGISTER).tasks] if x not in found] == []
    assert record.document.identity.issuer.value == "Ủy ban nhân dân tỉnh Quảng Ngãi"


def test_a_document_of_another_province_names_no_body_of_this_one():
    record = letter("1. Sở Y tế báo cáo UBND tỉnh trước ngày 20/01/2026.\n", REGISTER)
    assert record.tasks[0].submit_to == ("UBND tỉnh",)


def test_the_year_of_issue_completes_a_day_without_year():
    record = letter("1. Sở Y tế báo cáo trước ngày 20/3.\n", REGISTER)
    assert record.tasks[0].deadline.end.isoformat() == "2026-03-20"


def test_task_ids_are_unique_where_numbers_repeat():
    record = letter("1. Sở Y tế:\na) Rà soát.\n1. Công an tỉnh:\na) Xử lý.\n", REGISTER)
    assert [t.id for t in record.tasks] == ["d-1.a", "d-1.a~2"]


def test_rows_of_a_table_are_blocks_of_their_zone():
    record = sample("004", REGISTER)
    rows = [b for b in record.document.blocks if b.kind is BlockKind.ROW]
    assert len(rows) == 20
    assert {b.zone for b in rows} == {Zone.ANNEX}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40) | st.lists(st.text(max_size=30), max_size=6))
def test_any_text_is_understood_and_always_alike(parts):
    text = "".join(parts)
    record = read(text, REGISTER)
    assert record == read(text, REGISTER)
    for task in record.tasks:
        assert task.lead
        assert all(0 <= s.start < s.end <= len(text) for _, spans in task.evidence for s in spans)
    for block in record.document.blocks:
        assert all(0 <= s.start <= s.end <= len(text) for s in block.spans)
