"""Which documents are about something: "kế hoạch nào nói về dữ liệu mở?", "chữ ký số nằm trong những văn bản nào?"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.evidence import Draft, Line
from assistant.find_content import each_document, said
from assistant.find_corpus import title_line
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from ingest.document_kinds import document_kinds
from ingest.lookup import StoredDocument
from ingest.text import fold, folded_words

_KIND = f"(van ban|{'|'.join(sorted((fold(k.name) for k in document_kinds()), key=len, reverse=True))})"
_WHICH = rf"{_KIND}(?: chi dao)? (?:nao|gi)(?: (?:cua|tu) [\w ]{{2,30}}?)?"
_SAYS = r"(?:co )?(?:noi|nhac|de cap|ban|quy dinh|lien quan|neu|huong dan|chi dao|yeu cau)"
_FORMS = tuple(
    re.compile(rf"(?<!\w){form}(?!\w)")
    for form in (
        rf"{_WHICH} (?:{_SAYS} (?:ro |cu the )?)?(?:ve|den|toi)(?! (?:viec gi|noi dung gi|dau|ai))",
        rf"(?:nam|nhac|nhac den|nhac toi|neu|de cap|noi|noi den|quy dinh) (?:o|trong|tai) (?:nhung |cac )?{_KIND} nao",
        rf"(?:co|nhung|cac) {_KIND} (?:{_SAYS} )?(?:ve|den|toi) (?=.*\b(?:khong|nao|gi)\W*$)",
        rf"which (?:{_KIND}|documents?) (?:is about|are about|mentions?|deals? with|talks? about|discuss(?:es)?)",
    )
)
_ANY = "van ban"
_MOST = 0.8  # share of the topic's words with which a title is about it


def by_mention(query: Query, tools: Tools) -> Draft | None:
    """The documents whose title or text is about the topic, each with the place; None for any other question."""
    asked = next((m for form in _FORMS if (m := form.search(query.folded))), None)
    if asked is None or not query.topic or query.signs or (query.scope and not query.scope.by_place):
        return None
    query = replace(query, fields=frozenset())
    kept = [
        d
        for d in tools.documents(query.viewer)
        if (asked[1] or _ANY) in (_ANY, fold(d.identity.kind.value if d.identity.kind else ""))
    ]
    hits, tasks = each_document(query, tools)
    hits = [h for h in hits if h.passage.document_id in {d.id for d in kept}]
    titled = [d for d in kept if _is_titled(d, query)]
    documents = tuple(dict.fromkeys([*(d.id for d in titled), *(h.passage.document_id for h in hits)]))
    if not documents:
        return Draft(AnswerStatus.NOT_IN_CORPUS, (Line(say("no_mention", query.english), furniture=True),))
    lines = [Line(say("mentioned", query.english, n=len(documents)), granted=(str(len(documents)),), furniture=True)]
    for name in documents:
        inside = [line for h in hits if h.passage.document_id == name for line in said(h, tasks, query, tools)]
        lines += inside or [title_line(tools.stored(name, query.viewer))]
    held = tuple(t for t in tasks if any(h.passage.task_id == t for h in hits))
    return Draft(AnswerStatus.ANSWERED, tuple(lines), held, documents, is_content=True)


def _is_titled(document: StoredDocument, query: Query) -> bool:
    subject = document.identity.subject
    held = set(folded_words(subject.value)) if subject else set()
    return sum(w in held for w in query.topic) >= _MOST * len(query.topic)
