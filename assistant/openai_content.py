"""Answers as Markdown for clients that show nothing but text: sources, what to ask next, and nothing that acts.

Cơ quan chủ trì: Công an tỉnh. [1]

---

- [1] Kế hoạch … (ke-hoach.pdf, trang 2): “17. Địa phương có trung tâm dữ liệu …”

* → Cơ quan nào phối hợp?
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from assistant.messages import NOTICE
from assistant.models import Answer, Citation
from assistant.openai_models import Annotation, UrlCitation

RULE = "\n\n---\n\n"  # between an answer and what follows it
NEXT = "* → "  # before a suggested question
_QUOTED = 10  # places listed with their words; of further ones the markers
_QUOTE = 240  # characters of a quotation in the list; the field "troly" has it whole
_ACTIVE = re.compile(r"<(?=[a-z/!?])|](?=[(:])", re.IGNORECASE)


def inert(text: str) -> str:
    """The text with tags, links and pictures that stand in documents made plain letters."""
    return _ACTIVE.sub(r"\\\g<0>", text)


class Inert:
    """``inert`` for text that comes in pieces: what may become a tag or a link waits for the next piece."""

    def __init__(self) -> None:
        self._held = ""

    def __call__(self, piece: str) -> str:
        """What can be said now."""
        text = self._held + piece
        self._held = text[-1] if text.endswith(("<", "]")) else ""
        return inert(text).removesuffix(self._held)

    def rest(self) -> str:
        """What is still held when the text has ended."""
        return self._held


def appendix(answer: Answer) -> str:
    """Sources, suggestions and the notice, after a rule; empty where there is none of them."""
    parts = ["\n".join(_sources(answer.citations)), "\n".join(NEXT + asked for asked in answer.suggestions)]
    if answer.citations:
        parts.append(f"*{NOTICE}*")
    shown = "\n\n".join(part for part in parts if part)
    return RULE + inert(shown) if shown else ""


def _sources(citations: Sequence[Citation]) -> Iterator[str]:
    """Document by document; the first places with their words, of further ones the markers."""
    documents: dict[str, list[Citation]] = {}
    for citation in citations:
        documents.setdefault(citation.document.id, []).append(citation)
    quoted = {citation.marker for citation in citations[:_QUOTED]}
    for places in documents.values():
        document = places[0].document
        yield f"- {document.title} ({document.file})"
        yield from (f"  - [{place.marker}] {_quoted(place)}" for place in places if place.marker in quoted)
        if further := "".join(f"[{place.marker}]" for place in places if place.marker not in quoted):
            yield f"  - {further}"


def _quoted(citation: Citation) -> str:
    page = f"trang {citation.page}: " if citation.page else ""
    words = citation.quote
    return f"{page}“{words if len(words) <= _QUOTE else words[:_QUOTE].rsplit(' ', 1)[0] + ' …'}”"


def spoken(content: str) -> str:
    """What was said of an earlier message of ours, without its appendix."""
    return content.partition(RULE)[0]


def marked(content: str, citations: Sequence[Citation], base: str) -> tuple[Annotation, ...]:
    """Each marker where it first stands in the answer; ``base`` is this service's address with a final slash."""
    said = spoken(content)
    found = ((citation, said.find(f"[{citation.marker}]")) for citation in citations)
    return tuple(
        Annotation(
            url_citation=UrlCitation(
                start_index=start,
                end_index=start + len(f"[{citation.marker}]"),
                title=citation.document.title,
                url=_address(citation, base),
            )
        )
        for citation, start in found
        if start >= 0
    )


def _address(citation: Citation, base: str) -> str:
    places = "&".join(f"from={start}&to={end}" for start, end in citation.spans)
    return f"{base}documents/{quote(citation.document.id, safe='')}?{places}"
