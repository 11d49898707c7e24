"""Who issued what, under which number, when: read from the text or left blank."""

import pytest
from directives import GREETING, HEAD, TAIL, letter, read, source

from ingest.body_names import body_name
from ingest.home import home_commune, local_register
from ingest.kinds import kind_of_title
from ingest.models import Fact, Identity

BODY = "Thực hiện Kế hoạch năm 2026, UBND tỉnh yêu cầu:\n1. Sở Y tế báo cáo./.\n"


def identity_of(text, agencies):
    return read(text, agencies).document.identity


def value(fact):
    return fact.value if fact else None


def test_a_letter_tells_everything_in_its_head(agencies):
    found = letter(BODY, agencies).document.identity
    assert value(found.kind) == "Công văn"
    assert value(found.number) == "123/UBND-TH"
    assert value(found.day) == "2026-01-08"
    assert value(found.place) == "Hà Tĩnh"
    assert value(found.issuer) == "Ủy ban nhân dân tỉnh Hà Tĩnh"
    assert value(found.subject) == "V/v triển khai nhiệm vụ trọng tâm"
    assert [f.value for f in found.addressees] == ["Các sở, ban, ngành", "UBND các xã, phường"]


def test_every_value_is_printed_where_it_says(agencies):
    text = HEAD + GREETING + BODY + TAIL
    found = identity_of(text, agencies)
    for fact, words in (
        (found.number, "Số: 123/UBND-TH"),
        (found.day, "ngày 08 tháng 01 năm 2026"),
        (found.place, "Hà Tĩnh"),
    ):
        assert [text[s.start : s.end] for s in fact.spans] == [words]


def test_a_date_of_which_recognition_lost_a_gap_is_still_the_date(agencies):
    text = HEAD.replace("ngày 08 tháng 01 năm 2026", "ngày 23 tháng07 năm 2025") + GREETING + BODY + TAIL
    found = identity_of(text, agencies)
    assert value(found.day) == "2025-07-23"
    assert [text[s.start : s.end] for s in found.day.spans] == ["ngày 23 tháng07 năm 2025"]


def test_a_blank_number_is_blank_and_not_missing(agencies):
    text = HEAD.replace("Số: 123", "Số:      ").replace("ngày 08 tháng 01", "ngày     tháng 01")
    found = identity_of(text + GREETING + BODY + TAIL, agencies)
    assert (value(found.number), value(found.sign), value(found.day)) == (None, "UBND-TH", None)
    assert value(found.partial_day) == "2026-01"
    assert [b.value for b in found.blanks] == ["number", "day"]


def test_two_columns_on_one_line_are_two_facts(agencies):
    text = (
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH NGHỆ AN               Độc lập - Tự do - Hạnh phúc\n"
        "Số: 45/KH-UBND           Nghệ An, ngày 15 tháng 02 năm 2026\nKẾ HOẠCH\nPhát triển du lịch\nCăn cứ Luật Du lịch;\n"
    )
    found = identity_of(text, agencies)
    assert value(found.issuer) == "Ủy ban nhân dân tỉnh Nghệ An"
    assert (value(found.number), value(found.day), value(found.place)) == ("45/KH-UBND", "2026-02-15", "Nghệ An")


def test_a_department_issues_below_its_committee(agencies):
    text = HEAD.replace("ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH", "UBND TỈNH HÀ TĨNH\nSỞ CÔNG THƯƠNG")
    assert value(identity_of(text + GREETING + BODY, agencies).issuer) == "Sở Công Thương"


def test_a_party_document_has_its_own_signs(agencies):
    text = (
        "TỈNH ỦY TUYÊN QUANG\n*\nSố 12-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nTuyên Quang, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\n"
        "thực hiện Nghị quyết số 71-NQ/TW\nThực hiện Nghị quyết số 71-NQ/TW, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch:\nI- MỤC TIÊU\n"
        "1. A.\nNơi nhận:\n- Lưu Văn phòng Tỉnh ủy.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nMa Thế Hồng\n"
    )
    found = identity_of(text, agencies)
    assert (value(found.issuer), value(found.number)) == ("Tỉnh ủy Tuyên Quang", "12-KH/TU")
    assert [f.value for f in found.authority] == ["T/M BAN THƯỜNG VỤ"]
    assert (value(found.signer), value(found.signer_title)) == ("Ma Thế Hồng", "PHÓ BÍ THƯ")


