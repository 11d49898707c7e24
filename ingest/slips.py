"""Slips of recognition that the grammar of documents puts right: names, quarters, list markers, row numbers.

Only words that were recognised are read so, never a file's own letters. What is meant has the length of what was
recognised, so offsets stay those of the source, whose text keeps the words as they were recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.agencies import Agencies
from ingest.misread_names import MisreadNames
from ingest.models import Grid, Source, Span, Spans
from ingest.text import nfc

_ROMANS = {"1": "I", "l": "I", "I": "I", "i": "I", "|": "I", "!": "I", "T": "I", "V": "V", "v": "V"}
_QUARTERS = ("I", "II", "III", "IV")
_QUARTER = re.compile(r"\b([Qq][uU])([ýÝyYỳỷỹỵ])(\s+)([1lIiTVv|!]{1,3})(?=\s*(/|năm)\s*\d{4}|[\s.,;)]|$)")
_MARKER = re.compile(r"^[ \t]*(\S)\)(?=\s)", re.MULTILINE)
_ALPHABETS = ("abcdđeghiklmnopqrstuvxy", "abcdđefghijklmnopqrstuvxyz", "abcdefghijklmnopqrstuvwxyz")
_LETTERS = frozenset("".join(_ALPHABETS))
_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_NUMBERED = re.compile(r"(\w{1,3})([.,:;)'’]?)")


@dataclass(frozen=True, slots=True)
class Slip:
    """Recognised characters and what they must mean, of the same length."""

    span: Span
    meant: str


def slips(source: Source, agencies: Agencies) -> tuple[Slip, ...]:
    """What was misread, in the order of the text."""
    if not source.places.hold_recognised:
        return ()
    text, recognised = source.text, _recognised(source)
    found = [*_quarters(text), *_markers(text), *_row_numbers(source), *_names(text, agencies)]
    kept = (slip for slip in found if all(recognised[slip.span.start : slip.span.end]))
    return tuple(sorted(set(kept), key=lambda slip: slip.span))


def as_meant(source: Source, found: Sequence[Slip]) -> Source:
    """The source as it is to be understood; every offset stays."""
    pieces, position = list[str](), 0
    for slip in found:
        pieces += [source.text[position : slip.span.start], slip.meant]
        position = slip.span.end
    return replace(source, text="".join([*pieces, source.text[position:]]))


def within(found: Sequence[Slip], spans: Spans) -> tuple[Slip, ...]:
    """The slips that lie in some spans."""
    return tuple(slip for slip in found if any(s.start <= slip.span.start and slip.span.end <= s.end for s in spans))


def words_around(text: str, slip: Slip) -> tuple[str, str]:
    """The whole word that slipped, as recognised and as meant."""
    start = max((m.end() for m in re.finditer(r"\s", text[: slip.span.start])), default=0)
    after = re.search(r"\s|$", text[slip.span.end :])
    end = slip.span.end + (after.start() if after else 0)
    return text[start:end], text[start : slip.span.start] + slip.meant + text[slip.span.end : end]


def _recognised(source: Source) -> bytearray:
    """One byte a character, not zero where it was recognised."""
    mask = bytearray(len(source.text))
    for place in source.places:
        if place.confidence is not None:
            mask[place.start : place.end] = b"\1" * (place.end - place.start)
    return mask


def _names(text: str, agencies: Agencies) -> Iterator[Slip]:
    if len(nfc(text)) != len(text):
        return  # offsets would shift
    for start, word in MisreadNames(agencies.directory).find(nfc(text)):
        end = start + len(word)
        cased = (new.upper() if old.isupper() else new for old, new in zip(text[start:end], word, strict=True))
        yield Slip(Span(start, end), "".join(cased))


def _quarters(text: str) -> Iterator[Slip]:
    """``Quý 11/2026`` is the second quarter: there is no eleventh; a "Quy" without accent only before a year."""
    for match in _QUARTER.finditer(text):
        numeral = "".join(_ROMANS[sign] for sign in match[4])
        if numeral not in _QUARTERS or (match[2] not in "ýÝ" and not match[5]):
            continue
        if match[4] not in ("1", numeral):
            yield Slip(Span(*match.span(4)), numeral)
        if match[2] not in "ýÝ":
            yield Slip(Span(*match.span(2)), "Ý" if match[2].isupper() else "ý")


def _markers(text: str) -> Iterator[Slip]:
    """A sign before a bracket that is no letter of a list, where its neighbours leave room for one letter."""
    printed = list(_MARKER.finditer(text))
    for i, match in enumerate(printed):
        if match[1] in _LETTERS:
            continue
        before = next((m[1] for m in reversed(printed[:i]) if m[1] in _LETTERS), "")
        after = next((m[1] for m in printed[i + 1 :] if m[1] in _LETTERS), "")
        letter = _between(before, after)
        if letter and not (match[1].isdigit() and after in ("", "a", "b")) and match[1].lower() in (letter, match[1]):
            yield Slip(Span(*match.span(1)), letter)


def _between(before: str, after: str) -> str:
    """The one letter that a list has between two others; ``after`` is none or "a" where the list ends."""
    if after == "b":
        return "a" if before != "a" else ""
    fitting = set[str]()
    for alphabet in _ALPHABETS:
        at = alphabet.find(before) if before else -1
        letter = alphabet[at + 1 : at + 2] if at >= 0 else ""
        if after in ("", "a") or alphabet[at + 2 : at + 3] == after:
            fitting.add(letter)
    fitting.discard("")
    return fitting.pop() if len(fitting) == 1 else ""


def _row_numbers(source: Source) -> Iterator[Slip]:
    for grid in source.grids:
        yield from _numbers_of(source.text, grid)


def _numbers_of(text: str, grid: Grid) -> Iterator[Slip]:
    """Numbers in the first column: a stop that was taken for a comma; letters where the rows around demand a figure."""
    cells = [row[0][0] for row in grid.rows if row and len(row[0]) == 1]
    words = [_NUMBERED.fullmatch(text, cell.start, cell.end) for cell in cells]
    whole = [int(m[1]) if m and m[1].isdecimal() else None for m in words]
    for i, (cell, match) in enumerate(zip(cells, words, strict=True)):
        if match is None:
            continue
        if whole[i] is None and (number := _demanded(whole, i)) and len(number) == len(match[1]):
            yield Slip(Span(cell.start, cell.start + len(number)), number)
        if match[2] in {",", ":", ";", "'", "’"} and (whole[i] is not None):
            yield Slip(Span(cell.end - 1, cell.end), ".")


def _demanded(numbers: Sequence[int | None], at: int) -> str:
    """The number between those of the rows before and after, where they are two apart."""
    before, after = numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None
    return str(before + 1) if before is not None and after == before + 2 else ""
