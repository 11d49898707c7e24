"""Deadlines that a later document moves: which tasks, until when, or nothing."""

import pytest
from test_relations import DECISION, LETTER

from ingest.directive import understand
from ingest.models import Media, Source, Visibility

PLAN = "Kế hoạch số 45/KH-SXD ngày 10/3/2026"


def moves(text, agencies):
    record = understand(Source("a.txt", "0" * 64, Media.TEXT, text), "a", agencies, Visibility("chung"))
    return record.document.moves, record.document.source.text


def told(move):
    before = move.before and str(move.before.end)
    return move.sign, move.names, move.annex, move.group, before, str(move.deadline.end)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            f"Điều 1. Gia hạn thời hạn hoàn thành nhiệm vụ số 12 tại {PLAN} đến ngày 30/9/2026.",
            ("45/KH-SXD", ("12",), None, None, None, "2026-09-30"),
        ),
        (
            f"Điều 1. Điều chỉnh thời hạn hoàn thành nhiệm vụ 12 mục II Phụ lục I ban hành kèm theo {PLAN} từ ngày 30/6/2026 sang ngày 15/10/2026.",
            ("45/KH-SXD", ("12",), "I", "II", "2026-06-30", "2026-10-15"),
        ),
        (
            f"Điều 1. Điều chỉnh thời hạn hoàn thành nhiệm vụ II.3 tại {PLAN} từ ngày 30/6/2026 đến ngày 30/9/2026.",
            ("45/KH-SXD", ("II.3",), None, None, "2026-06-30", "2026-09-30"),
        ),
        (
            f"Điều 1. Gia hạn thời gian thực hiện các nhiệm vụ số 5, 7 và 9 tại Phụ lục II kèm theo {PLAN} đến hết quý III/2026.",
            ("45/KH-SXD", ("5", "7", "9"), "II", None, None, "2026-09-30"),
        ),
        (
            f"Điều 1. Kéo dài thời gian thực hiện {PLAN} đến hết ngày 31/12/2027.",
            ("45/KH-SXD", (), None, None, None, "2027-12-31"),
        ),
        (
            f"Điều 1. Thời hạn hoàn thành nhiệm vụ số 4 tại {PLAN} được điều chỉnh từ Quý II/2026 thành Quý IV/2026.",
            ("45/KH-SXD", ("4",), None, None, "2026-06-30", "2026-12-31"),
        ),
    ],
)
def test_a_moved_deadline_names_tasks_and_day(agencies, sentence, wanted):
    subject = f"Về việc điều chỉnh thời hạn thực hiện một số nhiệm vụ tại {PLAN}"
    (move,), text = moves(DECISION.format(subject=subject, body="QUYẾT ĐỊNH:\n" + sentence), agencies)
    assert told(move) == wanted
    assert text[move.spans[0].start : move.spans[-1].end].split()[-1].rstrip(".") in sentence


def test_all_tasks_are_moved_only_where_it_says_so(agencies):
    subject = "Về việc gia hạn"
    sentence = f"QUYẾT ĐỊNH:\nĐiều 1. Gia hạn thời hạn hoàn thành tất cả các nhiệm vụ tại {PLAN} đến ngày 30/9/2026."
    (move,), _ = moves(DECISION.format(subject=subject, body=sentence), agencies)
    assert (move.names, move.every) == ((), True)


def test_items_below_an_order_name_only_task_and_day(agencies):
    body = (
        f"QUYẾT ĐỊNH:\nĐiều 1. Điều chỉnh thời hạn hoàn thành một số nhiệm vụ tại {PLAN} như sau:\n"
        "1. Nhiệm vụ số 12 (Phụ lục I): đến ngày 30/9/2026.\n2. Nhiệm vụ số 14: hoàn thành trước ngày 15/10/2026.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký."
    )
    found, _ = moves(DECISION.format(subject="Về việc điều chỉnh Kế hoạch", body=body), agencies)
    assert [told(m)[1:] for m in found] == [
        (("12",), "I", None, None, "2026-09-30"),
        (("14",), None, None, None, "2026-10-15"),
    ]
    assert found[1].deadline.text == "trước ngày 15/10/2026"


def test_a_letter_agrees_and_lists(agencies):
    body = (
        f"1. Thống nhất điều chỉnh thời hạn hoàn thành nhiệm vụ số 4 tại {PLAN} đến ngày 30/9/2026.\n"
        "2. Đề nghị các đơn vị báo cáo trước ngày 05/10/2026."
    )
    (move,), _ = moves(LETTER.format(subject="V/v thời hạn hoàn thành", body=body), agencies)
    assert told(move)[1:] == (("4",), None, None, None, "2026-09-30")


@pytest.mark.parametrize(
    "sentence",
    [
        f"Điều 1. Điều chỉnh thời hạn hoàn thành nhiệm vụ số 12 tại {PLAN} và nhiệm vụ 3 tại Kế hoạch số 46/KH-SXD đến ngày 30/9/2026.",
        f"Điều 1. Gia hạn thời hạn hoàn thành nhiệm vụ số 12 tại {PLAN} đến ngày 30/9/2026, trường hợp khó khăn đến ngày 30/10/2026.",
        f"Điều 1. Đề nghị xem xét gia hạn thời hạn hoàn thành nhiệm vụ số 12 tại {PLAN} đến ngày 30/9/2026.",
        f"Điều 1. Gia hạn thời hạn hoàn thành một số nhiệm vụ khó tại {PLAN} đến ngày 30/9/2026.",
    ],
)
def test_what_is_not_exact_moves_nothing(agencies, sentence):
    subject = f"Về việc gia hạn thời gian thực hiện nhiệm vụ tại {PLAN}"
    found, _ = moves(DECISION.format(subject=subject, body="QUYẾT ĐỊNH:\n" + sentence), agencies)
    assert found == ()
