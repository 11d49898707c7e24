"""Does an answer say what the labels ask for? The same verdicts as the scorer that came with the gold file.

An answer holds when every ``must_include`` group is met by one of its alternatives and nothing forbidden is said.
Both sides are brought into one canonical form first: NFC, lower case, single spaces, plain hyphens, old tone
placement, ``25 %`` as ``25%``, numbers without leading zeros, and each date as a token (``[2025-12-31]``,
``[2026-12]``, ``[11-30]``), so that a date equals only the same date however it is written.

An alternative that is a whole number holds when the answer states that number, alone, in a list or inside a range;
digits of dates, document signs, percentages and labels (``VI.4``) are not numbers. Any other alternative must
stand in the answer as whole words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.models import AnswerStatus

FACTS = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED})
REFUSALS = frozenset(AnswerStatus) - FACTS - {AnswerStatus.NEEDS_CLARIFICATION}

REFUSAL_PHRASES = tuple(
    """không tìm thấy|chưa tìm thấy|không thấy|không tồn tại|không có thông tin|chưa có thông tin|không có trong
không có nội dung|không có nhiệm vụ|không có việc|không có phụ lục|không có văn bản|không có số|không có ngày
không có cuộc họp|không có dữ liệu|không có tài liệu|không có giai đoạn|không nêu|chưa nêu|không được nêu|không nhắc
không được nhắc|không quy định|không đề cập|không được đề cập|không ghi|chưa ghi|để trống|bỏ trống|chưa điền
không thể xác định|không xác định được|chưa xác định|không đủ căn cứ|không đủ thông tin|không thể trả lời
không trả lời được|không thể cung cấp|không thể thực hiện|không cho biết|không cung cấp|không chứa|không bao gồm
không phản ánh|không giao|không được giao|ngoài phạm vi|nằm ngoài|không thuộc|không nằm trong|không hỗ trợ|từ chối
not found|not mentioned|do not mention|does not mention|not state|not stated|not specified|not given|not provided
no information|no such|no amount|no figure|no budget|cannot answer|outside the scope|out of scope
cannot be determined""".replace("\n", "|").split("|")
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TONES = tuple(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)


def _date_forms() -> tuple[re.Pattern[str], ...]:
    """The written forms of a date, most specific first, over text that is lower case with single spaces."""
    year, month, day = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
    named = (
        r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
        r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
    )
    ordinal = r"(?:st|nd|rd|th)?"
    forms = (
        rf"{year}-{month}-{day}",
        rf"(?:ngày )?{day} ?(?P<sep>[/.-]) ?{month}(?: ?(?P=sep) ?|,? năm ){year}",
        rf"(?:ngày )?{day},? tháng {month}(?:(?:,? năm |/|-|,? ){year})?",
        rf"{named} {day}{ordinal}(?:,? {year})?",
        rf"{day}{ordinal}(?: of)? {named}(?:,? {year})?",
        rf"tháng {month}(?:,? năm |/|-){year}",
        rf"{month}/{year}",
        rf"{named},? {year}",
        rf"(?:ngày )?{day}/{month}",
    )
    return tuple(re.compile(rf"(?<![\w/.])(?<!\d-){form}(?![\w/]|[.-]\d)") for form in forms)


_DATES = _date_forms()
DATE_TOKEN = re.compile(r"\[[\d-]+\]")
SIGN = re.compile(r"\b\d+(?:/\d{4})?(?:/[a-zđ]\w*[-&]\w[\w&-]*|/(?:ubnd|qh\d+)\b|-[a-zđ]+/\w+)")
PERCENT = re.compile(r"\d+(?:[.,]\d+)?%")
PERIOD = re.compile(r"\b(?:19|20)\d\d-(?:19|20)\d\d\b")
_NAMED_BY_NUMBER = re.compile(
    r"\b(?:nghị quyết|nghị định|quyết định|thông báo|kế hoạch|chương trình|công văn|chỉ thị|nq|tb) (?:số )?\d+\b"
)
_DECIMAL_AMOUNT = re.compile(r"\d+,\d+(?= (?:triệu|tỷ|tỉ|nghìn|ngàn))")
_NO_NUMBERS = (DATE_TOKEN, SIGN, _NAMED_BY_NUMBER, PERCENT, _DECIMAL_AMOUNT, PERIOD)

_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}\b)")
_RANGE = re.compile(
    r"(?<![\w./])(?<!\w-)(\d{1,3})(?:-| ?(?:đến|tới|to|through|→) ?)"
    r"(?:(?:nhiệm vụ|nv|số|tt|việc|tasks?) )?(\d{1,3})(?![\w/%]|[.-]\w)"
)
_NUMBER = re.compile(r"(?<![\w./])(?<!\w-)\d+(?![\w/%]|[.-]\w)")
_WHOLE_NUMBER = re.compile(r"\d+(?:[.,]\d{3})*")
_LINE_NUMBER = re.compile(r"(?m)^[ \t]*(?:[-*] )?(\d+)[.)][ \t]+")
_CITATION_MARK = re.compile(r"\[\d+(?:[,; -]+\d+)*\]")
_REWRITES = (
    (re.compile("[\u2010-\u2015\u2212]"), "-"),
    (re.compile("’"), "'"),
    (re.compile(r"\s+"), " "),
    (re.compile(r"\A | \Z"), ""),
    (re.compile(r"\b((?:19|20)\d\d) (?:đến|tới|to) (?:năm )?((?:19|20)\d\d)\b"), r"\1-\2"),
    (re.compile(r"(?<![/\d.])(\d+) ?- ?(\d+)(?![/\d])"), r"\1-\2"),
    (re.compile(r"(/\d{4})-(?=\d)"), r"\1 - "),
    (re.compile(r"(?<=\d) ?(?:%|phần trăm|percent|per cent)"), "%"),
    (re.compile(r" ?& ?"), "&"),
)
_LEADING_ZEROS = re.compile(r"(?<![\w.,])0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Labels:
    """What a right answer must and must not say, and how a question without an answer may end."""

    must_include: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...] = ()
    answerable: bool = True
    accept_answered: bool = False
    accept_clarification: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The comparison of one answer: groups that it does not meet, forbidden things that it says."""

    missing: tuple[tuple[str, ...], ...]
    found: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is missing and nothing forbidden is said."""
        return not self.missing and not self.found


def _date_token(match: re.Match[str]) -> str:
    """``[year-month-day]`` of the parts present, or the words unchanged when they are no calendar date."""
    part = match.groupdict()
    month = int(part["m"]) if part.get("m") else _MONTHS.index(part["name"][:3]) + 1
    if not (1 <= month <= 12 and 1 <= int(part.get("d") or 1) <= 31):
        return match.group()
    return "[" + "-".join(str(int(value)) for value in (part.get("y"), month, part.get("d")) if value) + "]"


def _without_line_numbers(text: str) -> str:
    """Drop list markers when they run exactly 1, 2, ... n: they number the lines, not the tasks."""
    markers = [int(number) for number in _LINE_NUMBER.findall(text)]
    if len(markers) > 1 and markers == list(range(1, len(markers) + 1)):
        return _LINE_NUMBER.sub("", text)
    return text


def canonical(text: str) -> str:
    """The form in which answers, alternatives and quotes are compared."""
    text = unicodedata.normalize("NFC", text).lower().replace("**", "")
    text = _CITATION_MARK.sub(" ", _without_line_numbers(text))
    for modern, traditional in _TONES:
        text = text.replace(modern, traditional)
    for pattern, replacement in _REWRITES:
        text = pattern.sub(replacement, text)
    for form in _DATES:
        text = form.sub(_date_token, text)
    return _LEADING_ZEROS.sub("", text)


def numbers(text: str) -> frozenset[int]:
    """The whole numbers that a canonical text states; a range states every number in it."""
    for pattern in _NO_NUMBERS:
        text = pattern.sub(" ", text)
    text = _RANGE.sub(_spelled_out, _THOUSANDS.sub("", text))
    return frozenset(int(number) for number in _NUMBER.findall(text))


def _spelled_out(match: re.Match[str]) -> str:
    return " ".join(map(str, range(int(match[1]), int(match[2]) + 1))) or match[0]


def states(text: str, alternative: str) -> bool:
    """Whether a canonical text states the alternative, as a number, a date or whole words."""
    wanted = canonical(alternative)
    if not wanted:
        return False
    if _WHOLE_NUMBER.fullmatch(wanted):
        return int(re.sub(r"\D", "", wanted)) in numbers(text)
    before, after = _edge(wanted[0], r"(?<!\d[.,/-])", r"(?<!\w)"), _edge(wanted[-1], r"(?![.,/-]\d)", r"(?!\w)")
    return re.search(before + re.escape(wanted) + after, text) is not None


def _edge(char: str, beside_digit: str, beside_word: str) -> str:
    """The border that keeps a match whole next to its first or last character."""
    if char.isdigit():
        return beside_word + beside_digit
    return beside_word if char.isalpha() else ""


def check(labels: Labels, answer: str) -> Match:
    """Compare an answer with its labels."""
    text = canonical(answer)
    missing = tuple(group for group in labels.must_include if not any(states(text, item) for item in group))
    return Match(missing, tuple(item for item in labels.forbidden if states(text, item)))


def refuses(answer: str) -> bool:
    """Whether an answer declines, judged by its words: for systems that give no status."""
    text = canonical(answer)
    return any(states(text, phrase) for phrase in REFUSAL_PHRASES)


def passes(labels: Labels, answer: str, status: AnswerStatus | None = None) -> bool:
    """The verdict on a whole answer; ``status`` None means that the system gives none."""
    match = check(labels, answer)
    if labels.accept_clarification and status is AnswerStatus.NEEDS_CLARIFICATION:
        return not match.found
    if labels.answerable:
        return match.holds
    refused = refuses(answer) if status is None else status in REFUSALS
    return not match.found and (refused or (labels.accept_answered and match.holds))
