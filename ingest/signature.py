"""The signature block: authority marks, title, name (Nghi dinh 30/2020, Phu luc I, muc II.7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from ingest.joined import Joined
from ingest.models import Fact
from ingest.text import LOWER, UPPER, fold

_AUTHORITY = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|(?:T/M|K/T|T/L|T\.M|K\.T|T\.L)\s?\.?)\s?\S|(?:TM|KT|TL|TUQ) (?=[A-ZĐỦ])"
)
_STAMP = re.compile(r"ky boi|thoi gian ky|nguoi ky|email|co quan:|ngay ky|da ky", re.IGNORECASE)
_DEGREE = (
    r"(?:(?:PGS|GS|TSKH|TS|Ts|ThS|Ths|Th\.S|BS|Bs|BSCK|DS|KS|CN|LS|CK|NGND|NGƯT|TTND|TTƯT|AHLĐ)(?:CK)? ?(?:I{1,2}|[12])?\s*[.,/-]*\s*"
    r"|(?:CKI{1,2}|CK[12])\s*[.,/-]*\s*|(?:Bác sĩ|Tiến sĩ|Thạc sĩ|Giáo sư|Luật sư|Đ/c|Đồng chí):?\s+)"
)
_RANK = r"(?:(?:Thiếu|Trung|Thượng|Đại) (?:úy|uý|tá|tướng)\s+)"
_NAME = re.compile(rf"{_DEGREE}*{_RANK}?{_DEGREE}*((?:[{UPPER}](?:[{LOWER}]|['’][{UPPER}]?)*\.? ?){{2,5}})")
_OFFICES = (
    r"(?:chu tich|giam doc|chanh van phong|bi thu|truong ban|cuc truong|truong phong|bo truong|thu truong|thu tuong|"
    r"tong giam doc|chi cuc truong|vien truong|hieu truong|chanh thanh tra|vu truong|tong cuc truong|truong ty|chanh an|"
    r"chi huy truong|truong so|tong bi thu|truong thue|chu nhiem|tong thu ky|chanh|truong doan|to truong|doi truong|tram truong|"
    r"tong thanh tra|tong kiem toan|thong doc|tu lenh|chinh uy|truong thong ke|truong tieu ban|thuong truc|truong khoa|vien pho|"
    r"truong co quan|thu ky|uy vien|truong dai dien|nguyen truong)"
)
_MARKS = re.compile(
    r"(?:t\s?[/.]\s?m|k\s?[/.]\s?t|t\s?[/.]\s?l)\s?\.?\s?\S|(?:tm|kt|tl|tuq|q)\s?\.\s?\S"
    rf"|(?:tm|kt|tl|tuq) (?:{_OFFICES}|uy ban|ban |hoi dong|tinh uy|dang uy|chinh phu|bo )"
)
_TITLES = re.compile(rf"(?:pho |quyen |q\. ?)?{_OFFICES}\b.*")


def has_authority(folded: str) -> bool:
    """Whether a line begins with TM., KT., TL. or their like; ``folded`` are its folded words."""
    return bool(_MARKS.match(folded))


def signs(text: str, folded: str) -> bool:
    """Whether a line in capitals is an authority or a title of a signature block."""
    return text.isupper() and (has_authority(folded) or bool(_TITLES.fullmatch(folded)))


class SignatureFacts(TypedDict):
    """Fields of Identity that the signature block fills."""

    authority: tuple[Fact, ...]
    signer: Fact | None
    signer_title: Fact | None


def signature_facts(lines: Sequence[Joined]) -> SignatureFacts:
    """The first name below an authority or a title signs; the last title above it is the signer's own."""
    marked = [
        i for i, line in enumerate(lines) if signs(line.text, fold(line.text)) and not _STAMP.search(fold(line.text))
    ]
    names = [i for i, line in enumerate(lines) if _is_name(line.text)]
    below = [i for i in names if marked and i > marked[0]]
    at = below[0] if below else (names[-1] if names else None)
    above = [lines[i] for i in marked if at is None or not below or i < at]
    authority = tuple(Fact(line.text, line.spans) for line in above if _AUTHORITY.match(line.text))
    return SignatureFacts(
        authority=authority,
        signer=_person(lines[at]) if at is not None else None,
        signer_title=_own_title(above),
    )


def _own_title(above: Sequence[Joined]) -> Fact | None:
    """What the signer is: the first title below the last mark, "Q. GIÁM ĐỐC" being mark and title in one."""
    last = max((i for i, line in enumerate(above) if _AUTHORITY.match(line.text)), default=-1)
    acting = [line for line in above[last : last + 1] if last >= 0 and line.text.startswith("Q")]
    title = next(iter([*above[last + 1 :], *acting]), None)
    return Fact(title.text, title.spans) if title else None


def _is_name(text: str) -> bool:
    return not text.isupper() and bool(_NAME.fullmatch(text.strip())) and not _STAMP.search(fold(text))


def _person(line: Joined) -> Fact:
    """The name without academic title or rank."""
    match = _NAME.fullmatch(line.text.strip())
    start, end = match.span(1) if match else (0, len(line.text))
    return Fact(line.text.strip()[start:end].strip(), line.raw(start, end))
