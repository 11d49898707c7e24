"""``troly tasks``, ``troly documents``, ``troly token``: the register as lists."""

from __future__ import annotations

import typer

from assistant import open as opened
from assistant.file_states import file_words, files_of, list_files
from assistant.labels import document_name, task_name
from assistant.options import DocumentOptions, TaskOptions, TokenOptions
from assistant.settings import Settings, read_settings
from assistant.task_json import document_line, task_line
from ingest.cross import named_by_others
from ingest.errors import BadUse
from ingest.files import State
from ingest.lookup import StoredDocument, TaskFilter
from ingest.models import Role, TaskKind
from ingest.register import Register
from ingest.rows import AgencyRole
from ingest.signs import find_sign_queries, matches


def list_tasks(options: TaskOptions) -> None:
    """Tasks that meet the flags, in document order."""
    settings = read_settings()
    register = opened.register(settings, options.data or settings.data, create=False)
    held = documents_of(register, options.unit)
    wanted = TaskFilter(
        agencies=_agencies(options, settings),
        roles=_parties(options.role),
        duties=_duties(options.role),
        due_from=options.due_from,
        due_to=options.due_to,
        document_ids=documents_named(options.document, held),
        kinds=(_kind(options.kind),) if options.kind else (),
    )
    by_id = {d.id: d for d in held}
    texts = {id: document for id in by_id if (document := register.document(id, options.unit))}
    found = register.tasks(options.unit, wanted)
    if not found and not options.json:
        typer.echo("Không có nhiệm vụ nào khớp với các điều kiện đã nêu.", err=True)
    for task in found:
        if options.json:
            typer.echo(task_line(task, texts[task.document_id]))
        else:
            due = f" – hạn: {task.deadline.text}" if task.deadline else ""
            typer.echo(
                f"{task_name(task)} ({document_name(by_id[task.document_id], 60)}): {task.text[:160]} – {'; '.join(task.lead)}{due}"
            )


def list_documents(options: DocumentOptions) -> None:
    """Documents that the unit may read."""
    settings = read_settings()
    register = opened.register(settings, options.data or settings.data, create=False)
    if options.state is not None:
        list_files(register, options)
        return
    for stored in documents_of(register, options.unit):
        whole = register.document(stored.id, options.unit) if options.text else None
        text = whole.source.text if whole else None
        if options.json:
            typer.echo(document_line(stored, text))
        else:
            typer.echo(f"{stored.id}  {stored.file}: {document_name(stored)} – {stored.tasks} nhiệm vụ/chỉ tiêu")
            if text is not None:
                typer.echo(text)
    if not options.json:
        for given in files_of(register, options.unit):
            if given.state is not State.PUBLISHED:
                typer.echo(file_words(given))


def give_token(options: TokenOptions) -> None:
    """Print a new token once; only its hash is kept."""
    settings = read_settings()
    register = opened.register(settings, options.data or settings.data, create=True)
    if options.revoke:
        found = register.remove_unit(options.unit)
        typer.echo(f"Đã thu hồi mã của {options.unit}." if found else f"{options.unit} chưa có mã nào.")
        return
    typer.echo(register.add_unit(options.unit))


def documents_of(register: Register, viewer: str | None) -> tuple[StoredDocument, ...]:
    """What a viewer may read, with the numbers that other documents tell."""
    return named_by_others(register.documents(viewer), register.references(viewer))


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
    """Ids of the documents meant by an id, a file name or a number."""
    if name is None:
        return ()
    signs = find_sign_queries(name)
    found = tuple(
        d.id
        for d in held
        if name in (d.id, d.file) or (d.identity.number and any(matches(s, d.identity.number.value) for s in signs))
    )
    if not found:
        raise BadUse(f"Không có văn bản «{name}»; xem danh sách bằng lệnh troly documents.")
    return found
