"""``troly tasks``, ``troly documents``, ``troly token``: the register as lists."""

from __future__ import annotations

from datetime import date

import typer

from assistant import open as opened
from assistant.document_json import Shelf, document_line
from assistant.file_states import file_words, files_of, list_files
from assistant.labels import document_name, task_name
from assistant.options import DocumentOptions, TaskOptions, TokenOptions
from assistant.settings import Settings, read_settings
from assistant.task_json import task_line
from assistant.task_lines import deadline_words
from ingest.errors import BadUse
from ingest.files import State
from ingest.lookup import StoredDocument, TaskFilter
from ingest.models import Document, Role, Task, TaskKind
from ingest.register import Register
from ingest.rows import AgencyRole
from ingest.signs import find_sign_queries, matches


def list_tasks(options: TaskOptions) -> None:
    """Tasks that meet the flags, in document order."""
    settings = read_settings()
    register = opened.register(settings, options.data or settings.data, create=False)
    ties = register.ties(options.unit)
    wanted = TaskFilter(
        agencies=_agencies(options, settings),
        roles=_parties(options.role),
        duties=_duties(options.role),
        due_from=options.due_from,
        due_to=options.due_to,
        document_ids=documents_named(options.document, tuple(ties.by_id.values())),
        as_of=date.today(),
        kinds=(_kind(options.kind),) if options.kind else (),
    )
    found = ties.tasks(lambda asked: register.tasks(options.unit, asked), wanted)
    if not found and not options.json:
        typer.echo("Không có nhiệm vụ nào khớp với các điều kiện đã nêu.", err=True)
    whole = _Opened(register, options.unit)
    for task in found:
        if options.json:
            typer.echo(task_line(task, whole[task.document_id], whole))
        else:
            typer.echo(_task_words(task, ties.by_id[task.document_id]))


def _task_words(task: Task, document: StoredDocument) -> str:
    due = deadline_words(task, english=False)
    leads = "; ".join(task.lead)
    return f"{task_name(task)} ({document_name(document, 60)}): {task.text[:160]} – {leads}{f' – hạn: {due}' if due else ''}"


class _Opened(dict[str, Document]):
    """Whole documents by id, each read once."""

    def __init__(self, register: Register, unit: str | None) -> None:
        super().__init__()
        self._register, self._unit = register, unit

    def __missing__(self, document_id: str) -> Document:
        document = self._register.document(document_id, self._unit)
        if document is None:
            raise BadUse("Văn bản vừa bị xóa trong lúc liệt kê; hãy chạy lại lệnh.")
        return self.setdefault(document_id, document)


def list_documents(options: DocumentOptions) -> None:
    """Current versions of the documents that the unit may read."""
    settings = read_settings()
    register = opened.register(settings, options.data or settings.data, create=False)
    if options.state is not None:
        list_files(register, options)
        return
    ties = register.ties(options.unit)
    whole = _Opened(register, options.unit)
    shelf = Shelf(ties, lambda id: whole[id].source.text, options.as_of or date.today())
    for stored in ties.current:
        if options.json:
            typer.echo(document_line(stored, shelf, with_text=options.text))
        else:
            typer.echo(_document_words(stored, shelf))
            if options.text:
                typer.echo(whole[stored.id].source.text)
    if not options.json:
        for given in files_of(register, options.unit):
            if given.state is not State.PUBLISHED:
                typer.echo(file_words(given))


def _document_words(stored: StoredDocument, shelf: Shelf) -> str:
    former = shelf.ties.versions(stored.id)
    also = f" – gồm cả {', '.join(version.file for version in former)}" if former else ""
    ended = " – không còn hiệu lực" if shelf.ties.ending(stored.id, shelf.as_of) else ""
    return f"{stored.id}  {stored.file}: {document_name(stored)} – {stored.tasks} nhiệm vụ/chỉ tiêu{also}{ended}"


def give_token(options: TokenOptions) -> None:
    """Print a new token once; only its hash is kept."""
    settings = read_settings()
    register = opened.register(settings, options.data or settings.data, create=True)
    if options.revoke:
        found = register.remove_unit(options.unit)
        typer.echo(f"Đã thu hồi mã của {options.unit}." if found else f"{options.unit} chưa có mã nào.")
        return
    typer.echo(register.add_unit(options.unit))


def _agencies(options: TaskOptions, settings: Settings) -> tuple[str, ...]:
    if options.agency is None:
        return ()
    named = opened.agencies(settings).find_asked(options.agency)
    return tuple(dict.fromkeys(m.name for m in named)) or (options.agency,)


def _parties(role: str | None) -> tuple[AgencyRole, ...]:
    return (AgencyRole(role),) if role in set(AgencyRole) else ()


def _duties(role: str | None) -> tuple[Role, ...]:
    if role is None or role in set(AgencyRole):
        return ()
    if role not in set(Role):
        known = ", ".join([*AgencyRole, *Role])
        raise BadUse(f"Vai trò «{role}» không có; hãy chọn một trong: {known}.")
    return (Role(role),)


def _kind(kind: str) -> TaskKind:
    if kind not in set(TaskKind):
        raise BadUse(f"Loại «{kind}» không có; hãy chọn một trong: {', '.join(TaskKind)}.")
    return TaskKind(kind)


def documents_named(name: str | None, held: tuple[StoredDocument, ...]) -> tuple[str, ...]:
    """Ids of the documents meant by an id, a file name (of a former version too) or a number."""
    if name is None:
        return ()
    found = named(name, held)
    if not found:
        raise BadUse(f"Không có văn bản «{name}»; xem danh sách bằng lệnh troly documents.")
    return found


def named(name: str, held: tuple[StoredDocument, ...]) -> tuple[str, ...]:
    """Like ``documents_named``, but none where there is none."""
    signs = find_sign_queries(name)
    return tuple(d.id for d in held if name in (d.id, d.file)) or tuple(
        d.id
        for d in held
        if d.superseded_by is None and d.identity.number and any(matches(s, d.identity.number.value) for s in signs)
    )
