"""Question words of officials, matched on text without diacritics (``ingest.text.fold``)."""

from __future__ import annotations

import re

from assistant.query import Field
from ingest.rows import AgencyRole


def phrases(*forms: str) -> re.Pattern[str]:
    """A pattern for any of the forms as whole words; the forms are regular expressions without diacritics."""
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)")


FIELDS: dict[Field, re.Pattern[str]] = {
    Field.LEAD: phrases(
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
    Field.COORDINATING: phrases("phoi hop", "coordinat\\w+", "cung lam", "work with"),
    Field.DEADLINE: phrases(
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
    Field.BASIS: phrases(
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
    Field.RESULT: phrases(
        "ket qua", "san pham", "dau ra", "output", "results?", "deliverables?", "can nop", "phai nop"
    ),
    Field.VALUE: phrases(
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
    Field.SUBMIT_TO: phrases(
        "gui (?:ve )?(?:dau|ai|cho ai)", "nop (?:cho|ve)", "bao cao (?:ve|cho) (?:dau|ai)", "cho ai", "ve dau"
    ),
    Field.SIGNER: phrases(
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
    Field.NUMBER: phrases(
        "so,? ky hieu",
        "so hieu",
        "so (?:van ban )?(?:la )?(?:bao nhieu|may|gi)",
        "co so (?:bao nhieu|may|nao)",
        "^so (?:cua|thong bao|ke hoach|cong van|van ban).{0,80}(?:la gi|la bao nhieu|bao nhieu|la may)",
        "document number",
        "mang so",
    ),
    Field.DAY: phrases(
        "ky ngay nao",
        "ban hanh (?:ngay nao|khi nao|bao gio|vao ngay)",
        "ngay (?:ky|ban hanh)",
        "ngay nao",
        "date of issue",
        "issued",
        "ngay thang",
    ),
    Field.ISSUER: phrases(
        "(?:cua|do) (?:co quan|don vi|ai|cap) nao", "co quan (?:nao )?ban hanh", "ai ban hanh", "issued by", "cua ai"
    ),
    Field.ADDRESSEES: phrases(
        "kinh gui", "gui (?:den|toi|cho) (?:nhung )?(?:ai|co quan|don vi|dau)", "addressed to", "gui nhung"
    ),
    Field.RECIPIENTS: phrases("noi nhan", "recipients?"),
    Field.ANNEXES: phrases(
        "(?:may|bao nhieu) phu luc",
        "phu luc (?:gi|nao|nhung gi)",
        "how many (?:annexes|appendices)",
        "ten (?:cac )?phu luc",
    ),
    Field.PRESIDER: phrases(
        "ai (?:la nguoi )?(?:chu tri|ket luan)", "nguoi (?:chu tri|ket luan)", "ai dieu hanh", "who chaired"
    ),
    Field.EVENT: phrases(
        "(?:dien ra|to chuc|hop) (?:ngay nao|khi nao|o dau|luc nao)",
        "o dau",
        "dia diem",
        "du hop",
        "tham du",
        "du hop gom",
        "attend\\w*",
    ),
    Field.SUBJECT: phrases(
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
    AgencyRole.LEAD: phrases("chu tri", "dau moi", "lead\\w*", "duoc giao chu tri", "lam chinh", "ctri"),
    AgencyRole.COORDINATING: phrases("phoi hop", "coordinat\\w+"),
    AgencyRole.IMPLEMENTING: phrases("co quan thuc hien", "don vi thuc hien"),
}
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
OVERDUE = phrases(
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
UPCOMING = phrases("sap (?:den|toi|het) han", "sap den", "upcoming", "ngay toi", "tuan toi", "thang toi")
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
ENGLISH = phrases(
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
