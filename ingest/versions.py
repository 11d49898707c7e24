"""Copies of one document in several files: draft and signed, PDF and scan, Word and PDF.

Two files are one document where number, agency and date agree and the text is alike; a draft without number, where
kind, agency, subject and nearly all the text agree. Every pair is judged by itself, so that a reader's view depends
only on files that he may read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz
from sqlalchemy import Connection, insert, select, true

from ingest import restore, schema
from ingest.models import Document, Identity
from ingest.signs import normalise, parse, same_code, same_sign
from ingest.text import fold

_ALIKE = 60.0  # percent of the text, where number, agency and date agree; a scan read badly still has it
_NEARLY = 94.0  # where only kind, agency and subject do: copies of the directives in three formats have 95.7 and more
_SAME_SUBJECT = 93.0  # subjects are copied word for word; recognition changes a letter in fifteen at most
_SAME_FIGURES = 0.9  # share of the numbers in the text, of two copies without a number of their own
_COMPARED = 40_000  # characters; what follows repeats the pattern and costs time by its square


@dataclass(frozen=True, slots=True)
class Copy:
    """What is compared of a file."""

    id: str
    identity: Identity
    text: str
    is_signed: bool
    is_recognised: bool
    ingested_at: datetime

    @property
    def rank(self) -> tuple[bool, bool, datetime, str]:
        """The higher is the current version: signed before draft, letters before scan, then the later ingested."""
        return self.is_signed, not self.is_recognised, self.ingested_at, self.id


def pair(connection: Connection, document: Document) -> None:
    """Keep what the copies of a stored document are found by, and the pairs it makes with those that are there."""
    connection.execute(insert(schema.document_keys).values(_keys(document)))
    own = next(_copies(connection, document.id))
    for other_id in _candidates(connection, document):
        other = next(_copies(connection, other_id))
        if are_one(own, other):
            older, newer = sorted((own, other), key=lambda copy: copy.rank)
            connection.execute(insert(schema.versions).values(older=older.id, newer=newer.id))


def _keys(document: Document) -> dict[str, object]:
    identity, source = document.identity, document.source
    annexed = [span.start for annex in document.annexes for span in annex.spans]
    first = min(annexed, default=len(source.text))
    stamped = identity.number is not None and all(
        s.start < first for s in identity.number.spans
    )  # not told by an annex
    return {
        "document_id": document.id,
        "number": _number_key(identity),
        "kind": fold(identity.kind.value) if identity.kind else None,
        "is_signed": bool(source.signatures) or bool(stamped and identity.day and identity.signer),
        "is_recognised": source.places.are_recognised,
    }


def _number_key(identity: Identity) -> str | None:
    if identity.number is None:
        return None
    sign = parse(identity.number.value)
    return f"{sign.number}/{sign.year or ''}" if sign else normalise(identity.number.value)


def _candidates(connection: Connection, document: Document) -> list[str]:
    """Documents with the same number, and those of the same kind and subject where one of the two has no number."""
    held, facts, keys = schema.document_keys.c, schema.facts.c, _keys(document)
    found: dict[str, None] = {}
    if keys["number"]:
        found = dict.fromkeys(
            connection.execute(select(held.document_id).where(held.number == keys["number"])).scalars()
        )
    if keys["kind"] and (own := document.identity.subject):
        unnumbered = held.number.is_(None) if keys["number"] else true()
        query = select(held.document_id, facts.value).join(schema.facts, held.document_id == facts.document_id)
        alike = query.where(held.kind == keys["kind"], unnumbered, facts.field == "subject")
        found |= {id: None for id, subject in connection.execute(alike) if _same_subject(own.value, subject)}
    return [id for id in found if id != document.id]


def _copies(connection: Connection, document_id: str) -> Iterator[Copy]:
    documents, keys, facts = schema.documents.c, schema.document_keys.c, schema.facts
    query = select(documents.text, documents.ingested_at, keys.is_signed, keys.is_recognised)
    joined = query.join_from(schema.documents, schema.document_keys).where(documents.id == document_id)
    named = select(facts).where(facts.c.document_id == document_id).order_by(facts.c.ordinal)
    identity = restore.identity(connection.execute(named).mappings())
    for text, ingested_at, is_signed, is_recognised in connection.execute(joined):
        yield Copy(document_id, identity, text, is_signed, is_recognised, ingested_at)


def are_one(first: Copy, second: Copy) -> bool:
    """Whether two files are copies of one document; in doubt they are two."""
    a, b = first.identity, second.identity
    if _differ(a, b, "day") or _differ(a, b, "event_day") or not same_issuer(a, b):
        return False
    if a.number and b.number:
        return same_sign(a.number.value, b.number.value) and _alike(first.text, second.text) >= _ALIKE
    if not a.kind or not b.kind or _differ(a, b, "kind") or _months_differ(a, b) or not _signs_agree(a, b):
        return False
    if not a.issuer or not b.issuer or not a.subject or not b.subject:
        return False
    if not _same_subject(a.subject.value, b.subject.value):
        return False
    return _figures_agree(first.text, second.text) and _alike(first.text, second.text) >= _NEARLY


def _differ(a: Identity, b: Identity, field: str) -> bool:
    """Whether both tell and tell otherwise."""
    first, second = getattr(a, field), getattr(b, field)
    return bool(first and second and first.value != second.value)


def _months_differ(a: Identity, b: Identity) -> bool:
    """Whether a day contradicts what another copy prints of it, "2026-05"."""
    first, second = a.day or a.partial_day, b.day or b.partial_day
    if not first or not second:
        return False
    return not first.value.startswith(second.value) and not second.value.startswith(first.value)


def same_issuer(a: Identity, b: Identity) -> bool:
    """Whether neither name contradicts the other: "UBND tỉnh" may be "Ủy ban nhân dân tỉnh X"."""
    if not a.issuer or not b.issuer:
        return True
    first, second = (Counter(_issuer_words(fact.value)) for fact in (a.issuer, b.issuer))
    return first <= second or second <= first


def _issuer_words(name: str) -> list[str]:
    plain = re.sub(r"(?<!\w)ubnd(?!\w)", "uy ban nhan dan", fold(name))
    plain = re.sub(r"(?<!\w)hdnd(?!\w)", "hoi dong nhan dan", plain)
    return re.findall(r"\w+", re.sub(r"^(?:pho )?(?:chu tich|giam doc|bo truong) ", "", plain))


def _same_subject(a: str, b: str) -> bool:
    first, second = fold(a), fold(b)
    if re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False  # "năm 2025" is no "năm 2026"
    return fuzz.ratio(first, second) >= _SAME_SUBJECT


def _signs_agree(a: Identity, b: Identity) -> bool:
    """The sign without its number, "KH-UBND", where both print one."""
    return not a.sign or not b.sign or same_code(a.sign.value, b.sign.value)


def _figures_agree(first: str, second: str) -> bool:
    a, b = (Counter(re.findall(r"\d+", text[:_COMPARED])) for text in (first, second))
    return 2 * (a & b).total() >= _SAME_FIGURES * (a.total() + b.total())


def _alike(first: str, second: str) -> float:
    """Percent of shared words in any order: columns and tables come in another order from another file."""
    return fuzz.token_sort_ratio(fold(first[:_COMPARED]), fold(second[:_COMPARED]))
