"""Whether facts stand in the cited words in the relation that a sentence states.

Who leads and who only coordinates, which day a document is of and which day is a deadline, whose figure it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.evidence import Quote
from ingest.agencies import Agencies, Mention
from ingest.dates import PrintedDate, find_dates
from ingest.models import Role, Task
from ingest.signs import find_signs, normalise
from ingest.text import canonical, fold, nfc

Duty = tuple[str, Role]
"""A body and what it does."""

_CUE = re.compile(
    r"(?<!\w)(?:(?P<chu_tri>chu tri|dau moi)|(?P<phoi_hop>phoi hop)|(?P<tham_muu>tham muu)|(?P<thuc_hien>thuc hien|trien khai))(?!\w)"
)
_JOINT = re.compile(r"[\s,;()]*(?:(?:va|cung|voi|hoac|&|cac|nhung)[\s,;]*)*\Z")
_BEFORE_CUE = re.compile(
    r"[\s,;()]*(?:(?:duoc|giao|se|la|co quan|don vi|co trach nhiem|chiu trach nhiem|trach nhiem|phai|can|lam|nhiem vu|truc tiep)[\s,]*)*\Z"
)
_AFTER_CUE = re.compile(
    r"[\s(]*(?:(?:chinh|thuc hien)\s+)?(?P<link>la|gom|boi|cua|voi|cung voi|cung|:)[\s:]*(?:(?:cac|la|gom)\s+)*\Z"
)
_LABEL = re.compile(r"(?:co quan|don vi)\s+\Z")  # "cơ quan phối hợp: B" says nothing of the body before it
_LABEL_ENDS = re.compile(r"\s*:")
_TOGETHER = re.compile(r"[\s,()]*(?:(?:va|cung|voi|hoac|&|cac|nhung|chu tri|phoi hop)[\s,]*)*\Z")
_TO_SIGN = re.compile(r"[\s,(]*(?:ngay\s*)?\Z")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s?%?")
_UNIT = re.compile(r"\s*(\w+)")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a sentence is held against: the words of a place and the rows of the register that stand in it."""

    words: str
    rows: tuple[Task, ...] = ()


def relations_stand(claim: str, cited: Cited, agencies: Agencies) -> bool:
    """Whether every relation that an NFC sentence states is one of its evidence."""
    return (
        _duties_stand(claim, cited, agencies)
        and _days(claim) <= _days(cited.words)
        and _owners_stand(claim, cited, agencies)
    )


def duties(text: str, agencies: Agencies) -> frozenset[Duty]:
    """Who does what, where the words say so: "A chủ trì, phối hợp với B", "Cơ quan phối hợp: B; C"."""
    text = nfc(text)
    folded = fold(text)
    bodies = agencies.find(text)
    found: set[Duty] = set()
    for cue in _CUE.finditer(folded):
        role = Role(cue.lastgroup or "")
        objects, link = _after(folded, cue.end(), bodies)
        if role in (Role.LEAD, Role.COORDINATE):
            found.update((m.name, role) for m in objects)
        if _LABEL_ENDS.match(folded, cue.end()) and _LABEL.search(folded, 0, cue.start()):
            continue
        if role is not Role.COORDINATE or link not in ("voi", "cung voi", "cung"):
            found.update((m.name, role) for m in _before(folded, cue.start(), bodies))
    return frozenset(found)


def figures_at(text: str) -> tuple[tuple[str, int], ...]:
    """Plain numbers and percentages of an NFC text, each with where it begins; none of signs and dates."""
    masked = list(text)
    spans = [*(s.span for s in find_signs(text)), *(d.span for d in find_dates(text))]
    for span in spans:
        masked[span.start : span.end] = " " * (span.end - span.start)
    plain = canonical("".join(masked))
    return tuple((re.sub(r"\s", "", m.group()).lstrip("0") or "0", m.start()) for m in _FIGURE.finditer(plain))


