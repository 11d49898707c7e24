"""Pictures of a Word document: which may be a scanned page, and what recognition reads in them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from importlib import import_module

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.errors import UnreadableFile
from ingest.formats.extract import Extract
from ingest.formats.recognition import can_recognise

Recognise = Callable[[bytes], Extract]
"""What reads the bytes of a picture; raises UnreadableFile where it cannot."""

_SHAPE, _IMAGE = "{urn:schemas-microsoft-com:vml}shape", "{urn:schemas-microsoft-com:vml}imagedata"
PLACED = (qn("wp:inline"), qn("wp:anchor"), _SHAPE)
"""Elements that place a picture, or something else that is drawn."""

_UNREAD = "Không nhận dạng được chữ trong ảnh của tệp Word; hãy nạp bản điện tử gốc."
_STYLE = re.compile(r"(?:^|;)\s*(width|height):\s*([\d.]+)(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75, "": 0.75}
_EMU = 12_700  # to a point
_LARGE = 0.25 * 595 * 842  # square points, a quarter of a page: seals, emblems and signatures are smaller


def recogniser(seconds: float) -> Recognise:
    """What reads pictures for so long; those that come later stay unread, lest the whole file run out of time."""
    end = time.monotonic() + seconds

    def recognise(picture: bytes) -> Extract:
        if time.monotonic() > end or not can_recognise():
            raise UnreadableFile(_UNREAD)
        try:
            read: Extract = import_module("ingest.formats.scan_reader").read_scan(picture, 1)
        except Exception as error:  # a picture that breaks something costs only itself
            raise UnreadableFile(_UNREAD) from error
        return read

    return recognise


def is_vector(blob: bytes) -> bool:
    """Whether a picture is drawn with lines (EMF, WMF, SVG): a chart or an emblem, never a scan."""
    return blob[40:44] == b" EMF" or blob.startswith(b"\xd7\xcd\xc6\x9a") or b"<svg" in blob[:1024]


def is_picture(node: Element) -> bool:
    """Whether this is a picture in its place, drawn by a new or by an old Word."""
    if node.tag not in PLACED or node.find(f".//{qn('w:txbxContent')}") is not None:
        return False
    return node.find(_IMAGE) is not None or node.find(f".//{qn('a:blip')}") is not None


def link(picture: Element) -> str:
    """The link to the bytes of a picture; empty where they lie outside of the file."""
    blip = picture.find(f".//{qn('a:blip')}")
    found = picture.find(_IMAGE).get(qn("r:id")) if blip is None else blip.get(qn("r:embed"))
    return found or ""


def is_large(picture: Element) -> bool:
    """Whether a picture may be a page that someone scanned and pasted."""
    extent = picture.find(qn("wp:extent"))
    if extent is not None:
        sides = [float(extent.get(side, "0")) / _EMU for side in ("cx", "cy")]
    else:
        style = {side: float(size) * _POINTS[unit] for side, size, unit in _STYLE.findall(picture.get("style", ""))}
        sides = [style.get("width", 0.0), style.get("height", 0.0)]
    return sides[0] * sides[1] >= _LARGE
