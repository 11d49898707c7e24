"""A collection put into the product's own index and searched the product's own way, beside each half of it alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.models import Question
from assistant.retrieve import Corpus, rank
from assistant.tools import Tuning
from assistant.understand import Known, understand
from eval.collection import Asked, Collection, Text
from ingest import generations, lexical, vectors
from ingest.agencies import Agencies
from ingest.contents import Contents
from ingest.generations import Made
from ingest.index import LEXICAL_FOLDER, PASSAGES_FILE, VECTORS_FILE, Allowed, Index
from ingest.models import Embedder, Passage, Visibility
from ingest.rows import searched_text
from ingest.text import FOLDING_VERSION

PIECE_CHARACTERS = 1200  # about what the embedding model reads of Vietnamese: 512 tokens with a title before them
DEPTH = 100  # passages that a half alone brings, before they are told apart by text

_DAY = date(2026, 1, 1)  # no question of a collection depends on the day
_EVERYBODY = Visibility("chung")

Ranking = dict[str, float]
"""Scores by text id."""

System = Callable[[Asked], Ranking]
"""Searches for one question."""


def passages(collection: Collection) -> tuple[Passage, ...]:
    """The texts cut into passages at line breaks; each carries the title of its text, as in the product."""
    return tuple(
        Passage(f"{text.id}#{at}", text.id, text.title, piece, (), (), None, ())
        for text in collection.texts
        for at, piece in enumerate(pieces(text))
    )


def pieces(text: Text, longest: int = PIECE_CHARACTERS) -> Iterator[str]:
    """Whole lines together up to so many characters, longer lines cut at a space; at least one piece."""
    held = ""
    for line in _short_lines(unicodedata.normalize("NFC", text.text), longest):
        if held and len(held) + len(line) >= longest:
            yield held
            held = line
        else:
            held = f"{held}\n{line}" if held else line
    yield held


def _short_lines(text: str, longest: int) -> Iterator[str]:
    for line in filter(None, map(str.strip, text.split("\n"))):
        rest = line
        while len(rest) > longest:
            cut = max(rest.rfind(mark, 1, longest) for mark in (". ", "; "))
            cut = cut + 1 if cut > 0 else max(rest.rfind(" ", 1, longest), 0) or longest
            yield rest[:cut].strip()
            rest = rest[cut:].strip()
        yield rest


def build(folder: Path, cut: Iterable[Passage], embedder: Embedder) -> Index:
    """Publish passages that everybody may read as an index in an empty folder."""
    held = tuple(cut)
    texts = [searched_text(passage.context, passage.text) for passage in held]
    contents = Contents.of([(p.id, p.document_id) for p in held], {p.document_id: _EVERYBODY for p in held})
    made = Made(embedder.name, embedder.dimension, FOLDING_VERSION, "", len(contents.documents), len(held))
    with generations.writer(folder), generations.building(folder) as path:
        (path / VECTORS_FILE).write_bytes(vectors.dump(embedder.dimension, [embedder.passages(texts)]))
        (path / PASSAGES_FILE).write_bytes(contents.dump())
        entries = (lexical.Entry(text, p.document_id, None) for text, p in zip(texts, held, strict=True))
        lexical.write(path / LEXICAL_FOLDER, entries)
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
        hits = rank(query, corpus, self.allowed)
        return self._texts((hit.passage.id, hit.score) for hit in hits)

    def bm25(self, asked: Asked) -> Ranking:
        """Words alone, as written."""
        return self._texts(self.index.lexical(asked.text, self.allowed, DEPTH))

    def dense(self, asked: Asked) -> Ranking:
        """Vectors alone."""
        return self._texts(self.index.dense(self.embedder.query(asked.text), self.allowed, DEPTH))

    def _passages(self, ids: Iterable[str], _viewer: str | None) -> tuple[Passage, ...]:
        return tuple(self.passages[id] for id in ids)

    def _texts(self, scored: Iterable[tuple[str, float]]) -> Ranking:
        """A text is as good as its best passage."""
        best: Ranking = {}
        for id, score in scored:
            text = self.passages[id].document_id
            best[text] = max(score, best.get(text, score))
        return best
