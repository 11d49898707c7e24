"""The register as the HTTP service reads it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

from assistant.api_models import Health, TaskFilter, TaskView
from assistant.document_models import DocumentText, DocumentView, RelationView, SectionAnchor, VersionView
from assistant.kept_files import PAGED, KeptFiles
from assistant.labels import title
from assistant.tools import Tools
from assistant.wire import DocumentRef, Locator
from ingest import lookup
from ingest.lookup import Citing, StoredDocument
from ingest.models import Fact, Identity, Role, Task
from ingest.rows import AgencyRole
from ingest.ties import Ties

# As what an agency must stand in a task to have the asked duty in it: whoever leads advises or carries out, too.
_HELD = {
    None: (AgencyRole.LEAD, AgencyRole.COORDINATING, AgencyRole.IMPLEMENTING),
    Role.LEAD: (AgencyRole.LEAD,),
    Role.COORDINATE: (AgencyRole.COORDINATING,),
    Role.ADVISE: (AgencyRole.LEAD,),
    Role.IMPLEMENT: (AgencyRole.LEAD, AgencyRole.IMPLEMENTING),
}


class RegisterLibrary:
    """Documents, tasks and tokens for one running service; ``originals`` is the folder of the files as given."""

    def __init__(self, tools: Tools, originals: Path) -> None:
        self._tools = tools
        self.files = KeptFiles(tools, originals)

    def documents(self, viewer: str | None) -> list[DocumentView]:
        """By file name."""
        known = self._tools.known(viewer).documents
        return [_view(d, self._tools.ties(viewer)) for d in known]

    def document(self, id: str, viewer: str | None) -> DocumentText | None:
        """Text, page starts and headings; None for absent and forbidden alike."""
        self._tools.known(viewer)
        ties = self._tools.ties(viewer)
        stored = ties.by_id.get(id)
        if stored is None:
            return None
        document = self._tools.document(id, viewer)
        seen: dict[tuple[str, ...], int] = {}
        for block in document.blocks:
            for depth in range(1, len(block.section) + 1):
                if block.section_spans[depth - 1]:
                    seen.setdefault(block.section[:depth], block.section_spans[depth - 1][0].start)
        anchors = tuple(SectionAnchor(path=path, start=start) for path, start in seen.items())
        return DocumentText(
            document=_view(stored, ties),
            text=document.source.text,
            page_starts=document.source.page_starts,
            page_sizes=document.source.page_sizes if document.source.media in PAGED else (),
            anchors=anchors,
        )

    def tasks(self, viewer: str | None, wanted: TaskFilter) -> list[TaskView]:
        """A page of tasks in reading order."""
        self._tools.known(viewer)
        agencies = self._agencies(wanted.agency)
        found = self._tools.tasks(
            viewer,
            lookup.TaskFilter(
                agencies=agencies,
                roles=_HELD[wanted.role] if agencies else (),
                duties=(wanted.role,) if wanted.role and not (wanted.role is Role.COORDINATE and agencies) else (),
                due_from=wanted.due_from,
                due_to=wanted.due_to,
                document_ids=(wanted.document,) if wanted.document else (),
                kinds=(wanted.kind,) if wanted.kind else (),
                as_of=date.today(),
            ),
        )
        page = found[wanted.offset : wanted.offset + wanted.limit]
        return [self._task_view(viewer, task) for task in page]

    def unit_of(self, token: str) -> str | None:
        """By the hash of the token."""
        return self._tools.register.unit_of(token)

    def ready(self) -> str | None:
        """Ready once an index is open, which construction requires."""
        return None

    def health(self) -> Health:
        """Counts over what everybody may read; names of unit-only documents stay unsaid."""
        public = self._tools.known(None).documents
        return Health(documents=len(public), index=self._tools.index.name, model=self._tools.embedder.name)

    def _agencies(self, typed: str | None) -> tuple[str, ...]:
        if typed is None:
            return ()
        named = self._tools.agencies.find_asked(typed)
        return tuple(dict.fromkeys(m.name for m in named)) or (typed,)

    def _task_view(self, viewer: str | None, task: Task) -> TaskView:
        stored = self._tools.stored(task.document_id, viewer)
        source = self._tools.document(task.document_id, viewer).source
        return TaskView.of(task, _ref(stored), source.page_of(task.row[0].start) if task.row else None)


def _ref(stored: StoredDocument) -> DocumentRef:
    number = stored.identity.number
    return DocumentRef(id=stored.id, file=stored.file, number=number.value if number else None, title=title(stored))


def _view(stored: StoredDocument, ties: Ties) -> DocumentView:
    identity = stored.identity
    named = {field.name: getattr(identity, field.name) for field in fields(Identity)}
    return DocumentView(
        id=stored.id,
        file=stored.file,
        number=identity.number.value if identity.number else None,
        title=title(stored),
        kind=identity.kind.value if identity.kind else None,
        day=date.fromisoformat(identity.day.value) if identity.day else None,
        issuer=identity.issuer.value if identity.issuer else None,
        tasks=stored.tasks,
        confidence={name: round(fact.confidence, 2) for name, fact in named.items() if isinstance(fact, Fact)},
        in_force=ties.ending(stored.id, date.today()) is None,
        versions=tuple(VersionView(id=v.id, file=v.file, media=v.media) for v in ties.versions(stored.id)),
        superseded_by=stored.superseded_by,
        relations_to=tuple(_relation(link, link.target_id, link.reference.sign) for link in ties.said_by(stored.id)),
        relations_from=tuple(
            _relation(link, link.document_id, _number(link, ties)) for link in ties.said_of(stored.id)
        ),
    )


def _number(link: Citing, ties: Ties) -> str | None:
    number = ties.by_id[link.document_id].identity.number
    return number.value if number else None


def _relation(link: Citing, other: str | None, number: str | None) -> RelationView:
    reference = link.reference
    return RelationView(
        relation=reference.relation,
        document=other,
        number=number,
        said_by=link.document_id,
        locator=Locator.of(reference.spans),
    )
