"""Deadlines as other provinces print them, and what only looks like one; the gold labels when they are at hand."""

import json
import re
import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.deadlines import deadline_in_cell, deadline_in_text, deadline_of_item
from ingest.models import Deadline, DeadlineKind

SENTENCES = [
    ("trình HĐND tỉnh tại kỳ họp cuối năm 2026", "tại kỳ họp cuối năm 2026", "event within - -"),
    ("kiểm tra hàng giả trước Tết Nguyên đán.", "trước Tết Nguyên đán", "event before - -"),
    ("xong trước mùa mưa bão năm 2026.", "trước mùa mưa bão năm 2026", "event before - -"),
    ("Bố trí vốn ngay sau khi Nghị quyết được ban hành.", "ngay sau khi Nghị quyết được ban hành", "event after - -"),
    (
        "chậm nhất 05 ngày trước khi khai giảng báo cáo UBND",
        "chậm nhất 05 ngày trước khi khai giảng",
        "relative before - -",
    ),
    ("gửi trước 17h00 thứ Sáu, ngày 15/5/2026.", "trước 17h00 thứ Sáu, ngày 15/5/2026", "date before - 2026-05-15"),
    ("đến ngày 15/6/2026 phải xong", "đến ngày 15/6/2026", "date by - 2026-06-15"),
    ("báo cáo kết quả về UBND tỉnh trong tháng 5.", "trong tháng 5", "month within 2026-05-01 2026-05-31"),
    ("Sở Nội vụ báo cáo chậm nhất ngày 15/6/2026.", "chậm nhất ngày 15/6/2026", "date by - 2026-06-15"),
    (
        "gửi về Văn phòng UBND tỉnh chậm nhất là ngày 15/6/2026 để tổng hợp",
        "chậm nhất là ngày 15/6/2026",
        "date by - 2026-06-15",
    ),
    ("gửi báo cáo chậm nhất 15/6/2026.", "chậm nhất 15/6/2026", "date by - 2026-06-15"),
    ("Tiếp nhận hồ sơ đến hết ngày 30/6/2026.", "đến hết ngày 30/6/2026", "date by - 2026-06-30"),
    ("giải phóng mặt bằng xong trước 30/9/2026;", "xong trước 30/9/2026", "date before - 2026-09-30"),
    ("hoàn thành trong quý III/2026.", "hoàn thành trong quý III/2026", "quarter within 2026-07-01 2026-09-30"),
    ("Tham mưu ban hành Quy chế trong tháng 9/2026.", "trong tháng 9/2026", "month within 2026-09-01 2026-09-30"),
    ("gửi hồ sơ trước 17h00 ngày 15/9/2026", "trước 17h00 ngày 15/9/2026", "date before - 2026-09-15"),
    (
        "báo cáo UBND tỉnh trước 17 giờ 00 phút, ngày 15/9/2026.",
        "trước 17 giờ 00 phút, ngày 15/9/2026",
        "date before - 2026-09-15",
    ),
    (
        "báo cáo trước ngày 25 của tháng cuối quý.",
        "trước ngày 25 của tháng cuối quý",
        "recurring before - - quarterly 25",
    ),
    (
        "định kỳ trước ngày 15 hằng quý báo cáo UBND tỉnh",
        "định kỳ trước ngày 15 hằng quý",
        "recurring before - - quarterly 15",
    ),
    (
        "trả lời trong 05 ngày làm việc kể từ ngày nhận được văn bản này.",
        "trong 05 ngày làm việc kể từ ngày nhận được văn bản này",
        "relative within - -",
    ),
    (
        "Trong thời hạn 10 ngày kể từ ngày 01/7/2026, Sở Tài chính báo cáo.",
        "Trong thời hạn 10 ngày kể từ ngày 01/7/2026",
        "relative within 2026-07-01 2026-07-11",
    ),
    ("Hoàn thành trong năm 2026.", "Hoàn thành trong năm 2026", "year within 2026-01-01 2026-12-31"),
    ("từ nay đến hết năm 2026, các sở rà soát", "từ nay đến hết năm 2026", "year by - 2026-12-31"),
    ("thi công xong trong tháng 10.", "xong trong tháng 10", "month within 2026-10-01 2026-10-31"),
    ("báo cáo UBND tỉnh trước 31/12 hằng năm.", "trước 31/12 hằng năm", "recurring before - - yearly 31 12"),
    ("Hàng tuần báo cáo tiến độ về Sở Xây dựng.", "Hàng tuần", "recurring - - - weekly"),
    ("báo cáo trước ngày 10/6 và 10/12 hằng năm.", "trước ngày 10/6 và 10/12 hằng năm", "recurring before - - yearly"),
    (
        "Chủ trì, hoàn thành trước ngày 30 tháng 6 năm 2026.",
        "hoàn thành trước ngày 30 tháng 6 năm 2026",
        "date before - 2026-06-30",
    ),
    ("Thời hạn hoàn thành: 30/6/2026.", "30/6/2026", "date by - 2026-06-30"),
    ("Thời gian hoàn thành: Quý IV/2026.", "Quý IV/2026", "quarter within 2026-10-01 2026-12-31"),
    ("Thời gian thực hiện: Giai đoạn 2026-2030.", "Giai đoạn 2026-2030", "range within 2026-01-01 2030-12-31"),
    ("Thời hạn gửi báo cáo: trước ngày 20/11/2026", "trước ngày 20/11/2026", "date before - 2026-11-20"),
    ("Hạn cuối: ngày 05/7/2026.", "ngày 05/7/2026", "date by - 2026-07-05"),
    ("hoàn thành chậm nhất trong quý I/2027.", "hoàn thành chậm nhất trong quý I/2027", "quarter by - 2027-03-31"),
    ("Phấn đấu đến năm 2030 đạt 100%", "đến năm 2030", "year by - 2030-12-31"),
    ("Đến năm 2030, 100% thủ tục được số hóa.", "Đến năm 2030", "year by - 2030-12-31"),
    ("Đến ngày 30/6/2026, hoàn thành việc kiểm kê.", "Đến ngày 30/6/2026", "date by - 2026-06-30"),
    ("tham mưu trước ngày 20/01.", "trước ngày 20/01", "date before - 2026-01-20"),
    ("Trong quý III/2026, tổ chức tập huấn cho cán bộ.", "Trong quý III/2026", "quarter within 2026-07-01 2026-09-30"),
    (
        "triển khai trong quý II và quý III năm 2026.",
        "trong quý II và quý III năm 2026",
        "range within 2026-04-01 2026-09-30",
    ),
    (
        "hoàn thành trong 6 tháng đầu năm 2026.",
        "hoàn thành trong 6 tháng đầu năm 2026",
        "range within 2026-01-01 2026-06-30",
    ),
    (
        "tổ chức thực hiện từ ngày 01/7/2026 đến ngày 15/8/2026.",
        "từ ngày 01/7/2026 đến ngày 15/8/2026",
        "range within 2026-07-01 2026-08-15",
    ),
    ("hoàn thành trước tháng 9/2026.", "hoàn thành trước tháng 9/2026", "month before - 2026-09-01"),
    ("hoàn thành cuối năm 2026.", "hoàn thành cuối năm 2026", "year by - 2026-12-31"),
    ("Hằng tháng (trước ngày 20), các xã báo cáo.", "Hằng tháng (trước ngày 20)", "recurring before - - monthly 20"),
    ("Định kỳ hằng quý, 6 tháng, năm báo cáo kết quả.", "Định kỳ hằng quý, 6 tháng, năm", "recurring - - - quarterly"),
    ("định kỳ 6 tháng báo cáo UBND tỉnh", "định kỳ 6 tháng", "recurring - - - unspecified"),
    (
        "Định kỳ hằng năm báo cáo kết quả về Sở Nội vụ trước ngày 15 tháng 12.",
        "Định kỳ hằng năm báo cáo kết quả về Sở Nội vụ trước ngày 15 tháng 12",
        "recurring before - - yearly 15 12",
    ),
    ("báo cáo trước ngày 05 của tháng sau.", "trước ngày 05 của tháng sau", "recurring before - - monthly 5"),
    (
        "Hằng tuần, trước 16 giờ thứ Năm, cập nhật kết quả.",
        "Hằng tuần, trước 16 giờ thứ Năm",
        "recurring before - - weekly",
    ),
    ("báo cáo trước 15h00 thứ Sáu hằng tuần.", "trước 15h00 thứ Sáu hằng tuần", "recurring before - - weekly"),
    (
        "Sau khi Bộ Nội vụ ban hành Thông tư, tham mưu UBND tỉnh.",
        "Sau khi Bộ Nội vụ ban hành Thông tư",
        "event after - -",
    ),
    (
        "Ngay sau khi Đề án được phê duyệt, Sở Tài chính bố trí vốn.",
        "Ngay sau khi Đề án được phê duyệt",
        "event after - -",
    ),
    (
        "gửi ý kiến chậm nhất 03 ngày làm việc kể từ khi nhận được văn bản;",
        "chậm nhất 03 ngày làm việc kể từ khi nhận được văn bản",
        "relative within - -",
    ),
    ("gửi tài liệu ít nhất 03 ngày trước ngày họp.", "ít nhất 03 ngày trước ngày họp", "relative before - -"),
    ("(hoàn thành trước ngày 15/5/2026)", "hoàn thành trước ngày 15/5/2026", "date before - 2026-05-15"),
    (
        "Hoàn thành việc sắp xếp trước ngày 01 tháng 7 năm 2026.",
        "trước ngày 01 tháng 7 năm 2026",
        "date before - 2026-07-01",
    ),
    ("phải xong ngày 30/4/2026", "phải xong ngày 30/4/2026", "date by - 2026-04-30"),
    ("không để quá ngày 10/8/2026", "không để quá ngày 10/8/2026", "date by - 2026-08-10"),
    ("đề nghị gửi trước ngày 10.6.2026 về Sở.", "trước ngày 10.6.2026", "date before - 2026-06-10"),
    ("hoàn thành trước ngày 30-6-2026", "hoàn thành trước ngày 30-6-2026", "date before - 2026-06-30"),
    ("báo cáo Tỉnh ủy trong ngày 15/6/2026", "trong ngày 15/6/2026", "date by - 2026-06-15"),
    ("tổng hợp, báo cáo hằng tháng về Sở Tài chính", "hằng tháng", "recurring - - - monthly"),
    (
        "Gửi Sở Tài chính trước ngày 10/6/2026 để tổng hợp, báo cáo UBND tỉnh trước ngày 15/6/2026.",
        "trước ngày 10/6/2026",
        "date before - 2026-06-10",
    ),
    (
        "Trình dự thảo trước ngày 10/6/2026; hoàn thành trước ngày 30/6/2026.",
        "hoàn thành trước ngày 30/6/2026",
        "date before - 2026-06-30",
    ),
    (
        "Định kỳ hằng tháng báo cáo tiến độ; hoàn thành trước ngày 30/6/2026.",
        "hoàn thành trước ngày 30/6/2026",
        "date before - 2026-06-30",
    ),
    ("Báo cáo hoàn thành trước ngày 30/12/20261.", "hoàn thành trước ngày 30/12/2026", "date before - 2026-12-30"),
]

