"""Questions that no document answers, told by their words (without diacritics): each is declined by name."""

from __future__ import annotations

import re

from assistant.vocabulary import phrases

PROGRESS = phrases(
    "(?:da )?(?:xong|hoan thanh|thuc hien|trien khai|ban hanh|lam|nop|gui|bao cao|phe duyet|dat|duoc)(?: [\\w ]{0,60}?)? chua", "xong chua", "den dau (?:roi)?", "tien do (?:the nao|ra sao|hien nay|den dau|thuc hien)",
    "da dat (?:duoc )?bao nhieu", "hoan thanh bao nhieu", "(?:da|den (?:gio|nay)) [\\w ,]{0,80}bao nhieu [\\w ]{0,20}roi\\W*$", "has .* (?:been )?(?:completed|finished|issued)", "how (?:many|much) .{0,80} (?:have|has) been .{0,90}(?:since|so far|to date|by now|already)", "da (?!nang|lat|bac|teh|huoai).* chua", "tinh hinh thuc hien (?:the nao|ra sao|hien nay)", "ket qua thuc hien (?:the nao|ra sao|hien nay|den nay)",
)  # fmt: skip


SO_FAR = re.compile(
    r"(?<!\w)(?:den (?:gio|nay|thoi diem nay|hien tai)|tinh den nay) [\w ,]{0,80}bao nhieu"
)  # asked of no report


PASSED = re.compile(
    r"(?<!\w)(?:han|thoi han|hieu luc)(?: \w+){0,12} (?:da |con )?(?:qua|het|troi qua)(?: han)?(?: hay)? chua"
)  # a day, no progress


MONEY = phrases(
    "^\\W*(?:tong )?(?:kinh phi|du toan)(?!.*(?:nguon|dau|do ai|ai |nao|khi))", "muc (?:phat|xu phat|tien phat|boi thuong|thuong)(?! bao nhieu (?:%|phan tram))", "bao nhieu (?:tien|ty|ti|trieu|dong|kinh phi|von|ngan sach)", "(?:tong )?(?:kinh phi|so tien|du toan|ngan sach|von|chi phi|muc dau tu) [\\w ,()-]{0,80}?(?:la |het |khoang )?bao nhieu", "muc (?:phat|xu phat|tien phat|ho tro|thu|chi|dong gop|phi|boi thuong) [\\w ,()/-]{0,80}?bao nhieu", "budget", "vnd", "how much", "cost", "so tien", "ty dong", "trieu dong",
)  # fmt: skip


PERSONAL = phrases(
    "so dien thoai", "(?:xin|cho) (?:\\w+ )?dien thoai", "dien thoai (?:cua (?:ong|ba|anh|chi|dong chi|giam doc|pho|truong|chu tich|lanh dao|nguoi|can bo|chuyen vien|chanh|bi thu|ai)|lien he|lien lac|rieng|ca nhan|di dong|may|so may|bao nhieu|la gi|nao)", "sdt", "so di dong", "(?:dia chi )?(?:email|thu dien tu) (?:cua|rieng|ca nhan)", "cho (?:toi |em |xin )?(?:email|thu dien tu)", "dia chi (?:nha|rieng|thuong tru|tam tru|noi o)", "hotline", "fax", "can cuoc", "cccd", "cmnd",
    "(?:so )?tai khoan(?: ngan hang)? cua", "ngay sinh", "nam sinh", "bao nhieu tuoi", "que quan", "phone(?: number)?", "home address", "personal (?:data|information)", "thong tin ca nhan cua", "lien he (?:voi )?ai", "luong cua",
)  # fmt: skip


OFFICE_HOLDER = phrases(
    "(?:giam doc|pho giam doc|chu tich|pho chu tich|bi thu|chanh van phong|truong phong|thu truong|bo truong|nguoi dung dau|lanh dao) [\\w ,&-]{0,60}?(?:la ai|ten gi|ten la gi|la nguoi nao)", "ai (?:dang )?(?:la|lam|giu chuc) (?:giam doc|chu tich|bi thu|chanh van phong|pho chu tich|truong phong)", "who is the",
)  # fmt: skip


SMALL_TALK = re.compile(
    r"\A\W*(?:xin )?(?:chao|hello|hi|hey|alo|cam on|cam on ban|thanks|thank you|tam biet|bye|good morning|good afternoon|chao ban|chao troly|ok|oke|vang|da|tot|tuyet|hay qua|duoc roi|ro roi|hieu roi)(?: (?:ban|anh|chi|em|troly|tro ly|nhe|nha|nhieu|a|oi|lam|rat))*\W*\Z"
)


