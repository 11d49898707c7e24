"""Facts of a document itself; what is printed blank is said to be blank."""

import pytest

from assistant.models import AnswerStatus

NOTICE, SECOND, COMMUNE, PLAN, LETTER = (f"00{number}" for number in range(5))


def files(answer) -> list[str]:
    return [citation.document.file[:3] for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "signer", "marks", "file"),
    [
        (
            "Ai ký Thông báo kết luận cuộc họp ngày 29/12/2025?",
            "Phùng Tô Long",
            "TL. CHỦ TỊCH, KT. CHÁNH VĂN PHÒNG, PHÓ CHÁNH VĂN PHÒNG",
            NOTICE,
        ),
        ("ai ky ke hoach chinh quyen so", "Trần Phước Hiền", "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH", PLAN),
        ("Ai ký công văn của xã Sơn Tịnh?", "Đặng Xuân Trung", "CHỦ TỊCH", COMMUNE),
        ("Ai ký công văn triển khai Thông báo số 01-TB/CQTT?", "Trần Phước Hiền", "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH", LETTER),
    ],
)
def test_the_signer_is_told_with_the_authority(ask, question, signer, marks, file):
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert f"- Người ký: **{signer}** ({marks}) [1]" in answer.text
    assert files(answer) == [file]
    assert answer.citations[0].quote.strip("*").endswith(signer)


def test_who_chaired_the_meeting_is_not_who_signed(ask):
    answer = ask("Ai chủ trì cuộc họp ngày 29/12/2025?")
    assert "Trần Phước Hiền chủ trì cuộc họp" in answer.text
    assert "Phùng Tô Long" not in answer.text
    assert answer.citations[0].quote.startswith("Ngày 29/12/2025, tại Trụ sở Ủy ban nhân dân tỉnh")


@pytest.mark.parametrize(
    ("question", "said", "quote"),
    [
        (
            "Số của công văn xã Sơn Tịnh là bao nhiêu?",
            "để trống số, ký hiệu trong bản hiện có (số … /UBND). [1]",
            "Số: /UBND",
        ),
        (
            "Công văn của xã Sơn Tịnh ban hành ngày nào?",
            "để trống ngày ban hành trong bản hiện có (chỉ ghi tháng 01 năm 2026). [1]",
            "ngày tháng 01 năm 2026",
        ),
        (
            "Công văn triển khai Thông báo 01-TB/CQTT số bao nhiêu?",
            "để trống số, ký hiệu trong bản hiện có (số … /UBND-KGVX). [1]",
            "Số: /UBND-KGVX",
        ),
    ],
)
def test_a_printed_blank_is_quoted_and_never_filled(ask, question, said, quote):
    answer = ask(question)
    assert answer.status is AnswerStatus.BLANK_IN_DOCUMENT
    assert said in answer.text
    assert [citation.quote for citation in answer.citations] == [quote]


def test_a_number_that_only_another_document_tells_is_quoted_from_there(ask):
    answer = ask("Thông báo kết luận cuộc họp ngày 29/12/2025 số bao nhiêu?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "537/TB-UBND (theo văn bản khác viện dẫn; bản này không ghi). [1]" in answer.text
    assert files(answer) == [COMMUNE]
    assert answer.citations[0].quote.startswith("Thông báo số 537/TB-UBND ngày 31/12/2025 của UBND tỉnh")


def test_a_number_that_nothing_tells_is_not_invented(ask):
    answer = ask("Thông báo kết luận cuộc họp ngày 02/4/2026 số bao nhiêu?")
    assert answer.status is AnswerStatus.BLANK_IN_DOCUMENT
    assert "Bản hiện có không ghi số, ký hiệu của văn bản này." in answer.text


def test_the_annexes_are_counted_and_listed(ask):
    answer = ask("Kế hoạch phát triển Chính quyền số có mấy phụ lục?")
    assert answer.text.splitlines()[1:] == [
        "Có 2 phụ lục:",
        "- Phụ lục I: DANH MỤC CÁC CHỈ TIÊU CỤ THỂ [1]",
        "- Phụ lục II: CÁC NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM THỰC HIỆN KẾ HOẠCH [2]",
    ]


def test_a_document_without_annex_has_none(ask):
    answer = ask("Công văn của xã Sơn Tịnh có mấy phụ lục?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert answer.text.endswith("Văn bản này không có phụ lục.")


def test_addressees_and_recipients_are_told_apart(ask):
    addressed = ask("Công văn của xã Sơn Tịnh kính gửi ai?")
    assert "- Nơi kính gửi: Các cơ quan, đơn vị thuộc UBND xã [1]" in addressed.text
    received = ask("Nơi nhận của công văn xã Sơn Tịnh gồm những đâu?")
    assert "VP HĐND&UBND: PCVP" in received.text
    assert "Lưu: VT, VHXH (Lý)" in received.text


def test_the_kind_that_the_question_names_is_kept_to(ask):
    answer = ask("Thông báo về ứng dụng AI số bao nhiêu, ban hành ngày nào?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "Công văn" not in answer.text


def test_two_facts_of_one_document_are_both_answered(ask):
    answer = ask("Ai ký kế hoạch và kế hoạch số bao nhiêu?")
    assert "Trần Phước Hiền" in answer.text
    assert "số, ký hiệu" in answer.text


def test_a_document_of_another_year_is_not_the_one_asked_for(ask):
    answer = ask("Thông báo số 537/TB-UBND ban hành năm 2024 do ai ký?")
    assert answer.status is AnswerStatus.NOT_IN_CORPUS
    assert "năm 2024" in answer.text
    assert ask("Thông báo số 537/TB-UBND ban hành năm 2025 do ai ký?").status is AnswerStatus.ANSWERED
