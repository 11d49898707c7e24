"""A content answer in the model's words: sentence by sentence, each proved before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant import claims
from assistant.models import Citation, ModelPart
from assistant.verify_claims import Places
from assistant.writer import Sitting, plain
from ingest.text import canonical

MOST_SENTENCES = 4
_READ = 12  # sentences looked at: a reply that goes on is cut
_PASSAGE = 1_200  # characters of a passage that the model is given


def worded(question: str, places: Places, citations: Sequence[Citation], sitting: Sitting) -> Iterator[str]:
    """Proved sentences with the markers of the places that prove them, as soon as each is complete."""
    passages = "\n".join(_passage(c) for c in citations)
    pieces = sitting.reply(sitting.writer.phrase, question=plain(question, _PASSAGE), passages=passages)
    said: set[str] = set()
    for claim in islice(claims.read(pieces), _READ):
        numbers = places.proving(claim)
        if numbers and canonical(claim.text) not in said:
            said.add(canonical(claim.text))
            yield f"{claim.text} {''.join(f'[{n}]' for n in numbers)}"
        if len(said) == MOST_SENTENCES:
            break
    pieces.close()
    if sitting.part is not ModelPart.FAILED:
        sitting.part = ModelPart.WORDED if said else ModelPart.WITHHELD


def _passage(citation: Citation) -> str:
    where = " – ".join((citation.document.title, *citation.section[-1:]))
    return f"[{citation.marker}] ({plain(where, 300)}) {plain(citation.quote, _PASSAGE)}"
