"""What a question may bring along and must not: a text under a mark of state secrecy, numbers that belong to a person.

Judged before anything is understood, so that neither answer nor log nor language model ever sees it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from assistant.models import Question, Turn
from ingest.personal import masked
from ingest.secrecy import is_marked_text

SECRET = (
    "Nội dung bạn gửi có dấu chỉ độ mật nên không được xử lý và không được lưu lại; tài liệu bí mật nhà nước chỉ được xử lý trên "
    "máy tính độc lập hoặc mạng LAN độc lập, xin giao lại cho văn thư hoặc bộ phận bảo mật của cơ quan."
)
# A letter pasted into one line: the motto of its head, and a grade that is no part of a longer word.
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM")
_GRADE = re.compile(
    r"(?<!BÍ )(?<!BẢO )(?<!GIẢI )(?<!CẨN )(?<!THÂN )(?<!CƠ )(?<!\w)MẬT(?! (?:KHẨU|MÃ|ĐỘ|THƯ|VỤ|DANH|ONG)\b)(?!\w)"
)


def is_secret(question: Question) -> bool:
    """Whether the text bears a mark; a question that only speaks of secrecy does not."""
    return _is_marked(question.text)


def harmless(question: Question) -> Question:
    """The question with personal numbers hidden, without those earlier turns that bear a mark."""
    turns = tuple(Turn(turn.role, masked(turn.content)) for turn in question.history if not _is_marked(turn.content))
    return replace(question, text=masked(question.text), history=turns)


def _is_marked(text: str) -> bool:
    if is_marked_text(text):
        return True
    lines = (line for line in unicodedata.normalize("NFC", text).splitlines() if _MOTTO.search(line))
    return any(_GRADE.search(line) for line in lines)
