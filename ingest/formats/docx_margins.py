"""Headers and footers of a Word document: the letterhead that some offices put there, marks that must not be missed."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.formats.docx_package import Package
from ingest.formats.docx_styles import VALUE, is_set

_HEADER, _FOOTER = qn("w:headerReference"), qn("w:footerReference")


def first_header(package: Package) -> Element | None:
    """What is printed above the first page."""
    section = next(package.body.iter(qn("w:sectPr")), None)
    if section is None:
        return None
    apart = section.find(qn("w:titlePg"))
    kind = "first" if apart is not None and is_set(apart.get(VALUE)) else "default"
    return next((package.linked(_link(mark)) for mark in section.findall(_HEADER) if _kind(mark) == kind), None)


def other_margins(package: Package) -> Iterator[Element]:
    """All headers, then all footers, of all sections."""
    for place in (_HEADER, _FOOTER):
        for mark in package.body.iter(place):
            margin = package.linked(_link(mark))
            if margin is not None:
                yield margin


def _kind(mark: Element) -> str:
    return str(mark.get(qn("w:type"), "default"))


def _link(mark: Element) -> str:
    return str(mark.get(qn("r:id"), ""))
