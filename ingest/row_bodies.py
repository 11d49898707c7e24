"""Who a table row binds: its cells, the roles that a cell itself prints, the agency whose group it stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.binding import Setting
from ingest.cell_bodies import cell_bodies
from ingest.models import Cell, Column, Role, Spans
from ingest.partners import coordinating
from ingest.table_parts import Group, TableRow
from ingest.text import canonical

_AND_WITH = re.compile(r"[,;]?\s*(?:chủ trì,?\s*)?(?:phối hợp|cùng)(?: (?:với|cùng))?:?\s+")
_LABEL = re.compile(
    r"(?:^|[\s;.,(+–-])(?:(?:cơ quan|đơn vị) )?(?:(?P<lead>chủ trì|đầu mối)|(?P<partner>phối hợp))(?: thực hiện)?\s*:"
)
_ROLE_AFTER = re.compile(r"\s*[(–-]\s*(?:cơ quan |đơn vị )?(?:(?P<lead>chủ trì|đầu mối)|(?P<partner>phối hợp))\s*\)?")
_NAMED = re.compile(r"[^\W\d_]{2}")
_LONGEST_NAME = 16  # words of a body that no grammar knows
_WHOLE = 0.99  # share of a group title's words that must be agencies for it to bind the rows below


@dataclass(frozen=True, slots=True)
class Bodies:
    """Canonical names by role; ``evidence`` are the words of each."""

    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    implementing: tuple[str, ...] = ()
    role: Role = Role.IMPLEMENT
    evidence: tuple[tuple[str, Spans], ...] = ()


def row_bodies(row: TableRow, text: str, at: Setting) -> Bodies:
    """The bodies of a row; where nobody leads, those of "Cơ quan thực hiện" are bound, in the role of implementing."""
    cells = {column: _cell(row, column) for column in _FIELDS}
    lead, joint = _split(cells[Column.LEAD], at)
    implementing, also = _split(cells[Column.IMPLEMENTING], at)
    bound = lead or implementing
    evidence = [(name, cell.spans) for column, name in _FIELDS.items() if (cell := cells[column])]
    if not bound and not cells[Column.LEAD] and not cells[Column.IMPLEMENTING]:
        bound, spans = _of_groups(row.groups, at)
        evidence += [("lead", spans)] if bound else []
        lead = bound
    elif not lead and (cell := cells[Column.IMPLEMENTING]):
        evidence = [("lead", cell.spans), *(entry for entry in evidence if entry[0] == "coordinating")]
    own = _names(cells[Column.COORDINATING], at)
    in_text = () if cells[Column.COORDINATING] else tuple(_partners_in(text, at))
    partners = dict.fromkeys((*own, *joint, *(() if lead else also), *in_text))
    return Bodies(
        lead=bound,
        coordinating=tuple(name for name in partners if name not in bound),
        implementing=implementing if lead else (),
        role=Role.LEAD if lead else Role.IMPLEMENT,
        evidence=tuple(evidence),
    )


_FIELDS = {Column.LEAD: "lead", Column.COORDINATING: "coordinating", Column.IMPLEMENTING: "implementing"}


def _cell(row: TableRow, column: Column) -> Cell | None:
    return next((c for c in row.cells if c.column is column and c.text), None)


def _printed(words: str) -> tuple[str, ...]:
    """A cell of no known body, as it stands: the column says that somebody is named ("Đồng chí A", "Chủ đầu tư")."""
    return (words,) if _NAMED.search(words) and len(words.split()) <= _LONGEST_NAME else ()


def _names(cell: Cell | None, at: Setting) -> tuple[str, ...]:
    return cell_bodies(cell.text, at) if cell else ()


def _partners_in(text: str, at: Setting) -> Sequence[str]:
    return [mention.name for mention in coordinating(text, at.agencies, at.home).mentions]


def _split(cell: Cell | None, at: Setting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads by a cell, and the partners it names itself ("A phối hợp với B"; "Chủ trì: A; Phối hợp: B")."""
    if cell is None:
        return (), ()
    labels = list(_LABEL.finditer(canonical(cell.text)))
    if labels:
        return _labelled(cell.text, labels, at)
    marked = _marked(cell.text, at)
    if marked is not None:
        return marked
    joint = _AND_WITH.search(canonical(cell.text))
    if joint is None:
        return cell_bodies(cell.text, at) or _printed(cell.text), ()
    if joint.start() == 0:
        return cell_bodies(cell.text[joint.end() :], at), ()
    return cell_bodies(cell.text[: joint.start()], at), cell_bodies(cell.text[joint.end() :], at)


def _labelled(words: str, labels: Sequence[re.Match[str]], at: Setting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ends = [*(label.start() for label in labels[1:]), len(words)]
    found: dict[str, list[str]] = {"lead": list(cell_bodies(words[: labels[0].start()], at)), "partner": []}
    for label, end in zip(labels, ends, strict=True):
        found[label.lastgroup or "lead"] += cell_bodies(words[label.end() : end], at)
    return tuple(dict.fromkeys(found["lead"])), tuple(dict.fromkeys(found["partner"]))


def _marked(words: str, at: Setting) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Roles printed after each body ("Sở A (chủ trì), Sở B (phối hợp)"); None where none is."""
    found: dict[str, list[str]] = {"lead": [], "partner": []}
    plain = canonical(words)
    start = 0
    for match in _ROLE_AFTER.finditer(plain):
        found[match.lastgroup or "lead"] += cell_bodies(words[start : match.start()], at)
        start = match.end()
    if not found["lead"]:
        return None
    found["partner"] += cell_bodies(words[start:], at)
    return tuple(dict.fromkeys(found["lead"])), tuple(dict.fromkeys(found["partner"]))


def _of_groups(groups: Sequence[Group], at: Setting) -> tuple[tuple[str, ...], Spans]:
    """The innermost group that is a list of bodies and nothing else."""
    for group in reversed(groups):
        title = group.title.rstrip(" :.")
        if title and at.agencies.completeness(title) >= _WHOLE:
            return tuple(dict.fromkeys(m.name for m in at.agencies.read_list(title, at.home))), group.spans
    return (), ()
