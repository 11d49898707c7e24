"""A file becomes a Source: what it is shows in its bytes, not in its name."""

from __future__ import annotations

import atexit
import hashlib
import logging
import re
import unicodedata
from dataclasses import fields
from functools import cache
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.formats.extract import Extract
from ingest.formats.sandbox import MEBIBYTE, Format, Sandbox
from ingest.formats.text_reader import read_text
from ingest.models import Media, Source

_LARGEST = 200 * MEBIBYTE
_HEAD = 1024  # bytes in which a PDF may begin
_MARKDOWN = (".md", ".markdown")
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)
_OTHERS = (
    (b"{\\rtf", "Tệp là RTF"),
    (b"\x7fELF", "Tệp là chương trình"),
    (b"MZ", "Tệp là chương trình"),
    (b"\x89PNG", "Tệp là ảnh"),
    (b"\xff\xd8\xff", "Tệp là ảnh"),
    (b"II*\x00", "Tệp là ảnh"),
    (b"MM\x00*", "Tệp là ảnh"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_LOG = logging.getLogger(__name__)

_ABSENT = "Không tìm thấy tệp {name}; hãy kiểm tra lại đường dẫn."
_FOLDER = "{name} là thư mục hoặc không phải tệp thường; hãy chỉ ra từng tệp."
_FORBIDDEN = "Không có quyền đọc tệp {name}; hãy cấp quyền đọc rồi nạp lại."
_FAILED = "Không đọc được tệp {name} từ ổ đĩa; hãy kiểm tra ổ đĩa rồi nạp lại."
_EMPTY = "Tệp rỗng (0 byte); hãy lấy lại bản gốc rồi nạp lại."
_TOO_BIG = "Tệp lớn hơn {mebibytes} MB; hãy tách thành nhiều tệp nhỏ hơn rồi nạp lại."
_WEB_PAGE = "Tệp là trang web (HTML), có thể là trang báo lỗi khi tải về; hãy tải lại văn bản gốc (PDF hoặc DOCX)."
_WORD_97 = "Tệp là định dạng Word 97-2003 (.doc); hãy mở bằng Word và lưu lại thành .docx rồi nạp lại."
_LOCKED = "Tệp Word được đặt mật khẩu; hãy gỡ mật khẩu rồi nạp lại."
_OTHER = "{what}, không phải văn bản đọc được; hãy nạp tệp PDF, DOCX hoặc văn bản UTF-8."


def read(path: Path) -> Source:
    """Text, Markdown, PDF with a text layer or DOCX, by content.

    Raises:
        UnreadableFile: with one Vietnamese sentence saying what is wrong and what to do.
    """
    blob = _bytes(path)
    media = _media(blob, path)
    extract = _extract(media, blob)
    if extract.unread:
        _LOG.warning("unread pages: %d of %d", len(extract.unread), len(extract.page_starts))
    return Source(
        name=unicodedata.normalize("NFC", path.name),
        sha256=hashlib.sha256(blob).hexdigest(),
        media=media,
        **{field.name: getattr(extract, field.name) for field in fields(extract)},
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise UnreadableFile(_FOLDER.format(name=path.name))
        with path.open("rb") as file:
            blob = file.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise UnreadableFile(_ABSENT.format(name=path.name)) from error
    except PermissionError as error:
        raise UnreadableFile(_FORBIDDEN.format(name=path.name)) from error
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise UnreadableFile(_FAILED.format(name=path.name)) from error
    if not blob:
        raise UnreadableFile(_EMPTY)
    if len(blob) > _LARGEST:
        raise UnreadableFile(_TOO_BIG.format(mebibytes=_LARGEST // MEBIBYTE))
    return blob


def _media(blob: bytes, path: Path) -> Media:
    head = blob[:_HEAD]
    if b"%PDF-" in head:
        return Media.PDF
    if head.startswith(b"PK\x03\x04"):
        return Media.DOCX
    if head.startswith(_OLE):
        raise UnreadableFile(_LOCKED if _ENCRYPTED_PACKAGE in blob else _WORD_97)
    if _HTML.match(head.removeprefix(_BYTE_ORDER_MARK)):
        raise UnreadableFile(_WEB_PAGE)
    for sign, what in _OTHERS:
        if head.startswith(sign):
            raise UnreadableFile(_OTHER.format(what=what))
    return Media.MARKDOWN if path.suffix.lower() in _MARKDOWN else Media.TEXT


def _extract(media: Media, blob: bytes) -> Extract:
    if media is Media.PDF:
        return _sandbox().read(Format.PDF, blob)
    if media is Media.DOCX:
        return _sandbox().read(Format.DOCX, blob)
    return read_text(blob)


@cache
def _sandbox() -> Sandbox:
    """The worker of this process, shared by all callers."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox
