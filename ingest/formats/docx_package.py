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
from ingest.formats.zip_check import open_zip

_DAMAGED = "Tệp Word bị hỏng hoặc bị cắt cụt; hãy lấy lại bản gốc rồi nạp lại."
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
    names = open_zip(blob).namelist()
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise UnreadableFile(_DAMAGED)


def _part(document: Part, kind: str) -> Element | None:
    try:
        return parse_xml(document.part_related_by(kind).blob)
    except KeyError:
        return None
