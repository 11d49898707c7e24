"""The parts of an administrative document: head, body, recipients, signature, annexes (ND 30/2020, Phu luc I)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.annex_lines import AnnexLines, annex_starts, annexes
from ingest.columns import names_the_number
from ingest.kinds import kind_of_quiet_title, kind_of_title
from ingest.lines import Line
from ingest.signature import has_authority, signs
from ingest.text import fold

__all__ = ["AnnexLines", "Zones", "split"]

_RECIPIENTS = re.compile(r"noi nhan\b")
_ARCHIVE = re.compile(r"(?:^|[-–;]\s*)luu\b")
_GREETING = re.compile(r"kinh gui|.{0,80}\bdien\s*:$")
_OPENERS = re.compile(
    r"(?:(?:sang |chieu |trong |tu |vao )?(?:hai |cac )?ngay \d|thuc hien|trien khai|can cu|theo |xet |de |nham |"
    r"trong thoi gian|"
    r"qua |sau khi|tiep theo|tren co so|vua qua|hien nay|thoi gian qua|thoi gian gan day|uy ban nhan dan|ubnd|chu tich|"
    r"thu tuong|bo truong|kinh gui|nhan duoc|tai |i[.-] ?|1[.-] |phan |chuong |dieu 1|muc )"
)
_ANNOUNCES = re.compile(r"(?:yeu cau|de nghi|nhu sau|sau day|y kien)[^:]{0,60}:$")
_MARKER = re.compile(r"(?:[-+•*]|\d{1,2}(?:[.)]|-)|[a-zđ]\)|[ivx]+[.-])\s", re.IGNORECASE)
_MOTTO = ("cong hoa xa hoi chu nghia", "dang cong san viet nam")
_DECIDERS = re.compile(
    r"(?:(?:thu tuong )?chinh phu$|bo truong bo |chu tich (?:uy ban|ubnd)|uy ban nhan dan (?:tinh|thanh pho|xa|phuong|dac khu|huyen)|"
    r"hoi dong nhan dan (?:tinh|thanh pho|xa|phuong|dac khu|huyen)|quoc hoi$|giam doc so |tong giam doc |hieu truong |cuc truong )"
)
_OPEN_END = re.compile(r"(?:,| cua| va| cho| voi| do| boi| tai| thuoc| o| tren dia ban| giua)$")
_HEAD_LINES = 48  # with two columns apart
_TITLE_LINES = 14
_LIST_LINES = 40
_BLOCK_LINES = 4  # the lines below an authority are short


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


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines with their folded words, and where the head's landmarks stand."""

    lines: Sequence[Line]
    folded: Sequence[str]
    title: int | None
    greeting: int | None


def split(lines: Sequence[Line]) -> Zones:
    """Cut the lines into zones; a zone that the file does not have is empty."""
    page = _page(lines)
    start, title_end, greeting_end = _body_start(page)
    starts = annex_starts(lines, page.folded, start)
    end, recipients, signature = _tail(page, start, starts[0] if starts else len(lines))
    title, greeting = page.title, page.greeting
    return Zones(
        head=tuple(lines[: title if title is not None else (greeting if greeting is not None else start)]),
        title=tuple(lines[title:title_end]) if title is not None else (),
        addressees=tuple(lines[greeting:greeting_end]) if greeting is not None and greeting < start else (),
        body=tuple(lines[start:end]),
        recipients=recipients,
        signature=signature,
        annexes=annexes(lines, page.folded, starts),
    )


def _page(lines: Sequence[Line]) -> _Page:
    folded = [fold(line.text) for line in lines]
    greeting = next((i for i in range(min(_HEAD_LINES + 20, len(lines))) if _GREETING.match(folded[i])), None)
    reach = min(_HEAD_LINES, len(lines) if greeting is None else greeting)  # a title below "Kính gửi" is an annex's
    quiet = [i for i in range(reach) if _is_quiet_title(lines, folded, i)]
    named = [
        i for i in quiet if " cua " in folded[i]
    ]  # "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG ...": "QUYẾT ĐỊNH:" comes again below
    titles = [i for i in range(reach) if i in named or kind_of_title(lines[i].text)] or quiet
    title = next(iter(titles), None)
    return _Page(lines, folded, title, greeting)


def _is_quiet_title(lines: Sequence[Line], folded: Sequence[str], i: int) -> bool:
    """A title that lost its capitals in an old font: a kind alone on its line, or with its issuer, below motto or number."""
    below = any(text.startswith((*_MOTTO, "doc lap", "so:")) for text in folded[:i])
    return below and i + 1 < len(lines) and kind_of_quiet_title(lines[i].text) is not None


def _body_start(page: _Page) -> tuple[int, int, int]:
    """First line of the body, end of the title block, end of the greeting block."""
    title_end = _title_end(page, page.title) if page.title is not None else 0
    greeting = page.greeting
    if greeting is None or (page.title is not None and greeting > title_end + 3):
        return title_end or _first_opener(page.folded), title_end, 0
    end = greeting + 1
    listed = page.folded[greeting].rstrip().endswith(":")
    while end < min(len(page.lines), greeting + _LIST_LINES) and not _ends_greeting(page, end, listed):
        end += 1
    return end, title_end or greeting, end


