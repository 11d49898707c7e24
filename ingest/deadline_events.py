"""Deadlines that hang on something that happens: "sau khi Bộ ban hành hướng dẫn", "trước Tết Nguyên đán".

"Trước khi" and a session of a council bind only where the words say when, not in which order: "lấy ý kiến trước khi
trình" is no deadline.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.deadline_values import Candidate
from ingest.grammar import Grammar, Printed
from ingest.models import Deadline, DeadlineKind, DeadlineOp

_ISSUED = (
    r"(?:ban\s+hành|phê\s+duyệt|có\s+hiệu\s+lực|hướng\s+dẫn|thông\s+qua|công\s+bố|được\s+giao|có\s+ý\s+kiến|có\s+văn\s+bản"
    r"|có\s+chủ\s+trương|có\s+quy\s+định|có\s+kết\s+quả)"
)
_AFTER = rf"(?:(?P<at_once>ngay)\s+(?:sau\s+)?khi|sau\s+khi|(?<!\w)khi\s+có)\s+(?!nghe)[^.;()]{{0,120}}?{_ISSUED}(?!\w)[^.;,()]{{0,80}}"
_SEASON = (
    r"(?:t[ếe]t(?!\w)|mùa\s+(?:mưa|lũ|bão|khô|cạn|nắng|lễ|thi|tuyển\s+sinh|vụ)|năm\s+học|kỳ\s+thi|kỳ\s+nghỉ|(?:lễ\s+)?khai\s+(?:giảng|mạc)|dịp\s+(?:lễ|t[ếe]t|nghỉ)"
    r"|(?:kỳ|phiên)\s+họp|đại\s+hội|ngày\s+(?:bầu\s+cử|khai\s+giảng|khai\s+mạc|đại\s+hội|lễ|hội|diễn\s+ra|tổ\s+chức|có\s+hiệu\s+lực)"
    r"|khi\s+(?:(?:bước\s+)?vào\s+(?:mùa|năm|vụ)|kết\s+thúc|khai\s+(?:giảng|mạc)|diễn\s+ra|bão))"
)
_UNTIL_DUTY = r"(?=\s+(?:phải|báo\s+cáo|gửi|nộp|để)(?!\w)|\s*(?:[.;,()]|$))"
_BEFORE = rf"(?:(?:chậm|muộn)\s+nhất\s+(?:là\s+)?)?(?<!\w)trước\s+{_SEASON}(?!\w)[^.;,()]{{0,80}}?{_UNTIL_DUTY}"
_SESSION = (
    rf"(?:tại|vào)\s+(?:kỳ|phiên)\s+họp\s+(?:thứ|thường\s+(?:lệ|kỳ)|chuyên\s+đề|giữa\s+năm|cuối\s+năm|gần\s+nhất|tháng)"
    rf"(?!\w)[^.;,()]{{0,60}}?{_UNTIL_DUTY}"
)
_IN_CELL = Grammar(r"(?:(?:ngay\s+)?sau\s+khi|(?:ngay\s+)?khi|sau\s+ngày(?!\s+\d))\s")
_AFTER_G, _BEFORE_G, _SESSION_G = Grammar(_AFTER), Grammar(_BEFORE), Grammar(_SESSION)
_OPENS = Grammar(r"(?:^|[.;:(,]|(?:^|\s)[-+]|triển\s+khai|thực\s+hiện|tham\s+mưu|báo\s+cáo|hoàn\s+thành)\s*$")
_SUBMITS = Grammar(r"(?<!\w)trình(?!\w)[^.;]{0,120}$")


def events(text: Printed) -> Iterator[Candidate]:
    """Deadlines in running text that an event sets, as printed."""
    for match in _AFTER_G.of(text).finditer(text.lower):
        if match["at_once"] or _OPENS.of(text).search(text.lower, max(0, match.start() - 30), match.start()):
            yield _event(text, match.span(), DeadlineOp.AFTER)
    for match in _BEFORE_G.of(text).finditer(text.lower):
        yield _event(text, match.span(), DeadlineOp.BEFORE)
    for match in _SESSION_G.of(text).finditer(text.lower):
        if _SUBMITS.of(text).search(text.lower, max(0, match.start() - 130), match.start()):
            yield _event(text, match.span(), DeadlineOp.WITHIN)


def event_in_cell(text: Printed) -> Deadline | None:
    """The deadline of a cell that opens with an event."""
    if _IN_CELL.of(text).match(text.lower):
        return Deadline(text.printed, DeadlineKind.EVENT, DeadlineOp.AFTER)
    if _BEFORE_G.of(text).match(text.lower):
        return Deadline(text.printed, DeadlineKind.EVENT, DeadlineOp.BEFORE)
    return None


def _event(text: Printed, at: tuple[int, int], op: DeadlineOp) -> Candidate:
    return *at, Deadline(text.words(*at), DeadlineKind.EVENT, op), False
