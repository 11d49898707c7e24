"""What became of each file that was given, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from assistant.options import DocumentOptions
from ingest import files
from ingest.errors import BadUse
from ingest.files import Given, State
from ingest.register import Register

_WORDS = {
    State.QUEUED: "đang chờ đọc",
    State.READING: "đang đọc",
    State.RECOGNISING: "đang nhận dạng chữ",
    State.EXTRACTING: "đang trích nhiệm vụ",
    State.EMBEDDING: "đã vào sổ, chờ đưa vào chỉ mục",
    State.PUBLISHED: "đã đưa vào chỉ mục",
    State.REFUSED: "không nạp được",
    State.QUARANTINED: "chờ trong vùng cách ly",
    State.FAILED: "gặp sự cố, lần nạp sau sẽ thử lại",
}
_ALL = "all"


def list_files(register: Register, options: DocumentOptions) -> None:
    """The files in one state, or all of them; raises BadUse for a state that does not exist."""
    if options.state not in (*State, _ALL):
        raise BadUse(f"Tình trạng «{options.state}» không có; hãy chọn một trong: {_ALL}, {', '.join(State)}.")
    for given in files_of(register, options.unit):
        if options.state in (given.state, _ALL):
            typer.echo(_line(given) if options.json else file_words(given))


def files_of(register: Register, viewer: str | None) -> list[Given]:
    """The files that a viewer may know of, by path; the rule is that of their documents."""
    with register.reading() as view:
        return [given for given in files.every(view).values() if _is_visible(given, viewer)]


def file_words(given: Given) -> str:
    """One line for a person."""
    pages = f"trang {given.page}/{given.pages}" if given.page else f"{given.pages} trang" if given.pages else ""
    when = f"{given.changed_at:%d/%m/%Y %H:%M} UTC" if given.changed_at else ""
    about = ", ".join(part for part in (pages, f"{given.tasks} nhiệm vụ/chỉ tiêu" if given.tasks else "", when) if part)
    reason = f": {given.reason}" if given.reason else ""
    return f"{Path(given.path).name}: {_WORDS[given.state]} ({about}){reason}"


def _is_visible(given: Given, viewer: str | None) -> bool:
    units = given.visibility.visible_to
    return units is None or viewer in (given.visibility.owner, *units)


def _line(given: Given) -> str:
    fields = {
        "path": given.path,
        "file": Path(given.path).name,
        "archive": given.archive,
        "state": given.state,
        "reason": given.reason,
        "id": given.document_id,
        "sha256": given.sha256,
        "page": given.page,
        "pages": given.pages,
        "tasks": given.tasks,
        "attempts": given.attempts,
        "unit": given.visibility.owner,
        "given_by": given.given_by,
        "changed_at": given.changed_at and given.changed_at.isoformat(timespec="seconds"),
    }
    return json.dumps(fields, ensure_ascii=False)
