"""The grammar of column names in Vietnamese administrative tables: heads and verbs, not a list of names.

Names are read folded (lower case, no diacritics, no punctuation), abbreviations written out, a bracket or footnote
mark at the end left aside where the rest is a name by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.models import Column
from ingest.text import fold

_LONGEST_NAME = 160  # characters; longer cells are no column names

_SHORT = {
    "cq": "co quan", "dv": "don vi", "ph": "phoi hop", "th": "thuc hien", "tg": "thoi gian", "kq": "ket qua",
    "sp": "san pham", "nv": "nhiem vu", "ld": "lanh dao", "nd": "noi dung", "cqct": "co quan chu tri",
    "cqph": "co quan phoi hop", "cqth": "co quan thuc hien", "dvct": "don vi chu tri", "dvph": "don vi phoi hop",
    "dvth": "don vi thuc hien", "tgth": "thoi gian thuc hien", "tght": "thoi gian hoan thanh",
}  # fmt: skip
_SHORT_PAIRS = re.compile(r"\b(co quan|don vi) ct\b")  # "CT" alone may be anything
_TRAILING_MARK = re.compile(r"[\s¹²³⁴⁵⁶⁷⁸⁹*]+$|\s*[(\[]\d{1,2}[)\]]\s*$")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")

_AGENT = (
    r"(?:cac )?(?:co quan|don vi|so nganh|so ban nganh|bo nganh|dia phuong|to chuc|bo phan|phong ban|phong|nguoi"
    r"|lanh dao|can bo|dong chi|chuyen vien|ca nhan|chu the|noi|ban nganh|cap|so|thanh vien)"
    r"(?: (?:va )?(?:co quan|don vi|dia phuong|to chuc|ca nhan|bo phan|lanh dao|nguoi|so|ubnd tinh|ubnd|so nganh|ban"
    r"|nganh|phong|doan the|xa phuong))*"
)
_VERB = (
    r"(?:va|hoac|thuc hien|trien khai|theo doi|danh gia|tham muu|phoi hop|tong hop|giam sat|xay dung|giai quyet|xu ly"
    r"|nhiem vu|to chuc|bao cao|chi dao|quan ly|chinh|chung|kiem tra|don doc|dau moi|tham gia|van hanh|soan thao"
    r"|trinh|dieu hanh|cong viec|noi dung)"
)
_TAIL = rf"(?: {_VERB})*"
_DUTY = (
    r"(?:nhiem vu|giai phap|cong viec|dau viec|hoat dong|hang muc|cong tac|muc viec|viec|trong tam|kien nghi|de xuat"
    r"|chi dao|giao|duoc giao|thuc hien|trien khai|yeu cau)"
)
_THING = rf"(?:{_DUTY}|noi dung|chuong trinh|de an|du an|nhom|cu the|chu yeu|va|can|chinh|phan cong|linh vuc)"
_DONE = (
    r"(?:hoan thanh|thuc hien|trien khai|trinh|ban hanh|bao cao|ket thuc|bat dau|xong|du kien|giai quyet|xu ly|va"
    r"|yeu cau|phai|nop|gui|tra loi|toi da|quy dinh|trinh (?:ubnd|hdnd|chu tich|cap)[a-z ]*)"
)
_LEADS = r"(?:chu tri|chiu trach nhiem|phu trach|dau moi|tham muu|chu quan|soan thao|chu cong)"
_WHEN = (
    r"(?:thoi (?:gian|han|diem)|tien do|ky han|moc(?: thoi gian| tien do)?|lo trinh|han(?: chot| cuoi| cuoi cung)?"
    r"|ngay|thang|deadline|so ngay)"
)
_SENT = r"(?:giao|chi dao|lien quan|den|can cu|nhiem vu|viec|trung uong|cap tren|quy dinh)"
_QUALITY = r"(?:dat duoc|cu the|can dat|dat|yeu cau|chinh|chu yeu|nhiem vu|du kien|mong doi|hoac)"
_MADE = r"(?:ket qua|san pham|dau ra)"
_MEASURE = r"(?:chi tieu|tieu chi|chi so|muc tieu)"
_DATED = r"(?:ban hanh|sinh|ky|cap|nhan|den|van ban|vao dang|thang nam sinh|thang nam ban hanh|thang)"
_TEXTS = r"(?:van ban|de an|du an|ke hoach|dich vu|he thong|nen tang|thu tuc|de tai|mo hinh|cong trinh)"

# Whole folded names, in order of trial.
_NAMES: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"(?:so )?(?:stt|tt|thu tu)(?: (?:theo|trong|tai|cua) .*)?"),
        (Column.OTHER, r"don vi tinh|dvt|don vi do|ma so|ma|diem so|trong so"),
        (Column.OTHER, rf"ngay {_DATED}(?: {_DATED})*|ngay thang(?: nam)?"),
        (Column.OTHER, r"(?:cap|co quan|noi|don vi)(?: co)?(?: tham quyen)?(?: trinh)? (?:ban hanh|phe duyet|tham dinh|cap)"),
        (Column.OTHER, r"cap (?:tham quyen )?(?:trinh|quyet dinh|phe duyet|ban hanh)(?: [a-z ]+)?"),
        (Column.NOTE, r"ghi chu|luu y"),
        (Column.COORDINATING, rf"(?:{_AGENT} )?(?:phan cong|trach nhiem)(?: thuc hien)? phoi hop{_TAIL}"),
        (Column.LEAD, rf"(?:{_AGENT} )?(?:duoc giao )?{_LEADS}{_TAIL}(?: {_LEADS}{_TAIL})*"),
        (Column.LEAD, rf"(?:{_AGENT} )?(?:duoc )?(?:phan cong|trach nhiem|giao)(?: (?:{_VERB}|{_LEADS}))*"),
        (Column.COORDINATING, rf"(?:{_AGENT} )?(?:cung |duoc )?(?:phoi hop|tham gia|lien quan){_TAIL}"),
        (Column.COORDINATING, rf"{_AGENT} thuc hien phoi hop"),
        (Column.LEAD, rf"{_AGENT} thuc hien {_LEADS}"),
        (Column.IMPLEMENTING, rf"{_AGENT}{_TAIL}"),
        (Column.IMPLEMENTING, r"thuc hien|to chuc thuc hien|don vi ca nhan thuc hien"),
        (Column.VALUE, r"(?:(?:chi tieu|muc tieu|ke hoach|thuc hien|ket qua|du kien|phan dau) )?(?:den )?(?:het )?nam 20\d\d"),
        (Column.DEADLINE, rf"(?:du kien |ke hoach )?{_WHEN}(?: {_DONE})*(?: nhiem vu| cong viec)?(?: du kien)?(?: nam 20\d\d)?"),
        (Column.DEADLINE, r"(?:du kien |ke hoach )?(?:hoan thanh|ket thuc)(?: truoc)?(?: (?:ngay|thang|trong thang))?"),
        (Column.DEADLINE, r"thoi gian (?:thoi han|tien do|lo trinh)|tien do thoi gian"),
        (Column.RESULT, rf"(?:du kien |yeu cau )?{_MADE}(?: (?:{_DONE}|{_MADE}|{_QUALITY}))*"),
        (Column.RESULT, r"(?:loai|hinh thuc|the loai)(?: (?:van ban|san pham|trinh|ban hanh))*"),
        (Column.BASIS, rf"(?:so |ten )?van ban(?: so)?(?: {_SENT})*"),
        (Column.BASIS, r"(?:can cu|co so)(?: phap ly| thuc hien| giao| giao nhiem vu)?|nguon(?: giao| nhiem vu)+"),
        (Column.VALUE, r"gia tri|ty le|so luong|muc do hoan thanh|ket qua so|dinh muc|muc dat"),
        (Column.TEXT, rf"(?:ten |danh muc |nhom |cac )*{_THING}(?: {_THING})*(?: (?:nam 20\d\d|cua tinh|theo [a-z0-9 ]+))?"),
        (Column.TEXT, rf"(?:ten |nhom |noi dung )*(?:cac )?{_MEASURE}(?: (?:{_MEASURE}|cu the|chinh|nhiem vu|va|thanh phan))*"),
        (Column.TEXT, rf"(?:ten|danh muc)(?: (?:cac )?{_TEXTS})+"),
    )
)  # fmt: skip

# Words that tell the role of a name which no whole pattern matches, in order of trial.
_HINTS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.LEAD, r"\b(?:chu tri|chiu trach nhiem|dau moi)\b"),
        (Column.COORDINATING, r"\bphoi hop\b"),
        (Column.DEADLINE, r"^(?:thoi gian|thoi han|tien do|so ngay)\b|\bhoan thanh\b"),
        (Column.RESULT, r"^(?:ket qua|san pham)\b|\b(?:san pham|dau ra)\b"),
        (Column.BASIS, r"^(?:van ban|can cu)\b"),
        (Column.IMPLEMENTING, r"^(?:co quan|don vi|nguoi)\b.*\b(?:thuc hien|trien khai|xu ly)\b"),
        (Column.TEXT, r"^(?:ten |danh muc )?(?:nhiem vu|noi dung|cong viec)\b"),
        (Column.NOTE, r"\bghi chu\b"),
    )
)
_DATA = re.compile(
    r"\b(?:ho (?:va )?ten|(?:ngay|nam) sinh|gioi tinh|chuc (?:vu|danh)|dien thoai|sdt|email|dia (?:chi|diem)|don gia"
    r"|thanh tien|so tien|gia|nguyen gia|kinh phi|von|du toan|ngan sach|tong (?:muc|so|cong)|so luong|dien tich|dan so"
    r"|khoi luong|hoc vien|giang vien|bao cao vien|thoi luong|phi|le phi|trich yeu|ky hieu|ma (?:so|hs|hang|thu tuc)"
    r"|toa do|trinh do|quy cach|xuat xu|so ho|doi tuong|thanh phan|so sanh|tang giam|don vi cong tac|luot)\b"
)
_DUTIES = re.compile(r"\b(?:nhiem vu|giai phap|cong viec|dau viec|hoat dong|cong tac|viec|trong tam|de an|kien nghi)\b")
_MEASURES = re.compile(_MEASURE)
_LEADER = re.compile(r"(?:(?:cac )?(?:dong chi|lanh dao|thuong truc|chu tich|pho chu tich|pct))\b")
_CONTEXT = re.compile(r"(?:ten )?(?:nhom|linh vuc|mang|khoi)\b")


def plain_name(name: str) -> str:
    """Folded words without punctuation: for comparing names, never for showing them."""
    return " ".join(re.findall(r"\w+", fold(name[:_LONGEST_NAME])))


@lru_cache(maxsize=4096)
def read_name(name: str) -> str:
    """The words by which a name is understood: folded, abbreviations written out, marks left aside."""
    words = plain_name(_TRAILING_MARK.sub("", name)).split()
    return _SHORT_PAIRS.sub(r"\1 chu tri", " ".join(_SHORT.get(word, word) for word in words))


@lru_cache(maxsize=4096)
def known_role(name: str) -> Column | None:
    """Role of a name that the grammar matches as a whole; None where it does not."""
    for folded in dict.fromkeys((read_name(name), read_name(_BRACKET.sub("", name)))):
        for column, pattern in _NAMES:
            if pattern.fullmatch(folded):
                return column
    return None


def role_alone(name: str) -> Column:
    """Role of a name looked at by itself."""
    folded = read_name(name)
    hinted = (column for column, pattern in _HINTS if pattern.search(folded))
    return known_role(name) or next(hinted, Column.OTHER)


def names_data(name: str) -> bool:
    """Whether a name is that of lists and statistics: people, money, goods, places, courses."""
    return _DATA.search(read_name(name)) is not None


def names_duties(name: str) -> bool:
    """Whether a name says by itself that its column holds work to be done."""
    return _DUTIES.search(read_name(name)) is not None


def names_measures(name: str) -> bool:
    """Whether a name is that of targets ("Chỉ tiêu") and not of tasks ("Chỉ tiêu, nhiệm vụ")."""
    folded = read_name(name)
    return _MEASURES.search(folded) is not None and "nhiem vu" not in folded


def names_leader(name: str) -> bool:
    """Whether a name is that of the person of the leadership who watches over the work."""
    return _LEADER.match(read_name(name)) is not None


def names_context(name: str) -> bool:
    """Whether a name is that of what groups the rows ("Nhóm nhiệm vụ", "Lĩnh vực")."""
    return _CONTEXT.match(read_name(name)) is not None
