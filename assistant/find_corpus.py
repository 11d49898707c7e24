"""What the corpus holds: "có bao nhiêu văn bản?", "có những văn bản nào?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Draft, Line, Quote
from assistant.labels import document_name
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools
from ingest.dates import find_dates
from ingest.lookup import StoredDocument
from ingest.text import fold

_ASKED = re.compile(
    r"(?<!\w)(?<!phai co )(?<!can co )(?<!toi thieu )(?:(?:bao nhieu|may|nhung|cac|danh sach|liet ke)(?: cac| nhung)? van ban|how many documents|which documents|list (?:the )?documents)(?!\w)"
)

_PICKED = re.compile(
    r"(?<!\w)(?:van ban|cong van|ke hoach|thong bao|quyet dinh|chi thi|nghi quyet)(?: nao| gi)?(?: \w+){0,3}? (?:do (?:ong|ba|dong chi) (?:\w+ ){1,5}(ky)|(?:duoc )?(?:ban hanh|phat hanh|ky|ra doi)(?= (?:trong|ngay|thang|quy|nam|tu|sau|truoc)))"
)
_NEWEST = re.compile(
    r"(?<!\w)(?:(?:moi(?: ban hanh)?|gan day) nhat (?:la )?(?:van ban |so )?(?:nao|gi)|(?:van ban|cong van|ke hoach|thong bao|quyet dinh) (?:nao|gi) (?:la )?(?:moi(?: ban hanh)?|gan day) nhat)(?!\w)"
)


def asks_corpus(folded: str) -> bool:
    """Whether a question, without diacritics, is about what is on file."""
    return bool(_ASKED.search(folded) or _NEWEST.search(folded))


def _kept(documents: Sequence[StoredDocument], query: Query) -> list[StoredDocument] | None:
    """Those that a signer or a day of issue in the question picks; None where it names neither."""
    asks = _PICKED.search(query.folded)
    if asks is None or query.scope or query.signs:
        return None
    signed = [d for d in documents if (s := d.identity.signer) and fold(s.value) in fold(query.text)]
    if signed:
        return signed
    printed = [d for d in find_dates(query.text) if asks[1] is None]
    windows = [w for d in printed if (w := d.first.window(query.as_of.year))]
    if not windows:
        return None
    days = ((d, d.identity.day or d.identity.event_day) for d in documents)
    return [d for d, day in days if day and windows[0].start.isoformat() <= day.value <= windows[0].end.isoformat()]


def by_corpus(query: Query, tools: Tools) -> Draft | None:
    """The documents on file, where a question asks for nothing more than them."""
    if (kept := _kept(tools.documents(query.viewer), query)) is not None:
        return _listed(kept, query)
    newest = bool(query.scope) and _NEWEST.search(query.folded) is not None
    narrowed = (
        query.topic or (query.scope and not newest) or query.agencies or query.place or query.signs or query.window
    )
    if narrowed or not (newest or _ASKED.search(query.folded)):
        return None
    documents = [d for d in tools.documents(query.viewer) if not newest or d.id in query.scope.documents]
    return _listed(documents, query, headed=not newest)


def _listed(documents: Sequence[StoredDocument], query: Query, headed: bool = True) -> Draft:
    if not documents:
        line = Line(say("no_such_documents", query.english), furniture=True)
        return Draft(AnswerStatus.NO_SUCH_DOCUMENT, (line,))
    head = say("corpus", query.english, n=len(documents))
    lines = [] if not headed else [Line(head, granted=(str(len(documents)),), furniture=True)]
    lines += map(title_line, documents)
    return Draft(AnswerStatus.ANSWERED, tuple(lines), documents=tuple(d.id for d in documents))


def title_line(document: StoredDocument) -> Line:
    """Kind, number and subject of a document, proved where it prints them."""
    identity = document.identity
    facts = [fact for fact in (identity.kind, identity.number, identity.subject) if fact and not fact.source_id]
    spans = tuple(s for fact in facts for s in fact.spans)
    proof = (Quote(document.id, spans),) if spans else ()
    of_file = tuple(re.findall(r"\d+", document.file))  # the name stands in for a subject that is not printed
    return Line(f"- {document_name(document, 300)}", proof, granted=of_file, furniture=not proof)