NO_DEADLINE = [
    "Ban hành kế hoạch kiểm tra trong 6 tháng đầu năm 2026.",
    "đã báo cáo HĐND tỉnh tại kỳ họp cuối năm 2026",
    "lấy ý kiến Sở Tư pháp trước khi trình UBND tỉnh",
    "báo cáo kết quả thực hiện trong tháng 5",
    "hoàn thành trước ngày 31/02/2026.",
    "Thực hiện Nghị quyết số 45/NQ-HĐND ngày 09/12/2025 của HĐND tỉnh.",
    "Xây dựng Kế hoạch chuyển đổi số giai đoạn 2026 - 2030.",
    "phân khai kinh phí sự nghiệp khoa học năm 2026.",
    "Báo cáo kết quả thực hiện nhiệm vụ trong quý II/2026.",
    "Tổng hợp tình hình giải ngân đến ngày 15/6/2026.",
    "Tính đến hết ngày 30/6/2026, tỉnh đã giải ngân 40%.",
    "Số liệu từ ngày 01/01/2026 đến ngày 15/6/2026.",
    "Thường xuyên kiểm tra, đôn đốc.",
    "trong đó, hằng năm phải có sản phẩm cụ thể",
    "tại cuộc họp ngày 02/4/2026, Phó Chủ tịch kết luận",
    "Chiến lược hạ tầng số đến năm 2025 và định hướng đến năm 2030.",
    "quy hoạch tỉnh thời kỳ 2021-2030, tầm nhìn đến năm 2050.",
    "kế hoạch đầu tư công trung hạn 2026-2030",
    "rà soát các dự án đã hoàn thành trước ngày 01/7/2025.",
    "các hệ thống được kiểm tra, đánh giá an ninh mạng định kỳ.",
    "Xây dựng dự toán hằng năm theo quy định.",
    "Văn bản có hiệu lực từ ngày 01/7/2026.",
    "khẩn trương, kịp thời triển khai ngay.",
    "phiên họp lần thứ I, năm 2026 và Công văn số 1635-CV/ĐU ngày 14/4/2026",
    "thực hiện chế độ báo cáo định kỳ.",
    "Sau khi nghe báo cáo của Sở, Chủ tịch kết luận.",
    "hồ sơ nộp trước ngày 01/7/2025 được giải quyết theo quy định cũ",
    "Quyết định số 204-QĐ/TW năm 2026 để rà soát",
    "Bình dân học vụ số năm 2026 trong toàn tỉnh",
    "thi đua chào mừng 80 năm ngày 02/9/2025",
    "tỷ lệ 3/4 số xã trước năm 2020",
    "gửi số liệu 6 tháng đầu năm 2026",
    "Kế hoạch 5 năm 2026-2030",
    "lũy kế đến hết tháng 5/2026",
    "Đại hội Đảng bộ tỉnh nhiệm kỳ 2025-2030",
]

