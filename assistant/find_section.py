"""Places of the running text named by their printed numbers: "khoản 4", "điểm c khoản 1 Điều 5", "Chương II"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.arrange import arranged
from assistant.evidence import Draft, Line, Quote
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Place, Query
from assistant.task_lines import full
from assistant.tools import Tools
from ingest.lookup import StoredDocument, TaskFilter
from ingest.markers import marker_of
from ingest.models import Block, BlockKind, Task, Zone
from ingest.text import fold, folded_words

_MOST = 30  # paragraphs quoted of one place
_DASHES = ("-", "–", "+", "•", "*")
_WHAT = re.compile(
    r"(?<!\w)(?:(?:nhung|cac) [\w ,]{2,60} (?:gi|nao)|gom (?:nhung )?gi|la (?:nhung )?gi|the nao|ra sao|liet ke|neu|nhu the nao|what|list)(?!\w)"
)
_LOOSE = 6  # further words that a heading may have
_FEW = 3  # tasks shown in full rather than as a list


def by_section(query: Query, tools: Tools) -> Draft | None:
    """What stands at the printed place: its tasks where it gives any, else its words."""
    place = query.place
    if place.numbers or not (place.point or place.group or place.above or place.dash):
        return None
    if query.window or query.counts or (query.agencies and query.agency_is_subject) or place.annex:
        return None
    documents = [d for d in tools.documents(query.viewer) if not query.scope or d.id in query.scope.documents]
    found = [(d, blocks) for d in documents if (blocks := _at(place, tools.blocks(d.id, query.viewer)))]
    if not found:
        return _none(documents, query, tools) if query.scope or place.point or place.dash else None
    if len(found) > 1 and len(query.scope.documents) != len(found):
        return None if query.topic else _which([d for d, _ in found], query)
    drafts = [_said(document, blocks, query, tools) for document, blocks in found]
    return Draft(
        AnswerStatus.ANSWERED,
        tuple(line for draft in drafts for line in draft.lines),
        tuple(task for draft in drafts for task in draft.tasks),
        tuple(d.id for d, _ in found),
    )


def by_heading(query: Query, tools: Tools) -> Draft | None:
    """All that stands under the heading of a named document that carries the question's words ("những tồn tại gì")."""
    wanted = set(query.topic)
    if not wanted or not query.scope or query.scope.annexes or not _WHAT.search(query.folded):
        return None
    for document in tools.documents(query.viewer):
        if document.id not in query.scope.documents:
            continue
        blocks = tools.blocks(document.id, query.viewer)
        headings = (b for b in blocks if b.kind is BlockKind.HEADING and wanted <= set(folded_words(b.text)))
        head = next((b for b in headings if len(b.text.split()) <= 2 * len(wanted) + _LOOSE), None)
        if head is not None and (under := [b for b in blocks if _is_under(b, head)]):
            name = say("in_document", query.english, document=document_name(document))
            lines = [Line(name, furniture=True), *(quoted(document, b) for b in [head, *under][:_MOST])]
            return Draft(AnswerStatus.ANSWERED, tuple(lines), documents=(document.id,))
    return None


def _at(place: Place, blocks: Sequence[Block]) -> list[Block]:
    """The block with that label, and all that stands under it; several where a number is printed more than once."""
    wanted = [*place.above, *([place.group.lower()] if place.group else []), *([place.point] if place.point else [])]
    body = [b for b in blocks if b.zone is not Zone.RECIPIENTS and b.kind is not BlockKind.ROW]
    heads = [b for b in body if wanted and _is_at(_path(b), wanted)]
    if not heads and not wanted:
        return []
    under = [b for b in body if any(b is head or _is_under(b, head) for head in heads)]
    if place.dash is None:
        return under
    dashes = [b for b in under if b.marker in _DASHES]
    return dashes[place.dash - 1 : place.dash]


def _path(block: Block) -> list[str]:
    printed = [m.text for heading in block.section if (m := marker_of(heading))]
    return [_label(m) for m in (*printed, *([block.marker] if block.marker else []))]


def _label(marker: str) -> str:
    """``a)`` is "a", ``Điều 5.`` is "dieu 5"; a letter keeps its stroke, for d and đ are two points."""
    bare = marker.strip(" .)/:-–").lower()
    return fold(bare) if " " in bare else bare


def _is_at(path: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the path ends in the last label wanted and passes the others in order."""
    if not path or path[-1] != wanted[-1]:
        return False
    rest: Iterator[str] = iter(path[:-1])
    return all(label in rest for label in wanted[:-1])


def _is_under(block: Block, head: Block) -> bool:
    words = " ".join(filter(None, (head.marker, head.text))) if head.kind is not BlockKind.HEADING else head.text
    depth = len(head.section)
    return len(block.section) > depth and block.section[:depth] == head.section and block.section[depth] == words


def _said(document: StoredDocument, blocks: Sequence[Block], query: Query, tools: Tools) -> Draft:
    tasks = _tasks(document, blocks, query, tools)
    by_id = {document.id: document}
    if tasks and len(tasks) <= _FEW:
        lines = [line for task in tasks for line in full(task, document, query)]
    elif tasks:
        lines = [Line(say("in_document", query.english, document=document_name(document)), furniture=True)]
        lines += arranged(tasks, by_id, query)
    else:
        lines = [Line(say("in_document", query.english, document=document_name(document)), furniture=True)]
        lines += [quoted(document, block) for block in blocks[:_MOST]]
    return Draft(AnswerStatus.ANSWERED, tuple(lines), tuple(t.id for t in tasks), (document.id,))


def quoted(document: StoredDocument, block: Block) -> Line:
    """A paragraph with its marker, as one line of a list."""
    shown = block.text if block.kind is BlockKind.HEADING else " ".join(filter(None, (block.marker, block.text)))
    return Line(f"- {shown}", (Quote(document.id, block.spans, block.section),))


def _tasks(document: StoredDocument, blocks: Sequence[Block], query: Query, tools: Tools) -> list[Task]:
    spans = [span for block in blocks for span in block.spans]
    wanted = TaskFilter(as_of=query.as_of, document_ids=(document.id,))
    return [
        task
        for task in tools.tasks(query.viewer, wanted)
        if task.row and any(s.start <= task.row[0].start < s.end for s in spans)
    ]


def _none(documents: Sequence[StoredDocument], query: Query, tools: Tools) -> Draft:
    """There is no such place: said, with the headings that there are."""
    lines = [Line(say("no_place", query.english), furniture=True)]
    for document in documents[:2]:
        headings = [b for b in tools.blocks(document.id, query.viewer) if b.kind is BlockKind.HEADING]
        top = [b for b in headings if not b.section]
        lines += [Line(f"- {b.text}", (Quote(document.id, b.spans, b.section),)) for b in top[:8]]
    return Draft(AnswerStatus.NO_SUCH_PLACE, tuple(lines), documents=tuple(d.id for d in documents[:2]))


def _which(documents: Sequence[StoredDocument], query: Query) -> Draft:
    head = Line(say("which_document", query.english), furniture=True)
    proofs = [(d, d.identity.subject) for d in documents]
    lines = [Line(f"- {document_name(d, 120)}", (Quote(d.id, s.spans),)) for d, s in proofs if s and not s.source_id]
    return Draft(AnswerStatus.NEEDS_CLARIFICATION, (head, *lines), documents=tuple(d.id for d in documents))
