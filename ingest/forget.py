"""Takes documents out everywhere: register, states, originals, cached vectors, and every generation of the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import files, generations, kept_pages, originals
from ingest.build import INDEX, Kitchen, finish, locked
from ingest.files import Given
from ingest.publish import Progress


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many documents, originals and entries of files went."""

    documents: int
    originals: int
    files: int


def named(kitchen: Kitchen, name: str) -> list[Given]:
    """The files that a path, a folder, a file name or the id of a document means, whether they were taken or not."""
    place = str(Path(name).resolve())
    with kitchen.register.reading() as view:
        held = files.every(view).values()
    return [
        one
        for one in held
        if name in (one.document_id, one.path, Path(one.path).name)
        or place in (one.path, one.archive)
        or one.path.startswith(f"{place}/")
    ]


def forget(
    kitchen: Kitchen, document_ids: Sequence[str], given: Sequence[Given], progress: Callable[[Progress], None]
) -> Forgotten:
    """Remove documents and files, publish what is left, and delete the generations that still held them."""
    with locked(kitchen):
        gone = sum(kitchen.register.remove(id) for id in document_ids)
        with kitchen.register.writing() as connection:
            every = files.every(connection).values()
            dropped = {one.key: one for one in (*given, *every) if one in given or one.document_id in document_ids}
            files.drop(connection, dropped.values())
        kept_pages.sweep(kitchen.data / kept_pages.FOLDER)
        swept = originals.sweep(kitchen.data / originals.FOLDER, kitchen.register.hashes())
    finish(kitchen, progress)
    with generations.writer(kitchen.data / INDEX):
        generations.prune(kitchen.data / INDEX, kept=1)
    kitchen.register.compact()
    return Forgotten(gone, swept, len(dropped))
