"""Printed numbers in a question: "nhiệm vụ 4 mục VI Phụ lục II", "điểm b khoản 4", "NV 19 và 20", "VI.4"."""

from __future__ import annotations

import re

from assistant.query import Place

_TASK = r"(?:nhiem vu|nhiem vu so|chi tieu|chi tieu so|viec so|dau viec|stt|task|tasks|target|row|dong|muc so|item)"
_NUMBERS = re.compile(
    rf"(?<!\w){_TASK}\s*(?:so|thu|no\.?)?\s*(\d{{1,3}}(?:\s*(?:,|;|va|and|&|den|-|\+)\s*(?:{_TASK}\s*)?(?:so\s*)?\d{{1,3}})*)(?![\w/%]|[.,]\d)"
)
_LABEL = re.compile(r"(?<![\w/.])((?:[ivx]{1,5}|\d{1,2})(?:\.\d{1,2})?)\.(\d{1,3}b?)(?![\w/.])")
_ROMAN_TASK = re.compile(rf"(?<!\w){_TASK}\s*([ivx]{{1,5}})\.(\d{{1,2}})(?:\.(\d{{1,3}}))?(?!\w)")
_GROUP = re.compile(
    r"(?<!\w)(?:muc|phan|khoan|nhom|section|part)\s+(?:so\s+)?([ivx]{1,5}(?:\.\d{1,2})?|\d{1,2}(?:\.\d{1,2})*)(?![\w/])"
)
_POINT = re.compile(
    r"(?<!\w)(?:diem|point)\s+([a-z])(?=\W*$|[\s,]+(?:khoan|muc|dieu|cua|trong|tai|phan|cong van|thong bao|ke hoach|quyet dinh|of|in)(?!\w))"
)
_POINT_D = re.compile(r"(?<!\w)(?:điểm|point)\s+đ(?!\w)", re.IGNORECASE)
_ANNEX = re.compile(r"(?<!\w)(?:phu luc|annex|appendix|pl)\s*(?:so\s*)?([ivx]{1,4}|\d{1,2})(?!\w|[./]\d)")


def read_place(folded: str, text: str) -> tuple[Place, tuple[tuple[int, int], ...]]:
    """The place a question points to and the characters that name it. ``folded`` has the length of ``text``."""
    annex, group, point = _ANNEX.search(folded), _GROUP.search(folded), _POINT.search(folded)
    numbers, spans = _task_numbers(folded)
    label = None if numbers else _LABEL.search(folded)
    letter = ("đ" if _POINT_D.search(text) else point[1]) if point else None
    used = [m.span() for m in (annex, group, point, label) if m]
    place = Place(
        annex=annex[1].upper() if annex else None,
        group=(group[1] if group else label[1] if label else None),
        numbers=numbers or ((label[2],) if label else ()),
        point=letter,
    )
    if place.group:
        place = Place(
            place.annex,
            place.group.upper() if not place.group[0].isdigit() else place.group,
            place.numbers,
            place.point,
        )
    return place, (*used, *spans)


def _task_numbers(folded: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    numbers: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _NUMBERS.finditer(folded):
        spans.append(match.span())
        listed = re.sub(r"[a-z ]+", lambda m: {"den": "-"}.get(m.group().strip(), " "), match[1])
        for part in re.finditer(r"(\d+)\s*-\s*(\d+)|(\d+)", listed):
            if part[3]:
                numbers.append(str(int(part[3])))
            elif 0 <= int(part[2]) - int(part[1]) <= 60:
                numbers.extend(str(n) for n in range(int(part[1]), int(part[2]) + 1))
    return tuple(dict.fromkeys(numbers)), spans
