"""The parts of a document: head, title, addressees, body, recipients, signature, annexes."""

import pytest
from directives import GREETING, HEAD, TAIL, lines_of

from ingest.run_together import lines_apart
from ingest.two_columns import columns_apart
from ingest.zones import split


def zones_of(text):
    return split(lines_apart(text, columns_apart(text, lines_of(text))))


def texts(lines):
    return [line.text for line in lines]


LETTER = HEAD + GREETING + "Thực hiện Kế hoạch năm 2026, UBND tỉnh yêu cầu:\n1. Sở Y tế báo cáo./.\n" + TAIL


def test_a_letter_falls_into_its_parts():
    zones = zones_of(LETTER)
    assert texts(zones.addressees) == [GREETING.strip()]
    assert texts(zones.body) == ["Thực hiện Kế hoạch năm 2026, UBND tỉnh yêu cầu:", "1. Sở Y tế báo cáo./."]
    assert texts(zones.recipients) == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, TH."]
    assert texts(zones.signature) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Báu"]


def test_the_title_ends_where_the_text_opens():
    zones = zones_of("KẾ HOẠCH\nThực hiện cải cách hành chính\nnăm 2026\nCăn cứ Luật Đất đai;\nI. MỤC TIÊU\n")
    assert texts(zones.title) == ["KẾ HOẠCH", "Thực hiện cải cách hành chính", "năm 2026"]


@pytest.mark.parametrize(
    "opening", ["Sáng ngày 02/4/2026, tại", "Chiều ngày 27 tháng 3 năm 2026,", "Ngày 1/2/2026, tại"]
)
def test_a_conclusion_opens_with_the_day_of_the_meeting(opening):
    zones = zones_of(f"THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\ntại cuộc họp\n{opening} Chủ tịch họp.\n")
    assert texts(zones.body) == [f"{opening} Chủ tịch họp."]


def test_who_decides_stands_below_the_title_of_a_decision():
    zones = zones_of("QUYẾT ĐỊNH\nBan hành Quy chế\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Đất đai;\nĐiều 1. A.\n")
    assert texts(zones.title) == ["QUYẾT ĐỊNH", "Ban hành Quy chế"]


def test_a_dispatch_names_its_addressees_before_the_word_sends():
    text = "CÔNG ĐIỆN\nVề ứng phó bão số 3\nCHỦ TỊCH UBND TỈNH điện:\n- Các sở;\n- UBND các xã.\nHiện nay bão mạnh.\n"
    assert texts(zones_of(text).addressees) == ["CHỦ TỊCH UBND TỈNH điện:", "- Các sở;", "- UBND các xã."]


def test_recipients_on_one_line_are_no_body():
    zones = zones_of(
        HEAD + GREETING + "UBND tỉnh đề nghị báo cáo./.\nNơi nhận: Như trên; Lưu: VT, TH.\nCHỦ TỊCH\nLê Văn An\n"
    )
    assert texts(zones.recipients) == ["Nơi nhận: Như trên; Lưu: VT, TH."]
    assert texts(zones.signature) == ["CHỦ TỊCH", "Lê Văn An"]


def test_a_signature_beside_the_recipients_is_no_recipient():
    text = "Thực hiện tốt./.\nNơi nhận:             TL. CHỦ TỊCH\n- Sở Y tế;            CHÁNH VĂN PHÒNG\n- Lưu: VT.            Lê An\n"
    zones = zones_of(HEAD + GREETING + text)
    assert texts(zones.recipients) == ["Nơi nhận:", "- Sở Y tế;", "- Lưu: VT."]
    assert texts(zones.signature) == ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê An"]


def test_a_party_archive_line_has_no_colon():
    text = (
        HEAD
        + "KẾ HOẠCH\nthực hiện\nI- MỤC TIÊU\nA.\nNơi nhận:\n- Ban Bí thư,\n- Lưu Văn phòng Tỉnh ủy.\nT/M BAN THƯỜNG VỤ\n"
    )
    assert texts(zones_of(text).recipients) == ["Nơi nhận:", "- Ban Bí thư,", "- Lưu Văn phòng Tỉnh ủy."]


def test_annexes_have_label_title_bracket_and_content():
    text = (
        LETTER
        + "Phụ lục I\nDANH MỤC NHIỆM VỤ\n(Kèm theo Công văn số 123/UBND-TH\nngày 08/01/2026)\n1. Sở Y tế\nPhụ lục II\nBIỂU\nHết\n"
    )
    first, second = zones_of(text).annexes
    assert texts(first.titles) == ["DANH MỤC NHIỆM VỤ"]
    assert texts(first.attached) == ["(Kèm theo Công văn số 123/UBND-TH", "ngày 08/01/2026)"]
    assert texts(first.lines) == ["1. Sở Y tế"]
    assert (second.label.text, texts(second.titles)) == ("Phụ lục II", ["BIỂU"])


def test_a_regulation_after_the_signature_is_an_annex():
    text = LETTER + "QUY CHẾ\nPhối hợp quản lý\n(Ban hành kèm theo Quyết định số 1/QĐ-UBND)\nĐiều 1. Phạm vi\n"
    (annex,) = zones_of(text).annexes
    assert (annex.label.text, texts(annex.titles), texts(annex.lines)) == (
        "QUY CHẾ",
        ["Phối hợp quản lý"],
        ["Điều 1. Phạm vi"],
    )


def test_an_annex_named_in_a_sentence_is_none():
    assert zones_of(LETTER.replace("báo cáo./.", "báo cáo theo Phụ lục I./.")).annexes == ()


def test_a_file_of_nothing_has_empty_parts():
    assert split(()).body == ()


def test_a_text_without_head_is_body():
    assert texts(zones_of("1. Sở Y tế báo cáo.\n2. Sở Nội vụ báo cáo.").body)[-1] == "2. Sở Nội vụ báo cáo."
