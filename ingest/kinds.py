"""Document kinds (Nghi dinh 30/2020/ND-CP, Dieu 7) as they are printed in a title line."""

from __future__ import annotations

import re

from ingest.text import collapse, fold

TITLED_KINDS = (
    "Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định", "Thông cáo", "Thông báo", "Hướng dẫn", "Chương trình",
    "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản", "Tờ trình", "Hợp đồng", "Công điện",
    "Bản ghi nhớ", "Bản thỏa thuận", "Giấy ủy quyền", "Giấy mời", "Giấy giới thiệu", "Phiếu gửi", "Phiếu chuyển",
    "Phiếu báo", "Thư công", "Nghị định", "Thông tư", "Kết luận", "Luật", "Pháp lệnh", "Thông tư liên tịch", "Nghị quyết liên tịch",
)  # fmt: skip
LETTER = "Công văn"  # the one kind that prints no title
_BY_FOLD = {fold(kind): kind for kind in TITLED_KINDS}
_BY_LETTERS = {kind.replace(" ", ""): name for kind, name in _BY_FOLD.items()}
_TITLE = re.compile(
    "("
    + "|".join(sorted(map(re.escape, _BY_FOLD), key=len, reverse=True))
    + r")(?: (?:ket luan|lien tich|hanh dong|cong tac|phoi hop))?\b(.*)"
)


def kind_of_title(line: str) -> str | None:
    """The kind that a head line announces: ``KẾ HOẠCH``, ``THÔNG BÁO KẾT LUẬN``, ``K Ế  H O Ạ C H``, ``TH ÔNG TƯ``; else None.

    Only capitals count: running text names kinds all the time.
    """
    text = collapse(line).strip(" *#_:.,;|'\"`¬-")
    if not text.isupper() or len(text) > 40:
        return None
    if spaced := _BY_LETTERS.get(fold(text).replace(" ", "")):
        return spaced
    match = _TITLE.fullmatch(fold(text))
    return _BY_FOLD[match[1]] if match and not match[2].strip() else None


def kind_of_quiet_title(line: str) -> str | None:
    """The kind of a title without capitals, which old fonts lose: alone or with its issuer ("Quyết định của Bộ trưởng ...")."""
    kind, _, issuer = collapse(line).upper().partition(" CỦA ")
    return kind_of_title(kind) if len(issuer) < 60 and line[-1:].isalpha() else None
