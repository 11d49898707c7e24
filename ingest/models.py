"""The types of the first stage: a Source (``ingest.source``) becomes a Document, Tasks and Passages.

Each step adds a type. All are frozen; nothing here imports a library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from ingest.source import Grid as Grid
from ingest.source import Media as Media
from ingest.source import Signature as Signature
from ingest.source import Source as Source
from ingest.source import Span as Span
from ingest.source import Spans as Spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Zone(StrEnum):
    """Parts of an administrative document (Nghi dinh 30/2020/ND-CP, Phu luc I)."""

    HEAD = "head"
    BODY = "body"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    ANNEX = "annex"


class BlockKind(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    FOOTNOTE = "footnote"


class Column(StrEnum):
    """What a table column holds, recognised from its printed name."""

    NUMBER = "number"
    TEXT = "text"
    LEAD = "lead"
    COORDINATING = "coordinating"
    IMPLEMENTING = "implementing"
    RESULT = "result"
    VALUE = "value"
    BASIS = "basis"
    DEADLINE = "deadline"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, re-joined over lines and pages. ``text`` is its cleaned words, ``name`` the printed header.

    A row of data keeps its empty cells and, as ``head``, where the name of each is printed.
    """

    column: Column
    name: str
    text: str
    spans: Spans
    head: Spans = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, item or table row, re-joined over page breaks, with the headings it stands under.

    ``text`` is cleaned (lines joined, Markdown and footnote marks gone); ``spans`` are its words in ``Source.text``.
    ``section`` lists headings outermost first, without the block itself. ``notes`` are numbers of footnotes it anchors.
    """

    kind: BlockKind
    zone: Zone
    text: str
    spans: Spans
    section: tuple[str, ...] = ()
    section_spans: tuple[Spans, ...] = ()
    marker: str | None = None  # as printed: "1.", "a)", "-", "I"
    cells: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()


class Provenance(StrEnum):
    """Where an identity value was read."""

    OWN_TEXT = "own_text"
    CORPUS = "corpus"  # named by another document
    MANUAL = "manual"  # typed in by a clerk


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with the words it was read from. ``spans`` lie in the document ``source_id``, the own one when None.

    ``confidence``, 0 to 1: how sure the reading is, that of recognised letters included.
    """

    value: str
    spans: Spans = ()
    provenance: Provenance = Provenance.OWN_TEXT
    source_id: str | None = None
    confidence: float = 1.0


class Relation(StrEnum):
    """What a document does to another that it names."""

    BASED_ON = "based_on"
    IMPLEMENTS = "implements"
    REPLACES = "replaces"
    ABOLISHES = "abolishes"
    AMENDS = "amends"
    CORRECTS = "corrects"
    EXTENDS = "extends"  # moves a deadline of it
    PROPOSED_BY = "proposed_by"
    CITED = "cited"


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that this one names: ``sign`` is normalised (``537/TB-UBND``), ``printed`` as in the text."""

    sign: str
    printed: str
    kind: str | None  # "Thông báo", "Nghị quyết", as printed before the sign
    day: date | None
    issuer: str | None
    subject: str | None
    spans: Spans  # from the kind to the end of what is said about it
    relation: Relation


@dataclass(frozen=True, slots=True)
class Identity:
    """Who issued what, when. Every value may be absent: drafts leave number and date blank."""

    kind: Fact | None = None  # "Thông báo", "Kế hoạch", "Công văn"
    number: Fact | None = None  # full sign with number: "12/TB-UBND"
    sign: Fact | None = None  # sign without number where the number is blank: "UBND-KGVX"
    day: Fact | None = None  # ISO date of issue
    partial_day: Fact | None = None  # "2026-01" or "2026" where the day is blank
    place: Fact | None = None
    issuer: Fact | None = None
    subject: Fact | None = None
    signer: Fact | None = None
    signer_title: Fact | None = None
    authority: tuple[Fact, ...] = ()  # "TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"
    addressees: tuple[Fact, ...] = ()  # Kính gửi
    recipients: tuple[Fact, ...] = ()  # Nơi nhận
    urgency: Fact | None = None
    event_day: Fact | None = None  # ISO date of the meeting it concludes
    presider: Fact | None = None  # who concluded the meeting
    valid_from: Fact | None = None  # ISO date from which it says to have effect
    valid_to: Fact | None = None  # ISO date after which it says to have none
    blanks: tuple[Fact, ...] = ()  # printed places whose number or date is left empty; value is "number" or "day"


@dataclass(frozen=True, slots=True)
class Annex:
    """An appendix: ``label`` as printed ("Phụ lục II"), ``title`` its name, ``rows`` how many task or target rows."""

    label: str
    title: str
    spans: Spans
    rows: int


class DeadlineKind(StrEnum):
    """Kinds of deadline; the values of the gold labels."""

    NONE = "none"
    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    RECURRING = "recurring"
    EVENT = "event"
    RELATIVE = "relative"


class DeadlineOp(StrEnum):
    """How the deadline binds: before (exclusive), by (inclusive), within a period, after an event."""

    BEFORE = "before"
    BY = "by"
    WITHIN = "within"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A repeating duty: freq is monthly, quarterly, yearly, weekly or unspecified; day and month where printed."""

    freq: str
    day: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: printed words and their calendar meaning. ``end`` is the printed day also for op ``before``."""

    text: str
    kind: DeadlineKind
    op: DeadlineOp | None = None
    start: date | None = None
    end: date | None = None
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What a document changes in work which another one gave; ``spans`` are its own words.

    ``sign`` and ``day`` name that other document. ``names`` are its tasks (``ingest.change_names``), narrowed by
    ``group`` and ``annex``; without any it is the document as a whole, and all its tasks only where ``every``.
    """

    sign: str
    day: date | None
    names: tuple[str, ...]
    every: bool
    group: str | None
    annex: str | None
    before: Deadline | None  # as far as it is told
    deadline: Deadline | None  # the new one; None where something else changes: the lead, a figure, the task itself
    spans: Spans


