"""The lexical half of the index: BM25 by Tantivy over our own tokens, with and without diacritics.

Most Vietnamese words are two syllables, so neighbouring syllables are a token as well: on law articles (ALQAC) that
lifts recall at 10 from 94.0 to 96.6 %, and without diacritics, where single syllables collide, from 91.8 to 96.6 %.
Tokens are made by ``ingest.text`` for corpus and query alike and reach Tantivy ready-made. The unit filter is a term
inside the query. Queries are built from terms; user text is never parsed as a query language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from tantivy import Document, Index, Occur, Query, Schema, SchemaBuilder

from ingest.text import fold, words

_HEAP_BYTES = 64_000_000
_MOST_TOKENS = 512  # of one query: a pasted page must not cost seconds
_LONGEST_WORD = 255  # bytes would be cut at 65,530 by Tantivy; no word is that long


class Channel(StrEnum):
    """Which tokens are compared: as written, or without diacritics."""

    WRITTEN = "written"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage to index; ``readers`` None means everybody."""

    text: str
    document_id: str
    readers: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query may see: what the viewer may read, within ``document_ids`` where given."""

    viewer: str | None
    document_ids: frozenset[str] | None


def _schema() -> Schema:
    builder = SchemaBuilder()
    for channel in Channel:
        builder.add_text_field(channel.value, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("reader", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("position", fast=True)
    return builder.build()


def _tokens(text: str) -> dict[Channel, str]:
    """Words and neighbouring words of a text for each channel, a space between; the same for corpus and query."""
    single = [word[:_LONGEST_WORD] for word in words(text)]
    written = " ".join([*single, *(f"{first}_{second}" for first, second in pairwise(single))])
    return {Channel.WRITTEN: written, Channel.FOLDED: fold(written)}


_EVERYBODY = "*"


def _reader(unit: str) -> str:
    return f"unit:{unit}"  # no unit can be named like the mark for everybody


def write(folder: Path, entries: Iterable[Entry]) -> None:
    """Index passages in their order into an empty folder."""
    folder.mkdir()
    writer = Index(_schema(), path=str(folder)).writer(heap_size=_HEAP_BYTES, num_threads=1)
    for position, entry in enumerate(entries):
        document = Document()
        for channel, tokens in _tokens(entry.text).items():
            document.add_text(channel.value, tokens)
        readers = [_EVERYBODY] if entry.readers is None else [_reader(unit) for unit in entry.readers]
        for reader in readers:
            document.add_text("reader", reader)
        document.add_text("document", entry.document_id)
        document.add_unsigned("position", position)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    for lock in folder.glob(".*.lock"):
        lock.unlink()


class Lexical:
    """Search over a folder made by ``write``."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        index = Index.open(str(folder))
        index.config_reader("manual")  # a generation never changes
        index.reload()
        self._searcher = index.searcher()

    def best(self, channel: Channel, text: str, scope: Scope, k: int) -> list[tuple[int, float]]:
        """Positions and BM25 scores of the k best passages that share a word with the text, best first."""
        asked = list(dict.fromkeys(_tokens(text)[channel].split()))[:_MOST_TOKENS]
        if not asked or k < 1:
            return []
        terms = [(Occur.Should, Query.term_query(self._schema, channel.value, word, "freq")) for word in asked]
        required = [(Occur.Must, Query.boolean_query(terms)), *self._filters(scope)]
        hits = self._searcher.search(Query.boolean_query(required), k, count=False).hits
        positions = self._searcher.fast_field_values("position", [address for _, address in hits])
        found = [(int(position), float(score)) for position, (score, _) in zip(positions, hits, strict=True)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def frequency(self, word: str, scope: Scope, channel: Channel = Channel.FOLDED) -> int:
        """How many passages inside the scope carry a word, or two neighbours joined by ``_``, as a channel has them."""
        term = Query.term_query(self._schema, channel.value, word[:_LONGEST_WORD], "basic")
        return int(
            self._searcher.search(Query.boolean_query([(Occur.Must, term), *self._filters(scope)]), 1, count=True).count
        )

    def _filters(self, scope: Scope) -> list[tuple[Occur, Query]]:
        readers = [_EVERYBODY] if scope.viewer is None else [_EVERYBODY, _reader(scope.viewer)]
        filters = [self._one_of("reader", readers)]
        if scope.document_ids is not None:
            filters.append(self._one_of("document", sorted(scope.document_ids)))
        return filters

    def _one_of(self, field: str, values: Sequence[str]) -> tuple[Occur, Query]:
        return Occur.Must, Query.const_score_query(Query.term_set_query(self._schema, field, values), 0.0)
