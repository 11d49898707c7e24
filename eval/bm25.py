"""BM25 alone over the pieces of the plain RAG: what no vectors and no register can do."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from langchain_core.documents import Document as Chunk

from eval.peers import NEAREST
from ingest.lexical import Channel, Entry, Lexical, Scope, write

_EVERYTHING = Scope(None, None)


class Words:
    """A Search by words as written; its index lies in a temporary folder that goes with it."""

    def __init__(self, chunks: Sequence[Chunk], count: int = NEAREST) -> None:
        folder = mkdtemp(prefix="troly-bm25-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        place = Path(folder) / "index"
        write(place, (Entry(chunk.page_content, str(chunk.metadata["file"]), None) for chunk in chunks))
        self._lexical, self._chunks, self._count = Lexical(place), chunks, count

    def __call__(self, text: str) -> list[Chunk]:
        """The pieces that share most with a question, best first."""
        return [self._chunks[at] for at, _ in self._lexical.best(Channel.WRITTEN, text, _EVERYTHING, self._count)]
