"""Which documents a question means by the province that it names: "của tỉnh Thanh Hóa", "ở Đắk Lắk"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ingest.lookup import StoredDocument
from ingest.text import fold

_OF_PROVINCE = re.compile(r"(?<!\w)(?:tinh uy|thanh uy|tinh|thanh pho) (.+)$")
_LOCAL = (
    "so ",
    "ubnd",
    "uy ban nhan dan",
    "van phong ubnd",
    "van phong uy ban",
    "chu tich",
    "cong an tinh",
    "ban quan ly",
    "chi cuc",
)


def narrowed(ids: set[str], placed: Mapping[str, Sequence[tuple[int, int]]], is_named: bool) -> tuple[set[str], bool]:
    """The documents that come from the place named, where any does; all of that place where none is named otherwise."""
    if not placed or is_named:
        return ids, False
    return ids & placed.keys() or ids or set(placed), not ids


def find_placed(folded: str, documents: Sequence[StoredDocument]) -> dict[str, list[tuple[int, int]]]:
    """Documents whose province the question names, with the characters that name it ("của tỉnh Thanh Hóa")."""
    placed: dict[str, list[tuple[int, int]]] = {}
    for document in documents:
        province = _province(document)
        if province and (spans := [m.span() for m in _in_province(province).finditer(folded)]):
            placed[document.id] = spans
    return placed


def _province(document: StoredDocument) -> str:
    """Where it comes from, folded; nothing for a ministry's, whose Hà Nội is no province."""
    issuer = fold(document.identity.issuer.value) if document.identity.issuer else ""
    named = _OF_PROVINCE.search(issuer)
    if named:
        return named[1]
    is_local = issuer.startswith(_LOCAL) and document.identity.place is not None
    return fold(document.identity.place.value) if is_local and document.identity.place else ""


@lru_cache(maxsize=256)
def _in_province(province: str) -> re.Pattern[str]:
    words = r"(?:(?:cua|o|tai|tren dia ban|thuoc)\s+)?(?:(?:tinh|thanh pho|tp\.?)\s+)?"
    return re.compile(rf"(?<![\w/-]){words}{re.escape(province)}(?!\w)")
