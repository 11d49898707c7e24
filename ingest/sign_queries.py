"""Documents as people ask for them: ``tb 12``, ``12/TB``, ``cv 305``, ``thông báo số 12``, ``ke hoach 9``.

A number alone names no document: two of different kinds may carry it. A query therefore matches signs, one or several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document_kinds import LETTER, abbreviations_like, document_kinds, kinds_abbreviated
from ingest.grammar import Printed, prepare
from ingest.models import Span
from ingest.sign_grammar import Sign, System, parse, same_code
from ingest.text import canonical, fold

_DASH = "[-/]"
_CODE = r"(?:[a-zđ]\d(?!\w)|[a-zđ][a-zđ&]{0,14}(?:\d{2})?)"
_FULL = re.compile(
    rf"(?<![\w/.,-])(?<!\d:)(?P<n>\d{{1,5}})(?:/(?P<y>(?:19|20)\d\d))?\s?(?P<sep>{_DASH})\s?(?P<first>{_CODE})"
    rf"(?P<rest>(?:{_DASH}{_CODE}){{0,5}})(?!\w)"
)
_COUNTED = (
    r"(?!\s*(?:tháng|năm|ngày|quý|lần|tuần|giờ|nhiệm\s+vụ|việc|cơ\s+quan|đơn\s+vị|mục|điểm|trang|văn\s+bản|xã|phường|sở"
    r"|tỉnh|nội\s+dung|người|tỷ|triệu|phụ\s+lục|chỉ\s+tiêu|bước|cấp|giải\s+pháp|dự\s+án|đề\s+án|hệ\s+thống)(?!\w))"
    r"(?!\s?[%/.,-]\s?\d|%)"
)
_NUMBER = rf"(?P<n>\d{{1,5}})(?:/(?P<y>(?:19|20)\d\d))?(?!\w)(?P<counted>{_COUNTED})?"
_HIGH, _YEAR = re.compile(r"\d{3}"), re.compile(r"20[0-4]\d")  # a plan is of a year, and of none before 2000
_OF_IT = re.compile(
    r"\s*(?:nhi[ệe]m\s+v[ụu]|vi[ệe]c|m[ụu]c|[đd]i[ểe]m|ch[ỉi]\s+ti[êe]u|ph[ụu]\s+l[ụu]c|n[ộo]i\s+dung|gi[ảa]i\s+ph[áa]p)(?!\w)"
)
_ANY = ("văn bản",)  # a document of whatever kind
_PROGRAMME = frozenset({"ĐA", "DA"})  # "Đề án 5" is a name, not a sign


@dataclass(frozen=True, slots=True)
class SignQuery:
    """What was typed of a sign. ``kinds`` are the abbreviations it may mean, empty when none was typed;
    ``organisation`` is the code with its unit as typed, None when none was."""

    span: Span
    number: int
    year: int | None
    kinds: tuple[str, ...]
    organisation: str | None

    @property
    def is_bare(self) -> bool:
        """Whether only a number was typed."""
        return not self.kinds and self.organisation is None


def find_sign_queries(text: str) -> tuple[SignQuery, ...]:
    """Every document sign typed in a question, in reading order."""
    prepared = prepare(text)
    found: list[SignQuery] = []
    taken: dict[int, int] = {}  # character -> the query that it belongs to
    for query in (*_full(prepared), *_named(prepared)):
        characters = range(query.span.start, query.span.end)
        clash = next((taken[i] for i in characters if i in taken), None)
        if clash is None:
            taken.update(dict.fromkeys(characters, len(found)))
            found.append(query)
        elif not found[clash].kinds and query.number == found[clash].number:
            found[clash] = _completed(found[clash], query)
    return tuple(sorted(found, key=lambda query: query.span))


def _completed(full: SignQuery, named: SignQuery) -> SignQuery:
    """ "Công văn 8/STC": the word before the sign tells the kind that a letter's sign leaves out."""
    return SignQuery(full.span, full.number, full.year, named.kinds, full.organisation)


def _full(text: Printed) -> Iterator[SignQuery]:
    for match in _FULL.finditer(text.lower):
        rest = match["rest"][1:] or None
        kinds = _kinds_of(text, match["first"])
        span = text.span(*match.span())
        year = int(match["y"]) if match["y"] else None
        if match["sep"] == "-" or (kinds and (rest or len(match["first"]) < 4)):
            if match["sep"] == "-" and not kinds:
                continue
            yield SignQuery(span, int(match["n"]), year, kinds, rest)
        elif len(match["first"]) > 1:
            yield SignQuery(span, int(match["n"]), year, (), match["first"] + match["rest"])


