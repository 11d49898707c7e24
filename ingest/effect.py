"""From which day to which a document says that it has effect."""

from __future__ import annotations

import re
from typing import TypedDict

from ingest.dates import DateUnit, find_dates
from ingest.joined import Joined
from ingest.models import Fact
from ingest.text import canonical

_BEGINS = re.compile(r"(?<!\w)này có hiệu lực(?: thi hành| pháp luật| thực hiện)*,? (?:kể )?từ (?=ngày)")
_ENDS = re.compile(
    r"(?<!\w)này (?:có hiệu lực[^.;]{0,60}? đến (?:hết )?|hết hiệu lực(?: thi hành)? (?:kể )?(?:từ|vào|sau) )(?=ngày \d)"
)
_SIGNING = re.compile(r"ngày (?:ký|ban hành)")
_REACH = 40  # characters that a printed day takes at most


class EffectFacts(TypedDict):
    """Fields of Identity that the clause of effect fills."""

    valid_from: Fact | None
    valid_to: Fact | None


def effect_facts(body: Joined, issued: Fact | None) -> EffectFacts:
    """ISO days of "này có hiệu lực từ ngày ... đến ngày ..."; the day of signing where the clause refers to it."""
    lowered = canonical(body.text)
    begins, ends = _BEGINS.search(lowered), _ENDS.search(lowered)
    start = _day(body, begins.end()) if begins else None
    if begins and start is None and issued and _SIGNING.match(lowered, begins.end()):
        start = Fact(issued.value, body.raw(*begins.span()), confidence=issued.confidence)
    return EffectFacts(valid_from=start, valid_to=_day(body, ends.end()) if ends else None)


def _day(body: Joined, at: int) -> Fact | None:
    found = next(iter(find_dates(body.text[at : at + _REACH])), None)
    window = found.first.window() if found and found.unit is DateUnit.DAY and found.span.start == 0 else None
    if found is None or window is None:
        return None
    return Fact(window.start.isoformat(), body.raw(at, at + found.span.end))
