"""The secrecy gate: whether a file bears a mark of state secrecy (Law 117/2025/QH15), judged before anything is kept.

A mark is a stamp: it stands alone, in capitals, mostly in the head; words of a sentence ("bảo mật", "bí mật nhà nước")
are none. A document that shows several grades one beside the other explains them. Where the file cannot be read far
enough to tell, it waits: the gate fails closed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.source import Source
from ingest.text import canonical, fold

_HEAD_LINES = 48  # with two columns apart
_COLUMNS = re.compile(r"\t+|\|| {3,}|\s[-–—/+;]\s")
_LINE = re.compile(r"[^\n\f\v\u2028]+")
_LOOKALIKES = str.maketrans("АВЕІКМНОРСТУХαΑΒΕΙΚΜΝΟΡΤΥΧ", "ABEIKMHOPCTYXaABEIKMNOPTYX")
_FURNITURE = re.compile(
    r"conghoaxahoichunghiavietnam|dangcongsanvietnam|doclaptudohanhphuc|hoatoc|thuongkhan|khan|hengio"
)
_GRADES = {"mat": "MẬT", "toimat": "TỐIMẬT", "tuyetmat": "TUYỆTMẬT"}
_CARRIERS = re.compile(r"(?:dau|tailieu|vanban|hoso|congvan)(?=(?:toi|tuyet)?mat$)")
_ORDERS = ("tailieuthuhoi", "chinguoicotenmoiduocbocbi")  # to give it back, to open it in person
_LABELLED = re.compile(r"\bdo mat\s*[:：]\s*[\[(«\"“]?\s*(tuyet mat|toi mat|mat)\b(?!\s*(?:[,/]|hoac\b|va\b))")
# What makes another word of a "mật" that begins a line: secret, careful, declassified, gall, honey.
_COMPOUNDS = re.compile(r"\b(?:bảo|bí|cẩn|giải|thân|cơ|túi|sỏi|ống|đường|dịch|gan|ong)\W*$")
_LEGACY = {  # as letters of a text whose encoding nobody told: VNI, TCVN3, VISCII
    "maät": "mat",
    "toáimaät": "toimat",
    "tuyeätmaät": "tuyetmat",
    "mët": "mat",
    "tèimët": "toimat",
    "tuyötmët": "tuyetmat",
    "m§t": "mat",
    "m\x87t": "mat",
}
_BETWEEN = re.compile(r"[\s.\-_*]")
_LONGEST = 160  # characters of a mark with its furniture

_SECRET = (
    "Tệp có dấu chỉ độ mật hoặc dấu của tài liệu mật nên không được nạp và không được lưu lại; tài liệu bí mật nhà nước chỉ được "
    "xử lý trên máy tính độc lập hoặc mạng LAN độc lập, xin giao lại cho văn thư hoặc bộ phận bảo mật của cơ quan."
)
_UNTOLD = (
    "Tệp có trang đầu chưa nhận dạng được chữ nên chưa biết có dấu mật hay không; tệp chờ trong vùng cách ly, "
    "hãy nạp bản điện tử gốc hoặc cài bộ nhận dạng chữ (OCR) rồi nạp lại."
)


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a file is not taken: for good, or ``waits`` until it can be read. ``sentence`` tells nothing of its content."""

    waits: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line that stands apart from its neighbours; ``before`` is what the line above or the left ends with."""

    text: str
    before: str
    is_head: bool
    is_recognised: bool


def stopped(source: Source) -> Stopped | None:
    """Why a file must not be kept, or None where it may."""
    if is_marked(source):
        return Stopped(False, _SECRET)
    if 1 in source.unread:  # the page that a mark is put on
        return Stopped(True, _UNTOLD)
    return None


def is_marked(source: Source) -> bool:
    """Whether a file bears a mark of secrecy in its text or beside it (headers, stamps, pictures)."""
    if any(_mark(_Piece(aside, "", True, True)) for aside in source.asides):
        return True
    return is_marked_text(source.text, is_recognised=source.places.hold_recognised)


def is_marked_text(text: str, *, is_recognised: bool = False) -> bool:
    """Whether a text bears a mark; ``is_recognised``: its letters were read from a picture, accents may be wrong."""
    head: set[str] = set()
    elsewhere: set[str] = set()
    for line in _lines(text, is_recognised):
        marks = {mark for piece in line if (mark := _mark(piece))}
        if len(marks) == 1:  # several on a line explain the grades
            (head if line[0].is_head else elsewhere).update(marks)
    return (bool(head) and not head >= _GRADES.keys()) or len(elsewhere) == 1


def _lines(text: str, is_recognised: bool) -> Iterator[list[_Piece]]:
    """The pieces of each line; letters one below the other make a line too."""
    before, upright = "", ""
    for number, found in enumerate(_LINE.finditer(text)):
        line, is_head = found[0].strip(), number < _HEAD_LINES
        upright = upright + line if len(line) == 1 else ""
        if len(upright) > 2:
            yield [_Piece(upright, "", is_head, is_recognised)]
        pieces = [piece for piece in _COLUMNS.split(line) if piece]
        if pieces:
            yield [_Piece(piece, above, is_head, is_recognised) for above, piece in pairwise([before, *pieces])]
            before = pieces[-1]


def _mark(piece: _Piece) -> str | None:
    """The key of the mark that a piece is, if it is one."""
    if len(piece.text) > _LONGEST:
        return None
    if labelled := _LABELLED.search(fold(piece.text)):
        return labelled[1].replace(" ", "")
    letters = _letters(piece.text)
    folded = fold(letters)
    if folded in _ORDERS:
        return folded
    if piece.is_head and (legacy := _LEGACY.get(_BETWEEN.sub("", piece.text).lower())):
        return legacy
    bare = _without_furniture(letters, folded)
    if fold(bare) not in _GRADES or _COMPOUNDS.search(canonical(piece.before)):
        return None
    return fold(bare) if _is_stamp(bare, piece) else None


def _is_stamp(bare: str, piece: _Piece) -> bool:
    """Whether letters that spell a grade are a stamp: capitals anywhere, "Mật" or lost accents only in a head."""
    is_exact = bare.upper() == _GRADES[fold(bare)]
    if not piece.is_head:
        return is_exact and bare.isupper()
    return (is_exact and bare[0].isupper()) or (bare.isupper() and (piece.is_recognised or bare.isascii()))


def _letters(text: str) -> str:
    """Composed letters alone, without spaces, dashes and frames between them."""
    composed = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)
    return "".join(letter for letter in composed if letter.isalpha())


def _without_furniture(letters: str, folded: str) -> str:
    """Letters without the motto, an urgency or "Văn bản" before the grade."""
    if len(letters) != len(folded):
        return letters
    kept = list(letters)
    for found in _FURNITURE.finditer(folded):
        kept[found.start() : found.end()] = [""] * (found.end() - found.start())
    bare = "".join(kept)
    carrier = _CARRIERS.match(fold(bare))
    return bare[carrier.end() :] if carrier else bare
