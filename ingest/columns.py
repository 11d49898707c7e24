"""What a table column holds, told from its printed name ("Đơn vị chủ trì", "Tiến độ", "Sản phẩm đầu ra").

Names are read folded: lower case, no diacritics, no punctuation. A grammar of heads and verbs, not a list of names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.models import Column
from ingest.text import fold

_LONGEST_NAME = 160  # characters; longer cells are no column names

_AGENT = (
    r"(?:cac )?(?:co quan|don vi|so nganh|so ban nganh|bo nganh|dia phuong|to chuc|bo phan|phong ban|phong|nguoi"
    r"|lanh dao|can bo|dong chi|chuyen vien|ca nhan|chu the|noi)"
    r"(?: (?:va )?(?:co quan|don vi|dia phuong|to chuc|ca nhan|bo phan|lanh dao|nguoi|so|ubnd tinh|ubnd|so nganh))*"
)
_VERB = (
    r"(?:va|thuc hien|trien khai|theo doi|danh gia|tham muu|phoi hop|tong hop|giam sat|xay dung|giai quyet|xu ly"
    r"|nhiem vu|to chuc|bao cao|chi dao|quan ly|chinh|chung|ban hanh|kiem tra|don doc|dau moi|tham gia|van hanh)"
)
_TAIL = rf"(?: {_VERB})*"
_THING = (
    r"(?:nhiem vu|giai phap|noi dung|cong viec|dau viec|hoat dong|hang muc|cong tac|muc viec|viec|chuong trinh|de an"
    r"|du an|nhom|trong tam|cu the|chu yeu|va|can|thuc hien|trien khai|giao|duoc giao|chinh|kien nghi|de xuat|yeu cau"
    r"|chi dao)"
)
_DONE = r"(?:hoan thanh|thuc hien|trien khai|trinh|ban hanh|bao cao|ket thuc|bat dau|xong|du kien|giai quyet|xu ly|va)"
_LEADS = r"(?:chu tri|chiu trach nhiem|phu trach|dau moi|tham muu|chu quan)"
_WHEN = r"(?:thoi (?:gian|han|diem)|tien do|ky han|moc thoi gian|lo trinh|han|ngay)"
_SENT = r"(?:giao|chi dao|lien quan|den|can cu|nhiem vu|viec|trung uong|cap tren)"
_QUALITY = r"(?:dat duoc|cu the|can dat|dat|yeu cau|chinh|chu yeu|nhiem vu)"
_MADE = r"(?:ket qua|san pham|dau ra)"
_MEASURE = r"(?:chi tieu|tieu chi|chi so|muc tieu)"

# Whole folded names, in order of trial.
_NAMES: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"stt|tt|so tt|so thu tu|thu tu"),
        (Column.OTHER, r"don vi tinh|dvt|don vi do|ma so|ma"),
        (Column.NOTE, r"ghi chu|luu y"),
        (Column.LEAD, rf"(?:{_AGENT} )?(?:duoc giao )?{_LEADS}{_TAIL}"),
        (Column.LEAD, rf"(?:{_AGENT} )?(?:duoc )?(?:phan cong|trach nhiem|giao){_TAIL}"),
        (Column.COORDINATING, rf"(?:{_AGENT} )?(?:cung |duoc )?(?:phoi hop|tham gia|lien quan){_TAIL}"),
        (Column.COORDINATING, rf"{_AGENT} thuc hien phoi hop"),
        (Column.LEAD, rf"{_AGENT} thuc hien chu tri"),
        (Column.IMPLEMENTING, rf"{_AGENT}{_TAIL}"),
        (Column.IMPLEMENTING, r"thuc hien|to chuc thuc hien"),
        (Column.VALUE, r"(?:(?:chi tieu|muc tieu|ke hoach|thuc hien|ket qua|du kien) )?(?:den )?(?:het )?nam 20\d\d"),
        (Column.DEADLINE, rf"{_WHEN}(?: {_DONE})*(?: nhiem vu)?"),
        (Column.DEADLINE, r"hoan thanh(?: truoc)?(?: ngay)?|thoi gian thoi han|thoi gian tien do"),
        (Column.RESULT, rf"(?:du kien |yeu cau )?{_MADE}(?: (?:{_DONE}|{_MADE}|{_QUALITY}))*"),
        (Column.RESULT, r"(?:loai|hinh thuc) (?:van ban|san pham)"),
        (Column.BASIS, rf"(?:so |ten )?van ban(?: so)?(?: {_SENT})*"),
        (Column.BASIS, r"(?:can cu|co so)(?: phap ly| thuc hien| giao| giao nhiem vu)?|nguon(?: giao| nhiem vu)+"),
        (Column.VALUE, r"gia tri|ty le|so luong|muc do hoan thanh|ket qua so|dinh muc|muc dat"),
        (Column.TEXT, rf"(?:ten |danh muc |nhom )*(?:cac )?(?:{_THING})(?: (?:{_THING}))*"),
        (Column.TEXT, rf"(?:ten |nhom |noi dung )*(?:cac )?{_MEASURE}(?: (?:{_MEASURE}|cu the|chinh|nhiem vu|va))*"),
        (Column.TEXT, r"(?:ten|danh muc)(?: (?:van ban|de an|du an|ke hoach|dich vu|he thong|nen tang))+"),
    )
)

# Words that tell the role of a name which no whole pattern matches, in order of trial.
_HINTS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.LEAD, r"\b(?:chu tri|chiu trach nhiem|dau moi)\b"),
        (Column.COORDINATING, r"\bphoi hop\b"),
        (Column.DEADLINE, r"^(?:thoi gian|thoi han|tien do)\b|\bhoan thanh\b"),
        (Column.RESULT, r"^(?:ket qua|san pham)\b|\b(?:san pham|dau ra)\b"),
        (Column.BASIS, r"^(?:van ban|can cu)\b"),
        (Column.IMPLEMENTING, r"^(?:co quan|don vi|nguoi)\b.*\b(?:thuc hien|trien khai|xu ly)\b"),
        (Column.TEXT, r"^(?:ten |danh muc )?(?:nhiem vu|noi dung|cong viec)\b"),
        (Column.NOTE, r"\bghi chu\b"),
    )
)
_MEASURED = re.compile(_MEASURE)
_VALUED = re.compile(r"(?:du kien )?ket qua(?: dat duoc| can dat)?|muc tieu|chi tieu|ke hoach")
_NUMBER = re.compile(r"(?:stt|tt)[.:]?", re.IGNORECASE)


def plain_name(name: str) -> str:
    """Folded words without punctuation: for comparing names, never for showing them."""
    return " ".join(re.findall(r"\w+", fold(name[:_LONGEST_NAME])))


def known_role(name: str) -> Column | None:
    """Role of a name that the grammar matches as a whole; None where it does not."""
    folded = plain_name(name)
    return next((column for column, pattern in _NAMES if pattern.fullmatch(folded)), None)


def roles(names: Sequence[str]) -> tuple[Column, ...]:
    """Roles of a header's names in their context: a sole "Cơ quan thực hiện" leads, beside a lead it implements."""
    found = [_alone(name) for name in names]
    folded = [plain_name(name) for name in names]
    if Column.LEAD not in found and Column.IMPLEMENTING in found:
        found[found.index(Column.IMPLEMENTING)] = Column.LEAD
    _settle_text(found, folded)
    _settle_measures(found, folded)
    _settle_deadlines(found, folded)
    return tuple(found)


