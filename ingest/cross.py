"""What documents tell of one another: the number and date of one whose own copy leaves them blank.

Resolved among the documents that one viewer may read, so that no unit learns a number from a document it may not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from ingest.lookup import Citing, StoredDocument
from ingest.models import Fact, Identity, Provenance, Reference
from ingest.signs import find_signs
from ingest.text import fold

_TOLD = 0.9  # confidence of what another document tells
_SAME_SUBJECT = 93.0  # percent; subjects are copied word for word, only spacing and dashes differ


def named_by_others(documents: Sequence[StoredDocument], citings: Sequence[Citing]) -> tuple[StoredDocument, ...]:
    """The documents, with number and date filled in from others where exactly one number is named."""
    return tuple(_named(d, [c for c in citings if c.document_id != d.id]) for d in documents)


def _named(document: StoredDocument, citings: Sequence[Citing]) -> StoredDocument:
    identity = document.identity
    if identity.number is not None or identity.subject is None or identity.kind is None:
        return document
    meant = [c for c in citings if _means(c.reference, identity)]
    if len({c.reference.sign for c in meant}) != 1:
        return document
    first = next((c for c in meant if c.reference.day), meant[0])
    number = Fact(first.reference.sign, first.reference.spans, Provenance.CORPUS, first.document_id, _TOLD)
    day = first.reference.day
    told = Fact(day.isoformat(), first.reference.spans, Provenance.CORPUS, first.document_id, _TOLD) if day else None
    return replace(document, identity=replace(identity, number=number, day=identity.day or told))


def _means(reference: Reference, identity: Identity) -> bool:
    """Same kind, same subject, and neither blank sign nor the date of the meeting contradicts it."""
    if reference.subject is None or identity.subject is None or identity.kind is None:
        return False
    if fold(reference.kind or "") != fold(identity.kind.value):
        return False
    if (
        identity.sign
        and (found := find_signs(reference.sign))
        and fold(identity.sign.value) not in fold(found[0].printed)
    ):
        return False
    event = identity.event_day
    if event and reference.day and reference.day < date.fromisoformat(event.value):
        return False
    return fuzz.ratio(_plain(reference.subject), _plain(identity.subject.value)) >= _SAME_SUBJECT


def _plain(subject: str) -> str:
    text = fold(subject).removeprefix("ve viec ").removeprefix("v/v ").removeprefix("ve ")
    return "".join(c for c in text if c.isalnum() or c == " ")
