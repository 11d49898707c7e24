"""What the columns of a table hold, told from their printed names in the context of the whole header."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.column_names import (
    known_role,
    names_context,
    names_data,
    names_duties,
    names_leader,
    names_measures,
    plain_name,
    read_name,
    role_alone,
)
from ingest.models import Column

_VALUED = re.compile(r"(?:du kien )?ket qua(?: dat duoc| can dat)?|muc tieu|chi tieu|ke hoach")
_PLANNED = re.compile(r"ke hoach|muc tieu|chi tieu|phan dau|du kien|den nam|giai doan|gia tri|dinh muc|can dat")
_PAST = re.compile(r"thuc hien|uoc|hien trang|so sanh|tang giam|da dat")
_UNIT = re.compile(r"don vi(?: tinh| do)?|dvt")
_COMPLETES = re.compile(r"hoan thanh|ket thuc|thoi han")
_NUMBER = re.compile(r"(?:stt|tt)[.:]?", re.IGNORECASE)
_SILENT = frozenset({Column.NUMBER, Column.TEXT, Column.NOTE, Column.OTHER})
AGENCY_COLUMNS = frozenset({Column.LEAD, Column.COORDINATING, Column.IMPLEMENTING})


def is_unit(name: str) -> bool:
    """Whether a column of a list of targets prints the units of its figures."""
    return _UNIT.fullmatch(read_name(name)) is not None


def roles(names: Sequence[str]) -> tuple[Column, ...]:
    """Roles of a header's names in their context: beside a lead, "Lãnh đạo phụ trách" only watches."""
    found = [role_alone(name) for name in names]
    folded = [read_name(name) for name in names]
    _settle_leads(found, names)
    _settle_text(found, names)
    _settle_measures(found, names)
    _settle_values(found, folded)
    _settle_deadlines(found, folded)
    return tuple(found)


def _at(found: Sequence[Column], column: Column) -> list[int]:
    return [i for i, role in enumerate(found) if role is column]


def _settle_leads(found: list[Column], names: Sequence[str]) -> None:
    """One column leads: a leader beside bodies watches, of several the one that says so outright."""
    for i in [i for i, role in enumerate(found) if role in AGENCY_COLUMNS and names_leader(names[i])]:
        if any(role in AGENCY_COLUMNS and not names_leader(name) for role, name in zip(found, names, strict=True)):
            found[i] = Column.OTHER
    _keep_best(found, Column.LEAD, lambda i: "chu tri" in read_name(names[i]), Column.IMPLEMENTING)


def _settle_text(found: list[Column], names: Sequence[str]) -> None:
    """One column holds the text: what groups the rows does not, nor does a list's datum where none is named so."""
    _keep_best(found, Column.TEXT, lambda i: names_duties(names[i]) and not names_context(names[i]), None)
    if Column.TEXT in found or Column.NUMBER not in found:
        return
    first = found.index(Column.NUMBER)
    unknown = [i for i in _at(found, Column.OTHER) if i > first and names[i].strip() and known_role(names[i]) is None]
    fitting = [i for i in unknown if not names_data(names[i])]
    if fitting:
        found[fitting[0]] = Column.TEXT


def _keep_best(found: list[Column], column: Column, is_best: Callable[[int], bool], other: Column | None) -> None:
    """Of several columns of one role the best keeps it, else the first; measures beside a text are settled later."""
    several = _at(found, column)
    if len(several) < 2:
        return
    kept = next((i for i in several if is_best(i)), several[0])
    for i in several:
        if i != kept:
            found[i] = other or Column.OTHER


def _settle_measures(found: list[Column], names: Sequence[str]) -> None:
    """In a list of targets "Kết quả" is the value; beside a task column "Chỉ tiêu" is the value."""
    text = next(iter(_at(found, Column.TEXT)), None)
    if text is not None and names_measures(names[text]):  # "Chỉ tiêu | Đơn vị": a unit of measure, no body
        found[:] = [Column.OTHER if is_unit(name) else role for role, name in zip(found, names, strict=True)]
    measures = [i for i, name in enumerate(names) if names_measures(name) and found[i] is Column.OTHER]
    for i in measures:
        found[i] = Column.VALUE
    if text is None or not names_measures(names[text]):
        return
    for i in _at(found, Column.RESULT):
        if _VALUED.fullmatch(read_name(names[i])):
            found[i] = Column.VALUE


def _settle_values(found: list[Column], folded: Sequence[str]) -> None:
    """What was reached before is no value to reach where the planned one stands beside it."""
    values = _at(found, Column.VALUE)
    if any(_PLANNED.search(folded[i]) for i in values):
        for i in values:
            if _PAST.search(folded[i]) and not _PLANNED.search(folded[i]):
                found[i] = Column.OTHER


def _settle_deadlines(found: list[Column], folded: Sequence[str]) -> None:
    """Where a table prints several times, the start is no deadline, and completion goes before anything else."""
    for i in _at(found, Column.DEADLINE):
        if "bat dau" in folded[i]:
            found[i] = Column.OTHER
    times = _at(found, Column.DEADLINE)
    if any(_COMPLETES.search(folded[i]) for i in times):
        for i in times:
            if not _COMPLETES.search(folded[i]):
                found[i] = Column.OTHER


def names_a_table(found: Sequence[Column]) -> bool:
    """Whether roles are those of a task or target table: a text column and at least one that says who, when or what."""
    return Column.TEXT in found and any(column not in _SILENT for column in found)


def names_the_number(words: Sequence[str]) -> int:
    """How many leading words print the number column ("TT", "Số TT", "Số thứ tự"); 0 when they do not."""
    if words and _NUMBER.fullmatch(words[0]):
        return 1
    head = plain_name(" ".join(words[:3])).split()
    if head[:2] == ["so", "tt"]:
        return 2
    return 3 if head == ["so", "thu", "tu"] else 0
