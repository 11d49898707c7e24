"""Documents as JSON lines: the stable shape of ``troly documents``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.task_json import Json, deadline_json, json_line, words_of
from ingest.lookup import Citing, StoredDocument
from ingest.models import Fact
from ingest.ties import Ties

_SINGLE = (
    "kind",
    "number",
    "sign",
    "day",
    "partial_day",
    "place",
    "issuer",
    "subject",
    "signer",
    "signer_title",
    "urgency",
    "event_day",
    "presider",
    "valid_from",
    "valid_to",
)
_MANY = ("authority", "addressees", "recipients", "blanks")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a line needs beside its document: the ties of the caller's documents, their texts, the day asked for."""

    ties: Ties
    text_of: Callable[[str], str]  # by document id
    as_of: date


def document_line(stored: StoredDocument, shelf: Shelf, *, with_text: bool = False) -> str:
    """One document: identity with provenance and confidence, versions, relations both ways, validity, counts."""
    return json_line({
        "id": stored.id,
        "file": stored.file,
        "media": stored.media,
        "unit": stored.visibility.owner,
        "visible_to": stored.visibility.visible_to,
        "identity": _identity(stored),
        "versions": [_version(former) for former in shelf.ties.versions(stored.id)],
        "relations": _relations(stored.id, shelf),
        "validity": _validity(stored, shelf),
        "annexes": [{"label": a.label, "title": a.title, "rows": a.rows} for a in stored.annexes],
        "tasks": stored.tasks,
        "passages": stored.passages,
        "pages": stored.pages,
        "ingested_at": stored.ingested_at.isoformat(timespec="seconds"),
    } | ({"text": shelf.text_of(stored.id)} if with_text else {}))  # fmt: skip


def _identity(stored: StoredDocument) -> Json:
    identity = stored.identity
    many = {name: [fact.value for fact in getattr(identity, name)] for name in _MANY}
    return {name: _fact(getattr(identity, name)) for name in _SINGLE} | many


def _fact(fact: Fact | None) -> Json | None:
    if fact is None:
        return None
    confidence = round(fact.confidence, 2)
    return {"value": fact.value, "provenance": fact.provenance, "source": fact.source_id, "confidence": confidence}


def _version(former: StoredDocument) -> Json:
    return {
        "id": former.id,
        "file": former.file,
        "media": former.media,
        "number": former.identity.number.value if former.identity.number else None,
        "ingested_at": former.ingested_at.isoformat(timespec="seconds"),
    }


def _relations(document_id: str, shelf: Shelf) -> Json:
    """``to``: what the document does to others; ``from``: what others do to it."""
    return {
        "to": [_link(link, shelf, link.target_id) for link in shelf.ties.said_by(document_id)],
        "from": [_link(link, shelf, link.document_id) for link in shelf.ties.said_of(document_id)],
    }


def _link(link: Citing, shelf: Shelf, other: str | None) -> Json:
    """A relation; ``document`` is the other document where it is on file, ``quote`` stands in the naming one."""
    reference = link.reference
    number = shelf.ties.by_id[other].identity.number if other else None
    return {
        "relation": reference.relation,
        "document": other,
        "number": number.value if number else reference.sign if other == link.target_id else None,
        "day": reference.day.isoformat() if reference.day and other == link.target_id else None,
        "quote": words_of(shelf.text_of(link.document_id), reference.spans),
    }


def _validity(stored: StoredDocument, shelf: Shelf) -> Json:
    ending = shelf.ties.ending(stored.id, shelf.as_of)
    later = shelf.ties.moved_documents.get(stored.id, ())
    return {
        "as_of": shelf.as_of.isoformat(),
        "in_force": ending is None,
        "ended_on": ending.day.isoformat() if ending and ending.day else None,
        "ended_by": _link(ending.by, shelf, ending.by.document_id) if ending and ending.by else None,
        "extended": [
            {
                "document": one.moving.document_id,
                "deadline": deadline_json(one.moving.move.deadline),
                "quote": words_of(shelf.text_of(one.moving.document_id), one.moving.move.spans),
            }
            for one in later
        ],
    }
