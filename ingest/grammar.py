"""Text prepared for a grammar, with the way back to the offsets of the text as printed.

Grammars are written once, with diacritics. ``Grammar`` compiles them twice, and text without any diacritics
(a question typed on a plain keyboard) is read by the folded one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.models import Span
from ingest.text import canonical, fold, is_unaccented, nfc


@dataclass(frozen=True, slots=True)
class Printed:
    """``nfc`` and ``lower`` have one length; ``offsets`` maps their positions to the printed text, None when equal."""

    printed: str
    nfc: str
    lower: str  # canonical: lower case, old tone placement, plain hyphens
    plain: bool  # no diacritics anywhere
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> Span:
        """Offsets of the printed text for a slice of ``nfc`` or ``lower``."""
        return Span(start, end) if self.offsets is None else Span(self.offsets[start], self.offsets[end])

    def words(self, start: int, end: int) -> str:
        """The printed words of a slice."""
        span = self.span(start, end)
        return self.printed[span.start : span.end]


def prepare(text: str) -> Printed:
    """Prepare a text; in NFC, the usual case, offsets are the same."""
    if nfc(text) == text:
        return Printed(text, text, _lower(text), is_unaccented(text), None)
    pieces: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        piece = nfc(cluster)
        pieces.append(piece)
        offsets.extend(start + min(i, len(cluster) - 1) for i in range(len(piece)))
    composed = "".join(pieces)
    lower = "".join(map(_lower, pieces)) if len(_lower(composed)) != len(composed) else _lower(composed)
    return Printed(text, composed, lower, is_unaccented(composed), (*offsets, len(text)))


def _lower(text: str) -> str:
    """Canonical form with "quý" as it is written: the tone placement rule of "thuý" does not apply after q."""
    return canonical(text).replace("qúy", "quý")


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the combining marks that follow it."""
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not unicodedata.combining(text[i]):
            yield start, text[start:i]
            start = i


class Grammar:
    """A pattern in lower-case Vietnamese, and the same pattern folded."""

    def __init__(self, pattern: str) -> None:
        self._accented = re.compile(pattern)
        self._folded = re.compile("".join(fold(c) if ord(c) > 127 else c for c in pattern))

    def of(self, text: Printed) -> re.Pattern[str]:
        """The pattern for this text."""
        return self._folded if text.plain else self._accented
