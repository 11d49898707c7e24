"""How the documents that one viewer may read hang together: what names which, what ended what, which deadlines moved.

Worked out from that viewer's documents alone, so that no unit learns of a document that it may not see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.annex_lines import annex_ordinal
from ingest.cross import named_by_others
from ingest.lookup import Citing, Moving, StoredDocument, TaskFilter
from ingest.models import Fact, Identity, Move, Moved, Relation, Task, TaskKind
from ingest.rows import due
from ingest.signs import Sign, parse, same_sign
from ingest.versions import same_issuer

ENDING = (Relation.REPLACES, Relation.ABOLISHES)
_RANKED = tuple(relation for relation in Relation if relation is not Relation.CITED)

TasksOf = Callable[[TaskFilter], tuple[Task, ...]]


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a document has no effect any more: since ``day``, by its own words (``by`` None) or by another's."""

    day: date | None
    by: Citing | None


@dataclass(frozen=True, slots=True)
class Later:
    """A deadline that a document of ``day`` sets for a task."""

    day: date | None
    moving: Moving


@dataclass(frozen=True, slots=True)
class Ties:
    """``documents`` are all that is readable, former versions included; ``links`` name their targets where known."""

    documents: tuple[StoredDocument, ...] = ()
    links: tuple[Citing, ...] = ()
    moves: tuple[Moving, ...] = ()  # the targets are in ``moved_documents`` and ``moved_tasks``
    moved_documents: dict[str, tuple[Later, ...]] = field(default_factory=dict)  # by id, of the document as a whole
    moved_tasks: dict[str, tuple[Later, ...]] = field(default_factory=dict)  # by task id, oldest first

    @property
    def current(self) -> tuple[StoredDocument, ...]:
        """Without former versions."""
        return tuple(document for document in self.documents if document.superseded_by is None)

    def versions(self, document_id: str) -> tuple[StoredDocument, ...]:
        """The former versions of a document."""
        return tuple(document for document in self.documents if document.superseded_by == document_id)

    def said_by(self, document_id: str) -> tuple[Citing, ...]:
        """What a document does to others: one link for each document and relation; bare citations only where nothing else."""
        return _telling([link for link in self.links if link.document_id == document_id])

    def said_of(self, document_id: str) -> tuple[Citing, ...]:
        """What others do to a document."""
        links = [link for link in self.links if link.target_id == document_id]
        makers = dict.fromkeys(link.document_id for link in links)
        return tuple(one for maker in makers for one in _telling([x for x in links if x.document_id == maker]))

    def ending(self, document_id: str, as_of: date) -> Ending | None:
        """Why a document is not in force on a day, or None while it is."""
        by_id = {document.id: document.identity for document in self.documents}
        own = _iso(by_id[document_id].valid_to) if document_id in by_id else None
        if own and own < as_of:
            return Ending(own, None)
        found = [link for link in self.links if link.target_id == document_id and link.reference.relation in ENDING]
        for link in found:
            identity = by_id[link.document_id]
            day = _iso(identity.valid_from) or _iso(identity.day)
            if day is None or day <= as_of:
                return Ending(day, link)
        return None

    def tasks(self, read: TasksOf, wanted: TaskFilter) -> tuple[Task, ...]:
        """The tasks that meet a filter with the deadlines now in force; lists leave out what has ended by ``as_of``."""
        judged = bool(self.moved_tasks) and bool(wanted.due_from or wanted.due_to)
        found = read(replace(wanted, due_from=None, due_to=None) if judged else wanted)
        tasks = tuple(self._moved(task, wanted.as_of) for task in found)
        if judged:
            tasks = tuple(task for task in tasks if _is_within(task, wanted))
        if wanted.as_of is None or wanted.document_ids or wanted.ids:
            return tasks
        ended = {d for d in {task.document_id for task in tasks} if self.ending(d, wanted.as_of)}
        return tuple(task for task in tasks if task.document_id not in ended)

    def _moved(self, task: Task, as_of: date | None) -> Task:
        later = [x for x in self.moved_tasks.get(task.id, ()) if as_of is None or x.day is None or x.day <= as_of]
        if not later:
            return task
        last = later[-1].moving
        return replace(task, deadline=last.move.deadline, moved=Moved(task.deadline, last.document_id, last.move.spans))


