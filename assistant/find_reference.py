"""Documents that are only cited: what is said about them; their content is not claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Draft, Line, Quote
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import TASK_FIELDS, Field, Query, Shape
from assistant.task_lines import listed
from assistant.tools import Tools
from ingest.lookup import Citing, TaskFilter
from ingest.models import Reference, Relation, Task
from ingest.signs import SignQuery, find_signs, matches
from ingest.text import fold

_ASKS_CONTENT = ("noi dung", "gom nhung gi", "quy dinh gi", "noi gi", "toan van", "chi tiet")
_WHICH = re.compile(
    r"(?<!\w)(quyet dinh|nghi quyet|thong bao|ke hoach|chuong trinh|cong van|nghi dinh|chi thi|to trinh|ket luan|cong dien|de an|van ban) (?:so )?(?:nao|gi)(?!\w)"
)
_KIND = 22  # characters that may stand before a sign which begins the question: "Theo Quyết định số"
_SAYS = re.compile(
    r"(?:,? ngay [\d/. ]+(?:thang \d+ )?(?:nam \d+)?)?(?:,? cua [\w ,]{2,60}?)?(?:,? (?:dieu|khoan|muc|chuong|diem) \w{1,5})*,? (?:co )?(?:yeu cau|quy dinh|giao|phan cong|neu|noi|de ra|dat ra|chi dao|"
    r"huong dan|gom|bao gom|noi dung|cho phep|phe duyet)(?!\w)"
)
_NEAR = 3  # signs named beside one that is not there
_ABOUT = frozenset({Field.SUBJECT, Field.DAY, Field.ISSUER, Field.NUMBER, Field.SIGNER})


def by_sign(query: Query, tools: Tools) -> Draft | None:
    """What the corpus says of a numbered document that is not in it."""
    signs = [s for s in query.signs if not _is_scope(s, query)]
    if not signs:
        return _of_kind(query, tools)
    citing = tools.references(query.viewer)
    found = {id(s): [c for c in citing if matches(s, c.reference.sign)] for s in signs}
    if not any(found.values()):
        return _unknown(signs[0], citing, query, tools)
    held = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=query.scope.documents))
    tasks = [t for t in held if t.basis and _names(signs, t.basis)]
    asks_tasks = query.shape is Shape.LIST or "nhiem vu" in query.folded or "viec" in query.folded
    if tasks and asks_tasks and not any(p in query.folded for p in _ASKS_CONTENT):
        return _assigned(tasks, query, tools)
    owner = next((s for s in signs if found[id(s)] and _owns(s, query.folded)), None)
    if owner is not None and not query.fields & _ABOUT:
        head = Line(say("only_cited", query.english, sign=_printed(found, owner, query)), furniture=True)
        return Draft(AnswerStatus.NOT_IN_CORPUS, (head, *_about(found[id(owner)], query, tools)))
    if (
        query.fields & TASK_FIELDS
        and not query.fields & _ABOUT
        and (carrying := [t for t in held if _names(signs, t.text)])
    ):
        return _assigned(carrying, query, tools)
    if not (query.fields & _ABOUT) and query.shape is not Shape.COMPARE and len(query.topic) >= 2:
        return None  # the sign only qualifies a content question
    lines = [line for s in signs for line in _about(found[id(s)], query, tools)]
    if any(p in query.folded for p in _ASKS_CONTENT) and Field.DAY not in query.fields:
        head = Line(say("only_cited", query.english, sign=_printed(found, signs[0], query)), furniture=True)
        return Draft(AnswerStatus.NOT_IN_CORPUS, (head, *lines))
    return Draft(AnswerStatus.ANSWERED, tuple(lines)) if lines else None


def _of_kind(query: Query, tools: Tools) -> Draft | None:
    """ "Kế hoạch ... triển khai quyết định nào?": what the named document carries out or rests on, of that kind."""
    asked = _WHICH.search(query.folded)
    if asked is None or not query.scope.documents or len(query.topic) > 3:
        return None
    own = [c for c in tools.references(query.viewer) if c.document_id in query.scope.documents]
    kept = [
        c
        for c in own
        if c.reference.relation is not Relation.CITED and asked[1] in ("van ban", fold(c.reference.kind or ""))
    ]
    first = {c.reference.sign: c for c in reversed(kept)}
    lines = [line for c in reversed(first.values()) for line in _about([c], query, tools)[:1]]
    return Draft(AnswerStatus.ANSWERED, tuple(lines), documents=query.scope.documents) if lines else None


def _is_scope(sign: SignQuery, query: Query) -> bool:
    return any(start <= sign.span.start and sign.span.end <= end for start, end in query.scope.words)


def _owns(sign: SignQuery, folded: str) -> bool:
    """Whether the question is what that document says: "Quyết định 10/QĐ-UBND ngày … của … phân công ai?"."""
    return len(folded[: sign.span.start].strip()) <= _KIND and _SAYS.match(folded, sign.span.end) is not None


def _names(signs: Sequence[SignQuery], words: str) -> bool:
    return any(matches(sign, printed) for sign in signs for printed in find_signs(words))


def _printed(found: dict[int, list[Citing]], sign: SignQuery, query: Query) -> str:
    hits = found[id(sign)]
    return hits[0].reference.sign if hits else query.text[sign.span.start : sign.span.end]


def _about(citings: Sequence[Citing], query: Query, tools: Tools) -> list[Line]:
    """One line a place, the most telling first; the same words said twice are said once."""
    ranked = sorted(
        citings, key=lambda c: -sum(x is not None for x in (c.reference.day, c.reference.issuer, c.reference.subject))
    )
    lines: list[Line] = []
    for citing in ranked[:3]:
        line = Line("- " + _described(citing.reference), (Quote(citing.document_id, citing.reference.spans),))
        if line.text not in {x.text for x in lines}:
            lines.append(line)
    if ranked and ranked[0].reference.subject is None:
        lines.extend(_context(ranked[0], query, tools))
    return lines


def _context(citing: Citing, query: Query, tools: Tools) -> list[Line]:
    """Where nothing is said of its subject, the sentence that names it."""
    start = citing.reference.spans[0].start
    for block in tools.blocks(citing.document_id, query.viewer):
        if any(s.start <= start < s.end for s in block.spans):
            return [Line(f"“{block.text}”", (Quote(citing.document_id, block.spans, block.section),))]
    return []


def _described(reference: Reference) -> str:
    kind = f"{reference.kind} " if reference.kind else ""
    day = f" ngày {reference.day.day:02}/{reference.day.month:02}/{reference.day.year}" if reference.day else ""
    issuer = f" của {reference.issuer}" if reference.issuer else ""
    subject = f": {reference.subject}" if reference.subject else ""
    return f"{kind}{reference.sign}{day}{issuer}{subject}"


def _assigned(tasks: Sequence[Task], query: Query, tools: Tools) -> Draft:
    documents = {d.id: d for d in tools.documents(query.viewer)}
    head = say("found_tasks", query.english, n=len(tasks), where="", window="")
    lines = (Line(head, granted=(str(len(tasks)),), furniture=True), *listed(tasks, documents, query))
    return Draft(
        AnswerStatus.ANSWERED, lines, tuple(t.id for t in tasks), tuple(dict.fromkeys(t.document_id for t in tasks))
    )


def _unknown(sign: SignQuery, citing: Sequence[Citing], query: Query, tools: Tools) -> Draft:
    """Nothing has or cites that number; near it are the same number of another kind and the same kind and code."""
    places = {c.reference.sign: Quote(c.document_id, c.reference.spans) for c in reversed(citing)}
    printed_own = ((d.id, d.identity.number) for d in tools.documents(query.viewer))
    places |= {
        number.value: Quote(number.source_id or name, number.spans)
        for name, number in printed_own
        if number and number.spans
    }
    every = sorted(places, key=lambda printed: not _same_number(sign, printed))
    near = [printed for printed in every if _same_number(sign, printed) or _same_kind(sign, printed)][:_NEAR]
    lines = [Line(say("no_document", query.english, sign=query.text[sign.span.start : sign.span.end]), furniture=True)]
    quotes = tuple(places[printed] for printed in near)
    if near:
        lines.append(Line(say("near_signs", query.english, signs=", ".join(near)), quotes))
    return Draft(AnswerStatus.NO_SUCH_DOCUMENT, tuple(lines))


def _same_number(sign: SignQuery, printed: str) -> bool:
    return re.split(r"\D", printed, maxsplit=1)[0].lstrip("0") == str(sign.number)


def _same_kind(sign: SignQuery, printed: str) -> bool:
    letters = re.split(r"[-/]", fold(printed))
    code = re.split(r"[-/]", fold(sign.organisation or ""))[0]
    return any(fold(kind) in letters for kind in sign.kinds) and (not code or code in letters)
