"""Lists that leave nothing out: a whole document, recurring work, the newest document, who holds most."""

import re
from collections import Counter
from datetime import date

import pytest

from assistant.due import find_recurring, window_words
from assistant.models import AnswerStatus
from assistant.query import DueWindow, Query, Timing
from ingest.lookup import TaskFilter
from ingest.models import DeadlineKind, TaskKind


def query(**fields) -> Query:
    words = {"text": "", "searched": "", "folded": "", "english": False, "unaccented": False, "viewer": None}
    return Query(**{**words, "as_of": date(2026, 5, 10), **fields})


def tasks_of(tools, start, **more):
    [document] = [d for d in tools.documents(None) if d.file.startswith(start)]
    return document, tools.tasks(None, TaskFilter(document_ids=(document.id,), **more))


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("Kế hoạch giao những nhiệm vụ gì?", "003"),
        ("Liệt kê nhiệm vụ trong kế hoạch", "003"),
        ("Thông báo 537 giao những việc gì?", "000"),
    ],
)
def test_all_the_tasks_of_a_document_are_listed_with_their_number(ask, tools, question, file):
    _, tasks = tasks_of(tools, file)
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.tasks == tuple(t.id for t in tasks)
    assert f"Có {len(tasks)} nhiệm vụ trong" in answer.text
    assert answer.text.count("\n- ") == len(tasks)


def test_the_newest_document_is_the_one_with_the_last_printed_day(ask, tools):
    days = {d.id: (d.identity.day or d.identity.event_day) for d in tools.documents(None)}
    last = max(day.value for day in days.values() if day)
    answer = ask("Văn bản mới nhất giao những việc gì?")
    assert {days[task.document_id].value for task in tools.tasks(None, TaskFilter()) if task.id in answer.tasks} == {
        last
    }


def test_within_the_newest_document_only_the_named_bodys_tasks_are_listed(ask, tools):
    answer = ask("Sở Tài chính có nhiệm vụ gì trong văn bản mới nhất?")
    _, tasks = tasks_of(tools, "001")
    assert set(answer.tasks) == {t.id for t in tasks if "Sở Tài chính" in (*t.lead, *t.coordinating, *t.implementing)}


def test_work_that_recurs_is_listed_by_its_deadline_and_not_by_likeness(ask, tools):
    recurring = {
        t.id for t in tools.tasks(None, TaskFilter()) if t.deadline and t.deadline.kind is DeadlineKind.RECURRING
    }
    answer = ask("Những việc nào phải báo cáo định kỳ?")
    assert answer.tasks
    assert set(answer.tasks) <= recurring


def test_who_leads_most_is_counted_over_every_task(ask, tools):
    groups = tools.agencies.directory.members
    pool = tools.tasks(None, TaskFilter())
    held = Counter(name for t in pool for name in set(t.lead) if name not in groups)
    [(first, most)] = held.most_common(1)
    answer = ask("Cơ quan nào chủ trì nhiều nhiệm vụ nhất?")
    assert re.match(rf"{first} (?:được giao|chủ trì) nhiều nhiệm vụ nhất: {most} nhiệm vụ\.", answer.text)
    assert set(answer.tasks) == {t.id for t in pool if first in t.lead}


def test_who_coordinates_most_in_one_document_stays_in_it(ask, tools):
    document, tasks = tasks_of(tools, "003")
    held = Counter(name for t in tasks for name in set(t.coordinating) if name not in tools.agencies.directory.members)
    answer = ask("Đơn vị nào phối hợp nhiều nhất trong kế hoạch?")
    assert answer.text.startswith(held.most_common(1)[0][0])
    assert {task.split("-")[0] for task in answer.tasks} == {document.id}


def test_targets_alone_are_counted_where_only_targets_are_asked_for(ask, tools):
    _, tasks = tasks_of(tools, "003")
    answer = ask("Kế hoạch có những chỉ tiêu nào?")
    assert set(answer.tasks) == {t.id for t in tasks if t.kind is TaskKind.TARGET}


