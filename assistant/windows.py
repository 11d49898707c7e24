"""The deadline window of a question, seen from its as-of day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.query import DueWindow, Timing
from assistant.vocabulary import LATE, OVERDUE, STILL_OPEN, UNDATED, UPCOMING
from ingest.calendar_parts import DateUnit, PrintedDate
from ingest.dates import find_dates
from ingest.text import fold

_AS_OF = re.compile(r"(?:gia su |neu )?(?:hom nay|today|hien tai|tinh den|tinh toi|as of)(?: la| is)?(?: ngay)?\s*$")
_UNTIL = re.compile(
    r"(?:truoc|den|toi|cham nhat|khong qua|before|by|until|den het)(?: (?:ngay|thang|quy|nam|cuoi|het))*\s*$"
)
_BEFORE = re.compile(r"(?:truoc|before)(?: thang| quy| nam)?\s*$")
_AFTER = re.compile(r"(?:sau|after|qua)(?: ngay| thang| quy| nam)?\s*$")
_FROM = re.compile(r"(?:tu|ke tu|bat dau tu|from|since)(?: ngay| thang| quy| nam)?\s*$")
_TO = re.compile(r"\s*(?:(?:den|toi|to|until|and|va)(?: het)?(?: ngay| thang| quy| nam)?|[-–])\s*")
_DAYS_AHEAD = re.compile(
    r"(?:trong (?:vong )?)?(\d{1,3}) (ngay|tuan|thang) (?:toi|tiep theo|nua|ke tiep)(?: day)?|next (\d{1,3}) (day|week|month)s?"
)
_THIS = re.compile(
    r"(?:trong |in )?(tuan|thang|quy|nam|week|month|quarter|year) (nay|toi|sau|truoc|this|next)(?!\w)|(this|next) (week|month|quarter|year)"
)
_DAY_WORD = re.compile(r"(?<!\w)(?:(?:trong )?(hom nay|today)|(ngay mai|tomorrow)|(ngay kia))(?!\w)")
_PART = re.compile(r"(?<!\w)(dau|giua|cuoi|nua dau|nua cuoi)\s*$")
_DUE_WORDS = re.compile(
    r"(?<!\w)(?:han|den han|het han|thoi han|deadline|due|hoan thanh|xong|phai|truoc|qua han|lam gi|nhiem vu|viec|task\w*|chi tieu|nv)(?!\w)"
)
_PARTS = {"month": "", "quarter": "month", "year": "quarter"}  # what the beginning and end of each are
_UNITS = {"tuan": "week", "thang": "month", "quy": "quarter", "nam": "year"}


def stated_as_of(text: str, default: date) -> tuple[date, tuple[int, int] | None]:
    """ "Giả sử hôm nay là 05/05/2026": the day the question sets itself, and the characters that say so."""
    for found in find_dates(text):
        before = _AS_OF.search(fold(text)[: found.span.start])
        window = found.first.window(default.year)
        if before and window and found.unit is DateUnit.DAY:
            return window.start, (before.start(), found.span.end)
    return default, None


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    folded: str
    as_of: date
    printed: tuple[PrintedDate, ...]  # those that name no document


def due_window(text: str, as_of: date, taken: Sequence[tuple[int, int]]) -> DueWindow | None:
    """Which deadlines are asked for; dates inside ``taken`` name a document, an annex or the as-of day."""
    found = due_windows(text, as_of, taken)
    return found[0] if found else None


def due_windows(text: str, as_of: date, taken: Sequence[tuple[int, int]]) -> tuple[DueWindow, ...]:
    """Every window named, in order: "tháng 6 và tháng 7" has two, "từ 1/6/2026 đến 15/6/2026" one."""
    printed = tuple(d for d in find_dates(text) if not any(s < d.span.end and d.span.start < e for s, e in taken))
    asked = _Asked(text, fold(text), as_of, printed)
    for read in _READERS:
        if found := read(asked):
            return found
    return ()


def _days_ahead(asked: _Asked) -> tuple[DueWindow, ...]:
    match = _DAYS_AHEAD.search(asked.folded)
    if match is None:
        return ()
    count, unit = int(match[1] or match[3]), _UNITS.get(match[2] or "", match[4] or "day")
    days = count * {"week": 7, "month": 30}.get(unit, 1)
    return (_said(asked, match, asked.as_of, asked.as_of + timedelta(days=days)),)


def _without_date(asked: _Asked) -> tuple[DueWindow, ...]:
    """Windows that no calendar date is printed for: overdue, undated, still open."""
    if match := UNDATED.search(asked.folded):
        return (DueWindow(None, asked.as_of, Timing.UNDATED, "", match.span()),)
    if asked.printed:
        return ()
    if match := OVERDUE.search(asked.folded):
        return (DueWindow(None, asked.as_of, Timing.OVERDUE, "", match.span()),)
    if match := STILL_OPEN.search(asked.folded):
        return (DueWindow(asked.as_of, date.max, Timing.WITHIN, "", match.span()),)
    if (match := _DAY_WORD.search(asked.folded)) and _DUE_WORDS.search(asked.folded):
        day = asked.as_of + timedelta(days=0 if match[1] else 1 if match[2] else 2)
        return (DueWindow(day, day, Timing.WITHIN, "", match.span()),)
    return ()


def _relative(asked: _Asked) -> tuple[DueWindow, ...]:
    """ "Tuần này", "quý tới và quý sau"."""
    found: list[DueWindow] = []
    for match in () if asked.printed else _THIS.finditer(asked.folded):
        word = match[1] or match[4]
        unit = _UNITS.get(word, word)
        step = {"nay": 0, "this": 0, "toi": 1, "sau": 1, "next": 1, "truoc": -1}[match[2] or match[3]]
        start, end = _period(unit, step, asked.as_of)
        found.append(_narrowed(_said(asked, match, start, end), unit, asked))
    return tuple(found)


def _ranged(asked: _Asked) -> tuple[DueWindow, ...]:
    """ "Từ 01/6/2026 đến 15/6/2026": two dates, one window."""
    for first, second in zip(asked.printed, asked.printed[1:], strict=False):
        between = asked.folded[first.span.end : second.span.start]
        if not (_FROM.search(asked.folded[: first.span.start]) and _TO.fullmatch(between)):
            continue
        start, end = first.first.window(asked.as_of.year), second.last.window(asked.as_of.year)
        if start and end and start.start <= end.end and _DUE_WORDS.search(asked.folded):
            return (DueWindow(start.start, end.end, Timing.WITHIN, "", (first.span.start, second.span.end)),)
    return ()


def _dated(asked: _Asked) -> tuple[DueWindow, ...]:
    windows = (_of_date(found, asked) for found in asked.printed)
    return tuple(window for window in windows if window)


def _upcoming(asked: _Asked) -> tuple[DueWindow, ...]:
    match = UPCOMING.search(asked.folded)
    end = asked.as_of + timedelta(days=30)
    return (DueWindow(asked.as_of, end, Timing.WITHIN, "", match.span()),) if match else ()


_READERS: tuple[Callable[[_Asked], tuple[DueWindow, ...]], ...] = (
    _days_ahead, _without_date, _relative, _ranged, _dated, _upcoming,
)  # fmt: skip


def _of_date(found: PrintedDate, asked: _Asked) -> DueWindow | None:
    first, last = found.first.window(asked.as_of.year), found.last.window(asked.as_of.year)
    if first is None or last is None or not _DUE_WORDS.search(asked.folded):
        return None
    before = asked.folded[: found.span.start]
    span = (found.span.start, found.span.end)
    if LATE.search(asked.folded):
        return DueWindow(None, last.end, Timing.OVERDUE, found.text, span)
    if found.unit is not DateUnit.DAY and _BEFORE.search(before):
        return DueWindow(None, first.start - timedelta(days=1), Timing.UNTIL, found.text, span)  # July itself is late
    if _AFTER.search(before) and last.end < date.max:
        return DueWindow(last.end + timedelta(days=1), date.max, Timing.WITHIN, "", span)
    if _FROM.search(before) and found.first == found.last:
        return DueWindow(first.start, date.max, Timing.WITHIN, "", span)
    if _UNTIL.search(before):
        return DueWindow(None, last.end, Timing.UNTIL, found.text, span)
    ranged = found.first != found.last and found.unit is DateUnit.YEAR
    spanned = found.first != found.last and not ranged  # "từ 1/6/2026 đến 15/6/2026": said as days
    words = "" if spanned else found.text
    window = DueWindow(first.start, last.end, Timing.COVERS if ranged else Timing.WITHIN, words, span)
    return window if ranged else _narrowed(window, found.unit.value, asked)


def _narrowed(window: DueWindow, unit: str, asked: _Asked) -> DueWindow:
    """ "Cuối năm 2026" is its last quarter, "đầu tháng 6" the first ten days; the range is then said in the answer."""
    part = _PART.search(asked.folded[: window.span[0]])
    if part is None or window.start is None or unit not in _PARTS:
        return window
    whole = (window.end - window.start).days + 1
    first_end, last_start = _ends(unit, window.start, window.end)
    start, end = {
        "dau": (window.start, first_end),
        "cuoi": (last_start, window.end),
        "giua": (first_end + timedelta(days=1), last_start - timedelta(days=1)),
        "nua dau": (window.start, window.start + timedelta(days=whole // 2 - 1)),
        "nua cuoi": (window.start + timedelta(days=whole // 2), window.end),
    }[part[1]]
    return replace(window, start=start, end=end, words="", span=(part.start(), window.span[1]))


def _ends(unit: str, start: date, end: date) -> tuple[date, date]:
    """The last day of a period's beginning and the first day of its end."""
    if unit == "month":
        return start.replace(day=10), start.replace(day=21)
    return _period(_PARTS[unit], 0, start)[1], _period(_PARTS[unit], 0, end)[0]


def _said(asked: _Asked, match: re.Match[str], start: date, end: date) -> DueWindow:
    """A window in the words of the question, without the preposition, which the answer has of its own."""
    words = re.sub(r"^(?:trong|in)\s+", "", asked.text[match.start() : match.end()], flags=re.IGNORECASE)
    return DueWindow(start, end, Timing.WITHIN, words, match.span())


def _period(unit: str, step: int, day: date) -> tuple[date, date]:
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    index = (day.year * 12 + day.month - 1) // size + step
    first, last = index * size, index * size + size - 1
    end_year, end_month = divmod(last, 12)
    return date(first // 12, first % 12 + 1, 1), date(
        end_year, end_month + 1, calendar.monthrange(end_year, end_month + 1)[1]
    )
