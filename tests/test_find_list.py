"""Complete lists and counts, by query over the register."""

import re
from datetime import date

import pytest

from assistant.find_list import is_due
from assistant.models import AnswerStatus
from assistant.query import DueWindow, Timing
from ingest.models import Deadline, DeadlineKind, DeadlineOp, Role, Task, TaskKind


def rows(answer) -> set[str]:
    return {id.split("-", 1)[1] for id in answer.tasks}


def test_a_body_with_a_day_gets_all_its_tasks_of_that_day_and_their_count(ask):
    answer = ask("Công an tỉnh chủ trì những nhiệm vụ nào có hạn 30/04/2026?")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text.splitlines()[0] == "Công an tỉnh chủ trì 5 nhiệm vụ hạn 30/04/2026:"
    assert rows(answer) == {"PL.4", "PL.11", "PL.12", "PL.13", "PL.14"}
    assert len(answer.citations) == 5


@pytest.mark.parametrize(
    "question",
    [
        "cong an tinh chu tri nhung nhiem vu nao co han 30/04/2026?",
        "CA tỉnh ctri nv nào hạn 30.4.2026?",
        "Công an tỉnh chủ trì nhiệm vụ nào có hạn ngày 30 tháng 4 năm 2026?",
    ],
)
def test_typed_in_other_ways_the_list_is_the_same(ask, question):
    assert rows(ask(question)) == {"PL.4", "PL.11", "PL.12", "PL.13", "PL.14"}


def test_tasks_of_one_assigning_document_are_all_listed(ask):
    answer = ask("Nhiệm vụ nào được giao tại Thông báo số 17-TB/CQTTBCĐ?")
    assert answer.text.splitlines()[0] == "Có 6 nhiệm vụ:"
    assert rows(answer) == {f"PL.{number}" for number in range(5, 11)}


def test_overdue_is_counted_from_the_day_of_the_question(ask):
    answer = ask("Nhiệm vụ nào quá hạn?")
    assert answer.text.splitlines()[0] == "Có 9 nhiệm vụ đã qua thời hạn tính đến 10/05/2026:"
    assert {"PL.4", "PL.11", "PL.12", "PL.13", "PL.14"} < rows(answer)
    assert "không cho biết việc đã hoàn thành hay chưa" in answer.text
    assert len(ask("Nhiệm vụ nào quá hạn?", as_of=date(2026, 1, 15)).tasks) == 1  # before 10 January 2026


def test_on_the_day_itself_a_task_is_not_overdue_but_before_that_day_it_would_have_been(ask):
    """ "trước ngày 20/01/2026" is late on the 20th; "30/04/2026" is not late on 30 April."""
    on_day = ask("Nhiệm vụ nào quá hạn?", as_of=date(2026, 1, 20))
    assert len(on_day.tasks) == 2
    assert "PL.4" not in rows(ask("Nhiệm vụ nào quá hạn?", as_of=date(2026, 4, 30)))
    assert "PL.4" in rows(ask("Nhiệm vụ nào quá hạn?", as_of=date(2026, 5, 1)))


def test_a_month_holds_every_task_due_in_it(ask):
    answer = ask("Những nhiệm vụ nào của phụ lục có hạn trong tháng 5/2026?")
    assert rows(answer) == {"PL.17"}
    june = rows(ask("Những nhiệm vụ nào có hạn trong tháng 6/2026?"))
    assert {"PL.1", "PL.15", "PL.19", "PL.20"} < june
    assert "PL.17" not in june


def test_a_month_without_tasks_is_said_with_the_deadlines_that_there_are(ask):
    answer = ask("Nhiệm vụ nào có hạn vào tháng 7/2031?")
    assert answer.status is AnswerStatus.NO_SUCH_TASK
    assert answer.text.splitlines()[0] == "Không có nhiệm vụ nào có hạn trong tháng 7/2031."
    assert "30/06/2026" in answer.text
    assert answer.citations


