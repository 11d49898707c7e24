"""Deadlines as printed, with their calendar meaning: in a table cell, and in running text.

``end`` keeps the printed day; ``op`` says whether it still counts. "Trước quý III/2026" ends, exclusively, on the
first day of that quarter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.calendar_parts import DateUnit, PrintedDate
from ingest.dates import dates_in
from ingest.deadline_events import event_in_cell, events
from ingest.deadline_values import KINDS, Candidate, Years, positions, recurring, relatives, valued
from ingest.deadline_words import cue_in_cell, cue_in_text
from ingest.grammar import Grammar, Printed, prepare
from ingest.models import Deadline, DeadlineKind, DeadlineOp, Recurrence, Span
from ingest.recurrences import FREQUENCIES, repetitions

_YEAR_END = Grammar(r"từ\s+nay\s+đến\s+(?:hết|cuối)\s+năm(?!\s+\d|\w)")
_ONGOING = Grammar(r"thường\s+xuyên|liên\s+tục|định\s+kỳ|(?:hằng|hàng|mỗi)\s+(?P<u>tuần|tháng|quý|năm|ngày)(?!\w)")
_ONWARD = Grammar(r"\s*(?:trở\s+đi|và\s+(?:các|những)\s+(?:năm|quý|tháng)\s+(?:tiếp\s+theo|sau|tới))")
_FROM = Grammar(r"(?<!\w)(?:kể\s+)?(?:từ|sau)\s*$")
_ASIDE = Grammar(r"(?<!\w)để(?!\w)[^.;]*$")
# "Định kỳ 6 tháng, ... trước ngày 15/6 và 15/12": days of one repetition, none of them the last
_ONE_OF_DAYS = re.compile(r"\s*(?:,|và)\s*(?:trước )?(?:ngày )?\d{1,2}/\d{1,2}(?![\d/])")
_DAYS_HEADER = Grammar(r"ngày")


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """A deadline of running text; ``span`` are the words to show."""

    span: Span
    deadline: Deadline
    completes: bool = False  # its own words ask for completion
    aside: bool = False  # stands in a clause of purpose ("để ...")


def deadline_of_item(text: str, year: int | None, issued: date | None = None) -> FoundDeadline | None:
    """The deadline that governs an item: dated before recurring, one that asks for completion, else the last."""
    found = deadline_in_text(text, year, issued)
    again = any(f.deadline.kind is DeadlineKind.RECURRING for f in found)
    each = [f for f in found if not (again and _ONE_OF_DAYS.match(text, f.span.end))]
    return max(each, key=_weight, default=None)


def _weight(found: FoundDeadline) -> tuple[int, bool, bool, int]:
    deadline = found.deadline
    exact = 2 if deadline.end else 1
    if deadline.kind is DeadlineKind.RECURRING:
        exact = 1 if deadline.recurrence and deadline.recurrence.day else 0
    return exact, not found.aside, found.completes, found.span.start


def deadline_in_text(text: str, year: int | None, issued: date | None = None) -> tuple[FoundDeadline, ...]:
    """Every deadline of running text in reading order; ``year`` and ``issued`` place days printed without a year."""
    prepared, years = prepare(text), Years(year, issued)
    found: list[FoundDeadline] = []
    taken: set[int] = set()
    for start, end, deadline, completes in _candidates(prepared, years):
        span = prepared.span(start, end)
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            aside = _ASIDE.of(prepared).search(prepared.lower, max(0, start - 200), start) is not None
            found.append(FoundDeadline(span, deadline, completes, aside))
    return tuple(sorted(found, key=lambda item: item.span))


def _candidates(text: Printed, years: Years) -> Iterator[Candidate]:
    for again in repetitions(text):
        words = text.words(again.start, again.end)
        yield again.start, again.end, recurring(words, again.recurrence, again.op), False
    yield from relatives(text, years)
    for match in _YEAR_END.of(text).finditer(text.lower):
        if years.year:
            words, end = text.words(*match.span()), date(years.year, 12, 31)
            yield (*match.span(), Deadline(words, DeadlineKind.YEAR, DeadlineOp.BY, None, end), False)
    yield from _dated(text, years)
    yield from events(text)


def _dated(text: Printed, years: Years) -> Iterator[Candidate]:
    for printed, at in positions(text):
        window, cue = years.window(printed), cue_in_text(text, printed, at)
        if cue and not years.is_past(window):
            yield cue.start, at[1], valued(text.words(cue.start, at[1]), printed, cue, window), cue.completes


def deadline_in_cell(text: str, year: int | None, header: str = "") -> Deadline | None:
    """The deadline of a table cell, where a bare date means "by that day".

    A cell without a date keeps its words under ``DeadlineKind.NONE`` ("Theo tiến độ của Bộ"): they are what the
    document says. None only for an empty cell. ``header`` tells whether a bare number counts days.
    """
    words = text.strip()
    if not re.search(r"\w", words):
        return None
    prepared = prepare(words)
    return (
        _repeating_cell(prepared)
        or _counted_cell(prepared, Years(year, None), header)
        or _dated_cell(prepared, Years(year, None))
        or Deadline(words, DeadlineKind.NONE)
    )


def _repeating_cell(text: Printed) -> Deadline | None:
    if again := next(iter(repetitions(text)), None):
        return recurring(text.printed, again.recurrence, again.op)
    match = _ONGOING.of(text).search(text.lower)
    if match is None:
        return None
    freq = FREQUENCIES.get(match["u"] or "", "unspecified")
    dates = dates_in(text)
    if freq == "yearly" and len(dates) == 1 and dates[0].unit is DateUnit.MONTH:
        return recurring(text.printed, Recurrence(freq, None, dates[0].last.part))
    return recurring(text.printed, Recurrence(freq))


def _counted_cell(text: Printed, years: Years, header: str) -> Deadline | None:
    if event := event_in_cell(text):
        return event
    if found := next(iter(relatives(text, years)), None):
        return replace(found[2], text=text.printed)
    counts_days = _DAYS_HEADER.of(prepare(header)).search(prepare(header).lower) is not None
    if re.fullmatch(r"\d{1,3}\s+(?:ng[àa]y|tu[ầa]n|th[áa]ng)(?:\s+l[àa]m\s+vi[ệe]c)?\.?", text.lower) or (
        counts_days and re.fullmatch(r"\d{1,3}", text.lower)
    ):
        return Deadline(text.printed, DeadlineKind.RELATIVE, DeadlineOp.WITHIN)
    return None


def _dated_cell(text: Printed, years: Years) -> Deadline | None:
    placed = list(positions(text))
    if not placed:
        return None
    printed, at = max(placed, key=lambda item: (_end(years, item[0]), item[1]))
    window, cue = years.window(printed), cue_in_cell(text, printed, at)
    if cue is None:
        return None
    begins = _FROM.of(text).search(text.lower, 0, at[0]) or _ONWARD.of(text).match(text.lower, at[1])
    if begins and not printed.is_range:
        return Deadline(text.printed, KINDS[printed.unit], DeadlineOp.AFTER, window.start if window else None)
    deadline = valued(text.printed, printed, cue, window)
    starts = [w.start for p, _ in placed if (w := years.window(p))]
    if len(placed) > 1 and cue.op is DeadlineOp.WITHIN and window and min(starts) < window.start:
        return replace(deadline, kind=DeadlineKind.RANGE, start=min(starts))
    return deadline


def _end(years: Years, printed: PrintedDate) -> date:
    window = years.window(printed)
    return window.end if window else date.min
