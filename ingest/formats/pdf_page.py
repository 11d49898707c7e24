"""One PDF page as pdfium sees it: characters with their places, ruling lines, how much of it is pictures.

All coordinates are points on the page as displayed (turned by /Rotate), y upwards.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as c

from ingest.formats.pdf_fonts import FILLER, in_unicode
from ingest.formats.pdf_hidden import Drawn, blanked, hidden_texts
from ingest.formats.ruled_grid import Rule

if TYPE_CHECKING:
    from ctypes import _Pointer

    Shape = _Pointer[c.fpdf_pageobject_t__]
_MOST_OBJECTS = 200_000  # of one page; more is a map or an attack
_MOST_POINTS = 64  # of one path; a frame or a row of borders has fewer
_DEEPEST_FORM = 4
_THIN = 3.5  # points: a filled bar no thicker than this is a line
_STRAIGHT = 0.8  # points: a line no more oblique than this runs along an axis
_LOST = "\ufffd"
_UNNAMED = re.compile("[\x00\ud800-\udfff]")
_HYPHENS = str.maketrans("\x02\ufffe", "--")  # pdfium's signs for a hyphen printed at a line end

Box = tuple[float, float, float, float]  # left, bottom, right, top
_Turn = tuple[float, float, float, float, float, float]  # a b c d e f of a PDF matrix
_UPRIGHT: _Turn = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart.

    ``letters[i]`` is the i-th character in content order: a line end is CR LF, a character that its font does not name
    is U+FFFD, one that cannot be seen is a space, ``FILLER`` follows a character beyond U+FFFF and a letter that was written as two. ``box(i)`` is the
    line-high box around it. ``pictured`` is the share of the page under ``pictures``, at most 1. ``encoding`` is what letters
    of old fonts were converted from.
    """

    letters: str
    box: Callable[[int], Box]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    pictured: float
    pictures: tuple[Box, ...] = ()
    encoding: str | None = None


def take_apart(page: pdfium.PdfPage) -> Page:
    """Characters in content order, rules and pictures of a page; ``box`` works until the page is closed."""
    width, height = page.get_width(), page.get_height()
    turn = _turn(page, width, height)
    text_page = page.get_textpage()
    across: list[Rule] = []
    down: list[Rule] = []
    texts: list[Drawn] = []
    backs: list[Drawn] = []
    pictures: list[Box] = []
    for shape, matrix in _objects(page):
        kind = c.FPDFPageObj_GetType(shape)
        bounds = _bounds(shape, _times(matrix, turn))
        (texts if kind == c.FPDF_PAGEOBJ_TEXT else backs).append((shape, bounds))
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(bounds)
        elif kind == c.FPDF_PAGEOBJ_PATH:
            for box in _strokes(shape, _times(matrix, turn)):
                _sort_in(box, across, down)
    pictured = sum((right - left) * (top - bottom) for left, bottom, right, top in pictures)
    share = min(1.0, pictured / max(1.0, width * height))
    hidden = hidden_texts(texts, backs, (width, height))
    letters, encoding = in_unicode(text_page, blanked(text_page, _letters(text_page), hidden))
    return Page(letters, _boxes(text_page, turn), tuple(across), tuple(down), share, tuple(pictures), encoding)


def _turn(page: pdfium.PdfPage, width: float, height: float) -> _Turn:
    left, bottom, right, top = page.get_cropbox()
    return {
        90: (0.0, -1.0, 1.0, 0.0, -bottom, right),
        180: (-1.0, 0.0, 0.0, -1.0, right, top),
        270: (0.0, 1.0, -1.0, 0.0, top, -left),
    }.get(page.get_rotation(), (1.0, 0.0, 0.0, 1.0, -left, -bottom))


def _times(first: _Turn, then: _Turn) -> _Turn:
    a, b, cc, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, cc * p + d * r, cc * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(x: float, y: float, turn: _Turn) -> tuple[float, float]:
    return x * turn[0] + y * turn[2] + turn[4], x * turn[1] + y * turn[3] + turn[5]


def _box(x0: float, y0: float, x1: float, y1: float, turn: _Turn) -> Box:
    (a, b), (d, e) = _moved(x0, y0, turn), _moved(x1, y1, turn)
    return min(a, d), min(b, e), max(a, d), max(b, e)


