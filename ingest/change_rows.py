"""Rows of a table of changes: a task, its former deadline, its new one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.change_names import name_of_cell
from ingest.deadlines import deadline_in_cell
from ingest.models import Block, Cell, Column, Deadline, Move
from ingest.short_names import Mention
from ingest.text import fold

_TIME = re.compile(r"(?:thoi (?:han|gian)|tien do|han|moc)(?: \w+)*")
_NEW = re.compile(
    r"(?<!truoc )(?<!truoc khi )(?<!\w)(?:dieu chinh|gia han|moi|sau dieu chinh|dieu chinh lai|de nghi|keo dai)(?!\w)"
)
_FORMER = re.compile(
    r"(?<!\w)(?:cu|da giao|ban dau|truoc (?:khi )?dieu chinh|truoc day|hien tai|theo ke hoach|theo quyet dinh)(?!\w)"
)
_THEIRS = re.compile(r"(?:tai|theo|trong|cua) (?:ke hoach|quyet dinh|thong bao|phu luc|chuong trinh|de an|chi thi)")


def row_move(block: Block, of: Mention) -> Iterator[Move]:
    """The change that a row makes in a task of ``of``; nothing where no column tells a new deadline."""
    new = [
        cell
        for cell in block.cells
        if _is_time(cell) and _NEW.search(fold(cell.name)) and not _FORMER.search(fold(cell.name))
    ]
    old = [cell for cell in block.cells if _is_time(cell) and _FORMER.search(fold(cell.name))]
    work = next((cell for cell in block.cells if cell.column is Column.TEXT), None)
    deadline = _deadline(new[0]) if len(new) == 1 else None
    if work is None or deadline is None:
        return
    before = _deadline(old[0]) if len(old) == 1 else None
    number = next((c.text for c in block.cells if c.column is Column.NUMBER and _THEIRS.search(fold(c.name))), "")
    named = name_of_cell(number, work.text)
    yield Move(of.sign, of.day, (named,), False, None, None, before, deadline, block.spans)


def _is_time(cell: Cell) -> bool:
    return cell.column is Column.DEADLINE or _TIME.match(fold(cell.name)) is not None


def _deadline(cell: Cell) -> Deadline | None:
    found = deadline_in_cell(cell.text, None)
    return found if found and found.end else None
