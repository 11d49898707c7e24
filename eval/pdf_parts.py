"""PDF files with placed words in any letters, ruling lines, pictures and stamps, made from raw bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.damage_parts import assembled, stream

Placed = tuple[float, float, float, str]  # x, y of the baseline, size, words
Bar = tuple[float, float, float, float]  # left, bottom, width, height of a filled rectangle


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What stands on a page of ``pdf``, as seen when turned by ``rotate``; ``picture`` covers a share of it.

    ``stamps`` stand only in the appearance of form fields, as when a file is signed. ``ink`` are operators that say how
    words are drawn: "3 Tr" is invisible, "1 g" white.
    """

    words: Sequence[Placed] = ()
    bars: Sequence[Bar] = ()
    size: tuple[int, int] = (595, 842)
    rotate: int = 0
    picture: float = 0.0
    stamps: Sequence[Placed] = ()
    ink: str = ""


def pdf(*pages: PdfPage, named: bool = True) -> bytes:
    """A PDF whose font prints any letter of the pages; not ``named``: without saying which letter is which."""
    letters = sorted({letter for page in pages for *_, words in (*page.words, *page.stamps) for letter in words})
    codes = {letter: 33 + i for i, letter in enumerate(letters)}
    names = "".join(f"<{code:02X}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in codes.items())
    cmap = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    cmap += f"{len(codes)} beginbfchar\n{names}endbfchar endcmap"
    glyphs = ["space" if letter == " " else ("A" if named else f"g{codes[letter]}") for letter in letters]
    font = (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 33 /LastChar {32 + len(codes)} "
        f"/Widths [{' '.join('250' if letter == ' ' else '500' for letter in letters)}] "
        f"/Encoding << /Type /Encoding /Differences [33 /{' /'.join(glyphs)}] >> "
        f"{'/ToUnicode 4 0 R' if named else ''} >>"
    )
    image = stream(
        b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    appearances = list(enumerate(stamp for page in pages for stamp in page.stamps))
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        font.encode(),
        stream(cmap.encode()),
        image,
    ]
    for i, page in enumerate(pages):
        fields = [_field(stamp, 6 + 2 * len(pages) + n) for n, stamp in appearances if stamp in page.stamps]
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.size[0]} {page.size[1]}] /Rotate {page.rotate} "
            f"/Resources << /Font << /F 3 0 R >> /XObject << /I 5 0 R >> >> /Contents {7 + 2 * i} 0 R "
            f"/Annots [{' '.join(fields)}] >>".encode()
        )
        objects.append(stream(_content(page, codes).encode()))
    objects += [_appearance(stamp, codes) for _, stamp in appearances]
    return assembled(objects)


def ruled(columns: Sequence[float], rows: Sequence[float], thick: float = 0.5) -> list[Bar]:
    """Filled bars that draw a full grid between ascending coordinates."""
    across = [(columns[0], y, columns[-1] - columns[0], thick) for y in rows]
    return across + [(x, rows[0], thick, rows[-1] - rows[0]) for x in columns]


def _content(page: PdfPage, codes: dict[str, int]) -> str:
    picture = f"q {page.size[0]} 0 0 {page.size[1] * page.picture} 0 0 cm /I Do Q\n" if page.picture else ""
    bars = "".join(f"{left} {bottom} {wide} {high} re f\n" for left, bottom, wide, high in page.bars)
    words = "".join(_written(word, codes) for word in page.words)
    wide, high = page.size
    turn = {90: f"0 1 -1 0 {wide} 0", 180: f"-1 0 0 -1 {wide} {high}", 270: f"0 -1 1 0 0 {high}"}.get(page.rotate)
    return (f"{turn} cm\n" if turn else "") + picture + bars + f"{page.ink}\n" + words


def _written(word: Placed, codes: dict[str, int]) -> str:
    x, y, size, text = word
    return f"BT /F {size} Tf {x} {y} Td <{''.join(f'{codes[letter]:02X}' for letter in text)}> Tj ET\n"


def _field(stamp: Placed, appearance: int) -> str:
    x, y, size, text = stamp
    box = f"{x} {y - size / 4} {x + len(text) * size / 2} {y + size}"
    return f"<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [{box}] /AP << /N {appearance} 0 R >> >>"


def _appearance(stamp: Placed, codes: dict[str, int]) -> bytes:
    _, _, size, text = stamp
    return stream(
        _written((0, size / 4, size, text), codes).encode(),
        f"/Type /XObject /Subtype /Form /BBox [0 0 {len(text) * size / 2} {size * 5 / 4}] "
        "/Resources << /Font << /F 3 0 R >> >>",
    )