CELLS = [
    ("30/06/2026", "date by - 2026-06-30"),
    ("Ngày 15 tháng 9 năm 2026", "date by - 2026-09-15"),
    ("Trước 30/6/2026", "date before - 2026-06-30"),
    ("Chậm nhất 15/6/2026", "date by - 2026-06-15"),
    ("Năm 2026-2030", "range within 2026-01-01 2030-12-31"),
    ("Năm            2026-2027", "range within 2026-01-01 2027-12-31"),
    ("2025-2030", "range within 2025-01-01 2030-12-31"),
    ("Giai đoạn 2026 – 2030", "range within 2026-01-01 2030-12-31"),
    ("Tháng 12/2026", "month within 2026-12-01 2026-12-31"),
    ("12/2026", "month within 2026-12-01 2026-12-31"),
    ("Tháng 6-7/2026", "range within 2026-06-01 2026-07-31"),
    ("Tháng 6", "month within 2026-06-01 2026-06-30"),
    ("Quý II/2026", "quarter within 2026-04-01 2026-06-30"),
    ("Quý I-II/2026", "range within 2026-01-01 2026-06-30"),
    ("Quý III, IV năm 2026", "range within 2026-07-01 2026-12-31"),
    ("Hết quý III/2026", "quarter by - 2026-09-30"),
    ("Trước quý III/2026", "quarter before - 2026-07-01"),
    ("Năm 2026", "year within 2026-01-01 2026-12-31"),
    ("2026", "year within 2026-01-01 2026-12-31"),
    ("Đến năm 2030", "year by - 2030-12-31"),
    ("Cuối năm 2026", "year by - 2026-12-31"),
    ("Hoàn thành trong năm 2026", "year within 2026-01-01 2026-12-31"),
    ("Từ năm 2026", "year after 2026-01-01 -"),
    ("Năm 2026 và các năm tiếp theo", "year after 2026-01-01 -"),
    ("6 tháng đầu năm 2026", "range within 2026-01-01 2026-06-30"),
    ("Sau khi Bộ KH&CN ban hành hướng dẫn", "event after - -"),
    ("Khi có hướng dẫn của Trung ương", "event after - -"),
    ("Thường xuyên", "recurring - - - unspecified"),
    ("Thường xuyên, liên tục", "recurring - - - unspecified"),
    ("Hằng năm", "recurring - - - yearly"),
    ("Hàng tháng", "recurring - - - monthly"),
    ("Định kỳ hằng quý", "recurring - - - quarterly"),
    ("Tháng 6 và tháng 12 hằng năm", "recurring - - - yearly"),
    ("Tháng 12 hằng năm", "recurring - - - yearly - 12"),
    ("Trước ngày 15/12 hằng năm", "recurring before - - yearly 15 12"),
    ("Ngày 25 hằng tháng", "recurring by - - monthly 25"),
    ("05 ngày làm việc kể từ ngày nhận được hồ sơ", "relative within - -"),
    ("30 ngày", "relative within - -"),
    ("Theo tiến độ của Bộ", "none - - -"),
    ("Đầu năm 2026", "none - - -"),
]


