"""Makes the index anew from the register: embed what is new, build beside, swap.

Whatever goes wrong before the swap, the former generation still answers. Vectors are kept in the register batch by
batch, so an interrupted run goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, true

from ingest import corpus, generations, lexical, lookup, store, vectors
from ingest.contents import Contents
from ingest.corpus import Model, Text
from ingest.database import DISK_FULL, is_full
from ingest.errors import StorageFailure, TrolyError
from ingest.generations import Made
from ingest.index import LEXICAL_FOLDER, PASSAGES_FILE, VECTORS_FILE, WORDS_FILE
from ingest.models import Embedder, Visibility
from ingest.neighbours import learn
from ingest.pieces import embed
from ingest.register import Register
from ingest.text import FOLDING_VERSION

_BATCH = 32  # texts embedded between two commits
_ATTEMPTS = 5  # while others keep saving documents
_UNIT_TOLERANCE = 0.01  # of the length of a vector; 4-bit models are off by less


class Stage(StrEnum):
    """Steps of publishing, in order; each is reported when it is done."""

    EMBEDDED = "embedded"
    VECTORS = "vectors"
    LEXICAL = "lexical"
    SEALED = "sealed"
    MOVED = "moved"
    CURRENT = "current"
    PRUNED = "pruned"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far publishing is: ``done`` of ``total`` texts for EMBEDDED, passages for the others."""

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Published:
    """The current generation, how many passages it holds and how many texts were embedded for it."""

    generation: str
    is_new: bool
    passages: int
    embedded: int


Report = Callable[[Progress], None]


def _silent(_progress: Progress) -> None:
    return


def publish(
    folder: Path, register: Register, embedder: Embedder, report: Report = _silent, *, anew: bool = False
) -> Published:
    """Bring the index folder up to the register; where it is, only ``anew`` does anything. One publisher at a time."""
    run = _Run(folder, register, embedder, Model(embedder.name, embedder.dimension), report)
    with _worded(), generations.writer(folder):
        return (None if anew else run.unchanged()) or run.renew()


@contextmanager
def _worded() -> Iterator[None]:
    """Say the errors of libraries in a sentence."""
    try:
        yield
    except TrolyError:
        raise
    except (OSError, RuntimeError, ValueError) as error:  # the last two are what FAISS and Tantivy raise
        detail = DISK_FULL if is_full(error) else f"Không ghi được chỉ mục ({error}); chỉ mục cũ còn nguyên."
        raise StorageFailure(detail) from error


@dataclass(frozen=True, slots=True)
class _Run:
    folder: Path
    register: Register
    embedder: Embedder
    model: Model
    report: Report

    def unchanged(self) -> Published | None:
        """The current generation, where it is sound and made from just this."""
        name = generations.current(self.folder)
        if name is None:
            return None
        try:
            manifest = generations.read_manifest(self.folder, name)
            made = manifest.made
            wanted = (self.model.name, self.model.dimension, FOLDING_VERSION, self.register.revision())
            if (made.model, made.dimension, made.folding, made.revision) != wanted:
                return None
            generations.check(self.folder, manifest, (file.name for file in manifest.files))
        except generations.Damaged:
            return None
        return Published(name, False, made.passages, 0)

    def renew(self) -> Published:
        """A new generation, made current."""
        embedded = 0
        for _ in range(_ATTEMPTS):
            embedded += self._embed()
            with self.register.reading() as view:
                if not corpus.missing(view, self.model):
                    name, made = self._build(view)
                    break
        else:
            raise StorageFailure("Sổ đăng ký đang được ghi liên tục; hãy cập nhật chỉ mục khi việc nạp đã xong.")
        generations.prune(self.folder)
        self.register.prune()
        self._done(Stage.PRUNED, made.passages)
        return Published(name, True, made.passages, embedded)

    def _embed(self) -> int:
        """Fill the cache; how many texts were embedded."""
        with self.register.reading() as view:
            texts = corpus.missing(view, self.model)
        for start in range(0, len(texts), _BATCH):
            batch = texts[start : start + _BATCH]
            rows = _vectors_of(self.embedder, batch)
            with self.register.writing() as connection:
                corpus.keep(connection, self.model, batch, rows)
            self.report(Progress(Stage.EMBEDDED, start + len(batch), len(texts)))
        return len(texts)

    def _build(self, view: Connection) -> tuple[str, Made]:
        visibilities = lookup.visibilities(view, true())
        name = generations.next_name(self.folder)
        with generations.building(self.folder) as path:
            contents = self._write_vectors(view, path, visibilities)
            count = len(contents.ids)
            self._done(Stage.VECTORS, count)
            lexical.write(path / LEXICAL_FOLDER, _lexical_entries(view, self.model, visibilities))
            open_to_all = {id for id, visibility in visibilities.items() if visibility.visible_to is None}
            texts = (entry.text for entry in corpus.entries(view, self.model) if entry.document_id in open_to_all)
            (path / WORDS_FILE).write_bytes(learn(texts))
            self._done(Stage.LEXICAL, count)
            revision = store.revision(view)
            made = Made(self.model.name, self.model.dimension, FOLDING_VERSION, revision, len(visibilities), count)
            generations.seal(path, name, made)
            self._done(Stage.SEALED, count)
            generations.move(self.folder, path, name)
        self._done(Stage.MOVED, count)
        generations.point(self.folder, name)
        self._done(Stage.CURRENT, count)
        return name, made

    def _write_vectors(self, view: Connection, path: Path, visibilities: dict[str, Visibility]) -> Contents:
        """Vectors and passage ids, in the order of ``corpus.entries``."""
        places: list[tuple[str, str]] = []

        def rows() -> Iterator[NDArray[np.float32]]:
            for entry in corpus.entries(view, self.model):
                places.append((entry.id, entry.document_id))
                yield entry.vectors

        raw = vectors.dump(self.model.dimension, rows())
        (path / VECTORS_FILE).write_bytes(raw)
        contents = Contents.of(places, visibilities)
        (path / PASSAGES_FILE).write_bytes(contents.dump())
        return contents

    def _done(self, stage: Stage, count: int) -> None:
        self.report(Progress(stage, count, count))


def _lexical_entries(view: Connection, model: Model, visibilities: dict[str, Visibility]) -> Iterator[lexical.Entry]:
    for entry in corpus.entries(view, model):
        may_read = visibilities[entry.document_id]
        everybody = may_read.visible_to is None
        readers = None if everybody else (may_read.owner, *(may_read.visible_to or ()))
        yield lexical.Entry(entry.text, entry.document_id, readers)


def _vectors_of(embedder: Embedder, batch: Sequence[Text]) -> list[NDArray[np.float32]]:
    try:
        found = embed(embedder, [text.pieces for text in batch])
    except TrolyError:
        raise
    except Exception as error:  # a model may fail in any way
        raise StorageFailure(f"Mô hình {embedder.name} không chạy được ({error}); chỉ mục cũ còn nguyên.") from error
    shapes = [(len(text.pieces), embedder.dimension) for text in batch]
    is_whole = [rows.shape for rows in found] == shapes
    if not is_whole or not np.allclose(np.linalg.norm(np.concatenate(found), axis=1), 1, atol=_UNIT_TOLERANCE):
        raise StorageFailure(f"Mô hình {embedder.name} trả về vectơ không hợp lệ; chỉ mục cũ còn nguyên.")
    return found
