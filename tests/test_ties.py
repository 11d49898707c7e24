"""How documents of one viewer hang together: targets, endings, moved deadlines."""

from datetime import date

import pytest
from fakes import new_register
from test_find_relation import FOLLOW, HEAD, MOVE, NEW_RULES, PLAN, RULES, TAIL

from ingest.directive import understand
from ingest.lookup import TaskFilter
from ingest.models import Media, Relation, Source, Visibility

JULY = date(2026, 7, 1)
EXTENSION = (
    HEAD.format(number="1200/QĐ-UBND", day="01 tháng 8 năm 2026")
    + "QUYẾT ĐỊNH\nVề việc kéo dài thời gian thực hiện Kế hoạch số 45/KH-UBND\n\nỦY BAN NHÂN DÂN TỈNH BẮC NINH\n\nCăn cứ Luật;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Kéo dài thời gian thực hiện Kế hoạch số 45/KH-UBND ngày 10/3/2026 đến hết ngày 31/12/2027./." + TAIL
)


@pytest.fixture
def ties(tmp_path, agencies):
    register = new_register(tmp_path / "register.db")

    def ties(viewer=None, secret=(), **texts):
        for name, text in texts.items():
            visibility = Visibility("noi-vu", ()) if name in secret else Visibility("chung")
            source = Source(f"{name}.txt", name * 8, Media.TEXT, text)
            register.save(understand(source, name, agencies, visibility))
        made = register.ties(viewer)
        return made, lambda wanted: made.tasks(lambda asked: register.tasks(viewer, asked), wanted)

    yield ties
    register.close()


def links(found):
    return [(link.reference.relation, link.document_id, link.target_id) for link in found]


def test_relations_are_found_both_ways(ties):
    made, _ = ties(plan=PLAN, follow=FOLLOW, move=MOVE)
    assert (Relation.IMPLEMENTS, "follow", "plan") in links(made.said_by("follow"))
    assert set(links(made.said_of("plan"))) == {
        (Relation.IMPLEMENTS, "follow", "plan"),
        (Relation.EXTENDS, "move", "plan"),
    }


def test_a_document_that_is_only_cited_has_no_target(ties):
    made, _ = ties(plan=PLAN)
    assert links(made.said_by("plan")) == [(Relation.IMPLEMENTS, "plan", None)]


def test_a_sign_of_another_day_or_agency_is_another_document(ties):
    made, _ = ties(plan=PLAN.replace("ngày 10 tháng 3 năm 2026", "ngày 11 tháng 3 năm 2026"), follow=FOLLOW)
    assert made.said_of("plan") == ()


def test_what_replaces_ends_from_its_own_day_of_effect(ties):
    made, tasks = ties(old=RULES, new=NEW_RULES)
    assert made.ending("old", date(2026, 6, 14)) is None
    ending = made.ending("old", date(2026, 6, 15))
    assert (ending.day, ending.by.document_id) == (date(2026, 6, 15), "new")
    assert tasks(TaskFilter(as_of=date(2026, 6, 1)))
    assert tasks(TaskFilter(as_of=JULY)) == ()
    assert tasks(TaskFilter(as_of=JULY, document_ids=("old",)))


def test_a_term_that_has_run_out_ends_a_document(ties):
    text = PLAN.replace("Các cơ quan triển khai./.", "Kế hoạch này có hiệu lực từ ngày ký đến hết ngày 31/12/2026./.")
    made, _ = ties(plan=text)
    assert made.ending("plan", date(2026, 12, 31)) is None
    assert made.ending("plan", date(2027, 1, 1)).by is None


def due(tasks, wanted):
    return {task.number: str(task.deadline.end) for task in tasks(wanted)}


def test_a_moved_deadline_is_the_one_in_force_from_its_day_on(ties):
    _, tasks = ties(plan=PLAN, move=MOVE)
    assert due(tasks, TaskFilter(as_of=date(2026, 5, 19)))["2"] == "2026-06-30"
    (task,) = [t for t in tasks(TaskFilter(as_of=JULY)) if t.number == "2"]
    assert (str(task.deadline.end), str(task.moved.before.end)) == ("2026-09-30", "2026-06-30")
    assert task.moved.document_id == "move"
    in_june = TaskFilter(as_of=JULY, due_from=date(2026, 6, 1), due_to=date(2026, 6, 30))
    assert due(tasks, in_june) == {"3": "2026-06-30"}


def test_the_order_of_files_does_not_matter(ties):
    _, tasks = ties(move=MOVE, plan=PLAN)
    assert due(tasks, TaskFilter(as_of=JULY))["2"] == "2026-09-30"


def test_the_last_of_two_changes_counts(ties):
    again = MOVE.replace("912/QĐ", "999/QĐ").replace("20 tháng 5", "20 tháng 6").replace("30/9/2026", "31/10/2026")
    _, tasks = ties(plan=PLAN, again=again, move=MOVE)
    assert due(tasks, TaskFilter(as_of=JULY))["2"] == "2026-10-31"
    assert due(tasks, TaskFilter(as_of=date(2026, 6, 1)))["2"] == "2026-09-30"


def test_a_number_that_two_tasks_carry_moves_neither(ties):
    twice = (
        PLAN
        + "Phụ lục II\nNHIỆM VỤ KHÁC\n(Kèm theo Kế hoạch số 45/KH-UBND ngày 10 tháng 3 năm 2026)\n"
        + PLAN[PLAN.index("STT\t") :]
    )
    _, tasks = ties(plan=twice, move=MOVE.replace(" Phụ lục I ban", " ban"))
    assert all(task.moved is None for task in tasks(TaskFilter(as_of=JULY)))


def test_a_document_that_one_may_not_read_moves_and_ends_nothing(ties):
    made, tasks = ties("so-y-te", ("move", "new"), plan=PLAN, move=MOVE, old=RULES, new=NEW_RULES)
    assert due(tasks, TaskFilter(as_of=JULY))["2"] == "2026-06-30"
    assert made.ending("old", JULY) is None
    assert made.said_of("plan") == ()


def test_a_longer_term_of_the_whole_document_moves_no_single_task(ties):
    made, tasks = ties(plan=PLAN, extension=EXTENSION)
    (later,) = made.moved_documents["plan"]
    assert str(later.moving.move.deadline.end) == "2027-12-31"
    assert all(task.moved is None for task in tasks(TaskFilter()))
