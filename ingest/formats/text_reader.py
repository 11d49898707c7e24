"""Plain text and Markdown: the characters as they stand, line ends as LF, form feeds as page borders."""

from __future__ import annotations

import codecs
import re

from ingest.errors import UnreadableFile
from ingest.formats.extract import Extract

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

_ENCODING = (
    "Tệp văn bản không dùng bảng mã Unicode (có thể là TCVN3, VNI hoặc VISCII); "
    "hãy mở lại và lưu với mã UTF-8 rồi nạp lại."
)
_JUNK = "Tệp chứa dữ liệu nhị phân, không phải văn bản; hãy nạp tệp PDF, DOCX hoặc văn bản UTF-8."
_BLANK = "Tệp không có chữ nào; hãy kiểm tra lại tệp gốc."


def read_text(blob: bytes) -> Extract:
    """Text of a UTF-8 file, or of UTF-16 and UTF-32 with a byte order mark.

    Raises:
        UnreadableFile: another encoding, binary content, or nothing but white space.
    """
    mark, encoding = next(((m, e) for m, e in _MARKS if blob.startswith(m)), (b"", "utf-8"))
    try:
        raw = blob[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(_ENCODING if b"\x00" not in blob else _JUNK) from error
    if "\0" in raw or len(_CONTROL.findall(raw)) > max(2, _MOST_CONTROL * len(raw)):
        raise UnreadableFile(_JUNK)
    text = _LINE_END.sub("\n", raw)
    if not text.strip():
        raise UnreadableFile(_BLANK)
    breaks = [m.end() for m in re.finditer("\f", text) if m.end() < len(text.rstrip())]
    return Extract(text, (0, *breaks) if breaks else ())
