"""What lies at each position of the index: passage, its document, who may read that."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ingest.models import Visibility


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies at each position of the index."""

    ids: tuple[str, ...]
    document_of: NDArray[np.int64]  # position of the passage's document in ``documents``
    documents: tuple[str, ...]
    visibilities: tuple[Visibility, ...]

    @classmethod
    def of(cls, places: Sequence[tuple[str, str]], visibilities: Mapping[str, Visibility]) -> Self:
        """From passage and document id of each position, and the visibility of each document."""
        position = {document_id: at for at, document_id in enumerate(visibilities)}
        document_of = np.array([position[document_id] for _, document_id in places], dtype=np.int64)
        return cls(tuple(id for id, _ in places), document_of, tuple(visibilities), tuple(visibilities.values()))

    def dump(self) -> bytes:
        """As JSON."""
        who = [[visibility.owner, visibility.visible_to] for visibility in self.visibilities]
        fields = {"ids": self.ids, "of": self.document_of.tolist(), "documents": self.documents, "visibility": who}
        return json.dumps(fields, ensure_ascii=False).encode()

    @classmethod
    def load(cls, raw: bytes) -> Self:
        """From the bytes of ``dump``, checked by the caller."""
        fields = json.loads(raw)
        who = tuple(
            Visibility(owner, None if listed is None else tuple(listed)) for owner, listed in fields["visibility"]
        )
        document_of = np.array(fields["of"], dtype=np.int64)
        return cls(tuple(fields["ids"]), document_of, tuple(fields["documents"]), who)
