"""Printed lines that a converter has run together: "THÔNG BÁO Kết luận ... Ngày 29/12/2025, ...".

The lines are cut where the grammar of the head, the signature and the annex title says that another one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.joined import join
from ingest.kinds import kind_of_title
from ingest.lines import Line
from ingest.models import Span
from ingest.text import LOWER, UPPER, fold

_KIND = re.compile(rf"([{UPPER} ]{{6,40}}) (?=[{UPPER}][{LOWER}]|[Vv]/v |[Vv]ề )")
_BODY = re.compile(
    r" (?=(?:(?:Sáng |Chiều )?[Nn]gày \d{1,2}[/ ]|(?:Căn cứ|Thực hiện|Triển khai|Tiếp tục|Theo|Xét|Trên cơ sở) "
    r"(?:đề nghị|tinh thần|chỉ đạo|Luật|Nghị|Quyết|Chỉ|Kết|Kế|Thông|Công|Chương|Hướng|Văn|Tờ|Báo)))"
)
_MARK = re.compile(r"(?<=\w )(?=(?:KT|TL|TM|TUQ)\. )")
_DEPUTY = re.compile(rf"(?<=[{UPPER}] )(?=PHÓ [{UPPER}])")
_NAMED = re.compile(rf"(?<=[{UPPER}]{{2}} )(?=(?:[{UPPER}][{LOWER}]+ ){{1,4}}[{UPPER}][{LOWER}]+(?: |$))")
_NOTE = re.compile(rf"(?<=[{LOWER}] )(?=\d{{1,2}} [{UPPER}][{LOWER}]* )")
_ANNEX = re.compile(
    rf"(?:PHỤ LỤC|Phụ lục)(?: SỐ| số)?(?: (?:[IVXL]+|\d{{1,2}}))?\s*[:.–-]?\s+(?=[^{LOWER}(]{{12,}}(?:$|"
    rf"\())(?![IVXL\d]+\b)"
)
_BRACKET = re.compile(rf"(?<=[{UPPER}\d] )(?=\((?:Ban hành )?(?:[Kk]èm theo|Đính kèm))")
_HEAD_LINES = 24
_SUBJECT_LINES = 10
_TAIL_LINES = 40


def lines_apart(raw: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in order, those that hold several cut into them."""
    out: list[Line] = []
    subject = tail = 0
    for index, line in enumerate(lines):
        folded = fold(line.text)
        subject = max(0, subject - 1)
        tail = _TAIL_LINES if folded.startswith("noi nhan") else max(0, tail - 1)
        kind = _KIND.match(line.text) if index < _HEAD_LINES else None
        if kind and kind_of_title(kind[1]):
            subject = _SUBJECT_LINES
            out.extend(_cut(raw, line, [kind.end(), *_first(_BODY, line.text)]))
        elif subject and (cut := _first(_BODY, line.text)):
            out.extend(_cut(raw, line, cut))
            subject = 0
        elif annex := _ANNEX.match(line.text):
            out.extend(_cut(raw, line, [annex.end(), *_first(_BRACKET, line.text)]))
        elif tail and len(line.text) < 400:
            out.extend(_signature(raw, line))
        else:
            out.append(line)
    return tuple(out)


def _first(pattern: re.Pattern[str], text: str) -> list[int]:
    match = pattern.search(text)
    return [match.end()] if match else []


def _signature(raw: str, line: Line) -> Iterable[Line]:
    """Authority, title and name; a footnote that follows the name."""
    named = _NAMED.search(line.text)
    if not line.text.isupper() and (named is None or not line.text[: named.start()].isupper()):
        return [line]
    cuts = [m.start() for pattern in (_MARK, _DEPUTY) for m in pattern.finditer(line.text)]
    if named:
        note = _NOTE.search(line.text, named.end())
        cuts += [named.start(), *([note.start()] if note else [])]
    return _cut(raw, line, sorted(cuts))


def _cut(raw: str, line: Line, positions: Sequence[int]) -> Iterator[Line]:
    """The line cut at positions of its cleaned text."""
    offsets = join(raw, [line.span]).offsets
    starts = [line.span.start, *(offsets[p] for p in positions if p < len(offsets)), line.span.end]
    for number, (start, end) in enumerate(pairwise(starts)):
        text = join(raw, [Span(start, end)]).text
        if text:
            yield replace(line, text=text, span=Span(start, end), gap=line.gap and number == 0)