ORDERS = re.compile(
    r"(?:bo qua|quen (?:di|het)|phot lo|khong (?:can )?(?:tuan theo|lam theo)|ignore|disregard|forget)\b.{0,40}(?:huong dan|chi dan|lenh|quy dinh|quy tac|gioi han|rang buoc|instruction|prompt|rule|previous|tren|truoc do)|"
    r"(?:loi nhac|system prompt|prompt) (?:he thong|cua ban|goc)|in (?:ra )?(?:toan bo )?(?:loi nhac|prompt|cau hinh|mat khau)|(?:cho (?:toi )?(?:biet|xem)|in ra|tiet lo) .{0,20}(?:mat khau|api key|khoa bi mat|token)|reveal .{0,30}(?:prompt|instruction)|"
    r"(?:dong vai|gia vo|act as|pretend|you are now|tu gio ban la|ban bay gio la)\b|jailbreak|developer mode|<script|\bdrop table\b|print .{0,30}(?:prompt|instruction)"
)


ABOUT_ME = phrases(
    "(?<!van )(?<!uy )(?<!phien )ban (?:la ai|lam duoc (?:nhung )?gi|co the (?:lam|giup) (?:duoc )?(?:nhung )?gi|giup (?:duoc )?(?:nhung )?gi|biet (?:nhung )?gi|ho tro (?:duoc )?(?:nhung )?gi)", "(?:huong dan|cach) (?:su dung|hoi|dung)(?: (?:tro ly|troly|ban|he thong))?\\W*$", "(?:co the|duoc|nen) hoi (?:ban )?(?:nhung )?gi",
    "what can you do", "what can i ask", "who are you", "how (?:do|can) i (?:use|ask)", "(?<!van )(?<!uy )ban ten (?:la )?gi", "help me\\W*$", "tro giup",
)  # fmt: skip


ADVICE = phrases(
    "theo (?:ban(?! (?:quan|chi|hanh|to|dan|ghi|an|ve|sao|kinh|thuong|can|do|tin|thuyet))|anh|chi(?! (?:thi|tieu|cuc|doan|bo|phi|tiet|dao|nhanh|so))|em|anh/chi|y kien (?:cua )?ban|quan diem (?:cua )?ban)", "y kien (?:cua )?ban(?! (?:nhan|quan|chi|thuong|can|to|dan))", "(?<!van )(?<!uy )(?<!ngan )ban (?:nghi(?! quyet| dinh)|thay(?! the)|danh gia|nhan xet|co cho rang)", "co (?:hop ly|dung luat|dung quy dinh|kha thi|phu hop|hieu qua|can thiet|cong bang) (?:hay )?khong", "nen (?:lam|chon|xu ly|giao|uu tien) (?:gi|the nao|sao|ai|cho ai|so nao|don vi nao)",
    "co nen", "tu van (?:luat|phap ly|phap luat)", "(?:co )?vi pham (?:gi |phap luat )?(?:khong|khong\\W*$)", "bi (?:xu phat|xu ly|ky luat|phat)(?: \\w+){0,4} (?:the nao|ra sao|gi|bao nhieu|khong)", "(?<!dieu )(?<!su )(?<!y )kien (?:ai|ra toa)", "(?:theo|chieu theo) (?:luat|bo luat|phap luat)(?: \\w+){0,4} (?:thi|toi|co the)",
    "du doan", "du bao (?:gi|the nao)", "opinion", "should (?:i|we|they)", "do you think", "is it (?:legal|fair|reasonable)", "legal advice",
)  # fmt: skip


ELSEWHERE = phrases(
    "thoi tiet", "gia vang", "gia(?! su| dinh| lai)(?: \\w+){1,6} (?:hom nay|bay gio|hien tai)", "ty gia", "chung khoan", "bong da", "xo so", "luong co so", "muc luong", "(?:^\\W*|hay |giup (?:toi |em |minh )?|nho (?:ban )?|cho (?:toi |em |minh )?)(?:viet|soan|soan thao)(?: (?:ho|giup|cho)(?: (?:toi|em|minh))?)? (?:bai|tho|van|don|thu|cong van|to trinh|bao cao|ke hoach|quyet dinh|bai phat bieu|phat bieu|email)(?! nao| gi)",
    "ke chuyen", "dich (?:sang|doan|van ban|cong van|giup|ho|toan van)", "(?:dich|translate) (?:[\\w /.-]{0,60} )?(?:sang|into|to) (?:tieng|english|vietnamese)", "weather", "exchange rate", "write (?:a|me|an)", "translate",
)  # fmt: skip
