"""Which bodies a text names: the register, elided heads, groups, office-holders, unregistered names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agencies import Agencies
from ingest.agency_names import PROVINCE_FILE, Directory, Kind

DEPARTMENTS = [
    "Sở Y tế",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Công an tỉnh",
    "Thanh tra tỉnh",
]
REGISTER = Agencies(Directory(PROVINCE_FILE))


def names(agencies, text, home=None):
    return [m.name for m in agencies.read_list(text, home)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các Sở: Tư pháp, Y tế, Văn hóa, Thể thao và Du lịch", ["Sở Tư pháp", "Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch"]),
        ("các Sở Tài chính, Nội vụ và UBND các xã", ["Sở Tài chính", "Sở Nội vụ", "UBND các xã, phường, đặc khu"]),
        ("Giám đốc các Sở: Y tế, Nội vụ; Công an tỉnh", ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh"]),
        ("Giám đốc Sở Y tế, Chánh Thanh tra tỉnh", ["Sở Y tế", "Thanh tra tỉnh"]),
        ("Chánh Văn phòng Ủy ban nhân dân tỉnh", ["Văn phòng UBND tỉnh"]),
        ("Thủ trưởng các cơ quan, đơn vị thuộc Sở", ["Các cơ quan, đơn vị thuộc Sở"]),
        ("Các sở, ban, ngành, địa phương", ["Các sở, ban, ngành", "UBND các xã, phường, đặc khu"]),
        ("Các cơ quan, đơn vị, địa phương", ["Các cơ quan, đơn vị, địa phương"]),
        ("các đơn vị, địa phương có liên quan", ["Các cơ quan, đơn vị liên quan"]),
        ("Các phòng, ban, đơn vị, tổ dân phố", ["Các phòng, ban, đơn vị, tổ dân phố"]),
        ("các trường trung học phổ thông", ["Các trường trung học phổ thông"]),
        ("Trung tâm Y tế khu vực Hương Sơn", ["Trung tâm Y tế khu vực Hương Sơn"]),
        ("Trung tâm Phục vụ hành chính công tỉnh", ["Trung tâm Phục vụ hành chính công tỉnh"]),
        ("Phòng Văn hóa - Xã hội các xã, phường", ["Phòng Văn hóa - Xã hội các xã, phường"]),
        ("Sở NN&MT; SKHCN", ["Sở Nông nghiệp và Môi trường", "Sở Khoa học và Công nghệ"]),
    ],
)  # fmt: skip
def test_a_list_is_read_body_by_body(agencies, text, expected):
    assert names(agencies, text) == expected
    assert agencies.completeness(text) == 1.0


@pytest.mark.parametrize(
    "text", ["Các cơ sở dữ liệu quốc gia", "Các nhiệm vụ trọng tâm", "lĩnh vực y tế, tư pháp", "Các trường hợp khác"]
)
def test_other_plurals_and_fields_are_no_bodies(agencies, text):
    assert names(agencies, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND xã", "UBND xã Yên Thành"),
        ("Chủ tịch UBND xã", "UBND xã Yên Thành"),
        ("Công an xã", "Công an xã Yên Thành"),
        ("Văn phòng HĐND và UBND xã", "Văn phòng HĐND và UBND xã Yên Thành"),
        ("Phòng Kinh tế", "Phòng Kinh tế xã Yên Thành"),
        ("Trưởng Công an xã", "Công an xã Yên Thành"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_offices_of_a_commune_carry_its_name_in_its_own_documents(agencies, text, expected):
    assert names(agencies, text, "xã Yên Thành") == [expected]


def test_a_list_at_a_place_of_the_text_ends_where_the_duty_begins(agencies):
    text = "Chủ trì, phối hợp với Sở Y tế, Công an tỉnh và các đơn vị liên quan tham mưu UBND tỉnh ban hành"
    found = agencies.read_prefix(text, text.index("Sở"))
    assert [m.name for m in found] == ["Sở Y tế", "Công an tỉnh", "Các cơ quan, đơn vị liên quan"]
    assert text[found[0].start : found[-1].end] == "Sở Y tế, Công an tỉnh và các đơn vị liên quan"


def test_a_name_of_a_project_board_keeps_its_verbs(agencies):
    text = "Ban Quản lý dự án đầu tư xây dựng tỉnh khẩn trương giải ngân"
    assert names(agencies, text) == ["Ban Quản lý dự án đầu tư xây dựng tỉnh"]


def test_elsewhere_the_committee_of_this_province_is_nobody(agencies):
    assert names(agencies, "UBND tỉnh") == ["Ủy ban nhân dân tỉnh Quảng Ngãi"]
    assert names(agencies.elsewhere(), "UBND tỉnh; Sở Y tế") == ["UBND tỉnh", "Sở Y tế"]


@pytest.mark.parametrize(
    ("text", "here", "there"),
    [
        ("Công an tỉnh Gia Lai", ["Công an tỉnh Gia Lai"], ["Công an tỉnh"]),
        ("Ủy ban nhân dân tỉnh Đắk Lắk", ["UBND tỉnh Đắk Lắk"], ["UBND tỉnh Đắk Lắk"]),
        ("Sở Xây dựng tỉnh Quảng Ngãi", ["Sở Xây dựng"], ["Sở Xây dựng tỉnh Quảng Ngãi"]),
        ("VNPT Gia Lai", ["VNPT Gia Lai"], ["VNPT Gia Lai"]),
    ],
)
def test_a_body_of_another_province_is_another_body(agencies, text, here, there):
    assert names(agencies, text) == here
    assert names(agencies.elsewhere("Gia Lai"), text) == there


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Nội vụ, Tài chính và Y tế tham mưu", ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"]),
        ("Sở Y tế, tài chính các cấp", ["Sở Y tế"]),
        ("Sở Y tế, Xây dựng nông thôn mới", ["Sở Y tế"]),
        ("UBND các xã: Phong Điền, Nhơn Ái và Thới Lai", ["UBND xã Phong Điền", "UBND xã Nhơn Ái", "UBND xã Thới Lai"]),
        (
            "UBND các phường Ninh Kiều, Cái Khế và các xã: Phong Điền, Thới Lai",
            ["UBND phường Ninh Kiều", "UBND phường Cái Khế", "UBND xã Phong Điền", "UBND xã Thới Lai"],
        ),
        ("UBND các xã, phường", ["UBND các xã, phường, đặc khu"]),
    ],
)
def test_names_that_share_a_head_noun_are_each_a_body(agencies, text, expected):
    assert names(agencies, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đồng chí Phó Chủ tịch UBND tỉnh phụ trách lĩnh vực", ["Phó Chủ tịch UBND tỉnh"]),
        ("đồng chí Trần Văn A - Giám đốc Sở Y tế báo cáo", ["Sở Y tế"]),
        ("các đồng chí Giám đốc Sở Y tế, Sở Tài chính chỉ đạo", ["Sở Y tế", "Sở Tài chính"]),
        ("đồng chí lãnh đạo Sở Y tế dự họp", []),
    ],
)
def test_a_comrade_with_an_office_stands_for_it(agencies, text, expected):
    assert [m.name for m in agencies.read_prefix(text, 0)] == expected


def test_the_place_after_a_name_belongs_to_it(agencies):
    assert agencies.completeness("Công an tỉnh Quảng Ngãi") == 1.0


def test_ordinary_text_is_no_list(agencies):
    assert agencies.completeness("Hoàn thiện thể chế, chính sách về đất đai") == 0.0
    assert agencies.completeness("") == 0.0


@pytest.mark.parametrize(
    ("typed", "expected"), [("so khcn phai lam gi", "Sở Khoa học và Công nghệ"), ("STC", "Sở Tài chính")]
)
def test_abbreviated_and_unaccented_names_are_found_in_questions(agencies, typed, expected):
    assert [m.name for m in agencies.find_asked(typed)] == [expected]


def test_communes_that_fold_alike_are_all_told(agencies):
    (mention,) = agencies.find_asked("xa son ha")
    assert set(mention.others) == {"UBND xã Sơn Hà", "UBND xã Sơn Hạ"}


def test_unregistered_bodies_are_of_unknown_kind(agencies):
    assert [m.kind for m in agencies.read_list("Bệnh viện Đa khoa tỉnh")] == [Kind.UNKNOWN]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(DEPARTMENTS), min_size=1, max_size=6), st.sampled_from(["; ", ", ", " và "]))
def test_a_joined_list_of_registered_names_comes_back_in_order(listed, joint):
    assert names(REGISTER, joint.join(listed)) == listed


@settings(max_examples=60)
@given(st.text(alphabet="Sởbantgàhcv YTếu,;:.()\n", max_size=60))
def test_mentions_of_any_text_lie_in_it_in_order(text):
    found = REGISTER.read_list(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert 0.0 <= REGISTER.completeness(text) <= 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh đôn đốc nhà thầu", "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"),
        ("Ngân hàng Nhà nước Chi nhánh Khu vực 15: Chỉ đạo các tổ chức", "Ngân hàng Nhà nước Chi nhánh Khu vực 15"),
        ("Bệnh viện Đa khoa tỉnh tổ chức khám", "Bệnh viện Đa khoa tỉnh"),
        ("Ban Chỉ huy Bộ đội Biên phòng tỉnh giữ vững an ninh", "Ban Chỉ huy Bộ đội Biên phòng tỉnh"),
        ("Ủy ban nhân dân phường Lê Chân kiểm tra", "UBND phường Lê Chân"),
        ("Giám đốc, Thủ trưởng các sở, ban, ngành tỉnh xây dựng", "Các sở, ban, ngành"),
    ],
)  # fmt: skip
def test_a_name_ends_where_the_duty_begins(agencies, text, expected):
    assert [m.name for m in agencies.read_prefix(text, 0)] == [expected]
