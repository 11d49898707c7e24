"""Questions that no document answers, told by their words (without diacritics): each is declined by name."""

from __future__ import annotations

import re

from assistant.vocabulary import phrases

PROGRESS = phrases(
    "(?:da )?(?:xong|hoan thanh|thuc hien|trien khai|ban hanh|lam|nop|gui|bao cao|phe duyet|dat|duoc)(?: [\\w ]{0,60}?)? chua", "xong chua", "den dau (?:roi)?", "tien do (?:the nao|ra sao|hien nay|den dau|thuc hien)",
    "da dat (?:duoc )?bao nhieu", "hoan thanh bao nhieu", "has .* (?:been )?(?:completed|finished|issued)", "da .* chua", "tinh hinh thuc hien (?:the nao|ra sao|hien nay)", "ket qua thuc hien (?:the nao|ra sao|hien nay|den nay)",
)  # fmt: skip


MONEY = phrases(
    "bao nhieu (?:tien|ty|ti|trieu|dong|kinh phi|von|ngan sach)", "(?:tong )?(?:kinh phi|so tien|du toan|ngan sach|von|chi phi|muc dau tu) [\\w ,()-]{0,80}?(?:la |het |khoang )?bao nhieu", "budget", "vnd", "how much", "cost", "so tien", "ty dong", "trieu dong",
)  # fmt: skip


PERSONAL = phrases(
    "so dien thoai", "dien thoai", "sdt", "email", "dia chi nha", "dia chi", "hotline", "fax", "website nao", "can cuoc", "cccd", "cmnd", "tai khoan ngan hang", "ngay sinh", "que quan", "phone", "lien he (?:voi )?ai", "address",
)  # fmt: skip


OFFICE_HOLDER = phrases(
    "(?:giam doc|pho giam doc|chu tich|pho chu tich|bi thu|chanh van phong|truong phong|thu truong|bo truong|nguoi dung dau|lanh dao) [\\w ,&-]{0,60}?(?:la ai|ten gi|ten la gi|la nguoi nao)", "ai (?:dang )?(?:la|lam|giu chuc) (?:giam doc|chu tich|bi thu|chanh van phong|pho chu tich|truong phong)", "who is the",
)  # fmt: skip


SMALL_TALK = re.compile(
    r"\A\W*(?:xin )?(?:chao|hello|hi|hey|alo|cam on|cam on ban|thanks|thank you|tam biet|bye|good morning|chao ban|chao troly)(?: (?:ban|anh|chi|em|troly|tro ly|nhe|nha|nhieu))*\W*\Z"
)


ABOUT_ME = phrases(
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


ADVICE = phrases(
    "(?:theo ban|y kien cua ban|ban nghi)", "nen (?:lam|chon|xu ly) (?:gi|the nao|sao)", "co nen", "tu van (?:luat|phap ly)", "co vi pham", "bi xu phat", "kien ai", "du doan", "thoi tiet", "gia vang", "ty gia", "chung khoan", "bong da",
    "luong co so", "muc luong", "viet (?:bai )?tho", "ke chuyen", "dich (?:sang|doan)", "weather", "opinion", "should i",
)  # fmt: skip
