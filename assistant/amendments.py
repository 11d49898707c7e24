"""What later documents change in tasks that another one gave: moved, given to others, widened, dropped, added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.due import is_due
from assistant.evidence import Draft, Line, Quote
from assistant.labels import document_name, task_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.task_lines import label_figures
from assistant.tools import Tools
from ingest.joined import join
from ingest.lookup import StoredDocument, TaskFilter
from ingest.models import Block, BlockKind, Relation, Span, Spans, Task
from ingest.text import canonical

_OPENS = re.compile(
    r"\W*(?:\d+[.)]\s*|điều \d+\s*[.:]\s*|[a-zđ]\)\s*)*bổ sung (?:thêm |mới )?(?:\d+ )?(?:các |một số )?nhiệm vụ(?!\w)"
)
_REST = re.compile(r"(?:các |những )?nội dung (?:khác|còn lại)(?!\w)[^;]*?(?=;|\./|\.\s|\.?$)")
_CHANGING = re.compile(
    r"\W*(?:\d+[.)]\s*|[a-zđ]\)\s*)*(?:đồng ý |thống nhất )?(?:không )?(?:điều chỉnh|sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính|bỏ|tăng|giảm)(?!\w)"
)
_FOUND = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_FEW = 2  # tasks of an answer that also repeats the words by which each was moved
_CHANGES = (Relation.AMENDS, Relation.EXTENDS, Relation.CORRECTS)


def changes(draft: Draft, query: Query, tools: Tools) -> list[Line]:
    """The items of amending documents that name the tasks of a draft by number, each under its document.

    What they move or change of the tasks themselves is left out: it stands beside each task.
    """
    numbers = query.place.numbers
    if not numbers:
        return []
    named = re.compile(
        rf"(?<!\w)(?:nhiệm vụ|chỉ tiêu|số thứ tự|stt) (?:số |thứ )?0?(?:{'|'.join(map(re.escape, numbers))})(?![\w/]|[.,]\d)"
    )
    ties = tools.ties(query.viewer)
    told = {span for id in draft.tasks for later in ties.changed_tasks.get(id, ()) for span in later.moving.move.spans}
    by = makers(draft.documents or query.scope.documents, query, tools)
    return [
        Line(
            f"- {document_name(tools.stored(maker, query.viewer), 90)}: “{block.text}”",
            (Quote(maker, block.spans, block.section),),
        )
        for maker in by
        for block in tools.blocks(maker, query.viewer)
        if named.search(canonical(block.text)) and not any(_overlap(x, y) for x in told for y in block.spans)
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def noted(draft: Draft, query: Query, tools: Tools) -> Draft:
    """The draft, with what later documents change of its tasks, and of others for the body that is asked about."""
    if not tools.ties(query.viewer).changed_tasks or draft.status is AnswerStatus.NEEDS_CLARIFICATION:
        return draft
    own = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, ids=draft.tasks)) if draft.tasks else ()
    told = {quote.spans for line in draft.lines for quote in line.quotes}
    tasks = [*own, *(task for task in _given(query, tools) if task.id not in draft.tasks)]
    lines = [line for task in tasks for line in changed_lines(task, query, tools) if not _is_told(line, told)]
    moved = [_line(t, t.moved.document_id, t.moved.spans, query, tools) for t in own if t.moved and len(own) <= _FEW]
    if draft.status not in _FOUND:
        return Draft(AnswerStatus.ANSWERED, _headed(lines, query), tuple(t.id for t in tasks)) if lines else draft
    if lines and len(own) == len(tasks) == 1:  # what holds now comes before what was printed
        printed = Line(say("as_printed", query.english), furniture=True)
        return replace(draft, lines=(*_headed(lines, query), printed, *draft.lines, *moved))
    return replace(draft, lines=(*draft.lines, *_headed([*lines, *moved], query)))


def _headed(lines: Sequence[Line], query: Query) -> tuple[Line, ...]:
    return (Line(say("changed_later", query.english), furniture=True), *lines) if lines else ()


def _is_told(line: Line, told: Iterable[Spans]) -> bool:
    """Whether the words of a line stand in the answer already, as part of a whole item."""
    (quote,) = line.quotes[-1:]
    first = quote.spans[0].start
    return any(span.start <= first < span.end for spans in told for span in spans)


def _given(query: Query, tools: Tools) -> Iterator[Task]:
    """Tasks of which a later document says something of the body whose tasks are asked for."""
    names = {m.name for m in query.agencies if query.agency_is_subject}
    if not names or query.place:
        return
    for task in tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=query.scope.documents)):
        said = " ".join(words_at(c.document_id, c.spans, query, tools) for c in task.changed)
        timely = query.window is None or is_due(task, query.window)
        if said and timely and names & {mention.name for mention in tools.agencies.find(said)}:
            yield task


def changed_lines(task: Task, query: Query, tools: Tools) -> list[Line]:
    """What later documents change of a task besides its deadline, in their own words."""
    return [_line(task, change.document_id, change.spans, query, tools) for change in task.changed]


def _line(task: Task, maker: str, spans: Spans, query: Query, tools: Tools) -> Line:
    name = document_name(tools.stored(maker, query.viewer), 90)
    return Line(
        f"- {task_name(task)}: {name}: “{words_at(maker, spans, query, tools)}”",
        (Quote(task.document_id, task.row, task.section), Quote(maker, spans)),
        granted=label_figures(task),
    )


def words_at(document_id: str, spans: Spans, query: Query, tools: Tools) -> str:
    """The cleaned words of a place."""
    return join(tools.document(document_id, query.viewer).source.text, spans).text


def added(maker: str, query: Query, tools: Tools) -> list[Line]:
    """The tasks that an amending document adds."""
    name = document_name(tools.stored(maker, query.viewer), 90)
    found = [block for block in tools.blocks(maker, query.viewer) if _adds(block)]
    lines = [Line(f"- {name}: “{block.text}”", (Quote(maker, block.spans, block.section),)) for block in found]
    return [Line(say("added_later", query.english), furniture=True), *lines] if lines else []


def _adds(block: Block) -> bool:
    words = () if block.kind is BlockKind.HEADING else (block.text, *block.section)
    return any(_OPENS.match(canonical(part)) for part in words)


def the_rest(maker: str, query: Query, tools: Tools) -> list[Line]:
    """What an amending document says of all that it does not change."""
    source = tools.document(maker, query.viewer).source.text
    joined = [join(source, block.spans) for block in tools.blocks(maker, query.viewer)]
    found = [(words, m) for words in joined if (m := _REST.search(canonical(words.text)))]
    name = document_name(tools.stored(maker, query.viewer), 90)
    return [
        Line(f"- {name}: “{words.text[slice(*m.span())]}”", (Quote(maker, words.raw(*m.span())),)) for words, m in found
    ]


def further(ids: Iterable[str], told: Sequence[Line], query: Query, tools: Tools) -> list[Line]:
    """Items of amending documents that change something and of which no line yet tells: targets, figures, wordings."""
    held = [span for line in told for quote in line.quotes for span in quote.spans]
    return [
        Line(
            f"- {document_name(tools.stored(maker, query.viewer), 90)}: “{block.text}”",
            (Quote(maker, block.spans, block.section),),
        )
        for maker in ids
        for block in tools.blocks(maker, query.viewer)
        if block.marker and _CHANGING.match(canonical(block.text)) and not block.text.rstrip().endswith(":")
        if not any(_overlap(x, y) for x in held for y in block.spans)
    ]


def makers(document_ids: Iterable[str], query: Query, tools: Tools) -> tuple[str, ...]:
    """The amending ones among documents, and those that amend them, issued by the day asked for."""
    ties = tools.ties(query.viewer)
    links = [link for id in document_ids for link in (*ties.said_by(id), *ties.said_of(id))]
    found = dict.fromkeys(link.document_id for link in links if link.reference.relation in _CHANGES)
    return tuple(id for id in found if _is_out(tools.stored(id, query.viewer), query.as_of))


def _is_out(document: StoredDocument, day: date) -> bool:
    """Whether it was issued by a day; one without a day of issue counts."""
    issued = document.identity.day
    return issued is None or date.fromisoformat(issued.value) <= day


def of_the_amended(query: Query, tools: Tools) -> Query | None:
    """The question asked of the documents that the named ones amend; None where they amend none on file."""
    ties = tools.ties(query.viewer)
    makers = set(query.scope.documents)
    amended = tuple(
        dict.fromkeys(
            id
            for id in ties.by_id
            if any(x.document_id in makers and x.reference.relation in _CHANGES for x in ties.said_of(id))
        )
    )
    return replace(query, scope=replace(query.scope, documents=amended, annexes=())) if amended else None
