import unicodedata

import pytest

from ingest.column_names import known_role
from ingest.columns import names_a_table, names_the_number, roles
from ingest.models import Column


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("STT", Column.NUMBER),
        ("Số thứ tự", Column.NUMBER),
        ("Nội dung công việc", Column.TEXT),
        ("Nhiệm vụ, giải pháp", Column.TEXT),
        ("TÊN NHIỆM VỤ", Column.TEXT),
        ("Đơn vị chủ trì", Column.LEAD),
        ("Cơ quan, đơn vị chủ trì thực hiện", Column.LEAD),
        ("Cơ quan chủ trì triển khai, theo dõi và đánh giá", Column.LEAD),
        ("Cơ quan tham mưu", Column.LEAD),
        ("Người chủ trì", Column.LEAD),
        ("Lãnh đạo phụ trách", Column.LEAD),
        ("Phân công thực hiện", Column.LEAD),
        ("Đơn vị phối hợp", Column.COORDINATING),
        ("Cơ quan phối hợp thực hiện", Column.COORDINATING),
        ("Tiến độ", Column.DEADLINE),
        ("Thời hạn hoàn thành", Column.DEADLINE),
        ("Thời gian thực hiện", Column.DEADLINE),
        ("Hoàn thành trước ngày", Column.DEADLINE),
        ("Sản phẩm đầu ra", Column.RESULT),
        ("Kết quả, sản phẩm", Column.RESULT),
        ("Văn bản giao", Column.BASIS),
        ("Căn cứ pháp lý", Column.BASIS),
        ("Ghi chú", Column.NOTE),
        ("Đơn vị tính", Column.OTHER),
    ],
)
def test_a_printed_name_tells_its_column(name, column):
    assert known_role(name) is column


def test_a_name_in_decomposed_letters_is_the_same_name():
    assert known_role(unicodedata.normalize("NFD", "Đơn vị phối hợp")) is Column.COORDINATING


def test_words_of_a_sentence_are_no_column_name():
    assert known_role("Kết quả Thời gian") is None
    assert known_role("Xây dựng kế hoạch năm") is None


def test_a_sole_implementing_column_stays_one():
    assert roles(["TT", "Nhiệm vụ", "Cơ quan thực hiện", "Thời hạn"])[2] is Column.IMPLEMENTING


def test_beside_a_lead_column_it_implements():
    assert roles(["TT", "Chỉ tiêu", "Kết quả", "Cơ quan chủ trì", "Cơ quan thực hiện"])[4] is Column.IMPLEMENTING


def test_in_a_list_of_targets_the_result_is_a_value():
    assert roles(["TT", "Chỉ tiêu", "Kết quả", "Cơ quan chủ trì"])[2] is Column.VALUE
    assert roles(["TT", "Nhiệm vụ", "Kết quả", "Cơ quan chủ trì"])[2] is Column.RESULT


def test_targets_of_several_years_are_values():
    found = roles(["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026", "Năm 2030", "Cơ quan chủ trì"])
    assert found[2:5] == (Column.OTHER, Column.VALUE, Column.VALUE)


def test_a_target_beside_a_task_is_a_value():
    assert roles(["STT", "Nhiệm vụ", "Chỉ tiêu", "Đơn vị chủ trì"])[2] is Column.VALUE


def test_the_start_of_two_times_is_no_deadline():
    found = roles(["STT", "Nhiệm vụ", "Thời gian bắt đầu", "Thời gian hoàn thành"])
    assert found[2:] == (Column.OTHER, Column.DEADLINE)


def test_an_unknown_name_after_the_number_is_the_text():
    assert roles(["TT", "Ứng dụng cần nâng cấp", "Cơ quan chủ trì"])[1] is Column.TEXT


def test_a_list_of_people_is_no_task_table():
    assert not names_a_table(roles(["Họ và tên", "Chức vụ"]))
    assert names_a_table(roles(["Nội dung", "Tiến độ"]))


def test_the_number_column_opens_a_header():
    assert names_the_number(["TT", "Nhiệm", "vụ"]) == 1
    assert names_the_number(["Số", "TT", "Nhiệm"]) == 2
    assert names_the_number(["Số", "thứ", "tự"]) == 3
    assert names_the_number(["Thứ", "tự"]) == 0
