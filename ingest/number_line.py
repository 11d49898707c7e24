"""The lines of a head that carry number, place and date, also where recognition put spaces into the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.dates import DateUnit, find_dates
from ingest.joined import Joined
from ingest.lines import Line
from ingest.models import Fact
from ingest.text import UPPER, canonical

REPAIRED = 0.8  # confidence of a value whose figures had to be put together
TOLD = 0.9  # of what an annex says of the document it belongs to
_ABBR = r"[A-ZĐ][A-Za-zĐđ0-9]{0,11}(?:\s?[-&]\s?[A-ZĐ][A-Za-zĐđ0-9]{0,11}|/[A-ZĐ]{2,8})*"
_O = "ốôồổỗộoòóỏõọ"  # as recognition reads it
_OWN = rf"^\W*(?:S[{_O}]|SỐ)\s*[:;.]?\s*|(?i:kèm theo)[^()]{{2,30}}? số\s*:?\s*"
NUMBER = re.compile(
    rf"(?:{_OWN})(?P<n>\d(?: ?\d){{0,5}})?[\s.…_]*(?P<rest>(?:/ ?(?:19|20)\d\d)?\s?/\s*{_ABBR}|\s?-\s?[A-ZĐ][A-Za-zĐđ]{{1,9}}\s?/\s?{_ABBR})"
)
_SCRAWLED = r"ngày.{0,8}tháng.{0,8}năm\s*[^\s.,;]{2,6}\s*$"  # figures by hand, which recognition cannot read
PLACE_DAY = re.compile(
    rf"(?P<place>[{UPPER}][^,;:/\d]{{1,40}}),\s*(?P<day>ngày\b.{{0,60}}?năm\s*(?:(?:19|20) ?\d ?\d|20\d?)|{_SCRAWLED})"
)
_BLANK_DAY = re.compile(r"ngày[\s.…_`'‘’,]*tháng[\s.…_`'‘’,]*(?P<m>\d{1,2})?[\s.…_`'‘’,]*năm\s*(?P<y>\d{4})")
_CUT = re.compile(rf"\W*(?:S[{_O}]|SỐ)\s*[:;.]?|.*,\s*ngày[\s.…_]*")  # recognition ends a line at a gap
_LOOSE = re.compile(r"ngày\s*(\d ?\d?)\s*tháng\s*(\d ?\d?)\s*năm\s*((?:19|20) ?\d ?\d)(?!\d)")


def whole_lines(head: Sequence[Line]) -> list[list[Line]]:
    """The lines of a head; one that breaks off before the blank of a number or date goes with the next."""
    whole: list[list[Line]] = []
    for line in head:
        if whole and len(whole[-1]) == 1 and _CUT.fullmatch(whole[-1][0].text):
            whole[-1].append(line)
        else:
            whole.append([line])
    return whole


def number_of(joined: Joined) -> tuple[Fact | None, Fact] | None:
    """The number (None where its place is blank) and the sign of a line, or None where it has neither."""
    match = NUMBER.search(joined.text)
    if match is None:
        return None
    rest = re.sub(r"\s", "", match["rest"])
    sign = Fact(re.sub(r"^/?(?:19|20)\d\d/", "", rest).lstrip("/-"), joined.raw(*match.span("rest")))
    if not match["n"]:
        return None, sign
    figures = match["n"].replace(" ", "")
    sure = REPAIRED if figures != match["n"] else TOLD if is_attached(joined) else 1.0
    return Fact(figures + rest, joined.raw(*match.span()), confidence=sure), sign


def blank_number(joined: Joined) -> Fact:
    """The printed place of a number that is left empty."""
    match = NUMBER.search(joined.text)
    return Fact("number", joined.raw(*match.span()) if match else joined.spans)


def place_of(joined: Joined) -> Fact | None:
    """The place before the date; what stands left of it in the other column is none."""
    placed = PLACE_DAY.search(joined.text)
    if placed is None or is_attached(joined):
        return None
    start, end = placed.span("place")
    if (own := NUMBER.search(joined.text)) and start < own.end() <= end:
        start = own.end()
    name = joined.text[start:end].split("  ")[-1].strip()
    return Fact(name, joined.raw(end - len(name), end))


def blank_day(joined: Joined) -> tuple[Fact, Fact] | None:
    """A date whose day is left empty: its place, and month or year as far as printed."""
    blank = _BLANK_DAY.search(joined.text)
    if blank is None or re.search(r"ngày\s*\d", blank.group()):
        return None
    spans = joined.raw(*blank.span())
    return Fact("day", spans), Fact(f"{blank['y']}-{int(blank['m']):02}" if blank["m"] else blank["y"], spans)


def day_of(joined: Joined) -> Fact | None:
    """The date of issue in a line with a place, or in the bracket of an annex."""
    placed = PLACE_DAY.search(joined.text)
    if placed is None and not is_attached(joined):
        return None
    start = placed.start("day") if placed else 0
    if loose := _LOOSE.search(joined.text, start):
        day, month, year = (part.replace(" ", "") for part in loose.groups())
        found = find_dates(f"ngày {day} tháng {month} năm {year}")
        if found and (window := found[0].first.window()):
            sure = REPAIRED if any(" " in part.strip() for part in loose.groups()) else 1.0
            return Fact(window.start.isoformat(), joined.raw(*loose.span()), confidence=sure)
    for printed in find_dates(joined.text[start:]):
        window = printed.first.window()
        if printed.unit is DateUnit.DAY and window:
            spans = joined.raw(start + printed.span.start, start + printed.span.end)
            return Fact(window.start.isoformat(), spans)
    return None


def is_attached(joined: Joined) -> bool:
    """Whether the words are the bracket of an annex, "(Kèm theo ...)"."""
    return "kèm theo" in canonical(joined.text)
