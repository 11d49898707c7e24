"""Several questions in one message: told apart by their marks and interrogatives, answered one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.endings import ending
from assistant.evidence import Draft, Line
from assistant.find_figures import compares_twice
from assistant.messages import say
from assistant.models import AnswerStatus, Question, Turn
from assistant.query import TASK_FIELDS, Query
from assistant.vocabulary import COMPARES
from ingest.text import collapse, fold, nfc

_MOST = 6
_FEWEST = 2  # words of a topic with which a clause stands alone behind a preface
_ASKS = re.compile(
    r"(?<!\w)(?:ai|gi|nao|dau|bao gio|may|bao nhieu|the nao|ra sao|la sao|khong|chua|han|liet ke|tom tat|so sanh|who|what|when|which|how|list|summari[sz]e|compare)(?!\w)"
)
_ENUMERATED = re.compile(r"(?:^|(?<=[\s?.;]))(?:\(?[1-9]\)|[1-9]\.(?=\s)|[a-e]\))\s*")
_SENTENCE = re.compile(r"(?<=\?)\s+(?=\w)|(?<=[\w)])\s*;\s+|(?<=[^\W\d][^\W\d])\.\s+(?=\w)")
_JOINT = re.compile(r"(?:,\s*|\s)(?:và|va|đồng thời|dong thoi|còn|con|and)\s+(?=\w)", re.IGNORECASE)
_CLAUSE = re.compile(r",\s*(?:(?:và|va|còn|con)\s+)?(?=\w)", re.IGNORECASE)
_COLON = re.compile(r"[^:?]{8,120}?:\s+(?=\w)")
_LEAD = 14  # characters that may stand before the name of a document: "Theo nội dung "
_INTERROGATIVE = re.compile(r"(?<!\w)(?:ai|gi|nao|dau|bao gio|bao lau|may|bao nhieu|the nao|ra sao)(?!\w)")
_OF_MEETING = re.compile(r"(?<!\w)(?:may gio|o dau|dia diem|phong nao|luc nao)(?!\w)")
_EXCEPT = re.compile(
    r"\W*(?:khong (?:tinh|ke|bao gom)|tru|ngoai tru|except)(?!\w)(?!.*\?)"
)  # narrows the question before it
_OF_BEFORE = frozenset({"hieu", "luc", "gia", "keo", "dai"})  # "và có hiệu lực từ khi nào" is about what was named
_COUNT_WORDS = frozenset({"mot", "moi"})  # "mấy lần một học kỳ"
_FACTS = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)

Read = Callable[[str], Query]
Looked = Callable[[Question], tuple[Draft, Query]]


def parts(text: str, read: Read) -> tuple[str, ...]:
    """The questions of a message in order; the message alone where it is one question."""
    whole = collapse(nfc(text))
    if compares_twice(fold(whole)):
        return (whole,)
    split = [p for p in _ENUMERATED.split(whole) if p and p.strip()] if len(_ENUMERATED.findall(whole)) > 1 else [whole]
    sentences = [s for p in split for s in _SENTENCE.split(p) if s and s.strip(" .?!")]
    asked = [s for s in sentences if not _EXCEPT.match(fold(s)) and (_ASKS.search(fold(s)) or s.rstrip().endswith("?"))]
    if any(re.search(r"\d", s) for s in sentences if s not in asked) or not asked:
        asked = [whole]  # a sentence that only states something ("Hôm nay là 5/5/2026.") belongs to the others
    found = [half for one in asked for half in (_shared(one, read) or _halves(one, read))]
    if len(found) > _MOST:
        return (text,)
    return tuple(s.strip(" ;") for s in found)


def _shared(sentence: str, read: Read) -> tuple[str, ...]:
    """ "Theo Chỉ thị 6: A trước ngày nào, B khi nào?": clauses that ask, each with what stands before them all."""
    start = _preface_end(sentence, read)
    clauses = _CLAUSE.split(sentence[start:])
    if len(clauses) < 2 or COMPARES.search(fold(sentence)):
        return ()
    least = _FEWEST if start else _FEWEST + 1
    if not all(_has_subject(one, read, least) for one in clauses):
        return ()
    return tuple(f"{sentence[:start]} {one}".strip() for one in clauses)


def _preface_end(sentence: str, read: Read) -> int:
    """End of the words before a colon, or of those that name a document at the beginning."""
    if colon := _COLON.match(sentence):
        return colon.end()
    end = 0
    for span in sorted(read(sentence).scope.words):
        if span[0] > end + _LEAD:
            break
        end = max(end, span[1])
    return end


def _has_subject(clause: str, read: Read, least: int) -> bool:
    """Whether a clause asks about something of its own: a body, a place, so many words of a topic."""
    if not _INTERROGATIVE.search(fold(clause)):
        return False
    query = read(clause)
    return bool(query.scope or query.place or query.signs or query.agencies or len(query.topic) >= least)


def _halves(sentence: str, read: Read) -> tuple[str, ...]:
    """ "Ai ký kế hoạch 9 và hạn nộp báo cáo là khi nào": a joint with a whole question of its own on either side."""
    for joint in () if COMPARES.search(fold(sentence)) else _JOINT.finditer(sentence):
        left, right = sentence[: joint.start()], sentence[joint.end() :]
        if _is_whole(left, read) and _is_whole(right, read) and not _only_names(right, left, read):
            return (left, *_halves(right, read))
    return (sentence,)


def _only_names(text: str, before: str, read: Read) -> bool:
    """ "Who leads X, and by when, under Decision 9?": what is asked before has its document only here."""
    query = read(text)
    owned = query.topic or query.place or query.agencies or query.window
    return bool(query.scope and not owned and query.fields <= TASK_FIELDS and not read(before).scope)


def _is_whole(text: str, read: Read) -> bool:
    if not _ASKS.search(fold(text)):
        return False
    query = read(text)
    subject = query.scope or query.place or query.signs or len(set(query.topic) - _OF_BEFORE) >= 2
    named = query.agencies and query.agency_is_subject
    asks = query.fields or query.counts or query.shape.value != "one" or _OF_MEETING.search(query.folded)
    return bool((subject or named) and asks)


def answers(question: Question, asked: Sequence[str], look: Looked) -> tuple[Draft, Query]:
    """One draft of them all, each under its question; a later one may lean on the ones before."""
    history = question.history
    drafts: list[Draft] = []
    queries: list[Query] = []
    for one in asked:
        draft, query = look(replace(question, text=one, history=history))
        drafts.append(draft)
        queries.append(query)
        history = (*history, Turn("user", one))
    drafts = [_told_above(draft, query, drafts) for draft, query in zip(drafts, queries, strict=True)]
    lines = [
        line
        for number, (one, draft) in enumerate(zip(asked, drafts, strict=True), 1)
        for line in (Line(f"**{number}. {one}**", furniture=True), *_lines(draft, queries[0]))
    ]
    merged = Draft(
        _status([draft.status for draft in drafts]),
        tuple(lines),
        tuple(dict.fromkeys(task for draft in drafts for task in draft.tasks)),
        tuple(dict.fromkeys(document for draft in drafts for document in draft.documents)),
    )
    return merged, queries[0]


def _told_above(draft: Draft, query: Query, drafts: Sequence[Draft]) -> Draft:
    """What finds nothing alone, and whose words all stand in what answers another question of the message."""
    if draft.status is not AnswerStatus.NOT_IN_CORPUS or len(query.topic) < _FEWEST:
        return draft
    for number, other in enumerate(drafts, 1):
        said = {word for line in other.lines if line.quotes for word in re.findall(r"\w+", fold(line.text))}
        if other.status in _FACTS and set(query.topic) - _COUNT_WORDS <= said:
            line = Line(say("told_above", query.english, number=number), granted=(str(number),), furniture=True)
            return replace(other, lines=(line,), tasks=(), documents=())
    return draft


def _lines(draft: Draft, query: Query) -> tuple[Line, ...]:
    return draft.lines or (Line(ending(draft.status, query.english), furniture=True),)


def _status(statuses: Sequence[AnswerStatus]) -> AnswerStatus:
    if len(set(statuses)) == 1:
        return statuses[0]
    return AnswerStatus.PARTLY_ANSWERED if any(s in _FACTS for s in statuses) else statuses[0]
