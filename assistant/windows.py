"""The deadline window of a question, seen from its as-of day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.query import DueWindow, Timing
from assistant.vocabulary import OVERDUE, UPCOMING
from ingest.calendar_parts import DateUnit, PrintedDate
from ingest.dates import find_dates
from ingest.text import fold

_AS_OF = re.compile(r"(?:gia su |neu )?(?:hom nay|today|hien tai|tinh den|tinh toi|as of)(?: la| is)?(?: ngay)?\s*$")
_UNTIL = re.compile(r"(?:truoc|den|toi|cham nhat|khong qua|before|by|until|den het)(?: ngay| thang| quy| nam)?\s*$")
_BEFORE = re.compile(r"(?:truoc|before)(?: thang| quy| nam)?\s*$")
_DAYS_AHEAD = re.compile(
    r"(?:trong (?:vong )?)?(\d{1,3}) (ngay|tuan|thang) (?:toi|tiep theo|nua|ke tiep)|next (\d{1,3}) (day|week|month)s?"
)
_THIS = re.compile(
    r"(?:trong |in )?(tuan|thang|quy|nam|week|month|quarter|year) (nay|toi|sau|truoc|this|next)|(this|next) (week|month|quarter|year)"
)
_DUE_WORDS = re.compile(
    r"(?<!\w)(?:han|den han|het han|thoi han|deadline|due|hoan thanh|xong|phai|truoc|qua han|lam gi|nhiem vu|viec|task\w*|chi tieu|nv)(?!\w)"
)
_UNITS = {"tuan": "week", "thang": "month", "quy": "quarter", "nam": "year"}


def stated_as_of(text: str, default: date) -> tuple[date, tuple[int, int] | None]:
    """ "Giả sử hôm nay là 05/05/2026": the day the question sets itself, and the characters that say so."""
    for found in find_dates(text):
        before = _AS_OF.search(fold(text)[: found.span.start])
        window = found.first.window(default.year)
        if before and window and found.unit is DateUnit.DAY:
            return window.start, (before.start(), found.span.end)
    return default, None


def due_window(text: str, as_of: date, taken: Sequence[tuple[int, int]]) -> DueWindow | None:
    """Which deadlines are asked for; dates inside ``taken`` name a document, an annex or the as-of day."""
    folded = fold(text)
    if match := _DAYS_AHEAD.search(folded):
        count, unit = int(match[1] or match[3]), _UNITS.get(match[2] or "", match[4] or "day")
        days = count * {"week": 7, "month": 30}.get(unit, 1)
        return DueWindow(as_of, as_of + timedelta(days=days), Timing.WITHIN, _bare(text[match.start() : match.end()]))
    printed = [d for d in find_dates(text) if not any(s < d.span.end and d.span.start < e for s, e in taken)]
    if OVERDUE.search(folded) and not printed:
        return DueWindow(None, as_of, Timing.OVERDUE, "")
    if (match := _THIS.search(folded)) and not printed:
        return _relative(match, text, as_of)
    for found in printed:
        window = _of_date(found, folded, as_of)
        if window:
            return window
    if UPCOMING.search(folded):
        return DueWindow(as_of, as_of + timedelta(days=30), Timing.WITHIN, "")
    return None


def _of_date(found: PrintedDate, folded: str, as_of: date) -> DueWindow | None:
    first, last = found.first.window(as_of.year), found.last.window(as_of.year)
    if first is None or last is None or not _DUE_WORDS.search(folded):
        return None
    before = folded[: found.span.start]
    if OVERDUE.search(folded):
        return DueWindow(None, last.end, Timing.OVERDUE, found.text)
    if found.unit is not DateUnit.DAY and _BEFORE.search(before):
        return DueWindow(None, first.start - timedelta(days=1), Timing.UNTIL, found.text)  # July itself is too late
    if _UNTIL.search(before):
        return DueWindow(None, last.end, Timing.UNTIL, found.text)
    ranged = found.first != found.last and found.unit is DateUnit.YEAR
    return DueWindow(first.start, last.end, Timing.COVERS if ranged else Timing.WITHIN, found.text)


def _relative(match: re.Match[str], text: str, as_of: date) -> DueWindow:
    word = match[1] or match[4]
    unit = _UNITS.get(word, word)
    step = {"nay": 0, "this": 0, "toi": 1, "sau": 1, "next": 1, "truoc": -1}[match[2] or match[3]]
    start, end = _period(unit, step, as_of)
    return DueWindow(start, end, Timing.WITHIN, _bare(text[match.start() : match.end()]))


def _bare(words: str) -> str:
    """Without the preposition, which the answer has of its own."""
    return re.sub(r"^(?:trong|in)\s+", "", words, flags=re.IGNORECASE)


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
