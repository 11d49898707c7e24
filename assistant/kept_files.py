"""The files as they were given, and pictures of their pages, for whoever may read the document."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from assistant.tools import Tools
from ingest import originals
from ingest.errors import StorageFailure
from ingest.formats import read
from ingest.models import Document, Media

PAGED = (Media.PDF, Media.IMAGE)
"""Formats whose pages can be shown as pictures."""

NO_DOCUMENT = "Không có văn bản này, hoặc đơn vị của bạn không được xem."
_NO_ORIGINAL = "Không còn bản gốc của văn bản này trong kho; hãy nạp lại tệp gốc để xem được."
_NO_PAGES = "Văn bản này không chia trang nên không có ảnh trang; hãy xem phần chữ hoặc tải bản gốc."
_NO_PAGE = "Văn bản này có {pages} trang, không có trang {page}; hãy chọn trang từ 1 đến {pages}."
_BUSY = "Đang có quá nhiều người xem ảnh trang; hãy thử lại sau ít giây."

_OOXML = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    Media.TEXT: "text/plain",
    Media.MARKDOWN: "text/markdown",
    Media.HTML: "text/html",
    Media.PDF: "application/pdf",
    Media.DOCX: f"{_OOXML}wordprocessingml.document",
    Media.XLSX: f"{_OOXML}spreadsheetml.sheet",
    Media.PPTX: f"{_OOXML}presentationml.presentation",
    Media.DOC: "application/msword",
    Media.XLS: "application/vnd.ms-excel",
    Media.PPT: "application/vnd.ms-powerpoint",
    Media.RTF: "application/rtf",
}
_ANY = "application/octet-stream"
_AT_ONCE = 2  # pages drawn, each by a process of its own
_PATIENCE = 5.0  # seconds that a further caller waits


class Absent(LookupError):
    """What is asked for is not there, or not for this viewer; ``str`` is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was given: where it lies, its own name, its media type."""

    path: Path
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a PNG, drawn when it is wanted; the same ``tag`` always stands for the same picture."""

    tag: str
    draw: Callable[[], bytes]


class KeptFiles:
    """Originals in ``folder``, and their pages."""

    def __init__(self, tools: Tools, folder: Path) -> None:
        self._tools, self._folder = tools, folder
        self._places = BoundedSemaphore(_AT_ONCE)

    def original(self, id: str, viewer: str | None) -> Original:
        """The file of a document; raises Absent."""
        document = self._document(id, viewer)
        name = Path(document.source.name).name
        known = _TYPES.get(document.source.media) or mimetypes.guess_type(name)[0] or _ANY
        return Original(self._path(document), name, known)

    def page_image(self, id: str, viewer: str | None, page: int) -> PageImage:
        """A page, from 1; raises Absent. Drawing raises UnreadableFile, or StorageFailure where too many are waiting."""
        document = self._document(id, viewer)
        pages = len(document.source.page_starts)
        if document.source.media not in PAGED:
            raise Absent(_NO_PAGES)
        if not 1 <= page <= pages:
            raise Absent(_NO_PAGE.format(pages=pages, page=page))
        path = self._path(document)
        return PageImage(f"{document.source.sha256[:32]}-{page}", lambda: self._draw(path, page))

    def _document(self, id: str, viewer: str | None) -> Document:
        self._tools.known(viewer)
        try:
            self._tools.stored(id, viewer)  # first, so that what is not there is not remembered as such
            return self._tools.document(id, viewer)
        except LookupError:
            raise Absent(NO_DOCUMENT) from None

    def _path(self, document: Document) -> Path:
        path = originals.original(self._folder, document)
        if path is None:
            raise Absent(_NO_ORIGINAL)
        return path

    def _draw(self, path: Path, page: int) -> bytes:
        if not self._places.acquire(timeout=_PATIENCE):
            raise StorageFailure(_BUSY)
        try:
            return read.page_image(path.read_bytes(), page)
        finally:
            self._places.release()
