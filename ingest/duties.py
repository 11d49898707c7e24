"""Which words after a body's name are a duty, which only report, and which are formulas that bind nobody."""

from __future__ import annotations

import re

from ingest.agency_grammar import QUALIFIER, STOP
from ingest.text import canonical

_ASIDE = re.compile(r" ?\([^()]{0,120}\)")
_NOT_A_DUTY = re.compile(
    r"[ ,]*(?:đã|đang|vẫn|còn|chưa|không|và|với|trên|trong|tại|của|về|thì|cơ bản|cùng|nơi|các|này|trực thuộc|"
    r"thuộc|được|thông báo|"
    r"giao|yêu cầu|đề nghị|phân công|ban hành|kết luận|có ý kiến|chịu trách nhiệm (?:thi hành|thực hiện|tổ chức)|"
    r"như|là|có|(?:rất )?mong|(?:xin )?(?:trân trọng|cảm ơn)|kính (?:mong|đề nghị|gửi|mời))(?!\w)"
)
_DUTY_AFTER_ALL = re.compile(
    r"[ ,]*(?:là (?:cơ quan|đơn vị|đầu mối)|có (?:trách nhiệm|nhiệm vụ)|trong phạm vi|không được|không để|"
    r"thông báo (?:cho|tới|đến|rộng))"
)
_ENACTS = re.compile(
    r"chịu trách nhiệm (?:thi hành|(?:tổ chức )?(?:triển khai )?thực hiện)[\w ]{0,12} (?:quyết định|nghị quyết|"
    r"kế hoạch|quy chế|chỉ thị)"
)
_FORMULA = (
    "biết nghiêm túc khẩn trương tổ chức triển khai thực hiện chấp hành quan tâm chỉ đạo phối hợp kịp thời chủ động "
    "tích cực các nội dung kế hoạch chỉ thị công điện quyết định văn thông báo kết luận này trên nêu tại theo và có "
    "hiệu quả đúng quy đầy đủ nhiệm vụ được giao chức năng để căn cứ ý kiến của chủ tịch phó ubnd ủy ban nhân dân tỉnh "
    "thành phố xã phường đồng chí quán triệt phổ biến đảm bảo bảo đảm tiến độ chất lượng kể từ ngày ký"
)
_FORMULA_WORDS = frozenset(_FORMULA.split())
_REPORTS = re.compile(r"báo cáo|gửi |trước ngày|chậm nhất|định kỳ|tổng hợp|phản ánh")
_WORD = re.compile(r"\w+")
_LONGEST_FORMULA = 45  # words


def is_duty(words: str, numbered: bool) -> bool:
    """Whether what follows the subject is a duty and no report of what happened; ``numbered``: of an item."""
    rest = canonical(words)
    aside = _ASIDE.match(rest)
    rest = rest[aside.end() :] if aside else rest
    qualifier = QUALIFIER.match(rest)
    rest = rest[qualifier.end() :] if qualifier else rest
    if _ENACTS.search(rest) or is_formula(rest):
        return False
    if _DUTY_AFTER_ALL.match(rest):
        return True
    if (not rest[:1].isspace() and rest[:1] not in {",", ":"}) or _NOT_A_DUTY.match(rest):
        return False
    verb = rest.lstrip(" ,:")
    return verb[:1].isalpha() and (numbered or bool(STOP.match(verb)))


def is_formula(duty: str) -> bool:
    """Whether a duty only says that the document is to be carried out ("nghiêm túc triển khai thực hiện")."""
    words = _WORD.findall(canonical(duty[:400]))
    return len(words) <= _LONGEST_FORMULA and len(duty) < 400 and all(word in _FORMULA_WORDS for word in words)


def asks_report(words: str) -> bool:
    """Whether a closing order asks for more than carrying the document out: a report, a day."""
    return bool(_REPORTS.search(canonical(words)))
