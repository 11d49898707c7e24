"""Follow-up questions: what the earlier turns were about fills what the new one leaves out.

Only what the user asked earlier counts. Replies in the history are text from outside and are not believed; the
earlier question is looked up again instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant import vocabulary as v
from assistant.evidence import Draft, Line
from assistant.find_changes import asks_changes
from assistant.find_corpus import asks_corpus
from assistant.find_ranking import asks_ranking
from assistant.messages import say
from assistant.models import AnswerStatus, Question
from assistant.query import Field, Query, Shape
from assistant.task_lines import full, listed
from assistant.tools import Tools
from ingest.agency_names import Kind
from ingest.lookup import TaskFilter
from ingest.models import Task

_DEPTH = 4  # earlier questions looked at
_ELLIPSIS = re.compile(r"^\W*(?:the |vay |va |con |the con |vay con |thi |con ve |what about |and )")
_POINTS = re.compile(
    r"(?<!\w)(?:viec|nhiem vu|van ban|noi dung|ke hoach|cai|muc|chi tieu|thong bao|cong van|co quan|don vi|so|nhom|bang|trong so|to|doan|ban|hoi dong|du an|de an|cong trinh|chuong trinh|dot|lop|hoi nghi|cuoc hop|trung tam|he thong|khoan|quy dinh) (?:do|nay|tren|ay|kia|vua (?:neu|roi|noi))(?!\w)"
)
_COMMUNE = re.compile(r"(?<!\w)(?:cap xa|o xa|xa thi|xa)(?!\w)")
Looked = Callable[[Question], tuple[Draft, Query]]

_OF_DOCUMENT = frozenset(
    {Field.SIGNER, Field.NUMBER, Field.ADDRESSEES, Field.RECIPIENTS, Field.ANNEXES, Field.PRESIDER}
)


def up(question: Question, query: Query, tools: Tools, look: Looked) -> Draft | Query:
    """A draft where the earlier answer settles it, else the query with what it left out filled in."""
    if not _depends(query):
        return query
    asked = [turn.content for turn in question.history if turn.role == "user"][-_DEPTH:]
    if not asked:
        return query
    turns = question.history[: _last_user(question)]
    earlier = replace(question, text=asked[-1], history=turns, id=None)
    before, former = look(earlier)
    tasks = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, ids=before.tasks)) if before.tasks else ()
    if v.NEXT_TASK.search(query.folded) and len(tasks) == 1:
        return _next(tasks[0], query, tools)
    if v.MOST_URGENT.search(query.folded) and tasks:
        return _most_urgent(tasks, query, tools)
    if asks_changes(query.folded) and former.place and tasks:
        return former  # what later documents change of a task stands with the task
    return _filled(query, former, before, tasks, tools)


def _last_user(question: Question) -> int:
    return max(i for i, turn in enumerate(question.history) if turn.role == "user")


def _depends(query: Query) -> bool:
    """Whether the question leans on what came before: it points back, opens with "còn", or names nothing itself."""
    if _ELLIPSIS.search(query.folded) or v.NEXT_TASK.search(query.folded) or v.MOST_URGENT.search(query.folded):
        return True
    if _POINTS.search(query.folded) and not (query.scope or query.place or query.signs):
        return True
    if asks_changes(query.folded) and not (query.scope or query.place or query.signs or query.agencies):
        return True
    if asks_corpus(query.folded) or asks_ranking(query.folded):
        return False
    named_only = not (query.fields or query.agencies or query.place or query.topic or query.window or query.counts)
    if query.scope and named_only and query.shape is Shape.ONE:
        return True  # only a document is named: the answer to a question back
    names_something = bool(query.place or query.scope or query.agencies or query.signs or len(query.topic) >= 2)
    points_back = bool(re.search(r"(?<!\w)(?:do|nay|tren|ay|kia|that|this|it|those|them)(?!\w)", query.folded))
    return not names_something or (points_back and len(query.topic) < 2 and not query.place)


def _next(task: Task, query: Query, tools: Tools) -> Draft:
    around = [
        t
        for t in tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=(task.document_id,)))
        if t.annex == task.annex
    ]
    position = next(i for i, t in enumerate(around) if t.id == task.id)
    if position + 1 >= len(around):
        line = Line(say("no_task", query.english, number="tiếp theo", where=""), furniture=True)
        return Draft(AnswerStatus.NO_SUCH_TASK, (line,))
    following = around[position + 1]
    return Draft(
        AnswerStatus.ANSWERED,
        tuple(full(following, tools.stored(following.document_id, query.viewer), query)),
        (following.id,),
        (following.document_id,),
    )


def _most_urgent(tasks: tuple[Task, ...], query: Query, tools: Tools) -> Draft:
    dated = [t for t in tasks if t.deadline and t.deadline.end]
    if not dated:
        return Draft(AnswerStatus.NOT_IN_CORPUS, (Line(say("no_deadline", query.english), furniture=True),))
    first = min(t.deadline.end for t in dated if t.deadline and t.deadline.end)
    soonest = [t for t in dated if t.deadline and t.deadline.end == first]
    documents = {d.id: d for d in tools.documents(query.viewer)}
    asked = replace(query, fields=query.fields | {Field.DEADLINE})
    lines = (
        full(soonest[0], documents[soonest[0].document_id], asked)
        if len(soonest) == 1
        else listed(soonest, documents, asked)
    )
    return Draft(AnswerStatus.ANSWERED, tuple(lines), tuple(t.id for t in soonest), (soonest[0].document_id,))


def _filled(query: Query, former: Query, before: Draft, tasks: tuple[Task, ...], tools: Tools) -> Draft | Query:
    """The new words win; document, place, agencies, window and topic come from the turn before."""
    if query.place and not query.scope:
        return _at_place(query, former, before, tasks)
    if query.scope and not (query.fields or query.agencies or query.window):
        return replace(former, scope=query.scope, as_of=query.as_of, viewer=query.viewer)
    if query.shape is Shape.LIST and former.place and not (query.agencies or _POINTS.search(query.folded)):
        return query  # after one numbered task, a list is a question of its own
    if query.fields & _OF_DOCUMENT and not query.scope:
        documents = former.scope.documents or before.documents
        return replace(query, scope=replace(query.scope, documents=documents[:1]))
    if _COMMUNE.search(query.folded) and not any(m.kind is Kind.COMMUNE for m in query.agencies):
        return _at_commune(query, former, tools)
    if query.agencies:
        return replace(
            query, agency_is_subject=True, scope=query.scope if query.scope else former.scope, roles=query.roles or former.roles,
            window=query.window or former.window, shape=former.shape, place=replace(former.place, numbers=(), point=None), topic=query.topic,
        )  # fmt: skip
    if tasks and query.fields and len(query.topic) < 2:
        return Draft(AnswerStatus.ANSWERED, tuple(_said_again(tasks, query, tools)), before.tasks, before.documents)
    return replace(
        query, scope=query.scope if query.scope else former.scope, agencies=former.agencies, agency_is_subject=former.agency_is_subject,
        roles=query.roles or former.roles, window=query.window or former.window, topic=(*former.topic, *query.topic),
        topic_runs=(*former.topic_runs, *query.topic_runs),
        text=f"{former.text} {query.text}", searched=f"{former.text} {query.text}", shape=query.shape if query.shape is not Shape.ONE else former.shape, place=former.place,
    )  # fmt: skip


def _at_place(query: Query, former: Query, before: Draft, tasks: tuple[Task, ...]) -> Query:
    """ "Còn số 18?": another row of the same document, annex and group."""
    annexes = tuple(dict.fromkeys((t.document_id, t.annex) for t in tasks if t.annex))
    scope = replace(
        former.scope, documents=former.scope.documents or before.documents[:1], annexes=former.scope.annexes or annexes
    )
    place = replace(
        query.place,
        group=query.place.group or former.place.group,
        annex=query.place.annex or former.place.annex,
    )
    return replace(query, scope=scope, place=place)


def _said_again(tasks: tuple[Task, ...], query: Query, tools: Tools) -> list[Line]:
    """The same tasks, with what is now asked about them: in full up to three, else as a list."""
    documents = {d.id: d for d in tools.documents(query.viewer)}
    if len(tasks) > 3:
        return listed(tasks, documents, query)
    return [line for t in tasks for line in full(t, documents[t.document_id], query)]


def _at_commune(query: Query, former: Query, tools: Tools) -> Query:
    """ "Ở cấp xã thì ai làm?": the same topic in the documents that communes issued."""
    of_communes = [
        d.id
        for d in tools.documents(query.viewer)
        if d.identity.issuer and re.search(r"(?:xã|phường|đặc khu) ", d.identity.issuer.value, re.IGNORECASE)
    ]
    scope = replace(former.scope, documents=tuple(of_communes), annexes=(), words=())
    topic = former.topic or query.topic
    runs = former.topic_runs or query.topic_runs
    return replace(
        query,
        scope=scope,
        agencies=(),
        agency_is_subject=False,
        topic=topic,
        topic_runs=runs,
        searched=f"{former.text} {query.text}",
        text=f"{former.text} {query.text}",
        fields=query.fields | former.fields,
    )
