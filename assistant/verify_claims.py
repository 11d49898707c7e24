"""Sentences of a model are held against the numbered places they cite; only those proved, and proved whole, are passed on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.claims import Claim
from assistant.evidence import Line, Quote
from assistant.query import Query
from assistant.tools import Tools
from assistant.verify import evidence, proves
from assistant.verify_relations import Cited, relations_stand, rows_in
from assistant.verify_words import leads_outside, wording_stands
from ingest.lookup import TaskFilter
from ingest.text import nfc

_PARTS = re.compile(r"(?<=;)\s+")


@dataclass(frozen=True, slots=True)
class Places:
    """The numbered places of one answer, number n at n - 1, with the register's rows that stand in each."""

    quotes: tuple[Quote, ...]
    cited: tuple[Cited, ...]
    query: Query
    tools: Tools

    @classmethod
    def of(cls, quotes: Sequence[Quote], task_ids: tuple[str, ...], query: Query, tools: Tools) -> Places:
        """The places that an answer cites, in the order of their numbers."""
        wanted = TaskFilter(as_of=query.as_of, ids=task_ids)
        tasks = tools.tasks(query.viewer, wanted) if task_ids else ()
        cited = tuple(Cited(nfc(evidence(Line("", (q,)), query, tools)), rows_in(q, tasks)) for q in quotes)
        return cls(tuple(quotes), cited, query, tools)

    def proving(self, claim: Claim) -> tuple[int, ...]:
        """Numbers of the places that prove a claim, each of its parts by one of them; none where a part is not proved.

        A claim that cites nothing is looked for in every place; one that cites a number nobody gave is refused.
        """
        known = range(1, len(self.quotes) + 1)
        if leads_outside(claim.text) or not set(claim.cited) <= set(known):
            return ()
        proofs = [self._proof(part, claim.cited or known) for part in _PARTS.split(claim.text)]
        return tuple(dict.fromkeys(n for n in proofs if n)) if all(proofs) else ()

    def _proof(self, part: str, numbers: Sequence[int]) -> int | None:
        return next((n for n in numbers if self._proves(part, n)), None)

    def _proves(self, part: str, number: int) -> bool:
        """All its facts, in their relations, in the words of one place: facts of two places make no third."""
        quote, cited, agencies = self.quotes[number - 1], self.cited[number - 1], self.tools.agencies
        return (
            proves(Line(part, (quote,)), self.query, self.tools)
            and relations_stand(part, cited, agencies)
            and wording_stands(part, cited.words, agencies)
        )
