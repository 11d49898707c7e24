"""Which tables assign work and which hold targets; statistics, price lists, forms, courses, lists of people do neither.

Decided by what the columns are named and, last, by whether the cells say anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.column_names import names_data, names_duties, names_measures, read_name
from ingest.columns import AGENCY_COLUMNS
from ingest.models import Column, TaskKind
from ingest.table_parts import Group, Table, TableRow
from ingest.text import fold

_OUTRIGHT = re.compile(r"chu tri|phoi hop|chiu trach nhiem|trach nhiem|phan cong|dau moi|tham muu|duoc giao|soan thao")
_COMPLETION = re.compile(r"hoan thanh|tien do|han chot|ket thuc|han hoan|lo trinh|thoi han(?! giai quyet)|ky han")
_PLANNED = re.compile(r"ke hoach|muc tieu|phan dau|chi tieu|den nam|giai doan|can dat|du kien")
_PAST = re.compile(r"thuc hien|so sanh|tang giam|uoc|cung ky")
_PEOPLE = re.compile(r"\bho (?:va )?ten\b|\bchuc (?:vu|danh)\b")
_PROCEDURE = re.compile(r"thu tuc|giang vien|chuyen de|dia diem|hoc vien|le phi")
_GROUP_OF_TARGETS = re.compile(r"(?:cac |nhom )*(?:chi tieu|muc tieu)\b(?!.*nhiem vu)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SAYS = re.compile(r"[^\W\d_]")
_TIME = re.compile(r"\w")


def assigns_work(table: Table, year: int | None) -> bool:
    """Whether the rows of a table are tasks or targets; ``year`` is that of the document."""
    return _names_work(table, year) and any(_is_filled(row) for row in table.rows)


def kind_of_row(table: Table, row: TableRow) -> TaskKind:
    """A target where the table or the group of the row lists measures, or values without a time; else a task."""
    measures = names_measures(table.name(Column.TEXT)) or any(_lists_targets(group) for group in row.groups)
    roles = {column for column, _ in table.columns}
    valued = Column.VALUE in roles and not roles & {Column.DEADLINE, Column.RESULT}
    return TaskKind.TARGET if measures or valued else TaskKind.TASK


def _lists_targets(group: Group) -> bool:
    return _GROUP_OF_TARGETS.match(fold(group.title)) is not None


def _names_work(table: Table, year: int | None) -> bool:
    roles = {column for column, _ in table.columns}
    text = table.name(Column.TEXT)
    if Column.TEXT not in roles:
        return False
    bodies = bool(roles & AGENCY_COLUMNS)
    if names_measures(text):
        return bodies or _names_plan(table, year)
    if names_duties(text):
        people = any(_PEOPLE.search(name) for name in _names(table))
        return bodies or (Column.DEADLINE in roles and not people)
    return _weak_text_assigns(table, bodies)


def _weak_text_assigns(table: Table, bodies: bool) -> bool:
    """Whether a table whose text column may hold anything ("Nội dung") says outright who is to do it, or by when."""
    agents = [read_name(name) for column, name in table.columns if column in AGENCY_COLUMNS]
    if any(_PROCEDURE.search(name) for name in _names(table)):
        return any("chu tri" in name for name in agents)
    if any(_OUTRIGHT.search(name) for name in agents):
        return True
    if any(names_data(name) for _, name in table.columns):
        return False
    return bodies or bool(_COMPLETION.search(read_name(table.name(Column.DEADLINE))))


def _names_plan(table: Table, year: int | None) -> bool:
    """Whether values are to be reached, by name or in years that are not over, and not compared with what was."""
    values = [read_name(name) for column, name in table.columns if column is Column.VALUE]
    years = [int(found) for name in values for found in _YEAR.findall(name)]
    ahead = bool(year and years and min(years) >= year)
    return (ahead or any(_PLANNED.search(name) for name in values)) and not any(
        _PAST.search(name) for name in _names(table)
    )


def _names(table: Table) -> Iterator[str]:
    return (read_name(name) for _, name in table.columns)


def _is_filled(row: TableRow) -> bool:
    """Whether a row is more than a blank of a form: words in its text, and somebody, a time or a value."""
    text = any(cell.column is Column.TEXT and _SAYS.search(cell.text) for cell in row.cells)
    told = any(_tells(cell.column, cell.text) for cell in row.cells) or bool(row.groups)
    return text and told


def _tells(column: Column, words: str) -> bool:
    if column in AGENCY_COLUMNS:
        return _SAYS.search(words) is not None
    return column in (Column.DEADLINE, Column.VALUE) and _TIME.search(words) is not None
