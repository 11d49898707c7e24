"""Kinds of documents and the abbreviations that stand for them in a sign.

Nghi dinh 30/2020/ND-CP, Phu luc III, with the normative and the Party kinds. ``both``: state and Party use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.text import canonical, fold

_TABLE = Path(__file__).with_name("data") / "document_kinds.tsv"
LETTER = "CV"  # how a công văn is asked for; its state sign names no kind


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """``abbreviations`` as printed in signs, the usual one first; empty where a sign never names the kind."""

    name: str
    abbreviations: tuple[str, ...]
    system: str  # both | state | party | normative | copy


@cache
def document_kinds() -> tuple[DocumentKind, ...]:
    """All kinds, in the order of the decree."""
    rows = (line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:])
    return tuple(DocumentKind(name, tuple(abbreviations.split()), system) for name, abbreviations, system in rows)


@cache
def kind_named(name: str) -> DocumentKind | None:
    """The kind with this name, however it is capitalised; without diacritics only where no other kind folds alike."""
    exact = [kind for kind in document_kinds() if canonical(kind.name) == canonical(name)]
    alike = [kind for kind in document_kinds() if fold(kind.name) == fold(name)]
    return exact[0] if exact else alike[0] if len(alike) == 1 else None


@cache
def kinds_abbreviated(abbreviation: str) -> tuple[DocumentKind, ...]:
    """Kinds printed with exactly this abbreviation, whatever its case: HD is no HĐ."""
    wanted = canonical(abbreviation)
    return tuple(kind for kind in document_kinds() if wanted in map(canonical, kind.abbreviations))


@cache
def abbreviations_like(typed: str) -> tuple[str, ...]:
    """Every abbreviation that a plain keyboard writes this way: ``hd`` may be HD or HĐ."""
    return tuple(dict.fromkeys(a for kind in document_kinds() for a in kind.abbreviations if fold(a) == fold(typed)))
