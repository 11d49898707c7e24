"""Questions about what documents do to one another, over an office of an invented province."""

from datetime import date

import pytest
from conftest import Office
from fakes import FakeEmbedder

from assistant.models import AnswerStatus, Question

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Bắc Ninh, ngày {day}\n\n"
)
TAIL = "\nNơi nhận:\n- Như trên;\n- Lưu: VT, TH.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nĐào Quang Khải\n"
PLAN = (
    HEAD.format(number="45/KH-UBND", day="10 tháng 3 năm 2026")
    + "KẾ HOẠCH\nPhát triển kinh tế số năm 2026 trên địa bàn tỉnh\n\nThực hiện Quyết định số 411/QĐ-TTg ngày 31/3/2022 của Thủ tướng Chính phủ, "
    "UBND tỉnh ban hành Kế hoạch như sau:\nI. MỤC TIÊU\nPhấn đấu tăng trưởng.\nII. TỔ CHỨC THỰC HIỆN\nCác cơ quan triển khai./."
    + TAIL
    + "Phụ lục I\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 45/KH-UBND ngày 10 tháng 3 năm 2026 của UBND tỉnh Bắc Ninh)\n"
    "STT\tTên nhiệm vụ\tCơ quan chủ trì\tThời hạn\n"
    "1\tXây dựng cổng dữ liệu mở\tSở Tài chính\t30/04/2026\n"
    "2\tTập huấn thương mại điện tử\tSở Công Thương\t30/06/2026\n"
    "3\tHỗ trợ hộ kinh doanh chuyển đổi số\tSở Nội vụ\t30/06/2026\n"
)
MOVE = (
    HEAD.format(number="912/QĐ-UBND", day="20 tháng 5 năm 2026")
    + "QUYẾT ĐỊNH\nVề việc điều chỉnh thời hạn thực hiện nhiệm vụ tại Kế hoạch số 45/KH-UBND ngày 10/3/2026\n\nỦY BAN NHÂN DÂN TỈNH BẮC NINH\n\n"
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Điều chỉnh thời hạn hoàn thành nhiệm vụ số 2 Phụ lục I ban hành kèm theo Kế hoạch số 45/KH-UBND ngày 10/3/2026 từ ngày 30/6/2026 sang ngày 30/9/2026.\n"
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./." + TAIL
)
RULES = (
    HEAD.format(number="15/2024/QĐ-UBND", day="02 tháng 4 năm 2024")
    + "QUYẾT ĐỊNH\nBan hành Quy định quản lý chiếu sáng đô thị\n\nỦY BAN NHÂN DÂN TỈNH BẮC NINH\n\nCăn cứ Nghị định số 79/2009/NĐ-CP;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Sở Xây dựng:\n- Chủ trì rà soát hệ thống chiếu sáng trước ngày 30/11/2026./." + TAIL
)
NEW_RULES = (
    HEAD.format(number="33/2026/QĐ-UBND", day="05 tháng 6 năm 2026")
    + "QUYẾT ĐỊNH\nBan hành Quy định quản lý chiếu sáng đô thị và công viên\n\nỦY BAN NHÂN DÂN TỈNH BẮC NINH\n\nCăn cứ Nghị định số 79/2009/NĐ-CP;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Ban hành Quy định.\nĐiều 2. Quyết định này có hiệu lực thi hành từ ngày 15/6/2026 và thay thế Quyết định số 15/2024/QĐ-UBND ngày 02/4/2024 của UBND tỉnh Bắc Ninh./."
    + TAIL
)
FOLLOW = (
    "UBND TỈNH BẮC NINH\nSỞ CÔNG THƯƠNG\nSố: 77/KH-SCT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBắc Ninh, ngày 02 tháng 4 năm 2026\n\n"
    "KẾ HOẠCH\nTập huấn thương mại điện tử\n\nThực hiện Kế hoạch số 45/KH-UBND ngày 10/3/2026 của UBND tỉnh, Sở Công Thương ban hành Kế hoạch:\n"
    "1. Phòng Thương mại:\n- Mở lớp tập huấn trước ngày 15/5/2026./.\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nPhạm Khắc Nam\n"
)
FILES = {"plan.txt": PLAN, "move.txt": MOVE, "rules.txt": RULES, "new.txt": NEW_RULES, "follow.txt": FOLLOW}


