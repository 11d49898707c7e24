"""The former and the new deadline that a clause of change tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.dates import find_dates
from ingest.deadlines import deadline_in_cell
from ingest.models import Deadline, Span
from ingest.text import canonical

_UNTIL = re.compile(r"(?:đến|sang|thành|tới|là|trước|hết|chậm nhất|trong|vào|:)[\s:]*$")
_CUES = re.compile(r"(?:(?:chậm nhất(?: là)?|trước|hết|trong)\s+)+$")
_FORMER = re.compile(r"(?:từ|thay vì|thay cho|(?:hạn|thời gian) (?:cũ|trước đây|đã giao|ban đầu)(?: là)?)[\s:]*$")
_RANGE = re.compile(r"\s*(?:đến|tới|-|–)\s*(?:hết )?")


def moved_days(clause: str, aside: Sequence[Span]) -> tuple[Deadline | None, Deadline] | None:
    """The former deadline, where told, and the new one; None unless there is exactly one new one.

    ``aside`` are places whose days are none of work: documents with their day of issue.
    """
    former: list[Deadline] = []
    new: list[Deadline] = []
    clause = blanked(clause, aside)
    lowered = canonical(clause)
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


def blanked(text: str, places: Sequence[Span]) -> str:
    """The text with spaces in these places, every other character where it was."""
    for place in places:
        text = text[: place.start] + " " * (place.end - place.start) + text[place.end :]
    return text


def _deadline(words: str) -> list[Deadline]:
    deadline = deadline_in_cell(words, None)
    return [deadline] if deadline and deadline.end else []
