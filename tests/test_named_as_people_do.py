"""Documents, tasks and figures as people name them: a number alone, a stage, a body's letter, a year, a place's share."""

from datetime import date

import pytest
from conftest import Office
from fakes import FakeEmbedder

from assistant.models import AnswerStatus, Question, Turn
from ingest.signs import find_sign_queries

DAY = date(2026, 7, 6)
PLAN = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI
Số: 238/KH-UBND
Đồng Nai, ngày 12 tháng 6 năm 2026
KẾ HOẠCH
Bảo vệ môi trường nông thôn trên địa bàn tỉnh Đồng Nai
Thực hiện Công văn số 1935/BNNMT-MT ngày 02/6/2026 của Bộ Nông nghiệp và Môi trường và ý kiến chỉ đạo của Tỉnh ủy tại Công văn số 2410-CV/TU ngày 05/6/2026, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. CHỈ TIÊU
Đến hết năm 2026, tỷ lệ hộ gia đình phân loại rác tại nguồn đạt 60%; lượng rác sinh hoạt bình quân 245 tấn/ngày.
II. KINH PHÍ
Tổng kinh phí thực hiện năm 2026 là 86,4 tỷ đồng.
III. NHIỆM VỤ
STT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian hoàn thành
I	GIAI ĐOẠN 1: CHUẨN BỊ
1\tLập danh mục điểm tập kết rác\tSở Xây dựng\tBan Quản lý Khu kinh tế tỉnh\t31/7/2026
2\tĐấu thầu đơn vị thu gom\tSở Tài chính\t\t15/8/2026
II	GIAI ĐOẠN 2: TRIỂN KHAI
1\tLắp đặt thùng rác hai ngăn\tSở Nông nghiệp và Môi trường\tBan Quản lý Khu kinh tế tỉnh\t30/11/2026
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Võ Tấn Đức
"""
LETTER = """BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
Số: 1935/BNNMT-MT
V/v phân loại rác tại nguồn
Hà Nội, ngày 02 tháng 6 năm 2026
Kính gửi: Ủy ban nhân dân các tỉnh, thành phố.
1. Sở Nông nghiệp và Môi trường hoàn thành lắp đặt thùng rác trước ngày 31/10/2026.
2. Đến ngày 30/5/2026, toàn tỉnh có 412 điểm tập kết rác, tập trung tại các phường Tân Triều, Trấn Biên.
3. Lượng rác sinh hoạt hiện khoảng 260 tấn/ngày.
Nơi nhận:
- Lưu: VT.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Lê Công Thành
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("named")
    for name, text in (("kh.txt", PLAN), ("cv.txt", LETTER)):
        (folder / name).write_text(text, encoding="utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(folder / "kh.txt", folder / "cv.txt") == [None, None]
    troly = office.open()
    return lambda text, *before: troly.ask(Question(text, DAY, tuple(Turn("user", turn) for turn in before)))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Công văn 1935 giao ai?", [1935]),
        ("công văn 2026 của Sở", [2026]),
        ("kế hoạch 2026 có mấy việc", []),
        ("Quyết định 1562 thay đổi gì", [1562]),
    ],
)
def test_a_number_is_a_year_only_where_a_document_of_that_kind_has_one(text, numbers):
    assert [query.number for query in find_sign_queries(text)] == numbers


def test_a_number_further_behind_the_kind_names_the_document(asked):
    answer = asked("Kế hoạch bảo vệ môi trường của tỉnh 238 do ai ký?")
    assert "Võ Tấn Đức" in answer.text


