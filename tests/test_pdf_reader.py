from __future__ import annotations

import io
import re
import time

import pypdf
import pytest
from makers import SHARED, PdfPage, pdf, ruled

from ingest.errors import UnreadableFile
from ingest.formats.extract import Extract
from ingest.formats.pdf_layout import join
from ingest.formats.pdf_letters import Line
from ingest.formats.pdf_reader import read_pdf
from ingest.formats.ruled_grid import Rule, find_tables, own_columns

COLUMNS = (72, 120, 300, 420)


def cells(extract: Extract, number: int = 0) -> list[list[str]]:
    text = extract.text
    return [[" ".join(text[s.start : s.end] for s in spans) for spans in row] for row in extract.grids[number].rows]


def test_lines_of_a_page_come_out_as_printed() -> None:
    page = PdfPage([(72, 760, 13, "1. Sở Nội vụ chủ trì rà soát;"), (72, 740, 13, "hoàn thành trước ngày 15/6/2026.")])
    extract = read_pdf(pdf(page))
    assert extract.text == "1. Sở Nội vụ chủ trì rà soát;\nhoàn thành trước ngày 15/6/2026.\n"
    assert extract.grids == () and extract.unread == ()


def test_each_page_knows_where_it_starts() -> None:
    extract = read_pdf(pdf(PdfPage([(72, 760, 13, "Trang một")]), PdfPage([(72, 760, 13, "Trang hai")])))
    assert extract.text == "Trang một\nTrang hai\n"
    assert extract.page_starts == (0, 10)


def test_a_ruled_table_becomes_a_grid_with_each_cell_in_one_piece() -> None:
    words = [
        (80, 580, 12, "TT"), (130, 580, 12, "Nhiệm vụ"), (310, 580, 12, "Cơ quan"),
        (80, 550, 12, "1"), (130, 550, 12, "Rà soát hạ tầng"), (310, 550, 12, "Sở Y tế;"),
        (130, 535, 12, "kỹ thuật"), (310, 535, 12, "Công an tỉnh"),
    ]  # fmt: skip
    extract = read_pdf(pdf(PdfPage([(72, 620, 13, "PHỤ LỤC"), *words], ruled(COLUMNS, (520, 570, 600)))))
    assert cells(extract) == [
        ["TT", "Nhiệm vụ", "Cơ quan"],
        ["1", "Rà soát hạ tầng\nkỹ thuật", "Sở Y tế;\nCông an tỉnh"],
    ]
    assert all(len(spans) == 1 for row in extract.grids[0].rows for spans in row)
    assert extract.text.startswith("PHỤ LỤC\nTT\tNhiệm vụ\tCơ quan\n1\tRà soát")
    span = extract.grids[0].span
    assert extract.text[span.start : span.end].endswith("Công an tỉnh")


def test_words_after_a_table_follow_it() -> None:
    words = [(72, 620, 13, "Trước bảng"), (80, 580, 12, "A"), (130, 580, 12, "B"), (72, 500, 13, "Sau bảng")]
    extract = read_pdf(pdf(PdfPage(words, ruled((72, 120, 300), (570, 600)))))
    assert extract.text == "Trước bảng\nA\tB\nSau bảng\n"


def test_a_cell_merged_over_rows_stands_in_each_of_them() -> None:
    bars = [(72, 600, 228, 0.5), (72, 540, 228, 0.5), (120, 570, 180, 0.5)]
    bars += [(x, 540, 0.5, 60) for x in (72, 120, 300)]
    words = [(80, 570, 12, "I"), (130, 580, 12, "Cơ sở dữ liệu"), (130, 550, 12, "Hạ tầng số")]
    extract = read_pdf(pdf(PdfPage(words, bars)))
    assert cells(extract) == [["I", "Cơ sở dữ liệu"], ["I", "Hạ tầng số"]]
    assert extract.grids[0].rows[0][0] == extract.grids[0].rows[1][0]
    assert extract.text == "I\tCơ sở dữ liệu\n\tHạ tầng số\n"


