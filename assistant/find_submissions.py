"""What is to be sent to a body: "những việc nào phải báo cáo Chủ tịch UBND tỉnh", "gửi Sở Y tế khi nào"."""

from __future__ import annotations

import re

from assistant.due import is_due, recurs
from assistant.evidence import Draft, Line
from assistant.messages import say
from assistant.pool import drafted, held_by, in_annex, where
from assistant.query import Field, Query, Shape
from assistant.task_lines import full, listed
from assistant.tools import Tools
from ingest.agencies import Mention
from ingest.lookup import TaskFilter
from ingest.models import Task
from ingest.text import fold

_SENT = re.compile(
    r"(?<!\w)(?:gui|nop|bao cao|trinh|send|submit|report)(?: (?!nao |gi |khong |chu tri |phoi hop )\w+){0,4}?(?: (?:cho|ve|den|toi|len|to))?"
    r"(?: (?:lanh dao|chu tich|giam doc|bo truong|the))?\W*$"
)
_OF_REPORTS = frozenset(
    [
        "bao",
        "cao",
        "ket",
        "qua",
        "dinh",
        "ky",
        "hang",
        "nam",
        "quy",
        "thang",
        "tuan",
        "ngay",
        "nop",
        "gui",
        "trinh",
        "don",
        "vi",
        "co",
        "quan",
        "dia",
        "phuong",
        "van",
        "ban",
        "noi",
        "dung",
        "viec",
        "tong",
        "hop",
        "cac",
        "so",
        "nganh",
        "xa",
        "phuong",
    ]
)
_CHAIR = "Chủ tịch "
_FEW = 2  # tasks shown with everything that is known of them


def by_recipient(query: Query, tools: Tools) -> Draft | None:
    """The tasks whose report or product goes to the named body; None where the question is about something else too."""
    to = next((m for m in query.agencies if _SENT.search(query.folded[: m.start])), None)
    asks = query.shape is Shape.LIST or query.fields & {Field.DEADLINE, Field.SUBMIT_TO, Field.EVENT}
    if to is None or not asks or query.signs or not set(query.topic) - _words(to) <= _OF_REPORTS:
        return None
    within = TaskFilter(as_of=query.as_of, document_ids=query.scope.documents)
    pool = [t for t in tools.tasks(query.viewer, within) if in_annex(t, query) and _goes_to(t, to, query)]
    others = [m.name for m in query.agencies if m is not to and m.name != to.name]
    kept = (held_by(pool, others, ()) if others and query.agency_is_subject else []) or pool
    if query.window is not None:
        window = query.window
        kept = [t for t in kept if is_due(t, window)]
    kept = [t for t in kept if recurs(t, "hang")] or kept if " hang " in query.folded else kept
    if not kept:
        return None
    documents = {d.id: d for d in tools.documents(query.viewer)}
    if len(kept) <= _FEW:
        return drafted([line for t in kept for line in full(t, documents[t.document_id], query)], kept)
    head = say("sent_to", query.english, n=len(kept), who=to.name, where=where(query, tools))
    return drafted([Line(head, granted=(str(len(kept)),), furniture=True), *listed(kept, documents, query)], kept)


def _words(mention: Mention) -> set[str]:
    return set(fold(mention.name).split())


def _goes_to(task: Task, to: Mention, query: Query) -> bool:
    chair = query.folded[: to.start].rstrip().endswith("chu tich")
    wanted = {to.name, _CHAIR + to.name.removeprefix(_CHAIR)} if not chair else {_CHAIR + to.name.removeprefix(_CHAIR)}
    return bool(wanted & set(task.submit_to))
