"""Head and tail of a document are printed in two columns; extracted text puts both on one line. Here they part again.

The head has the issuer left of the national motto, the tail the recipients left of the signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.joined import Joined, join
from ingest.lines import Line
from ingest.models import Span
from ingest.text import LOWER, UPPER, fold

_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|doc lap\s*-\s*tu do|dang cong san viet nam")
_WIDE = re.compile(r"\S(?:[ \u00a0]{3,}|[ \u00a0]*\t\s*)(?=\S)")
_MARK = re.compile(r"(?<=[;:.,)] )(?=(?:(?:TM|KT|TL|TUQ|Q)\.|(?:T/M|K/T|T/L)\.?) ?[A-ZĐỦỶ]{2})")
_STARTS_MARK = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\b")
_TITLE = re.compile(rf"(?<=[;:.,)] )(?=(?:PHÓ |QUYỀN )?(?:CHỦ|GIÁM|CHÁNH|BÍ|TRƯỞNG|CỤC|BỘ|TỔNG|VIỆN) [{UPPER} ]+$)")
_NAME = re.compile(rf"(?<=\. )(?=(?:[{UPPER}][{LOWER}]+ ){{1,4}}[{UPPER}][{LOWER}]+$)")
_HEAD_LINES = 24
_TAIL_LINES = 40


def columns_apart(raw: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in order, those of head and tail that hold two columns cut in two; the second is marked ``right``."""
    out: list[Line] = []
    tail = 0
    for index, line in enumerate(lines):
        folded = fold(line.text)
        tail = _TAIL_LINES if folded.startswith("noi nhan") else max(0, tail - 1)
        if folded.startswith(("phu luc", "phu bieu")):
            tail = 0
        if index < _HEAD_LINES and (cut := _motto(folded)):
            out.extend(_cut(raw, line, cut))
        elif tail:
            out.extend(_tail(raw, line))
        else:
            out.append(line)
    return tuple(out)


def _motto(folded: str) -> int:
    match = _MOTTO.search(folded)
    return match.start() if match else 0


def _tail(raw: str, line: Line) -> Iterable[Line]:
    gap = _WIDE.search(raw, line.span.start, line.span.end)
    if gap and "\t" not in raw[gap.end() : line.span.end]:
        return _parts(raw, line, gap.end())
    if raw[line.span.start : line.span.end][:20].isspace():
        return [replace(line, right=True)]
    for pattern in () if _STARTS_MARK.match(line.text) else (_MARK, _TITLE, _NAME):
        match = pattern.search(line.text)
        if match and (pattern is not _NAME or "lưu" in line.text.lower()):
            return _cut(raw, line, match.start())
    return [line]


def _cut(raw: str, line: Line, position: int) -> Iterable[Line]:
    """The line cut at a position of its cleaned text."""
    joined: Joined = join(raw, [line.span])
    return _parts(raw, line, joined.offsets[position]) if position < len(joined.offsets) else [line]


def _parts(raw: str, line: Line, offset: int) -> Iterable[Line]:
    """The line cut at a position of the raw text."""
    spans = (Span(line.span.start, offset), Span(offset, line.span.end))
    texts = [join(raw, [span]).text for span in spans]
    if not all(texts):
        return [line]
    left = replace(line, text=texts[0], span=spans[0])
    return [left, replace(line, text=texts[1], span=spans[1], gap=False, right=True)]
