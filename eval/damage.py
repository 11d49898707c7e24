"""Damaged and hostile files, the same ones each time: whoever ingests must read or refuse each, and lose no neighbour."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from eval import damage_parts as parts
from eval.damage_parts import WORDS, docx, html, packed, pdf, pptx, rtf, shown, stream, xlsx

_SEED = 20260101
_FLIPS = 6  # files of each kind with flipped bits
_CUTS = (0.05, 0.3, 0.6, 0.95)  # shares that are left of a file
_LAUGHS = '<!DOCTYPE z [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10))
)
_OUTSIDE = '<!DOCTYPE z [<!ENTITY k SYSTEM "file:///etc/passwd">]>'
_LONG = ("rtf", "ruột", "mẫu-vòng", "triệu", "tô-viền", "3000", "2000", "dài.docx")
SECRET = "root:x:0"
"""What an external entity would bring in; it must stand in no text."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file to be made; ``sound`` ones are the neighbours that must be read."""

    name: str
    make: Callable[[], bytes]
    sound: bool = False

    @property
    def is_long(self) -> bool:
        """Whether reading it, or finding out that it cannot be read, takes seconds."""
        return any(words in self.name for words in _LONG)


def whole_files() -> dict[str, bytes]:
    """A sound file of each kind by its ending."""
    text = f"{parts.TITLE}\n{WORDS}\n".encode()
    return {
        "pdf": pdf(),
        "docx": docx(),
        "xlsx": xlsx(),
        "pptx": pptx(),
        "html": html(),
        "rtf": rtf(),
        "txt": text,
        "zip": packed({"a.txt": text, "trong/b.docx": docx()}),
    }


def cases() -> Iterator[Case]:
    """All of them; names are unique and sort the neighbours among the others."""
    whole = whole_files()
    made = {**_BOMBS, **_LOCKED, **_DEEP, **_PAGES, **_LETTERS, **_SHEETS}
    return chain(
        (Case(f"lành.{kind}", partial(bytes, blob), sound=True) for kind, blob in whole.items()),
        _flipped(whole),
        (
            Case(f"cắt-{share}.{kind}", partial(bytes, blob[: int(len(blob) * share)]))
            for kind, blob in whole.items()
            for share in _CUTS
        ),
        _misnamed(whole),
        (Case(name, make) for name, make in made.items()),
    )


def _flipped(whole: dict[str, bytes]) -> Iterator[Case]:
    for kind, blob in whole.items():
        for number in range(_FLIPS):
            yield Case(f"lật-{number}.{kind}", partial(_flip, blob, f"{kind}{number}"))


def _flip(blob: bytes, seed: str) -> bytes:
    """Some bits turned over, fewer in the first files than in the last."""
    chance, broken = random.Random(f"{_SEED}{seed}"), bytearray(blob)
    for _ in range(4 ** int(seed[-1])):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def _misnamed(whole: dict[str, bytes]) -> Iterator[Case]:
    """Each kind under the name of the next; archives are left out, whose members have names of their own."""
    kinds = [kind for kind in whole if kind != "zip"]
    for kind, other in zip(kinds, [*kinds[1:], kinds[0]], strict=True):
        yield Case(f"thực-là-{kind}.{other}", partial(bytes, whole[kind]), sound=True)


def _text(words: str, times: int = 1) -> bytes:
    return (words * times).encode()


def _nested_zip(depth: int) -> bytes:
    blob = packed({"a.txt": WORDS})
    for _ in range(depth):
        blob = packed({"trong.zip": blob})
    return blob


def _endless_list(members: int) -> bytes:
    """An archive whose list names one member over and over."""
    blob = packed({"a.txt": WORDS})
    start, end = blob.index(b"PK\x01\x02"), blob.index(b"PK\x05\x06")
    length = (end - start) * members
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, length, start, 0)
    return blob[:start] + blob[start:end] * members + tail


def _nested_table(depth: int) -> str:
    return (
        "<w:tbl><w:tr><w:tc>" * depth + f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    )


def _zipped_with(old: bytes, new: bytes) -> bytes:
    return packed({"a.txt": WORDS}).replace(old, new)


