"""Words by which a caller means the own unit ("đơn vị tôi"), and which body that unit is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.agencies import Agencies, Mention
from ingest.agency_names import Kind
from ingest.text import fold

_OWN = re.compile(
    r"(?<!\w)(?:(?:cac )?(?:co quan|don vi|so|phong|ban|xa|phuong|dac khu|nganh|dia phuong|van phong) (?:cua )?(?:toi|minh|chung toi|ta|chung ta|em)|(?:cua )?(?:chung toi|chung ta|toi|minh)(?= (?:phai|can|duoc giao|co nhung|co nhiem vu|chu tri|phoi hop))|(?<=nhiem vu )cua (?:toi|minh|chung toi|em)|(?<=viec )cua (?:toi|minh|chung toi|em)|my (?:unit|agency|department|office)|our (?:unit|agency|department|office|tasks))(?!\w)"
)
_CHAIR = re.compile(
    r"(?<!\w)chu tich (?:(?:ubnd|uy ban nhan dan) )?(?:cac )?(?:xa|phuong|dac khu)(?= (?:phai|can|lam|co|chiu|duoc|khong|o|tai|theo)(?!\w)|\W*$)"
)


def own_words(folded: str) -> re.Match[str] | None:
    """Where a question, without diacritics, means the caller's own unit."""
    return _OWN.search(folded)


def body_of(unit: str, agencies: Agencies, names: Iterable[str]) -> str | None:
    """The body whose name the unit's name is, however it is typed: "Sở Y tế", "SYT", "so-y-te", "so_y_te"."""
    mentions = agencies.find_asked(unit) or agencies.find_asked(re.sub(r"[-_.]+", " ", unit))
    whole = next((m for m in mentions if m.end - m.start >= 0.8 * len(unit.strip()) and not m.others), None)
    if whole is not None and whole.kind is not Kind.GROUP:
        return whole.name
    typed = _letters(unit)
    return next((name for name in names if _letters(name) == typed), None)


def chairs_of_communes(folded: str, agencies: Agencies) -> Mention | None:
    """All communes, where "chủ tịch phường" names the head of any."""
    match = _CHAIR.search(folded)
    return _communes(match, agencies) if match else None


def group_of(match: re.Match[str], agencies: Agencies) -> Mention | None:
    """All communes, where "xã tôi" says no more than that the own unit is one."""
    return _communes(match, agencies) if match.group().startswith(("xa ", "phuong ", "dac khu ")) else None


def _communes(match: re.Match[str], agencies: Agencies) -> Mention | None:
    communes = next(iter(agencies.find_asked("cấp xã")), None)
    return replace(communes, start=match.start(), end=match.end()) if communes else None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def mention_of(name: str, match: re.Match[str]) -> Mention:
    """The own unit as a body named at those words."""
    return Mention(name, match.start(), match.end(), Kind.COMMUNE if name.startswith("UBND ") else Kind.BODY)
