"""Columns that stand for a quarter, month or year and hold marks: "X" below "Quý II" is a deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cell_words import value_like
from ingest.models import Column
from ingest.text import fold

_MARK = re.compile(r"[xXvV✓✔☑☒•●■\u00d7+*\uf0fc\uf0fe]{1,2}")
_PERIOD = re.compile(
    r"(?:(?P<unit>quy|thang|t|tuan|q)\.?\s*(?P<part>\d{1,2}|iv|i{1,3})|(?:nam\s*)?(?P<only>20\d\d))"
    r"(?:\s*[/-]\s*(?P<slash>20\d\d)|\s*nam\s*(?P<named>20\d\d))?\s*$"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_UNITS = {"quy": "Quý", "q": "Quý", "thang": "Tháng", "t": "Tháng"}
_ONE_KIND = 2  # columns of periods from which they are a calendar


def is_mark(text: str) -> bool:
    """Whether a cell is only ticked."""
    return _MARK.fullmatch(text.strip(" .()[]")) is not None


def period(name: str) -> str | None:
    """The period that a column name ends with, as a deadline is printed ("Quý II", "Tháng 3/2026"); else None."""
    match = _PERIOD.search(fold(name))
    if match is None or (match.start() > 0 and fold(name)[match.start() - 1].isalnum()):
        return None
    if match["only"]:
        return f"Năm {match['only']}"
    unit = _UNITS.get(match["unit"])
    if unit is None:
        return None
    earlier = _YEAR.search(name, 0, match.start())
    year = match["slash"] or match["named"] or (earlier.group() if earlier else None)
    part = match["part"].upper()
    return f"{unit} {part}/{year}" if year else f"{unit} {part}"


def settle_periods(roles: Sequence[Column], names: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Roles with those of the calendar columns told by what the rows hold in them: marks, measures or words."""
    free = (Column.OTHER, Column.VALUE, Column.DEADLINE)
    calendar = [n for n, name in enumerate(names) if roles[n] in free and period(name)]
    if len(calendar) < _ONE_KIND:
        return tuple(roles)
    held = [row[n] for n in calendar for row in body if row[n] and not _spread(row)]
    if held and all(is_mark(word) for word in held):
        return tuple(Column.DEADLINE if n in calendar else one for n, one in enumerate(roles))
    if held and Column.VALUE not in roles and all(value_like(word) for word in held):
        return tuple(Column.VALUE if n in calendar else one for n, one in enumerate(roles))
    return tuple(roles)


def _spread(row: Sequence[str]) -> bool:
    """Whether a row holds the same words in every cell: one that heads others."""
    return len({word for word in row if word}) == 1 and len(row) > 1