def test_letters_whose_number_is_asked_for_are_each_answered_as_blank(ask):
    answer = ask("Số ký hiệu của công văn là gì?")
    assert answer.status is AnswerStatus.BLANK_IN_DOCUMENT
    assert answer.text.count("để trống số, ký hiệu") == 2


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (DueWindow(None, date(2026, 5, 1), Timing.OVERDUE, ""), " đã qua thời hạn tính đến 01/05/2026"),
        (DueWindow(None, date(2026, 5, 1), Timing.UNTIL, "x"), " có hạn đến 01/05/2026"),
        (DueWindow(date(2026, 1, 1), date(2027, 12, 31), Timing.COVERS, "x"), " giai đoạn 2026-2027"),
        (DueWindow(date(2026, 5, 1), date(2026, 5, 1), Timing.WITHIN, "x"), " hạn 01/05/2026"),
        (DueWindow(date(2026, 5, 1), date(2026, 5, 31), Timing.WITHIN, "tháng này"), " có hạn trong tháng này"),
        (DueWindow(date(2026, 5, 1), date(2026, 5, 9), Timing.WITHIN, ""), " có hạn từ 01/05/2026 đến 09/05/2026"),
        (None, ""),
    ],
)
def test_a_window_is_said_as_part_of_a_sentence(window, words):
    assert window_words(query(window=window)) == words


def test_recurring_work_is_only_meant_where_a_list_is_asked_for():
    assert find_recurring(query(folded="bao cao dinh ky the nao")) is None


def test_the_preposition_of_a_window_is_not_said_twice(ask):
    assert "trong trong" not in ask("Những nhiệm vụ nào phải hoàn thành trong quý này?").text


def test_the_last_task_of_a_table_is_the_last_row_and_not_a_likeness(ask, tools):
    _, tasks = tasks_of(tools, "004")
    last = [t for t in tasks if t.annex][-1]
    answer = ask("Hạn chót của nhiệm vụ cuối cùng trong phụ lục công văn")
    assert answer.tasks == (last.id,)
    assert last.deadline.text in answer.text


def test_the_first_task_of_a_plan_is_no_target(ask, tools):
    _, tasks = tasks_of(tools, "003")
    answer = ask("nhiệm vụ đầu tiên của kế hoạch ai làm?")
    assert answer.tasks == (next(t.id for t in tasks if t.annex and t.kind is not TaskKind.TARGET),)


@pytest.mark.parametrize("question", ["Có bao nhiêu văn bản?", "Hiện có những văn bản nào?"])
def test_the_documents_on_file_are_named_each_by_its_own_words(ask, tools, question):
    answer = ask(question)
    assert answer.text.startswith("Đang có 5 văn bản:")
    assert {c.document.id for c in answer.citations} == {d.id for d in tools.documents(None)}
    assert "537/TB-UBND" in answer.text
    assert all("sở, ban, ngành" not in c.quote for c in answer.citations)


def test_which_document_is_newest_is_said_with_its_own_words(ask, tools):
    answer = ask("văn bản mới nhất là văn bản nào?")
    [document] = {c.document.id for c in answer.citations}
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text.startswith("- Thông báo (họp ngày 02/04/2026)")
    assert next(d.file for d in tools.documents(None) if d.id == document).startswith("001")


TASK_17 = "Cơ quan nào chủ trì nhiệm vụ 17, và thời hạn khi nào?"


@pytest.mark.parametrize(
    "question",
    [
        "Văn bản mới nhất giao những việc gì?",
        "Những nhiệm vụ nào phải hoàn thành trong quý này?",
        "Có bao nhiêu văn bản?",
        "Cơ quan nào chủ trì nhiều nhiệm vụ nhất?",
    ],
)
def test_a_list_asked_after_one_task_is_a_question_of_its_own(ask, question):
    assert ask(question, TASK_17).text == ask(question).text


def test_a_partner_that_the_row_does_not_name_is_said_to_be_unstated(ask):
    answer = ask("Ai phối hợp?", TASK_17)
    assert "Văn bản không nêu cơ quan phối hợp cho nội dung này." in answer.text.splitlines()


def test_before_a_month_ends_with_the_day_before_it(ask):
    assert "có hạn đến 30/06/2026" in ask("Sở Tài chính có việc nào hạn trước tháng 7/2026?").text


def test_a_meeting_named_by_a_short_day_without_diacritics_keeps_the_list_to_it(ask, tools):
    document, _ = tasks_of(tools, "001")
    answer = ask("STC dc giao gi hop 2/4")
    assert {task.split("-")[0] for task in answer.tasks} == {document.id}
