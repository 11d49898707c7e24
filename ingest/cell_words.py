"""What the words of a cell look like: a deadline, a measure, or half of something."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.text import fold, nfc

_TIME = re.compile(
    r"nam|thang|quy|ngay|tuan|giai|doan|trong|truoc|den|het|tu|cham|nhat|la|muon|khong|qua|cuoi|dau|giua|hang"
    r"|dinh|ky|thuongxuyen|moi|ca|va|sau|i|ii|iii|iv|lien|tuc|hoac|lan|vao|thoi|gian|hoan|thanh|xong"
)
_OPENS_TIME = re.compile(
    r"(?:ngay )?sau khi|ngay (?:sau|khi)|sau (?:ngay|hoi nghi)|trong (?:vong|thoi gian|thoi han)|ke tu|tuy theo|khi "
    r"|theo (?:tien do|ke hoach|lo trinh|quy dinh|chi dao|yeu cau|thoi|huong dan|tung|chuong trinh)"
)
_OPEN_END = re.compile(r"nam|thang|quy|ngay|trong|truoc|den|het|tu|cham|nhat|la|qua|giai|doan|va|hoac|tuan|moi|vao")
_RECURS = re.compile(r"hang|thuongxuyen|dinh|lien|moi|ca|cuoi|dau|giua")
_OPENS = re.compile(r"ngay|sau|theo|trong|ke|tuy|khi|thuong|dinh|hang|lien")
_APART = re.compile(r"[,;:()]")
_TIED = re.compile(r"\s*([/-])\s*")
_DIGIT = re.compile(r"\d")
_VALUE = re.compile(
    r"(?:(?:[<>=~]|tren|duoi|toi thieu|it nhat|toi da|dat|khoang|tu|den|top|tang|giam|hon) ?)*"
    r"\d[\d.,]*(?: ?%)?(?: ?(?:-|den|/) ?\d[\d.,]*(?: ?%)?)?(?: [a-z]+){0,4}"
    r"|(?:khong |chua )?(?:dat|hoan thanh|co|tang|giam|duy tri)|x|\+"
)
_SIGNS = str.maketrans({"≥": ">", "≤": "<"})
_CARRIES_ON = re.compile(r"và|với|các|của|cùng|hoặc|thuộc|tại|cho|về|theo|trong|do|là|được|đến|từ")


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """A word folded; words recur, so the answers are kept."""
    return fold(word)


def time_like(text: str) -> float:
    """How like a whole deadline a text is: 1.0 for "Quý II/2026", less for "Năm" alone, 0.0 for other words."""
    first = plain(text.split(" ", 1)[0]).strip(" .;,:()")
    if not _says_time(first) and not _OPENS.fullmatch(first):
        return 0.0
    folded = fold(text).strip(" .;,")
    folded = folded.replace("thuong xuyen", "thuongxuyen")
    words = _APART.sub(" ", _TIED.sub(r"\1", folded)).split()
    if not words:
        return 0.0
    if _OPENS_TIME.match(folded) and len(words) <= 40:
        return 0.6 if carries_on(text) else 0.9
    said = [_says_time(word) for word in words]
    if not all(said) and _RECURS.fullmatch(words[0]):
        return 0.5 if any(word[0].isupper() for word in text.split()[1:]) else 0.8
    if not all(said):
        return 0.5 * sum(said) / len(words) if said[0] else 0.0
    recurs = _RECURS.fullmatch(words[0]) is not None
    anchored = recurs or any(_DIGIT.search(word) for word in words)
    closed = recurs or not _OPEN_END.fullmatch(words[-1])
    return 1.0 if anchored and closed else 0.4


@lru_cache(maxsize=8192)
def _says_time(word: str) -> bool:
    return all(part.isdigit() or _TIME.fullmatch(part) for part in re.split("[/.-]", word))


def value_like(text: str) -> bool:
    """Whether a text is a measure ("100%", "≥ 95%", "Đạt")."""
    folded = fold(text).translate(_SIGNS).strip(" .;,")
    unit_is_name = any(word[0].isupper() for word in text.split()[1:])
    return len(folded) < 60 and not unit_is_name and _VALUE.fullmatch(folded) is not None


def carries_on(text: str) -> bool:
    """Whether the last word only leads to a further one."""
    return _CARRIES_ON.fullmatch(nfc(text.rsplit(" ", 1)[-1]).casefold()) is not None
