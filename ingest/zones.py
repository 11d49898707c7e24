"""The parts of an administrative document: head, body, recipients, signature, annexes (ND 30/2020, Phu luc I)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest.kinds import kind_of_title
from ingest.lines import Line
from ingest.text import fold

_RECIPIENTS = re.compile(r"noi nhan\s*:?")
_ARCHIVE = re.compile(r"[-–]?\s*luu\s*:")
_ANNEX = re.compile(r"(?:phu luc|phu bieu|bieu|danh muc)(?: (?:so )?([ivxlc]{1,6}|\d{1,2}|[a-h])(?:[.:]?))?\s*[.:]?")
_ATTACHED = re.compile(r"\(?\s*(?:ban hanh )?(?:kem theo|dinh kem)\b")
_OPENERS = re.compile(
    r"(?:ngay \d|thuc hien|trien khai|can cu|theo |xet |de |nham |trong thoi gian|qua |sau khi|tiep theo|tren co so|vua qua|"
    r"hien nay|thoi gian qua|uy ban nhan dan|ubnd|chu tich|thu tuong|bo truong|kinh gui|nhan duoc|tai |i\. |1\. |phan |chuong |dieu 1|muc )"
)
_AUTHORITY = re.compile(r"(?:t\s?[/.]?\s?m|k\s?[/.]?\s?t|t\s?[/.]?\s?l|tuq|q)\s?[./]\s?\S")
_TITLES = re.compile(
    r"(?:pho )?(?:chu tich|giam doc|chanh van phong|bi thu|truong ban|cuc truong|truong phong|bo truong|thu truong|thu tuong"
    r"|tong giam doc|chi cuc truong|vien truong|hieu truong|chanh thanh tra|vu truong|tong cuc truong|truong ty|chanh an|chi huy truong)\b.*"
)
_MARKER = re.compile(r"(?:[-+•*]|\d{1,2}[.)]|[a-zđ]\)|[ivx]+\.)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AnnexLines:
    """An appendix as printed: label, title lines, the bracket "(Kèm theo ...)", its content."""

    label: Line
    titles: tuple[Line, ...]
    attached: tuple[Line, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Zones:
    """Lines of each part. ``title`` is the kind and subject inside the head; ``addressees`` is the Kính gửi block."""

    head: tuple[Line, ...]
    title: tuple[Line, ...]
    addressees: tuple[Line, ...]
    body: tuple[Line, ...]
    recipients: tuple[Line, ...]
    signature: tuple[Line, ...]
    annexes: tuple[AnnexLines, ...]


def split(lines: Sequence[Line]) -> Zones:
    """Cut the lines into zones; a zone that the file does not have is empty."""
    folded = [fold(line.text) for line in lines]
    title = next((i for i in range(min(40, len(lines))) if kind_of_title(lines[i].text)), None)
    greeting = next((i for i in range(min(60, len(lines))) if folded[i].startswith("kinh gui")), None)
    start, title_end, greeting_end = _body_start(lines, folded, title, greeting)
    first_annex = _first_annex(lines, folded, start)
    end, recipients, signature = _tail(lines, folded, start, first_annex)
    return Zones(
        head=tuple(lines[: title if title is not None else (greeting if greeting is not None else start)]),
        title=tuple(lines[title:title_end]) if title is not None else (),
        addressees=tuple(lines[greeting:greeting_end]) if greeting is not None and greeting < start else (),
        body=tuple(lines[start:end]),
        recipients=recipients,
        signature=signature,
        annexes=_annexes(lines, folded, first_annex),
    )


def _body_start(
    lines: Sequence[Line], folded: Sequence[str], title: int | None, greeting: int | None
) -> tuple[int, int, int]:
    """First line of the body, end of the title block, end of the greeting block."""
    title_end = 0
    if title is not None:
        title_end = _title_end(lines, folded, title)
    if greeting is None or (title is not None and greeting > title_end + 3):
        return title_end or _first_opener(folded), title_end, 0
    end = greeting + 1
    listed = folded[greeting].rstrip().endswith(":")
    while end < len(lines) and end < greeting + 30:
        dash = _MARKER.match(lines[end].text + " ") and not lines[end].text[:1].isdigit()
        if not dash and (_OPENERS.match(folded[end]) or (lines[end].text[:1].isupper() and not listed and _ended(lines[end - 1]))):
            break
        if not dash and listed and _ended(lines[end - 1]) and lines[end].text[:1].isupper() and end > greeting + 1:
            break
        end += 1
    return end, title_end or greeting, end


def _ended(line: Line) -> bool:
    return line.text.rstrip().endswith((".", ";", ":"))


def _title_end(lines: Sequence[Line], folded: Sequence[str], title: int) -> int:
    end = title + 1
    while end < len(lines) and end < title + 14:
        first = end == title + 1
        starts = lines[end].text[:1].isupper() or lines[end].text[:1].isdigit()
        shouted = lines[end].text.isupper() and lines[end - 1].text.isupper()
        if not first and starts and not shouted and (_OPENERS.match(folded[end]) or _ended(lines[end - 1])):
            break
        if not first and _MARKER.match(lines[end].text + " "):
            break
        if first and folded[end].startswith(("ngay ", "can cu ", "kinh gui")):
            break
        end += 1
    return end


def _first_opener(folded: Sequence[str]) -> int:
    return next((i for i, text in enumerate(folded[:40]) if _OPENERS.match(text)), 0)


def _first_annex(lines: Sequence[Line], folded: Sequence[str], start: int) -> int:
    for i in range(start + 1, len(lines)):
        if _is_annex(lines, folded, i):
            return i
    return len(lines)


def _is_annex(lines: Sequence[Line], folded: Sequence[str], i: int) -> bool:
    shape = _ANNEX.fullmatch(folded[i].strip())
    named = shape and lines[i].text[:1].isupper()
    attached = any(_ATTACHED.match(folded[j]) for j in range(i + 1, min(i + 6, len(lines))))
    if named:
        following = lines[i + 1].text if i + 1 < len(lines) else ""
        return attached or following.isupper() or lines[i].text.isupper()
    if any(_ANNEX.fullmatch(folded[j].strip()) and lines[j].text[:1].isupper() for j in range(max(0, i - 4), i)):
        return False
    shouted = lines[i].text.isupper() and len(lines[i].text) > 12
    return bool(shouted and attached and not (i and lines[i - 1].text.isupper()) and _signed_before(folded, i))


def _signed_before(folded: Sequence[str], i: int) -> bool:
    return any(_ARCHIVE.match(t) or _RECIPIENTS.match(t) for t in folded[:i])


def _tail(
    lines: Sequence[Line], folded: Sequence[str], start: int, stop: int
) -> tuple[int, tuple[Line, ...], tuple[Line, ...]]:
    """End of the body, the recipients, the signature; in either order on the page."""
    first = next((i for i in range(start, stop) if _RECIPIENTS.match(folded[i]) and len(folded[i]) < 60), None)
    shouts = [i for i in range(start, stop) if _signs(lines[i], folded[i])]
    marks = [i for i in range(start, stop) if lines[i].text.rstrip(" *”\"").endswith("./.")]
    if first is None and not shouts:
        return stop, (), ()
    end = min([x for x in (first, *(s for s in shouts[:1] if first is None or s > (marks[-1] if marks else start))) if x is not None])
    if first is None:
        return end, (), tuple(lines[end:stop])
    archive = next((i for i in range(first, stop) if _ARCHIVE.search(folded[i])), None)
    last = archive if archive is not None else first
    sign_start = next((i for i in shouts if i > first), stop)
    if sign_start > last:
        listed = [*range(first, last + 1), *_unfinished(lines, last, min(stop, sign_start))]
    else:
        listed = [i for i in range(first, last + 1) if not lines[i].text.isupper()]
    signature = [i for i in range(end, stop) if i not in set(listed)]
    return end, tuple(lines[i] for i in listed), tuple(lines[i] for i in signature)


def _unfinished(lines: Sequence[Line], last: int, stop: int) -> list[int]:
    if lines[last].text.endswith((".", ")", ";")):
        return []
    return [i for i in range(last + 1, stop) if not lines[i].text.isupper()][:1] if stop - last <= 2 else []


def _signs(line: Line, folded: str) -> bool:
    return line.text.isupper() and bool(_AUTHORITY.match(folded) or _TITLES.fullmatch(folded))


def _annexes(lines: Sequence[Line], folded: Sequence[str], first: int) -> tuple[AnnexLines, ...]:
    starts = [i for i in range(first, len(lines)) if _is_annex(lines, folded, i)]
    out: list[AnnexLines] = []
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        attached = next((j for j in range(begin + 1, min(begin + 8, end)) if _ATTACHED.match(folded[j])), None)
        if attached is None:
            titles = list(takewhile(lambda j: lines[j].text.isupper(), range(begin + 1, min(begin + 6, end))))
            content = begin + 1 + len(titles)
            bracket: list[int] = []
        else:
            titles = list(range(begin + 1, attached))
            content = attached + 1
            while content < end and content < attached + 3 and "(" in lines[attached].text and not any(
                lines[j].text.endswith(")") for j in range(attached, content)
            ):
                content += 1
            bracket = list(range(attached, content))
        out.append(AnnexLines(lines[begin], tuple(lines[j] for j in titles), tuple(lines[j] for j in bracket), tuple(lines[content:end])))
    return tuple(out)