def rows_in(quote: Quote, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The rows of the register that stand in a quoted place."""
    return tuple(
        t
        for t in tasks
        if t.document_id == quote.document_id
        and any(r.start < s.end and s.start < r.end for r in t.row for s in quote.spans)
    )


def row_duties(task: Task) -> Iterator[Duty]:
    """Who does what in a task; who leads carries it out too."""
    for name in task.lead:
        yield name, task.role
        if task.role is Role.LEAD:
            yield name, Role.IMPLEMENT
    yield from ((name, Role.COORDINATE) for name in task.coordinating)
    yield from ((name, Role.IMPLEMENT) for name in task.implementing)


def _before(folded: str, position: int, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """The list of bodies that ends at a verb."""
    gap = _BEFORE_CUE
    for mention in reversed([m for m in bodies if m.end <= position]):
        if not gap.match(folded, mention.end, position):
            return
        yield mention
        position, gap = mention.start, _JOINT


def _after(folded: str, position: int, bodies: Sequence[Mention]) -> tuple[list[Mention], str]:
    """The list of bodies that begins after a verb, and the word that links them."""
    listed: list[Mention] = []
    link = ""
    for mention in (m for m in bodies if m.start >= position):
        if not listed:
            linked = _AFTER_CUE.match(folded, position, mention.start)
            if linked is None:
                break
            link = linked["link"]
        elif not _JOINT.match(folded, position, mention.start):
            break
        listed.append(mention)
        position = mention.end
    return listed, link


def _duties_stand(claim: str, cited: Cited, agencies: Agencies) -> bool:
    said = duties(claim, agencies)
    held = duties(cited.words, agencies) | {duty for task in cited.rows for duty in row_duties(task)}
    if not said <= held:
        return False
    verbatim = fold(claim).strip(" .") in fold(cited.words)
    named = {m.name for m in agencies.find(claim)}
    states = bool(re.search(r"(?<!\w)(?:chu tri|phoi hop|dau moi)(?!\w)", fold(claim)))
    return verbatim or not states or named <= {name for name, _ in said}


@lru_cache(maxsize=256)
def _days(text: str) -> frozenset[tuple[object, ...]]:
    """Days with the sign of the document they date, "" for all others."""
    folded = fold(text)
    signs = find_signs(text)
    found = []
    for day in find_dates(text):
        dated = (
            s for s in signs if s.span.end <= day.span.start and _TO_SIGN.match(folded, s.span.end, day.span.start)
        )
        of = next((fold(normalise(s)) for s in dated), "")
        found.append((of, day.first, day.last))
    return frozenset(found)


def _owners_stand(claim: str, cited: Cited, agencies: Agencies) -> bool:
    """A day or figure said of a body is printed with that body, with none, or in a row whose body it is."""
    own = {name for task in cited.rows for name in (*task.lead, *task.coordinating, *task.implementing)}
    printed: dict[object, list[frozenset[str]]] = {}
    for fact, owners in _owned(cited.words, agencies):
        printed.setdefault(fact, []).append(owners)
    for fact, owners in _owned(claim, agencies):
        places = printed.get(fact, [])
        if owners and not owners & own and not any(not there or owners & there for there in places):
            return False
        if isinstance(fact, str) and not places:
            return False
    return True


def _owned(text: str, agencies: Agencies) -> Iterator[tuple[object, frozenset[str]]]:
    """Each day, and each figure with its unit, with the bodies it is said of: those named last before it, else next after."""
    for sentence in re.split(r"(?<=[.;\n])\s+", nfc(text)):
        groups = _groups(sentence, agencies.find(sentence))
        for fact, position in _facts(sentence):
            before = [names for start, names in groups if start < position]
            after = [names for start, names in groups if start >= position]
            yield fact, before[-1] if before else after[0] if after else frozenset()


def _facts(sentence: str) -> Iterator[tuple[object, int]]:
    days: tuple[PrintedDate, ...] = tuple(find_dates(sentence))
    yield from (((d.first, d.last), d.span.start) for d in days)
    for figure, position in figures_at(sentence):
        unit = _UNIT.match(sentence, position + len(figure))
        yield f"{figure} {fold(unit[1]) if unit and not figure.endswith('%') else ''}".strip(), position


def _groups(text: str, bodies: Sequence[Mention]) -> list[tuple[int, frozenset[str]]]:
    """Bodies listed together as one owner, with where the list begins."""
    folded = fold(text)
    groups: list[tuple[int, frozenset[str]]] = []
    end = -1
    for mention in bodies:
        if groups and _TOGETHER.match(folded, end, mention.start):
            groups[-1] = (groups[-1][0], groups[-1][1] | {mention.name})
        else:
            groups.append((mention.start, frozenset({mention.name})))
        end = mention.end
    return groups