def test_the_stage_of_a_task_tells_apart_rows_of_one_number(asked):
    answer = asked("Nhiệm vụ 1 giai đoạn 2 Kế hoạch 238 do ai chủ trì?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "Cơ quan chủ trì: Sở Nông nghiệp và Môi trường" in answer.text
    assert "Lắp đặt thùng rác" in answer.text
    assert "Lập danh mục" not in answer.text


def test_a_body_is_known_without_its_level(asked):
    answer = asked("Ban Quản lý Khu kinh tế phối hợp những việc gì?")
    assert len(answer.tasks) == 2


def test_all_that_a_plan_carries_out_is_named(asked):
    answer = asked("Kế hoạch 238 được ban hành để thực hiện những văn bản nào?")
    assert "1935/BNNMT-MT" in answer.text
    assert "2410-CV/TU" in answer.text


def test_figures_of_two_documents_stand_beside_one_another(asked):
    answer = asked("Lượng rác sinh hoạt mỗi ngày trong Công văn 1935 và Kế hoạch 238 khác nhau thế nào?")
    assert "260 tấn/ngày" in answer.text
    assert "245 tấn/ngày" in answer.text


def test_a_figure_of_another_year_is_no_answer(asked):
    answer = asked("Tổng kinh phí thực hiện Kế hoạch 238 năm 2027 là bao nhiêu?")
    assert answer.status is AnswerStatus.NOT_STATED
    assert answer.text.startswith("Các văn bản hiện có không nêu số liệu của năm được hỏi")


def test_a_total_is_no_share_of_a_place(asked):
    answer = asked("Riêng phường Trấn Biên có bao nhiêu điểm tập kết rác theo Công văn 1935?")
    assert answer.status is AnswerStatus.NOT_STATED


def test_a_target_with_a_year_asks_for_its_figure_and_no_list(asked):
    answer = asked("Đến hết năm 2026 Đồng Nai đặt chỉ tiêu bao nhiêu % hộ gia đình phân loại rác tại nguồn?")
    assert "60%" in answer.text
    assert "nhiệm vụ có hạn" not in answer.text


def test_an_application_on_telephones_is_no_personal_matter(asked):
    assert asked("Ứng dụng phân loại rác trên điện thoại của tỉnh do ai làm?").status is not AnswerStatus.PERSONAL_DATA
    assert asked("Điện thoại của ông Võ Tấn Đức là gì?").status is AnswerStatus.PERSONAL_DATA


def test_overdue_work_of_a_body_is_that_bodys(asked):
    answer = asked("Việc nào trễ hạn tính đến ngày 20/8/2026 của Sở Xây dựng?")
    assert "Lập danh mục điểm tập kết rác" in answer.text
    assert "Đấu thầu" not in answer.text


def test_two_bodies_are_counted_side_by_side(asked):
    answer = asked("Sở Tài chính và Sở Xây dựng, sở nào nhiều việc hơn trong Kế hoạch 238?")
    assert "**Sở Tài chính: 1 nhiệm vụ" in answer.text
    assert "**Sở Xây dựng: 1 nhiệm vụ" in answer.text


def test_a_target_left_blank_is_said_to_have_no_figure(office, tmp_path):
    rows = "STT\tChỉ tiêu\tMục tiêu năm 2026\tĐơn vị theo dõi\n1\tTỷ lệ hồ sơ đúng hạn\t99%\tSở Tư pháp\n2\tSố sáng kiến được công nhận\t\tSở Nội vụ\n"
    text = PLAN[: PLAN.index("III. NHIỆM VỤ")] + "III. CHỈ TIÊU\n" + rows + PLAN[PLAN.index("Nơi nhận") :]
    (tmp_path / "kh.txt").write_text(text, encoding="utf-8")
    assert office.take(tmp_path / "kh.txt") == [None]
    answer = office.open().ask(Question("Số sáng kiến được công nhận năm 2026 của Kế hoạch 238 là bao nhiêu?", DAY))
    assert "Văn bản không nêu con số chỉ tiêu cho nội dung này." in answer.text


COMMUNE = """UBND XÃ {name}
Số: {number}/KH-UBND
{title}, ngày 10 tháng 6 năm 2026
KẾ HOẠCH
Vệ sinh môi trường trên địa bàn xã {title}
STT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian hoàn thành
1\t{first}\tPhòng Văn hóa - Xã hội\t31/7/2026
2\t{second}\tPhòng Kinh tế\t15/8/2026
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Trần Văn Hòa
"""


@pytest.fixture(scope="module")
def of_communes(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("communes")
    texts = {
        "a.txt": COMMUNE.format(name="BÌNH AN", title="Bình An", number=15, first="Treo pano", second="Sửa cống chợ"),
        "b.txt": COMMUNE.format(
            name="SƠN TÂY", title="Sơn Tây", number=31, first="Phát thanh", second="Trồng cây xanh"
        ),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(*(folder / name for name in texts)) == [None, None]
    troly = office.open()
    return lambda text: troly.ask(Question(text, DAY))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("P.VHXH Sơn Tây chủ trì gì?", "Phát thanh"),
        ("Phòng Văn hóa - Xã hội xã Bình An chủ trì việc gì?", "Treo pano"),
        ("phong kinh te son tay chu tri viec gi", "Trồng cây xanh"),
        ("Phòng VHXH chủ trì gì trong kế hoạch 15?", "Treo pano"),
    ],
)
def test_an_office_that_every_commune_has_is_that_of_the_commune_or_document_named(of_communes, question, said):
    answer = of_communes(question)
    assert answer.status is AnswerStatus.ANSWERED
    tasks = ("Treo pano", "Sửa cống chợ", "Phát thanh", "Trồng cây xanh")
    assert [task for task in tasks if task in answer.text] == [said]


def test_an_office_of_two_communes_is_asked_back(of_communes):
    answer = of_communes("Phòng Văn hóa - Xã hội chủ trì gì?")
    assert answer.status is AnswerStatus.NEEDS_CLARIFICATION
    assert "xã Bình An" in answer.text
    assert "xã Sơn Tây" in answer.text


NOTICE = """UBND TỈNH HÀ TĨNH
Số: 215/TB-UBND
Hà Tĩnh, ngày 14 tháng 9 năm 2026
THÔNG BÁO
Kết luận cuộc họp về an toàn trường học
1. Sở Y tế chỉ đạo kiểm tra bếp ăn tại các trường có tổ chức bán trú, tối thiểu 02 lần/học kỳ.
2. Giao Sở Tài chính bố trí 86 tỷ đồng từ nguồn dự phòng ngân sách tỉnh để xóa phòng học tạm.
3. Đến năm 2028, tổng thu từ du lịch học đường đạt 46 tỷ đồng.
4. Đến năm 2030, tổng thu từ du lịch học đường đạt 75 tỷ đồng.
Nơi nhận:
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Bùi Khắc Bằng
"""
CARRIES_OUT = """UBND XÃ THIÊN CẦM
Số: 88/KH-UBND
Thiên Cầm, ngày 20 tháng 9 năm 2026
KẾ HOẠCH
Triển khai Thông báo số 215/TB-UBND của UBND tỉnh trên địa bàn xã Thiên Cầm
I. NHIỆM VỤ
1. Công an xã tuần tra cổng trường trước ngày 30/10/2026.
II. CHẾ ĐỘ BÁO CÁO
Các bộ phận báo cáo kết quả quý về Phòng Văn hóa - Xã hội trước ngày 15 của tháng cuối quý.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Nguyễn Thị Hoài
"""


@pytest.fixture(scope="module")
def of_schools(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("schools")
    (folder / "tb.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "kh.txt").write_text(CARRIES_OUT, encoding="utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(folder / "tb.txt", folder / "kh.txt") == [None, None]
    troly = office.open()
    return lambda text: troly.ask(Question(text, date(2026, 9, 25)))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Bếp ăn bán trú do ai kiểm tra, mấy lần một học kỳ?", ["02 lần/học kỳ"]),
        ("Kinh phí xóa phòng học tạm bao nhiêu?", ["86 tỷ đồng"]),
        ("Tổng thu du lịch học đường 2028 và 2030 là bao nhiêu?", ["46 tỷ đồng", "75 tỷ đồng"]),
        ("Xã Thiên Cầm triển khai Thông báo 215 bằng văn bản nào?", ["88/KH-UBND"]),
        (
            "Báo cáo quý gửi về đâu, trước ngày nào ở xã Thiên Cầm?",
            ["Phòng Văn hóa - Xã hội", "ngày 15 của tháng cuối quý"],
        ),
    ],
)
def test_what_stands_in_the_text_is_found_in_other_words(of_schools, question, said):
    answer = of_schools(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert [words for words in said if words not in answer.text] == []


def test_a_numbered_task_is_looked_for_beyond_the_documents_of_the_body_named(tmp_path, agencies):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "kh.txt").write_text(CARRIES_OUT, encoding="utf-8")
    office = Office(tmp_path / "data", agencies, FakeEmbedder())
    assert office.take(tmp_path / "plan.txt", tmp_path / "kh.txt") == [None, None]
    answer = office.open().ask(Question("UBND xã Thiên Cầm còn chủ trì nhiệm vụ 2 không?", date(2026, 9, 25)))
    assert "Đấu thầu đơn vị thu gom" in answer.text
    assert "Cơ quan chủ trì: Sở Tài chính" in answer.text


def test_what_a_notice_concludes_is_its_subject(of_schools):
    assert "an toàn trường học" in of_schools("Thông báo 215 kết luận cuộc họp nào?").text


def test_money_of_another_matter_is_none(of_schools):
    assert of_schools("Kinh phí xây nhà vệ sinh bãi biển bao nhiêu?").status is not AnswerStatus.ANSWERED


PROGRAMME = """TỈNH ỦY GIA LAI                                ĐẢNG CỘNG SẢN VIỆT NAM
        *                                      Gia Lai, ngày 22 tháng 01 năm 2026
Số 09-CTr/TU

CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện Nghị quyết số 71-NQ/TW ngày 22/8/2025 của Bộ Chính trị về đột phá phát triển giáo dục và đào tạo

I. MỤC TIÊU
1. Đến năm 2027: tỷ lệ trường đạt chuẩn quốc gia đạt 68%.
2. Đến năm 2030: tỷ lệ trường đạt chuẩn quốc gia đạt 80%.
II. NHIỆM VỤ
1. Ban Tuyên giáo và Dân vận Tỉnh ủy tuyên truyền Nghị quyết; hoàn thành trong tháng 02/2026.
2. Đảng ủy UBND tỉnh lãnh đạo, chỉ đạo:
2.1. Xây dựng kế hoạch thực hiện, ban hành trước ngày 15/3/2026.
2.2. Bố trí tối thiểu 20% tổng chi ngân sách địa phương cho giáo dục.
T/M TỈNH ỦY
BÍ THƯ
Thái Đại Ngọc
"""
OF_MINISTRY = """BỘ GIÁO DỤC VÀ ĐÀO TẠO
Số: 3310/BGDĐT-GDPT
V/v hướng dẫn tuyển sinh lớp 10 năm học 2026 - 2027
Hà Nội, ngày 15 tháng 4 năm 2026
Kính gửi: Các Sở Giáo dục và Đào tạo.
1. Các Sở công bố môn thi thứ ba trước ngày 30/4/2026; tổ chức thi từ ngày 03/6 đến ngày 05/6/2026.
2. Mức thu dự thi không quá 90.000 đồng/thí sinh.
Nơi nhận:
- Lưu: VT.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Phạm Ngọc Thưởng
"""


@pytest.fixture(scope="module")
def of_education(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("education")
    (folder / "09.txt").write_text(PROGRAMME, encoding="utf-8")
    (folder / "3310.txt").write_text(OF_MINISTRY, encoding="utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(folder / "09.txt", folder / "3310.txt") == [None, None]
    troly = office.open()
    return lambda text: troly.ask(Question(text, date(2026, 5, 10)))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Ai ký Chương trình 09-CTr/TU?", ["Chương trình số 09-CTr/TU", "Thái Đại Ngọc"]),
        ("Tỷ lệ trường chuẩn quốc gia 2027 và 2030 của Gia Lai?", ["68%", "80%"]),
        ("Mục 2.1 Chương trình 09 nói gì?", ["Mục 2.1", "trước ngày 15/3/2026"]),
        ("Thi lớp 10 ngày nào?", ["từ ngày 03/6 đến ngày 05/6/2026"]),
        ("Sở nào công bố môn thi thứ ba?", ["Sở Giáo dục và Đào tạo"]),
    ],
)
def test_party_programmes_and_letters_to_departments_answer(of_education, question, said):
    answer = of_education(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert [words for words in said if words not in answer.text] == []


def test_a_figure_that_no_document_gives_is_no_list_of_what_is_due_then(of_education):
    answer = of_education("Điểm chuẩn lớp 10 năm nay bao nhiêu?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS


URGENT = """UBND TỈNH QUẢNG NINH
Số: 05/CĐ-UBND
Quảng Ninh, ngày 18 tháng 7 năm 2026
CÔNG ĐIỆN
Về việc chủ động ứng phó bão số 3
1. Sở Giáo dục và Đào tạo quyết định cho học sinh nghỉ học ngày 20/7/2026.
2. Lập 1,3 triệu hồ sơ sức khỏe điện tử do Viettel Quảng Ninh phối hợp với Sở Y tế thực hiện trước ngày 30/9/2026.
3. Giao Viettel Quảng Ninh bảo đảm thông tin liên lạc trước ngày 19/7/2026.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Bùi Văn Khắng
"""
LABELLED = """UBND PHƯỜNG HỒNG GAI
Số: 66/KH-UBND
Hồng Gai, ngày 05 tháng 5 năm 2026
KẾ HOẠCH
Làm sạch dữ liệu trên địa bàn phường Hồng Gai
I. NHIỆM VỤ
1. Cập nhật dữ liệu an sinh xã hội
Đơn vị chủ trì: Phòng Văn hóa - Xã hội
Đơn vị phối hợp: Bưu điện phường
Thời gian hoàn thành: Trước ngày 20/6/2026
2. Thu thập thông tin thửa đất
Đơn vị chủ trì: Phòng Kinh tế, Hạ tầng và Đô thị
Thời gian hoàn thành: 15/7/2026
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Vũ Thị Ngân
"""


@pytest.fixture(scope="module")
def of_quang_ninh(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("quang-ninh")
    (folder / "cd.txt").write_text(URGENT, encoding="utf-8")
    (folder / "kh.txt").write_text(LABELLED, encoding="utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(folder / "cd.txt", folder / "kh.txt") == [None, None]
    troly = office.open()
    return lambda text: troly.ask(Question(text, date(2026, 7, 18)))


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        ("Học sinh nghỉ học ngày nào?", "nghỉ học ngày 20/7/2026", "không nêu thời hạn"),
        ("viettel lam gi", "Viettel Quảng Ninh", "Viettel Quảng Ngãi"),
        ("Phòng KTHT&ĐT phường làm gì?", "Thu thập thông tin thửa đất", "an sinh"),
        ("Nhiệm vụ 1 kế hoạch 66 ai phối hợp?", "Bưu điện phường", "không nêu"),
    ],
)
def test_a_day_in_the_words_a_short_name_and_an_unknown_partner_are_told(of_quang_ninh, question, said, not_said):
    answer = of_quang_ninh(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert said in answer.text
    assert not_said not in answer.text


def test_a_number_of_things_is_no_amount_of_money(of_quang_ninh):
    answer = of_quang_ninh("Kinh phí lập hồ sơ sức khỏe điện tử?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