@pytest.fixture(scope="module")
def bac_ninh(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("bac-ninh")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(*(folder / name for name in FILES)) == [None] * len(FILES)
    return office.open()


@pytest.fixture
def ask(bac_ninh):
    return lambda text, day=date(2026, 7, 1): bac_ninh.ask(Question(text, day))


@pytest.mark.parametrize(
    ("question", "said", "cited"),
    [
        ("Quyết định 33/2026/QĐ-UBND thay thế văn bản nào?", "15/2024/QĐ-UBND", "new.txt"),
        ("Văn bản nào thay thế Quyết định 15/2024/QĐ-UBND?", "33/2026/QĐ-UBND", "new.txt"),
        ("Quyết định số 15/2024/QĐ-UBND bị thay thế bởi văn bản nào?", "33/2026/QĐ-UBND", "new.txt"),
        ("Văn bản nào thực hiện Kế hoạch 45/KH-UBND?", "77/KH-SCT", "follow.txt"),
        ("Văn bản nào triển khai 411/QĐ-TTg?", "45/KH-UBND", "plan.txt"),
        ("Quyết định 912/QĐ-UBND căn cứ vào đâu?", "72/2025/QH15", "move.txt"),
        ("quyet dinh 15/2024/QD-UBND con hieu luc khong?", "33/2026/QĐ-UBND", "new.txt"),
        ("Quyết định 33/2026/QĐ-UBND có hiệu lực từ ngày nào?", "15/06/2026", "new.txt"),
        ("Quyết định 912/QĐ-UBND có hiệu lực từ khi nào?", "20/05/2026", "move.txt"),
    ],
)
def test_a_relation_is_told_with_its_quoted_place(ask, question, said, cited):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert said in answer.text
    assert cited in {citation.document.file for citation in answer.citations}


def test_what_is_in_force_is_said_as_of_a_day(ask):
    before, after = (
        ask("Quyết định 15/2024/QĐ-UBND còn hiệu lực không?", day) for day in (date(2026, 6, 1), date(2026, 7, 1))
    )
    assert "không có văn bản nào thay thế" in before.text and "01/06/2026" in before.text
    assert "đã hết hiệu lực" in after.text


def test_no_relation_is_said_to_be_none(ask):
    answer = ask("Kế hoạch 45/KH-UBND thay thế văn bản nào?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert "không nêu việc thay thế" in answer.text


@pytest.mark.parametrize(
    "question", ["Nhiệm vụ 2 Phụ lục I gia hạn đến khi nào?", "Nhiệm vụ 2 phụ lục I kế hoạch 45/KH-UBND hạn khi nào?"]
)
def test_a_moved_deadline_is_told_with_the_former_one(ask, question):
    answer = ask(question)
    assert "ngày 30/9/2026 (đã điều chỉnh, trước là 30/06/2026)" in answer.text
    assert {c.document.file for c in answer.citations} == {"plan.txt", "move.txt"}
    assert any("sang ngày 30/9/2026" in c.quote for c in answer.citations)


def test_before_the_change_the_printed_deadline_holds(ask):
    answer = ask("Nhiệm vụ 2 phụ lục I kế hoạch 45/KH-UBND hạn khi nào?", date(2026, 5, 1))
    assert "30/06/2026" in answer.text and "30/9/2026" not in answer.text


def test_lists_go_by_the_deadline_in_force(ask):
    assert "Hỗ trợ hộ kinh doanh" in ask("Nhiệm vụ nào có hạn trong tháng 6/2026?").text
    assert "Tập huấn thương mại điện tử" not in ask("Nhiệm vụ nào có hạn trong tháng 6/2026?").text
    assert "Tập huấn thương mại điện tử" in ask("Nhiệm vụ nào có hạn trong tháng 9/2026?").text


def test_lists_leave_out_what_was_replaced(ask):
    assert "chiếu sáng" in ask("Sở Xây dựng được giao nhiệm vụ gì?", date(2026, 6, 1)).text
    assert "rà soát hệ thống chiếu sáng" not in ask("Sở Xây dựng được giao nhiệm vụ gì?", date(2026, 7, 1)).text


def test_an_answer_from_a_replaced_document_says_so(ask):
    answer = ask("Quyết định 15/2024/QĐ-UBND giao Sở Xây dựng nhiệm vụ gì?")
    assert "rà soát hệ thống chiếu sáng" in answer.text
    assert "đã hết hiệu lực" in answer.text and "33/2026/QĐ-UBND" in answer.text


AMENDMENT = (
    HEAD.format(number="920/QĐ-UBND", day="25 tháng 5 năm 2026")
    + "QUYẾT ĐỊNH\nĐiều chỉnh, bổ sung một số nội dung của Kế hoạch số 45/KH-UBND ngày 10/3/2026\n\nỦY BAN NHÂN DÂN TỈNH BẮC NINH\n\n"
    "QUYẾT ĐỊNH:\nĐiều 1. Điều chỉnh, bổ sung Kế hoạch số 45/KH-UBND ngày 10/3/2026 của UBND tỉnh như sau:\n"
    "1. Gia hạn thời hạn hoàn thành nhiệm vụ số 3 (hỗ trợ hộ kinh doanh) từ ngày 30/6/2026 đến ngày 31/8/2026.\n"
    "2. Bãi bỏ nhiệm vụ số 1.\n"
    "3. Bổ sung nhiệm vụ số 4: Xây dựng sổ tay kinh tế số; Sở Nội vụ chủ trì, hoàn thành trước ngày 30/9/2026.\n"
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./." + TAIL
)


@pytest.fixture(scope="module")
def amended(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("amended")
    files = {"plan.txt": PLAN, "amendment.txt": AMENDMENT}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(*(folder / name for name in files)) == [None, None]
    troly = office.open()
    return lambda text, day=date(2026, 6, 1): troly.ask(Question(text, day))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Nhiệm vụ 3 của kế hoạch 45/KH-UBND hạn đến ngày nào?", "31/8/2026"),
        ("Nhiệm vụ số 1 của kế hoạch 45/KH-UBND có còn phải làm không?", "Bãi bỏ nhiệm vụ số 1"),
        ("Nhiệm vụ 4 bổ sung vào kế hoạch 45/KH-UBND là gì, ai chủ trì?", "sổ tay kinh tế số"),
        ("Theo Quyết định 920/QĐ-UBND, nhiệm vụ 3 do ai chủ trì?", "Sở Nội vụ"),
    ],
)
def test_what_a_later_document_changes_of_a_task_is_told(amended, question, said):
    answer = amended(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert said in answer.text


def test_a_change_that_is_not_out_yet_is_not_told(amended):
    assert "Bãi bỏ" not in amended("Nhiệm vụ số 1 của kế hoạch 45/KH-UBND do ai chủ trì?", date(2026, 5, 1)).text
