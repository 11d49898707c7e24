"""A model's sentence passes only where one cited place holds its facts, in their relations, in its own words."""

import pytest

from assistant.verify_relations import Cited, duties, relations_stand
from assistant.verify_words import leads_outside, wording_stands
from ingest.models import Role
from ingest.text import nfc

EVIDENCE = nfc(
    "Công an tỉnh chủ trì, phối hợp với Sở Y tế kết nối dữ liệu dân cư, đạt 95% hồ sơ trước ngày 30/6/2026; "
    "Sở Nội vụ số hóa 90% hồ sơ trước ngày 15/4/2026 theo Kế hoạch số 05/KH-UBND ngày 08/01/2026. "
    "Không thu phí của người dân. Đồng chí Trần Văn Bình giảm hai cuộc họp mỗi tháng."
)


@pytest.fixture(scope="module")
def passes(agencies):
    def held(text: str) -> bool:
        return relations_stand(nfc(text), Cited(EVIDENCE), agencies) and wording_stands(nfc(text), EVIDENCE, agencies)

    return held


@pytest.mark.parametrize(
    "text",
    [
        "Công an tỉnh chủ trì kết nối dữ liệu dân cư.",
        "Công an tỉnh chủ trì, phối hợp với Sở Y tế kết nối dữ liệu dân cư.",
        "Sở Y tế phối hợp kết nối dữ liệu dân cư.",
        "Công an tỉnh đạt 95% hồ sơ trước ngày 30/6/2026.",
        "Sở Nội vụ số hóa 90% hồ sơ trước ngày 15 tháng 4 năm 2026.",
        "Kế hoạch số 05/KH-UBND ngày 08/01/2026 về kết nối dữ liệu dân cư.",
        "Không thu phí của người dân.",
        "Đồng chí Trần Văn Bình giảm hai cuộc họp mỗi tháng.",
        "Công an tỉnh chủ trì kết nối dư\u0303 liê\u0323u dân cư.",
    ],
)
def test_what_the_evidence_says_passes(passes, text):
    assert passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế chủ trì kết nối dữ liệu dân cư.",
        "Công an tỉnh phối hợp kết nối dữ liệu dân cư.",
        "Sở Y tế chủ trì, phối hợp với Công an tỉnh kết nối dữ liệu dân cư.",
        "Cơ quan chủ trì kết nối dữ liệu dân cư: Sở Y tế.",
        "Sở Nội vụ số hóa 95% hồ sơ.",
        "Công an tỉnh đạt 90% hồ sơ.",
        "Sở Nội vụ số hóa hồ sơ trước ngày 30/6/2026.",
        "Kết nối dữ liệu dân cư trước ngày 08/01/2026.",
        "Kế hoạch số 05/KH-UBND ngày 15/4/2026 về kết nối dữ liệu dân cư.",
        "Thu phí của người dân.",
        "Thu phí hồ sơ của người dân.",
        "Không kết nối dữ liệu dân cư.",
        "Công an tỉnh đạt 95 hồ sơ trước ngày 30/6/2026.",
        "Đồng chí Lê Văn Bình giảm hai cuộc họp mỗi tháng.",
        "Đồng chí Trần Văn Bình giảm ba cuộc họp mỗi tháng.",
        "Đồng chí Trần Văn Bình tăng hai cuộc họp mỗi tháng.",
        "Xóa bỏ dữ liệu dân cư của người dân.",
        "Người dân giảm dữ liệu họp tháng.",
        "Hoàn toàn chính xác.",
        "Công an tỉnh đã kết nối dữ liệu dân cư.",
    ],
)
def test_what_the_evidence_does_not_say_is_withheld(passes, text):
    assert not passes(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sở Y tế và Sở Nội vụ phối hợp", {("Sở Y tế", Role.COORDINATE), ("Sở Nội vụ", Role.COORDINATE)}),
        ("Sở Y tế phối hợp với Sở Nội vụ", {("Sở Nội vụ", Role.COORDINATE)}),
        ("Cơ quan chủ trì: Công an tỉnh; Sở Y tế", {("Công an tỉnh", Role.LEAD), ("Sở Y tế", Role.LEAD)}),
        ("Giao Sở Tài chính chủ trì tham mưu UBND tỉnh", {("Sở Tài chính", Role.LEAD)}),
        ("Báo cáo Sở Tài chính kết quả", set()),
    ],
)
def test_who_does_what_is_read_from_the_words(agencies, text, said):
    assert duties(text, agencies) == said


@pytest.mark.parametrize(
    "text",
    [
        "Xem tại https://vi-du.invalid/a.", "![ảnh](x) chi tiết.", "[bấm vào đây](x)", "[1]: http://x", "<img src=x>",
        "gửi về a.b@vi-du.vn", "Truy cập vi-du.com ngay.", "data:text/html;base64,AAAA", "&lt;script&gt;",
    ],
)  # fmt: skip
def test_a_sentence_with_a_way_out_is_never_passed_on(text):
    assert leads_outside(text)


@pytest.mark.parametrize("text", ["Sở Y tế chủ trì.", "Trước ngày 30/6/2026.", "Số 05/KH-UBND.", "Đạt < 5% và > 3%."])
def test_plain_sentences_have_no_way_out(text):
    assert not leads_outside(text)
