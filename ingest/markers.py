"""Printed numbers and dashes that open an item, and the depth they stand for (Nghi dinh 30/2020, Phu luc I)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from ingest.text import LOWER

_MARKERS = (
    re.compile(r"((?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:[IVXL]+|\d{1,2}|[Tt]hứ \w+|THỨ \w+)(?=$|[\s.:])[.:]?)\s*(.*)"),
    re.compile(r"((?=[IVXL])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?:[.)/]|\s?[-–](?=\s)))\s+(\S.*)"),
    re.compile(r"((?:Điều|ĐIỀU)\s+\d{1,3}[.:]?)\s*(.*)"),
    re.compile(rf"(\d{{1,2}}[.)]|\d{{1,2}}/|\d{{1,2}}\s?[-–](?=\s+[^\W\d_{LOWER}]))\s+(\S.*)"),
    re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3}[.)/-]?)\s+(\S.*)"),
    re.compile(r"([a-zđ]\)|[a-zđ][./](?=\s))\s*(\S.*)"),
    re.compile(r"([-–—•*▪✓])\s*(\S.*)"),
    re.compile(r"([+o])\s+(\S.*)"),
)
_PATH_LABEL = re.compile(r"((?:Điều )?[IVXL]+|(?:Điều )?\d[\d.]*|[a-zđ])\s?[-–.)/:]\s+")
_UNNUMBERED = "-–—•*+o▪✓"


class Level(IntEnum):
    """Depth of a printed marker; higher is deeper."""

    PART = 0
    ROMAN = 1
    ARTICLE = 2
    ARABIC = 3
    DECIMAL = 4
    LETTER = 5
    DASH = 6
    PLUS = 7
    NONE = 9


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as printed ("2.1.", "a)", "-"), its depth, and where the words after it begin."""

    text: str
    level: Level
    end: int


def marker_of(text: str) -> Marker | None:
    """The printed marker a line begins with, or None."""
    for level, pattern in zip(Level, _MARKERS, strict=False):
        match = pattern.match(text)
        if match and match[2]:
            return Marker(match[1], level, match.start(2))
        if match and level in (Level.PART, Level.ARTICLE):
            return Marker(match[1], level, len(match[1]))
    return None


def label(marker: str | None) -> str | None:
    """A marker without its punctuation: ``a)`` -> ``a``, ``17.`` -> ``17``; None for dashes."""
    if marker is None or marker in _UNNUMBERED:
        return None
    return marker.strip(" .):/-–") or None


def title_label(title: str) -> str | None:
    """The number a heading is printed with: ``2.1. Giao Sở Y tế`` -> ``2.1``; None where it has none."""
    match = _PATH_LABEL.match(title)
    return match[1].rstrip(".") if match else None


def without_label(title: str) -> str:
    """A heading without its number."""
    match = _PATH_LABEL.match(title)
    return title[match.end() :] if match else title