def shown(deadline: Deadline | None) -> str:
    if deadline is None:
        return "-"
    again = deadline.recurrence
    parts = [deadline.kind, deadline.op or "-", deadline.start or "-", deadline.end or "-"]
    if again:
        parts += [again.freq] + [part or "-" for part in (again.day, again.month)]
    return re.sub(r"( -)+$", "", " ".join(map(str, parts))) if again else " ".join(map(str, parts))


@pytest.mark.parametrize(("sentence", "words", "meaning"), SENTENCES)
def test_a_sentence_gives_its_deadline_with_its_words(sentence, words, meaning):
    found = deadline_of_item(sentence, 2026)

    assert found is not None
    assert (found.deadline.text, shown(found.deadline)) == (words, meaning)
    assert sentence[found.span.start : found.span.end] == words


@pytest.mark.parametrize("sentence", NO_DEADLINE)
def test_a_date_that_binds_nobody_is_no_deadline(sentence):
    assert deadline_in_text(sentence, 2026) == ()


@pytest.mark.parametrize(("cell", "meaning"), CELLS)
def test_a_cell_means_what_it_says(cell, meaning):
    deadline = deadline_in_cell(f" {cell} ", 2026)

    assert (deadline.text, shown(deadline)) == (cell, meaning)


@pytest.mark.parametrize("cell", ["", "   ", "-", "…"])
def test_an_empty_cell_has_no_deadline(cell):
    assert deadline_in_cell(cell, 2026) is None