def test_the_year_of_a_normative_number_stays_out_of_the_sign(agencies):
    text = HEAD.replace("123/UBND-TH", "30/2026/TT-BKHCN") + GREETING + BODY
    found = identity_of(text, agencies)
    assert (value(found.number), value(found.sign)) == ("30/2026/TT-BKHCN", "TT-BKHCN")


def test_a_conclusion_knows_its_meeting_and_who_presided(agencies):
    text = (
        "THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh Nguyễn Văn Bình tại cuộc họp\nvề phòng, chống dịch\nNgày 06/01/2026, tại Trụ sở, "
        "Chủ tịch UBND tỉnh Nguyễn Văn Bình chủ trì cuộc họp về phòng, chống dịch.\n1. Sở Y tế báo cáo./.\n"
    )
    found = identity_of(text, agencies)
    assert (value(found.event_day), value(found.presider)) == ("2026-01-06", "Nguyễn Văn Bình")
    assert found.number is None


def test_the_place_stands_before_a_date_by_hand_that_recognition_could_not_read(agencies):
    found = identity_of(
        "SỞ Y TẾ\nSố: 15/QĐ-SYT\nĐà Nẵng, ngày.2{ tháng0! năm A026\nQUYẾT ĐỊNH\nVề việc cấp phép\n", agencies
    )
    assert (value(found.place), found.day) == ("Đà Nẵng", None)


@pytest.mark.parametrize("mark", ["HỎA TỐC", "KHẨN"])
def test_a_mark_of_urgency_stands_alone_in_the_head(agencies, mark):
    assert value(identity_of(HEAD.replace("Số:", f"{mark}\nSố:") + GREETING + BODY, agencies).urgency) == mark


@pytest.mark.parametrize(
    ("caps", "written"),
    [
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", "Ủy ban nhân dân thành phố Cần Thơ"),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ"),
        ("TỈNH ỦY LÀO CAI", "Tỉnh ủy Lào Cai"),
        ("CỤC CẢNH SÁT PCCC VÀ CNCH", "Cục Cảnh sát PCCC và CNCH"),
        ("UBND XÃ YÊN THÀNH", "UBND xã Yên Thành"),
    ],
)
def test_names_in_capitals_are_written_as_in_running_text(caps, written):
    assert body_name(caps) == written


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("K Ế  H O Ạ C H", "Kế hoạch"),
        (",TH ÔNG TƯ", "Thông tư"),
        ("THÔNG BÁO KẾT LUẬN", "Thông báo"),
        ("Kế hoạch", None),
        ("BÁO CÁO VIÊN", None),
    ],
)
def test_only_a_title_in_capitals_announces_a_kind(line, kind):
    assert kind_of_title(line) == kind


def test_the_commune_that_issued_a_document_is_its_home():
    assert home_commune(Identity(issuer=Fact("Ủy ban nhân dân xã Yên Thành"))) == "xã Yên Thành"
    assert home_commune(Identity(issuer=Fact("Sở Y tế"))) is None


@pytest.mark.parametrize(
    ("issuer", "own"),
    [
        ("Ủy ban nhân dân tỉnh Hà Tĩnh", False),
        ("Ủy ban nhân dân tỉnh Quảng Ngãi", True),
        ("UBND xã Sơn Tịnh", True),
        ("UBND xã Yên Thành", False),
    ],
)
def test_the_register_of_the_province_serves_only_its_own_documents(agencies, issuer, own):
    found = local_register(source("Thực hiện nhiệm vụ"), Identity(issuer=Fact(issuer)), agencies)
    assert (found is agencies) is own


def test_the_name_of_a_province_is_written_as_such(agencies):
    text = HEAD.replace("TỈNH HÀ TĨNH", "THÀNH PHỐ HẢI PHÒNG")
    assert value(identity_of(text + GREETING + BODY, agencies).issuer) == "Ủy ban nhân dân thành phố Hải Phòng"


def test_the_chairman_who_issues_an_order_is_named_with_his_committee(agencies):
    text = (
        "UBND TỈNH HÀ TĨNH\nCHỦ TỊCH\nSố: 12/CĐ-UBND\nHà Tĩnh, ngày 24 tháng 8 năm 2026\nCÔNG ĐIỆN\nVề việc ứng phó với bão số 7\n"
        "1. Sở Y tế trực 24/24 giờ.\n"
    )
    issuer = read(text, agencies).document.identity.issuer
    assert issuer is not None
    assert issuer.value == "Chủ tịch UBND tỉnh Hà Tĩnh"
