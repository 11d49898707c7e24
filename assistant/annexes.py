"""Annexes that a question names: by ordinal, or by words and dates of their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.furniture import stop_words
from assistant.query import Place
from ingest.annex_lines import annex_ordinal
from ingest.calendar_parts import DateUnit
from ingest.dates import find_dates
from ingest.lookup import StoredDocument
from ingest.text import folded_words

_TOKEN = re.compile(r"\w+(?:[./-]\w+)*")


def find_annexes(
    text: str, folded: str, documents: Sequence[StoredDocument], place: Place
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[int, int], ...]]:
    """Annexes named by ordinal or by words and dates of their title."""
    where = re.search(r"(?<!\w)(?:phu luc|annex|appendix|bang|danh muc)(?!\w)", folded)
    if where is None:
        return (), ()
    if place.annex is not None:
        wanted = annex_ordinal(place.annex)
        return tuple((d.id, a.label) for d in documents for a in d.annexes if _ordinal(a.label) == wanted), ()
    scored: list[tuple[float, tuple[str, str], tuple[tuple[int, int], ...]]] = []
    dates = find_dates(text)
    for document in documents:
        for annex in document.annexes:
            titled = find_dates(annex.title)
            same = [d for d in dates if any((d.first, d.last) == (t.first, t.last) or _same_part(d, t) for t in titled)]
            words = set(folded_words(annex.title)) - stop_words()
            shared = sum(w.group() in words for w in _TOKEN.finditer(folded, where.end(), where.end() + 80))
            score = 2.0 * len(same) + 0.5 * shared
            if score >= 2:
                scored.append((score, (document.id, annex.label), tuple((d.span.start, d.span.end) for d in same)))
    best = max((s for s, _, _ in scored), default=0.0)
    kept = [x for x in scored if x[0] >= 0.7 * best]
    return tuple(a for _, a, _ in kept), tuple(w for _, _, words in kept for w in words)


def _same_part(asked: object, titled: object) -> bool:
    """ "Quý II" asked, "Quý II năm 2026" titled."""
    first, second = getattr(asked, "first", None), getattr(titled, "first", None)
    if first is None or second is None:
        return False
    return bool(
        first.year is None and (first.unit, first.part) == (second.unit, second.part) and first.unit is not DateUnit.DAY
    )


def _ordinal(label: str) -> int | None:
    return annex_ordinal(label) if " " in label else None