def test_a_body_that_is_not_named_is_told_through_its_group(ask):
    answer = ask("Sở Nông nghiệp và Môi trường có nhiệm vụ gì trong phụ lục Quý II?")
    assert "Sở Nông nghiệp và Môi trường không được giao đích danh" in answer.text
    assert "thuộc nhóm «Các sở, ban, ngành» nên cùng thực hiện 2 nhiệm vụ:" in answer.text
    assert rows(answer) == {"PL.15", "PL.18"}


def test_a_partner_never_reads_as_lead(ask):
    answer = ask("Sở Tài chính phối hợp những nhiệm vụ nào trong thông báo họp ngày 02/4/2026?")
    heads = [line for line in answer.text.splitlines() if line.endswith(":")]
    assert heads
    assert all("phối hợp" in line and "chủ trì" not in line for line in heads)


def test_roles_are_listed_apart_each_with_its_count(ask):
    text = ask("Sở Tài chính được giao những nhiệm vụ gì?").text
    lead = re.search(r"Sở Tài chính được giao (\d+) nhiệm vụ|Sở Tài chính chủ trì (\d+) nhiệm vụ", text)
    partner = re.search(r"Sở Tài chính phối hợp (\d+) nhiệm vụ", text)
    assert lead and partner
    assert lead.start() < partner.start()


def test_the_count_is_the_number_of_lines(ask):
    text = ask("Sở Nội vụ chủ trì những nhiệm vụ nào?").text
    [count] = re.findall(r"^Sở Nội vụ (?:chủ trì|được giao) (\d+) nhiệm vụ", text)
    assert int(count) == sum(line.startswith("- ") for line in text.splitlines())


def test_a_list_is_the_register_s_and_complete(ask, tools):
    answer = ask("Sở Nội vụ chủ trì những nhiệm vụ nào?")
    led = {task.id for task in tools.register.tasks(None) if "Sở Nội vụ" in task.lead}
    assert set(answer.tasks) == led
    assert len(answer.tasks) == len(led)


def test_two_communes_of_one_unaccented_name_are_asked_back(ask):
    answer = ask("ubnd xa son ha duoc giao viec gi")
    assert answer.status is AnswerStatus.NEEDS_CLARIFICATION
    assert answer.text == "Tên này có thể là: UBND xã Sơn Hà; UBND xã Sơn Hạ. Anh/chị muốn hỏi cơ quan nào?"
    assert answer.suggestions == ("UBND xã Sơn Hà được giao nhiệm vụ gì?", "UBND xã Sơn Hạ được giao nhiệm vụ gì?")


def test_a_former_name_is_answered_under_the_present_one(ask):
    answer = ask("Sở Kế hoạch và Đầu tư chủ trì nhiệm vụ nào?")
    assert answer.text.splitlines()[0] == "Lưu ý: «Sở Kế hoạch và Đầu tư» là tên cũ; nay là Sở Tài chính."


