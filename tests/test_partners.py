"""Roles in the words of a task: who coordinates, who advises, who receives the report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agencies import Agencies
from ingest.agency_names import PROVINCE_FILE, Directory
from ingest.models import Role
from ingest.partners import coordinating, role_of, submit_to

REGISTER = Agencies(Directory(PROVINCE_FILE))


def partners(text):
    return [m.name for m in coordinating(text, REGISTER).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chủ trì, phối hợp với Sở Y tế, Công an tỉnh tham mưu UBND tỉnh ban hành Kế hoạch.",
            ["Sở Y tế", "Công an tỉnh"],
        ),
        ("chủ trì phối hợp với các cơ quan có liên quan khẩn trương rà soát", ["Các cơ quan, đơn vị liên quan"]),
        ("Phối hợp các cơ quan liên quan thúc đẩy chuyển đổi số", ["Các cơ quan, đơn vị liên quan"]),
        ("Phối hợp chặt chẽ với Sở Nội vụ và UBND các xã, phường", ["Sở Nội vụ", "UBND các xã, phường, đặc khu"]),
        ("Chủ trì, phối hợp với các Sở: Y tế, Nội vụ xây dựng Đề án", ["Sở Y tế", "Sở Nội vụ"]),
        ("xác định rõ trách nhiệm phối hợp, khắc phục tình trạng phân tán", []),
        ("Tham mưu UBND tỉnh bố trí kinh phí", []),
    ],
)
def test_partners_end_where_the_duty_begins(text, expected):
    assert partners(text) == expected


def test_partners_are_named_where_they_stand():
    text = "Chủ trì, phối hợp với Sở Y tế và Công an tỉnh kiểm tra."
    start, end = coordinating(text, REGISTER).phrase
    assert text[start:end] == "Sở Y tế và Công an tỉnh"


def test_a_partner_named_twice_is_one():
    assert partners("Phối hợp với Sở Y tế kiểm tra; phối hợp với Sở Y tế báo cáo") == ["Sở Y tế"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Chủ trì, phối hợp với Sở Y tế kiểm tra.", Role.LEAD),
        ("Là cơ quan đầu mối, theo dõi việc thực hiện.", Role.LEAD),
        ("Phối hợp với Sở Y tế kiểm tra.", Role.COORDINATE),
        ("Chủ động phối hợp với Sở Y tế, Công an tỉnh kiểm tra.", Role.COORDINATE),
        ("Khẩn trương rà soát, tham mưu Đề án.", Role.ADVISE),
        ("Hướng dẫn, đôn đốc các đơn vị.", Role.IMPLEMENT),
    ],
)
def test_the_words_of_a_bullet_give_the_role(text, role):
    assert role_of(text, coordinating(text, REGISTER)) is role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo kết quả về Sở Khoa học và Công nghệ trước ngày 20", ["Sở Khoa học và Công nghệ"]),
        ("lập danh sách, gửi Sở Du lịch trước ngày 20/5/2026", ["Sở Du lịch"]),
        ("báo cáo UBND tỉnh (qua Sở Nội vụ)", ["Ủy ban nhân dân tỉnh Quảng Ngãi", "Sở Nội vụ"]),
        ("báo cáo các cơ quan, đơn vị", []),
        ("tổ chức tuyên truyền", []),
    ],
)
def test_the_receiver_of_a_report_is_known(text, expected):
    assert [m.name for m in submit_to(text, REGISTER)] == expected


def test_the_committee_of_a_commune_is_its_own():
    assert [m.name for m in submit_to("báo cáo UBND xã", REGISTER, "xã Yên Thành")] == ["UBND xã Yên Thành"]


@settings(max_examples=50)
@given(st.text(alphabet="phối hợp với SởYtế,; .gửi", max_size=60))
def test_any_text_has_a_role(text):
    assert role_of(text, coordinating(text, REGISTER)) in Role
