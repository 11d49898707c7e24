"""What answering needs, opened once: register, index, embedder, agency register, tunables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock

from assistant.printed_names import PrintedNames
from assistant.understand import Known
from ingest.agencies import Agencies
from ingest.index import Index
from ingest.lookup import Citing, StoredDocument, TaskFilter
from ingest.models import Block, Document, Embedder, Passage, Task
from ingest.register import Register
from ingest.ties import Ties

_COMMUNES = ("UBND xã ", "UBND phường ", "UBND đặc khu ")


@dataclass(frozen=True, slots=True)
class Tuning:
    """Numbers of retrieval; where each comes from is said in the README."""

    dense_weight: float = 0.55  # alpha of the weighted score fusion, tuned on halves of ALQAC and of the query variants
    floor: float = 0.5  # share of the question's weighted words the best passage must carry
    floor_inside: float = 0.3  # the same inside a document that the question names
    floor_who: float = 0.75  # the same for a passage that is no task, where it is asked who does it
    english_floor: float = 0.80  # cosine below which an English question finds nothing
    english_terms: float = 0.3  # share of its translated terms that the best passage must carry
    near: float = 0.86  # passages within this share of the best one are shown too
    most: int = 4  # passages shown for one question
    candidates: int = 100  # taken from each channel


@dataclass(slots=True)
class _Snapshot:
    revision: str = ""
    ties: dict[str | None, Ties] = field(default_factory=dict)
    names: dict[str | None, PrintedNames] = field(default_factory=dict)
    texts: dict[tuple[str | None, str], Document | None] = field(default_factory=dict)


class Tools:
    """Reads for one question, always for one viewer; what was read is kept until ``known`` finds the register changed."""

    def __init__(
        self, register: Register, open_index: Callable[[], Index], embedder: Embedder, agencies: Agencies
    ) -> None:
        self.register, self.index, self.embedder = register, open_index(), embedder
        self.agencies, self.tuning = agencies, Tuning()
        self._open_index = open_index
        self._snapshot, self._lock = _Snapshot(), Lock()

    def known(self, viewer: str | None) -> Known:
        """Documents the viewer may read as of now, and the agency register; every question begins with this."""
        with self._lock:
            self._refresh()
            if not self.index.is_current:
                self.index = self._open_index()  # the former one serves whoever still holds it
        return Known(self.documents(viewer), self.agencies, self._printed_names(viewer))

    def _printed_names(self, viewer: str | None) -> PrintedNames:
        with self._lock:
            held = self._snapshot.names.get(viewer)
        if held is None:
            tasks = self.tasks(viewer, TaskFilter())
            names = (name for task in tasks for name in (*task.lead, *task.coordinating, *task.implementing))
            held = self._snapshot.names.setdefault(viewer, PrintedNames(names))
        return held

    def groups_of(self, name: str) -> tuple[str, ...]:
        """Closed groups a body belongs to; a commune that the register lacks is still one of the communes."""
        directory = self.agencies.directory
        if name in directory.kinds or not name.startswith(_COMMUNES):
            return directory.groups_of(name)
        return tuple(group for group, members in directory.members.items() if "commune" in members)

    def ties(self, viewer: str | None) -> Ties:
        """How the documents that the viewer may read hang together."""
        with self._lock:
            if viewer not in self._snapshot.ties:
                self._snapshot.ties[viewer] = self.register.ties(viewer)
            return self._snapshot.ties[viewer]

    def documents(self, viewer: str | None) -> tuple[StoredDocument, ...]:
        """Current versions of the documents that the viewer may read, by file name."""
        return self.ties(viewer).current

    def document(self, document_id: str, viewer: str | None) -> Document:
        """One document whole; the caller has its id from a read for the same viewer."""
        with self._lock:
            key = (viewer, document_id)
            if key not in self._snapshot.texts:
                self._snapshot.texts[key] = self.register.document(document_id, viewer)
            found = self._snapshot.texts[key]
        if found is None:
            raise LookupError(document_id)
        return found

    def stored(self, document_id: str, viewer: str | None) -> StoredDocument:
        """The list entry of a document; raises LookupError where it has gone since the look-up."""
        return self.ties(viewer).by_id[document_id]

    def tasks(self, viewer: str | None, wanted: TaskFilter) -> tuple[Task, ...]:
        """Tasks in document order, with the deadlines in force."""
        return self.ties(viewer).tasks(lambda asked: self.register.tasks(viewer, asked), wanted)

    def blocks(self, document_id: str, viewer: str | None) -> tuple[Block, ...]:
        """Running text of a document."""
        return self.document(document_id, viewer).blocks

    def passages(self, ids: Iterable[str], viewer: str | None) -> tuple[Passage, ...]:
        """Passages in the order of their ids."""
        return self.register.passages(list(ids), viewer)

    def references(self, viewer: str | None) -> tuple[Citing, ...]:
        """What the visible documents cite."""
        return self.ties(viewer).links

    def _refresh(self) -> None:
        revision = self.register.revision()
        if revision != self._snapshot.revision:
            self._snapshot = _Snapshot(revision)
