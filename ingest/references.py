"""Other documents that a document names, each with what is said of it, its footnote included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.footnotes import Note
from ingest.joined import Joined, join
from ingest.models import Block, Reference, Source, Span, Spans
from ingest.number_line import NUMBER
from ingest.signs import PrintedReference, find_references, normalise
from ingest.text import canonical
from ingest.zones import Zones

_IMPLEMENTS = re.compile(r"(?:thực hiện|triển khai|triển khai thực hiện)\W+(?:[\w ]{0,30})?$")
_PROPOSED = re.compile(r"(?:đề xuất|tham mưu|đề nghị)[^.;]{0,60}$")
_BASED = re.compile(r"(?:căn cứ|theo|trên cơ sở)[^.;]{0,80}$")


def references(source: Source, blocks: Iterable[Block], notes: Sequence[Note], zones: Zones) -> tuple[Reference, ...]:
    """Every mention in head, running text, tables and footnotes, in reading order."""
    by_number = {note.number: note for note in notes}
    found: list[Reference] = []
    for spans in _heads(zones):
        found.extend(_in_words(source, join(source.text, spans), None, by_number))
    for block in blocks:
        found.extend(_in_words(source, join(source.text, block.spans), block, by_number))
    for note in notes:
        found.extend(_in_words(source, join(source.text, [note.span]), None, by_number))
    return tuple(sorted(found, key=lambda r: r.spans[0].start if r.spans else 0))


def _heads(zones: Zones) -> Iterable[list[Span]]:
    if zones.title:
        yield [line.span for line in zones.title]
    elif zones.head:
        yield [line.span for line in zones.head if not NUMBER.search(line.text)]


def _in_words(source: Source, joined: Joined, block: Block | None, notes: dict[str, Note]) -> Iterable[Reference]:
    printed = find_references(joined.text)
    for position, mention in enumerate(printed):
        until = printed[position + 1].span.start if position + 1 < len(printed) else len(joined.text)
        numbers = block.notes if block else ()
        number = _own_note(_clause(source, joined, mention.span.start, until), numbers)
        note = notes.get(number) if number else None
        yield _reference(source, joined, mention, note)


def _clause(source: Source, joined: Joined, start: int, until: int) -> str:
    """The raw words from a mention to the next one, or to the end of its clause."""
    end = joined.offsets[min(until, len(joined.offsets) - 1)] + 1
    return re.split(r"[.;]\s", source.text[joined.offsets[start] : end], maxsplit=1)[0]


def _own_note(clause: str, numbers: Iterable[str]) -> str | None:
    """The footnote whose mark stands in the clause of a mention."""
    for number in numbers:
        raised = number.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        if raised in clause or re.search(rf"<sup>\s*{number}|\[\^{number}\]|(?:19|20)\d\d{number}(?!\d)", clause):
            return number
    return None


def _reference(source: Source, joined: Joined, mention: PrintedReference, note: Note | None) -> Reference:
    spans: Spans = joined.raw(mention.span.start, mention.span.end)
    subject = mention.subject
    if note is not None:
        subject = subject or join(source.text, [note.span]).text
        spans = (*spans, note.span)
    return Reference(
        sign=normalise(mention.sign),
        printed=mention.sign.printed,
        kind=mention.kind,
        day=mention.day,
        issuer=mention.issuer,
        subject=subject,
        spans=spans,
        relation=_relation(joined.text[: mention.span.start]),
    )


def _relation(before: str) -> str:
    words = canonical(before[-120:])
    for relation, pattern in (("implements", _IMPLEMENTS), ("proposed_by", _PROPOSED), ("based_on", _BASED)):
        if pattern.search(words):
            return relation
    return "cited"
