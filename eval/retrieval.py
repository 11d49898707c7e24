"""A collection put into the product's own index and searched the product's own way, beside each half of it alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.models import Question
from assistant.retrieve import Corpus, rank
from assistant.tools import Tuning
from assistant.understand import Known, understand
from eval.collection import Asked, Collection
from ingest import generations, lexical, vectors
from ingest.agencies import Agencies
from ingest.contents import Contents
from ingest.generations import Made
from ingest.index import LEXICAL_FOLDER, PASSAGES_FILE, VECTORS_FILE, WORDS_FILE, Allowed, Index
from ingest.models import Embedder, Passage, Visibility
from ingest.neighbours import learn
from ingest.pieces import embed, embedded_texts
from ingest.rows import searched_text
from ingest.text import FOLDING_VERSION

HEADING_WORDS = 40
DEPTH = 100  # texts that a half alone brings

_DAY = date(2026, 1, 1)  # no question of a collection depends on the day
_EVERYBODY = Visibility("chung")

Ranking = dict[str, float]
"""Scores by text id."""

System = Callable[[Asked], Ranking]
"""Searches for one question."""


def passages(collection: Collection) -> tuple[Passage, ...]:
    """Each text as one passage under its title and, where its first line is one, its own heading."""
    return tuple(
        Passage(text.id, text.id, " > ".join(filter(None, (text.title, heading))), body, (), (), None, ())
        for text in collection.texts
        for heading, body in [headed(unicodedata.normalize("NFC", text.text))]
    )


def headed(text: str) -> tuple[str, str]:
    """A short first line with others below it is a heading, as over the articles of a law."""
    first, _, rest = text.strip().partition("\n")
    return (first.strip(), rest.strip()) if rest.strip() and len(first.split()) <= HEADING_WORDS else ("", text)


def build(folder: Path, cut: Iterable[Passage], embedder: Embedder) -> Index:
    """Publish passages that everybody may read as an index in an empty folder."""
    held = tuple(cut)
    texts = [searched_text(passage.context, passage.text) for passage in held]
    contents = Contents.of([(p.id, p.document_id) for p in held], {p.document_id: _EVERYBODY for p in held})
    made = Made(embedder.name, embedder.dimension, FOLDING_VERSION, "", len(contents.documents), len(held))
    with generations.writer(folder), generations.building(folder) as path:
        rows = embed(embedder, [embedded_texts(passage.context, passage.text) for passage in held])
        (path / VECTORS_FILE).write_bytes(vectors.dump(embedder.dimension, rows))
        (path / PASSAGES_FILE).write_bytes(contents.dump())
        entries = (lexical.Entry(text, p.document_id, None) for text, p in zip(texts, held, strict=True))
        lexical.write(path / LEXICAL_FOLDER, entries)
        (path / WORDS_FILE).write_bytes(learn(texts))
        name = generations.next_name(folder)
        generations.seal(path, name, made)
        generations.move(folder, path, name)
        generations.point(folder, name)
    return Index.open(folder, embedder.name)


@dataclass(frozen=True, slots=True)
class Engine:
    """An index with what searching it needs."""

    index: Index
    embedder: Embedder
    agencies: Agencies
    passages: Mapping[str, Passage]
    allowed: Allowed

    @classmethod
    def over(cls, folder: Path, collection: Collection, embedder: Embedder, agencies: Agencies) -> Engine:
        """Build the index of a collection in an empty folder."""
        cut = passages(collection)
        index = build(folder, cut, embedder)
        return cls(index, embedder, agencies, {passage.id: passage for passage in cut}, index.allowed(None))

    def systems(self) -> dict[str, System]:
        """The product first, then its halves."""
        return {"troly": self.hybrid, "bm25": self.bm25, "dense": self.dense}

    def hybrid(self, asked: Asked) -> Ranking:
        """What the assistant finds: the question understood, both halves fused, the words weighed."""
        query = understand(Question(asked.text, _DAY), Known((), self.agencies))
        corpus = Corpus(self.index, self.embedder, Tuning(), self._passages)
        return {hit.passage.id: hit.score for hit in rank(query, corpus, self.allowed)}

    def bm25(self, asked: Asked) -> Ranking:
        """Words alone, as written."""
        return dict(self.index.lexical(asked.text, self.allowed, DEPTH))

    def dense(self, asked: Asked) -> Ranking:
        """Vectors alone."""
        return dict(self.index.dense(self.embedder.query(asked.text), self.allowed, DEPTH))

    def _passages(self, ids: Iterable[str], _viewer: str | None) -> tuple[Passage, ...]:
        return tuple(self.passages[id] for id in ids)
