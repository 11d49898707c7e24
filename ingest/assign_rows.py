"""Tasks and targets from table rows (rule R5): each field stands in its own cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.binding import Setting
from ingest.cell_duties import duties
from ingest.columns import is_unit
from ingest.models import Cell, Column, Role, Spans, Task
from ingest.row_bodies import row_bodies
from ingest.row_times import row_deadline
from ingest.table_parts import Table, TableRow
from ingest.task_tables import kind_of_row

_BARE = re.compile(r"[\d.,\s–-]+")  # a figure without a unit of its own
_PLAIN = {"result": Column.RESULT, "basis": Column.BASIS}


@dataclass(frozen=True, slots=True)
class AnnexPlace:
    """Where a table stands: headings above it, annex label ("Phụ lục II") and short code ("PL2"), None in the body."""

    section: tuple[str, ...]
    label: str | None = None
    code: str = ""


def row_tasks(table: Table, place: AnnexPlace, at: Setting) -> tuple[Task, ...]:
    """One task for each row that says something, several where its cell gives several bodies a duty each; in file
    order."""
    return tuple(task for row in table.rows for task in _tasks(row, table, place, at))


def _cell(row: TableRow, column: Column) -> Cell | None:
    return next((c for c in row.cells if c.column is column and c.text), None)


def _tasks(row: TableRow, table: Table, place: AnnexPlace, at: Setting) -> Iterator[Task]:
    words = _cell(row, Column.TEXT)
    if words is None:
        return
    task = _task(row, words, table, place, at)
    before, parts = duties(words.text, words.spans, at)
    if not parts:
        yield task
    for part in parts:
        others = [(name, spans) for name, spans in task.evidence if name not in ("text", "lead")]
        yield replace(
            task,
            section=(*task.section, before) if before else task.section,
            text=part.text,
            lead=part.names,
            coordinating=tuple(name for name in task.coordinating if name not in part.names),
            role=Role.LEAD,
            evidence=(("text", part.spans), ("lead", part.name_spans), *others),
        )


def _task(row: TableRow, words: Cell, table: Table, place: AnnexPlace, at: Setting) -> Task:
    bodies = row_bodies(row, words.text, at)
    deadline, deadline_spans = row_deadline(row, table, at)
    fields = {name: _cell(row, column) for name, column in _PLAIN.items()}
    value, value_spans = _value(row, table)
    evidence: list[tuple[str, Spans]] = [("text", words.spans)]
    evidence += [(name, cell.spans) for name, cell in fields.items() if cell]
    evidence += [("value", value_spans)] if value else []
    evidence += bodies.evidence
    if deadline:
        evidence.append(("deadline", deadline_spans))
    group = _group(row)
    return Task(
        id=f"{at.document_id}-" + ".".join(x for x in (place.code, group, row.number or _unnumbered(row)) if x),
        document_id=at.document_id,
        kind=kind_of_row(table, row),
        section=(*place.section, *(f"{g.label}. {g.title}" if g.label else g.title for g in row.groups)),
        number=row.number.rstrip(".)") if row.number else None,
        text=words.text,
        lead=bodies.lead,
        coordinating=bodies.coordinating,
        implementing=bodies.implementing,
        role=bodies.role,
        deadline=deadline,
        result=cell.text if (cell := fields["result"]) else None,
        value=value,
        basis=cell.text if (cell := fields["basis"]) else None,
        submit_to=(),
        row=row.spans,
        evidence=tuple(evidence),
        annex=place.label,
        group=group,
    )


def _value(row: TableRow, table: Table) -> tuple[str | None, Spans]:
    """The figure of a row; of several ("Năm 2025", "Mục tiêu năm 2026") each under the name of its column."""
    cells = [c for c in row.cells if c.column is Column.VALUE and c.text]
    unit = next((c for c in row.cells if c.column is Column.OTHER and c.text and is_unit(c.name)), None)
    said = {c.name: _with_unit(c.text, unit) for c in cells}
    measured = unit.spans if unit and any(said[c.name] != c.text for c in cells) else ()
    names = [name for column, name in table.columns if column is Column.VALUE]
    if not cells:
        return None, ()
    if len(names) < 2:
        return said[cells[0].name], (*cells[0].spans, *measured)
    heads = table.heads or tuple(table.header_spans for _ in table.columns)
    printed = [spans for spans, (column, _) in zip(heads, table.columns, strict=False) if column is Column.VALUE]
    named = [spans for spans, name in zip(printed, names, strict=False) if any(c.name == name for c in cells)]
    spans = dict.fromkeys(s for group in (*named, *(c.spans for c in cells), measured) for s in group)
    return "; ".join(f"{c.name}: {said[c.name]}" for c in cells), tuple(spans)


def _with_unit(figure: str, unit: Cell | None) -> str:
    """ "6.200 ha", "55 (đơn vị: %)": a sign of its own cell is not glued to a figure that does not carry it."""
    if unit is None or not _BARE.fullmatch(figure):
        return figure
    return f"{figure} {unit.text}" if unit.text[0].isalpha() else f"{figure} (đơn vị: {unit.text})"


def _group(row: TableRow) -> str | None:
    """The innermost printed number above a row that its own number does not repeat ("III" above "2" and "2.1")."""
    labels = [group.label for group in row.groups if group.label]
    telling = [label for label in labels if not (row.number or "").startswith(f"{label}.")]
    return next(reversed(telling or labels), None)


def _unnumbered(row: TableRow) -> str:
    return f"o{row.spans[0].start}"
