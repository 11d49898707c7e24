"""How the documents that one viewer may read hang together: what names which, what ended what, which deadlines moved.

Worked out from that viewer's documents alone, so that no unit learns of a document that it may not see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.annex_lines import annex_ordinal
from ingest.change_names import likeness, parts
from ingest.cross import named_by_others
from ingest.lookup import Citing, Moving, StoredDocument, TaskFilter
from ingest.models import Changed, Fact, Identity, Move, Moved, Relation, Task, TaskKind
from ingest.rows import due
from ingest.signs import Sign, parse, same_sign
from ingest.versions import same_issuer

ENDING = (Relation.REPLACES, Relation.ABOLISHES)
_ACTS = tuple(relation for relation in Relation if relation is not Relation.CITED)

_ALIKE = 0.8  # share of the words of a name that the task meant must have

TasksOf = Callable[[TaskFilter], tuple[Task, ...]]


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a document has no effect any more: since ``day``, by its own words (``by`` None) or by another's."""

    day: date | None
    by: Citing | None


@dataclass(frozen=True, slots=True)
class Later:
    """What a document of ``day`` changes of a task, or the deadline that it sets for a document as a whole."""

    day: date | None
    moving: Moving


@dataclass(frozen=True, slots=True)
class Ties:
    """``documents`` are all that is readable, former versions included, by id; a link names its target where it is known."""

    by_id: Mapping[str, StoredDocument] = field(default_factory=dict)
    links: tuple[Citing, ...] = ()
    made: Mapping[str, Sequence[Citing]] = field(default_factory=dict)  # by the document that makes them
    suffered: Mapping[str, Sequence[Citing]] = field(default_factory=dict)  # by the document that they mean
    moved_documents: Mapping[str, Sequence[Later]] = field(default_factory=dict)  # by id, of the document as a whole
    changed_tasks: Mapping[str, Sequence[Later]] = field(default_factory=dict)  # by task id, oldest first

    @property
    def current(self) -> tuple[StoredDocument, ...]:
        """Without former versions, by file name."""
        return tuple(document for document in self.by_id.values() if document.superseded_by is None)

    def versions(self, document_id: str) -> tuple[StoredDocument, ...]:
        """The former versions of a document."""
        return tuple(document for document in self.by_id.values() if document.superseded_by == document_id)

    def said_by(self, document_id: str) -> tuple[Citing, ...]:
        """What a document does to others: one link for each document and relation; bare citations only where nothing else."""
        return _telling(self.made.get(document_id, ()))

    def said_of(self, document_id: str) -> tuple[Citing, ...]:
        """What others do to a document."""
        by_maker = _grouped(self.suffered.get(document_id, ()), lambda link: link.document_id)
        return tuple(one for links in by_maker.values() for one in _telling(links))

    def ending(self, document_id: str, as_of: date) -> Ending | None:
        """Why a document is not in force on a day, or None while it is."""
        own = _iso(self.by_id[document_id].identity.valid_to)
        if own and own < as_of:
            return Ending(own, None)
        for link in self.suffered.get(document_id, ()):
            if link.reference.relation not in ENDING:
                continue
            maker = self.by_id[link.document_id].identity
            day = _iso(maker.valid_from) or _iso(maker.day)
            if day is None or day <= as_of:
                return Ending(day, link)
        return None

    def in_force(self, as_of: date) -> tuple[StoredDocument, ...]:
        """Current documents that nothing has ended by a day."""
        return tuple(document for document in self.current if self.ending(document.id, as_of) is None)

    def tasks(self, read: TasksOf, wanted: TaskFilter) -> tuple[Task, ...]:
        """The tasks that meet a filter with the deadlines now in force; lists leave out what has ended by ``as_of``."""
        judged = bool(self.changed_tasks) and bool(wanted.due_from or wanted.due_to)
        found = read(replace(wanted, due_from=None, due_to=None) if judged else wanted)
        tasks = tuple(self._now(task, wanted.as_of) for task in found)
        if judged:
            tasks = tuple(task for task in tasks if _is_within(task, wanted))
        if wanted.as_of is None or wanted.document_ids or wanted.ids:
            return tasks
        ended = {d for d in {task.document_id for task in tasks} if self.ending(d, wanted.as_of)}
        return tuple(task for task in tasks if task.document_id not in ended)

    def _now(self, task: Task, as_of: date | None) -> Task:
        later = [x for x in self.changed_tasks.get(task.id, ()) if as_of is None or x.day is None or x.day <= as_of]
        changed = tuple(Changed(x.moving.document_id, x.moving.move.spans) for x in later if not x.moving.move.deadline)
        dated = [x.moving for x in later if x.moving.move.deadline]
        if not dated:
            return replace(task, changed=changed) if changed else task
        last = dated[-1]
        moved = Moved(task.deadline, last.document_id, last.move.spans)
        return replace(task, deadline=last.move.deadline, moved=moved, changed=changed)


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
    by_id = {document.id: document for document in named}
    made = _grouped(resolved, lambda link: link.document_id)
    suffered = _grouped((link for link in resolved if link.target_id), lambda link: link.target_id or "")
    return Ties(by_id, resolved, made, suffered, *_resolved_moves(moves, numbered, by_id, tasks_of))


