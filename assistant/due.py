"""Deadline windows: which tasks fall into one, and how it is said."""

from __future__ import annotations

import re
from datetime import date

from assistant.query import DueWindow, Field, Query, Shape, Timing
from ingest.models import DeadlineKind, DeadlineOp, Task
from ingest.text import fold

_WORDS = {
    "overdue": (" đã qua thời hạn tính đến {end}", " overdue as of {end}"),
    "until": (" có hạn đến {end}", " due by {end}"),
    "covers": (" giai đoạn {first}-{last}", " for {first}-{last}"),
    "day": (" hạn {end}", " due {end}"),
    "words": (" có hạn trong {words}", " due {words}"),
    "range": (" có hạn từ {start} đến {end}", " due {start} to {end}"),
    "from": (" có hạn từ {start} trở đi", " due from {start} on"),
    "undated": (" không nêu thời hạn", " without a deadline"),
}
ANY_PERIOD = "dinh ky"
_RECURRING = re.compile(r"(?<!\w)(?:dinh ky|thuong xuyen|hang (?:nam|quy|thang|tuan|ngay))(?!\w)")

_OF_REPORTS = frozenset(["bao", "cao", "dinh", "ky", "hang", "nam", "quy", "thang", "tuan", "ngay", "nop", "gui"])


def is_due(task: Task, window: DueWindow) -> bool:
    """Whether a task's deadline falls in the window; recurring and dateless ones never do."""
    deadline = task.deadline
    if window.timing is Timing.UNDATED:
        return deadline is None or deadline.kind is DeadlineKind.NONE
    if deadline is None or deadline.end is None:
        return False
    if window.timing is Timing.COVERS:
        return (deadline.start, deadline.end) == (window.start, window.end)
    if window.timing is Timing.OVERDUE:
        return deadline.end < window.end or (deadline.op is DeadlineOp.BEFORE and deadline.end == window.end)
    if window.timing is Timing.UNTIL:
        return deadline.end <= window.end
    exact = window.start == window.end
    return (window.start or date.min) <= deadline.end <= window.end and (
        not exact or deadline.kind is DeadlineKind.DATE
    )


def find_recurring(query: Query) -> str | None:
    """The words of a list of recurring work, without diacritics: "định kỳ", "hằng năm", "thường xuyên"."""
    found = _RECURRING.findall(query.folded) if query.shape is Shape.LIST or _asks_reports(query) else []
    return max(found, key=lambda words: words != ANY_PERIOD, default=None)  # "định kỳ hằng quý" names the period


def _asks_reports(query: Query) -> bool:
    """ "Báo cáo hằng tháng phải nộp trước ngày nào": every such report, for the question tells none apart."""
    return bool(query.fields & {Field.DEADLINE, Field.SUBMIT_TO}) and set(query.topic) <= _OF_REPORTS


def recurs(task: Task, words: str) -> bool:
    """Whether a task's deadline recurs as asked; "định kỳ" is any period."""
    deadline = task.deadline
    if deadline is None or deadline.kind is not DeadlineKind.RECURRING:
        return False
    printed = fold(deadline.text)
    return words in printed or (words == ANY_PERIOD and not printed.strip(" .").startswith("thuong xuyen"))


def window_words(query: Query) -> str:
    """The window of a question as part of a sentence, with a leading space; empty without one."""
    window = query.window
    if window is None:
        return ""
    start = day_words(window.start) if window.start else "…"
    facts = {"start": start, "end": day_words(window.end), "words": window.words}
    years = {"first": window.start.year if window.start else "", "last": window.end.year}
    return _WORDS[_wording(window)][query.english].format(**facts, **years)


def _wording(window: DueWindow) -> str:
    if window.timing in (Timing.OVERDUE, Timing.UNTIL, Timing.UNDATED):
        return window.timing.value
    if window.timing is Timing.COVERS and window.start:
        return "covers"
    if window.start == window.end:
        return "day"
    if window.end == date.max:
        return "from"
    return "words" if window.words else "range"


def day_words(day: date) -> str:
    """``31/05/2026``."""
    return f"{day.day:02}/{day.month:02}/{day.year}"