def _alone(name: str) -> Column:
    """Role of a name looked at by itself."""
    folded = plain_name(name)
    hinted = (column for column, pattern in _HINTS if pattern.search(folded))
    return known_role(name) or next(hinted, Column.OTHER)


def _settle_text(found: list[Column], folded: list[str]) -> None:
    """Make sure that one column holds the text: the first unknown one when none is named so."""
    if Column.TEXT in found or Column.NUMBER not in found:
        return
    unknown = [i for i, column in enumerate(found) if column is Column.OTHER and folded[i]]
    after = [i for i in unknown if i > found.index(Column.NUMBER)]
    if after:
        found[after[0]] = Column.TEXT


def _settle_measures(found: list[Column], folded: list[str]) -> None:
    """In a list of targets "Kết quả" is the value; beside a task column "Chỉ tiêu" is the value."""
    texts = [i for i, column in enumerate(found) if column is Column.TEXT]
    measures = [i for i in texts if _MEASURED.search(folded[i]) and "nhiem vu" not in folded[i]]
    if not measures:
        return
    for i in measures[1 if len(measures) == len(texts) else 0 :]:
        found[i] = Column.VALUE
    if len(measures) == len(texts):
        for i, column in enumerate(found):
            if column is Column.RESULT and _VALUED.fullmatch(folded[i]):
                found[i] = Column.VALUE


def _settle_deadlines(found: list[Column], folded: list[str]) -> None:
    """Where a table prints both ends of the time, the start is no deadline."""
    times = [i for i, column in enumerate(found) if column is Column.DEADLINE]
    for i in times if len(times) > 1 else []:
        if "bat dau" in folded[i]:
            found[i] = Column.OTHER


def names_a_table(found: Sequence[Column]) -> bool:
    """Whether roles are those of a task or target table: a text column and at least one that says who, when or what."""
    silent = {Column.NUMBER, Column.TEXT, Column.NOTE, Column.OTHER}
    return Column.TEXT in found and any(column not in silent for column in found)


def names_the_number(words: Sequence[str]) -> int:
    """How many leading words print the number column ("TT", "Số TT", "Số thứ tự"); 0 when they do not."""
    if words and _NUMBER.fullmatch(words[0]):
        return 1
    head = plain_name(" ".join(words[:3])).split()
    if head[:2] == ["so", "tt"]:
        return 2
    return 3 if head == ["so", "thu", "tu"] else 0