def _grouped(links: Iterable[Citing], key: Callable[[Citing], str]) -> dict[str, list[Citing]]:
    held: defaultdict[str, list[Citing]] = defaultdict(list)
    for link in links:
        held[key(link)].append(link)
    return held


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
        alike = [d for held, d in self._held.get(sign.number, ()) if same_sign(held, sign) and _fits(d, day, issuer)]
        found = [d for d in alike if d.identity.kind] or alike  # an annex in a file of its own carries the number too
        return found[0].id if len(found) == 1 and found[0].id != own_id else None


def _fits(document: StoredDocument, day: date | None, issuer: str | None) -> bool:
    identity = document.identity
    own = _iso(identity.day)
    if day and own and day != own:
        return False
    dated = bool(day and own)  # number and date agree: how the issuer is written does not matter
    return dated or issuer is None or same_issuer(identity, Identity(issuer=Fact(issuer)))


def _resolved_moves(
    moves: Sequence[Moving], numbered: _Numbered, by_id: Mapping[str, StoredDocument], tasks_of: TasksOf
) -> tuple[dict[str, list[Later]], dict[str, list[Later]]]:
    whole: defaultdict[str, list[Later]] = defaultdict(list)
    single: defaultdict[str, list[Later]] = defaultdict(list)
    for moving in moves:
        move = moving.move
        target = numbered.meant(move.sign, move.day, moving.document_id)
        if target is None:
            continue
        later = Later(_iso(by_id[moving.document_id].identity.day), moving)
        if not move.names and not move.every:
            whole[target].append(later)
            continue
        for task in _tasks_meant(move, tasks_of(TaskFilter(document_ids=(target,)))):
            single[task.id].append(later)
    return _in_order(whole), _in_order(single)


def _in_order(held: dict[str, list[Later]]) -> dict[str, list[Later]]:
    return {key: sorted(found, key=lambda x: x.day or date.min) for key, found in held.items()}


def _tasks_meant(move: Move, tasks: Sequence[Task]) -> list[Task]:
    """All dated tasks, or for each name the one task that carries it; a name that several carry means none."""
    inside = [task for task in tasks if move.annex is None or _same_annex(task.annex, move.annex)]
    if move.every:
        return [task for task in inside if task.deadline]
    return [task for name in move.names if (task := _task_named(name, move, inside))]


def _task_named(name: str, move: Move, tasks: Sequence[Task]) -> Task | None:
    number, words = parts(name)
    if number is None:
        return _most_like(words, tasks)
    group, _, last = number.rpartition(".")
    group = group or (move.group or "")
    own = [t for t in tasks if t.number == last and (not group or t.group == group)]
    own = [t for t in own if t.kind is not TaskKind.TARGET] or own
    own = own or [t for t in tasks if t.annex is None and t.group == number]  # a numbered division of running text
    former = due(move.before)
    own = [t for t in own if former and due(t.deadline) == former] or own  # the former day tells them apart
    if words:  # as do its words; another task's words under this number are a slip that nothing rests on
        return _most_like(words, own)
    return own[0] if len(own) == 1 else None


def _most_like(words: str, tasks: Sequence[Task]) -> Task | None:
    """The one task that has nearly all words of a name."""
    alike = [(likeness(words, task.text), task) for task in tasks]
    best = max((share for share, _ in alike), default=0.0)
    found = [task for share, task in alike if share == best]
    return found[0] if best >= _ALIKE and len(found) == 1 else None


def _same_annex(label: str | None, printed: str) -> bool:
    return label is not None and annex_ordinal(label) == annex_ordinal(printed)


def _is_within(task: Task, wanted: TaskFilter) -> bool:
    last = due(task.deadline)
    if last is None:
        return False
    return (wanted.due_from is None or last >= wanted.due_from) and (wanted.due_to is None or last <= wanted.due_to)


def _telling(links: Sequence[Citing]) -> tuple[Citing, ...]:
    """The first link of each kind to each document, with what any mention tells of it; "cited" only where it stands alone."""
    told: list[Citing] = []
    for same in _grouped(links, lambda link: link.target_id or link.reference.sign).values():
        first = {link.reference.relation: link for link in reversed(same)}
        told += [first[relation] for relation in _ACTS if relation in first] or first.values()
    return tuple(told)


def _iso(fact: Fact | None) -> date | None:
    return date.fromisoformat(fact.value) if fact else None