def test_a_bare_number_counts_days_only_under_a_header_that_says_so():
    assert shown(deadline_in_cell("30", 2026, "Số ngày thực hiện")) == "relative within - -"
    assert shown(deadline_in_cell("30", 2026, "Thời hạn")) == "none - - -"


def test_a_period_without_any_year_keeps_its_kind_and_no_days():
    assert shown(deadline_in_cell("Quý II", None)) == "quarter within - -"


def test_a_day_without_a_year_is_the_next_one_after_the_issue():
    issued = date(2025, 12, 31)

    assert deadline_of_item("hoàn thành trước ngày 20/01", None, issued).deadline.end == date(2026, 1, 20)
    assert deadline_of_item("các hồ sơ nộp trước ngày 01/12/2025", 2025, issued) is None


def test_every_deadline_of_a_long_item_is_listed():
    found = deadline_in_text("Trình trước ngày 10/6/2026; ban hành trong tháng 7/2026; định kỳ hằng quý báo cáo.", 2026)

    assert [shown(item.deadline) for item in found] == [
        "date before - 2026-06-10",
        "month within 2026-07-01 2026-07-31",
        "recurring - - - quarterly",
    ]


def test_decomposed_text_is_read_alike():
    sentence = unicodedata.normalize("NFD", "Sở Nội vụ hoàn thành trước ngày 15/6/2026.")
    found = deadline_of_item(sentence, 2026)

    assert sentence[found.span.start : found.span.end] == unicodedata.normalize(
        "NFD", "hoàn thành trước ngày 15/6/2026"
    )


DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))
BOUNDS = {"trước ngày": "before", "chậm nhất ngày": "by", "đến hết ngày": "by", "xong trước": "before"}


@given(
    DAYS,
    st.sampled_from(sorted(BOUNDS)),
    st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0.day:02} tháng {0.month} năm {0.year}"]),
)
def test_any_bound_with_any_day_is_found(day, bound, form):
    form = form if "ngày" in bound else "{0.day}/{0.month}/{0.year}"
    words = f"{bound} {form.format(day)}"
    found = deadline_of_item(f"Sở Xây dựng tổng hợp, gửi hồ sơ {words}.", 2026)

    assert (found.deadline.text, found.deadline.op, found.deadline.end) == (words, BOUNDS[bound], day)


