"""Documents that a text names: in full, or by kind and number alone where it gave the sign elsewhere ("Kế hoạch 45")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.document_kinds import document_kinds
from ingest.models import Reference, Span
from ingest.printed_references import find_references
from ingest.signs import normalise, parse
from ingest.text import canonical

_KINDS = "|".join(sorted({canonical(kind.name) for kind in document_kinds()}, key=len, reverse=True))
_SHORT = re.compile(rf"(?<!\w)(?P<kind>{_KINDS})\s+(?:số\s+)?(?P<number>\d{{1,5}})(?!\w|\s?[/-]\s?\w|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text: its normalised sign, and its day where that is known."""

    sign: str
    day: date | None
    span: Span


def mentions(text: str, references: Sequence[Reference]) -> tuple[Mention, ...]:
    """Every mention in reading order; a short name counts where just one of the references can be meant."""
    full = [Mention(normalise(found.sign), found.day, found.span) for found in find_references(text)]
    return tuple(sorted((*full, *short_mentions(text, references)), key=lambda mention: mention.span.start))


def short_mentions(text: str, references: Sequence[Reference]) -> Iterable[Mention]:
    """Only the short names."""
    for found in _SHORT.finditer(canonical(text)):
        number, kind = int(found["number"]), " ".join(found["kind"].split())
        alike = [r for r in references if _number(r) == number and canonical(r.kind or "") == kind]
        if len({reference.sign for reference in alike}) == 1:
            day = next((reference.day for reference in alike if reference.day), None)
            yield Mention(alike[0].sign, day, Span(*found.span()))


def _number(reference: Reference) -> int | None:
    sign = parse(reference.sign)
    return sign.number if sign else None
