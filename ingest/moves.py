"""Deadlines that a document moves for work which another one gave: which tasks, by printed number, and until when.

Exact or absent: a clause with two possible documents or two possible days moves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.dates import find_dates
from ingest.deadlines import deadline_in_cell
from ingest.joined import Joined, join
from ingest.models import Block, BlockKind, Deadline, Move, Reference, Relation, Source, Span, Spans
from ingest.printed_references import PrintedReference, find_references
from ingest.relations import announced_by
from ingest.signs import normalise
from ingest.text import canonical

_TERM = r"(?:thời hạn|thời gian|tiến độ|mốc thời gian|lộ trình|hạn)"
_DO = r"(?: (?:thực hiện|hoàn thành|triển khai|áp dụng)){0,2}"
_VERB = re.compile(
    rf"(?<!\w)(?:(?:gia hạn|kéo dài|lùi)(?: {_TERM})?|(?:được )?(?:điều chỉnh|thay đổi)(?:,? (?:gia hạn|kéo dài))?(?: {_TERM})?){_DO}(?!\w)"
)
_ASKED = re.compile(
    r"(?<!\w)(?:đề nghị|xin|kiến nghị|đề xuất|tham mưu|trình|không|chưa|xem xét|nếu|trường hợp)(?: \w+){0,4}\s*$"
)
_NUMBER = r"(?:[IVX]{1,5}\.)?\d{1,3}(?:\.\d{1,3}){0,2}(?![\w/%]|[.,]\d)"
_NUMBERS = re.compile(
    rf"(?:(?:các )?(?:nhiệm vụ|chỉ tiêu|mục|số thứ tự|stt)) (?:số |thứ |(?:tại |có )?(?:số thứ tự|stt) )?"
    rf"(?P<n>{_NUMBER}(?:\s*(?:,|;|và|, và)\s*(?:nhiệm vụ |số )*{_NUMBER})*)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"(?<!\w)phụ lục (?:số )?([IVX]{1,5}|\d{1,2})(?!\w)", re.IGNORECASE)
_GROUP = re.compile(r"(?<!\w)(?:mục|nhóm|phần) ([IVX]{1,5})(?![\w.])", re.IGNORECASE)
_UNTIL = re.compile(r"(?:đến|sang|thành|tới|là|trước|hết|chậm nhất|trong|vào|:)[\s:]*$")
_CUES = re.compile(r"(?:(?:chậm nhất(?: là)?|trước|hết|trong)\s+)+$")
_FORMER = re.compile(r"(?:từ|thay vì|thay cho|(?:hạn|thời gian) (?:cũ|trước đây|đã giao|ban đầu)(?: là)?)[\s:]*$")
_WHOLE = re.compile(r"\s*(?:của |đối với |tại |theo |trong )?")
_EVERY = re.compile(
    r"\s*(?:toàn bộ |tất cả )?(?:các )?nhiệm vụ(?: được giao| nêu| quy định)* (?:tại|của|trong|theo)\s*"
)
_CLAUSE = re.compile(r"[;]\s+|\.\s+(?=[^\d\s])")
_CHANGING = (
    Relation.EXTENDS,
    Relation.AMENDS,
)  # a document that amends another may move a deadline in one of its items
_RANGE = re.compile(r"\s*(?:đến|tới|-|–)\s*(?:hết )?")


@dataclass(frozen=True, slots=True)
class _Order:
    """What is said so far: that deadlines move, and of which document."""

    moves: bool = False
    of: PrintedReference | None = None


def moves(source: Source, blocks: Iterable[Block], references: Sequence[Reference]) -> tuple[Move, ...]:
    """Every deadline that the document moves, in reading order."""
    if not any(reference.relation in _CHANGING for reference in references):
        return ()
    found: list[Move] = []
    above = _titled(references)
    for block in blocks:
        joined = join(source.text, block.spans)
        headed = bool(block.section) and announced_by(block.section[-1]) is Relation.EXTENDS
        order = _heading(block.section[-1]) if headed else above
        made, after = _in_block(joined, order)
        found.extend(made)
        if block.kind is not BlockKind.ITEM and announced_by(joined.text) is Relation.EXTENDS:
            above = after
    return tuple(found)


def _titled(references: Sequence[Reference]) -> _Order:
    """Where the document moves deadlines of just one other, its items need not name it again."""
    extended = {r.sign: r for r in references if r.relation is Relation.EXTENDS}
    changed = extended or {r.sign: r for r in references if r.relation is Relation.AMENDS}
    if len(changed) != 1:
        return _Order(bool(extended))
    return _Order(bool(extended), next(iter(find_references(_cited(next(iter(changed.values()))))), None))


def _cited(reference: Reference) -> str:
    day = f" ngày {reference.day.day}/{reference.day.month}/{reference.day.year}" if reference.day else ""
    return f"{reference.kind or 'Văn bản'} số {reference.sign}{day}"


def _heading(text: str) -> _Order:
    named = find_references(text)
    return _Order(True, named[0] if len(named) == 1 else None)


def _in_block(joined: Joined, order: _Order) -> tuple[list[Move], _Order]:
    found: list[Move] = []
    order = replace(order, moves=False) if not _is_short(joined.text) else order
    for start, end in _clauses(joined.text):
        clause = joined.text[start:end]
        order = _said(clause, order)
        if order.moves and order.of and (move := _move(clause, order.of, joined.raw(start, end))):
            found.append(move)
    return found, order


def _is_short(text: str) -> bool:
    """An item of a list names its task first: "Nhiệm vụ số 12 (Phụ lục I): đến ngày 30/9/2026"."""
    return _NUMBERS.search(text[:60]) is not None


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _CLAUSE.finditer(text):
        yield start, cut.start() + 1
        start = cut.end()
    yield start, len(text)


def _said(clause: str, order: _Order) -> _Order:
    lowered = canonical(clause)
    verb = _VERB.search(lowered)
    if verb and _ASKED.search(lowered, 0, verb.start()):
        return _Order()
    named = find_references(clause)
    signs = {normalise(mention.sign) for mention in named}
    if len(signs) > 1:
        return _Order(order.moves or bool(verb))
    return _Order(order.moves or bool(verb), named[0] if named else order.of)


def _move(clause: str, of: PrintedReference, spans: Spans) -> Move | None:
    lowered = canonical(clause)
    mentions = [mention.span for mention in find_references(clause)]
    days = _days(clause, lowered, mentions)
    if days is None:
        return None
    before, deadline = days
    numbered = _NUMBERS.search(clause)
    every = _is_every(lowered, mentions)
    if numbered is None and every is None:
        return None
    annex, group = _ANNEX.search(clause), _GROUP.search(clause)
    return Move(
        sign=normalise(of.sign),
        day=of.day,
        numbers=tuple(re.findall(_NUMBER, numbered["n"])) if numbered else (),
        every=numbered is None and every is True,
        group=group[1].upper() if group else None,
        annex=annex[1].upper() if annex else None,
        before=before,
        deadline=deadline,
        spans=spans,
    )


def _is_every(lowered: str, mentions: Sequence[Span]) -> bool | None:
    """Whether all tasks are meant (True) or the document as a whole (False); None where neither is said."""
    verb = _VERB.search(lowered)
    if verb is None or not mentions or verb.end() > mentions[0].start:
        return None
    between = lowered[verb.end() : mentions[0].start]
    if _EVERY.fullmatch(between):
        return True
    return False if _WHOLE.fullmatch(between) else None


def _days(clause: str, lowered: str, mentions: Sequence[Span]) -> tuple[Deadline | None, Deadline] | None:
    """The former deadline, where told, and the new one; None unless there is exactly one new one."""
    former: list[Deadline] = []
    new: list[Deadline] = []
    for mention in mentions:
        clause = clause[: mention.start] + " " * (mention.end - mention.start) + clause[mention.end :]
    for printed in find_dates(clause):
        at = printed.span
        parts = _RANGE.split(printed.text, maxsplit=1) if printed.is_range and printed.text.startswith("từ") else None
        if parts and len(parts) == 2:
            former += _deadline(parts[0].removeprefix("từ").strip())
            new += _deadline(parts[1])
        elif _FORMER.search(lowered, 0, at.start):
            former += _deadline(printed.text)
        elif _UNTIL.search(lowered, 0, at.start):
            cue = _CUES.search(lowered, 0, at.start)
            new += _deadline(clause[cue.start() if cue else at.start : at.end])
    if len(new) != 1 or len(former) > 1:
        return None
    return (former[0] if former else None), new[0]


def _deadline(words: str) -> list[Deadline]:
    deadline = deadline_in_cell(words, None)
    return [deadline] if deadline and deadline.end else []
