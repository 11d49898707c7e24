"""The words around a date that make it a deadline, and those that make it something else.

In running text a date binds only through such words: the day of a cited document, of a meeting or of a report period,
and a period inside the name of a plan, have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.calendar_parts import DateUnit, PrintedDate
from ingest.grammar import Grammar, Printed
from ingest.models import DeadlineOp
from ingest.recurrences import HOUR

_DONE = (
    r"(?:(?:cơ\s+bản|phải|cần)\s+)?(?:hoàn\s+thành|hoàn\s+tất|thực\s+hiện\s+xong|xong|kết\s+thúc)"
    r"(?:\s+(?:xong|dứt\s+điểm))?"
)
_LATEST = r"(?:chậm|muộn|trễ)\s+nhất(?:\s+(?:là|vào|đến|trong|cuối))?(?:\s+hết)?"
_DUTY = (
    r"(?:hoàn\s+thành|hoàn\s+thiện|thực\s+hiện|triển\s+khai|báo\s+cáo|gửi|nộp|cuối\s+cùng|cuối|chót|xong|trả\s+lời|góp\s+ý"
    r"|giải\s+quyết|xử\s+lý|cung\s+cấp|đăng\s+ký|trình)"
)
_LIMIT = r"(?<!\w)(?:thời\s+hạn|(?<!trung )(?<!dài )(?<!ngắn )(?<!giới )(?<!quyền )(?<!quá )(?<!vô )hạn|thời\s+gian)"
_DUE = rf"(?P<due>{_LIMIT}(?:\s+{_DUTY}){{0,2}}(?:\s+(?:vào|là))?\s*(?P<colon>:)?\s*)"
_WEEKDAY = r"(?:(?:ngày\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)\s*[,(]?\s*)"
_WEEK = r"tuần\s+(?:thứ\s+)?(?:[1-5]|nhất|một|hai|ba|tư|đầu(?:\s+tiên)?|cuối(?:\s+cùng)?)\s+(?:của\s+)?"
_LEFT = Grammar(
    rf"{_DUE}?(?P<shown>(?:(?P<done>(?<!\w){_DONE})\s+)?(?:(?<!\w)(?:(?P<before>(?:{_LATEST}\s+|đến\s+)?trước"
    rf"(?:\s+(?:thời\s+điểm|mốc))?)|(?P<by>{_LATEST}|không\s+(?:quá|muộn\s+hơn|chậm\s+hơn|để\s+quá))"
    rf"|(?P<until>(?P<now>từ\s+nay\s+)?(?:cho\s+)?(?:đến|tới)(?P<whole>\s+hết)?|hết)|(?P<within>(?:ngay\s+)?trong|vào))\s+)?"
    rf"{HOUR}?{_WEEKDAY}?(?:{_WEEK}|(?P<edge>cuối|đầu|giữa)\s+)?)$"
)
_OPENING = Grammar(r"(?:^|[.;:(,]|(?:^|\s)-|(?:^|\s)\+|\d\.|[a-zđ]\))\s*$")
_SENTENCE_OPENING = Grammar(r"(?:^|[.;:(]|(?:^|\s)-|(?:^|\s)\+|\d\.|[a-zđ]\))\s*$")
_CLOSING = Grammar(r"\s*(?:[.;:,)]|$)")
_CLAUSE = Grammar(r"[^.;:]*$")
_AIMED = Grammar(r"(?:phấn\s+đấu|kéo\s+dài|mục\s+tiêu|thực\s+hiện|hoàn\s+thành)\s*(?:là\s*)?$")
_COUNTED_TO = Grammar(
    r"(?:tính|lũy\s+kế|luỹ\s+kế|kể|định\s+hướng|tầm\s+nhìn|hướng|trở|số\s+liệu|đầu\s+năm|từ\s+.{0,30})\s*$"
)
_PAST = Grammar(r"(?:đã|phát\s+sinh|tồn\s+tại|đang)(?:\s+[^\W\d]+){0,4}\s*$")
_ABOUT = Grammar(
    r"kết\s+quả|tình\s+hình|số\s+liệu|nhiệm\s+vụ|công\s+tác|hoạt\s+động|phát\s+sinh|dự\s+toán|kinh\s+phí|(?<!\w)vốn|được\s+giao"
    r"|(?<!\w)đã(?!\w)|diễn\s+ra|chỉ\s+tiêu|kế\s+hoạch"
)
_ACTED = Grammar(
    r"(?:ban\s+hành|(?<!\w)trình|phê\s+duyệt|đưa\s+vào\s+(?:sử\s+dụng|vận\s+hành|khai\s+thác)|hoàn\s+thành|(?<!\w)xong)\s*$"
)
_CARRIED_OUT = Grammar(r"(?:thực\s+hiện|triển\s+khai|tổ\s+chức|báo\s+cáo|hoàn\s+thiện|khởi\s+công|thời\s+gian|:)\s*$")
_MUST = Grammar(
    r",?\s*(?:phải|cần)\s+(?:(?:cơ\s+bản|được)\s+)?(?:xong|hoàn\s+thành|hoàn\s+tất|kết\s+thúc|đạt|có)(?!\w)"
)
_HANDED = Grammar(
    r"(?:báo\s+cáo|gửi|nộp|trình)(?!\w)[^.;,]{0,70}\s(?:ubnd|ủy\s+ban|chủ\s+tịch|hđnd|hội\s+đồng|thủ\s+tướng|chính\s+phủ|sở|bộ"
    r"|văn\s+phòng|ban)\s[^.;,]{0,50}$"
)
_WINDOW = 110  # characters read on either side of a date


@dataclass(frozen=True, slots=True)
class Cue:
    """What binds a date: where the words to show begin, how they bind, whether they ask for completion."""

    start: int
    op: DeadlineOp
    at_end: bool  # "cuối quý", "hết năm": the last day of the period
    completes: bool


@dataclass(frozen=True, slots=True)
class _Around:
    """A date in its clause; ``before`` ends where the cue begins."""

    text: Printed
    cue: re.Match[str]
    before: str
    after: str

    def says(self, grammar: Grammar) -> bool:
        return grammar.of(self.text).search(self.before) is not None

    def after_says(self, grammar: Grammar) -> bool:
        return grammar.of(self.text).match(self.after.lstrip()) is not None

    @property
    def clause(self) -> str:
        match = _CLAUSE.of(self.text).search(self.before)
        return match[0] if match else ""

    @property
    def closes(self) -> bool:
        return _CLOSING.of(self.text).match(self.after) is not None


def cue_in_text(text: Printed, printed: PrintedDate, at: tuple[int, int]) -> Cue | None:
    """What makes a date at these positions of running text a deadline, or None."""
    around = _around(text, at)
    op = _op(around, printed)
    if op is None or around.cue["edge"] in ("đầu", "giữa", "dau", "giua"):
        return None
    return _cue(around, op, at[0])


def cue_in_cell(text: Printed, printed: PrintedDate, at: tuple[int, int]) -> Cue | None:
    """How a date in a deadline cell binds; None for "đầu năm", which has no day."""
    around = _around(text, at)
    cue = around.cue
    if cue["edge"] in ("đầu", "giữa", "dau", "giua"):
        return None
    if cue["before"]:
        return _cue(around, DeadlineOp.BEFORE, at[0])
    ends = printed.unit is DateUnit.DAY and not printed.is_range
    bound = cue["by"] or cue["until"] or cue["edge"] or ends
    return _cue(around, DeadlineOp.BY if bound else DeadlineOp.WITHIN, at[0])


def _around(text: Printed, at: tuple[int, int]) -> _Around:
    start, end = at
    left = text.lower[max(0, start - _WINDOW) : start]
    cue = _LEFT.of(text).search(left)
    assert cue is not None  # every part is optional, so the empty end of the text matches
    return _Around(text, cue, left[: cue.start()], text.lower[end : end + _WINDOW])


def _cue(around: _Around, op: DeadlineOp, date_start: int) -> Cue:
    cue = around.cue
    left_start = date_start - cue.end()
    shown = cue.end() if cue["due"] and cue["within"] else cue.start("shown")
    at_end = bool(cue["edge"] or cue["whole"] or op is DeadlineOp.BY)
    return Cue(left_start + shown, op, at_end, bool(cue["done"] or cue["due"]))


def _op(around: _Around, printed: PrintedDate) -> DeadlineOp | None:
    cue = around.cue
    if cue["before"]:
        return None if around.says(_PAST) else DeadlineOp.BEFORE
    if cue["by"]:
        return DeadlineOp.BY
    if cue["until"]:
        return _until(around)
    if printed.unit is DateUnit.DAY and not printed.is_range:
        bound = cue["within"] in ("trong", "ngay trong") or _due(around) or cue["done"]
        return DeadlineOp.BY if bound else None
    if cue["edge"]:
        return DeadlineOp.BY if _period(around, printed) else None
    return DeadlineOp.WITHIN if _period(around, printed) else None


def _due(around: _Around) -> bool:
    """ "Thời gian" alone needs a colon or a duty: "thời gian quý II" may say anything."""
    due = around.cue["due"]
    return bool(due) and (bool(around.cue["colon"]) or not re.fullmatch(r"th[ờo]i\s+gian\s*", due))


def _until(around: _Around) -> DeadlineOp | None:
    cue = around.cue
    if around.says(_COUNTED_TO):
        return None
    if cue["now"] or cue["done"] or _due(around) or around.says(_AIMED):
        return DeadlineOp.BY
    if around.after_says(_MUST):
        return DeadlineOp.BY
    if cue["whole"] and (around.closes or around.says(_OPENING)):
        return DeadlineOp.BY
    return DeadlineOp.BY if around.says(_SENTENCE_OPENING) and around.after.lstrip().startswith(",") else None


def _period(around: _Around, printed: PrintedDate) -> bool:
    cue = around.cue
    years = printed.unit is DateUnit.YEAR
    if _due(around) or (cue["done"] and not (years and printed.is_range)):
        return True
    if printed.is_range and not cue["within"]:
        return not years and around.says(_CARRIED_OUT)
    if not cue["within"]:
        return not years and around.before.endswith("(") and around.after.lstrip().startswith(")")
    if around.says(_OPENING) or around.says(_ACTED) or (around.closes and around.says(_HANDED)):
        return True
    about = _ABOUT.of(around.text).search(around.clause) is not None
    return not about and (around.says(_CARRIED_OUT) or (not years and around.closes))
