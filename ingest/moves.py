"""What a document changes in tasks that another one gave: their deadlines, or something else of them.

Exact or absent: a clause with two possible documents or two possible days moves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.change_days import blanked, moved_days
from ingest.change_names import numbered_first, task_names, told_names
from ingest.change_rows import row_move
from ingest.joined import Joined, join
from ingest.models import Block, BlockKind, Deadline, Move, Reference, Relation, Source, Span, Task
from ingest.relations import CHANGING, announced_by, titled_acts
from ingest.short_names import Mention, mentions
from ingest.text import canonical

_TERM = r"(?:thời hạn|thời gian|tiến độ|mốc thời gian|lộ trình|hạn)"
_DO = r"(?: (?:thực hiện|hoàn thành|triển khai|áp dụng)){0,2}"
_VERB = re.compile(
    rf"(?<!\w)(?:(?:gia hạn|kéo dài|lùi)(?: {_TERM})?|(?:được )?(?:điều chỉnh|thay đổi)(?:,? (?:gia hạn|kéo dài))?(?: {_TERM})?){_DO}(?!\w)"
)
_CHANGES = re.compile(
    r"(?<!\w)(?:điều chỉnh|sửa đổi|thay đổi|thay|chuyển|bổ sung|bãi bỏ|h[uủ][yỷ] bỏ|dừng|ngừng|rút|giảm|tăng"
    r"|không (?:tiếp tục )?(?:thực hiện|triển khai|giao)|từ .{2,120}? (?:thành|sang))(?!\w)"
)
_ADDS = re.compile(r"(?<!\w)bổ sung (?:thêm |mới )?(?:\d+ )?(?:các |một số )?nhiệm vụ(?!\w)")
_KEEPS = re.compile(r"(?<!\w)(?:giữ nguyên|không thay đổi|không điều chỉnh)(?!\w)")
_MARKER = r"\W*(?:(?:điều|khoản|mục) \d+\s*[.:]\s*|\d+[.)]\s*|[a-zđ]\)\s*)*"
_NUMBERED = re.compile(_MARKER)
_REST = re.compile(rf"{_MARKER}(?:các |những )?nội dung (?:khác|còn lại)(?!\w)")
_ASIDES = re.compile(r"\([^()]*\)|“[^”]*”")
_OTHER = re.compile(r"chủ trì|phối hợp|sản phẩm|kết quả|tên nhiệm vụ|số lượng|quy mô|kinh phí|chỉ tiêu")
_ASKED = re.compile(
    r"(?<!\w)(?:đề nghị|xin|kiến nghị|đề xuất|tham mưu|trình|không|chưa|xem xét|nếu|trường hợp)(?: \w+){0,4}\s*$"
)
_ANNEX = re.compile(r"(?<!\w)phụ lục (?:số )?([IVX]{1,5}|\d{1,2})(?!\w)", re.IGNORECASE)
_GROUP = re.compile(r"(?<!\w)(?:mục|nhóm|phần) ([IVX]{1,5})(?![\w.])", re.IGNORECASE)
_WHOLE = re.compile(r"\s*(?:của |đối với |tại |theo |trong )?")
_EVERY = re.compile(
    r"\s*(?:toàn bộ |tất cả )?(?:các )?nhiệm vụ(?: được giao| nêu| quy định)* (?:tại|của|trong|theo)\s*"
)
_CLAUSE = re.compile(r"[;]\s+|\.\s+(?=[^\d\s])")
_LEAD_IN = re.compile(rf"{_MARKER}(?:(?:đồng ý|thống nhất|chấp thuận|cho phép)(?: (?:cho|về|việc|chủ trương))*\s*)?")
_BODY = r"(?:các )?(?:sở|ban|ngành|ubnd|văn phòng|công an|đơn vị|thủ trưởng|chủ tịch|giám đốc)(?!\w)"
_ORDERS = re.compile(
    rf"{_MARKER}(?:giao|yêu cầu|đề nghị|phân công|{_BODY}(?![^.;]{{0,120}} là (?:cơ quan|đơn vị)))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is said so far: of which document, that something of its tasks changes, that deadlines move, and where."""

    of: Mention | None = None
    changes: bool = False
    moves: bool = False
    where: str = ""  # the heading: it may name the annex and the group for all its items


def moves(source: Source, blocks: Iterable[Block], references: Sequence[Reference]) -> tuple[Move, ...]:
    """Every change that the document makes, in reading order."""
    if not any(reference.relation in CHANGING for reference in references):
        return ()
    found: list[Move] = []
    above, intro = _titled(references), None
    for block in blocks:
        if block.kind is BlockKind.ROW:
            found.extend(row_move(block, above.of) if above.of else ())
            continue
        reader = _Reader(join(source.text, block.spans), references)
        headed = _heading(block.section[-1], above, references) if block.section else None
        listing = headed or (intro if block.kind is BlockKind.ITEM else None)
        made, after = reader.read(listing or above, listed=listing is not None)
        found.extend(made)
        if block.kind is not BlockKind.ITEM:
            above = after if announced_by(reader.joined.text) is Relation.EXTENDS else above
            intro = replace(after, changes=True) if after.moves and reader.joined.text.endswith(":") else None
    return tuple(found)


def without_changes(tasks: Iterable[Task], made: Sequence[Move]) -> list[Task]:
    """The tasks that are work of the document itself: no change of another's, and not that all else stays."""
    changed = [span for move in made for span in move.spans]
    return [
        task
        for task in tasks
        if not (changed and _REST.match(canonical(task.text)))
        and not any(
            span.start <= task.spans_of("text")[0].start < span.end for span in changed if task.spans_of("text")
        )
    ]