def test_a_body_without_any_task_is_said_so(ask):
    answer = ask("Bộ Quốc phòng chủ trì những nhiệm vụ nào?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert answer.tasks == ()


def test_a_count_in_documents_of_one_kind_leaves_the_others_out(ask):
    answer = ask("Công an tỉnh chủ trì bao nhiêu nhiệm vụ trong công văn?")
    assert {citation.document.file[:3] for citation in answer.citations} == {"004"}


def task(deadline: Deadline | None) -> Task:
    return Task(
        id="vb-1", document_id="vb", kind=TaskKind.TASK, section=(), number="1", text="Rà soát", lead=(),
        coordinating=(), implementing=(), role=Role.LEAD, deadline=deadline, result=None, value=None, basis=None,
        submit_to=(), row=(), evidence=(),
    )  # fmt: skip


JUNE = DueWindow(date(2026, 6, 1), date(2026, 6, 30), Timing.WITHIN, "")
BY, BEFORE, PERIOD = DeadlineOp.BY, DeadlineOp.BEFORE, DeadlineOp.WITHIN


@pytest.mark.parametrize(
    ("deadline", "window", "is_inside"),
    [
        (Deadline("30/06/2026", DeadlineKind.DATE, BY, None, date(2026, 6, 30)), JUNE, True),
        (Deadline("01/07/2026", DeadlineKind.DATE, BY, None, date(2026, 7, 1)), JUNE, False),
        (Deadline("Quý II/2026", DeadlineKind.QUARTER, PERIOD, date(2026, 4, 1), date(2026, 6, 30)), JUNE, True),
        (Deadline("thường xuyên", DeadlineKind.RECURRING), JUNE, False),
        (None, JUNE, False),
        (
            Deadline("Quý II/2026", DeadlineKind.QUARTER, PERIOD, date(2026, 4, 1), date(2026, 6, 30)),
            DueWindow(date(2026, 6, 30), date(2026, 6, 30), Timing.WITHIN, ""),
            False,  # due on that very day are only tasks that print it
        ),
        (
            Deadline("trước ngày 20/01/2026", DeadlineKind.DATE, BEFORE, None, date(2026, 1, 20)),
            DueWindow(None, date(2026, 1, 20), Timing.OVERDUE, ""),
            True,
        ),
        (
            Deadline("20/01/2026", DeadlineKind.DATE, BY, None, date(2026, 1, 20)),
            DueWindow(None, date(2026, 1, 20), Timing.OVERDUE, ""),
            False,
        ),
        (
            Deadline("Giai đoạn 2026-2027", DeadlineKind.RANGE, PERIOD, date(2026, 1, 1), date(2027, 12, 31)),
            DueWindow(date(2026, 1, 1), date(2027, 12, 31), Timing.COVERS, ""),
            True,
        ),
        (
            Deadline("Năm 2026", DeadlineKind.YEAR, PERIOD, date(2026, 1, 1), date(2026, 12, 31)),
            DueWindow(date(2026, 1, 1), date(2027, 12, 31), Timing.COVERS, ""),
            False,
        ),
    ],
)
def test_a_deadline_lies_in_a_window_or_not(deadline, window, is_inside):
    assert is_due(task(deadline), window) is is_inside


def test_under_each_body_a_joint_task_stands_under_every_lead(ask):
    answer = ask("Liệt kê nhiệm vụ trong phụ lục Quý II/2026 theo cơ quan chủ trì")
    text = answer.text.split("**Công an tỉnh**: 8 nhiệm vụ")[1].split("**")[0]
    assert re.findall(r"Nhiệm vụ (\d+):", text) == ["1", "4", "11", "12", "13", "14", "16", "17"]
    assert len(answer.tasks) == 20


def test_by_deadline_the_earliest_comes_first(ask):
    text = ask("Nhiệm vụ trong phụ lục Quý II/2026 sắp xếp theo thời hạn").text
    days = [day for line in text.splitlines()[1:] for day in re.findall(r"thời hạn: (\d\d)/(\d\d)/2026", line)]
    assert len(days) == 20
    assert [(month, day) for day, month in days] == sorted((month, day) for day, month in days)


def test_words_that_only_name_the_window_narrow_nothing(ask):
    of_june = ask("Những nhiệm vụ nào có hạn trong tháng 6/2026?", as_of=date(2026, 6, 1))
    assert ask("những việc phải xong trong 29 ngày tới", as_of=date(2026, 6, 1)).tasks == of_june.tasks


def test_told_only_to_coordinate_is_listed_under_coordinating(ask):
    answer = ask("Sở Tài chính phối hợp những nhiệm vụ nào trong thông báo họp ngày 02/4/2026?")
    assert any("Phối hợp với Sở Khoa học và Công nghệ tham mưu" in line for line in answer.text.splitlines())


def test_the_body_of_an_overdue_list_leaves_the_others_out(ask):
    overdue = rows(ask("Nhiệm vụ nào quá hạn của Công an tỉnh?"))
    assert overdue == {"PL.4", "PL.11", "PL.12", "PL.13", "PL.14"}
