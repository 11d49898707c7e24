"""The signature block: authority marks, title, name (Nghi dinh 30/2020, Phu luc I, muc II.7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from ingest.joined import Joined
from ingest.models import Fact
from ingest.text import LOWER, UPPER, fold

_AUTHORITY = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|(?:T/M|K/T|T/L)\s?\.?)\s?\S")
_STAMP = re.compile(r"ky boi|thoi gian ky|nguoi ky|email|co quan:|ngay ky|da ky", re.IGNORECASE)
_NAME = re.compile(
    rf"(?:(?:TS|ThS|PGS|GS|BS|KS)\.?\s*)*(?:(?:Thiếu|Trung|Thượng|Đại) (?:úy|tá|"
    rf"tướng) )?((?:[{UPPER}][{LOWER}]*\.? ?){{2,5}})"
)
_MARKS = re.compile(r"(?:t\s?[/.]?\s?m|k\s?[/.]?\s?t|t\s?[/.]?\s?l|tuq|q)\s?[./]\s?\S")
_TITLES = re.compile(
    r"(?:pho |quyen |q\. ?)?(?:chu tich|giam doc|chanh van phong|bi thu|truong ban|cuc truong|truong phong|"
    r"bo truong|thu truong"
    r"|thu tuong|tong giam doc|chi cuc truong|vien truong|hieu truong|chanh thanh tra|vu truong|tong cuc truong|"
    r"truong ty"
    r"|chanh an|chi huy truong|truong so|tong bi thu|truong thue)\b.*"
)


def has_authority(folded: str) -> bool:
    """Whether a line begins with TM., KT., TL. or their like; ``folded`` are its folded words."""
    return bool(_MARKS.match(folded))


def signs(text: str, folded: str) -> bool:
    """Whether a line in capitals is an authority or a title of a signature block."""
    return text.isupper() and (has_authority(folded) or bool(_TITLES.fullmatch(folded)))


class SignatureFacts(TypedDict):
    """Fields of Identity that the signature block fills."""

    authority: tuple[Fact, ...]
    signer: Fact | None
    signer_title: Fact | None


def signature_facts(lines: Sequence[Joined]) -> SignatureFacts:
    """The last name-like line that is not in capitals signs; the capitals above it are authority and title."""
    caps = [line for line in lines if line.text.isupper() and not _STAMP.search(fold(line.text))]
    signer = next((line for line in reversed(lines) if _is_name(line.text)), None)
    authority = tuple(Fact(line.text, line.spans) for line in caps if _AUTHORITY.match(line.text))
    titles = [line for line in caps if not _AUTHORITY.match(line.text)]
    return SignatureFacts(
        authority=authority,
        signer=_person(signer) if signer else None,
        signer_title=Fact(titles[-1].text, titles[-1].spans) if titles else None,
    )


def _is_name(text: str) -> bool:
    return not text.isupper() and bool(_NAME.fullmatch(text.strip())) and not _STAMP.search(fold(text))


def _person(line: Joined) -> Fact:
    """The name without academic title or rank."""
    match = _NAME.fullmatch(line.text.strip())
    start, end = match.span(1) if match else (0, len(line.text))
    return Fact(line.text.strip()[start:end].strip(), line.raw(start, end))
