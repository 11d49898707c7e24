"""When and where a meeting is and who is invited, from the invitation that calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.evidence import Draft, Line, Quote
from assistant.find_document import by_topic
from assistant.labels import document_name
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from ingest.lookup import StoredDocument
from ingest.models import Block, BlockKind
from ingest.signs import find_signs, matches
from ingest.text import fold

_MEETING = re.compile(r"(?<!\w)(?:hop|cuoc hop|hoi nghi|hoi thao|buoi lam viec|giay moi|meeting)(?!\w)")
_WHEN = re.compile(r"(?<!\w)(?:may gio|luc nao|khi nao|ngay nao|ngay may|bao gio|thoi gian|when|what time)(?!\w)")
_WHERE = re.compile(r"(?<!\w)(?:o dau|tai dau|dia diem|phong nao|cho nao|where)(?!\w)")
_WHO = re.compile(
    r"(?<!\w)(?:duoc moi|moi (?:nhung )?(?:ai|don vi nao|co quan nao)|thanh phan|ai (?:phai )?du|invited)(?!\w)"
)
_CHAIR = re.compile(r"(?<!\w)(?:ai chu tri|chu tri la ai|nguoi chu tri|ai dieu hanh|who chairs?)(?!\w)")
_TIME_LINE = re.compile(r"(?:thoi gian|vao hoi|vao luc)(?!\w)")
_CHAIR_LINE = re.compile(r"(?:\S{1,4} )?(?:nguoi )?chu tri\W")
_PLACE_LINE = re.compile(r"(?:thoi gian(?: va|,)? )?dia diem(?!\w)|tai (?:phong|hoi truong|tru so)")
_INVITES = re.compile(
    r"(?:\S{1,4} )?thanh phan(?: \w+){0,3}\W*$|(?:\S{1,4} )?thanh phan[^:]{0,30}:|.{0,400}kinh moi\W*$"
)
_ELSE = re.compile(r"(?:\S{1,5} )?(?:thoi gian|dia diem|noi dung|chuan bi|chu tri|phan cong|to chuc)(?!\w)")
_INVITATION = "Giấy mời"


def by_meeting(query: Query, tools: Tools) -> Draft | None:
    """Lines of the invitation that say it; None where the question asks for no meeting, or none on file calls it."""
    asked = tuple(p for p in (_CHAIR, _WHEN, _WHERE, _WHO) if p.search(query.folded))
    if not asked or not _MEETING.search(query.folded):
        return None
    document = _invitation(query, tools)
    if document is None:
        return None
    blocks = list(_told(tools.blocks(document.id, query.viewer), asked))
    if not blocks:
        return None
    head = Line(f"{document_name(document)}:", furniture=True)
    lines = (Line(f"- “{b.text}”", (Quote(document.id, b.spans, b.section),)) for b in blocks)
    return Draft(AnswerStatus.ANSWERED, (head, *lines), documents=(document.id,))


def _invitation(query: Query, tools: Tools) -> StoredDocument | None:
    """The invitation in scope, the one whose subject names a document of the question, or the one on its topic."""
    held = [d for d in tools.documents(query.viewer) if d.identity.kind and d.identity.kind.value == _INVITATION]
    named = [d for d in held if d.id in query.scope.documents and not query.scope.by_place]
    about = [d for d in held if d.identity.subject and _names(query, d.identity.subject.value)]
    found = named or about or ([] if query.signs else [d for d in by_topic(query, tools) if d in held])
    return found[0] if len(found) == 1 else None


def _names(query: Query, subject: str) -> bool:
    return any(matches(sign, printed) for sign in query.signs for printed in find_signs(subject))


def _told(blocks: Sequence[Block], asked: Sequence[re.Pattern[str]]) -> Iterator[Block]:
    wanted = {_WHEN: _TIME_LINE, _WHERE: _PLACE_LINE, _CHAIR: _CHAIR_LINE}
    if _WHO in asked:
        yield from _invited(blocks)
    for block in blocks:
        words = fold(block.text)
        if any(wanted[p].match(words) for p in asked if p in wanted):
            yield block


def _invited(blocks: Iterable[Block]) -> Iterator[Block]:
    """The paragraph that invites and the items below it, or those under the heading "Thành phần"."""
    follows = False
    for block in blocks:
        words = fold(block.text)
        headed = any(_INVITES.match(fold(title)) for title in block.section)
        if _INVITES.match(words):
            follows = True
            if block.kind is not BlockKind.HEADING:
                yield block
        elif headed or (follows and block.marker and not _ELSE.match(words)):
            yield block
        else:
            follows = False
