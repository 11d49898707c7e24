"""Deadline windows: which tasks fall into one, and how it is said."""

from __future__ import annotations

from datetime import date

from assistant.query import DueWindow, Query, Timing
from ingest.models import DeadlineKind, DeadlineOp, Task


def is_due(task: Task, window: DueWindow) -> bool:
    """Whether a task's deadline falls in the window; recurring and dateless ones never do."""
    deadline = task.deadline
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


def window_words(query: Query) -> str:
    """The window of a question as part of a sentence, with a leading space; empty without one."""
    window = query.window
    if window is None:
        return ""
    if window.timing is Timing.OVERDUE:
        return (
            f" đã qua thời hạn tính đến {day_words(window.end)}"
            if not query.english
            else f" overdue as of {day_words(window.end)}"
        )
    if window.timing is Timing.UNTIL:
        return f" có hạn đến {day_words(window.end)}" if not query.english else f" due by {day_words(window.end)}"
    if window.timing is Timing.COVERS and window.start:
        return (
            f" giai đoạn {window.start.year}-{window.end.year}"
            if not query.english
            else f" for {window.start.year}-{window.end.year}"
        )
    if window.start == window.end:
        return f" hạn {day_words(window.end)}" if not query.english else f" due {day_words(window.end)}"
    if window.words:
        return f" có hạn trong {window.words}" if not query.english else f" due {window.words}"
    since = day_words(window.start) if window.start else "…"
    return (
        f" có hạn từ {since} đến {day_words(window.end)}"
        if not query.english
        else f" due {since} to {day_words(window.end)}"
    )


def day_words(day: date) -> str:
    """``31/05/2026``."""
    return f"{day.day:02}/{day.month:02}/{day.year}"
