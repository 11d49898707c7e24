"""What a question asks, in the terms of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingest.agencies import Mention
from ingest.rows import AgencyRole
from ingest.signs import SignQuery


class Field(StrEnum):
    """A fact that a question may ask for, of a task or of a document."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    IMPLEMENTING = "implementing"
    DEADLINE = "deadline"
    BASIS = "basis"
    RESULT = "result"
    VALUE = "value"
    SUBMIT_TO = "submit_to"
    SIGNER = "signer"
    NUMBER = "number"
    DAY = "day"
    ISSUER = "issuer"
    ADDRESSEES = "addressees"
    RECIPIENTS = "recipients"
    ANNEXES = "annexes"
    PRESIDER = "presider"
    EVENT = "event"
    SUBJECT = "subject"


TASK_FIELDS = frozenset(
    {Field.LEAD, Field.COORDINATING, Field.IMPLEMENTING, Field.DEADLINE, Field.BASIS, Field.RESULT, Field.SUBMIT_TO}
)


class Shape(StrEnum):
    """What the answer looks like."""

    ONE = "one"
    LIST = "list"
    COMPARE = "compare"  # document by document


class Timing(StrEnum):
    """How a window restricts deadlines."""

    WITHIN = "within"  # due inside it
    UNTIL = "until"  # due on or before its end
    OVERDUE = "overdue"  # due before its end, seen from the as-of day
    COVERS = "covers"  # the period printed, such as "giai đoạn 2026-2027"
    UNDATED = "undated"  # no deadline is printed


class Order(StrEnum):
    """How a list is put together, where the question says it."""

    AS_PRINTED = "as_printed"
    BY_AGENCY = "by_agency"  # under each body
    BY_DEADLINE = "by_deadline"  # the earliest first


@dataclass(frozen=True, slots=True)
class DueWindow:
    """Days, both included, with the words that named them; ``end`` is ``date.max`` where the window stays open.

    ``span`` are the characters of the question that say so.
    """

    start: date | None
    end: date
    timing: Timing
    words: str
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Printed numbers: annex ("II"), group or section ("VI", "4"), task numbers, lettered point ("b"), dash ("2").

    ``above`` are the labels that the group or point stands under, outermost first: "chuong ii", "dieu 5", "ii".
    """

    annex: str | None = None
    group: str | None = None
    numbers: tuple[str, ...] = ()
    point: str | None = None
    above: tuple[str, ...] = ()
    dash: int | None = None
    stage: str | None = None  # "giai doan 2": the title of the group says it, not its number

    def __bool__(self) -> bool:
        return bool(self.numbers or self.point)


@dataclass(frozen=True, slots=True)
class Scope:
    """Documents that the question names; ``annexes`` are (document id, annex label). ``words`` were used up by it.

    ``by_place``: it names only the province they come from, so that none of them is meant in particular.
    """

    documents: tuple[str, ...] = ()
    annexes: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[int, int], ...] = ()
    by_place: bool = False

    def __bool__(self) -> bool:
        return bool(self.documents)


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. ``topic`` are the content words that nothing else accounts for, in order."""

    text: str  # with short forms written out; of an English question the Vietnamese terms
    searched: str  # as typed; of an English question with the Vietnamese terms behind it
    folded: str  # ``folding.folded_question``
    english: bool
    unaccented: bool  # typed without any diacritics
    as_of: date
    viewer: str | None
    agencies: tuple[Mention, ...] = ()
    roles: tuple[AgencyRole, ...] = ()
    fields: frozenset[Field] = frozenset()
    shape: Shape = Shape.ONE
    counts: bool = False
    order: Order = Order.AS_PRINTED
    place: Place = Place()
    window: DueWindow | None = None
    windows: tuple[DueWindow, ...] = ()  # all that are named, the first being ``window``
    signs: tuple[SignQuery, ...] = ()
    scope: Scope = Scope()
    topic: tuple[str, ...] = ()  # without diacritics
    topic_runs: tuple[tuple[str, ...], ...] = ()  # the same words as typed, in runs of neighbours
    agency_is_subject: bool = False
    owner_unknown: bool = False  # "đơn vị tôi" is asked about and nobody told which that is