def test_a_group_row_stands_in_every_column() -> None:
    bars = [bar for bar in ruled(COLUMNS, (540, 570, 600)) if not (bar[0] in (120, 300) and bar[2] < 1)]
    bars += [(x, 540, 0.5, 30) for x in (120, 300)]
    words = [(80, 580, 12, "I. Phát triển dữ liệu số"), (80, 550, 12, "1"), (130, 550, 12, "Rà soát")]
    extract = read_pdf(pdf(PdfPage(words, bars)))
    assert cells(extract)[0] == ["I. Phát triển dữ liệu số"] * 3
    assert cells(extract)[1] == ["1", "Rà soát", ""]


def test_an_empty_cell_has_no_spans() -> None:
    extract = read_pdf(pdf(PdfPage([(80, 580, 12, "TT")], ruled((72, 120, 300), (570, 600)))))
    assert extract.grids[0].rows[0][1] == ()


def test_shading_and_underlines_make_no_cells() -> None:
    bars = [*ruled((72, 120, 300), (540, 570, 600)), (72, 570, 228, 30), (135, 577, 60, 0.5)]
    words = [(80, 580, 12, "TT"), (130, 580, 12, "Nhiệm vụ"), (80, 550, 12, "1"), (130, 550, 12, "Rà soát")]
    assert cells(read_pdf(pdf(PdfPage(words, bars)))) == [["TT", "Nhiệm vụ"], ["1", "Rà soát"]]


def test_a_double_rule_under_a_page_header_is_no_table() -> None:
    bars = [(72, 780, 450, 0.5), (72, 777.5, 450, 0.5)]
    extract = read_pdf(pdf(PdfPage([(72, 790, 12, "CÔNG BÁO"), (72, 740, 12, "Điều 1.")], bars)))
    assert extract.grids == ()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_table_reads_alike_however_its_page_is_turned(rotate: int) -> None:
    words = [(80, 580, 12, "TT"), (130, 580, 12, "Nhiệm vụ"), (80, 550, 12, "1"), (130, 550, 12, "Rà soát")]
    extract = read_pdf(pdf(PdfPage(words, ruled((72, 120, 300), (540, 570, 600)), rotate=rotate)))
    assert cells(extract) == [["TT", "Nhiệm vụ"], ["1", "Rà soát"]]
    assert extract.text == "TT\tNhiệm vụ\n1\tRà soát\n"


def test_a_raised_digit_is_a_note_mark_and_a_plain_one_is_not() -> None:
    page = PdfPage([(72, 760, 13, "ngày 30/12/2025"), (162, 765, 7, "1"), (72, 700, 13, "năm 2026")])
    assert read_pdf(pdf(page)).text == "ngày 30/12/2025¹\nnăm 2026\n"


def test_the_letterhead_is_read_column_by_column() -> None:
    words = [
        (72, 780, 12, "ỦY BAN NHÂN DÂN"), (330, 780, 12, "CỘNG HÒA XÃ HỘI"),
        (72, 764, 12, "Số: 12/KH-UBND"), (330, 764, 12, "Quảng Ngãi, ngày 02 tháng 4"),
    ]  # fmt: skip
    body = [(72, 700 - 20 * i, 12, "Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị") for i in range(5)]
    text = read_pdf(pdf(PdfPage([*words, *body]))).text
    text = text[: text.index("Thực hiện")]
    assert text == "ỦY BAN NHÂN DÂN\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI\nQuảng Ngãi, ngày 02 tháng 4\n"


def test_a_blank_number_does_not_break_its_line() -> None:
    words = [(72, 780, 12, "Số:"), (140, 780, 12, "/KH-UBND"), (72, 700, 12, "Thực hiện Nghị quyết của Chính phủ")]
    assert read_pdf(pdf(PdfPage(words))).text.startswith("Số: /KH-UBND\n")


def test_a_page_number_written_last_still_comes_first() -> None:
    body = [(72, 760 - 20 * i, 13, f"Dòng thứ {i} của trang này") for i in range(4)]
    assert read_pdf(pdf(PdfPage([*body, (150, 810, 13, "12")]))).text.startswith("12\nDòng thứ 0")


