"""Plain text and Markdown: the characters as they stand, line ends as LF, form feeds as page borders.

Files of today say UTF-8 or UTF-16; those of old programs say nothing, and what makes Vietnamese of their bytes is taken.
"""

from __future__ import annotations

import codecs
import re

from ingest.errors import UnreadableFile
from ingest.formats.extract import Extract
from ingest.formats.legacy_letters import LegacyLetters, Piece, decoded, may_be_legacy
from ingest.formats.vietnamese_letters import composed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.02  # share; text saved from old Word files keeps a few marks of footnotes and fields

_MOST_ZEROS, _FEWEST_ZEROS = 0.05, 0.3  # shares of the bytes that are, and are not, the low halves of UTF-16 letters

_ENCODING = "Không nhận ra bảng mã của tệp văn bản; hãy mở lại bằng chương trình đã tạo ra nó và lưu với mã UTF-8."
_JUNK = "Tệp chứa dữ liệu nhị phân, không phải văn bản; hãy nạp tệp PDF, DOCX hoặc văn bản UTF-8."
_BLANK = "Tệp không có chữ nào; hãy kiểm tra lại tệp gốc."


def read_text(blob: bytes) -> Extract:
    """Text of a file in UTF-8, UTF-16, UTF-32, TCVN3, VNI, VISCII or the Vietnamese code page of Windows.

    Raises:
        UnreadableFile: another encoding, binary content, or nothing but white space.
    """
    raw, encoding = _decode(blob)
    if "\0" in raw or len(_CONTROL.findall(raw)) > max(2, _MOST_CONTROL * len(raw)):
        raise UnreadableFile(_JUNK)
    if encoding is None and may_be_legacy(raw):
        raw, encoding = _converted(raw)
    text = composed(_LINE_END.sub("\n", raw))
    if not text.strip():
        raise UnreadableFile(_BLANK)
    breaks = [m.end() for m in re.finditer("\f", text) if m.end() < len(text.rstrip())]
    return Extract(text, (0, *breaks) if breaks else (), encoding=encoding)


def _decode(blob: bytes) -> tuple[str, str | None]:
    """The characters of a file, and the encoding they had to be converted from."""
    mark, name = next(((m, e) for m, e in _MARKS if blob.startswith(m)), (b"", _wide(blob) or "utf-8"))
    try:
        return blob[len(mark) :].decode(name), None
    except UnicodeDecodeError as error:
        if b"\x00" in blob:
            raise UnreadableFile(_JUNK) from error
        found = decoded(blob)
        if found is None:
            raise UnreadableFile(_ENCODING) from error
        return found


def _wide(blob: bytes) -> str | None:
    """Which UTF-16 this is, where no mark says so: the high halves of most letters are zero."""
    low, high = (blob[start::2].count(0) / max(1, len(blob) // 2) for start in (0, 1))
    if len(blob) % 2 or max(low, high) < _FEWEST_ZEROS or min(low, high) > _MOST_ZEROS:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _converted(text: str) -> tuple[str, str | None]:
    """Text whose letters were carried over into Unicode one by one, from an encoding of old fonts."""
    lines = text.splitlines(keepends=True)
    legacy = LegacyLetters([Piece(text)])
    return "".join(legacy.unicode([Piece(line)]) for line in lines), legacy.encoding
