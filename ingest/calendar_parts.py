"""Days, months, quarters and years as printed: a year may be missing until somebody supplies it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ingest.models import Span


class DateUnit(StrEnum):
    """How finely a date is printed."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"  # of a year
    YEAR = "year"


_MONTHS = {DateUnit.MONTH: 1, DateUnit.QUARTER: 3, DateUnit.HALF: 6}


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the calendar: ``part`` is the month, quarter (1-4) or half (1-2); None where the unit has none."""

    unit: DateUnit
    year: int | None
    part: int | None = None
    day: int | None = None

    def window(self, year: int | None = None) -> Window | None:
        """Its days, in ``year`` where none is printed; None when no year is known or no such day exists."""
        if (in_year := self.year or year) is None or not 1 <= in_year <= 9999:
            return None
        if self.unit is DateUnit.DAY:
            return _day(in_year, self.part or 0, self.day or 0)
        size = _MONTHS.get(self.unit, 12)
        last = (self.part or 1) * size
        return Window(date(in_year, last - size + 1, 1), date(in_year, last, calendar.monthrange(in_year, last)[1]))

    def exists(self) -> bool:
        """Whether the calendar has it in its year, or in a leap year where no year is printed."""
        limits = {DateUnit.MONTH: 12, DateUnit.QUARTER: 4, DateUnit.HALF: 2}
        if self.unit in limits and not 1 <= (self.part or 0) <= limits[self.unit]:
            return False
        return self.window(2024) is not None


def _day(year: int, month: int, day: int) -> Window | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return Window(date(year, month, day), date(year, month, day))


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date or period as printed, with its unit word ("ngày", "quý"); ``first`` equals ``last`` unless a range."""

    span: Span
    text: str
    first: Moment
    last: Moment

    @property
    def unit(self) -> DateUnit:
        """How finely it is printed."""
        return self.last.unit

    @property
    def is_range(self) -> bool:
        """Whether two ends are printed."""
        return self.first != self.last

    @property
    def has_year(self) -> bool:
        """Whether a year is printed."""
        return self.last.year is not None

    def window(self, year: int | None = None) -> Window | None:
        """First to last day; ``year`` stands in where none is printed."""
        begin, end = self.first.window(year), self.last.window(year)
        return Window(begin.start, end.end) if begin and end and begin.start <= end.end else None


def joined(first: Moment, last: Moment) -> tuple[Moment, Moment] | None:
    """The ends of a range, the missing first year taken from the last; None when they are not in order."""
    if first.unit is not last.unit:
        return None
    if first.year is None and last.year is not None:
        turned = (first.part or 0, first.day or 0) > (last.part or 0, last.day or 0)
        first = replace(first, year=last.year - turned)
    begin, end = first.window(2024), last.window(2024)
    return (first, last) if begin and end and begin.start < end.start else None
