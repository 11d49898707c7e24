"""Sentences of a block, and where in one the body may stand that it binds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text import LOWER, canonical

_LEAD_IN = re.compile(r"(?:về|đối với|liên quan(?: đến)?) [^:.;]{2,140}: ")
_BETWEEN = re.compile(rf"(?<=[.;])\s+(?=[^\W\d_])(?![{LOWER}])|(?<=:)\s+(?=Giao |Yêu cầu |Đề nghị |Phân công )")
# "Trước ngày 05 hằng tháng, X ...", "Căn cứ chức năng, nhiệm vụ được giao, X ...": what may stand before the body.
_TIME_FIRST = re.compile(
    r"(?:định kỳ|hằng|hàng|trước(?: ngày)?|chậm nhất|trong (?:tháng|quý|vòng|thời hạn))[^.;:,]{0,60}, (?=\w)"
)
_GROUND_FIRST = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|trong phạm vi|để|nhằm|đối với|riêng|với|sau khi|khi|ngoài ra|đồng thời)(?: [^.;:]{2,200}?)?, (?=\w)"
)
_TOPIC_FIRST = re.compile(
    r"(?![^:]*(?:đơn vị|thuộc) )[^.;:()]{2,90}: (?=\w)"
)  # "Công tác kiểm tra: Văn phòng Sở chủ trì ..."
_NEXT_COMMA = re.compile(r"[^.;:]{2,200}?, (?=\w)")
# "Tham dự có ...; Công an tỉnh, ...": who came to a meeting, also where the list goes on after a semicolon.
_ATTENDED = re.compile(
    r"(?:cùng |về )?(?:tham dự|dự (?:họp|hội nghị|phiên họp|buổi|cuộc)|tham gia|thành phần|có mặt)"
    r"(?: [^.;:,]{1,60})? (?:có|gồm|gồm có|là)(?: |:)|(?:cùng|tham) dự (?:có|là)(?: |:)"
)
_LONGEST_GROUND = 200  # characters


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, and clauses after a semicolon that begin with a capital; a lead-in "Về ...:" stands apart."""
    lead_in = _LEAD_IN.match(canonical(text[:200]))
    start = lead_in.end() if lead_in else 0
    for match in _BETWEEN.finditer(text, start):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def duties(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a block without those that say who attended a meeting."""
    attended = False
    for start, end in sentences(text):
        attended = (attended and text[:start].rstrip().endswith(";")) or bool(
            _ATTENDED.match(canonical(text[start : start + 120]))
        )
        if not attended:
            yield start, end


def openings(lowered: str) -> Iterator[int]:
    """Where the body may stand in an item: at its beginning, else behind a time or a ground and its comma, or a topic."""
    time, ground = _TIME_FIRST.match(lowered), _GROUND_FIRST.match(lowered)
    yield time.end() if time else 0
    while ground:
        yield ground.end()
        ground = _NEXT_COMMA.match(lowered, ground.end()) if ground.end() < _LONGEST_GROUND else None
    if topic := _TOPIC_FIRST.match(lowered):
        yield topic.end()
