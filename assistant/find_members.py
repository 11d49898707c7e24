"""Who sits in a body that a document sets up: its list of members, or the one who holds a post in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence import Draft, Line
from assistant.find_section import quoted
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from ingest.lookup import StoredDocument
from ingest.models import Block, BlockKind, Zone
from ingest.text import fold, folded_words

_POST = (
    r"(?:(?:pho )?(?:to truong|truong ban|truong doan|doi truong|chu tich hoi dong|truong tieu ban|chu nhiem)"
    r"|to pho|doi pho|uy vien|thanh vien|thu ky)(?: thuong truc| thu ky)?"
)
_MEMBERS = re.compile(
    r"(?<!\w)(?:gom (?:co |nhung |cac )*(?:ai|thanh vien nao|ong ba nao)|thanh vien (?:la |gom )?(?:nhung )?(?:ai|nao)"
    r"|(?:may|bao nhieu) thanh vien|danh sach thanh vien|thanh vien cua|co nhung ai)(?!\w)"
)
_HOLDER = re.compile(
    rf"(?<!\w)(?:ai (?:la|lam|giu chuc|giu vai tro) {_POST}|{_POST}(?: [\w ,]{{0,90}})? (?:la )?ai)(?!\w)"
)
_ONE_POST = re.compile(rf"(?<!\w){_POST}(?!\w)")
_BODY = re.compile(r"(?<!\w)(?:ban|to|hoi dong|doan|tieu ban|doi|uy ban) (?!hanh)\w+")
_SEAT = re.compile(rf"(?:[-–—,;:|] ?|(?<!\w)(?:lam|la|kiem) )(?:{_POST})\W*(?:$|[;.,(|])|^(?:cac )?(?:{_POST}): ?\w")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Roll:
    """The members that one place of a document lists, under the line that announces them."""

    document: StoredDocument
    head: Block
    members: tuple[Block, ...]


def by_members(query: Query, tools: Tools) -> Draft | None:
    """All the members printed, or those whose post is asked for; None where no document on file lists them."""
    posts = _posts(query.folded)
    if not (posts or _MEMBERS.search(query.folded)) or not _BODY.search(query.folded):
        return None
    if query.signs and not query.scope:
        return None  # of a document that is not on file
    roll = _chosen(query, tools)
    if roll is None:
        return None
    wants_all = bool(_MEMBERS.search(query.folded))
    held = [b for b in roll.members if wants_all or any(_holds(b, post) for post in posts)]
    if not held:
        return None
    name = Line(say("in_document", query.english, document=document_name(roll.document)), furniture=True)
    lines = (name, *(quoted(roll.document, b) for b in (roll.head, *held)))
    return Draft(AnswerStatus.ANSWERED, lines, documents=(roll.document.id,))


def _posts(folded: str) -> list[str]:
    return _ONE_POST.findall(folded) if _HOLDER.search(folded) else []


def _holds(member: Block, post: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?<!pho ){post}(?!\w)", fold(member.text)))


def _chosen(query: Query, tools: Tools) -> _Roll | None:
    """The list whose announcement carries most of the question's words; two as good are no answer."""
    wanted = set(query.topic)
    ranked = sorted(
        ((len(wanted & set(folded_words(_announced(roll)))), roll) for roll in _rolls(query, tools)),
        key=lambda pair: -pair[0],
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1] if ranked[0][0] or query.scope else None


def _announced(roll: _Roll) -> str:
    subject = roll.document.identity.subject
    return f"{roll.head.text} {subject.value if subject else ''}"


def _rolls(query: Query, tools: Tools) -> Iterator[_Roll]:
    for document in tools.documents(query.viewer):
        if query.scope and document.id not in query.scope.documents:
            continue
        yield from _listed(document, tools.blocks(document.id, query.viewer))


def _listed(document: StoredDocument, blocks: Sequence[Block]) -> Iterator[_Roll]:
    """Runs of seats ("…, Phó Trưởng ban - Tổ trưởng") with the block before them."""
    body = [b for b in blocks if b.zone is not Zone.RECIPIENTS]
    run: list[Block] = []
    head: Block | None = None
    for block in [*body, None]:
        if block is not None and block.kind is not BlockKind.HEADING and _SEAT.search(fold(block.text)):
            run.append(block)
            continue
        if head is not None and len(run) >= _FEWEST:
            yield _Roll(document, head, tuple(run))
        head, run = block, []
