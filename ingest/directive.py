"""The story of one file: lines, footnotes, zones, identity, sections, tables, tasks, passages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.agencies import Agencies
from ingest.assign import prose_tasks
from ingest.assign_rows import AnnexPlace, row_tasks
from ingest.binding import Setting
from ingest.data_rows import data_cells, names_work
from ingest.doubts import with_doubts
from ingest.footnotes import Notes, take_out
from ingest.home import home_commune, local_register
from ingest.identity import read_identity
from ingest.joined import join, merge
from ingest.lines import Layout, Line, lay_out
from ingest.models import (
    Annex,
    Block,
    BlockKind,
    Document,
    Identity,
    Record,
    Source,
    Span,
    Spans,
    Task,
    Visibility,
    Zone,
)
from ingest.moves import moves, without_changes
from ingest.passages import passages
from ingest.printed import Printed
from ingest.references import references
from ingest.run_together import lines_apart
from ingest.sections import Structure, blocks, whole
from ingest.slips import as_meant, slips
from ingest.tables import Table, tables_in
from ingest.task_tables import assigns_work
from ingest.text import fold
from ingest.two_columns import columns_apart
from ingest.zones import AnnexLines, Zones, split


def understand(source: Source, document_id: str, agencies: Agencies, visibility: Visibility) -> Record:
    """Everything that a file says, by rules alone; the same file gives the same record."""
    opened = _opened(source, document_id, agencies)
    found = slips(source, opened.at.agencies)
    if found:
        opened = _opened(as_meant(source, found), document_id, agencies)
    at, layout, notes = opened.at, opened.layout, opened.notes
    body, body_tasks = _part(opened.zones.body, None, at, layout, notes)
    made = [_annex(annex, at, layout, notes) for annex in opened.zones.annexes]
    tasks = [*body_tasks, *(task for _, _, found in made for task in found)]
    every = (*body, *(block for _, found, _ in made for block in found))
    cited = references(at.source, every, notes.notes, opened.zones)
    changed = moves(at.source, every, cited)
    printed = Printed(at.source, source)
    document = Document(
        id=document_id,
        source=source,
        blocks=tuple(map(printed.block, every)),
        identity=at.identity,
        annexes=tuple(annex for annex, _, _ in made),
        footnotes=tuple((note.number, _note(source, note.number, note.span)) for note in notes.notes),
        references=cited,
        moves=changed,
    )
    unique = tuple(map(printed.task, with_doubts(_unique(without_changes(tasks, changed)), source, at.identity, found)))
    return Record(document, unique, passages(document, unique), visibility)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document whose head is read, and its lines by zones."""

    at: Setting
    layout: Layout
    notes: Notes
    zones: Zones


def _opened(source: Source, document_id: str, agencies: Agencies) -> _Opened:
    layout = lay_out(source)
    lines = lines_apart(source.text, columns_apart(source.text, layout.lines))
    notes = take_out(source.text, lines)
    zones = split(notes.lines)
    identity = read_identity(source, zones, agencies)
    local = local_register(source, identity, agencies)
    at = Setting(document_id, source, identity, local, home_commune(identity), _year(identity))
    return _Opened(at, layout, notes, zones)


def _year(identity: Identity) -> int | None:
    for fact in (identity.day, identity.partial_day, identity.event_day):
        if fact:
            return int(fact.value[:4])
    return None


def _part(
    lines: tuple[Line, ...], annex: tuple[AnnexPlace, Spans] | None, at: Setting, layout: Layout, notes: Notes
) -> tuple[list[Block], list[Task]]:
    """Blocks and tasks of the body or of one annex; what tables hold is left out of the running text."""
    if not lines:
        return [], []
    place, title_spans = annex if annex else (AnnexPlace(()), ())
    tables = tables_in(at.source, whole(lines), at.agencies)
    free = tuple(line for line in lines if not any(t.span.start <= line.span.start < t.span.end for t in tables))
    outer = tuple((title, title_spans) for title in place.section)
    structure = Structure(at.source, layout, notes.marks, at.agencies, Zone.ANNEX if annex else Zone.BODY, outer)
    found = list(blocks(free, structure))
    at = replace(at, annex=place.label, code=place.code)
    tasks = [] if annex and any(names_work(table) for table in tables) else list(prose_tasks(found, at))
    for table in tables:
        if assigns_work(table, at.year):
            tasks.extend(row_tasks(table, place, at))
        found.extend(_rows(table, place, title_spans, Zone.ANNEX if annex else Zone.BODY, at.year))
    return found, tasks


def _rows(table: Table, place: AnnexPlace, title_spans: Spans, zone: Zone, year: int | None) -> list[Block]:
    return [
        Block(
            kind=BlockKind.ROW,
            zone=zone,
            text=" | ".join(cell.text for cell in row.cells),
            spans=row.spans,
            section=(*place.section, *(f"{g.label}. {g.title}" if g.label else g.title for g in row.groups)),
            section_spans=(*(title_spans for _ in place.section), *(g.spans for g in row.groups)),
            marker=row.number,
            cells=row.cells if assigns_work(table, year) else data_cells(table, row),
        )
        for row in table.rows
    ]


def _annex(printed: AnnexLines, at: Setting, layout: Layout, notes: Notes) -> tuple[Annex, list[Block], list[Task]]:
    title = join(at.source.text, [line.span for line in printed.titles])
    label = printed.label.text.strip(" .:")
    spans = merge(at.source.text, [printed.label.span, *(line.span for line in printed.titles)])
    place = AnnexPlace((f"{label}. {title.text}" if title.text else label,), label, _code(label))
    found, tasks = _part(printed.lines, (place, spans), at, layout, notes)
    rows = sum(block.kind is BlockKind.ROW for block in found)
    return Annex(label, title.text, spans, rows), found, tasks


def _code(label: str) -> str:
    """``Phụ lục II`` -> ``PL2``: the short form that task ids carry."""
    number = fold(label).removeprefix("phu luc").strip()
    romans = {
        "i": "1",
        "ii": "2",
        "iii": "3",
        "iv": "4",
        "v": "5",
        "vi": "6",
        "vii": "7",
        "viii": "8",
        "ix": "9",
        "x": "10",
    }
    return "PL" + romans.get(number, number.replace(" ", "-")[:12])


def _note(source: Source, number: str, span: Span) -> Block:
    joined = join(source.text, [span])
    return Block(BlockKind.FOOTNOTE, Zone.BODY, joined.text, joined.spans, marker=number)


def _unique(tasks: list[Task]) -> tuple[Task, ...]:
    """Ids are printed numbers where possible; a repeated one gets a suffix."""
    seen: dict[str, int] = {}
    out: list[Task] = []
    for task in tasks:
        seen[task.id] = seen.get(task.id, 0) + 1
        out.append(task if seen[task.id] == 1 else replace(task, id=f"{task.id}~{seen[task.id]}"))
    return tuple(out)
