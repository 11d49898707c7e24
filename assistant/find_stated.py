"""Content questions whose answer must be of a kind: a percentage, names. Passages without it do not answer them."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.cite import quote_text
from assistant.evidence import Draft, Line
from assistant.find_content import by_content
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Query
from assistant.tools import Tools

_SHARE = re.compile(r"(?<!\w)bao nhieu (?:phan tram|%)|(?<!\w)may (?:phan tram|%)|what (?:percentage|share)")
_SHARE_SAID = re.compile(r"\d\s?%|phần trăm")
_NAMED = "công ty|doanh nghiệp|tập đoàn|ngân hàng|trường|bệnh viện|nhà máy|dự án|xã|phường"
_NAMES = re.compile(
    r"(?<!\w)(?:nhung|cac|gom|la) (?:nhung |cac )?(?:cong ty|doanh nghiep|tap doan|ngan hang|truong|benh vien|nha ma[y_]|du an|xa|phuong) nao(?!\w)"
)
_NAMES_SAID = re.compile(rf"(?:{_NAMED})(?: \w+){{0,2}}?:? [A-ZĐ]\w", re.IGNORECASE)
_PROPER = re.compile(r"(?<=\w )(?!Việt|Nhà)[A-ZĐ][\w&-]+")


def by_stated_content(query: Query, tools: Tools) -> Draft | None:
    """What search finds; where it lacks the kind of fact asked for, that is said and the passage stays as the nearest."""
    draft = by_content(query, tools)
    if draft is None or draft.status is not AnswerStatus.ANSWERED:
        return draft
    held = " ".join(
        quote_text(tools.document(q.document_id, query.viewer).source.text, q)
        for line in draft.lines
        for q in line.quotes
    )
    if _SHARE.search(query.folded) and not _SHARE_SAID.search(held):
        return _unstated("no_share", draft, query)
    if _NAMES.search(query.folded) and not _names(held):
        return _unstated("no_names", draft, query)
    return draft


def _names(held: str) -> bool:
    """Whether a body of the kind is called by a name: "Công ty Điện lực", "các xã Phong Điền, Nhơn Ái"."""
    return any(_PROPER.search(match.group()) for match in _NAMES_SAID.finditer(held))


def _unstated(key: str, draft: Draft, query: Query) -> Draft:
    said = [Line(say(key, query.english), furniture=True), Line(say("nearest", query.english), furniture=True)]
    return replace(draft, status=AnswerStatus.NOT_STATED, lines=(*said, *draft.lines))
