"""Bodies that no register lists are known in questions by the documents that name them."""

import pytest

from assistant.printed_names import PrintedNames, commune_in

NAMES = PrintedNames(
    ["UBND xã Đạ Tẻh", "Trường Cao đẳng Đà Lạt", "Hiệp hội Du lịch tỉnh", "UBND xã Hòa Tân", "UBND xã Hòa Tấn"]
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Trường Cao đẳng Đà Lạt chủ trì việc gì?", ["Trường Cao đẳng Đà Lạt"]),
        ("hiệp hội du lịch tỉnh và UBND xã Đạ Tẻh", ["Hiệp hội Du lịch tỉnh", "UBND xã Đạ Tẻh"]),
        ("Xã Đạ Tẻh phải làm gì?", ["UBND xã Đạ Tẻh"]),
        ("uy ban nhan dan xa da teh", ["UBND xã Đạ Tẻh"]),
        ("Trường Cao đẳng nghề phải làm gì?", []),
    ],
)
def test_names_are_found_as_printed_or_wholly_without_diacritics(question, names):
    assert [m.name for m in NAMES.find(question)] == names


def test_one_unaccented_spelling_of_two_names_keeps_both():
    [mention] = NAMES.find("xa hoa tan phai lam gi")
    assert mention.others == ("UBND xã Hòa Tân", "UBND xã Hòa Tấn")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("UBND xã Krông Nô phải làm gì?", "UBND xã Krông Nô"),
        ("Phường Xuân Hương - Đà Lạt được giao gì", "UBND phường Xuân Hương - Đà Lạt"),
        ("đặc khu Phú Quý có nhiệm vụ nào", "UBND đặc khu Phú Quý"),
        ("các xã phải làm gì", None),
        ("xã hội hóa giáo dục", None),
    ],
)
def test_a_commune_nobody_lists_is_told_by_its_capitals(question, name):
    mention = commune_in(question)
    assert (mention and mention.name) == name


@pytest.mark.parametrize("typed", ["P.TCCB được giao gì", "P. TCCB được giao gì", "phong tccb duoc giao gi"])
def test_an_office_is_known_by_the_initials_of_its_name(typed):
    names = PrintedNames(["Phòng Tổ chức cán bộ", "Phòng Kinh tế, Hạ tầng và Đô thị phường Hạc Thành"])
    assert [m.name for m in names.find(typed)] == ["Phòng Tổ chức cán bộ"]
    assert [m.name for m in names.find("P. KTHTĐT phường Hạc Thành")] == [
        "Phòng Kinh tế, Hạ tầng và Đô thị phường Hạc Thành"
    ]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("CDC phải làm gì?", "Trung tâm Kiểm soát bệnh tật tỉnh"),
        ("CDC tỉnh phải làm gì?", "Trung tâm Kiểm soát bệnh tật tỉnh"),
        ("ttyt khu vực báo cáo gì", "Trung tâm Y tế khu vực"),
        ("BVĐK tỉnh dành bao nhiêu giường", "Bệnh viện Đa khoa tỉnh"),
    ],
)
def test_usual_short_forms_name_the_bodies_that_documents_print_in_full(question, name):
    names = PrintedNames(["Trung tâm Kiểm soát bệnh tật tỉnh", "Trung tâm Y tế khu vực", "Bệnh viện Đa khoa tỉnh"])
    assert [m.name for m in names.find(question)] == [name]
