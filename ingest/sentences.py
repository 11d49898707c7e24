"""Sentences of Vietnamese running text (the only user of underthesea)."""

from __future__ import annotations

import re
import sys

# The package imports its optional pipelines eagerly; two of them pull in torch and transformers (about 10 s).
# A None entry makes their import fail, which the package itself expects and handles.
for _name in ("classification", "sentiment", "lang_detect", "dependency_parse", "translate"):
    sys.modules.setdefault(f"underthesea.pipeline.{_name}", None)  # type: ignore[arg-type]
for _name in ("agent", "address"):
    sys.modules.setdefault(f"underthesea.{_name}", None)  # type: ignore[arg-type]

from underthesea import sent_tokenize  # noqa: E402 - after the optional pipelines are turned off

_OPEN = re.compile(
    r"(?:^|[\s(])(?:(?:Điều|khoản|Khoản|điểm|mục|Mục|số)\s*\d{0,3}|TP|Tp|Q|P|TX|(?:(?:PGS|GS|ThS|TS|BS|KS)\.\s?)*(?:ThS|TS|GS|PGS|BS|KS)"
    r"|TM|KT|TL|TUQ|đ/c|v\.v)\.$"
)
_DAY = re.compile(r"\d\.$")  # "ngày 12. 3. 2026"
LONGEST = 20_000  # characters handed over at once; longer text is cut at spaces


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets [start, end) of the sentences of a cleaned text, in order; "Điều 5." opens one and ends none."""
    found: list[tuple[int, int]] = []
    position = 0
    for sentence in sent_tokenize(text[:LONGEST]):
        start = text.find(sentence, position)
        if start < 0:
            continue
        position = start + len(sentence)
        if found and _goes_on(text[found[-1][0] : found[-1][1]], sentence):
            found[-1] = (found[-1][0], position)
        else:
            found.append((start, position))
    if position < len(text.rstrip()):
        found.append((position + (len(text[position:]) - len(text[position:].lstrip())), len(text)))
    return tuple(found)


def _goes_on(before: str, after: str) -> bool:
    """Whether the full stop between two pieces belongs to an abbreviation, a number of a clause or a date."""
    return bool(_OPEN.search(before) or (_DAY.search(before) and after[:1].isdigit()))
