"""Printed numbers in a question: "nhiệm vụ 4 mục VI Phụ lục II", "điểm b khoản 4 Điều 5", "NV 19 và 20", "VI.4", "3.3"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.query import Place

_TASK = r"(?:nhiem vu|nhiem vu so|chi tieu|chi tieu so|viec so|dau viec|stt|task|tasks|target|row|(?<!hanh )(?<!hoat )dong|muc so|item)"
_NUMBERS = re.compile(
    rf"(?<!\w){_TASK}\s*(?:so|thu|no\.?)?\s*(\d{{1,3}}(?:\s*(?:,|;|va|and|&|den|-|\+)\s*(?:{_TASK}\s*)?(?:so\s*)?\d{{1,3}})*)(?![\w/%]|[.,]\d|-[a-z])"
)
_UNIT = r"%|(?:ty|trieu|nghin|dong|tan|ta|ha|km\d?|m\d?|kw|mw|ho|nguoi|tre|diem)(?!\w)"
_LABEL = re.compile(  # "II.105", "2.1"; three figures behind figures are a number: "2.870 tỷ đồng"
    rf"(?<![\w/.])(?!\d+\.\d{{3}}(?!\d))((?:[ivx]{{1,5}}|\d{{1,2}})(?:\.\d{{1,2}})?)\.(\d{{1,3}}b?)(?![\w/.]|\s*(?:{_UNIT}))"
)
_LETTER = re.compile(r"(?<![\w/.-])([A-HK])\.(\d{1,2})(?![\w/.])")  # a part and a row: "nhiệm vụ B.3"
_GROUP = re.compile(
    r"(?<!\w)(muc|phan|khoan|nhom|section|part|clause|chuong|chapter|dieu|article)\s+(?:so\s+)?([ivx]{1,5}(?:\.\d{1,2})?|\d{1,3}(?:\.\d{1,2})*)(?![\w/])"
)
_LETTERED = re.compile(r"(?<!\w)(?:Nhóm|nhóm|Phần|phần|Mục|mục) ([A-HK])(?=[\s.,:?]|$)")  # not I: it is Roman
_NAMED = {"chuong": "chuong", "chapter": "chuong", "dieu": "dieu", "article": "dieu"}  # labels that print their word
_POINT = re.compile(
    r"(?<!\w)(?:diem|point)\s+([a-z])(?=\W*$|[\s,]+(?:khoan|muc|dieu|cua|trong|tai|phan|cong van|thong bao|ke hoach|quyet dinh|of|in|clause|giao|noi|quy dinh)(?!\w))"
)
_POINT_D = re.compile(r"(?<!\w)(?:điểm|point)\s+đ(?!\w)", re.IGNORECASE)
_DASH = re.compile(
    r"(?<!\w)(?:gach(?: dau dong)?|dau dong|y|bullet|dash) (?:thu |so )?(\d{1,2}|nhat|dau|hai|ba|tu|nam)(?!\w)"
)
_ORDINALS = {"nhat": 1, "dau": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5}
_STAGE = re.compile(
    r"(?<!\w)(giai doan|dot|hop phan|cum|buoc)\s+(?:so |thu )?(\d{1,2}|[ivx]{1,4})(?![\w/-]|\s*[-–/.]\s*\d)"
)
_ANNEX = re.compile(r"(?<!\w)(?:phu luc|annex|appendix|pl)\s*(?:so\s*)?([ivx]{1,4}|\d{1,2})(?!\w|[./]\d)")


def read_place(folded: str, text: str) -> tuple[Place, tuple[tuple[int, int], ...]]:
    """The place a question points to and the characters that name it. ``folded`` has the length of ``text``."""
    stage = _STAGE.search(folded)
    annex, point, dash = _ANNEX.search(folded), _POINT.search(folded), _DASH.search(folded)
    groups = list(_GROUP.finditer(folded))
    bare = [m for m in groups if m[1] not in _NAMED]
    spared = folded if dash is None else folded[: dash.start()] + " " * len(dash.group()) + folded[dash.end() :]
    numbers, spans = _task_numbers(spared)
    labels = [] if numbers else _labels(text, folded, groups)
    lettered = _LETTERED.search(text) if not bare else None
    group = bare[0][2] if bare else labels[0][1] if labels else lettered[1] if lettered else None
    used = [m.span() for m in (annex, point, dash, lettered, stage, *groups, *labels) if m]
    place = Place(
        annex=annex[1].upper() if annex else None,
        group=group.upper() if group else None,
        numbers=numbers or tuple(dict.fromkeys(m[2] for m in labels if m[1] == labels[0][1])),
        point=("đ" if _POINT_D.search(text) else point[1]) if point else None,
        above=tuple(_label(m) for m in reversed(groups) if m is not (bare[0] if bare else None)),
        stage=f"{stage[1]} {stage[2]}" if stage else None,
        dash=(_ORDINALS.get(dash[1]) or int(dash[1])) if dash else None,
    )
    return place, (*used, *spans)


def _labels(text: str, folded: str, groups: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Labels of a group and a row ("II.4", "B.3"); the dotted number of a named section ("mục 2.3") is none."""
    free = [m for m in _LABEL.finditer(folded) if not any(g.start() <= m.start() < g.end() for g in groups)]
    return free or list(_LETTER.finditer(text))


def _label(match: re.Match[str]) -> str:
    """As ``find_section`` compares it: "dieu 5", "ii"."""
    word = _NAMED.get(match[1])
    return f"{word} {match[2]}" if word else match[2]


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
