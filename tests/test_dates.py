"""Printed dates and periods, in documents and in questions."""

import time
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import DateUnit, find_dates
from ingest.text import fold

READINGS = [
    ("hoàn thành trước ngày 20/01/2026.", "ngày 20/01/2026", "2026-01-20", "2026-01-20"),
    ("số 8177/BKHCN-CĐSQG ngày 30/12/20251 và", "ngày 30/12/2025", "2025-12-30", "2025-12-30"),
    ("ngày 09/12/2025² của", "ngày 09/12/2025", "2025-12-09", "2025-12-09"),
    ("ngày 8 tháng 4 năm 2026", "ngày 8 tháng 4 năm 2026", "2026-04-08", "2026-04-08"),
    ("ngày 09 tháng \n\n10 năm 2024 của", "ngày 09 tháng \n\n10 năm 2024", "2024-10-09", "2024-10-09"),
    ("20.1.2026", "20.1.2026", "2026-01-20", "2026-01-20"),
    ("5-6-2026", "5-6-2026", "2026-06-05", "2026-06-05"),
    ("ngày 20/01", "ngày 20/01", "2026-01-20", "2026-01-20"),
    ("giao gì họp 2/4", "2/4", "2026-04-02", "2026-04-02"),
    ("2026-01-20", "2026-01-20", "2026-01-20", "2026-01-20"),
    ("by 20 January 2026", "20 January 2026", "2026-01-20", "2026-01-20"),
    ("Jan 20, 2026", "Jan 20, 2026", "2026-01-20", "2026-01-20"),
    ("in June 2026", "June 2026", "2026-06-01", "2026-06-30"),
    ("Tháng 12/2026", "Tháng 12/2026", "2026-12-01", "2026-12-31"),
    ("tháng 2 năm 2028", "tháng 2 năm 2028", "2028-02-01", "2028-02-29"),
    ("nv nào t12/2026", "t12/2026", "2026-12-01", "2026-12-31"),
    ("Tháng 6-7/2026", "Tháng 6-7/2026", "2026-06-01", "2026-07-31"),
    ("từ tháng 3 đến tháng 6 năm 2026", "từ tháng 3 đến tháng 6 năm 2026", "2026-03-01", "2026-06-30"),
    ("từ tháng 11/2026 đến tháng 2/2027", "từ tháng 11/2026 đến tháng 2/2027", "2026-11-01", "2027-02-28"),
    ("QUÝ II NĂM 2026", "QUÝ II NĂM 2026", "2026-04-01", "2026-06-30"),
    ("Quý 3/2026", "Quý 3/2026", "2026-07-01", "2026-09-30"),
    ("Quý I-II/2026", "Quý I-II/2026", "2026-01-01", "2026-06-30"),
    ("Quý III, IV/2026", "Quý III, IV/2026", "2026-07-01", "2026-12-31"),
    ("Q2 2026", "Q2 2026", "2026-04-01", "2026-06-30"),
    ("6 tháng đầu năm 2026", "6 tháng đầu năm 2026", "2026-01-01", "2026-06-30"),
    ("06 tháng cuối năm 2026", "06 tháng cuối năm 2026", "2026-07-01", "2026-12-31"),
    ("9 tháng đầu năm 2026", "9 tháng đầu năm 2026", "2026-01-01", "2026-09-30"),
    ("Năm 2026", "Năm 2026", "2026-01-01", "2026-12-31"),
    ("Năm            2026-2027", "Năm            2026-2027", "2026-01-01", "2027-12-31"),
    ("giai đoạn 2026 – 2030,", "giai đoạn 2026 – 2030", "2026-01-01", "2030-12-31"),
    ("từ năm 2026 đến năm 2030", "từ năm 2026 đến năm 2030", "2026-01-01", "2030-12-31"),
    ("từ ngày 01/3 đến hết ngày 15/4/2026", "từ ngày 01/3 đến hết ngày 15/4/2026", "2026-03-01", "2026-04-15"),
    ("từ ngày 10 đến 15/6/2026", "từ ngày 10 đến 15/6/2026", "2026-06-10", "2026-06-15"),
    ("01/12/2025-31/12/2025", "01/12/2025-31/12/2025", "2025-12-01", "2025-12-31"),
    ("truoc ngay 20/1/2026", "ngay 20/1/2026", "2026-01-20", "2026-01-20"),
    ("nhiem vu quy II", "quy II", "2026-04-01", "2026-06-30"),
    ("viec thang 6", "thang 6", "2026-06-01", "2026-06-30"),
    ("giai doan 2026-2030", "giai doan 2026-2030", "2026-01-01", "2030-12-31"),
]


