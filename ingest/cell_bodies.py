"""The bodies of a table cell whose column says that it names bodies: also those that no grammar of names knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.agencies import Mention
from ingest.agency_grammar import STOP
from ingest.agency_names import Kind
from ingest.binding import Setting
from ingest.text import canonical, nfc

_SEPARATOR = re.compile(r"[;\n]|,\s+(?=[^\W\d_])|\s+và\s+(?=các\s)")
_EDGES = " \t\n,;.:+-–•*"
_NO_BODY = re.compile(
    r"(?:theo|không|có|như|xem|tùy|khi|sau|trước|trong|nt|nêu|đã|chưa|và|là|có liên quan|liên quan)(?!\w)"
)
_GROUP = re.compile(r"(?:các|những|toàn thể|mọi|cộng đồng|hộ|người) ")
_PERSONS = re.compile(r"(?:lãnh đạo|đại diện|đồng chí|đ/c|ông|bà|cán bộ|công chức|thành viên|cơ quan|đơn vị)(?!\w)")
_NAMED = re.compile(r"[^\W\d_]{2}")
_COMMUNE = re.compile(r" (?:xã|phường|đặc khu)$")
_LONGEST = 12  # words of a body that no grammar knows
_LONGEST_HEAD = 3  # words before a name that belong to it ("Chi nhánh", "Bưu điện")


def cell_bodies(words: str, at: Setting) -> tuple[str, ...]:
    """Canonical names in order; a piece between separators that holds no known body stands as it is printed."""
    text = nfc(words)
    mentions = at.agencies.read_list(text, at.home)
    names: list[str] = []
    position = 0
    for start, end in _pieces(text, mentions):
        inside = [m for m in mentions if start <= m.start < end]
        names += [_whole(text, start, m, first=m is inside[0]) for m in inside]
        piece = text[start:end].strip(_EDGES)
        if not inside and _is_name(piece, alone=position == 0 or text[start - 1 : start] in (";", "\n")):
            names.append(_at_home(" ".join(piece.split()), at.home))
        position = end
    return tuple(dict.fromkeys(names))


def _pieces(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """What stands between separators that are no part of a name."""
    start = 0
    for separator in _SEPARATOR.finditer(text):
        if any(m.start < separator.end() and separator.start() < m.end for m in mentions):
            continue
        if separator.group()[0] == "," and not _begins_name(text, separator.end(), mentions):
            continue
        yield start, separator.start()
        start = separator.start() + 1
    yield start, len(text)


def _begins_name(text: str, position: int, mentions: Sequence[Mention]) -> bool:
    lowered = canonical(text[position : position + 20])
    return text[position].isupper() or _GROUP.match(lowered) is not None or any(m.start == position for m in mentions)


def _whole(text: str, start: int, mention: Mention, *, first: bool) -> str:
    """ "Bưu điện trung tâm X": of a body that only its second noun makes known the words before it are the name's."""
    before = text[start : mention.start].strip(_EDGES)
    joins = first and mention.kind is Kind.UNKNOWN and before and len(before.split()) <= _LONGEST_HEAD
    if (
        not joins
        or not before[0].isupper()
        or _PERSONS.match(canonical(before))
        or before != text[start : mention.start].strip()
    ):
        return mention.name
    return " ".join(text[start : mention.end].split())


def _is_name(piece: str, *, alone: bool) -> bool:
    lowered = canonical(piece)
    if not _NAMED.search(piece) or len(piece.split()) > _LONGEST or _NO_BODY.match(lowered) or piece[0].isdigit():
        return False
    if any(piece[verb.start()].islower() for verb in STOP.finditer(lowered)):
        return False
    return alone or piece[0].isupper() or _GROUP.match(lowered) is not None


def _at_home(name: str, home: str | None) -> str:
    """ "Hội Nông dân xã" of a commune's own document is that commune's."""
    if home is None or not _COMMUNE.search(canonical(name)):
        return name[0].upper() + name[1:]
    return _COMMUNE.sub("", name[0].upper() + name[1:]) + " " + home