def _titled(references: Sequence[Reference]) -> _Order:
    """Where the document changes just one other, its items need not name it again."""
    extended = {r.sign: r for r in references if r.relation is Relation.EXTENDS}
    changed = extended or {r.sign: r for r in references if r.relation is Relation.AMENDS}
    only = next(iter(changed.values())) if len(changed) == 1 else None
    return _Order(Mention(only.sign, only.day, Span(0, 0)) if only else None, moves=bool(extended))


def _heading(text: str, above: _Order, references: Sequence[Reference]) -> _Order | None:
    """What a heading orders for its items; None where it orders no change."""
    announced = announced_by(text)
    acts = titled_acts(text) | ({announced} if announced else set())
    if not acts or _ADDS.search(canonical(text)):
        return None
    named = mentions(text, references)
    return _Order(_only(named, above.of), changes=True, moves=Relation.EXTENDS in acts, where=text)


def _only(named: Sequence[Mention], otherwise: Mention | None) -> Mention | None:
    """The one document named, ``otherwise`` where none is; None where several are."""
    if not named:
        return otherwise
    return named[0] if len({mention.sign for mention in named}) == 1 else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one block."""

    joined: Joined
    references: Sequence[Reference]

    def read(self, order: _Order, listed: bool) -> tuple[list[Move], _Order]:
        """The changes of the block, and what is ordered after it; ``listed``: its heading orders them."""
        found: list[Move] = []
        if not listed and not numbered_first(self.joined.text):
            order = replace(order, moves=False)
        for unit in self._units():
            order = self._said(self._words(unit[0], unit[0]), order)
            if order.of:
                found.extend(self._changes(unit, order, listed))
        return found, order

    def _words(self, first: Span, last: Span) -> str:
        return self.joined.text[first.start : last.end]

    def _units(self) -> Iterator[list[Span]]:
        """Clauses that speak of the same tasks: one that names none, and orders nothing, goes on with the one before."""
        unit: list[Span] = []
        for clause in _clauses(self.joined.text):
            words = self._words(clause, clause)
            if unit and self._begins(words):
                yield unit
                unit = []
            unit.append(clause)
        yield unit

    def _begins(self, clause: str) -> bool:
        lowered = canonical(clause)
        named = task_names(clause) or mentions(clause, self.references)
        return bool(named or _ORDERS.match(lowered) or (_VERB.match(lowered) and told_names(clause, listed=False)))

    def _said(self, clause: str, order: _Order) -> _Order:
        lowered = canonical(clause)
        verb = _VERB.search(lowered)
        if verb and _ASKED.search(lowered, 0, verb.start()):
            return _Order()
        of = _only(mentions(clause, self.references), order.of)
        return replace(order, of=of, moves=order.moves or bool(verb))

    def _changes(self, unit: Sequence[Span], order: _Order, listed: bool) -> Iterator[Move]:
        clause, whole = self._words(unit[0], unit[0]), self._words(unit[0], unit[-1])
        if order.of is None or _ORDERS.match(canonical(clause)) or _ADDS.search(canonical(clause)):
            return
        named = [mention.span for mention in mentions(clause, self.references)]
        names = task_names(clause)
        every = None if names else _is_every(canonical(clause), named)
        names = names or (() if every is not None else told_names(blanked(clause, named), listed))
        annex, group = (_printed(place, clause, order.where) for place in (_ANNEX, _GROUP))
        change = Move(order.of.sign, order.of.day, names, every is True, group, annex, None, None, ())
        told = self._days(unit) if order.moves and (names or every is not None) else None
        if told:
            last, before, deadline = told
            yield replace(change, before=before, deadline=deadline, spans=self.joined.raw(unit[0].start, last.end))
        if names and _changes_more(whole, order, told is not None):
            yield replace(change, spans=self.joined.raw(unit[0].start, unit[-1].end))

    def _days(self, unit: Sequence[Span]) -> tuple[Span, Deadline | None, Deadline] | None:
        """The clause that tells the new deadline, the former one and the new one."""
        for clause in unit:
            words = self._words(clause, clause)
            if clause is not unit[0] and _KEEPS.search(canonical(words)):
                continue
            if told := moved_days(words, [mention.span for mention in mentions(words, self.references)]):
                return clause, *told
        return None


def _clauses(text: str) -> Iterator[Span]:
    """Sentences and their parts, without the printed number of the item."""
    marker = _NUMBERED.match(canonical(text))
    start = marker.end() if marker else 0
    for cut in _CLAUSE.finditer(text, start):
        yield Span(start, cut.start() + 1)
        start = cut.end()
    yield Span(start, len(text))


def _printed(place: re.Pattern[str], clause: str, heading: str) -> str | None:
    found = place.search(clause) or place.search(heading)
    return found[1].upper() if found else None


def _is_every(lowered: str, named: Sequence[Span]) -> bool | None:
    """Whether all tasks are meant (True) or the document as a whole (False); None where neither is said."""
    verb = _VERB.search(lowered)
    if verb is None or not named or verb.end() > named[0].start:
        return None
    between = lowered[verb.end() : named[0].start]
    if _EVERY.fullmatch(between):
        return True
    return False if _WHOLE.fullmatch(between) else None


def _changes_more(words: str, order: _Order, moved: bool) -> bool:
    """Whether numbered tasks change in something else than the deadline that was ``moved``."""
    lowered = canonical(words)
    plain = _ASIDES.sub("", lowered)
    act = _CHANGES.search(plain)
    if act is None or (_ASKED.search(plain, 0, act.start()) and not act[0].startswith("không")):
        return False
    opens = _LEAD_IN.match(plain)
    own = order.changes or numbered_first(words) or (opens is not None and opens.end() == act.start())
    return own and (not moved or _OTHER.search(plain) is not None)
