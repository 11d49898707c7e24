"""Working days of Viet Nam, and deadlines counted in them."""

from datetime import date

import pytest

from ingest.deadlines import deadline_of_item
from ingest.working_days import after, is_working_day

ISSUED = date(2026, 2, 12)  # a Thursday, two working days before the Tết of 2026


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 2, 17), date(2026, 4, 27), date(2026, 5, 2)])
def test_holidays_and_weekends_are_closed(day):
    assert not is_working_day(day)


def test_tet_is_skipped():
    assert after(ISSUED, 1) == date(2026, 2, 13)
    assert after(ISSUED, 2) == date(2026, 2, 23)
    assert after(ISSUED, 0) == ISSUED


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("Báo cáo trong vòng 02 ngày làm việc kể từ ngày ký Công văn này.", date(2026, 2, 23)),
        ("Báo cáo trong thời hạn 10 ngày kể từ ngày ban hành.", date(2026, 2, 22)),
        ("Báo cáo trong vòng 02 tuần kể từ ngày 12/02/2026.", date(2026, 2, 26)),
        ("Báo cáo trong vòng 05 ngày kể từ ngày ký hợp đồng.", None),
        ("Báo cáo trong vòng 05 ngày kể từ ngày nhận được văn bản.", None),
    ],
)
def test_counted_days_end_where_their_beginning_is_known(words, end):
    found = deadline_of_item(words, ISSUED.year, ISSUED)
    assert found.deadline.end == end
    assert found.deadline.text in words