@given(st.text(alphabet="0123456789/. ;,()trướcngàythámhằqúIVđịkỳếsaukhi", max_size=120))
def test_random_words_never_fail_and_stay_verbatim(text):
    for found in deadline_in_text(text, 2026):
        assert text[found.span.start : found.span.end] == found.deadline.text
    cell = deadline_in_cell(text, 2026)
    assert cell is None or cell.text == text.strip()


REPEATED = [
    " ",
    "1",
    "trước ",
    "định kỳ ",
    "hằng năm ",
    "trước ngày 1 ",
    "sau khi ",
    "10 ngày kể từ ",
    "hằng tháng, ",
    "thời hạn ",
]


@pytest.mark.parametrize("unit", [*REPEATED, "báo cáo ", "1/1 và ", "hoàn thành trong ", "để ", "("])
def test_ten_thousand_repetitions_are_read_quickly(unit):
    started = time.perf_counter()
    deadline_in_text(unit * 10_000, 2026)
    deadline_in_text("trước ngày " + unit * 10_000 + "5/5/2026", 2026)
    deadline_in_cell(unit * 10_000, 2026)

    assert time.perf_counter() - started < 20


GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "tasks.json"
SAMPLE = Path(__file__).resolve().parents[1] / "ingest" / "sample"


@pytest.mark.skipif(not GOLD.exists(), reason="the gold labels are not beside this checkout")
def test_every_gold_label_is_reproduced():
    for task in json.loads(GOLD.read_text(encoding="utf-8")):
        if task["lead_source"] == "column":
            deadline = deadline_in_cell(task["deadline_text"], 2026)
        else:
            found = deadline_of_item(task["text_full"], 2026)
            deadline = found.deadline if found else None
        again = task["recurrence"] or {}
        label = [task["deadline_kind"]] + [task[f"deadline_{name}"] or "-" for name in ("op", "start", "end")]
        meaning = " ".join([*label, *(str(again[key]) for key in ("freq", "day", "month") if again.get(key))])
        expected = ("-", None) if task["deadline_kind"] == DeadlineKind.NONE else (meaning, task["deadline_text"])
        assert (shown(deadline), deadline and deadline.text) == expected, task["id"]


def test_the_running_text_of_the_sample_has_only_its_printed_deadlines():
    texts = [re.sub(r"\s+", " ", path.read_text(encoding="utf-8")) for path in sorted(SAMPLE.glob("*.txt"))]

    assert [[found.deadline.text for found in deadline_in_text(text, 2026)] for text in texts] == [
        ["hoàn thành trước ngày 20/01/2026", "hoàn thành trước ngày 10/01/2026"],
        ["Hoàn thành trước ngày 08/4/2026", "trước ngày 15/4/2026"],
        [],
        ["Đến năm 2030", "Định kỳ hằng năm (trước ngày 30 tháng 11)"],
        [
            "định kỳ báo cáo theo quy định",
            "Quý II/2026",
            "Quý II/2026",
            "Quý II/2026",
            "định kỳ cập nhật đầy đủ thông tin, số liệu",
            "Quý II/2026",
            "trước ngày 20 hằng tháng",
        ],
    ]


def test_an_hour_of_every_day_comes_again():
    found = deadline_in_text("Báo cáo Chủ tịch UBND tỉnh trước 16 giờ hằng ngày.", 2026)
    assert [(f.deadline.text, f.deadline.kind) for f in found] == [("trước 16 giờ hằng ngày", DeadlineKind.RECURRING)]


def test_days_of_one_repetition_leave_it_a_repetition():
    found = deadline_of_item("Định kỳ 6 tháng, các đơn vị báo cáo trước ngày 15/6 và 15/12.", 2026)
    assert found.deadline.text == "Định kỳ 6 tháng"
    found = deadline_of_item("Báo cáo định kỳ 6 tháng (trước ngày 15/6) và năm (trước ngày 15/12).", 2026)
    assert found.deadline.text == "định kỳ 6 tháng (trước ngày 15/6) và năm (trước ngày 15/12)"
