"""What the corpus holds: "có bao nhiêu văn bản?", "có những văn bản nào?"."""

from __future__ import annotations

import re

from assistant.evidence import Draft, Line, Quote
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools

_ASKED = re.compile(
    r"(?<!\w)(?:(?:bao nhieu|may|nhung|cac|danh sach|liet ke)(?: cac| nhung)? van ban|how many documents|which documents|list (?:the )?documents)(?!\w)"
)

_NEWEST = re.compile(r"(?<!\w)(?:moi(?: ban hanh)?|gan day) nhat (?:la )?(?:van ban |so )?(?:nao|gi)(?!\w)")


def asks_corpus(folded: str) -> bool:
    """Whether a question, without diacritics, is about what is on file."""
    return bool(_ASKED.search(folded) or _NEWEST.search(folded))


def by_corpus(query: Query, tools: Tools) -> Draft | None:
    """The documents on file, where a question asks for nothing more than them."""
    newest = bool(query.scope) and _NEWEST.search(query.folded) is not None
    narrowed = (
        query.topic or (query.scope and not newest) or query.agencies or query.place or query.signs or query.window
    )
    if narrowed or not (newest or _ASKED.search(query.folded)):
        return None
    documents = [d for d in tools.documents(query.viewer) if not newest or d.id in query.scope.documents]
    head = say("corpus", query.english, n=len(documents))
    lines = [] if newest else [Line(head, granted=(str(len(documents)),), furniture=True)]
    for document in documents:
        identity = document.identity
        facts = [fact for fact in (identity.kind, identity.number, identity.subject) if fact and not fact.source_id]
        spans = tuple(s for fact in facts for s in fact.spans)
        proof = (Quote(document.id, spans),) if spans else ()
        of_file = tuple(re.findall(r"\d+", document.file))  # the name stands in for a subject that is not printed
        lines.append(Line(f"- {document_name(document, 300)}", proof, granted=of_file, furniture=not proof))
    return Draft(AnswerStatus.ANSWERED, tuple(lines), documents=tuple(d.id for d in documents))