def tie(
    documents: Iterable[StoredDocument], citings: Iterable[Citing], moves: Sequence[Moving], tasks_of: TasksOf
) -> Ties:
    """The ties among what one viewer may read; ``tasks_of`` reads his tasks as printed."""
    held = tuple(documents)
    links = tuple(citings)
    named = named_by_others(held, links)
    numbered = _Numbered(named)
    resolved = tuple(
        replace(link, target_id=numbered.meant(link.reference.sign, link.reference.day, link.document_id, link))
        for link in links
    )
    whole, single = _resolved_moves(moves, numbered, {d.id: d.identity for d in named}, tasks_of)
    return Ties(named, resolved, tuple(moves), whole, single)


class _Numbered:
    """Current documents by their number."""

    def __init__(self, documents: Iterable[StoredDocument]) -> None:
        self._held: defaultdict[int, list[tuple[Sign, StoredDocument]]] = defaultdict(list)
        for document in documents:
            number = document.identity.number
            sign = parse(number.value) if number and document.superseded_by is None else None
            if sign:
                self._held[sign.number].append((sign, document))

    def meant(self, printed: str, day: date | None, own_id: str, link: Citing | None = None) -> str | None:
        """The one document that a sign means, where it is there and not the naming document itself."""
        sign = parse(printed)
        if sign is None:
            return None
        issuer = link.reference.issuer if link else None
        found = [d for held, d in self._held.get(sign.number, ()) if same_sign(held, sign) and _fits(d, day, issuer)]
        return found[0].id if len(found) == 1 and found[0].id != own_id else None


def _fits(document: StoredDocument, day: date | None, issuer: str | None) -> bool:
    identity = document.identity
    own = _iso(identity.day)
    if day and own and day != own:
        return False
    dated = bool(day and own)  # number and date agree: how the issuer is written does not matter
    return dated or issuer is None or same_issuer(identity, Identity(issuer=Fact(issuer)))


def _resolved_moves(
    moves: Sequence[Moving], numbered: _Numbered, identities: dict[str, Identity], tasks_of: TasksOf
) -> tuple[dict[str, tuple[Later, ...]], dict[str, tuple[Later, ...]]]:
    whole: defaultdict[str, list[Later]] = defaultdict(list)
    single: defaultdict[str, list[Later]] = defaultdict(list)
    for moving in moves:
        move = moving.move
        target = numbered.meant(move.sign, move.day, moving.document_id)
        if target is None:
            continue
        later = Later(_iso(identities[moving.document_id].day), moving)
        if not move.numbers and not move.every:
            whole[target].append(later)
            continue
        for task in _tasks_meant(move, tasks_of(TaskFilter(document_ids=(target,)))):
            single[task.id].append(later)
    return _in_order(whole), _in_order(single)


def _in_order(held: dict[str, list[Later]]) -> dict[str, tuple[Later, ...]]:
    return {key: tuple(sorted(found, key=lambda x: x.day or date.min)) for key, found in held.items()}


def _tasks_meant(move: Move, tasks: Sequence[Task]) -> list[Task]:
    """All dated tasks, or for each number the one task that carries it; a number that several carry means none."""
    inside = [task for task in tasks if move.annex is None or _same_annex(task.annex, move.annex)]
    if move.every:
        return [task for task in inside if task.deadline]
    found: list[Task] = []
    for number in move.numbers:
        group, _, last = number.rpartition(".")
        group = group or (move.group or "")
        own = [t for t in inside if t.number == last and (not group or t.group == group)]
        own = [t for t in own if t.kind is not TaskKind.TARGET] or own
        found += own if len(own) == 1 else []
    return found


def _same_annex(label: str | None, printed: str) -> bool:
    return label is not None and annex_ordinal(label) == annex_ordinal(printed)


def _is_within(task: Task, wanted: TaskFilter) -> bool:
    last = due(task.deadline)
    if last is None:
        return False
    return (wanted.due_from is None or last >= wanted.due_from) and (wanted.due_to is None or last <= wanted.due_to)


def _telling(links: Sequence[Citing]) -> tuple[Citing, ...]:
    """The first link of each kind to each document, with what any mention tells of it; "cited" only where it stands alone."""
    by_sign: defaultdict[str, dict[Relation, Citing]] = defaultdict(dict)
    for link in links:
        by_sign[link.target_id or link.reference.sign].setdefault(link.reference.relation, link)
    told: list[Citing] = []
    for held in by_sign.values():
        acts = [held[relation] for relation in _RANKED if relation in held]
        told += acts or list(held.values())
    return tuple(told)


def _iso(fact: Fact | None) -> date | None:
    return date.fromisoformat(fact.value) if fact else None
