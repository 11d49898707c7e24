"""Which documents and annexes a question names."""

from dataclasses import replace
from datetime import date

import pytest
from conftest import AS_OF

from assistant.models import Question
from assistant.query import Place
from assistant.scope import find_scope
from assistant.understand import Known, understand

NOTICE, SECOND, COMMUNE, PLAN, LETTER = (f"00{number}" for number in range(5))


@pytest.fixture(scope="module")
def scoped(tools):
    """The scope of a question: first digits of file names, annex labels, words used."""
    known = tools.known(None)
    files = {document.id: document.file[:3] for document in known.documents}

    def scope_of(text: str):
        query = understand(Question(text, AS_OF), known)
        words = [query.text[start:end] for start, end in query.scope.words]
        return [files[id] for id in query.scope.documents], [label for _, label in query.scope.annexes], words

    return scope_of


@pytest.mark.parametrize(
    ("question", "files"),
    [
        ("Thông báo số 537/TB-UBND giao việc gì?", [NOTICE]),  # the number that only another document tells
        ("tb 537 giao viec gi", [NOTICE]),
        ("537/TB giao gì?", [NOTICE]),
        ("Ai ký thông báo kết luận cuộc họp ngày 29/12/2025?", [NOTICE]),
        ("Kết luận cuộc họp ngày 2 tháng 4 năm 2026 giao gì?", [SECOND]),
        ("Công văn triển khai Thông báo số 01-TB/CQTT giao gì?", [LETTER]),
        ("Kế hoạch phát triển Chính quyền số có mấy phụ lục?", [PLAN]),
        ("ke hoach chinh quyen so co may phu luc", [PLAN]),
        ("Công văn của xã Sơn Tịnh giao gì?", [COMMUNE]),
        ("Hai thông báo khác nhau thế nào?", [NOTICE, SECOND]),
        ("Who signed the plan?", [PLAN]),
    ],
)
def test_a_document_is_named_by_number_meeting_subject_or_issuer(scoped, question, files):
    assert scoped(question)[0] == files


@pytest.mark.parametrize(
    "question",
    [
        "Nhiệm vụ 17 do ai chủ trì?",
        "Sở Y tế phải làm gì?",
        "Thông báo số 999/TB-UBND giao gì?",
        "Cuộc họp ngày 01/01/2025 kết luận gì?",
        "Việc nào có hạn 29/12/2025?",
        "Lập kế hoạch trồng rừng ở đâu?",
    ],
)
def test_a_question_that_names_none_is_about_all(scoped, question):
    assert scoped(question)[:2] == ([], [])


@pytest.mark.parametrize(
    ("question", "files", "labels"),
    [
        ("Phụ lục II có bao nhiêu nhiệm vụ?", [PLAN], ["Phụ lục II"]),
        ("phu luc 1 co bao nhieu chi tieu", [PLAN], ["Phụ lục I"]),
        ("Phụ lục nhiệm vụ Quý II/2026 có bao nhiêu nhiệm vụ?", [LETTER], ["PHỤ LỤC"]),
        ("Annex II has how many tasks?", [PLAN], ["Phụ lục II"]),
    ],
)
def test_an_annex_is_named_by_ordinal_or_by_its_title(scoped, question, files, labels):
    assert scoped(question)[:2] == (files, labels)


def test_an_annex_that_does_not_exist_names_no_document(scoped):
    assert scoped("Phụ lục IX có gì?")[:2] == ([], [])


def test_words_that_name_the_document_are_used_up(scoped):
    assert scoped("Thông báo số 537/TB-UBND giao việc gì?")[2] == ["537/TB-UBND"]
    assert scoped("Phụ lục nhiệm vụ Quý II/2026 có gì?")[2] == ["Quý II/2026"]


def test_a_document_that_one_may_not_read_is_not_named(tools):
    known = tools.known(None)
    hidden = Known(tuple(d for d in known.documents if not d.file.startswith(NOTICE)), known.agencies)
    query = understand(Question("Cuộc họp ngày 29/12/2025 kết luận gì?", AS_OF), hidden)
    assert not query.scope


def test_without_documents_nothing_is_named():
    assert not find_scope("Kế hoạch phát triển Chính quyền số", (), (), Place())


def test_a_second_document_of_the_same_meeting_day_is_meant_too(tools):
    known = tools.known(None)
    first = next(d for d in known.documents if d.file.startswith(NOTICE))
    twin = replace(first, id="vb-khac", file="005.txt")
    query = understand(
        Question("Cuộc họp ngày 29/12/2025 kết luận gì?", date(2026, 1, 1)),
        Known((*known.documents, twin), known.agencies),
    )
    assert query.scope.documents == (first.id, "vb-khac")
