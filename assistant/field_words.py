"""The words that ask for one fact of a task or document, or for a role; matched on text without diacritics."""

from __future__ import annotations

import re

from assistant.query import Field
from assistant.vocabulary import phrases
from ingest.rows import AgencyRole

FIELDS: dict[Field, re.Pattern[str]] = {
    Field.LEAD: phrases(
        "chu (?:tri|chi)",
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
