"""What can go wrong, each with one Vietnamese sentence for the person who asked.

TrolyError                 exit status 1
|-- UnreadableFile         this file was not taken; the others go on
|-- StorageFailure         register or index cannot be written or read
|   `-- IndexMismatch      index was made by another model, or its files do not match the manifest
|-- NoCorpus               nothing has been ingested yet
`-- BadUse                 exit status 2: the call itself is wrong
"""

from __future__ import annotations


class TrolyError(Exception):
    """Base class; ``str(error)`` is one Vietnamese sentence that says what is wrong and what to do."""

    exit_status = 1


class UnreadableFile(TrolyError):
    """A file that cannot be read."""


class StorageFailure(TrolyError):
    """The data folder cannot be written or read."""


class IndexMismatch(StorageFailure):
    """The index does not fit the model in use, or its files do not fit its manifest."""


class NoCorpus(TrolyError):
    """There is nothing to ask about yet."""


class BadUse(TrolyError):
    """Wrong arguments or an unusable question."""

    exit_status = 2
