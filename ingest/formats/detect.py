"""What a file is: told by its bytes, whatever its name says."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass

from ingest.errors import UnreadableFile
from ingest.formats import zip_check
from ingest.models import Media

_HEAD = 1024  # bytes in which a PDF may begin
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|div)\b", re.I | re.S
)
_WORD_XML = re.compile(rb"\s*<\?xml.*<\?mso-application\s+progid=\"Word\.Document\"", re.S)
_MAIL_PAGE = re.compile(
    rb"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?Content-Type:\s*multipart/related", re.I
)  # a page saved as one file
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_FILE_PASS = 0x2F  # record of an Excel 97 workbook that is encrypted
_DEFAULT_PASSWORD_HINT = 0x86  # WRITEPROTECT follows where the password is Excel's own
_MIME = "application/vnd.oasis.opendocument."

_OTHER = "{what}, không phải văn bản đọc được; hãy nạp tệp PDF, Word, Excel hoặc văn bản UTF-8."
_LOCKED = "Tệp {kind} được đặt mật khẩu; hãy gỡ mật khẩu rồi nạp lại."
_OTHER_ARCHIVE = (
    "Tệp nén loại {kind} không mở được ở đây; hãy giải nén rồi nạp các tệp bên trong, hoặc nén lại thành ZIP."
)
_UNKNOWN_OLE = "Tệp Office đời cũ bị hỏng hoặc không phải Word, Excel, PowerPoint; hãy lấy lại bản gốc rồi nạp lại."
_ARCHIVE = "Tệp là tệp nén ZIP chứa nhiều tệp; hãy giải nén rồi nạp các tệp bên trong."

_OTHERS = (
    (b"\x7fELF", "Tệp là chương trình"),
    (b"MZ", "Tệp là chương trình"),
    (b"GIF8", "Tệp là ảnh"),
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_ARCHIVES = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b\x08", "GZIP"), (b"BZh", "BZIP2"))


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is. ``office``: the file ending under which LibreOffice must be given it; None where we read it ourselves."""

    media: Media
    office: str | None = None


def kind_of(blob: bytes) -> Kind:
    """What these bytes are; plain text where nothing says otherwise.

    Raises:
        UnreadableFile: a kind that holds no document, or a document behind a password.
    """
    head = blob[:_HEAD]
    if b"%PDF-" in head:
        return Kind(Media.PDF)
    if head.startswith(zip_check.SIGN):
        return _zipped(blob)
    if head.startswith(_OLE):
        return _compound(blob)
    start = head.removeprefix(_BYTE_ORDER_MARK)
    if start.lstrip().startswith(b"{\\rtf"):
        return Kind(Media.RTF, "rtf")
    if _WORD_XML.match(start):
        return Kind(Media.DOC, "xml")
    if _HTML.match(start) or _MAIL_PAGE.match(start):
        return Kind(Media.HTML)
    if head.startswith(_PICTURES):
        return Kind(Media.IMAGE)
    _refuse_others(head)
    return Kind(Media.TEXT)


def is_archive(blob: bytes) -> bool:
    """Whether this is a ZIP of files, and not a document that is packed as one."""
    if not blob.startswith(zip_check.SIGN):
        return False
    try:
        return _packed_kind(zip_check.directory_of(blob)) is None
    except UnreadableFile:
        return False


def _refuse_others(head: bytes) -> None:
    for sign, what in _OTHERS:
        if head.startswith(sign):
            raise UnreadableFile(_OTHER.format(what=what))
    for sign, kind in _ARCHIVES:
        if head.startswith(sign):
            raise UnreadableFile(_OTHER_ARCHIVE.format(kind=kind))


def _zipped(blob: bytes) -> Kind:
    kind = _packed_kind(zip_check.directory_of(blob))
    if kind is None:
        raise UnreadableFile(_ARCHIVE)
    return kind


_PACKED = (
    ("word/", Kind(Media.DOCX)),
    ("xl/workbook.bin", Kind(Media.XLS, "xlsb")),
    ("xl/", Kind(Media.XLSX)),
    ("ppt/", Kind(Media.PPTX)),
)


def _packed_kind(archive: zipfile.ZipFile) -> Kind | None:
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        return next((kind for start, kind in _PACKED if any(name.startswith(start) for name in names)), None)
    if "mimetype" in names and "content.xml" in names:
        return _open_document(archive)
    return None


def _open_document(archive: zipfile.ZipFile) -> Kind | None:
    zip_check.check([archive.getinfo("mimetype")], zip_check.Bounds(unpacked=_HEAD))
    mime = zip_check.unpack(archive, "mimetype").decode("ascii", "replace").strip()
    endings = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
    ending = endings.get(mime.removeprefix(_MIME).removesuffix("-template"))
    if ending is None:
        return None
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in _manifest(archive):
        raise UnreadableFile(_LOCKED.format(kind="OpenDocument"))
    return Kind(Media.ODF, ending)


def _manifest(archive: zipfile.ZipFile) -> bytes:
    member = archive.getinfo("META-INF/manifest.xml")
    zip_check.check([member], zip_check.Bounds(unpacked=1 << 20))
    return zip_check.unpack(archive, member)


def _compound(blob: bytes) -> Kind:
    """An OLE file: which of its streams are there says what made it."""
    import olefile  # only old files need it

    try:
        with olefile.OleFileIO(io.BytesIO(blob)) as file:
            names = {path[0] for path in file.listdir()}
            if "EncryptedPackage" in names:
                raise UnreadableFile(_LOCKED.format(kind="Office"))
            for stream, kind, is_locked in _STREAMS:
                if stream in names:
                    if is_locked(file.openstream(stream).read(1 << 16), names):
                        raise UnreadableFile(_LOCKED.format(kind=_NAMES[kind.media]))
                    return kind
    except UnreadableFile:
        raise
    except Exception as error:  # what a damaged file makes of it is no matter
        raise UnreadableFile(_UNKNOWN_OLE) from error
    raise UnreadableFile(_UNKNOWN_OLE)


def _is_locked_word(stream: bytes, _names: Collection[str]) -> bool:
    return len(stream) > 11 and bool(stream[11] & 1)  # fEncrypted of the FIB


def _is_locked_excel(stream: bytes, _names: Collection[str]) -> bool:
    """Whether a FILEPASS record stands among the first records, unless the workbook is only protected against writing."""
    at, seen = 0, set[int]()
    while at + 4 <= len(stream) and len(seen) < 50:
        record, length = struct.unpack_from("<HH", stream, at)
        if record == _FILE_PASS:
            return _DEFAULT_PASSWORD_HINT not in seen
        seen.add(record)
        at += 4 + length
    return False


def _is_locked_slides(_stream: bytes, names: Collection[str]) -> bool:
    return "EncryptedSummary" in names


_NAMES = {Media.DOC: "Word", Media.XLS: "Excel", Media.PPT: "PowerPoint"}
_STREAMS: tuple[tuple[str, Kind, Callable[[bytes, Collection[str]], bool]], ...] = (
    ("WordDocument", Kind(Media.DOC, "doc"), _is_locked_word),
    ("Workbook", Kind(Media.XLS, "xls"), _is_locked_excel),
    ("Book", Kind(Media.XLS, "xls"), _is_locked_excel),
    ("PowerPoint Document", Kind(Media.PPT, "ppt"), _is_locked_slides),
)