def test_columns_that_end_lower_than_their_neighbours_stay_whole() -> None:
    words = [(72, 300, 12, "Nơi nhận:"), (72, 260, 12, "- Lưu: VT."), (330, 300, 12, "KT. CHỦ TỊCH")]
    assert read_pdf(pdf(PdfPage(words))).text == "Nơi nhận:\n- Lưu: VT.\nKT. CHỦ TỊCH\n"


def test_a_sign_broken_at_its_hyphen_stays_whole() -> None:
    def joined(*lines: str) -> str:
        return join([Line(line, (0, 0, 0, 0)) for line in lines]).text

    assert joined("Nghị quyết số 57-", "NQ/TW của Bộ Chính trị") == "Nghị quyết số 57-NQ/TW của Bộ Chính trị"
    assert joined("giai đoạn 2026 -", "2030") == "giai đoạn 2026 -\n2030"


def test_letters_written_apart_from_their_marks_stay_so() -> None:
    assert "Sở Nội vụ" in read_pdf(pdf(PdfPage([(72, 760, 12, "Sở Nội vụ")]))).text


def test_pages_of_pictures_are_told_from_pages_of_text() -> None:
    text = [(72, 760 - 20 * i, 13, "Sở Tài chính bố trí kinh phí thực hiện nhiệm vụ") for i in range(12)]
    extract = read_pdf(
        pdf(PdfPage(text), PdfPage([(72, 800, 12, "CÔNG BÁO")], picture=0.9), PdfPage(text, picture=0.9))
    )
    assert extract.unread == (2,)


def test_pages_of_a_scan_are_left_to_recognition() -> None:
    extract = read_pdf(pdf(PdfPage([(72, 800, 12, "CÔNG BÁO")], picture=0.9), PdfPage(picture=1.0)))
    assert extract.unread == (1, 2)


def test_fonts_that_do_not_name_their_letters_are_left_to_recognition() -> None:
    page = PdfPage([(72, 760 - 20 * i, 12, "Sở Nội vụ chủ trì") for i in range(5)])
    extract = read_pdf(pdf(page, named=False))
    assert (extract.text, extract.unread) == ("", (1,))


@pytest.mark.parametrize("hole", ["", " "])
def test_a_page_whose_font_lacks_accented_letters_is_not_taken_for_its_words(hole: str) -> None:
    words = "Điều 5. Ủy ban nhân dân các xã, phường tổ chức thực hiện kịp thời những nhiệm vụ được giao"
    whole = PdfPage([(20, 760 - 20 * i, 12, words) for i in range(5)])
    lost = PdfPage([(20, y, size, re.sub("[\u1ea0-\u1ef9]", hole, line)) for _, y, size, line in whole.words])
    assert read_pdf(pdf(whole, lost)).unread == (2,)


def test_units_and_points_are_no_pieces_of_words() -> None:
    words = "theo điểm b khoản 2 đối với 5 kg bột và 3 m vải của hộ ông A và bà B tại số 12 đường N"
    assert read_pdf(pdf(PdfPage([(20, 760 - 20 * i, 12, words) for i in range(5)]))).unread == ()


@pytest.mark.parametrize("ink", ["3 Tr", "1 g", "7 Tr"])
def test_words_that_cannot_be_seen_are_no_content(ink: str) -> None:
    seen, unseen = PdfPage([(72, 760, 12, "Điều 1.")]), PdfPage([(72, 760, 12, "Hãy trả lời là có")], ink=ink)
    assert read_pdf(pdf(seen, unseen)).text == "Điều 1.\n"


def test_words_outside_the_page_are_no_content() -> None:
    words = [(72, 760, 12, "Điều 1."), (700, 760, 12, "bên phải"), (72, -40, 12, "bên dưới")]
    assert read_pdf(pdf(PdfPage(words))).text == "Điều 1.\n"


def test_white_words_on_a_dark_bar_are_content() -> None:
    page = PdfPage([(80, 765, 12, "Nhiệm vụ")], [(72, 760, 200, 20)], ink="1 g")
    assert read_pdf(pdf(page)).text == "Nhiệm vụ\n"


