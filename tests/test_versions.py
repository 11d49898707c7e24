"""Copies of one document in several files: shown once, the best first, only to who may read both."""

from dataclasses import replace
from datetime import datetime

import pytest
from fakes import new_register
from test_find_relation import HEAD, PLAN, TAIL

from ingest.directive import understand
from ingest.lookup import TaskFilter
from ingest.models import Media, Signature, Source, Visibility
from ingest.places import Place, Places
from ingest.versions import Copy, are_one

DRAFT = (
    PLAN.replace("Số: 45/KH-UBND", "Số:      /KH-UBND")
    .replace("ngày 10 tháng 3 năm 2026\n\nKẾ", "ngày      tháng 3 năm 2026\n\nKẾ")
    .replace("số 45/KH-UBND ngày 10 tháng 3 năm 2026 của", "số      /KH-UBND ngày      tháng 3 năm 2026 của")
)
EVERYBODY = Visibility("chung")


@pytest.fixture
def save(tmp_path, agencies):
    register = new_register(tmp_path / "register.db")

    def save(document_id, text, *, visibility=EVERYBODY, **source):
        read = Source(f"{document_id}.txt", document_id * 8, Media.TEXT, text, **source)
        register.save(understand(read, document_id, agencies, visibility))
        return register

    yield save
    register.close()


def shown(register, viewer=None):
    return [document.id for document in register.ties(viewer).current]


def test_word_and_pdf_of_one_plan_count_once(save):
    save("a", PLAN)
    register = save("b", PLAN.replace("\n\n", "\n"))
    ties = register.ties(None)
    assert [d.id for d in ties.current] == ["b"]
    assert [d.id for d in ties.versions("b")] == ["a"]
    assert {task.document_id for task in register.tasks(None)} == {"b"}
    assert register.document_ids(None) == {"b"}
    assert {c.document_id for c in register.references(None)} == {"b"}


def test_a_former_version_stays_readable(save):
    save("a", PLAN)
    register = save("b", PLAN + " ")
    assert register.document("a", None).source.text == PLAN
    assert {t.document_id for t in register.tasks(None, TaskFilter(document_ids=("a",)))} == {"a"}


def test_the_signed_copy_is_current_whichever_came_first(save):
    save("signed", PLAN)
    assert shown(save("draft", DRAFT)) == ["signed"]


def test_a_draft_gives_way_to_the_signed_copy(save):
    assert shown(save("draft", DRAFT)) == ["draft"]
    assert shown(save("signed", PLAN)) == ["signed"]


def test_letters_of_the_file_come_before_a_scan(save):
    save("text", PLAN)
    scanned = Places.of([Place(0, 3, 1, (0, 0, 9, 9), 0.9)])
    assert shown(save("scan", PLAN.replace("kinh tế", "kinh té"), places=scanned)) == ["text"]


def test_a_digital_signature_makes_a_copy_signed(save):
    signature = (Signature("Đào Quang Khải", None, True, True),)
    save("signed", DRAFT, signatures=signature)
    assert shown(save("draft", DRAFT + " ")) == ["signed"]


def test_a_removed_version_brings_back_the_former_one(save):
    save("a", PLAN)
    register = save("b", PLAN + " ")
    register.remove("b")
    assert shown(register) == ["a"]


@pytest.mark.parametrize(
    "other",
    [
        PLAN.replace("TỈNH BẮC NINH", "TỈNH SƠN LA").replace("tỉnh Bắc Ninh", "tỉnh Sơn La"),
        PLAN.replace("năm 2026", "năm 2025"),
        PLAN.replace("Số: 45/", "Số: 46/"),
        HEAD.format(number="45/KH-UBND", day="10 tháng 3 năm 2026")
        + "KẾ HOẠCH\nPhòng cháy\n\nCăn cứ Luật;\n1. Sở Y tế: Tập huấn.\n"
        + TAIL,
        DRAFT.replace("kinh tế số năm 2026", "kinh tế số năm 2027"),
        DRAFT.replace("Phát triển kinh tế số", "Phát triển du lịch"),
        DRAFT.replace("30/06/2026", "31/07/2026")
        .replace("30/04/2026", "15/05/2026")
        .replace("411/QĐ-TTg ngày 31/3/2022", "9/QĐ-TTg ngày 1/1/2026"),
    ],
)
def test_other_documents_stay_two(save, other):
    save("a", PLAN)
    assert shown(save("b", other)) == ["a", "b"]


def test_a_version_that_one_may_not_read_hides_nothing(save):
    save("open", DRAFT)
    register = save("secret", PLAN, visibility=Visibility("so-noi-vu", ()))
    assert shown(register) == shown(register, "so-y-te") == ["open"]
    assert shown(register, "so-noi-vu") == ["secret"]
    assert {t.document_id for t in register.tasks("so-y-te")} == {"open"}
    assert {t.document_id for t in register.tasks("so-noi-vu")} == {"secret"}
    assert register.ties("so-y-te").by_id["open"].superseded_by is None


def test_an_annex_alone_is_no_newer_version_of_its_plan(save):
    save("plan", PLAN)
    assert "plan" in shown(save("annex", PLAN[PLAN.index("Phụ lục I\n") :]))


def test_in_doubt_two_files_are_two(agencies):
    def copy(text):
        identity = understand(Source("a", "0", Media.TEXT, text), "a", agencies, EVERYBODY).document.identity
        return Copy("a", identity, text, False, False, datetime(2026, 1, 1))

    draft = copy(DRAFT)
    assert are_one(draft, copy(PLAN))
    assert are_one(copy(PLAN), draft)
    nobody = replace(draft, identity=replace(draft.identity, issuer=None))
    assert not are_one(draft, nobody)
