"""Question words of officials, matched on text without diacritics (``ingest.text.fold``)."""

from __future__ import annotations

import re


def phrases(*forms: str) -> re.Pattern[str]:
    """A pattern for any of the forms as whole words; the forms are regular expressions without diacritics."""
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)")


ASKS_DUTIES = phrases(
    "(?:nhung |cac )?(?:nhiem vu|viec|cong viec|chi tieu|noi dung|muc tieu) (?:nao|gi)", "(?:phai |can |duoc giao |se |duoc giao viec )?lam (?:nhung )?gi",
    "(?:duoc )?giao (?:nhung )?(?:gi|viec gi|nhiem vu gi|may viec|bao nhieu)", "nhung (?:nhiem vu|viec|chi tieu) (?:nao|gi)?", "cac nhiem vu", "may (?:viec|nhiem vu|chi tieu)",
    "bao nhieu (?:nhiem vu|viec|chi tieu|cong viec)", "liet ke", "danh sach", "tasks?", "co nhiem vu", "nhiem vu cua", "viec cua", "tham gia", "lien quan", "trach nhiem gi", "trach nhiem", "list",
    "giao viec", "duoc giao", "what (?:must|should|does|do)", "duties", "duty",
)  # fmt: skip
COUNTS = phrases(
    "may(?! gio)", "bao nhieu(?! (?:phan tram|%|tien|ty|trieu))", "so luong", "tong (?:so|cong)", "how many", "count"
)
COMPARES = phrases(
    "(?:(?:so|co quan|don vi|nganh|ben) nao (?:co |duoc giao |chu tri )?)?(?:nhieu|it)(?: nhiem vu| viec)? hon",
    "khac (?:nhau|gi|the nao)",
    "so sanh",
    "giong nhau",
    "hai (?:thong bao|van ban|ke hoach|cong van)",
    "cu the hoa",
    "ca hai",
    "compare",
    "differ\\w*",
    "(?:co )?mau thuan(?: voi nhau)?(?: khong)?",
    "thong nhat voi",
    "(?:co )?(?:trung |an )?khop (?:voi )?nhau(?: khong)?",
    "co khop(?: voi [\\w /.-]{1,60})? khong",
    "trong (?:nhung|cac) van ban nao",
    "(?:nhung|cac) van ban nao",
    "van ban nao (?:nhac|noi|de cap)",
    "nhac (?:den|toi) (?:trong|o)",
    "tung van ban",
    "moi van ban",
)
_BODIES = "(?:co quan|don vi|so|nganh|dia phuong|to chuc)"
BY_AGENCY = phrases(
    rf"theo (?:tung |cac |moi )?{_BODIES}(?: chu tri| thuc hien| phu trach)?", rf"(?:moi|tung|cac|nhung) {_BODIES}(?: nao)?(?= (?:duoc giao|chu tri|co|phai|thuc hien))",
    "by (?:lead |responsible )?(?:agency|department|unit)", "per (?:agency|department|unit)", "each (?:agency|department|unit)",
)  # fmt: skip
BY_DEADLINE = phrases(
    "(?:theo|thu tu)(?: thu tu)? (?:thoi han|thoi gian|han|tien do|ngay den han)", "han (?:gan|som|xa|muon) nhat truoc", "theo (?:trinh tu|thu tu) thoi gian",
    "by (?:deadline|due date|date)",
)  # fmt: skip
EVERY = phrases(
    "tat ca", "toan bo", "tong cong", "tong so", "thong ke", "liet ke", "tong hop", "danh sach", "het thay", "moi nhiem vu", "all", "every",
)  # fmt: skip
FRAMING = phrases(
    "(?:hay |xin |vui long )?(?:liet ke|thong ke|tong hop|sap xep|nhom|phan loai|lap danh sach|lap bang|ke ra|neu ra|neu ten|cho (?:toi |em |minh )?(?:biet|xem|hoi))", "hay (?:neu|cho|ke)",
    "tat ca|toan bo|tong cong|tong so|day du|cu the|so luong", "(?:cac |nhung )?moc (?:thoi gian )?(?:chinh|quan trong|dang chu y|chu yeu)", "theo thu tu", "giam dan|tang dan", "gan nhat truoc", "(?:chung )?cho tat ca", "trong (?:tat ca |cac |nhung )?(?:cac |nhung )?van ban",
)  # fmt: skip
SUMMARY = phrases(
    "tom (?:tat|luoc|gon)(?: lai)?", "khai quat", "noi dung (?:chinh|co ban|chu yeu)", "diem chinh", "tong quan", "summari[sz]e", "summary", "overview",
)  # fmt: skip
ADVISES = phrases("(?:duoc giao |phai |giao )?tham muu", "advise\\w*")
_OTHER_LATE = "".join(
    f"(?<!{noun} )" for noun in ("ho so", "du an", "thu tuc", "don thu", "giay phep", "cong trinh", "no", "thue", "vay")
)
LATE = phrases(
    f"{_OTHER_LATE}(?:(?:da )?qua (?:thoi )?han|tre han|cham han)", "overdue", "past due", "late"
)  # of tasks
OVERDUE = phrases("het han", "da den han", "da het", LATE.pattern)
UNDATED = phrases(
    "(?:khong|chua)(?: co| neu| quy dinh| ghi| an dinh| xac dinh)?(?: ro)? (?:thoi )?han",
    "without (?:a )?deadline",
    "no deadline",
)
STILL_OPEN = phrases("con (?:thoi |trong )?han", "chua (?:den|toi|het|qua) (?:thoi )?han", "not yet due")
UPCOMING = phrases(
    "sap (?:den|toi|het) han",
    "sap den",
    "upcoming",
    "ngay toi",
    "tuan toi",
    "thang toi",
    "thoi gian toi",
    "gan den han",
)
NEXT_TASK = phrases("(?:nhiem vu|viec|muc|dong) (?:tiep theo|ke tiep|sau do|lien sau|sau)", "next (?:task|one)")
MOST_URGENT = phrases(
    "gap nhat",
    "som nhat",
    "den han truoc",
    "han gan nhat",
    "khan nhat",
    "most urgent",
    "earliest",
    "can lam truoc",
    "dau tien",
)
SIGN_LIKE = re.compile(r"\S*\d\S*[-/]\S+")  # "412/QĐ-BXD" is neither Vietnamese nor English
ENGLISH = phrases(
    "the", "what", "which", "who", "when", "where", "why", "is", "are", "was", "does", "must", "should", "has", "have", "been", "how", "and", "for", "of", "with", "this", "that", "these",
    "deadlines?", "tasks?", "agency", "agencies", "department", "list", "to", "by", "signed", "signs", "plan", "decision", "notice", "documents?", "letter", "overdue", "due", "leads?", "led", "summari[sz]e", "compare", "between", "completed", "issued",
)  # fmt: skip
