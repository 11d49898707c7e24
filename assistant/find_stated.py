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
_NAMED = "tuyến|đường|khu công nghiệp|thôn|chợ|điểm|công ty|doanh nghiệp|tập đoàn|ngân hàng|trường|bệnh viện|nhà máy|dự án|xã|phường"
_NAMES = re.compile(
    r"(?<!\w)(?:nhung|cac|gom|la) (?:nhung |cac )?(?:cong ty|doanh nghiep|tap doan|ngan hang|truong|benh vien|nha ma[y_]|du an|xa|phuong|tuyen duong|tuyen pho|tuyen|con duong|khu cong nghiep|thon|cho|dia diem) nao(?!\w)"
)
_NAMES_SAID = re.compile(rf"(?:{_NAMED})(?: \w+){{0,2}}?:? [A-ZĐ]\w", re.IGNORECASE)
_OWN = re.compile(
    r"(?:[Rr]iêng)(?: (?:tại|ở|của|phường|xã|đặc khu|tỉnh|huyện|thành phố))* ((?:[A-ZĐÁÀẢÃẠÂẤẦĂẮÔƠƯÚ]\w*(?: |(?=\W|$)))+)"
)
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
    if (own := _OWN.search(query.text)) and query.counts and not _own_figure(own[1], held):
        return _unstated("no_share", draft, query)
    return draft


def _own_figure(name: str, held: str) -> bool:
    """Whether a figure stands with a name, in one clause: of a total the share of a place is not known."""
    place = re.escape(name.strip())
    return re.search(rf"{place}[^.;,]{{0,40}}\d|\d[^.;,]{{0,60}}{place}", held) is not None


def _names(held: str) -> bool:
    """Whether a body of the kind is called by a name: "Công ty Điện lực", "các xã Phong Điền, Nhơn Ái"."""
    return any(_PROPER.search(match.group()) for match in _NAMES_SAID.finditer(held))


def _unstated(key: str, draft: Draft, query: Query) -> Draft:
    said = [Line(say(key, query.english), furniture=True), Line(say("nearest", query.english), furniture=True)]
    return replace(draft, status=AnswerStatus.NOT_STATED, lines=(*said, *draft.lines))
