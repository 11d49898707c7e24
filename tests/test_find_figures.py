"""Lists with figures compared by a column: both ends, those beyond a figure, none where no column is meant."""

from datetime import date

import pytest
from conftest import Office
from fakes import FakeEmbedder

from assistant.models import AnswerStatus, Question, Turn

NOTICE = """UBND TỈNH TÂY NINH
Số: 412/TB-UBND
Tây Ninh, ngày 06 tháng 7 năm 2026
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban về giải ngân vốn đầu tư công
1. Công ty Điện lực di dời đường dây 110 kV, hoàn thành sau 45 ngày kể từ ngày được bàn giao mặt bằng.
2. Sở Xây dựng rà soát tiến độ các dự án trước ngày 20/7/2026.
Nơi nhận:
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Phạm Tấn Hòa
PHỤ LỤC
DANH MỤC DỰ ÁN TRỌNG ĐIỂM
STT\tDự án\tVốn năm 2026 (tỷ đồng)\tTỷ lệ giải ngân đến 30/6/2026\tThời hạn bàn giao mặt bằng
1\tĐường Vành đai 4\t4.150\t38%\t31/8/2026
2\tCao tốc Mộc Bài\t2.870\t61,5%\t15/8/2026
3\tĐường tỉnh 830E\t940\t27%\t30/9/2026
4\tBệnh viện Hậu Nghĩa\t265\t19%\tĐã bàn giao
5\tTổng cộng\t8.225\t40%\t
"""
ROWS = ("Vành đai 4", "Mộc Bài", "830E", "Hậu Nghĩa", "Tổng cộng")


@pytest.fixture(scope="module")
def asked(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("figures")
    (folder / "tb.txt").write_text(NOTICE, encoding="utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(folder / "tb.txt") == [None]
    troly = office.open()
    return lambda text, *before: troly.ask(Question(text, date(2026, 8, 10), tuple(Turn("user", b) for b in before)))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Trong phụ lục Thông báo 412 dự án nào giải ngân cao nhất?", {"Mộc Bài"}),
        ("du an nao giai ngan thap nhat", {"Hậu Nghĩa"}),
        ("Dự án nào giải ngân cao nhất, dự án nào thấp nhất?", {"Mộc Bài", "Hậu Nghĩa"}),
        ("Dự án nào có vốn năm 2026 lớn nhất?", {"Vành đai 4"}),
        ("Những dự án nào giải ngân dưới 30%?", {"830E", "Hậu Nghĩa"}),
        ("Những dự án nào giải ngân từ 38% trở lên?", {"Vành đai 4", "Mộc Bài"}),
        ("Dự án nào có vốn trên 2.870 tỷ đồng?", {"Vành đai 4"}),
    ],
)
def test_rows_are_compared_by_the_column_asked_about_and_totals_are_no_rows(asked, question, named):
    answer = asked(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert {name for name in ROWS if name in answer.text} == named
    assert all(any(name in citation.quote for citation in answer.citations) for name in named)


def test_a_column_that_no_list_has_compares_nothing(asked):
    answer = asked("Dự án nào tạo nhiều việc làm nhất?")
    assert "Cao nhất trong" not in answer.text


def test_the_deadline_of_a_row_is_told_before_that_of_a_task_with_like_words(asked):
    answer = asked("thế hạn bàn giao mặt bằng là ngày nào?", "Dự án đường tỉnh 830E giải ngân được bao nhiêu?")
    assert "30/9/2026" in answer.text.split("\n")[0]
