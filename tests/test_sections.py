"""Lines become headings, paragraphs and items, each under its headings; the printed number decides the level."""

import pytest
from directives import headings, letter, read, source
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agencies import Agencies
from ingest.agency_names import PROVINCE_FILE, Directory
from ingest.lines import lay_out
from ingest.markers import Level, label, marker_of, title_label, without_label
from ingest.models import BlockKind, Zone
from ingest.sections import Structure, blocks

REGISTER = Agencies(Directory(PROVINCE_FILE))


def blocks_of(text, zone=Zone.BODY):
    file = source(text)
    layout = lay_out(file)
    return blocks(layout.lines, Structure(file, layout, (), REGISTER, zone))


def outline(text):
    return [(b.kind.value, b.text, b.section) for b in blocks_of(text)]


@pytest.mark.parametrize(
    ("line", "marker", "level"),
    [
        ("Chương II", "Chương II", Level.PART),
        ("IV. TỔ CHỨC THỰC HIỆN", "IV.", Level.ROMAN),
        ("III- TỔ CHỨC THỰC HIỆN", "III-", Level.ROMAN),
        ("Điều 12. Hiệu lực", "Điều 12.", Level.ARTICLE),
        ("2. Sở Y tế", "2.", Level.ARABIC),
        ("1- Nâng cao nhận thức", "1-", Level.ARABIC),
        ("2.1. Giao Sở Y tế", "2.1.", Level.DECIMAL),
        ("đ) Triển khai", "đ)", Level.LETTER),
        ("- Rà soát", "-", Level.DASH),
        ("+ Cấp tỉnh", "+", Level.PLUS),
    ],
)
def test_markers_have_levels(line, marker, level):
    found = marker_of(line)
    assert found is not None
    assert (found.text, found.level) == (marker, level)


@pytest.mark.parametrize("line", ["20/01/2026 là ngày", "2026 là năm", "Sở Y tế", "10 - 15% số hộ", "5G trên địa bàn"])
def test_numbers_of_a_sentence_are_no_markers(line):
    assert marker_of(line) is None


@pytest.mark.parametrize(("marker", "text"), [("a)", "a"), ("17.", "17"), ("III-", "III"), ("-", None), (None, None)])
def test_labels_are_markers_without_punctuation(marker, text):
    assert label(marker) == text


def test_headings_know_their_number():
    assert title_label("2.1. Giao Sở Y tế") == "2.1"
    assert without_label("III- TỔ CHỨC THỰC HIỆN") == "TỔ CHỨC THỰC HIỆN"


def test_dashes_stand_under_the_heading_of_a_body():
    assert outline("1. Sở Y tế:\n- Rà soát.\n- Báo cáo.") == [
        ("heading", "1. Sở Y tế", ()),
        ("item", "Rà soát.", ("1. Sở Y tế",)),
        ("item", "Báo cáo.", ("1. Sở Y tế",)),
    ]


def test_a_run_in_heading_becomes_heading_and_item():
    assert outline("3. Sở Tài chính: Trên cơ sở đề nghị của các đơn vị, cân đối ngân sách.") == [
        ("heading", "3. Sở Tài chính", ()),
        ("item", "Trên cơ sở đề nghị của các đơn vị, cân đối ngân sách.", ("3. Sở Tài chính",)),
    ]


def test_an_elided_list_behind_its_colon_is_no_run_in_heading():
    (block,) = blocks_of("5. Các sở: Tài chính, Xây dựng chủ động tham mưu các nội dung liên quan.")
    assert block.kind is BlockKind.ITEM


def test_a_chapter_goes_with_the_title_below_it():
    assert headings_of("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\n1. Quy chế này quy định việc phối hợp.")[
        :2
    ] == [
        "Chương I QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi điều chỉnh",
    ]


def headings_of(text):
    return [b.text for b in blocks_of(text) if b.kind is BlockKind.HEADING]


def test_who_decides_is_no_heading_of_a_decision():
    text = (
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Đất đai;\nQUYẾT ĐỊNH:\nĐiều 1. Giao Sở Y tế báo cáo.\nĐiều 2. Hết."
    )
    assert headings_of(text) == []


def test_wrapped_lines_join_whatever_blank_lines_say():
    wrapped = "- Khẩn trương rà soát nhiệm vụ để\n\nxây dựng và ban hành kế hoạch của\n\nđơn vị theo quy định hiện hành và\n\nhướng dẫn của cấp trên.\n\n- Báo cáo."
    assert [b.text for b in blocks_of(wrapped)] == [
        "Khẩn trương rà soát nhiệm vụ để xây dựng và ban hành kế hoạch của đơn vị theo quy định hiện hành và hướng dẫn của cấp trên.",
        "Báo cáo.",
    ]


def test_a_heading_without_stop_and_its_paragraph_stay_apart():
    text = "1. Đánh giá chung\nThời gian qua, các sở đã chủ động triển khai.\n2. Nhiệm vụ\nRà soát.\n"
    assert [b.kind.value for b in blocks_of(text)] == ["heading", "paragraph", "heading", "paragraph"]


def test_the_closing_paragraph_stands_under_no_heading(agencies):
    record = letter(
        "1. Sở Y tế:\n- Rà soát.\nTrong quá trình thực hiện, nếu vướng mắc, báo cáo UBND tỉnh./.\n", agencies
    )
    assert record.document.blocks[-1].section == ()


def test_an_annex_in_prose_keeps_its_title_above_its_headings(agencies):
    text = "1. Sở Y tế báo cáo./.\nNơi nhận:\n- Lưu: VT.\nPhụ lục\nPHÂN CÔNG\n1. Sở Nội vụ\n- Theo dõi.\n"
    block = read("KẾ HOẠCH\nNăm 2026\n" + text, agencies).document.blocks[-1]
    assert block.section == ("Phụ lục. PHÂN CÔNG", "1. Sở Nội vụ")


def test_headings_of_a_letter_are_read_in_order(agencies):
    assert headings(letter("1. Sở Y tế:\na) Báo cáo.\n2. Công an tỉnh:\na) Xử lý.\n", agencies)) == [
        "1. Sở Y tế",
        "2. Công an tỉnh",
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["1. Sở Y tế:\n", "- Rà soát.\n", "a) báo cáo\n", "I. MỤC TIÊU\n", "quy định\n", "Sở ", "\n", "./.\n"]
        ),
        max_size=25,
    )
)
def test_spans_of_blocks_lie_in_the_text_and_in_order(parts):
    text = "".join(parts)
    spans = [span for block in blocks_of(text) for span in block.spans]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert spans == sorted(spans)
