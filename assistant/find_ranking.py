"""Which body holds the most tasks: counted over all of them, then shown."""

from __future__ import annotations

import re
from collections import Counter

from assistant.due import is_due, window_words
from assistant.evidence import Draft, Line
from assistant.messages import say
from assistant.pool import drafted, holders, in_annex, of_kind, where
from assistant.query import Query
from assistant.task_lines import listed
from assistant.tools import Tools
from ingest.lookup import TaskFilter
from ingest.models import Role
from ingest.rows import AgencyRole

_MOST = re.compile(
    r"(?<!\w)(?:nhieu|(it)) (?:(?:nhiem vu|viec|cong viec|dau viec|chi tieu) )?nhat(?!\w)|(?<!\w)(?:most|(fewest|least)) tasks(?!\w)"
)
_WHO = re.compile(r"(?<!\w)(?:co quan|don vi|so|bo|xa|phuong|nganh|dia phuong|ai|who|agency)(?: \w+)?(?!\w)")


def asks_ranking(folded: str) -> bool:
    """Whether a question, without diacritics, asks who holds most."""
    return bool(_MOST.search(folded) and _WHO.search(folded))


def by_ranking(query: Query, tools: Tools) -> Draft | None:
    """The body, or the bodies with equally many, that hold most tasks in the asked role; lead when none is asked."""
    if query.agencies or not asks_ranking(query.folded):
        return None
    role = query.roles[0] if query.roles else AgencyRole.LEAD
    found = tools.tasks(query.viewer, TaskFilter(as_of=query.as_of, document_ids=query.scope.documents))
    pool = of_kind([t for t in found if in_annex(t, query)], query)
    if query.window is not None:
        pool = [t for t in pool if is_due(t, query.window)]
    held = Counter(name for t in pool for name in holders(t, role) if name not in tools.agencies.directory.members)
    if not held:
        return None
    fewest = any(match.groups()) if (match := _MOST.search(query.folded)) else False
    most = min(held.values()) if fewest else max(held.values())
    names = [name for name, count in held.items() if count == most]
    mine = [t for t in pool if any(n in holders(t, role) for n in names)]
    facts = {"who": "; ".join(names), "n": most, "where": where(query, tools), "window": window_words(query)}
    led = role is AgencyRole.LEAD and any(t.role is not Role.LEAD for t in mine)
    key = "fewest" if fewest else "most_assigned" if led else f"most_{role.value}"
    head = say(key, query.english, **facts)
    documents = {d.id: d for d in tools.documents(query.viewer)}
    return drafted([Line(head, granted=(str(most),), furniture=True), *listed(mine, documents, query)], mine)
