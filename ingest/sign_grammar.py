"""Signs of documents (số, ký hiệu) as printed: state ``12/TB-UBND``, Party ``7-NQ/TW``, letter ``305/UBND-VX``.

A slash first means state, a dash first means Party. A state sign whose first group names no kind is a công văn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.document_kinds import kinds_abbreviated
from ingest.grammar import Printed, prepare
from ingest.models import Span
from ingest.text import canonical, fold, nfc

_DASH = r"[-\u2010\u2011–]"
_UPPER = "A-ZĐÀ-Ỹ"
# one digit glued to a code is a footnote mark ("NQ/TU1"), two or more belong to it ("QH15", "PC07"), as does the one
# after a single letter ("P6")
_CODE = r"(?:[A-ZĐ]\d(?!\d)|[A-ZĐ][A-Za-zĐđ]{0,11}(?:\d{2,3}(?!\d))?)"
_ORGANISATION = rf"{_CODE}(?:&{_CODE}|{_DASH}(?:\s{{1,3}}(?=[A-ZĐ]{{2}}))?{_CODE}){{0,5}}"
_END = rf"(?![{_UPPER}a-zđ]|\d{{2}})"
_PARTY = rf"(?P<pn>\d{{1,5}})\s?{_DASH}\s?(?P<pk>[A-ZĐ][A-Za-zĐđ]{{1,9}})\s?/\s?(?P<po>{_ORGANISATION})"
_STATE = rf"(?P<n>\d{{1,5}})(?:\s?/\s?(?P<y>(?:19|20)\d\d))?\s{{0,3}}/\s?(?P<o>{_ORGANISATION})"
# "QCVN 03:2023/BCA" is a standard with its year
_SIGN = re.compile(rf"(?<![\d/.,-])(?<!\d:)(?:{_PARTY}|{_STATE}){_END}")
_BLANK = re.compile(
    rf"[Ss]ố\s*(?::\s*)?(?:[.…_]{{1,60}}\s*)?(?P<b>(?:{_DASH}\s?(?P<bk>{_CODE})\s?)?/\s?(?P<bo>{_ORGANISATION})){_END}"
)
_NAMED = re.compile(r"(?:số|văn|thư|luật|lệnh|định|quyết|báo|trình|cv|cđ)\s*(?::\s*)?$")
_ACRONYM = re.compile(r"[A-ZĐ]{2}|[A-ZĐ]\d\d|[A-ZĐ][a-zđ]?[A-ZĐ]|TTg|CTr")


class System(StrEnum):
    """Whose rules a sign follows."""

    STATE = "state"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Sign:
    """A printed sign. ``number`` is its value ("05" is 5); ``kind`` the abbreviation, None in a công văn.

    ``organisation`` is the issuing code, ``unit`` what follows it: UBND and VX of ``305/UBND-VX``.
    """

    printed: str
    span: Span
    system: System
    number: int
    year: int | None
    kind: str | None
    organisation: str
    unit: str | None

    @property
    def is_law(self) -> bool:
        """Whether the National Assembly issued it (``1/2024/QH15``): its sign names no kind."""
        return self.kind is None and re.fullmatch(r"(?:UBTV)?QH\d\d", self.organisation) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """Kinds that the abbreviation stands for: ("Nghị quyết",); a state sign without one is a công văn."""
        if self.is_law:
            return ("Luật", "Bộ luật", "Nghị quyết", "Pháp lệnh")
        if self.kind is None:
            return ("Công văn",)
        return tuple(kind.name for kind in kinds_abbreviated(self.kind))


@dataclass(frozen=True, slots=True)
class BlankSign:
    """A sign whose number is left empty: ``sign`` is what is printed of it, "UBND-VX" or "KH-UBND"."""

    sign: str
    span: Span  # from "Số" to the end
    kind: str | None


def find_signs(text: str) -> tuple[Sign, ...]:
    """Every complete sign in reading order."""
    return tuple(signs_in(prepare(text)))


def signs_in(text: Printed) -> Iterator[Sign]:
    """``find_signs`` for a text already prepared."""
    for match in _SIGN.finditer(text.nfc):
        if match["pn"]:
            organisation, unit = _halves(match["po"])
            groups: tuple[str | None, str, str | None] = (match["pk"], organisation, unit)
            system, number, year = System.PARTY, match["pn"], None
        else:
            groups = _state_parts(match["o"])
            if groups[0] is None and not _is_letter(text, match, groups[2]):
                continue
            system, number, year = System.STATE, match["n"], match["y"]
        year_printed = int(year) if year else None
        yield Sign(text.words(*match.span()), text.span(*match.span()), system, int(number), year_printed, *groups)


def _state_parts(code: str) -> tuple[str | None, str, str | None]:
    first, rest = _halves(code)
    known = bool(kinds_abbreviated(first))
    if known and rest and first != first.lower():
        organisation, unit = _halves(rest)
        return first, organisation, unit
    return None, first, rest


def _halves(code: str) -> tuple[str, str | None]:
    first, _, rest = re.sub(rf"{_DASH}\s*", "-", code).partition("-")
    return first, rest or None


def _is_letter(text: Printed, match: re.Match[str], unit: str | None) -> bool:
    """``12/Lê Lợi`` is an address: without a kind, a code must look like one, and stand after "số" or have a unit."""
    if not _ACRONYM.match(match["o"]):
        return False
    return unit is not None or _NAMED.search(text.lower, max(0, match.start() - 12), match.start()) is not None


def find_blank_sign(text: str) -> BlankSign | None:
    """The first sign printed without its number ("Số:      /UBND-VX"), or None."""
    prepared = prepare(text)
    match = _BLANK.search(prepared.nfc)
    if match is None:
        return None
    kind = match["bk"] or _state_parts(match["bo"])[0]
    sign = f"{match['bk']}/{match['bo']}" if match["bk"] else match["bo"]
    return BlankSign(_tidy(sign), prepared.span(*match.span()), kind)


def normalise(sign: Sign | str) -> str:
    """The sign as printed, without spaces and with plain hyphens: ``05/KH- UBND`` -> ``05/KH-UBND``."""
    return _tidy(sign.printed if isinstance(sign, Sign) else sign)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(_DASH, "-", nfc(text)))


def same_sign(first: Sign | str, second: Sign | str) -> bool:
    """Whether two printed signs name one document: case, padding, diacritics of codes and recognition errors aside.

    Kinds are compared with diacritics: a hướng dẫn (HD) is no hợp đồng (HĐ).
    """
    a, b = parse(first), parse(second)
    if a is None or b is None:
        return normalise(first) == normalise(second)
    if (a.system, a.number, a.year) != (b.system, b.number, b.year) or not _same_kind(a.kind, b.kind):
        return False
    return same_code(_whole(a), _whole(b))


def parse(sign: Sign | str) -> Sign | None:
    """The sign that a text consists of or begins with, or None."""
    if isinstance(sign, Sign):
        return sign
    return next(iter(find_signs(f"số {sign.strip()}")), None)


def _whole(sign: Sign) -> str:
    return f"{sign.organisation}-{sign.unit}" if sign.unit else sign.organisation


def _same_kind(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return a is b
    both_known = kinds_abbreviated(a) and kinds_abbreviated(b)
    return canonical(a) == canonical(b) if both_known else fold(a) == fold(b)


def same_code(a: str, b: str) -> bool:
    """Whether two codes are one, separators and a letter doubled by text recognition (STTC) aside."""
    short, long = sorted((_bare(a), _bare(b)), key=len)
    if short == long:
        return True
    if len(long) - len(short) != 1 or len(short) < 3:
        return False
    at = next((i for i, char in enumerate(short) if char != long[i]), len(short))
    return at > 0 and long[at] == long[at - 1] and long[:at] + long[at + 1 :] == short


def _bare(code: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(code))
