"""What a printed deadline means in the calendar, for a date with its cue and for counted days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.calendar_parts import DateUnit, PrintedDate, Window
from ingest.dates import dates_in
from ingest.deadline_words import Cue
from ingest.grammar import Grammar, Printed, prepare
from ingest.models import Deadline, DeadlineKind, DeadlineOp, Recurrence
from ingest.working_days import after

KINDS = {
    DateUnit.DAY: DeadlineKind.DATE,
    DateUnit.MONTH: DeadlineKind.MONTH,
    DateUnit.QUARTER: DeadlineKind.QUARTER,
    DateUnit.HALF: DeadlineKind.RANGE,
    DateUnit.YEAR: DeadlineKind.YEAR,
}
_COUNT = r"(?P<n>\d{1,3}(?!\d)|một|hai|ba|bốn|sáu|bảy|mười)\s*(?:\([^()]{1,20}\)\s*)?"
_LENGTH = rf"{_COUNT}(?P<unit>ngày|tuần|tháng|giờ)(?!\w)(?P<working>\s+làm\s+việc)?"
_LEAD = (
    r"(?P<lead>(?:(?:chậm|muộn)\s+nhất|không\s+quá|tối\s+đa)\s+(?:là\s+|trong\s+|sau\s+)?|sau\s+"
    r"|trong(?P<term>\s+(?:vòng|thời\s+hạn))?\s+(?:thời\s+gian\s+)?(?:(?:tối\s+đa|không\s+quá)\s+)?)"
)
_RELATIVE = (
    rf"(?:{_LEAD})?(?<!\w){_LENGTH}(?P<anchor>,?\s+(?:kể\s+từ|tính\s+từ|từ\s+(?:ngày|khi|thời\s+điểm)|sau\s+(?:khi|ngày))"
    r"[^.;,()]{1,160})?"
)
_AHEAD = (
    rf"(?:(?:ít|chậm)\s+nhất\s+(?:là\s+)?{_LENGTH}\s+trước\s+(?:ngày|khi)(?!\s+\d)[^.;,()]{{1,100}}?(?=\s+(?:phải|báo\s+cáo|gửi|nộp)(?!\w)|\s*(?:[.;,()]|$))"
    rf"|trước\s+(?:ít\s+nhất\s+)?(?P<n2>\d{{1,3}})\s+ngày(?:\s+làm\s+việc)?(?!\w))"
)
_RELATIVE_G, _AHEAD_G = Grammar(_RELATIVE), Grammar(_AHEAD)
_OWN_DAY = Grammar(
    r",?\s*(?:(?:kể|tính)\s+)?từ\s+ngày\s+(?:ký(?:\s+ban\s+hành)?|ban\s+hành|phát\s+hành)(?:\s+(?:[^\W\d]+\s+){1,3}này)?\s*$"
)
_NUMERALS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "mười": 10}


Candidate = tuple[int, int, Deadline, bool]  # start, end, deadline, whether it asks for completion


@dataclass(frozen=True, slots=True)
class Years:
    """Where a day without a year falls, and which days are already past when the document is issued."""

    year: int | None
    issued: date | None

    def window(self, printed: PrintedDate) -> Window | None:
        """Its days; a day without a year is the next one after the issue."""
        assumed = self.year or (self.issued.year if self.issued else None)
        window = printed.window(assumed)
        if window and not printed.has_year and assumed and self.issued and window.end < self.issued:
            return printed.window(assumed + 1)
        return window

    def is_past(self, window: Window | None) -> bool:
        """Whether it was over before the document could ask for anything."""
        floor = self.issued or (date(self.year, 1, 1) if self.year else None)
        return bool(window and floor and window.end < floor)


# "năm học 2026-2027" ends on no day that a calendar tells; "12/KH-UBND ngày 15/3/2026" is the day of what is cited
_NO_LIMIT = Grammar(r"(?:năm\s+học|(?<![\w/])\d{1,5}/[\w/-]*[^\W\d][\w/-]*\s*[,(]?\s*(?:ngày)?)\s*$")


def positions(text: Printed) -> Iterator[tuple[PrintedDate, tuple[int, int]]]:
    """Dates with their positions in ``Printed.lower``; in NFC text these are the offsets themselves."""
    back = None if text.offsets is None else {offset: i for i, offset in reversed(list(enumerate(text.offsets)))}
    for printed in dates_in(text):
        span = printed.span
        at = (span.start, span.end) if back is None else (back[span.start], back[span.end])
        if not _NO_LIMIT.of(text).search(text.lower, max(0, at[0] - 40), at[0]):
            yield printed, at


def valued(words: str, printed: PrintedDate, cue: Cue, window: Window | None) -> Deadline:
    """The deadline of a date with its cue; without a window the words and the kind are all that is known."""
    kind = DeadlineKind.RANGE if printed.is_range else KINDS[printed.unit]
    if window is None:
        return Deadline(words, kind, cue.op)
    whole = printed.unit is DateUnit.DAY and not printed.is_range
    if cue.op is DeadlineOp.BEFORE:
        return Deadline(words, kind, cue.op, None, window.end if cue.at_end else window.start)
    start = window.start if cue.op is DeadlineOp.WITHIN and not whole else None
    return Deadline(words, kind, cue.op, start, window.end)


def recurring(words: str, recurrence: Recurrence, op: DeadlineOp | None = None) -> Deadline:
    """A deadline that comes again."""
    return Deadline(words, DeadlineKind.RECURRING, op, None, None, recurrence)


def relatives(text: Printed, years: Years) -> Iterator[Candidate]:
    """Deadlines counted from or towards an event: "05 ngày làm việc kể từ ngày nhận được"."""
    for match in _AHEAD_G.of(text).finditer(text.lower):
        yield (*match.span(), Deadline(text.words(*match.span()), DeadlineKind.RELATIVE, DeadlineOp.BEFORE), False)
    for match in _RELATIVE_G.of(text).finditer(text.lower):
        if match["anchor"] or (match["term"] and match["unit"] not in ("tháng", "thang")):
            end = match.start() + len(text.lower[match.start() : match.end()].rstrip())
            yield match.start(), end, _relative(text, (match.start(), end), match, years), False


def _relative(text: Printed, at: tuple[int, int], match: re.Match[str], years: Years) -> Deadline:
    """Counted days; they are reckoned from a printed day, and from the document's own ("kể từ ngày ký")."""
    op = DeadlineOp.AFTER if (match["lead"] or "").strip() in ("sau",) else DeadlineOp.WITHIN
    deadline = Deadline(text.words(*at), DeadlineKind.RELATIVE, op)
    start = _anchor(text, (match.start("anchor"), at[1]), years) if match["anchor"] else None
    if start is None:
        return deadline
    return replace(deadline, start=start, end=_counted(start, match) if op is DeadlineOp.WITHIN else None)


def _anchor(text: Printed, at: tuple[int, int], years: Years) -> date | None:
    """The day from which is counted, where the words and the document tell it."""
    printed = dates_in(prepare(text.words(*at)))
    if printed and printed[0].unit is DateUnit.DAY:
        window = years.window(printed[0])
        return window.start if window else None
    return years.issued if _OWN_DAY.of(text).match(text.lower[at[0] : at[1]]) else None


def _counted(start: date, match: re.Match[str]) -> date | None:
    """The last day of the count; hours and months are left in words."""
    count = int(match["n"]) if match["n"].isdecimal() else _NUMERALS.get(match["n"])
    days = {"ngày": 1, "ngay": 1, "tuần": 7, "tuan": 7}.get(match["unit"])
    if count is None or days is None:
        return None
    return after(start, count) if match["working"] else start + timedelta(days=count * days)
