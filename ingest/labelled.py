"""Plans that name who and when in lines of their own: "- Cơ quan chủ trì: Sở A. - Thời gian hoàn thành: Quý II/2026."

The labels belong to the paragraphs or items above them, or to the heading where nothing stands between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ingest.models import Block, BlockKind
from ingest.text import canonical

_LABEL = re.compile(
    r"(?:^|[.;(,] ?|[-–+] )(?:(?:các )?(?:cơ quan|đơn vị|sở|sở, ngành|tổ chức) )?"
    r"(?:(?P<lead>chủ trì(?: thực hiện| tham mưu| triển khai)?|chịu trách nhiệm(?: chính)?)|"
    r"(?P<coordinating>phối hợp(?: thực hiện)?)|"
    r"(?P<implementing>thực hiện)|(?P<deadline>(?:thời (?:gian|hạn)|tiến độ)[^:.;()]{0,30}|hoàn thành)|"
    r"(?P<result>(?:kết quả|sản phẩm)[^:.;()]{0,30}))\s*: ?"
)
_BEHIND = re.compile(  # "(Sở Nội vụ chủ trì; Trường Chính trị tỉnh phối hợp; hoàn thành trước 30/9/2026)"
    r"\((?P<lead>[^();:]{3,200}) chủ trì(?: thực hiện)?(?:[;,] (?:(?P<coordinating>[^();:]{3,200}) phối hợp(?: thực hiện)?))?"
    r"(?:[;,] (?P<deadline>[^();:]{3,80}))?\)\W*$"
)
_ROLES = ("lead", "coordinating", "deadline")
_IN_BRACKETS = re.compile(r"\((?:cơ quan |đơn vị )?chủ trì: ?[^()]+\)\W*$")  # a heading that says all at its end
_MOST = 12  # paragraphs above that one set of labels may govern


@dataclass(frozen=True, slots=True)
class Labelled:
    """A printed value: which field it fills, in which block, at [start, end) of the block's text."""

    name: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """The blocks that a set of labels governs; ``until`` is where the first one's own words end, None for the end."""

    targets: tuple[int, ...]
    values: tuple[Labelled, ...]
    until: int | None = None

    def value(self, name: str) -> Labelled | None:
        """The first value of a field."""
        return next((v for v in self.values if v.name == name), None)


def assignments(blocks: Sequence[Block]) -> tuple[Assignment, ...]:
    """The sets of labels of a zone that name who does something, in reading order."""
    found: list[Assignment] = []
    index = 0
    while index < len(blocks):
        values = _values(blocks, index)
        if not values:
            index += 1
            continue
        if values[0].start > 0 and not _is_label(blocks[index]):
            own = _own_end(blocks[index].text)
            found.append(Assignment((index,), values, own))
            index += 1
            continue
        first = index
        while index + 1 < len(blocks) and _is_label(blocks[index + 1]):
            index += 1
            values = (*values, *_values(blocks, index))
        found.append(Assignment(_targets(blocks, first), values))
        index += 1
    return tuple(a for a in found if a.targets and any(v.name in {"lead", "implementing"} for v in a.values))


def _is_label(block: Block) -> bool:
    return block.kind is not BlockKind.HEADING and _LABEL.match(canonical(block.text)) is not None


def _own_end(text: str) -> int:
    match = _BEHIND.search(canonical(text)) or _LABEL.search(canonical(text))
    return match.start() if match else len(text)


def _values(blocks: Sequence[Block], index: int) -> tuple[Labelled, ...]:
    block = blocks[index]
    if block.kind is BlockKind.ROW:
        return ()
    if behind := _BEHIND.search(canonical(block.text)):
        return tuple(Labelled(n, index, *behind.span(n)) for n in _ROLES if behind[n])
    if block.kind is BlockKind.HEADING and not _IN_BRACKETS.search(canonical(block.text)):
        return ()
    matches = list(_LABEL.finditer(canonical(block.text)))
    out = []
    for match, following in zip_longest(matches, matches[1:]):
        end = following.start() if following else len(block.text)
        words = block.text[match.end() : end]
        kept = len(words.rstrip(" .;,)-–+"))
        if match.lastgroup and kept:
            out.append(Labelled(match.lastgroup, index, match.end(), match.end() + kept))
    return tuple(out)


def _targets(blocks: Sequence[Block], first: int) -> tuple[int, ...]:
    """What stands above the labels under the same heading; the heading itself where nothing does."""
    path = blocks[first].section
    targets: list[int] = []
    for index in range(first - 1, max(-1, first - 1 - _MOST), -1):
        block = blocks[index]
        if block.kind is BlockKind.HEADING:
            return tuple(reversed(targets)) or (index,)
        if _is_label(block) or block.section not in (path, path[:-1]):
            break
        targets.append(index)
        if block.section != path:
            break  # the item the labels stand under
    return tuple(reversed(targets))
