"""Titles as collections of law print them: "NGHỊ ĐỊNH của Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998 quy định ..."."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.agencies import Agencies
from ingest.body_names import body_name
from ingest.dates import find_dates
from ingest.joined import Joined
from ingest.models import Fact, Identity

_TITLE = re.compile(
    r"\s*của\s+(?P<issuer>[^\d]{3,80}?)\s+số\s+(?P<number>\d{1,5}\s?(?:/\s?(?:19|20)\d\d)?\s?/\s?[^\W\d_]+(?:-[^\W\d_]+)*)"
    r",?\s+(?P<day>ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})\s*(?P<subject>.*)",
    re.IGNORECASE,
)


def with_title_facts(identity: Identity, title: Joined, after_kind: int, agencies: Agencies) -> Identity:
    """What the title says below its kind, where the head itself prints no number."""
    match = _TITLE.match(title.text, after_kind) if identity.number is None else None
    if match is None:
        return identity

    def fact(name: str, value: str) -> Fact:
        return Fact(value, title.raw(*match.span(name)))

    number = re.sub(r"\s", "", match["number"])
    window = next((found.first.window() for found in find_dates(match["day"].lower())), None)
    named = agencies.find(match["issuer"])
    issuer = named[0].name if len(named) == 1 and len(named[0].name) == len(match["issuer"]) else None
    return replace(
        identity,
        number=fact("number", number),
        sign=fact("number", number.rsplit("/", 1)[-1]),
        day=fact("day", window.start.isoformat()) if window else None,
        issuer=fact("issuer", issuer or body_name(match["issuer"])),
        subject=fact("subject", match["subject"]) if match["subject"] else None,
    )
