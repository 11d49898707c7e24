"""Tasks and targets from table rows (rule R5): each field stands in its own cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.agencies import Mention
from ingest.binding import Setting
from ingest.deadlines import deadline_in_cell
from ingest.joined import join
from ingest.models import Cell, Column, Deadline, DeadlineKind, Role, Spans, Task, TaskKind
from ingest.partners import coordinating
from ingest.tables import Table, TableRow
from ingest.text import canonical

_PERIOD = re.compile(r"(?:giai đoạn|năm)\s*(?:19|20)\d\d(?:\s*-\s*(?:19|20)\d\d)?", re.IGNORECASE)
_AND_WITH = re.compile(r"[,;]?\s*(?:chủ trì,?\s*)?(?:phối hợp|cùng)(?: (?:với|cùng))?\s+")
_ASSIGNS = {Column.LEAD, Column.COORDINATING, Column.IMPLEMENTING}


@dataclass(frozen=True, slots=True)
class AnnexPlace:
    """Where a table stands: headings above it, annex label ("Phụ lục II") and short code ("PL2"), None in the body."""

    section: tuple[str, ...]
    label: str | None = None
    code: str = ""


def assigns_work(table: Table) -> bool:
    """Whether a table names who does what; a budget or a list of places does not."""
    roles = {column for column, _ in table.columns}
    return Column.TEXT in roles and (bool(roles & _ASSIGNS) or Column.DEADLINE in roles)


def row_tasks(table: Table, place: AnnexPlace, at: Setting) -> tuple[Task, ...]:
    """One task for each row that says something, in file order."""
    is_target = any(column is Column.VALUE for column, _ in table.columns)
    tasks = [_task(row, place, at, TaskKind.TARGET if is_target else TaskKind.TASK) for row in table.rows]
    return tuple(task for task in tasks if task is not None)


def _cell(row: TableRow, column: Column) -> Cell | None:
    return next((c for c in row.cells if c.column is column and c.text), None)


def _task(row: TableRow, place: AnnexPlace, at: Setting, kind: TaskKind) -> Task | None:
    words = _cell(row, Column.TEXT)
    if words is None:
        return None
    lead_cell, joint = _lead(row, at)
    partners = _partners(row, words, joint, at)
    implementing = _bodies(_cell(row, Column.IMPLEMENTING), at)
    deadline, deadline_spans = _deadline(row, at)
    fields = {name: _cell(row, column) for name, column in _PLAIN.items()}
    leads = tuple(dict.fromkeys(m.name for m in lead_cell))
    evidence = [(name, cell.spans) for name, column in _EVIDENCE.items() if (cell := _cell(row, column))]
    if deadline:
        evidence.append(("deadline", deadline_spans))
    group = next((g.label for g in reversed(row.groups) if g.label), None)
    return Task(
        id=f"{at.document_id}-" + ".".join(x for x in (place.code, group, row.number or _unnumbered(row)) if x),
        document_id=at.document_id,
        kind=kind,
        section=(*place.section, *(f"{g.label}. {g.title}" if g.label else g.title for g in row.groups)),
        number=row.number.rstrip(".)") if row.number else None,
        text=words.text,
        lead=leads,
        coordinating=tuple(n for n in partners if n not in leads),
        implementing=tuple(dict.fromkeys(m.name for m in implementing)),
        role=Role.LEAD if lead_cell else Role.IMPLEMENT,
        deadline=deadline,
        result=cell.text if (cell := fields["result"]) else None,
        value=cell.text if (cell := fields["value"]) else None,
        basis=cell.text if (cell := fields["basis"]) else None,
        submit_to=(),
        row=row.spans,
        evidence=tuple(evidence),
        annex=place.label,
        group=group,
    )


_PLAIN = {"result": Column.RESULT, "value": Column.VALUE, "basis": Column.BASIS}
_BODIES = {"lead": Column.LEAD, "coordinating": Column.COORDINATING, "implementing": Column.IMPLEMENTING}
_EVIDENCE = {"text": Column.TEXT, **_PLAIN, **_BODIES}


def _unnumbered(row: TableRow) -> str:
    return f"o{row.spans[0].start}"


def _bodies(cell: Cell | None, at: Setting) -> tuple[Mention, ...]:
    return at.agencies.read_list(cell.text, at.home) if cell else ()


def _lead(row: TableRow, at: Setting) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Leads of the cell, and the partners it names itself ("A phối hợp với B")."""
    cell = _cell(row, Column.LEAD)
    if cell is None:
        return (), ()
    joint = _AND_WITH.search(canonical(cell.text))
    if joint is None:
        return at.agencies.read_list(cell.text, at.home), ()
    if joint.start() == 0:
        return at.agencies.read_list(cell.text[joint.end() :], at.home), ()
    return at.agencies.read_list(cell.text[: joint.start()], at.home), at.agencies.read_list(
        cell.text[joint.end() :], at.home
    )


def _partners(row: TableRow, words: Cell, joint: Sequence[Mention], at: Setting) -> tuple[str, ...]:
    """Partners of the column, of the lead cell, and those the task text itself names."""
    column = _bodies(_cell(row, Column.COORDINATING), at)
    in_text = coordinating(words.text, at.agencies, at.home).mentions if not column else ()
    return tuple(dict.fromkeys(m.name for m in (*column, *joint, *in_text)))


def _deadline(row: TableRow, at: Setting) -> tuple[Deadline | None, Spans]:
    cell = _cell(row, Column.DEADLINE)
    if cell is not None:
        return deadline_in_cell(cell.text, at.year), cell.spans
    for group in reversed(row.groups):
        if match := _PERIOD.search(canonical(group.title)):
            joined = join(at.source.text, group.spans)
            found = joined.text.lower().find(match.group().lower())
            printed = deadline_in_cell(group.title[match.start() : match.end()], at.year)
            if printed and printed.kind in {DeadlineKind.RANGE, DeadlineKind.YEAR}:
                return printed, joined.raw(found, found + len(match.group())) if found >= 0 else group.spans
    return None, ()
