"""How tasks and documents are called in an answer."""

from __future__ import annotations

from ingest.lookup import StoredDocument
from ingest.models import Role, Task, TaskKind

_SHOWN = 420  # characters of a task's words that a list line shows


def document_name(document: StoredDocument, length: int = 140) -> str:
    """Kind, number and subject, as a reader would say them."""
    identity = document.identity
    kind = identity.kind.value if identity.kind else "Văn bản"
    number = f" số {identity.number.value}" if identity.number else ""
    subject = identity.subject.value if identity.subject else document.file
    day = identity.event_day.value if identity.event_day else ""
    met = f" (họp ngày {day[8:]}/{day[5:7]}/{day[:4]})" if day else ""
    text = f"{kind}{number}{met} {subject}"
    return text if len(text) <= length else text[: length - 2].rsplit(" ", 1)[0] + " …"


def title(document: StoredDocument) -> str:
    """The title for a citation."""
    return document_name(document, 300)


def task_name(task: Task) -> str:
    """``Nhiệm vụ 17``, ``Nhiệm vụ VI.4``, ``Chỉ tiêu I.2.6``, ``Điểm b mục 2``, ``Mục II.3``."""
    if task.annex is not None or task.id.split("-", 1)[-1].startswith("PL"):
        word = "Chỉ tiêu" if task.kind is TaskKind.TARGET else "Nhiệm vụ"
        path = printed_path(task)
        return (
            f"{word} {path}" if task.number else f"{word} không đánh số{f' (mục {task.group})' if task.group else ''}"
        )
    if task.kind is TaskKind.CLOSING:
        return "Đoạn kết"
    if task.group is None and task.number is None:
        return "Nội dung"
    if task.number and task.number.isalpha() and task.group:
        return f"Điểm {task.number} mục {task.group}"
    path = printed_path(task)
    return f"Điểm {path}" if path.isalpha() and path.islower() else f"Mục {path}"


def printed_path(task: Task) -> str:
    """Group and number as one label: "VI.4"; a number that prints its group itself ("3.3") is not led by it again."""
    number, group = task.number or "", task.group or ""
    return number if not group or number.startswith(f"{group}.") else ".".join(x for x in (group, number) if x)


def shown_text(task: Task) -> str:
    """The task's own words, cut at a word where they run long."""
    text = task.text
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"


def role_words(task: Task) -> str:
    """What the addressee does: a body told only to coordinate never reads as lead."""
    return {
        Role.LEAD: "chủ trì",
        Role.COORDINATE: "phối hợp",
        Role.ADVISE: "tham mưu",
        Role.IMPLEMENT: "thực hiện",
    }[task.role]
