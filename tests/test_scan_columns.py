"""Scanned pages with two columns side by side: their reading order, and what covers their words."""

from __future__ import annotations

import pytest
from scans import Page, annotated, needs_recognition

from ingest.formats.read import read_bytes
from ingest.formats.scan_columns import Box, ordered
from ingest.formats.scan_reader import read_scan
from ingest.formats.scan_words import Line, Word
from ingest.secrecy import stopped

HEIGHT = 3508


def line(top: int, *words: tuple[int, str], confidence: float = 0.95) -> Line:
    """Words of 40 pixels of height and 25 a letter; each with its left end."""
    return tuple(Word(text, left, top, left + 25 * len(text), top + 40, confidence) for left, text in words)


def texts(found: list[Line], again: list[Line] | None = None) -> list[str]:
    return [" ".join(word.text for word in one) for one in ordered(found, HEIGHT, lambda _box: again or [])]


def test_the_letterhead_is_read_column_by_column() -> None:
    found = [
        line(200, (300, "SỞ"), (370, "Y"), (410, "TẾ"), (1300, "CỘNG"), (1420, "HÒA")),
        line(260, (300, "PHÒNG"), (450, "KẾ"), (520, "HOẠCH"), (1300, "Độc"), (1400, "lập")),
        line(500, (300, "Căn"), (420, "cứ"), (500, "Luật")),
    ]
    assert texts(found) == ["SỞ Y TẾ", "PHÒNG KẾ HOẠCH", "CỘNG HÒA", "Độc lập", "Căn cứ Luật"]


def test_what_stands_under_the_number_alone_belongs_to_its_column() -> None:
    found = [
        line(400, (300, "Số:"), (390, "12/SYT"), (1300, "Huế,"), (1420, "ngày"), (1540, "05")),
        line(490, (280, "V/v"), (370, "phòng"), (520, "chống"), (670, "dịch"), (790, "bệnh")),
        line(700, (600, "Kính"), (720, "gửi:")),
    ]
    assert texts(found) == ["Số: 12/SYT", "V/v phòng chống dịch bệnh", "Huế, ngày 05", "Kính gửi:"]


def test_recipients_are_read_before_the_signer_beside_them() -> None:
    found = [
        line(2800, (300, "Nơi"), (400, "nhận:"), (1500, "CHỦ"), (1600, "TỊCH")),
        line(2860, (300, "-"), (340, "Như"), (440, "trên;")),
        line(2920, (300, "-"), (340, "Lưu:"), (460, "VT."), (1500, "Lê"), (1570, "Văn"), (1670, "An")),
    ]
    assert texts(found) == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "CHỦ TỊCH", "Lê Văn An"]


def test_a_justified_line_is_not_cut() -> None:
    wide = line(1800, (300, "kết"), (450, "quả"), (620, "thực"), (800, "hiện"))
    assert texts([wide]) == ["kết quả thực hiện"]


def test_a_line_across_the_gutter_ends_the_columns() -> None:
    found = [
        line(200, (300, "BỘ"), (370, "Y"), (1000, "CỘNG")),
        line(260, (300, "Về"), (380, "việc"), (500, "khám"), (625, "chữa"), (750, "bệnh"), (870, "năm"), (960, "2026")),
        line(320, (300, "Số"), (370, "1"), (1000, "Huế")),
    ]
    assert texts(found) == ["BỘ Y", "CỘNG", "Về việc khám chữa bệnh năm 2026", "Số 1", "Huế"]


def test_specks_between_columns_are_no_words() -> None:
    found = [
        line(200, (300, "BỘ"), (1000, "CỘNG")),
        (*line(260, (700, ":"), confidence=0.2), *line(260, (1000, "Độc"))),
    ]
    assert texts(found) == ["BỘ", "CỘNG", "Độc"]


def test_a_poor_column_is_read_again_alone_and_the_surer_reading_stays() -> None:
    poor = line(400, (300, "Sô:"), confidence=0.5) + line(400, (1300, "Huế,"))
    assert texts([poor], [line(400, (300, "Số:"))]) == ["Số:", "Huế,"]
    assert texts([poor], [line(400, (300, "Sỏ:"), confidence=0.4)]) == ["Sô:", "Huế,"]


def test_a_column_is_read_again_with_paper_around_it() -> None:
    boxes: list[Box] = []

    def read(box: Box) -> list[Line]:
        boxes.append(box)
        return []

    list(ordered([line(400, (300, "Sô:"), confidence=0.5) + line(400, (1300, "Huế,"))], HEIGHT, read))
    assert boxes == [(284, 384, 391, 456)]


@needs_recognition
def test_a_drawn_letterhead_keeps_its_columns_apart() -> None:
    page = Page().write((300, 200), "SỞ XÂY DỰNG").write((1300, 200), "Độc lập - Tự do - Hạnh phúc")
    page.write((300, 290), "Số: 15/SXD-QH").write((1300, 290), "Huế, ngày 05 tháng 3 năm 2026")
    page.lines("Thực hiện chỉ đạo của Ủy ban nhân dân thành phố về quy hoạch,\nSở Xây dựng báo cáo như sau:", top=700)
    lines = read_scan(page.file(), 1).text.splitlines()
    assert lines[:4] == ["SỞ XÂY DỰNG", "Số: 15/SXD-QH", "Độc lập - Tự do - Hạnh phúc", "Huế, ngày 05 tháng 3 năm 2026"]


SIGNED = "Nơi nhận: như trên\nCHỦ TỊCH\nNguyễn Văn Bình\nđã ký tại trụ sở Ủy ban nhân dân thành phố"
OVER = (60.0, 670.0, 170.0, 780.0)  # points, over the first lines


@needs_recognition
def test_a_seal_put_upon_a_scan_does_not_cover_its_words() -> None:
    scan = Page().lines(SIGNED).file()
    seal = Page((400, 400)).seal((200, 200), 190).picture
    assert read_scan(annotated(scan, seal, OVER), 1).text == read_scan(scan, 1).text


@needs_recognition
@pytest.mark.parametrize("ink", ["black", "red"])
def test_a_mark_of_secrecy_of_the_size_of_a_seal_stops_a_scan(ink: str) -> None:
    scan = Page().lines(SIGNED).file()
    plain = Page((400, 400)).seal((200, 200), 190).picture
    mark = Page((400, 400)).write((60, 160), "MẬT", 100, ink).picture
    beside = (400.0, 640.0, 520.0, 760.0)
    assert stopped(read_bytes("quet.pdf", annotated(scan, plain, beside))) is None
    stop = stopped(read_bytes("quet.pdf", annotated(scan, mark, beside)))
    assert stop is not None and not stop.waits
