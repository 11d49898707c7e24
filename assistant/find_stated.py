"""Content questions whose answer must be of a kind: a percentage, names. Passages without it do not answer them."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.cite import quote_text
from assistant.evidence import Draft, Line
from assistant.find_content import by_content
from assistant.intents import MONEY
from assistant.messages import say
from assistant.models import AnswerStatus
from assistant.query import Field, Query
from assistant.tools import Tools
from ingest.text import fold

_SHARE = re.compile(r"(?<!\w)bao nhieu (?:phan tram|%)|(?<!\w)may (?:phan tram|%)|what (?:percentage|share)")
_SHARE_SAID = re.compile(r"\d\s?%|phần trăm")
_KINDS = "cong ty|doanh nghiep|tap doan|ngan hang|truong|benh vien|nha may|du an|xa|phuong|tuyen duong|tuyen pho|tuyen|con duong|khu cong nghiep|thon|cho"
_FIRMS = frozenset({"cong ty", "doanh nghiep", "tap doan", "ngan hang", "nha may"})  # each may be called another
_NAMES = re.compile(rf"(?<!\w)(?:nhung|cac|gom|la) (?:nhung |cac )?({_KINDS}) nao(?!\w)")
_CALLED = re.compile(r"(?: \w+){0,2}?:? (?!Việt|Nhà)[A-ZĐÂÁẮĂÔƠÝÚÍ]\w")
_YEAR = re.compile(r"(?<![\w/-])20[1-4]\d(?!\w)")
_ANY_YEAR = re.compile(r"(?<!\d)20[1-4]\d(?!\d)")
_OWN = re.compile(
    r"(?:[Rr]iêng)(?: (?:tại|ở|của|phường|xã|đặc khu|tỉnh|huyện|thành phố))* ((?:[A-ZĐÁÀẢÃẠÂẤẦĂẮÔƠƯÚ]\w*(?: |(?=\W|$)))+)"
)


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
    if (asked := _NAMES.search(query.folded)) and not _names(asked[1], held):
        return _unstated("no_names", draft, query)
    if _of_another_year(query, draft, held, tools):
        return _unstated("no_year", draft, query)
    if (own := _OWN.search(query.text)) and query.counts and not _own_figure(own[1], held):
        return _unstated("no_share", draft, query)
    return draft


def _own_figure(name: str, held: str) -> bool:
    """Whether a figure stands with a name, in one clause: of a total the share of a place is not known."""
    place = re.escape(name.strip())
    return re.search(rf"{place}[^.;,]{{0,40}}\d|\d[^.;,]{{0,60}}{place}", held) is not None


def _names(kind: str, held: str) -> bool:
    """Whether something of the kind is called by a name: "Công ty Điện lực", "các xã Phong Điền, Nhơn Ái"."""
    kinds = "|".join(_FIRMS) if kind in _FIRMS else kind
    return any(_CALLED.match(held, m.end()) for m in re.finditer(rf"(?<!\w)(?:{kinds})(?!\w)", fold(held)))


def _of_another_year(query: Query, draft: Draft, held: str, tools: Tools) -> bool:
    """Whether a figure of one year is asked for and what was found tells of other years only."""
    if not (Field.VALUE in query.fields or MONEY.search(query.folded)):
        return False
    apart = query.text
    for start, end in sorted(query.scope.words, reverse=True):
        apart = apart[:start] + " " * (end - start) + apart[end:]
    asked = set(_YEAR.findall(apart))
    found = [tools.stored(i, query.viewer).identity for i in draft.documents]
    titles = " ".join(f.value for identity in found for f in (identity.subject, identity.day) if f)
    told = set(_ANY_YEAR.findall(held))
    return bool(asked and told) and not asked & (told | set(_ANY_YEAR.findall(titles)))


def _unstated(key: str, draft: Draft, query: Query) -> Draft:
    said = [Line(say(key, query.english), furniture=True), Line(say("nearest", query.english), furniture=True)]
    return replace(draft, status=AnswerStatus.NOT_STATED, lines=(*said, *draft.lines))
