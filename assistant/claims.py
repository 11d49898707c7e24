"""What a model writes, as claims: whole sentences with the numbers they cite, each as soon as it is complete."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.sentences import sentences
from ingest.text import clean, nfc

_MARKER = re.compile(r"\[\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]")
_MARKERS_FIRST = re.compile(r"\s*(?:\[[\d\s,;]*\][\s.]*)+")
_STARTED = re.compile(r"\s*(?:\[[\d\s,;]*\][\s.]*)*[^\W_]")  # a sentence of which more than its markers has come
_BULLET = re.compile(r"\A\s*(?:[-*•+–]|\(?\d{1,2}[.)]|#{1,6})\s+(?=\S)")
_ENDS = (".", "!", "?", "…", "”", "]")
_LONGEST = 1_500  # characters without an end: no sentence


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence without its markers, as a reader would see it, and the numbers it cites, in order."""

    text: str
    cited: tuple[int, ...]


def read(pieces: Iterable[str]) -> Iterator[Claim]:
    """Claims in order; what is cut off without an end, by a break of the stream or by length, is none."""
    waiting = ""
    for piece in pieces:
        waiting += piece
        while "\n" in waiting:
            line, waiting = waiting.split("\n", 1)
            yield from _claims(_split(line))
        if len(waiting) > _LONGEST:
            return
        complete, waiting = _complete(waiting)
        yield from _claims(complete)
    if waiting.rstrip().endswith(_ENDS):
        yield from _claims(_split(waiting))


def _complete(text: str) -> tuple[list[str], str]:
    """Sentences that another one follows, and the rest."""
    split = _split(text)
    if len(split) < 2 or not _STARTED.match(split[-1]):
        return [], text
    return split[:-1], split[-1] + text[len(text.rstrip()) :]


def _split(text: str) -> list[str]:
    """Sentences with the markers that come after their full stop."""
    text = nfc(text)
    found: list[str] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        first = _MARKERS_FIRST.match(sentence)
        if found and first:
            found[-1] += f" {first.group().strip()}"
            sentence = sentence[first.end() :]
        if sentence.strip():
            found.append(sentence)
    return found


def _claims(found: Iterable[str]) -> Iterator[Claim]:
    for sentence in found:
        cited = tuple(int(n) for m in _MARKER.finditer(sentence) for n in re.findall(r"\d+", m[1]))
        text = clean(_BULLET.sub("", _MARKER.sub("", sentence))).replace("`", "")
        text = re.sub(r"\.{2,}$", ".", re.sub(r"\s+([.,;!?])", r"\1", text).strip())
        if re.search(r"\w", text) and text.count("(") == text.count(")"):
            yield Claim(text, tuple(dict.fromkeys(cited)))
