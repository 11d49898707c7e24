"""A Word file opened with care: its ZIP is looked at before anything is unpacked, its XML brings no entities.

Documents, templates and files with macros are read alike (a macro is never run), in the transitional and in the strict
form of the standard. A part that the file promises and does not hold is as good as none.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.errors import UnreadableFile
from ingest.formats.zip_check import open_zip

_DAMAGED = "Tệp Word bị hỏng hoặc bị cắt cụt; hãy lấy lại bản gốc rồi nạp lại."
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")  # ISO/IEC 29500 strict; what follows is the same in both
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that hold words. Elements are trees of the WordprocessingML namespace."""

    archive: zipfile.ZipFile
    main: str  # name of the part with the body
    links: Mapping[str, tuple[str, str]]  # of that part: id -> kind, name

    @property
    def body(self) -> Element:
        """Paragraphs and tables; raises UnreadableFile where there are none."""
        document = self._tree(self.main)
        body = None if document is None else document.find(qn("w:body"))
        if body is None:
            raise UnreadableFile(_DAMAGED)
        return body

    def part(self, kind: str) -> Element | None:
        """The tree of the part of a kind ("styles", "numbering", "footnotes"), None where the file has none."""
        return next((self._tree(name) for own, name in self.links.values() if own == kind), None)

    def linked(self, link: str) -> Element | None:
        """The tree of a linked part, a header or footer."""
        return self._tree(self.links[link][1]) if link in self.links else None

    def blob(self, link: str) -> bytes | None:
        """The bytes of a linked part, a picture or a document inside the document."""
        return _unpacked(self.archive, self.links[link][1]) if link in self.links else None

    def _tree(self, name: str) -> Element | None:
        xml = _unpacked(self.archive, name)
        return None if xml is None else _parsed(xml)


def open_package(blob: bytes) -> Package:
    """The parts of a Word file.

    Raises:
        UnreadableFile: it is damaged, locked, dangerous, or another kind of file.
    """
    archive = _checked(blob)
    main = next((name for kind, name in _links(archive, "").values() if kind == "officeDocument"), "word/document.xml")
    return Package(archive, main, _links(archive, main))


def _links(archive: zipfile.ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """What a part, or the package itself, refers to inside the file."""
    folder, file = posixpath.split(name)
    xml = _unpacked(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    return {
        link.get("Id", ""): (posixpath.basename(link.get("Type", "")), _place(folder, link.get("Target", "")))
        for link in (() if xml is None else _parsed(xml))
        if link.get("TargetMode") != "External"
    }


def _place(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        return archive.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise UnreadableFile(_DAMAGED) from error


def _parsed(xml: bytes) -> Element:
    try:
        return parse_xml(_STRICT.sub(_TRANSITIONAL, xml))
    except (SyntaxError, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error


def _checked(blob: bytes) -> zipfile.ZipFile:
    archive = open_zip(blob)
    names = archive.namelist()
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise UnreadableFile(_DAMAGED)
    return archive
