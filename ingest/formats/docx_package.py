"""A DOCX file opened with care: its ZIP is looked at before anything is unpacked, its XML brings no entities."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.errors import UnreadableFile

_MOST_UNPACKED = 200 << 20
_MOST_MEMBERS = 2_000
_STEEPEST = 100  # unpacked to packed bytes, for members over the floor
_FLOOR = 4 << 20  # bytes; small XML packs better than any bomb needs to
_KINDS = (("xl/", "bảng tính Excel"), ("ppt/", "bài trình chiếu PowerPoint"), ("mimetype", "tài liệu OpenDocument"))

_DAMAGED = "Tệp Word bị hỏng hoặc bị cắt cụt; hãy lấy lại bản gốc rồi nạp lại."
_LOCKED = "Tệp Word được đặt mật khẩu; hãy gỡ mật khẩu rồi nạp lại."
_BOMB = "Tệp Word giải nén ra quá lớn so với kích thước của nó nên bị từ chối; hãy lưu lại tệp bằng Word rồi nạp lại."
_OTHER = "Tệp là {kind}, không phải văn bản Word; hãy lưu thành .docx hoặc PDF rồi nạp lại."
_MACROS = "Tệp Word không phải loại .docx thường (có macro hoặc là mẫu); hãy lưu lại thành .docx rồi nạp lại."


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that hold words. Elements are trees of the WordprocessingML namespace."""

    body: Element
    styles: Element
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None


def open_package(blob: bytes) -> Package:
    """The parts of a DOCX file.

    Raises:
        UnreadableFile: it is damaged, locked, dangerous, or another kind of file.
    """
    _check(blob)
    try:
        document = docx.Document(io.BytesIO(blob))
        return Package(
            body=document.element.body,
            styles=document.styles.element,
            numbering=_part(document.part, RELATIONSHIP_TYPE.NUMBERING),
            footnotes=_part(document.part, RELATIONSHIP_TYPE.FOOTNOTES),
            endnotes=_part(document.part, RELATIONSHIP_TYPE.ENDNOTES),
        )
    except ValueError as error:
        raise UnreadableFile(_MACROS) from error
    except (KeyError, AttributeError, EOFError, SyntaxError, zipfile.BadZipFile) as error:
        raise UnreadableFile(_DAMAGED) from error


def _check(blob: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(blob)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(_DAMAGED) from error
    names = [member.filename for member in members]
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(_LOCKED)
    steep = any(m.file_size > max(_FLOOR, _STEEPEST * m.compress_size) for m in members)
    if steep or len(members) > _MOST_MEMBERS or sum(m.file_size for m in members) > _MOST_UNPACKED:
        raise UnreadableFile(_BOMB)
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        kind = next((kind for start, kind in _KINDS if any(name.startswith(start) for name in names)), "tệp nén ZIP")
        raise UnreadableFile(_OTHER.format(kind=kind))


def _part(document: Part, kind: str) -> Element | None:
    try:
        return parse_xml(document.part_related_by(kind).blob)
    except KeyError:
        return None
