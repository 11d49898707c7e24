"""Stand-ins that are passed in where the real thing is slow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from ingest.models import Document, Identity, Media, Passage, Record, Source, Span, Visibility
from ingest.register import Register
from ingest.text import folded_words


class FakeEmbedder:
    """Hashed bags of words: deterministic unit vectors, near each other where words are shared."""

    def __init__(self, name: str = "giả-1", dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimension, 1e-6, dtype=np.float32)  # a text without words has a direction too
        for word in folded_words(text):
            vector[int.from_bytes(blake2b(word.encode(), digest_size=4).digest()) % self.dimension] += 1
        return vector / np.linalg.norm(vector)


class FailingEmbedder(FakeEmbedder):
    """Fails from the given batch on."""

    def __init__(self, batches: int = 0) -> None:
        super().__init__()
        self.batches_left = batches

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.batches_left == 0:
            raise RuntimeError("hết bộ nhớ")
        self.batches_left -= 1
        return super().passages(texts)


def paper(document_id: str, *texts: str, visibility: Visibility | None = None, name: str | None = None) -> Record:
    """A record whose passages are the given texts, one to a line of the file ``<document_id>.txt``."""
    whole = "\n".join(texts)
    passages = []
    for ordinal, text in enumerate(texts):
        start = whole.index(text)
        spans = (Span(start, start + len(text)),)
        passages.append(Passage(f"{document_id}:{ordinal}", document_id, "", text, spans, (), None, (spans,)))
    source = Source(
        name or f"{document_id}.txt", sha256(whole.encode(errors="surrogatepass")).hexdigest(), Media.TEXT, whole
    )
    document = Document(document_id, source, (), Identity())
    return Record(document, (), tuple(passages), visibility or Visibility("chung"))


@cache
def _empty_register() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "register.db"
        Register.open(file).close()
        return file.read_bytes()


def new_register(file: Path) -> Register:
    """An empty register at a path, migrated once for the whole test run."""
    file.write_bytes(_empty_register())
    return Register.open(file)
