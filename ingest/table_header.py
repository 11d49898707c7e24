"""The header of a table in a text that has lost its cells: its column names, and its repeats on later pages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.column_names import known_role
from ingest.columns import names_a_table, names_the_number, roles
from ingest.labels import read_labels
from ingest.models import Column, Span, Spans
from ingest.table_lines import Line, Word

_LONGEST = 30  # lines of a header
_AWAITS = re.compile(r"(?<!hằng )(?<!hàng )(?<!mỗi )(?<!\w)(?:tháng|ngày|quý|số)$")
_LONGEST_PAGE = 3  # digits of a page number
_LONGEST_NAME = 14  # words of a column name
_UNKNOWN = 4.0  # cost of a name that the grammar does not know
_BARE = 2.5  # cost of one word or head noun as a whole name
_INSIDE = 1.5  # cost of a name that begins inside a line
_OVER_TIGHT = 3.0  # cost of a name that runs over the mark of a new cell
_LOWER = 3.0  # cost of a name that begins in lower case


@dataclass(frozen=True, slots=True)
class Header:
    """Column names in printed order; ``count`` lines from ``first`` hold them."""

    first: int
    count: int
    columns: tuple[tuple[Column, str], ...]
    words: tuple[str, ...]
    spans: Spans


def find_headers(lines: Sequence[Line]) -> Iterator[Header]:
    """Headers in order; a repeat of one is found again."""
    known: list[Header] = []
    i = 0
    while i < len(lines):
        header = _next_header(lines, i, known) if names_the_number(_words(lines[i : i + 3])) else None
        if header is not None:
            known.append(header)
            yield header
        i += header.count if header else 1


def _next_header(lines: Sequence[Line], first: int, known: Sequence[Header]) -> Header | None:
    """A repeat of a known header, which may stand amid a row, or a new one, which stands before the first row."""
    for header in reversed(known):
        count = _repeat_at(lines, first, header.words)
        if count:
            return replace(header, first=first, count=count)
    return _header_at(lines, first)


def _words(lines: Sequence[Line]) -> list[str]:
    return [w.text for line in lines for w in line.words]


def _header_at(lines: Sequence[Line], first: int) -> Header | None:
    """The header that opens with the number column's name on this line and ends before the first row or group."""
    taken = lines[first : first + _LONGEST]
    number = names_the_number(_words(taken[:3]))
    count = next((n for n in range(1, len(taken)) if _opens_rows(taken, n, number)), 0)
    if not count:
        return None
    words = [w for line in taken[:count] for w in line.words]
    starts, tight = _layout(taken[:count])
    names = _split_names(words, number, starts, tight)
    found = roles(names)
    if not names_a_table(found):
        return None
    count += _numbered_columns(taken[count:], len(names))
    kept = taken[:count]
    spans = (Span(kept[0].words[0].start, kept[-1].words[-1].end),)
    return Header(first, count, tuple(zip(found, names, strict=True)), tuple(_words(kept)), spans)


def _opens_rows(lines: Sequence[Line], n: int, number: int) -> bool:
    """Whether a line begins the table's first row or group: a number that can come first."""
    if sum(len(line.words) for line in lines[:n]) <= number:
        return False
    readings = read_labels(lines[n].words[0].text)
    return any(all(value == 1 for value in label.values) and label.style != "a" for label in readings)


def _layout(lines: Sequence[Line]) -> tuple[set[int], set[int]]:
    """Indices of the words that begin a line, and of those that follow the mark of a new cell."""
    begins = list(itertools.accumulate((len(line.words) for line in lines), initial=0))
    tight = {b for b, line in zip(begins, lines, strict=False) if line.tight}
    return set(begins), tight


def _split_names(words: Sequence[Word], number: int, starts: set[int], tight: set[int]) -> list[str]:
    """Column names, the number column's first: the division that the grammar of names likes best."""
    best: list[tuple[float, int]] = [(0.0, number)] + [(float("inf"), 0)] * (len(words) - number)
    for end in range(number + 1, len(words) + 1):
        for begin in range(max(number, end - _LONGEST_NAME), end):
            cost = best[begin - number][0] + _name_cost(words, begin, end, starts, tight)
            if cost < best[end - number][0]:
                best[end - number] = (cost, begin)
    names: list[str] = []
    end = len(words)
    while end > number:
        begin = best[end - number][1]
        names.append(" ".join(w.text for w in words[begin:end]))
        end = begin
    return [" ".join(w.text for w in words[:number]), *reversed(names)]


def _name_cost(words: Sequence[Word], begin: int, end: int, starts: set[int], tight: set[int]) -> float:
    name = " ".join(w.text for w in words[begin:end])
    role = known_role(name)
    cost = 1.0 if role else _UNKNOWN + 0.5 * (end - begin)
    cost += 0.0 if begin in starts else _INSIDE
    cost += _OVER_TIGHT * sum(begin < t < end for t in tight)
    cost += _LOWER if name[0].islower() else 0.0
    bare = end - begin == 1 or (role is Column.IMPLEMENTING and known_role(f"{name} chủ trì") is None)
    return cost + (_BARE if bare or name.casefold() in ("cơ quan", "đơn vị") else 0.0)


def _numbered_columns(lines: Sequence[Line], columns: int) -> int:
    """How many lines below the names only number the columns: "(1) (2) (3)"."""
    found: list[str] = []
    for n, line in enumerate(lines[:columns], 1):
        found += [w.text.strip("()") for w in line.words]
        if found == [str(i) for i in range(1, columns + 1)]:
            return n
    return 0


def without_repeats(lines: Sequence[Line], header: Header) -> tuple[Line, ...]:
    """Lines without the header's exact repeats and the page number beside each; what follows one begins a page."""
    kept: list[Line] = []
    i, turned = 0, False
    while i < len(lines):
        count = _repeat_at(lines, i, header.words)
        if count:
            if kept and not turned and _is_page_number(kept[-1]) and not _awaits_number(kept[:-1]):
                kept.pop()
            i, turned = i + count, True
            continue
        line = lines[i]
        kept.append(replace(line, tight=False, page=True) if turned else line)
        i, turned = i + 1, False
    return tuple(kept)


def _repeat_at(lines: Sequence[Line], first: int, words: Sequence[str]) -> int:
    """How many lines print exactly these words from a line on; 0 when they do not."""
    found: list[str] = []
    for n, line in enumerate(lines[first : first + _LONGEST], 1):
        found += [w.text for w in line.words]
        if found != list(words[: len(found)]):
            return 0
        if len(found) == len(words):
            return n
    return 0


def _is_page_number(line: Line) -> bool:
    number = line.words[0].text.strip("-–")
    return len(line.words) == 1 and number.isdigit() and len(number) <= _LONGEST_PAGE


def _awaits_number(lines: Sequence[Line]) -> bool:
    """Whether the last words need a number to be whole ("Tháng", "trước ngày"; not "hằng tháng")."""
    return bool(lines) and _AWAITS.search(lines[-1].text.casefold()) is not None
