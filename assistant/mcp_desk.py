"""What the tools of ``troly mcp`` do, whatever protocol calls them."""

from __future__ import annotations

from datetime import date

from assistant.ask import Troly
from assistant.asking import shown
from assistant.chat_models import ChatAnswer, ChatQuestion
from assistant.document_models import DocumentText
from assistant.library import RegisterLibrary
from assistant.listing import named
from assistant.mcp_models import DocumentQuery, DocumentSlice, TaskNote, TaskNotes, TaskQuery
from assistant.wire import Wire
from ingest.errors import BadUse

_NO_DOCUMENT = "Không có văn bản «{name}»; hãy hỏi “Có những văn bản nào?” để xem danh sách."
_MANY = "«{name}» ứng với nhiều văn bản; hãy nêu một mã: {ids}."
_NO_PAGES = "Văn bản này không chia trang; hãy nêu start và end."
_LAST_PAGE = "Văn bản chỉ có {pages} trang."
_LENGTH = "Văn bản chỉ có {length} ký tự."

Said = tuple[Wire, str]
"""What a tool found: for programs, and in words for a language model."""


class Desk:
    """What the tools do, for one unit; ``unit`` None sees what everybody may read."""

    def __init__(self, troly: Troly, library: RegisterLibrary, unit: str | None) -> None:
        self._troly, self._library, self._unit = troly, library, unit

    def ask(self, asked: ChatQuestion) -> Said:
        """An answer with its places."""
        answer = self._troly.ask(asked.asked_by(self._unit, date.today()))
        return ChatAnswer.of(answer), shown(answer)

    def list_tasks(self, wanted: TaskQuery) -> Said:
        """A page of tasks."""
        document = self._id_of(wanted.document) if wanted.document else None
        further = wanted.model_copy(update={"document": document, "limit": wanted.limit + 1})
        found = self._library.tasks(self._unit, further)
        after = wanted.offset + wanted.limit if len(found) > wanted.limit else None
        notes = TaskNotes(tasks=tuple(map(TaskNote.of, found[: wanted.limit])), next_offset=after)
        return notes, notes.words

    def open_document(self, wanted: DocumentQuery) -> Said:
        """A part of a document, verbatim."""
        document = self._library.document(self._id_of(wanted.document), self._unit)
        if document is None:  # gone since it was looked up
            raise BadUse(_NO_DOCUMENT.format(name=wanted.document))
        start, end = _place(wanted, document)
        if start >= len(document.text):
            raise BadUse(_LENGTH.format(length=len(document.text)))
        part = DocumentSlice.of(document, start, end)
        return part, part.words

    def _id_of(self, name: str) -> str:
        self._troly.tools.known(self._unit)
        ids = named(name, tuple(self._troly.tools.ties(self._unit).by_id.values()))
        if len(ids) > 1:
            raise BadUse(_MANY.format(name=name, ids=", ".join(ids)))
        if not ids:
            raise BadUse(_NO_DOCUMENT.format(name=name))
        return ids[0]


def _place(wanted: DocumentQuery, document: DocumentText) -> tuple[int, int]:
    """First character and the one after the last; raises BadUse for a page that is not there."""
    if wanted.page is None:
        return wanted.start or 0, wanted.end or len(document.text)
    starts = document.page_starts
    if not starts:
        raise BadUse(_NO_PAGES)
    if wanted.page > len(starts):
        raise BadUse(_LAST_PAGE.format(pages=len(starts)))
    return starts[wanted.page - 1], (*starts, len(document.text))[wanted.page]