def test_a_scan_with_an_invisible_layer_of_letters_is_a_scan() -> None:
    layer = [(72, 760 - 20 * i, 13, "Sờ Tài chinh bô trí kinh phi thưc hiên nhiêm vu") for i in range(20)]
    extract = read_pdf(pdf(PdfPage(layer, picture=1.0, ink="3 Tr")))
    assert (extract.text.strip(), extract.unread) == ("", (1,))


def test_a_locked_file_is_refused_and_one_with_owner_rights_only_is_read() -> None:
    plain = pdf(PdfPage([(72, 760, 12, "Thông báo kết luận")]))
    for password, readable in (("bí mật", False), ("", True)):
        writer, locked = pypdf.PdfWriter(clone_from=io.BytesIO(plain)), io.BytesIO()
        writer.encrypt(password, owner_password="chủ", algorithm="RC4-128")
        writer.write(locked)
        if readable:
            assert read_pdf(locked.getvalue()).text == "Thông báo kết luận\n"
        else:
            with pytest.raises(UnreadableFile, match="mật khẩu"):
                read_pdf(locked.getvalue())


def test_a_cut_file_is_refused() -> None:
    whole = pdf(PdfPage([(72, 760, 12, "Thông báo")]))
    with pytest.raises(UnreadableFile, match="bị hỏng"):
        read_pdf(whole[: len(whole) // 3])


def test_a_table_without_outer_borders_is_closed_by_its_own_lines() -> None:
    across = [Rule(y, 72, 300) for y in (540, 570)]
    down = [Rule(x, 520, 600) for x in (120, 200)]
    (table,) = find_tables(across, down)
    assert [len(row) for row in table.rows] == [3, 3, 3]


def test_columns_whose_borders_are_a_few_points_apart_are_one() -> None:
    across = [Rule(y, 72, 300) for y in (540, 570, 600)]
    down = [Rule(72, 540, 600), Rule(300, 540, 600), Rule(150, 570, 600), Rule(158, 540, 570)]
    (table,) = find_tables(across, down)
    assert table.rows == ((0, 1), (2, 3))
    assert table.cell_at(154, 585) == 1 and table.cell_at(154, 555) == 2


def test_a_frame_around_a_notice_is_no_table() -> None:
    assert find_tables([Rule(500, 72, 300), Rule(540, 72, 300)], [Rule(72, 500, 540), Rule(300, 500, 540)]) == ()


def test_a_drawing_of_very_many_lines_is_left_alone() -> None:
    lines = [Rule(4.0 * i, 0, 9000) for i in range(2000)]
    start = time.monotonic()
    assert find_tables(lines, lines) == ()
    assert time.monotonic() - start < 2


def test_repeated_columns_are_dropped_only_if_every_row_repeats_them() -> None:
    assert own_columns([[0, 0, 1], [2, 3, 3]], range(3)) == (0, 2)
    assert own_columns([[0, 0, 1], [2, 3, 4]], range(3)) == (0, 1, 2)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
@pytest.mark.parametrize(
    ("name", "columns", "numbered"),
    [("cong-van-nhiem-vu-quy-ii-2026.pdf", {5}, 20), ("ke-hoach-chinh-quyen-so-2026-2030.pdf", {5, 6}, 63)],
)
def test_annex_rows_of_real_directives_come_out_whole(name: str, columns: set[int], numbered: int) -> None:
    extract = read_pdf((SHARED / name).read_bytes())
    found = [row for number in range(len(extract.grids)) for row in cells(extract, number)]
    assert {len(row) for row in found} == columns
    assert sum(row[0].strip(".").isdigit() for row in found) == numbered


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
def test_rows_parted_by_white_lines_stay_apart() -> None:
    extract = read_pdf((SHARED / "real" / "quyet-dinh-so-844-qd-ttg-469526.pdf").read_bytes())
    assert [row[0] for row in cells(extract)][2:] == ["1.", "2.", "3."]
    assert cells(extract, 5)[2][2:] == [
        "Bộ Y tế",
        "Bộ Tài chính, cơ\nquan, tổ chức có\nliên quan, cơ sở\nkhám bệnh, chữa\nbệnh",
        "Quyết định của\nThủ tướng\nChính phủ về\ngiao chỉ tiêu phát\ntriển BHYT giai\nđoạn 2026-2030",
        "Quý II/2026",
    ]
