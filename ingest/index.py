"""The index as the assistant uses it: dense and lexical search over the passages a viewer may read.

The filter acts before ranking in both, so that what is forbidden neither shows nor takes a place. Passages of a
document whose visibility changed after publishing are caught by the register, which every answer reads from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ingest import generations, vectors
from ingest.contents import Contents
from ingest.errors import IndexMismatch, NoCorpus
from ingest.generations import REBUILD, Made, Manifest
from ingest.lexical import Channel, Lexical, Scope
from ingest.text import FOLDING_VERSION
from ingest.unfold import Unfolder

VECTORS_FILE = "vectors.faiss"
PASSAGES_FILE = "passages.json"
WORDS_FILE = "words.json"
LEXICAL_FOLDER = "lexical"
_OPENINGS = 3  # a publisher may take away what is being opened

Scored = tuple[str, float]
"""Passage id and score: cosine of the dense search, BM25 of the lexical ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Allowed:
    """Passages that one search may see; made by ``Index.allowed`` and valid for that index only."""

    mask: NDArray[np.bool_]  # shape (passages,)
    bits: vectors.Bitmap
    scope: Scope


class Index:
    """One opened generation. Answers the same for as long as it is held, whatever is published meanwhile."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Open a generation of an index folder; IndexMismatch where a file does not fit the manifest."""
        self._folder = folder
        self.name = manifest.generation
        self.made: Made = manifest.made
        self.warning: str | None = None
        lexical = (file.name for file in manifest.files if file.name.startswith(f"{LEXICAL_FOLDER}/"))
        generations.check(folder, manifest, lexical)
        self._contents = Contents.load(generations.read_file(folder, manifest, PASSAGES_FILE))
        self._vectors = vectors.Vectors(generations.read_file(folder, manifest, VECTORS_FILE))
        self.unfold = Unfolder(generations.read_file(folder, manifest, WORDS_FILE))
        self._lexical = Lexical(generations.place(folder, self.name) / LEXICAL_FOLDER)

    @classmethod
    def open(cls, folder: Path, model: str | None = None) -> Self:
        """The current generation, or the newest sound one with a ``warning`` where that one is damaged.

        NoCorpus where nothing was published; IndexMismatch where it was made by another model than the one named,
        by another folding of words, or where nothing sound is left.
        """
        for _ in range(_OPENINGS):
            names = generations.candidates(folder)
            if not names:
                raise NoCorpus("Chưa có văn bản nào; hãy nạp văn bản bằng lệnh: troly ingest THƯ_MỤC")
            opened = cls._first_sound(folder, names, model)
            if opened is not None:
                return opened
        raise IndexMismatch(f"Chỉ mục tại {folder} bị hỏng, không có bản nào dùng được; {REBUILD}")

    @classmethod
    def _first_sound(cls, folder: Path, names: list[str], model: str | None) -> Self | None:
        for name in names:
            try:
                manifest = generations.read_manifest(folder, name)
                _refuse_unfit(manifest.made, model)
                opened = cls(folder, manifest)
            except generations.Damaged:
                continue
            if name != names[0]:
                opened.warning = f"Chỉ mục {names[0]} bị hỏng, đang trả lời từ bản {name}; {REBUILD}"
            return opened
        return None

    def __len__(self) -> int:
        return len(self._contents.ids)

    @property
    def is_current(self) -> bool:
        """Whether nothing newer was published since."""
        return generations.current(self._folder) == self.name

    def allowed(self, viewer: str | None, document_ids: Iterable[str] | None = None) -> Allowed:
        """The passages a viewer may read, within some documents where given. None sees what everybody sees."""
        within = None if document_ids is None else frozenset(document_ids)
        contents = self._contents
        chosen = [
            visibility.admits(viewer) and (within is None or id in within)
            for id, visibility in zip(contents.documents, contents.visibilities, strict=True)
        ]
        mask = np.array(chosen, dtype=np.bool_)[contents.document_of]
        return Allowed(mask, vectors.bitmap(mask), Scope(viewer, within))

    def dense(self, vector: NDArray[np.float32], allowed: Allowed, k: int) -> list[Scored]:
        """The k allowed passages nearest to a unit vector of shape (dimension,), with their cosines, best first."""
        if vector.shape != (self.made.dimension,):
            raise IndexMismatch(
                f"Chỉ mục có vectơ {self.made.dimension} chiều, câu hỏi có {vector.size} chiều; {REBUILD}"
            )
        if k < 1 or not allowed.mask.any():
            return []
        return self._named(self._vectors.nearest(vector, allowed.bits, k))

    def lexical(self, text: str, allowed: Allowed, k: int) -> list[Scored]:
        """The k allowed passages that share most with the text, diacritics compared, with BM25 scores, best first."""
        return self._named(self._lexical.best(Channel.WRITTEN, text, allowed.scope, k))

    def lexical_folded(self, text: str, allowed: Allowed, k: int) -> list[Scored]:
        """As ``lexical``, diacritics not compared."""
        return self._named(self._lexical.best(Channel.FOLDED, text, allowed.scope, k))

    def frequency(self, word: str, allowed: Allowed) -> int:
        """How many allowed passages carry a word without its diacritics."""
        return self._lexical.frequency(word, allowed.scope)

    def printed(self, word: str, viewer: str | None, folded: bool = False) -> int:
        """How many passages that a viewer may read carry a word, or two neighbours joined by ``_``, as it is written."""
        channel = Channel.FOLDED if folded else Channel.WRITTEN
        return self._lexical.frequency(word, Scope(viewer, None), channel)

    def _named(self, hits: list[tuple[int, float]]) -> list[Scored]:
        return [(self._contents.ids[position], score) for position, score in hits]


def _refuse_unfit(made: Made, model: str | None) -> None:
    if model is not None and made.model != model:
        raise IndexMismatch(f"Chỉ mục được tạo bởi mô hình {made.model}, nay dùng mô hình {model}; {REBUILD}")
    if made.folding != FOLDING_VERSION:
        raise IndexMismatch(f"Chỉ mục do một bản troly khác tạo ra; {REBUILD}")
