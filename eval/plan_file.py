"""An invented plan as an office sends it: pages of running text with duties, then an annex of ruled tables."""

from __future__ import annotations

from collections.abc import Iterator

from eval.damage_parts import docx, row_of, xlsx
from eval.pdf_parts import PdfPage, Placed, pdf, ruled

_HEAD = (
    "ỦY BAN NHÂN DÂN", "TỈNH BẮC SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Số: 21/KH-UBND", "Bắc Sơn, ngày 12 tháng 01 năm 2026", "KẾ HOẠCH", "Triển khai nhiệm vụ trọng tâm năm 2026",
)  # fmt: skip
_BODIES = ("Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng", "Sở Giáo dục và Đào tạo", "Công an tỉnh")
_COLUMNS = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn")
_EDGES = (40.0, 75.0, 270.0, 365.0, 460.0, 555.0)
_LINES = 40  # of a page
_ROWS = 14
_HIGH = 50.0  # points of a row
_TOP = 790.0


def plan(pages: int = 12, annex: int = 8) -> bytes:
    """A PDF of so many pages of text and so many of tables."""
    text = [*_HEAD, *_lines(pages * _LINES - len(_HEAD))]
    written = [PdfPage([(60.0, _TOP - 18 * i, 12.0, line) for i, line in enumerate(part)]) for part in _parts(text)]
    return pdf(*written, *(_annex_page(number) for number in range(annex)))


def plan_in_word(pages: int = 12) -> bytes:
    """The text alone as a Word file."""
    lines = [*_HEAD, *_lines(pages * _LINES - len(_HEAD))]
    return docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))


def annex_as_sheet(rows: int = 400) -> bytes:
    """The tables alone as a workbook."""
    cells = [_COLUMNS, *(tuple(" ".join(cell) for cell in _row(number)) for number in range(1, rows + 1))]
    return xlsx("".join(row_of(number, row) for number, row in enumerate(cells, start=1)))


def plan_as_text(pages: int = 12) -> str:
    """The text alone."""
    return "\n".join((*_HEAD, *_lines(pages * _LINES - len(_HEAD))))


def _parts(lines: list[str]) -> Iterator[list[str]]:
    return (lines[at : at + _LINES] for at in range(0, len(lines), _LINES))


def _lines(count: int) -> Iterator[str]:
    """Duties of three printed lines under headings of one."""
    for number in range(1, count + 1):
        body, place = _BODIES[number // 3 % len(_BODIES)], number % 3
        yield (
            f"{number // 3}. {body} chủ trì, phối hợp với các cơ quan, đơn vị liên quan rà soát, hoàn thiện",
            "danh mục dữ liệu dùng chung, bảo đảm kết nối, chia sẻ thông suốt từ tỉnh đến xã;",
            f"hoàn thành trước ngày {1 + number % 28:02}/{1 + number % 12:02}/2026.",
        )[place]


def _row(number: int) -> tuple[tuple[str, ...], ...]:
    """The cells of a row, each as its printed lines."""
    day = f"{1 + number % 28:02}/{1 + number % 12:02}/2026"
    duty = (f"Xây dựng phương án số {number} về số hóa", "hồ sơ, giấy tờ còn hiệu lực tại cơ quan")
    lead, partner = _BODIES[number % len(_BODIES)], _BODIES[(number + 1) % len(_BODIES)]
    return (str(number),), duty, (lead,), (partner,), (day,)


def _annex_page(number: int) -> PdfPage:
    rows = [tuple((name,) for name in _COLUMNS), *(_row(number * _ROWS + at) for at in range(1, _ROWS + 1))]
    words: list[Placed] = []
    for at, row in enumerate(rows):
        for left, cell in zip(_EDGES, row, strict=False):
            words += [(left + 3, _TOP - _HIGH * at - 14 - 12 * i, 8.0, line) for i, line in enumerate(cell)]
    levels = [_TOP - _HIGH * at for at in range(len(rows), -1, -1)]
    return PdfPage(words, ruled(_EDGES, levels))