@pytest.mark.parametrize(("text", "printed", "start", "end"), READINGS)
def test_a_printed_date_has_its_words_and_its_days(text, printed, start, end):
    (found,) = find_dates(text)
    window = found.window(2026)

    assert found.text == printed == text[found.span.start : found.span.end]
    assert (window.start.isoformat(), window.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "ngày 30 tháng 2",
        "tháng 13/2026",
        "Quý V/2026",
        "số 45/2026/NĐ-CP",
        "số 12/2026/NĐ-CP",
        "57-NQ/TW",
        "tỷ lệ 3/4",
        "đến 1/3 số xã",
        "trực 24/7 tại 50/63 tỉnh",
        "theo quy định",
        "0905 2026 2030",
        "miền Nam 2026",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert find_dates(text) == ()


def test_a_year_that_is_not_printed_is_supplied_by_the_reader():
    (found,) = find_dates("trước ngày 29/02")

    assert (found.has_year, found.window(), found.window(2026)) == (False, None, None)
    assert found.window(2028).start == date(2028, 2, 29)


def test_months_joined_by_and_stay_two_months():
    assert [found.text for found in find_dates("Tháng 6 và tháng 12 hằng năm")] == ["Tháng 6", "tháng 12"]


def test_decomposed_text_keeps_its_own_offsets():
    text = unicodedata.normalize("NFD", "Kết luận họp ngày 8 tháng 4 năm 2026 của Sở")
    (found,) = find_dates(text)

    assert text[found.span.start : found.span.end] == unicodedata.normalize("NFD", "ngày 8 tháng 4 năm 2026")


DAYS = st.dates(date(1950, 1, 1), date(2098, 1, 1))
DAY_FORMS = (
    "{d}/{m}/{y}",
    "ngày {d}/{m}/{y}",
    "ngày {d:02}/{m:02}/{y}",
    "{d}-{m}-{y}",
    "{d}.{m}.{y}",
    "ngày {d} tháng {m} năm {y}",
    "{d} tháng {m} năm {y}",
    "{y}-{m:02}-{d:02}",
)


@given(
    DAYS,
    st.sampled_from(DAY_FORMS),
    st.sampled_from(["", "Thông báo ", "trước "]),
    st.sampled_from(["", ".", " của Sở", ")"]),
)
def test_any_day_in_any_form_is_found_where_it_stands(day, form, before, after):
    printed = form.format(d=day.day, m=day.month, y=day.year)
    (found,) = find_dates(before + printed + after)

    assert (found.span.start, found.span.end) == (len(before), len(before + printed))
    assert found.window().start == found.window().end == day


@given(DAYS, st.integers(1, 4), st.sampled_from(["accents", "plain", "decomposed"]))
def test_any_month_quarter_and_year_is_found_in_every_spelling(day, quarter, spelling):
    roman = ("I", "II", "III", "IV")[quarter - 1]
    texts = (
        f"tháng {day.month}/{day.year}",
        f"Quý {roman}/{day.year}",
        f"quý {quarter} năm {day.year}",
        f"Năm {day.year}",
    )
    write = {"accents": str, "plain": fold, "decomposed": lambda t: unicodedata.normalize("NFD", t)}[spelling]
    for text, unit in zip(texts, (DateUnit.MONTH, DateUnit.QUARTER, DateUnit.QUARTER, DateUnit.YEAR), strict=True):
        (found,) = find_dates(write(text))
        assert (found.unit, found.text, found.last.year) == (unit, write(text), day.year)


@given(DAYS, st.integers(1, 400), st.sampled_from(["-", " - ", "–", " – ", "−", " đến "]))
def test_any_range_of_days_is_found(day, length, dash):
    last = day + timedelta(days=length)
    text = f"{day.day}/{day.month}/{day.year}{dash}{last.day}/{last.month}/{last.year}"
    (found,) = find_dates(text)

    assert (found.text, found.window().start, found.window().end) == (text, day, last)


@given(st.text(alphabet="0123456789/-. ngàythángămqúIV,đế", max_size=80))
def test_random_text_gives_only_days_of_the_calendar(text):
    for found in find_dates(text):
        assert text[found.span.start : found.span.end] == found.text
        assert found.window(2024) is not None


@given(st.text(max_size=200))
def test_no_text_is_refused(text):
    assert all(found.text in text for found in find_dates(text))


@pytest.mark.parametrize(
    "unit", [" ", "1", "1/", "ngày ", "1 ", "tháng ", "2026-", "2026 ", "quý i, ", "1/1/", "từ ", "-", "̀"]
)
def test_ten_thousand_repetitions_are_read_quickly(unit):
    started = time.perf_counter()
    find_dates("ngày 1" + unit * 10_000)
    find_dates(unit * 10_000 + "x")

    assert time.perf_counter() - started < 5
