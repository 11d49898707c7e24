"""Files that bear a mark of state secrecy, of every kind and in every place that marks are put: none may be kept.

Beside them the same files without a mark, and letters with words that only sound like one: all of them may.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import product

from eval.damage_parts import docx, html, pptx, row_of, rtf, with_member, xlsx
from eval.marked_scans import can_draw, scan, stamp
from eval.pdf_parts import PdfPage, pdf

GRADES = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
_LETTER = (
    "ỦY BAN NHÂN DÂN TỈNH BẮC SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/BC-UBND\n"
    "{mark}\nBÁO CÁO\nKết quả công tác quý I\nKính gửi: Bộ Công an.\nTình hình ổn định, các đơn vị bảo đảm an toàn.\n"
)
_OTHER_MARKS = ("Tài liệu thu hồi", "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ", "VĂN BẢN MẬT")
_ORDINARY = (
    "Bảo mật thông tin",
    "Đặt lại mật khẩu",
    "Bảo vệ bí mật nhà nước",
    "GIẢI MẬT",
    "ĐÃ GIẢI MẬT",
    "NÂNG CAO AN TOÀN, BẢO\nMẬT",
    "tài liệu bí\nmật nhà nước",
    "Xử lý hồ sơ Mật, Tối Mật",
    "Độ mật: Thường",
    "Độ mật: ",
    "Độ mật: Mật, Tối mật, Tuyệt mật",
    "MẬT ĐỘ DÂN SỐ",
    "| Tuyệt mật | Tối mật | Mật |",
    "SỎI TÚI\nMẬT",
    "ĐỘ MẬT",
    "ONG\nMẬT",
)
_WAYS: dict[str, Callable[[str], str]] = {
    "plain": lambda grade: grade,
    "framed": lambda grade: f"[ {grade} ]",
    "spaced": lambda grade: "  ".join(" ".join(word) for word in grade.split()),
    "dotted": lambda grade: ".".join(grade.replace(" ", "")),
    "decomposed": lambda grade: unicodedata.normalize("NFD", grade),
    "wide": lambda grade: "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c != " " else c for c in grade),
    "with urgency": lambda grade: f"{grade} - HỎA TỐC",
    "labelled": lambda grade: f"Độ mật: {grade.capitalize()}",
    "beside the motto": lambda grade: f"{grade} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "emphasised": lambda grade: f"**{grade}**",
    "small": lambda grade: grade.capitalize(),
    "upright": lambda grade: "\n".join(grade.replace(" ", "")),
    "without accents": lambda grade: "".join(
        c for c in unicodedata.normalize("NFD", grade) if not unicodedata.combining(c)
    ),
    "letters of another alphabet": lambda grade: grade.translate({ord("M"): "\u041c", ord("T"): "\u0422"}),
}
_STAMPS = (
    ("", 0.0, "red", "png"),
    ("MẬT", 0.0, "red", "png"),
    ("TỐI MẬT", 90.0, "red", "png"),
    ("TUYỆT MẬT", 5.0, "red", "png"),
    ("TUYỆT MẬT", 0.0, "blue", "pdf"),
    ("MẬT", 0.0, "black", "png"),
    ("MẬT", -8.0, "black", "pdf"),
    ("TỐI MẬT", 90.0, "black", "png"),
    ("", 0.0, "red", "pdf"),
)


@dataclass(frozen=True, slots=True)
class GateCase:
    """One file to be made; ``marked`` ones must be stopped, the others must not."""

    name: str
    make: Callable[[], bytes]
    marked: bool = True


def gate_cases() -> Iterator[GateCase]:
    """All of them that this machine can make: scans need a font."""
    for way, grade in product(_WAYS, GRADES):
        yield GateCase(f"{way}, {grade}.txt", partial(_text, _WAYS[way](grade)))
    for mark in _OTHER_MARKS:
        yield GateCase(f"{mark}.txt", partial(_text, mark))
    for number, words in enumerate(_ORDINARY):
        yield GateCase(f"ordinary {number}.txt", partial(_text, words), marked=False)
    for (place, make), grade in product(_PLACES.items(), (*GRADES, "")):
        where, ending = place
        yield GateCase(f"{where}, {grade or 'no mark'}.{ending}", partial(make, grade), marked=bool(grade))
    if can_draw():
        for grade, angle, colour, form in _STAMPS:
            name, text = f"scan, {grade or 'no mark'}, {angle:g}°, {colour}.{form}", _LETTER.format(mark=" ")
            yield GateCase(name, partial(scan, text, grade, colour, angle, form), marked=bool(grade))
        yield GateCase("picture, MẬT.docx", lambda: with_member(docx(_BODY), "word/media/image1.png", stamp("MẬT")))


def _text(mark: str) -> bytes:
    return _LETTER.format(mark=mark).encode()


def _paragraphs(*lines: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)


_LINES = _LETTER.format(mark="").splitlines()
_BODY = _paragraphs(*_LINES)


def _float(inner: str) -> str:
    return f'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>{inner}</v:shape></w:pict></w:r></w:p>'


def _box(grade: str) -> bytes:
    return docx(_float(f"<v:textbox><w:txbxContent>{_paragraphs(grade)}</w:txbxContent></v:textbox>") + _BODY)


def _letterhead(grade: str) -> bytes:
    cells = "".join(f"<w:tc>{_paragraphs(words)}</w:tc>" for words in (grade, "Độc lập - Tự do"))
    return docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + _BODY)


def _sheet(*cells: str, header: str = "") -> bytes:
    rows = "".join(row_of(number, [words]) for number, words in enumerate(cells, start=1))
    return xlsx(rows, after=f"<headerFooter><oddHeader>&amp;L{header}</oddHeader></headerFooter>" if header else "")


def _page(grade: str, rotate: int) -> bytes:
    lines = [(80.0, 700.0 - 20 * i, 12.0, line) for i, line in enumerate(_LINES)]
    return pdf(PdfPage(words=[(80, 780, 14, grade), *lines] if grade else lines, rotate=rotate))


def _slide(grade: str) -> bytes:
    words = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in (grade, *_LINES))
    return pptx(f"<p:sp><p:txBody>{words}</p:txBody></p:sp>")


def _rich(grade: str) -> bytes:
    lines = "\\par ".join((grade, *_LINES))
    return rtf("".join(mark if mark.isascii() else f"\\u{ord(mark)}?" for mark in lines))


_PLACES: dict[tuple[str, str], Callable[[str], bytes]] = {
    ("paragraph", "docx"): lambda grade: docx(_paragraphs(grade) + _BODY),
    ("text box", "docx"): _box,
    ("watermark", "docx"): lambda grade: docx(_float(f'<v:textpath string="{grade}"/>') + _BODY),
    ("letterhead table", "docx"): _letterhead,
    ("header", "docx"): lambda grade: docx(_BODY, header=_paragraphs(grade)),
    ("footer", "docx"): lambda grade: docx(_BODY, footer=_paragraphs(grade)),
    ("cell", "xlsx"): lambda grade: _sheet(grade or "Biểu tổng hợp", "Nội dung"),
    ("header", "xlsx"): lambda grade: _sheet("Biểu tổng hợp", "Nội dung", header=grade),
    ("paragraph", "html"): lambda grade: html("".join(f"<p>{line}</p>" for line in (grade, *_LINES))),
    ("line", "pdf"): lambda grade: _page(grade, 0),
    ("turned page", "pdf"): lambda grade: _page(grade, 90),
    ("slide", "pptx"): _slide,
    ("paragraph", "rtf"): _rich,
}
