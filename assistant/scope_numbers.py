"""Documents named by their number: the sign, the number behind the kind, the number further on; with their issuer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lookup import StoredDocument
from ingest.signs import SignQuery, matches
from ingest.text import fold

KIND_WORDS = {"thong bao": "Thông báo", "ke hoach": "Kế hoạch", "cong van": "Công văn", "quyet dinh": "Quyết định", "chi thi": "Chỉ thị", "nghi quyet": "Nghị quyết", "chuong trinh": "Chương trình", "de an": "Đề án", "bao cao": "Báo cáo", "to trinh": "Tờ trình", "huong dan": "Hướng dẫn", "cong dien": "Công điện", "plan": "Kế hoạch", "notice": "Thông báo", "letter": "Công văn"}  # fmt: skip
_CARRIES = re.compile(
    r"(?:trien khai|thuc hien|kem|kem theo|ve viec|theo|implementing)\W+(?:thuc hien\W+)?(?:(?:thong bao|ket luan|quyet dinh|nghi quyet|ke hoach|cong van|tb|nq|qd|kh)\W+)?(?:so\W+)?$"
)
_DISTANT = re.compile(
    rf"(?<!\w)({'|'.join(KIND_WORDS)})(?: (?!so )[a-z]+){{1,6}} (?:so )?(?!20[0-4]\d(?!\w))(\d{{2,5}})(?=\W*$|[,?;]| (?:giao|thi|co|yeu cau|va|cua|ngay|la|quy dinh|neu|de ra|do|ai|thay doi)(?!\w))"
)
_LEVEL = re.compile(r" (?:tinh|thanh pho|xa|phuong|dac khu) .*$")

Found = list[tuple[str, tuple[tuple[int, int], ...]]]


def by_number(folded: str, documents: Sequence[StoredDocument], signs: Sequence[SignQuery]) -> Found:
    """The document that has a number, or the one whose subject is to carry out the numbered one."""
    found: Found = []
    for sign in signs:
        span = (sign.span.start, sign.span.end)
        carries = _CARRIES.search(folded[: span[0]])
        for document in documents:
            identity = document.identity
            own = identity.number and matches(sign, identity.number.value)
            in_subject = carries and identity.subject and _names(sign, identity.subject.value)
            if own or in_subject:
                found.append(
                    (document.id, ((carries.start() if carries else span[0], _with_issuer(folded, span[1], document)),))
                )
    return found


def by_distant_number(folded: str, documents: Sequence[StoredDocument]) -> Found:
    """ "Công văn điều chỉnh 1562", "thông báo của tỉnh 342": words between the kind and the number of a document held."""
    found: Found = []
    for match in _DISTANT.finditer(folded):
        for document in documents:
            number = document.identity.number
            if number and document.identity.kind and document.identity.kind.value == KIND_WORDS[match[1]]:
                held = re.match(r"\d+", number.value)
                found += (
                    [(document.id, ((match.start(), _with_issuer(folded, match.end(), document)),))]
                    if held and int(held.group()) == int(match[2])
                    else []
                )
    return found


def _with_issuer(folded: str, end: int, document: StoredDocument) -> int:
    """ "Công văn 1935 của Sở Y tế": who issued the document is one of the words that name it."""
    forms = _issuer_forms(document.identity.issuer.value) if document.identity.issuer else set()
    named = re.compile(rf"[ ,]*cua (?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})(?!\w)")
    match = named.match(folded, end) if forms else None
    return match.end() if match else end


def same_body(issuer: str, name: str) -> bool:
    """Whether the head of a document and a question name one body: "Sở Y tế tỉnh An Giang" and "Sở Y tế"."""
    return bool(_issuer_forms(issuer) & {fold(name), fold(name).replace("uy ban nhan dan", "ubnd")})


def _issuer_forms(issuer: str) -> set[str]:
    names = (fold(issuer), fold(issuer).replace("uy ban nhan dan", "ubnd"))
    return {form for name in names for form in (name, _LEVEL.sub("", name), *_with_level_only(name))}


def _with_level_only(name: str) -> tuple[str, ...]:
    """ "UBND tỉnh" for "UBND tỉnh An Giang"; nothing for a body without a level."""
    level = _LEVEL.search(name)
    return (name[: level.start()] + " " + level.group().split()[0],) if level else ()


def _names(sign: SignQuery, subject: str) -> bool:
    return any(matches(sign, token) for token in re.findall(r"\d[\w/&-]+\w", subject))