def _letters(text_page: pdfium.PdfTextPage) -> str:
    """One string for each character index; the quick way leaves out characters without a name, so it is checked."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) == count and not _UNNAMED.search(text):
        return text.translate(_HYPHENS)
    codes = [c.FPDFText_GetUnicode(text_page.raw, i) for i in range(count)]
    return "".join(map(_letter, codes, [*codes[1:], 0])).translate(_HYPHENS)


def _letter(code: int, after: int) -> str:
    if 0xD800 <= code < 0xDC00 <= after < 0xE000:
        return chr(0x10000 + ((code - 0xD800) << 10) + (after - 0xDC00))
    if 0xDC00 <= code < 0xE000:
        return FILLER
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else _LOST


def _boxes(text_page: pdfium.PdfTextPage, turn: _Turn) -> Callable[[int], Box]:
    rect, get = c.FS_RECTF(), c.FPDFText_GetLooseCharBox
    upright, x, y = turn[:4] == _UPRIGHT[:4], *turn[4:]

    @cache
    def box(i: int) -> Box:
        get(text_page.raw, i, rect)
        if upright:  # as nearly all pages are: the quick way
            return rect.left + x, rect.bottom + y, rect.right + x, rect.top + y
        return _box(rect.left, rect.bottom, rect.right, rect.top, turn)

    return box


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[Shape, _Turn]]:
    """Objects of a page and of the forms on it, each with the matrix of the forms it lies in."""
    raw, left = page.raw, _MOST_OBJECTS
    waiting = [(c.FPDFPage_GetObject(raw, i), _UPRIGHT, 0) for i in range(min(left, c.FPDFPage_CountObjects(raw)))]
    waiting.reverse()
    while waiting and left > 0:
        shape, matrix, depth = waiting.pop()
        left -= 1
        yield shape, matrix
        if depth < _DEEPEST_FORM and c.FPDFPageObj_GetType(shape) == c.FPDF_PAGEOBJ_FORM:
            inner = _times(_matrix(shape), matrix)
            count = min(left, c.FPDFFormObj_CountObjects(shape))
            waiting += [(c.FPDFFormObj_GetObject(shape, i), inner, depth + 1) for i in range(count)]


def _matrix(shape: Shape) -> _Turn:
    matrix = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(shape, matrix):
        return _UPRIGHT
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _bounds(shape: Shape, turn: _Turn) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    c.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    return _box(left.value, bottom.value, right.value, top.value, turn)


def _strokes(shape: Shape, outer: _Turn) -> Iterator[Box]:
    """Boxes of the straight pieces of a path: sides of stroked figures, thin filled bars."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    count = c.FPDFPath_CountSegments(shape)
    if not c.FPDFPath_GetDrawMode(shape, fill, stroke) or not 2 <= count <= _MOST_POINTS:
        return
    turn = _times(_matrix(shape), outer)
    for figure in _figures(shape, count):
        points = [_moved(x, y, turn) for x, y in figure]
        whole = _around(points)
        if min(whole[2] - whole[0], whole[3] - whole[1]) <= _THIN and (fill.value or stroke.value):
            yield whole
        elif stroke.value:
            yield from map(_around, pairwise(points))


def _figures(shape: Shape, count: int) -> list[list[tuple[float, float]]]:
    """Corners of each figure of a path; curves are left out."""
    figures: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        segment = c.FPDFPath_GetPathSegment(shape, i)
        kind = c.FPDFPathSegment_GetType(segment)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == c.FPDF_SEGMENT_MOVETO or not figures:
            figures.append([])
        if kind in (c.FPDF_SEGMENT_MOVETO, c.FPDF_SEGMENT_LINETO):
            figures[-1].append((x.value, y.value))
            if c.FPDFPathSegment_GetClose(segment):
                figures[-1].append(figures[-1][0])
    return [figure for figure in figures if len(figure) > 1]


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _sort_in(box: Box, across: list[Rule], down: list[Rule]) -> None:
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    if high <= _THIN and wide >= high:
        across.append(Rule((bottom + top) / 2, left, right))
    if wide <= _THIN and high >= wide:
        down.append(Rule((left + right) / 2, bottom, top))
