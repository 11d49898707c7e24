"""Other documents that a document names, each with what is said of it, its footnote included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.footnotes import Note
from ingest.joined import Joined, join
from ingest.models import Block, BlockKind, Reference, Relation, Source, Span, Spans
from ingest.number_line import NUMBER
from ingest.relations import CHANGING, Place, announced_by, relations_of, titled_acts
from ingest.short_names import mentions, short_mentions
from ingest.signs import PrintedReference, find_references, normalise
from ingest.text import canonical
from ingest.zones import Zones

_ABOUT = re.compile(r"v/v|về việc")
_Said = tuple[Joined, Place, Sequence[Note]]


def references(source: Source, blocks: Iterable[Block], notes: Sequence[Note], zones: Zones) -> tuple[Reference, ...]:
    """Every mention in head, running text, tables and footnotes, in reading order; short names where they change it."""
    said = list(_said(source, blocks, notes, zones))
    found = [reference for words, place, noted in said for reference in _in_words(source, words, place, noted)]
    found += [reference for words, place, _ in said for reference in _by_short_name(words, place, found)]
    return tuple(sorted(found, key=lambda r: r.spans[0].start if r.spans else 0))


def _said(source: Source, blocks: Iterable[Block], notes: Sequence[Note], zones: Zones) -> Iterable[_Said]:
    """Words that may name documents, with where they stand and the footnotes that they anchor."""
    by_number = {note.number: note for note in notes}
    titled: frozenset[Relation] = frozenset()
    for spans in _heads(zones):
        joined = join(source.text, spans)
        titled |= titled_acts(joined.text)
        yield joined, Place(in_title=True), ()
    announced: Relation | None = None
    for block in blocks:
        joined = join(source.text, block.spans)
        above = announced_by(block.section[-1]) if block.section else None
        noted = [by_number[number] for number in block.notes if number in by_number]
        yield joined, Place(announced=above or announced, titled=titled), noted
        if block.kind is not BlockKind.ITEM:
            announced = announced_by(joined.text)
    for note in notes:
        yield join(source.text, [note.span]), Place(), ()


def _by_short_name(joined: Joined, place: Place, known: Sequence[Reference]) -> Iterable[Reference]:
    named = mentions(joined.text, known)
    short = set(short_mentions(joined.text, known))
    found = relations_of(joined.text, [mention.span for mention in named], place) if short else ()
    for mention, relation in zip(named if short else (), found, strict=True):
        if mention in short and relation in CHANGING:
            first = next(r for r in known if r.sign == mention.sign)
            spans = joined.raw(mention.span.start, mention.span.end)
            yield replace(first, day=mention.day, spans=spans, relation=relation)


def _heads(zones: Zones) -> Iterable[list[Span]]:
    """The subject: below the kind, or what a letter prints as "V/v"."""
    if zones.title:
        yield [line.span for line in zones.title[1:]]
    elif zones.head:
        about = [i for i, line in enumerate(zones.head) if _ABOUT.match(canonical(line.text))]
        yield [line.span for line in zones.head[about[0] if about else 0 :] if not NUMBER.search(line.text)]


def _in_words(source: Source, joined: Joined, place: Place, notes: Sequence[Note] = ()) -> Iterable[Reference]:
    printed = find_references(joined.text)
    found = relations_of(joined.text, [mention.span for mention in printed], place)
    for position, (mention, relation) in enumerate(zip(printed, found, strict=True)):
        until = printed[position + 1].span.start if position + 1 < len(printed) else len(joined.text)
        clause = _clause(source, joined, mention.span.start, until)
        note = next((note for note in notes if _is_marked(clause, note.number)), None)
        yield _reference(source, joined, mention, note, relation)


def _clause(source: Source, joined: Joined, start: int, until: int) -> str:
    """The raw words from a mention to the next one, or to the end of its clause."""
    end = joined.offsets[min(until, len(joined.offsets) - 1)] + 1
    return re.split(r"[.;]\s", source.text[joined.offsets[start] : end], maxsplit=1)[0]


def _is_marked(clause: str, number: str) -> bool:
    """Whether the mark of a footnote stands in the clause of a mention."""
    raised = number.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    marks = rf"<sup>\s*{number}|\[\^{number}\]|(?:19|20)\d\d{number}(?!\d)"
    return raised in clause or re.search(marks, clause) is not None


def _reference(
    source: Source, joined: Joined, mention: PrintedReference, note: Note | None, relation: Relation
) -> Reference:
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
        relation=relation,
    )