_BOMBS: dict[str, Callable[[], bytes]] = {
    "bom-chữ.docx": lambda: docx(f"<w:p><w:r><w:t>{'A' * 40_000_000}</w:t></w:r></w:p>"),
    "bom-phần.docx": lambda: packed({"[Content_Types].xml": "<a/>"} | {f"word/{i}.xml": "" for i in range(5_000)}),
    "bom-cười.docx": lambda: docx("<w:p><w:r><w:t>&k;</w:t></w:r></w:p>", before=_LAUGHS),
    "bom-cười.xlsx": lambda: xlsx(parts.row_of(1, ["&k;", "b"]), before=_LAUGHS),
    "bom-cười.html": lambda: _LAUGHS.encode() + html("<p>&k;</p>"),
    "thực-thể-ngoài.docx": lambda: docx(f"<w:p><w:r><w:t>{WORDS} &k;</w:t></w:r></w:p>", before=_OUTSIDE),
    "thực-thể-ngoài.xlsx": lambda: xlsx(parts.row_of(1, ["&k;", WORDS]), before=_OUTSIDE),
    "bom.zip": lambda: packed({"a.txt": bytes(300 << 20)}),
    "bom-nhiều.zip": lambda: packed({f"{i}.txt": "a" for i in range(10_000)}),
    "mục-lục-vô-tận.zip": lambda: _endless_list(400_000),
    "bom-lồng.zip": lambda: _nested_zip(40),
    "leo-thư-mục.zip": lambda: packed({"../../x.txt": WORDS, "/x.txt": WORDS, "C:\\x.txt": WORDS, "b.txt": WORDS}),
    "bom-nén.pdf": lambda: pdf(objects=()).replace(b"endstream", b"A" * 3_000_000 + b"\nendstream"),
    "bom-lọc.pdf": lambda: pdf("q " * 3_000_000),
}
_LOCKED: dict[str, Callable[[], bytes]] = {
    "khóa.docx": lambda: parts.compound("EncryptedPackage", b"x" * 5_000),
    "khóa.doc": lambda: parts.compound("WordDocument", bytes(11) + b"\x01" + bytes(5_000)),
    "khóa.xls": lambda: parts.compound("Workbook", b"\x09\x08\x04\x00abcd\x2f\x00\x02\x00aa" + bytes(5_000)),
    "rỗng-ruột.doc": lambda: parts.compound("WordDocument", b"\xec\xa5\xc1\x00" + bytes(5_000)),
    "rỗng-ruột.xls": lambda: parts.compound("Workbook", b"\x09\x08\x10\x00" + bytes(5_000)),
    "rỗng-ruột.ppt": lambda: parts.compound("PowerPoint Document", bytes(5_000)),
    "khóa.zip": lambda: _zipped_with(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
    "khóa.pdf": lambda: pdf().replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 9 /R 9 /O (a) /U (b) /P -1 >>"
    ),
    "gói.rar": lambda: b"Rar!\x1a\x07\x01\x00" + bytes(500),
    "gói.7z": lambda: b"7z\xbc\xaf\x27\x1c" + bytes(500),
    "chương-trình.doc": lambda: b"MZ" + bytes(500),
    "rỗng.pdf": lambda: b"",
}
_DEEP: dict[str, Callable[[], bytes]] = {
    "bảng-lồng-60.docx": lambda: docx(_nested_table(60)),
    "bảng-lồng-5000.docx": lambda: docx(_nested_table(5_000)),
    "rộng.docx": lambda: docx(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    ),
    "dài.docx": lambda: docx("".join(f"<w:p><w:r><w:t>{i}. {WORDS}</w:t></w:r></w:p>" for i in range(20_000))),
    "kiểu-vòng.docx": lambda: docx(
        '<w:tbl><w:tblPr><w:tblStyle w:val="a"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
        styles='<w:style w:type="table" w:styleId="a"><w:basedOn w:val="a"/><w:tblPr/></w:style>',
    ),
    "thẻ-lồng.html": lambda: html("<div>" * 200_000 + WORDS),
    "bảng-lồng.html": lambda: html("<table border=1><tr><td>" * 3_000 + WORDS),
    "ô-khổng-lồ.html": lambda: html(
        f"<table border=1>{'<tr><td rowspan=60000 colspan=1000>a</td></tr>' * 500}</table>"
    ),
    "ngoặc-lồng.rtf": lambda: rtf("{" * 100_000 + "a" + "}" * 100_000),
    "nhị-phân.rtf": lambda: rtf("\\bin2000000000 a"),
    "hình-lồng.pptx": lambda: pptx("<p:grpSp>" * 3_000 + "</p:grpSp>" * 3_000),
}
_TREE = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>"
_PAGES: dict[str, Callable[[], bytes]] = {
    "2000-trang.pdf": lambda: pdf(*[shown(f"Trang {i}") for i in range(2_000)]),
    "3000-trang.pdf": lambda: pdf(*[shown(f"Trang {i}") for i in range(3_000)]),
    "cây-vòng.pdf": lambda: parts.assembled([b"<< /Type /Catalog /Pages 2 0 R >>", _TREE % (2, 2)]),
    "cây-sâu.pdf": lambda: parts.assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", *(_TREE % (i + 1, i - 1) for i in range(2, 20_000))]
    ),
    "khổ-khổng-lồ.pdf": lambda: pdf(page="/MediaBox [0 0 1e9 1e9]"),
    "khổ-âm.pdf": lambda: pdf(page="/MediaBox [500 800 -500 -800]"),
    "khổ-không-là-số.pdf": lambda: pdf(page="/MediaBox [nan inf 1e400 -1e400]"),
    "tọa-độ-không-là-số.pdf": lambda: pdf(
        shown("xin chao", 1e300, -1e300) + " 1e999 0 0 1e999 nan nan cm " + shown("Ke hoach")
    ),
    "triệu-nét.pdf": lambda: pdf(
        shown("Ke hoach nam") + " ".join(f"{i % 500} {i % 800} m {i % 500} 800 l S" for i in range(200_000))
    ),
    "mảng-lồng.pdf": lambda: pdf(catalog="/A " + "[" * 100_000 + "]" * 100_000),
    "nội-dung-lồng.pdf": lambda: pdf("[" * 500_000),
    "mẫu-vòng.pdf": lambda: pdf(
        "/X Do " + shown("Ke hoach nam"),
        page="/Resources << /Font << /F 3 0 R >> /XObject << /X 6 0 R >> >>",
        objects=[
            stream(
                b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
            )
        ],
    ),
    "ảnh-khổng-lồ.pdf": lambda: pdf(
        "q 500 0 0 800 0 0 cm /X Do Q",
        page="/Resources << /XObject << /X 6 0 R >> >>",
        objects=[
            stream(
                b"\0",
                "/Type /XObject /Subtype /Image /Width 90000 /Height 90000 /ColorSpace /DeviceRGB /BitsPerComponent 8",
            )
        ],
    ),
    "xref-vòng.pdf": lambda: pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9"),
    "dài-sai.pdf": lambda: pdf().replace(b"/Length ", b"/Length 99999999"),
    "trang-không-có.pdf": lambda: pdf().replace(b"/Kids [4 0 R]", b"/Kids [99 0 R]"),
}
_LETTERS: dict[str, Callable[[], bytes]] = {
    "nul.txt": lambda: _text(f"{WORDS}\0{WORDS}"),
    "nul.html": lambda: html(f"<p>{WORDS}\0</p>"),
    "nửa-chữ.txt": lambda: WORDS.encode() + b"\xed\xa0\x80",
    "nửa-chữ.docx": lambda: docx(f"<w:p><w:r><w:t>{WORDS}&#xD800;</w:t></w:r></w:p>"),
    "nửa-chữ.html": lambda: html(f"<p>{WORDS}&#xD800;&#x110000;</p>"),
    "đảo\u202echiều.txt": lambda: _text(f"{WORDS}\u202e{WORDS}"),
    "một-dòng.txt": lambda: _text(WORDS, 50_000),
    "toàn-dấu.txt": lambda: _text("e\u0301", 250_000),
    "nhị-phân.txt": lambda: bytes(range(256)) * 200,
}
_SHEETS: dict[str, Callable[[], bytes]] = {
    "triệu-dòng.xlsx": lambda: xlsx(
        "".join(f'<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>' for i in range(1, 1_000_001))
    ),
    "tô-viền.xlsx": lambda: xlsx(
        parts.row_of(1, [WORDS])
        + "".join(f'<row r="{i}"><c r="A{i}" s="0"/><c r="B{i}" s="0"/></row>' for i in range(2, 1_000_001))
    ),
    "gộp-cả-trang.xlsx": lambda: xlsx(after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "ô-xa.xlsx": lambda: xlsx(f'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>{WORDS}</t></is></c></row>'),
    "số-lạ.xlsx": lambda: xlsx(
        '<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>nan</v></c><c r="C1" t="s"><v>77</v></c></row>'
    ),
}
