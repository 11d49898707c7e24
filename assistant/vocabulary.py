"""Question words of officials, matched on text without diacritics (``ingest.text.fold``)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from assistant.query import Field
from ingest.rows import AgencyRole
from ingest.text import canonical, fold

DATA = Path(__file__).parent / "data"
_TOKEN = re.compile(r"[^\W_]+(?:[/&][^\W_]+)*")


def _words(*forms: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)")


FIELDS: dict[Field, re.Pattern[str]] = {
    Field.LEAD: _words(
        "chu tri",
        "ai (?:lam|phu trach|thuc hien|xay dung|tham muu|duy tri|dam nhan|lo)",
        "(?:do|giao|giao cho|cho) ai",
        "(?:co quan|don vi|so|nganh|phong|ban) nao",
        "dau moi",
        "leads?",
        "leading",
        "responsible",
        "in charge",
        "which (?:agency|department|unit|office)",
        "who",
        "ai chiu trach nhiem",
        "^ai",
        "thi ai",
    ),
    Field.COORDINATING: _words("phoi hop", "coordinat\\w+", "cung lam", "work with"),
    Field.DEADLINE: _words(
        "thoi han",
        "han (?:nao|khi nao|bao gio|chot|cuoi|la|cua|hoan thanh|chung)",
        "bao gio",
        "khi nao",
        "ngay nao",
        "luc nao",
        "truoc ngay nao",
        "deadlines?",
        "when",
        "by what date",
        "due",
        "den han",
        "het han",
        "giai doan nao",
        "nam nao",
        "thang nao",
        "quy nao",
        "thoi gian (?:nao|thuc hien|hoan thanh)",
        "han(?= |$)",
        "tien do",
        "hoan thanh (?:khi|luc)",
        "gap nhat",
    ),
    Field.BASIS: _words(
        "van ban (?:nao )?giao",
        "giao (?:tai|theo|boi) (?:van ban|dau)",
        "van ban nao",
        "can cu nao",
        "can cu vao dau",
        "quyet dinh nao",
        "nghi quyet nao",
        "thong bao nao",
        "ke hoach nao",
        "chuong trinh nao",
        "theo huong dan",
        "cong van nao",
        "giao tai dau",
        "basis",
        "assigned by",
    ),
    Field.RESULT: _words("ket qua", "san pham", "dau ra", "output", "results?", "deliverables?", "can nop", "phai nop"),
    Field.VALUE: _words(
        "phan tram",
        "%",
        "ty le",
        "ti le",
        "dat (?:bao nhieu|muc|cap)",
        "tier",
        "cap do may",
        "muc tieu",
        "chi tieu",
        "bao nhieu",
        "percentage",
        "target",
    ),
    Field.SUBMIT_TO: _words(
        "gui (?:ve )?(?:dau|ai|cho ai)", "nop (?:cho|ve)", "bao cao (?:ve|cho) (?:dau|ai)", "cho ai", "ve dau"
    ),
    Field.SIGNER: _words(
        "ai ky",
        "nguoi ky",
        "do ai ky",
        "ai (?:la )?nguoi ky",
        "ky ten",
        "who signed",
        "signed by",
        "signer",
        "ai da ky",
    ),
    Field.NUMBER: _words(
        "so,? ky hieu",
        "so hieu",
        "so (?:van ban )?(?:la )?(?:bao nhieu|may|gi)",
        "co so (?:bao nhieu|may|nao)",
        "^so (?:cua|thong bao|ke hoach|cong van|van ban).{0,80}(?:la gi|la bao nhieu|bao nhieu|la may)",
        "document number",
        "mang so",
    ),
    Field.DAY: _words(
        "ky ngay nao",
        "ban hanh (?:ngay nao|khi nao|bao gio|vao ngay)",
        "ngay (?:ky|ban hanh)",
        "ngay nao",
        "date of issue",
        "issued",
        "ngay thang",
    ),
    Field.ISSUER: _words(
        "(?:cua|do) (?:co quan|don vi|ai|cap) nao", "co quan (?:nao )?ban hanh", "ai ban hanh", "issued by", "cua ai"
    ),
    Field.ADDRESSEES: _words(
        "kinh gui", "gui (?:den|toi|cho) (?:nhung )?(?:ai|co quan|don vi|dau)", "addressed to", "gui nhung"
    ),
    Field.RECIPIENTS: _words("noi nhan", "recipients?"),
    Field.ANNEXES: _words(
        "(?:may|bao nhieu) phu luc",
        "phu luc (?:gi|nao|nhung gi)",
        "how many (?:annexes|appendices)",
        "ten (?:cac )?phu luc",
    ),
    Field.PRESIDER: _words(
        "ai (?:la nguoi )?(?:chu tri|ket luan)", "nguoi (?:chu tri|ket luan)", "ai dieu hanh", "who chaired"
    ),
    Field.EVENT: _words(
        "(?:dien ra|to chuc|hop) (?:ngay nao|khi nao|o dau|luc nao)",
        "o dau",
        "dia diem",
        "du hop",
        "tham du",
        "du hop gom",
        "attend\\w*",
    ),
    Field.SUBJECT: _words(
        "ve viec gi",
        "ve (?:noi dung|van de) gi",
        "noi ve",
        "noi dung gi",
        "trich yeu",
        "la (?:van ban )?gi",
        "de xuat (?:viec )?gi",
        "quy dinh gi",
        "about what",
        "what is .* about",
        "ve cai gi",
        "noi dung chi tiet",
        "noi dung",
    ),
}
ROLES: dict[AgencyRole, re.Pattern[str]] = {
    AgencyRole.LEAD: _words("chu tri", "dau moi", "lead\\w*", "duoc giao chu tri", "lam chinh", "ctri"),
    AgencyRole.COORDINATING: _words("phoi hop", "coordinat\\w+"),
    AgencyRole.IMPLEMENTING: _words("co quan thuc hien", "don vi thuc hien"),
}
ASKS_DUTIES = _words(
    "(?:nhung |cac )?(?:nhiem vu|viec|cong viec|chi tieu|noi dung|muc tieu) (?:nao|gi)", "(?:phai |can |duoc giao |se |duoc giao viec )?lam (?:nhung )?gi",
    "(?:duoc )?giao (?:nhung )?(?:gi|viec gi|nhiem vu gi|may viec|bao nhieu)", "nhung (?:nhiem vu|viec|chi tieu) (?:nao|gi)?", "cac nhiem vu", "may (?:viec|nhiem vu|chi tieu)",
    "bao nhieu (?:nhiem vu|viec|chi tieu|cong viec)", "liet ke", "danh sach", "tasks?", "co nhiem vu", "nhiem vu cua", "viec cua", "tham gia", "lien quan", "trach nhiem gi", "trach nhiem", "list",
    "giao viec", "duoc giao", "what (?:must|should|does|do)", "duties", "duty",
)  # fmt: skip
COUNTS = _words(
    "may(?! gio)", "bao nhieu(?! (?:phan tram|%|tien|ty|trieu))", "so luong", "tong (?:so|cong)", "how many", "count"
)
COMPARES = _words(
    "khac (?:nhau|gi|the nao)",
    "so sanh",
    "giong nhau",
    "hai (?:thong bao|van ban|ke hoach|cong van)",
    "cu the hoa",
    "ca hai",
    "compare",
    "differ\\w*",
    "mau thuan",
    "thong nhat voi",
    "trong (?:nhung|cac) van ban nao",
    "(?:nhung|cac) van ban nao",
    "van ban nao (?:nhac|noi|de cap)",
    "nhac (?:den|toi) (?:trong|o)",
    "tung van ban",
    "moi van ban",
)
OVERDUE = _words(
    "qua han",
    "da qua (?:thoi )?han",
    "tre han",
    "het han",
    "overdue",
    "past due",
    "qua thoi han",
    "cham han",
    "da den han",
    "da het",
)
UPCOMING = _words("sap (?:den|toi|het) han", "sap den", "upcoming", "ngay toi", "tuan toi", "thang toi")
NEXT_TASK = _words("(?:nhiem vu|viec|muc|dong) (?:tiep theo|ke tiep|sau do|lien sau|sau)", "next (?:task|one)")
MOST_URGENT = _words(
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
FOLLOWS_UP = _words(
    "do", "nay", "kia", "tren", "ay", "vay", "the", "con", "trong so (?:do|nay)", "tiep theo", "cung", "nua", "that", "those", "it", "this", "them", "and",
)  # fmt: skip
PROGRESS = _words(
    "(?:da )?(?:xong|hoan thanh|thuc hien|trien khai|ban hanh|lam|nop|gui|bao cao|phe duyet|dat|duoc)(?: [\\w ]{0,60}?)? chua", "xong chua", "den dau (?:roi)?", "tien do (?:the nao|ra sao|hien nay|den dau|thuc hien)",
    "da dat (?:duoc )?bao nhieu", "hoan thanh bao nhieu", "has .* (?:been )?(?:completed|finished|issued)", "da .* chua", "tinh hinh thuc hien (?:the nao|ra sao|hien nay)", "ket qua thuc hien (?:the nao|ra sao|hien nay|den nay)",
)  # fmt: skip
MONEY = _words(
    "bao nhieu (?:tien|ty|ti|trieu|dong|kinh phi|von|ngan sach)", "(?:tong )?(?:kinh phi|so tien|du toan|ngan sach|von|chi phi|muc dau tu) [\\w ,()-]{0,80}?(?:la |het |khoang )?bao nhieu", "budget", "vnd", "how much", "cost", "so tien", "ty dong", "trieu dong",
)  # fmt: skip
PERSONAL = _words(
    "so dien thoai", "dien thoai", "sdt", "email", "dia chi nha", "dia chi", "hotline", "fax", "website nao", "can cuoc", "cccd", "cmnd", "tai khoan ngan hang", "ngay sinh", "que quan", "phone", "lien he (?:voi )?ai", "address",
)  # fmt: skip
OFFICE_HOLDER = _words(
    "(?:giam doc|pho giam doc|chu tich|pho chu tich|bi thu|chanh van phong|truong phong|thu truong|bo truong|nguoi dung dau|lanh dao) [\\w ,&-]{0,60}?(?:la ai|ten gi|ten la gi|la nguoi nao)", "ai (?:dang )?(?:la|lam|giu chuc) (?:giam doc|chu tich|bi thu|chanh van phong|pho chu tich|truong phong)", "who is the",
)  # fmt: skip
SMALL_TALK = re.compile(
    r"\W*(?:xin )?(?:chao|hello|hi|hey|alo|cam on|cam on ban|thanks|thank you|tam biet|bye|good morning|chao ban|chao troly)(?: (?:ban|anh|chi|em|troly|tro ly|nhe|nha|nhieu))*\W*"
)
ABOUT_ME = _words(
    "ban (?:la ai|lam duoc gi|co the (?:lam|giup) gi|giup (?:duoc )?gi|biet gi)",
    "(?:huong dan|cach) su dung",
    "what can you do",
    "who are you",
    "ban ten gi",
)
ORDERS = re.compile(
    r"(?:bo qua|quen (?:di|het)|phot lo|khong (?:can )?(?:tuan theo|lam theo)|ignore|disregard|forget)\b.{0,40}(?:huong dan|chi dan|lenh|quy dinh|quy tac|gioi han|rang buoc|instruction|prompt|rule|previous|tren|truoc do)|"
    r"(?:loi nhac|system prompt|prompt) (?:he thong|cua ban|goc)|in (?:ra )?(?:toan bo )?(?:loi nhac|prompt|cau hinh|mat khau)|(?:cho (?:toi )?(?:biet|xem)|in ra|tiet lo) .{0,20}(?:mat khau|api key|khoa bi mat|token)|reveal .{0,30}(?:prompt|instruction)|"
    r"(?:dong vai|gia vo|act as|pretend|you are now|tu gio ban la|ban bay gio la)\b|jailbreak|developer mode|<script|\bdrop table\b|print .{0,30}(?:prompt|instruction)"
)
ADVICE = _words(
    "(?:theo ban|y kien cua ban|ban nghi)", "nen (?:lam|chon|xu ly) (?:gi|the nao|sao)", "co nen", "tu van (?:luat|phap ly)", "co vi pham", "bi xu phat", "kien ai", "du doan", "thoi tiet", "gia vang", "ty gia", "chung khoan", "bong da",
    "luong co so", "muc luong", "viet (?:bai )?tho", "ke chuyen", "dich (?:sang|doan)", "weather", "opinion", "should i",
)  # fmt: skip
ENGLISH = _words(
    "the",
    "what",
    "which",
    "who",
    "when",
    "is",
    "are",
    "does",
    "must",
    "how",
    "and",
    "for",
    "of",
    "deadline",
    "task",
    "agency",
    "list",
    "to",
    "by",
)


@cache
def abbreviations() -> dict[str, str]:
    """Folded short forms and what they stand for; data, tab separated."""
    lines = (DATA / "abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#"))


@cache
def english_stop_words() -> frozenset[str]:
    """Furniture of English questions; in a Vietnamese one "an" and "in" are syllables of words."""
    return frozenset((DATA / "stopwords.en.txt").read_text(encoding="utf-8").split())


@cache
def accented_stop_words() -> frozenset[str]:
    """Words that carry no topic, as they are written: question furniture and the commonest function words."""
    return frozenset(line for line in _stop_lines() if " " not in line)


def _stop_lines() -> list[str]:
    lines = (DATA / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def stop_phrases(plain: bool) -> re.Pattern[str]:
    """The phrases of the list, longest first; without diacritics for a question typed so."""
    phrases = sorted((line for line in _stop_lines() if " " in line), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(fold(p) if plain else canonical(p) for p in phrases) + r")(?!\w)")


@cache
def stop_words() -> frozenset[str]:
    """The same without diacritics: what a question typed on a plain keyboard loses more words to."""
    return frozenset(map(fold, accented_stop_words()))


@cache
def glossary() -> tuple[tuple[re.Pattern[str], str], ...]:
    """English terms of administration and their Vietnamese words, longest first."""
    lines = (DATA / "english.tsv").read_text(encoding="utf-8").splitlines()
    pairs = sorted(
        (line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#")), key=lambda p: -len(p[0])
    )
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(english)}(?:s|es)?(?!\w)"), vietnamese) for english, vietnamese in pairs
    )


def expand(text: str) -> str:
    """Short forms written out: ``nv`` -> ``nhiệm vụ``; everything else as typed."""
    known = abbreviations()
    return _TOKEN.sub(lambda m: known.get(fold(m.group()), m.group()) if not m.group().isdigit() else m.group(), text)


def to_vietnamese(text: str) -> str:
    """English administration terms replaced by the Vietnamese ones, for the lexical channels."""
    lowered = text.lower()
    for pattern, vietnamese in glossary():
        lowered = pattern.sub(f" {vietnamese} ", lowered)
    return lowered
