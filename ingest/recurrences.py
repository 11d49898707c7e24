"""Duties that come again: "trước ngày 5 hằng tháng", "định kỳ hằng năm (trước ngày 1 tháng 3)", "định kỳ báo cáo".

"Thường xuyên" and a bare "hằng năm" in running text say how, not when: they are no deadline there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.grammar import Grammar, Printed
from ingest.models import DeadlineOp, Recurrence

_EACH = r"(?:hằng|hàng|mỗi)"
_UNIT = r"(?:ngày|tuần|tháng|quý|năm)(?!\w)"
_NUM = r"\d{1,2}(?!\d)"
HOUR = r"(?:\d{1,2}\s?(?:h|giờ|g|:)\s?(?:\d{2})?(?:\s?phút)?(?:\s+(?:sáng|chiều))?\s?,?\s*)"
_LATEST = r"(?:chậm|muộn)\s+nhất(?:\s+(?:là|vào|đến))?"
_BOUND = rf"(?P<op>(?:{_LATEST}\s+)?(?<!\w)trước|{_LATEST}|không\s+quá|đến\s+hết)\s+{HOUR}?"
_DAY = r"(?:(?:ngày|mùng|mồng)\s+)"
_DATE = rf"{_DAY}?(?P<d>{_NUM})\s?(?:/|\s?tháng\s+)\s?(?P<m>{_NUM})(?!\s?/|\s+năm\s+\d)"
_MORE = rf"(?P<more>(?:\s*(?:,|và|;)\s*(?:trước\s+)?{_DAY}?{_NUM}(?:/|\s+tháng\s+){_NUM}){{0,3}})"
_GAP = r"(?:(?!\s(?:để|nhằm)\s)[^.;()\d]){0,100}?"
_DAY_ONLY = rf"{_DAY}(?P<d>{_NUM})(?!\s?[/.-]\s?\d|\s+tháng\s+\d)"
_OF_MONTH = (
    r"(?:của\s+)?tháng\s+(?:cuối(?:\s+cùng)?|đầu(?:\s+tiên)?|sau|tiếp\s+theo|kế\s+tiếp|liền\s+kề|thứ\s+\w+)"
    r"(?P<quarter>\s+(?:của\s+)?(?:mỗi\s+|hằng\s+|hàng\s+)?quý)?(?:\s+(?:sau|tiếp\s+theo|kế\s+tiếp|báo\s+cáo(?=\s*(?:[.;,)]|$))))?"
)
_REPORT = r"(?:báo\s+cáo|gửi|tổng\s+hợp|cập\s+nhật|sơ\s+kết|tổng\s+kết|rà\s+soát)"
_REPEATED = (
    r"(?:báo\s+cáo|gửi|tổng\s+hợp|cập\s+nhật|sơ\s+kết|tổng\s+kết|rà\s+soát|đánh\s+giá|kiểm\s+tra|thống\s+kê|công\s+khai"
    r"|công\s+bố|theo\s+dõi|đôn\s+đốc|tổ\s+chức|thông\s+báo|thông\s+tin|họp|giao\s+ban|kiểm\s+kê|đối\s+chiếu)"
)
_UNTIL_CLAUSE = (
    r"[^.;:()]{0,160}?(?=\s*(?:[.;:()]|$|,\s*(?:đặc\s+biệt|nhất\s+là|trong\s+đó"
    r"|bảo\s+đảm|đảm\s+bảo|gửi|kịp)|\s+để\s))"
)
_PERIODIC = r"(?<!\w)định\s+kỳ"
_ON = r"(?:\s*\(\s*(?:trước\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2}\s*\))?"  # "định kỳ 6 tháng (trước ngày 15/6), năm (...)"

_FORMS = (
    rf"(?:{_PERIODIC}\s+)?(?<!\w){_EACH}\s+năm(?!\w){_GAP}\(?\s?(?:vào\s+)?{_BOUND}{_DATE}{_MORE}\)?",
    rf"(?:{_BOUND})?{_DATE}{_MORE}\s*(?:của\s+)?(?:{_EACH}|các)\s+năm(?!\w)",
    rf"(?:{_PERIODIC}\s+)?(?<!\w)(?<!\d\s){_EACH}\s+(?P<u>tháng|quý)(?!\w){_GAP}\(?\s?(?:vào\s+)?{_BOUND}{_DAY_ONLY}(?:\s+{_OF_MONTH})?\)?",
    rf"(?:{_PERIODIC}\s+)?(?:{_BOUND})?{_DAY_ONLY}\s+(?:của\s+)?(?:{_EACH}|các)\s+(?P<u>tháng|quý)(?!\w)",
    rf"(?:{_PERIODIC}\s+)?(?:{_BOUND})?{_DAY_ONLY}\s+{_OF_MONTH}",
    rf"(?:{_PERIODIC}\s+)?(?:(?P<op>trước|{_LATEST})\s+{HOUR}?|vào\s+)?(?:(?:sáng|chiều)\s+)?(?:ngày\s+)?thứ\s+\w+\s+(?:{_EACH}|trong)\s+(?P<u>tuần)(?!\w)",
    rf"{_PERIODIC}\s+(?:vào\s+)?(?:{_EACH}\s+)?(?:(?P<n>\d{{1,2}}|một|sáu|ba)\s+)?(?P<u>{_UNIT}){_ON}"
    rf"(?:\s*(?:,|và|/)\s*(?:{_EACH}\s+)?(?:(?:\d{{1,2}}|một)\s+)?{_UNIT}{_ON})*(?:\s+(?:\d{{1,2}}|một|hai)\s+lần)?",
    rf"{_PERIODIC}(?:\s+(?:theo\s+quy\s+định)|,?\s+{_REPEATED}(?!\w){_UNTIL_CLAUSE})",
    rf"{_REPORT}\s+định\s+kỳ\s+(?:theo\s+quy\s+định|{_EACH}\s+(?P<u>{_UNIT}))",
    rf"(?<!\w){_EACH}\s+(?P<u>tuần|tháng|quý|năm)(?=\s*,?\s*{_REPORT}(?!\w))",
    rf"{_REPORT}(?:\s+[^\W\d]+){{0,4}}\s+(?P<shown>{_EACH}\s+(?P<u>tuần|tháng|quý|năm)(?!\w))",
    rf"(?:{_PERIODIC}\s+)?(?:(?P<op>(?:{_LATEST}\s+)?(?<!\w)trước|{_LATEST})\s+|vào\s+)?(?<!\d){HOUR}{_EACH}\s+(?P<u>ngày)(?!\w)",
    rf"(?<!\w){_EACH}\s+(?P<u>tuần)\s*,?\s*(?:(?P<op>(?:{_LATEST}\s+)?(?<!\w)trước|{_LATEST})\s+{HOUR}?|vào\s+)(?:ngày\s+)?thứ\s+\w+",
)
_GRAMMARS = tuple(Grammar(form) for form in _FORMS)
_YEARLY = frozenset({0, 1})
_OF_MONTH_FORM = 4
_NOUN_BEFORE = Grammar(
    r"(?:kế\s+hoạch|dự\s+toán|ngân\s+sách|chương\s+trình|đề\s+án|kinh\s+phí|nhiệm\s+vụ|tháng\s+\d+)\s*$"
)
FREQUENCIES = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}
FREQUENCIES |= {"tuan": "weekly", "thang": "monthly", "quy": "quarterly", "nam": "yearly"}
_ORDER = ("weekly", "monthly", "quarterly", "yearly")
_UNITS = Grammar(r"(?:(?P<n>\d{1,2}|một|sáu|ba)\s+)?(?P<u>tuần|tháng|quý|năm)(?!\w)")
_COUNTED = {("3", "monthly"): "quarterly", ("12", "monthly"): "yearly", ("ba", "monthly"): "quarterly"}


@dataclass(frozen=True, slots=True)
class Repetition:
    """Positions in ``Printed.lower``, how it binds and what repeats."""

    start: int
    end: int
    op: DeadlineOp | None
    recurrence: Recurrence


def repetitions(text: Printed) -> tuple[Repetition, ...]:
    """Every recurring duty in reading order, the most exact reading of each place."""
    found: list[Repetition] = []
    taken: set[int] = set()
    for form in range(len(_FORMS)):
        for candidate in _of_form(text, form):
            if taken.isdisjoint(range(candidate.start, candidate.end)):
                taken.update(range(candidate.start, candidate.end))
                found.append(candidate)
    return tuple(sorted(found, key=lambda repetition: repetition.start))


def _of_form(text: Printed, form: int) -> Iterator[Repetition]:
    for match in _GRAMMARS[form].of(text).finditer(text.lower):
        groups = match.groupdict()
        shown = "shown" if groups.get("shown") else 0
        if shown and _NOUN_BEFORE.of(text).search(text.lower, max(0, match.start(shown) - 20), match.start(shown)):
            continue
        recurrence = _recurrence(text, form, match)
        if recurrence is not None:
            yield Repetition(match.start(shown), match.end(shown), _op(groups, recurrence), recurrence)


def _op(groups: dict[str, str | None], recurrence: Recurrence) -> DeadlineOp | None:
    bound = groups.get("op")
    if bound is None:
        return DeadlineOp.BY if recurrence.day else None
    return DeadlineOp.BEFORE if bound.endswith(("trước", "truoc")) else DeadlineOp.BY


def _recurrence(text: Printed, form: int, match: re.Match[str]) -> Recurrence | None:
    groups = match.groupdict()
    day = int(groups["d"]) if groups.get("d") else None
    if day is not None and not 1 <= day <= 31:
        return None
    if form in _YEARLY:
        month = int(match["m"])
        exact = 1 <= month <= 12 and not match["more"]
        return Recurrence("yearly", day, month) if exact else Recurrence("yearly")
    if form == _OF_MONTH_FORM:
        return Recurrence("quarterly" if match["quarter"] else "monthly", day)
    return Recurrence(_frequency(text, match), day)


def _frequency(text: Printed, match: re.Match[str]) -> str:
    """The most frequent of the printed periods: "hằng quý, 6 tháng, năm" is quarterly."""
    unit = match.groupdict().get("u")
    if unit is None:
        return "unspecified"
    if match.groupdict().get("n") is None and unit in FREQUENCIES and match.groupdict().get("d"):
        return FREQUENCIES[unit]
    printed = _UNITS.of(text).finditer(text.lower, match.start("u") - _count_width(match), match.end())
    names = {_named(m["n"], FREQUENCIES[m["u"]]) for m in printed}
    return next((name for name in _ORDER if name in names), "unspecified")


def _count_width(match: re.Match[str]) -> int:
    return match.start("u") - match.start("n") if match.groupdict().get("n") else 0


def _named(count: str | None, freq: str) -> str:
    if count is None or count.lstrip("0") in ("1", "một", "mot"):
        return freq
    return _COUNTED.get((count.lstrip("0"), freq), "unspecified")