def _kinds_of(text: Printed, typed: str) -> tuple[str, ...]:
    """In a text with diacritics ``HD`` is HD; on a plain keyboard it may be HĐ as well."""
    like = abbreviations_like(typed)
    exact = tuple(kind for kind in like if canonical(kind) == canonical(typed))
    return exact if exact and not text.plain else like


def _named(text: Printed) -> Iterator[SignQuery]:
    for pattern, kinds in _name_patterns(text.plain):
        for match in pattern.finditer(text.lower):
            if not _is_sign(match, kinds):
                continue
            year = int(match["y"]) if match["y"] else None
            yield SignQuery(text.span(*match.span()), int(match["n"]), year, kinds or _typed_kinds(text, match), None)


def _typed_kinds(text: Printed, match: re.Match[str]) -> tuple[str, ...]:
    typed = match.groupdict().get("a")
    return _kinds_of(text, typed) if typed else ()


def _is_sign(match: re.Match[str], kinds: tuple[str, ...]) -> bool:
    """ "Báo cáo 6 tháng" counts, "kế hoạch 2026" dates, "Đề án 5" names; "số" makes all of them signs."""
    if match["so"]:
        return True
    if match["counted"] is None and _HIGH.match(match["n"]) and _OF_IT.match(match.string, match.end("n")):
        return not _YEAR.fullmatch(match["n"])  # "kế hoạch 214 nhiệm vụ 17": nobody counts so many
    if match["counted"] is None or _PROGRAMME.intersection(kinds):
        return False
    return LETTER in kinds or not _YEAR.fullmatch(match["n"])  # letters are of no year


def _name_patterns(plain: bool) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return _PLAIN_PATTERNS if plain else _ACCENTED_PATTERNS


def _compiled(plain: bool) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    def ready(pattern: str) -> re.Pattern[str]:
        return re.compile("".join(fold(c) if ord(c) > 127 else c for c in pattern) if plain else pattern)

    so = r"\s+(?P<so>(?:số|so)\s*(?::\s*)?)?"
    names = [
        (ready(rf"(?<!\w){_spaced(kind.name)}{so}{_NUMBER}"), kind.abbreviations)
        for kind in sorted(document_kinds(), key=lambda kind: -len(kind.name))
        if kind.system != "copy" and kind.abbreviations
    ]
    anything = [(ready(rf"(?<!\w){_spaced(name)}{so}{_NUMBER}"), ()) for name in _ANY]
    spoken = [a for kind in document_kinds() if kind.system != "copy" for a in kind.abbreviations if len(a) > 1]
    short = "|".join(sorted(set(map(_spelled, spoken))))
    typed = [(ready(rf"(?<!\w)(?P<a>{short})(?:\s{{0,2}}|\s+(?P<so>số|so)\s*){_NUMBER}"), ())]
    return (*names, *anything, *typed)


def _spaced(name: str) -> str:
    return canonical(name).replace(" ", r"\s+")


def _spelled(abbreviation: str) -> str:
    return "".join("[đd]" if char == "đ" else char for char in canonical(abbreviation))


_ACCENTED_PATTERNS, _PLAIN_PATTERNS = _compiled(plain=False), _compiled(plain=True)


def matches(query: SignQuery, sign: Sign | str) -> bool:
    """Whether the typed parts fit a printed sign; a year typed is compared only with a year printed in the sign."""
    parsed = parse(sign)
    return parsed is not None and _fits(query, parsed)


def _fits(query: SignQuery, sign: Sign) -> bool:
    if query.number != sign.number or (query.year and sign.year and query.year != sign.year):
        return False
    if query.kinds and not _fits_kind(query.kinds, sign):
        return False
    return query.organisation is None or _fits_code(query.organisation, sign)


def _fits_kind(kinds: tuple[str, ...], sign: Sign) -> bool:
    if sign.is_law:
        return any(kind.name in sign.names for typed in kinds for kind in kinds_abbreviated(typed))
    if sign.kind is None:
        return LETTER in kinds and sign.system is System.STATE
    return sign.kind in kinds


def _fits_code(typed: str, sign: Sign) -> bool:
    """The organisation, or the organisation with its unit, or the sign's groups from the kind on."""
    whole = f"{sign.organisation}-{sign.unit}" if sign.unit else sign.organisation
    kinded = f"{sign.kind}-{whole}" if sign.kind else whole
    return any(same_code(typed, code) for code in (sign.organisation, whole, kinded))