def _ends_greeting(page: _Page, i: int, listed: bool) -> bool:
    text = page.lines[i].text
    if _MARKER.match(text + " "):
        return text[:1].isdigit() or text[:1].isupper()
    if _ANNOUNCES.search(page.folded[i]):
        return True
    begins = text[:1].isupper() and _ended(page.lines[i - 1])
    if _OPENERS.match(page.folded[i]) and not (listed and i == (page.greeting or 0) + 1):
        return text[:1].isupper()
    return begins and (not listed or i > (page.greeting or 0) + 1)


def _ended(line: Line) -> bool:
    return line.text.rstrip().endswith((".", ";", ":"))


def _title_end(page: _Page, title: int) -> int:
    end = title + 1
    while end < min(len(page.lines), title + _TITLE_LINES) and not _opens_table(page.folded[end]):
        if end == title + 1:
            if page.folded[end].startswith(("ngay ", "can cu ", "kinh gui")):
                break
        elif _ends_title(page, end) or _apart(page, end):
            break
        end += 1
    return end


def _apart(page: _Page, i: int) -> bool:
    """Whether a blank line parts it from a title whose own lines stand together, or it announces what follows."""
    line, before = page.lines[i], page.lines[i - 1]
    if not line.text[:1].isupper() or line.text.isupper():
        return False
    return (line.gap and not before.gap) or (line.text.endswith(":") and not before.text.endswith(","))


def _ends_title(page: _Page, i: int) -> bool:
    line, before = page.lines[i], page.lines[i - 1]
    if _MARKER.match(line.text + " "):
        return True
    starts = line.text[:1].isupper() or line.text[:1].isdigit()
    shouted = line.text.isupper() and before.text.isupper()
    if line.text.isupper() and (not before.text.isupper() or _decides(page, i)):
        return True  # "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", who decides
    return starts and not shouted and bool(_OPENERS.match(page.folded[i]) or _ended(before))


def _decides(page: _Page, i: int) -> bool:
    """Whether a line below a subject in capitals names the body or office that decides, and the subject is complete."""
    return bool(_DECIDERS.match(page.folded[i])) and not _OPEN_END.search(page.folded[i - 1])


def _first_opener(folded: Sequence[str]) -> int:
    return next((i for i, text in enumerate(folded[:_HEAD_LINES]) if _OPENERS.match(text) or _opens_table(text)), 0)


def _opens_table(folded: str) -> bool:
    """Whether a line begins the header of a table: a sheet of tasks has no sentence between its title and its rows."""
    return bool(names_the_number(folded.split()))


def _tail(page: _Page, start: int, stop: int) -> tuple[int, tuple[Line, ...], tuple[Line, ...]]:
    """End of the body, the recipients, the signature; in either order on the page."""
    lines, folded = page.lines, page.folded
    stop = _next_head(page, start, stop)
    first = next((i for i in range(start, stop) if _RECIPIENTS.match(folded[i]) and _is_list_head(lines[i])), None)
    shouts = [i for i in range(start, stop) if _signs(lines, folded, i)]
    end = _body_end(page, (start, stop), first, shouts)
    if first is None:
        return end, (), tuple(lines[end:stop])
    listed = set(_recipient_lines(page, first, stop, shouts))
    return end, tuple(lines[i] for i in sorted(listed)), tuple(lines[i] for i in range(end, stop) if i not in listed)


def _body_end(page: _Page, reach: tuple[int, int], first: int | None, shouts: Sequence[int]) -> int:
    start, stop = reach
    marks = [i for i in range(start, stop) if page.lines[i].text.rstrip(' *”"').endswith("./.")]
    after = marks[-1] if marks else start
    signed = next((s for s in shouts if s > after), None)
    return min([x for x in (first, signed) if x is not None], default=stop)


def _next_head(page: _Page, start: int, stop: int) -> int:
    """Where the head of an appendix (issuer, motto) begins below the signature, else ``stop``."""
    motto = next((i for i in range(start, stop) if page.folded[i].startswith(_MOTTO)), stop)
    while (
        motto < stop
        and motto > start
        and page.lines[motto - 1].text.isupper()
        and not _signs(page.lines, page.folded, motto - 1)
    ):
        motto -= 1
    return motto


def _is_list_head(line: Line) -> bool:
    return len(line.text) < 60 or ":" in line.text[:12]


def _recipient_lines(page: _Page, first: int, stop: int, shouts: Sequence[int]) -> list[int]:
    """From "Nơi nhận" to the archive line ("Lưu: ..."), without what the right column prints beside it."""
    archive = next((i for i in range(first, stop) if _ARCHIVE.search(page.folded[i])), None)
    if archive is None:
        archive = first
        while archive + 1 < stop and archive + 1 not in shouts and not page.lines[archive + 1].text.isupper():
            if not _MARKER.match(page.lines[archive + 1].text) and _ended(page.lines[archive]):
                break
            archive += 1
    listed = [i for i in range(first, archive + 1) if not page.lines[i].right and not _shouts(page.lines[i])]
    begins = next((i for i in shouts if i > first), stop)
    after = archive + 1
    goes_on = not page.lines[archive].text.endswith((".", ")", ";")) and begins == after + 1 < stop
    if goes_on and not page.lines[after].text.isupper() and not page.lines[after].right:
        listed.append(after)
    return listed


def _shouts(line: Line) -> bool:
    return line.text.isupper() and not _MARKER.match(line.text)


def _signs(lines: Sequence[Line], folded: Sequence[str], i: int) -> bool:
    if not signs(lines[i].text, folded[i]):
        return False
    return all(len(line.text) < 70 for line in lines[i : i + _BLOCK_LINES]) or has_authority(folded[i])
