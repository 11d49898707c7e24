"""Printed Vietnamese and English dates and periods, for documents and questions alike.

A footnote digit glued to a year (``30/12/20241``) is left out; a day that no calendar has (``31/02``) is no date.
A day without a year needs a word before it ("ngày 20/01", "hạn 20/01"): ``3/4`` alone is a fraction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.calendar_parts import DateUnit, Moment, PrintedDate, Window, joined
from ingest.grammar import Grammar, Printed, prepare

__all__ = ["DateUnit", "Moment", "PrintedDate", "Window", "dates_in", "find_dates"]

_YEAR = r"(?:19|20)\d\d(?=\d{0,2}(?!\d)(?!\s?/\s?\w))"
_NUM = r"\d{1,2}(?!\d)"
_DAY, _MONTH = r"ng[àa]y", r"th[áa]ng"
_YEAR_WORD = r"(?<!việt )năm"  # folded: not the Nam of Viet Nam
_TO = r"(?:-|đến|tới|to)"
_ROMAN = r"(?:iv|i{1,3}|0?[1-4])(?!\w)"
_CUE = r"(?:trước|trc|đến|tới|hạn|họp|hôm|vào|hết|sau|từ|trong|before|by|until|on|in)"
_NAMES = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_SHARE = r"(?!\s*(?:số|diện tích|dân số|tổng|phần|chiều|lượng))"

_FORMS: dict[str, str] = {
    "iso": r"(?<![\d/.-])(?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?![\d/])",
    "days": rf"(?:từ\s+)?{_DAY}\s+(?P<days_f>{_NUM})\s*{_TO}\s*(?:hết\s+)?(?:{_DAY}\s+)?(?P<days_d>{_NUM})"
    rf"\s?/\s?(?P<days_m>{_NUM})(?:\s?/\s?(?P<days_y>{_YEAR}))?",
    "spelled": rf"{_DAY}\s*(?P<spelled_d>{_NUM})\s*(?:,\s*)?{_MONTH}\s*(?P<spelled_m>{_NUM})"
    rf"(?:(?:\s*(?:,\s*)?{_YEAR_WORD}\s+|\s?[/.,-]\s?|\s+)(?P<spelled_y>{_YEAR}))?",
    "long": rf"(?<![\d/.,])(?P<long_d>{_NUM})\s+{_MONTH}\s+(?P<long_m>{_NUM})"
    rf"\s*(?:,\s*)?{_YEAR_WORD}\s+(?P<long_y>{_YEAR})",
    "full": rf"(?:{_DAY}\s+)?(?<![\d/.])(?P<full_d>{_NUM})\s?(?P<full_s>[/.-])\s?(?P<full_m>{_NUM})"
    rf"\s?(?P=full_s)\s?(?P<full_y>{_YEAR})",
    "brief": rf"(?:{_DAY}\s+)?(?<![\d/.])(?P<brief_d>{_NUM})/(?P<brief_m>{_NUM})/(?P<brief_y>2\d)(?![\d/-])",
    "named": rf"(?<!\w)(?P<named_d>{_NUM})(?:st|nd|rd|th)?(?:\s+of)?"
    rf"\s+(?P<named_m>{_NAMES})\.?,?\s+(?P<named_y>{_YEAR})",
    "american": rf"(?<!\w)(?P<american_m>{_NAMES})\.?\s+(?P<american_d>{_NUM})(?:st|nd|rd|th)?,?\s+"
    rf"(?P<american_y>{_YEAR})",
    "english": rf"(?<!\w)(?P<english_m>{_NAMES})\.?,?\s+(?P<english_y>{_YEAR})",
    "short": rf"{_DAY}\s+(?P<short_d>{_NUM})\s?[/.]\s?(?P<short_m>{_NUM})(?!\s?[/.]\s?\d){_SHARE}",
    "half": rf"(?<!\w)(?P<half_n>0?[369]|sáu|chín|ba)\s+{_MONTH}\s+(?P<half_w>đầu|cuối)\s+{_YEAR_WORD}"
    rf"(?:\s+(?P<half_y>{_YEAR}))?",
    "months": rf"(?:từ\s+)?{_MONTH}\s*(?P<months_f>{_NUM})(?:\s?/\s?(?P<months_g>{_YEAR}))?"
    rf"\s*(?P<months_t>{_TO}|,|và)\s*(?:hết\s+)?(?:{_MONTH}\s*)?(?P<months_m>{_NUM})"
    rf"(?:\s?/\s?(?P<months_y>{_YEAR})|\s+{_YEAR_WORD}\s+(?P<months_z>{_YEAR}))",
    "month": rf"(?<!\w){_MONTH}\s*(?P<month_m>{_NUM})"
    rf"(?:(?:\s?[/.-]\s?|\s*(?:,\s*)?{_YEAR_WORD}\s+)(?P<month_y>{_YEAR}))?"
    r"(?![/.]\d)",
    "typed": rf"(?<!\w)t\.?\s?(?P<typed_m>{_NUM})\s?[/.-]\s?(?P<typed_y>{_YEAR})",
    "quarters": rf"(?:từ\s+)?(?<!\w)qu[ýy]\s*(?P<quarters_f>{_ROMAN})(?:\s?/\s?(?P<quarters_g>{_YEAR}))?"
    rf"\s*(?P<quarters_t>{_TO}|,|và)\s*(?:hết\s+)?(?:qu[ýy]\s*)?(?P<quarters_q>{_ROMAN})"
    rf"(?:(?:\s?/\s?|\s*(?:,\s*)?{_YEAR_WORD}\s+|\s+)(?P<quarters_y>{_YEAR}))?",
    "quarter": rf"(?<!\w)(?:qu[ýy]\s*|quarter\s+|q)(?P<quarter_q>{_ROMAN})"
    rf"(?:(?:\s?[/-]\s?|\s*(?:,\s*)?(?:của\s+)?{_YEAR_WORD}\s+|\s+(?:of\s+)?)(?P<quarter_y>{_YEAR}))?",
    "years": rf"(?:giai\s+đoạn\s+)?(?:từ\s+)?(?:các\s+)?(?:{_YEAR_WORD}\s*)?"
    rf"(?<![\d/.,-])(?P<years_f>(?:19|20)\d\d)(?!\d)"
    rf"\s*(?P<years_t>{_TO}|,|và)\s*(?:hết\s+)?(?:{_YEAR_WORD}\s+)?(?P<years_y>{_YEAR})(?!-\d)",
    "year": rf"(?<!\w){_YEAR_WORD}\s+(?P<year_y>{_YEAR})",
}
_CUED = (
    rf"(?<!\w){_CUE}\s*:?\s+(?P<cued>(?P<cued_d>{_NUM})/(?P<cued_m>{_NUM})(?!\s?[/.]\s?\d){_SHARE}"
    rf"|(?P<cued_n>{_NUM})\s?[/-]\s?(?P<cued_y>{_YEAR})|(?P<cued_z>{_YEAR})(?=\s*(?:[^\w\s-]|$)))"
)
_ALONE = rf"^\s*(?P<alone>(?:(?P<alone_m>{_NUM})\s?[/-]\s?)?(?P<alone_y>{_YEAR}))(?!\s*[-/]\s?\w)"
_GRAMMAR = Grammar("|".join((*(f"(?P<{name}>{form})" for name, form in _FORMS.items()), _CUED, _ALONE)))
_BETWEEN = Grammar(r"\s*(?:-|đến|tới)\s*(?:hết\s+)?")
_FROM = Grammar(r"(?<!\w)từ\s+$")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTS = {"ba": 3, "sáu": 6, "sau": 6, "chín": 9, "chin": 9}
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

Pair = tuple[Moment, Moment]


def find_dates(text: str) -> tuple[PrintedDate, ...]:
    """Every printed date and period in reading order, with its offsets in ``text``."""
    return dates_in(prepare(text))


def dates_in(text: Printed) -> tuple[PrintedDate, ...]:
    """``find_dates`` for a text already aligned."""
    found = [(start, end, pair) for start, end, pair in _single(text) if all(moment.exists() for moment in pair)]
    return tuple(
        PrintedDate(text.span(start, end), text.words(start, end), *pair) for start, end, pair in _merged(text, found)
    )


def _single(text: Printed) -> Iterator[tuple[int, int, Pair]]:
    for match in _GRAMMAR.of(text).finditer(text.lower):
        name = match.lastgroup or ""
        if pair := _READERS[name](match):
            yield match.start(name), match.end(name), pair


def _merged(text: Printed, found: list[tuple[int, int, Pair]]) -> list[tuple[int, int, Pair]]:
    """Join "từ <date> đến <date>" and "<date> - <date>" into one range."""
    merged: list[tuple[int, int, Pair]] = []
    for start, end, pair in found:
        if merged and _BETWEEN.of(text).fullmatch(text.lower, merged[-1][1], start):
            begin, _, before = merged[-1]
            if before[0] == before[1] and (ends := joined(before[0], pair[1])):
                lead = _FROM.of(text).search(text.lower, max(0, begin - 12), begin)
                merged[-1] = (lead.start() if lead else begin, end, ends)
                continue
        merged.append((start, end, pair))
    return merged


def _int(match: re.Match[str], name: str) -> int | None:
    value = match[name]
    return None if value is None else int(value)


def _one(moment: Moment) -> Pair:
    return moment, moment


def _day_of(name: str) -> Callable[[re.Match[str]], Pair]:
    def read(match: re.Match[str]) -> Pair:
        year = _int(match, f"{name}_y") if f"{name}_y" in match.re.groupindex else None
        year = year + 2000 if year is not None and year < 100 else year
        return _one(Moment(DateUnit.DAY, year, _month_number(match[f"{name}_m"]), int(match[f"{name}_d"])))

    return read


def _month_number(word: str) -> int:
    return int(word) if word.isdecimal() else _ENGLISH.index(word[:3]) + 1


def _month_of(name: str) -> Callable[[re.Match[str]], Pair]:
    return lambda match: _one(Moment(DateUnit.MONTH, _int(match, f"{name}_y"), _month_number(match[f"{name}_m"])))


def _quarter_number(word: str) -> int:
    return _QUARTERS.get(word) or int(word)


def _listed(match: re.Match[str], first: Moment, last: Moment) -> Pair | None:
    """A comma or "và" joins only neighbours: "Quý I, II" is a period, "tháng 6 và tháng 12" is not."""
    name = match.lastgroup or ""
    if match[f"{name}_t"] in (",", "và", "va"):
        apart = ((last.part or last.year or 0) - (first.part or first.year or 0), first.year in (None, last.year))
        if apart != (1, first.unit is not DateUnit.YEAR):
            return _one(first) if first.year else None
    return joined(first, last)


def _days(match: re.Match[str]) -> Pair | None:
    last = Moment(DateUnit.DAY, _int(match, "days_y"), int(match["days_m"]), int(match["days_d"]))
    return joined(Moment(DateUnit.DAY, last.year, last.part, int(match["days_f"])), last)


def _months(match: re.Match[str]) -> Pair | None:
    year = _int(match, "months_y") or _int(match, "months_z")
    first = Moment(DateUnit.MONTH, _int(match, "months_g"), int(match["months_f"]))
    return _listed(match, first, Moment(DateUnit.MONTH, year, int(match["months_m"])))


def _quarters(match: re.Match[str]) -> Pair | None:
    first = Moment(DateUnit.QUARTER, _int(match, "quarters_g"), _quarter_number(match["quarters_f"]))
    last = Moment(DateUnit.QUARTER, _int(match, "quarters_y"), _quarter_number(match["quarters_q"]))
    return _listed(match, first, last)


def _half(match: re.Match[str]) -> Pair:
    year = _int(match, "half_y")
    count = _COUNTS.get(match["half_n"]) or int(match["half_n"])
    if count == 6:
        return _one(Moment(DateUnit.HALF, year, 1 if match["half_w"].endswith("u") else 2))
    first = 1 if match["half_w"].endswith("u") else 13 - count
    return Moment(DateUnit.MONTH, year, first), Moment(DateUnit.MONTH, year, first + count - 1)


def _years(match: re.Match[str]) -> Pair | None:
    first, last = int(match["years_f"]), int(match["years_y"])
    return _listed(match, Moment(DateUnit.YEAR, first), Moment(DateUnit.YEAR, last)) if last - first <= 100 else None


def _cued(match: re.Match[str]) -> Pair:
    if match["cued_d"]:
        return _one(Moment(DateUnit.DAY, None, int(match["cued_m"]), int(match["cued_d"])))
    if match["cued_n"]:
        return _one(Moment(DateUnit.MONTH, _int(match, "cued_y"), int(match["cued_n"])))
    return _one(Moment(DateUnit.YEAR, _int(match, "cued_z")))


def _alone(match: re.Match[str]) -> Pair:
    year = _int(match, "alone_y")
    month = _int(match, "alone_m")
    return _one(Moment(DateUnit.YEAR if month is None else DateUnit.MONTH, year, month))


_READERS: dict[str, Callable[[re.Match[str]], Pair | None]] = {
    **{name: _day_of(name) for name in ("iso", "spelled", "long", "full", "brief", "named", "american", "short")},
    **{name: _month_of(name) for name in ("english", "month", "typed")},
    "days": _days,
    "half": _half,
    "months": _months,
    "quarters": _quarters,
    "quarter": lambda m: _one(Moment(DateUnit.QUARTER, _int(m, "quarter_y"), _quarter_number(m["quarter_q"]))),
    "years": _years,
    "year": lambda m: _one(Moment(DateUnit.YEAR, _int(m, "year_y"))),
    "cued": _cued,
    "alone": _alone,
}