@dataclass(frozen=True, slots=True)
class Document:
    """A Source understood: zones and sections as blocks, identity, footnotes, what it cites and moves."""

    id: str
    source: Source
    blocks: tuple[Block, ...]
    identity: Identity
    annexes: tuple[Annex, ...] = ()
    footnotes: tuple[tuple[str, Block], ...] = ()
    references: tuple[Reference, ...] = ()
    moves: tuple[Move, ...] = ()


class TaskKind(StrEnum):
    """A duty, a measured target, a request to a body outside the issuer's line, the closing order."""

    TASK = "task"
    TARGET = "target"
    REQUEST = "request"
    CLOSING = "closing"


class Role(StrEnum):
    """What the addressee does in the task."""

    LEAD = "chu_tri"
    COORDINATE = "phoi_hop"
    ADVISE = "tham_muu"
    IMPLEMENT = "thuc_hien"


@dataclass(frozen=True, slots=True)
class Moved:
    """What a later document did to a task's deadline: the deadline as first printed, and where the new one stands."""

    before: Deadline | None
    document_id: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Changed:
    """Where a later document changes something of a task other than its deadline."""

    document_id: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Task:
    """One assignment. Agencies are canonical names; ``evidence`` maps a field to the spans of its own words.

    Evidence keys: text, lead, coordinating, implementing, deadline, result, value, basis, number.
    ``row`` are the spans of the whole item or table row.
    """

    id: str
    document_id: str
    kind: TaskKind
    section: tuple[str, ...]
    number: str | None  # printed label without punctuation: "17", "a"; None for dashes
    text: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    implementing: tuple[str, ...]
    role: Role
    deadline: Deadline | None
    result: str | None
    value: str | None
    basis: str | None
    submit_to: tuple[str, ...]
    row: Spans
    evidence: tuple[tuple[str, Spans], ...]
    annex: str | None = None  # label of the annex it stands in
    group: str | None = None  # printed number of the innermost numbered group row or heading: "VI", "II.2", "4"
    confidence: float = 1.0  # 0 to 1: how sure it is that this is a task with these fields
    doubt: str | None = None  # one Vietnamese sentence: why the confidence is low
    moved: Moved | None = None  # ``deadline`` is then the one that a later document sets
    changed: tuple[Changed, ...] = ()  # by later documents, oldest first; the fields stay as first printed

    def spans_of(self, name: str) -> Spans:
        """Spans of one field's words; empty when the field has none."""
        return next((spans for key, spans in self.evidence if key == name), ())


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and searched. ``text`` is shown; ``context`` (document and headings) is only searched."""

    id: str
    document_id: str
    context: str
    text: str
    spans: Spans
    section: tuple[str, ...]
    page: int | None
    sentences: tuple[Spans, ...]  # reading order; a table row is one sentence
    task_id: str | None = None


@dataclass(frozen=True, slots=True)
class Visibility:
    """Which unit owns a document and which units may read it; ``visible_to`` None means everybody."""

    owner: str
    visible_to: tuple[str, ...] | None = None

    def admits(self, viewer: str | None) -> bool:
        """Whether a unit may read it; None is a caller without a unit, who sees only what everybody sees."""
        return self.visible_to is None or (viewer is not None and viewer in (self.owner, *self.visible_to))


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one file contributes to the register and the index."""

    document: Document
    tasks: tuple[Task, ...]
    passages: tuple[Passage, ...]
    visibility: Visibility = field(default_factory=lambda: Visibility(owner="chung"))


class Embedder(Protocol):
    """Turns text into unit vectors; ``name`` identifies model and quantisation and is kept in the manifest."""

    name: str
    dimension: int

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit length, one per text: float32 of shape (len(texts), dimension)."""

    def query(self, text: str) -> NDArray[np.float32]:
        """One unit vector: float32 of shape (dimension,)."""
