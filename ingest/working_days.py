"""Working days with the public holidays of Viet Nam, Tết included (the only user of ``holidays``).

Saturdays and Sundays do not count. Days that the government moves in one year ("làm bù") count only where the library
knows them. The day of the event itself is not counted (Civil Code 2015, article 147).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether offices are open on that day."""
    return day.weekday() < _SATURDAY and day not in _closed(day.year)


def after(start: date, days: int) -> date:
    """The ``days``-th working day after ``start``; ``start`` itself for 0."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


@lru_cache(maxsize=32)
def _closed(year: int) -> frozenset[date]:
    from holidays import country_holidays  # loads slowly, and few documents count working days

    return frozenset(country_holidays("VN", years=year))
