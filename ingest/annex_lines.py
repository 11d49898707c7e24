"""Where the appendices of a document begin, and their first lines: label, title, the bracket "(Kèm theo ...)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest.kinds import kind_of_title
from ingest.lines import Line
from ingest.signature import signs

_LABEL = re.compile(
    r"(?:phu luc|phu bieu|bieu|mau so|danh muc)(?: (?:so )?([ivxlc]{1,6}|\d{1,2}|[a-h])(?:[.:]?))?\s*[.:]?"
)
_ATTACHED = re.compile(r"\(?\s*(?:ban hanh )?(?:kem theo|dinh kem)\b")
_SIGNED = re.compile(r"(?:noi nhan\s*:?|[-–]?\s*luu\s*:|(?:tm|kt|tl|tuq)\. )")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_NEAR = 6  # lines from a label to its bracket


@dataclass(frozen=True, slots=True)
class AnnexLines:
    """An appendix as printed: label, title lines, the bracket "(Kèm theo ...)", its content."""

    label: Line
    titles: tuple[Line, ...]
    attached: tuple[Line, ...]
    lines: tuple[Line, ...]


def annex_starts(lines: Sequence[Line], folded: Sequence[str], start: int) -> tuple[int, ...]:
    """Indices of the first line of every appendix after ``start``."""
    signed = next((i for i in range(start, len(lines)) if _SIGNED.match(folded[i])), len(lines))
    return tuple(i for i in range(start + 1, len(lines)) if _begins(lines, folded, i, i > signed))


def annexes(lines: Sequence[Line], folded: Sequence[str], starts: Sequence[int]) -> tuple[AnnexLines, ...]:
    """The appendices that begin at ``starts``; each runs to the next."""
    return tuple(
        _annex(lines, folded, begin, end) for begin, end in zip(starts, [*starts[1:], len(lines)], strict=False)
    )


def _begins(lines: Sequence[Line], folded: Sequence[str], i: int, after_signature: bool) -> bool:
    attached = any(_ATTACHED.match(folded[j]) for j in range(i + 1, min(i + _NEAR, len(lines))))
    if _LABEL.fullmatch(folded[i].strip()) and lines[i].text[:1].isupper() and not _LABEL.fullmatch(folded[i - 1]):
        following = lines[i + 1].text if i + 1 < len(lines) else ""
        return attached or following.isupper() or lines[i].text.isupper()
    if not after_signature or not lines[i].text.isupper() or _titles_another(lines, folded, i):
        return False
    if signs(lines[i].text, folded[i]):
        return False
    return bool(kind_of_title(lines[i].text)) or (attached and len(lines[i].text) > 12)


def _titles_another(lines: Sequence[Line], folded: Sequence[str], i: int) -> bool:
    """Whether a line in capitals is only a title below a label, or the second line of one."""
    above = range(max(0, i - 4), i)
    if any(_LABEL.fullmatch(folded[j].strip()) and lines[j].text[:1].isupper() for j in above):
        return True
    return any(kind_of_title(lines[j].text) for j in above) or (
        lines[i - 1].text.isupper() and not kind_of_title(lines[i].text)
    )


def _annex(lines: Sequence[Line], folded: Sequence[str], begin: int, end: int) -> AnnexLines:
    attached = next((j for j in range(begin + 1, min(begin + _NEAR + 2, end)) if _ATTACHED.match(folded[j])), None)
    if attached is None:
        titles = list(_title_lines(lines, begin, end))
        return AnnexLines(
            lines[begin], tuple(lines[j] for j in titles), (), tuple(lines[begin + 1 + len(titles) : end])
        )
    content = _bracket_end(lines, attached, end)
    return AnnexLines(
        lines[begin], tuple(lines[begin + 1 : attached]), tuple(lines[attached:content]), tuple(lines[content:end])
    )


def _title_lines(lines: Sequence[Line], begin: int, end: int) -> Iterator[int]:
    if kind_of_title(lines[begin].text) and begin + 1 < end and not lines[begin + 1].text.isupper():
        yield from range(begin + 1, begin + 2)  # "QUY CHẾ" and its subject
        return
    yield from takewhile(lambda j: lines[j].text.isupper(), range(begin + 1, min(begin + _NEAR, end)))


def _bracket_end(lines: Sequence[Line], attached: int, end: int) -> int:
    """The line after a bracket that may run over three lines."""
    content = attached + 1
    if "(" not in lines[attached].text:
        return content
    while content < min(end, attached + 3) and not any(line.text.endswith(")") for line in lines[attached:content]):
        content += 1
    return content


def annex_ordinal(label: str) -> int | None:
    """``Phụ lục II``, ``II`` or ``2`` -> 2; None for a name that is no number."""
    text = label.rsplit(maxsplit=1)[-1].strip(".:").lower() if label.strip() else ""
    if text.isdigit():
        return int(text)
    if not text or any(c not in _ROMAN for c in text):
        return None
    values = [_ROMAN[c] for c in text]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
