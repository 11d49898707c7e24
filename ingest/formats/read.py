"""A file becomes a Source: what it is shows in its bytes, not in its name."""

from __future__ import annotations

import atexit
import hashlib
import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.formats.detect import Kind, kind_of
from ingest.formats.extract import Extract
from ingest.formats.office_converter import convert
from ingest.formats.recognition import Around, Recognise, at_once, can_recognise, recognised
from ingest.formats.sandbox import MEBIBYTE, Format, Sandbox
from ingest.formats.text_reader import read_text
from ingest.models import Media, Source
from ingest.personal import masked

_LARGEST = 200 * MEBIBYTE
_MARKDOWN = (".md", ".markdown")
_LOG = logging.getLogger(__name__)
_idle: list[Sandbox] = []

_ABSENT = "Không tìm thấy tệp {name}; hãy kiểm tra lại đường dẫn."
_FOLDER = "{name} là thư mục hoặc không phải tệp thường; hãy chỉ ra từng tệp."
_FORBIDDEN = "Không có quyền đọc tệp {name}; hãy cấp quyền đọc rồi nạp lại."
_FAILED = "Không đọc được tệp {name} từ ổ đĩa; hãy kiểm tra ổ đĩa rồi nạp lại."
_EMPTY = "Tệp rỗng (0 byte); hãy lấy lại bản gốc rồi nạp lại."
_SCANNED = (
    "Tệp là bản quét (ảnh) mà không nhận dạng được chữ nào; hãy quét lại rõ hơn (300 dpi) hoặc nạp bản điện tử gốc."
)
_NO_RECOGNITION = (
    "Tệp là bản quét (ảnh) mà máy này chưa có bộ nhận dạng chữ tiếng Việt; hãy cài gói tesseract-ocr-vie (chạy lại make setup) "
    "hoặc nạp bản điện tử gốc."
)
_TOO_BIG = "Tệp lớn hơn {mebibytes} MB; hãy tách thành nhiều tệp nhỏ hơn rồi nạp lại."


def read(path: Path) -> Source:
    """A document of any format we know, by content.

    Raises:
        UnreadableFile: with one Vietnamese sentence saying what is wrong and what to do.
    """
    return read_bytes(path.name, load(path))


def read_bytes(name: str, blob: bytes, around: Around = at_once) -> Source:
    """A document from the bytes of a file, or of a member of an archive; raises as ``read`` does."""
    kind = kind_of(blob)
    media = Media.MARKDOWN if kind.media is Media.TEXT and name.lower().endswith(_MARKDOWN) else kind.media
    extract = _extract(kind, blob)
    if extract.unread and kind.media in (Media.PDF, Media.IMAGE):
        extract = recognised(extract, _recogniser(extract, blob, around))
    if len(extract.unread) == len(extract.page_starts) > 0 or not any(letter.isalnum() for letter in extract.text):
        raise UnreadableFile(_SCANNED if can_recognise() else _NO_RECOGNITION)
    if extract.unread:
        _LOG.warning("unread pages: %d of %d", len(extract.unread), len(extract.page_starts))
    return Source(
        name=unicodedata.normalize("NFC", name),
        sha256=hashlib.sha256(blob).hexdigest(),
        media=media,
        **{field.name: getattr(extract, field.name) for field in fields(extract)} | {"text": masked(extract.text)},
    )


def _recogniser(document: Extract, blob: bytes, around: Around) -> Recognise:
    return lambda page: around(document, page, lambda: _parsed(Format.SCAN, blob, page))


def page_image(blob: bytes, page: int) -> bytes:
    """A page, from 1, of a PDF or a picture file as a PNG; raises UnreadableFile where it cannot be drawn."""
    with _worker() as sandbox:
        return sandbox.page_image(blob, page)


def load(path: Path) -> bytes:
    """The bytes of a file of usual size; raises UnreadableFile where there are none to be had."""
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


def _extract(kind: Kind, blob: bytes) -> Extract:
    if kind.office is not None:
        converted = convert(blob, kind.office)
        return _parsed(Format(converted.ending), converted.blob)
    if kind.media is Media.TEXT:
        return read_text(blob)
    return _parsed(Format(kind.media.value), blob)


def _parsed(format: Format, blob: bytes, page: int = 0) -> Extract:
    with _worker() as sandbox:
        return sandbox.read(format, blob, page)


@contextmanager
def _worker() -> Iterator[Sandbox]:
    """A worker process that nobody else uses: as many of them as there are callers at once."""
    try:
        sandbox = _idle.pop()
    except IndexError:
        sandbox = Sandbox()
        atexit.register(sandbox.close)
    try:
        yield sandbox
    finally:
        _idle.append(sandbox)
