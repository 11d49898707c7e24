"""Tasks and figures in the HTTP contract, and what the service needs from the register."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol, Self

from pydantic import Field, model_validator

from assistant.document_models import DocumentText, DocumentView
from assistant.kept_files import Original, PageImage
from assistant.wire import Day, DocumentRef, Line, Locator, Wire
from ingest.models import Deadline, DeadlineKind, DeadlineOp, Moved, Role, Task, TaskKind


class RecurrenceView(Wire):
    """Việc lặp lại."""

    freq: str = Field(description="Chu kỳ: weekly, monthly, quarterly, yearly, unspecified", examples=["monthly"])
    day: int | None = Field(default=None, description="Ngày trong tháng", examples=[15])
    month: int | None = Field(default=None, description="Tháng trong năm", examples=[12])


class DeadlineView(Wire):
    """Thời hạn: chữ in và nghĩa theo lịch."""

    text: str = Field(description="Nguyên chữ", examples=["Quý I/2026"])
    kind: DeadlineKind = Field(description="Loại thời hạn", examples=["quarter"])
    op: DeadlineOp | None = Field(default=None, description="Trước, chậm nhất, trong hoặc sau", examples=["within"])
    start: date | None = Field(default=None, description="Ngày đầu", examples=["2026-01-01"])
    end: date | None = Field(default=None, description="Ngày cuối", examples=["2026-03-31"])
    recurrence: RecurrenceView | None = Field(default=None, description="Chu kỳ, nếu lặp lại")


class MovedView(Wire):
    """Thời hạn đã được văn bản sau điều chỉnh."""

    before: DeadlineView | None = Field(description="Thời hạn ban đầu")
    document: str = Field(description="Mã văn bản điều chỉnh", examples=["9f2c6a10"])
    locator: Locator = Field(description="Chỗ điều chỉnh trong văn bản đó")


class ChangedView(Wire):
    """Chỗ mà văn bản sau thay đổi điều khác của nhiệm vụ: cơ quan, nội dung, chỉ tiêu."""

    document: str = Field(description="Mã văn bản thay đổi", examples=["9f2c6a10"])
    locator: Locator = Field(description="Chỗ thay đổi trong văn bản đó")


class TaskView(Wire):
    """Một nhiệm vụ hoặc chỉ tiêu, mỗi trường kèm chỗ đứng của nó."""

    id: str = Field(description="Mã nhiệm vụ", examples=["9f2c6a10-3"])
    document: DocumentRef
    kind: TaskKind = Field(description="Nhiệm vụ, chỉ tiêu, đề nghị hoặc điều khoản cuối", examples=["task"])
    section: tuple[str, ...] = Field(description="Đường dẫn đề mục", examples=[["I. Hạ tầng số"]])
    number: str | None = Field(description="Số thứ tự in trong văn bản", examples=["3"])
    text: str = Field(description="Nội dung", examples=["Hoàn thiện quy trình nội bộ"])
    lead: tuple[str, ...] = Field(description="Chủ trì", examples=[["Văn phòng"]])
    coordinating: tuple[str, ...] = Field(description="Phối hợp", examples=[[]])
    implementing: tuple[str, ...] = Field(description="Thực hiện", examples=[[]])
    role: Role = Field(description="Vai trò", examples=["chu_tri"])
    deadline: DeadlineView | None = Field(default=None, description="Thời hạn đang áp dụng")
    moved: MovedView | None = Field(default=None, description="Văn bản đã điều chỉnh thời hạn, nếu có")
    changed: tuple[ChangedView, ...] = Field(default=(), description="Thay đổi khác của văn bản sau, cũ trước")
    result: str | None = Field(default=None, description="Sản phẩm, kết quả", examples=["Quyết định"])
    value: str | None = Field(default=None, description="Giá trị chỉ tiêu", examples=["100%"])
    basis: str | None = Field(default=None, description="Căn cứ", examples=["Nghị quyết"])
    submit_to: tuple[str, ...] = Field(default=(), description="Nơi nhận báo cáo", examples=[[]])
    confidence: float = Field(default=1.0, ge=0, le=1, description="Độ chắc chắn của bản ghi", examples=[0.9])
    doubt: str | None = Field(default=None, description="Lý do khi chưa chắc chắn", examples=[None])
    annex: str | None = Field(default=None, description="Phụ lục", examples=["Phụ lục I"])
    page: int | None = Field(default=None, description="Trang", examples=[2])
    locator: Locator = Field(description="Chỗ đứng của cả nhiệm vụ")
    evidence: dict[str, Locator] = Field(description="Chỗ đứng của từng trường", examples=[{}])

    @classmethod
    def of(cls, task: Task, document: DocumentRef, page: int | None) -> Self:
        """From the inside type; ``page`` is that of the first character of its row."""
        return cls(
            id=task.id,
            document=document,
            kind=task.kind,
            section=task.section,
            number=task.number,
            text=task.text,
            lead=task.lead,
            coordinating=task.coordinating,
            implementing=task.implementing,
            role=task.role,
            deadline=_deadline(task.deadline),
            moved=_moved(task.moved),
            changed=tuple(ChangedView(document=c.document_id, locator=Locator.of(c.spans)) for c in task.changed),
            result=task.result,
            value=task.value,
            basis=task.basis,
            submit_to=task.submit_to,
            confidence=task.confidence,
            doubt=task.doubt,
            annex=task.annex,
            page=page,
            locator=Locator.of(task.row),
            evidence={name: Locator.of(spans) for name, spans in task.evidence},
        )


def _deadline(deadline: Deadline | None) -> DeadlineView | None:
    return DeadlineView.model_validate(deadline, from_attributes=True) if deadline else None


def _moved(moved: Moved | None) -> MovedView | None:
    if moved is None:
        return None
    return MovedView(before=_deadline(moved.before), document=moved.document_id, locator=Locator.of(moved.spans))


class TaskFilter(Wire):
    """Điều kiện lọc nhiệm vụ; bỏ trống là không lọc."""

    agency: Line | None = Field(default=None, description="Tên cơ quan được giao", examples=["Văn phòng"])
    role: Role | None = Field(default=None, description="Vai trò của cơ quan trong nhiệm vụ", examples=["chu_tri"])
    due_from: Day | None = Field(default=None, description="Hạn từ ngày", examples=["2026-01-01"])
    due_to: Day | None = Field(default=None, description="Hạn đến hết ngày", examples=["2026-03-31"])
    document: Line | None = Field(default=None, description="Mã văn bản", examples=["9f2c6a10"])
    kind: TaskKind | None = Field(default=None, description="Loại", examples=["task"])
    limit: int = Field(default=100, ge=1, le=500, description="Số dòng tối đa", examples=[100])
    offset: int = Field(default=0, ge=0, le=1_000_000, description="Bỏ qua bao nhiêu dòng", examples=[0])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.due_from and self.due_to and self.due_from > self.due_to:
            raise ValueError("Ngày bắt đầu đứng sau ngày kết thúc; hãy đổi lại.")
        return self


class TaskList(Wire):
    """Một trang danh sách nhiệm vụ."""

    tasks: tuple[TaskView, ...] = Field(description="Nhiệm vụ", examples=[[]])
    offset: int = Field(description="Đã bỏ qua bao nhiêu dòng", examples=[0])
    next_offset: int | None = Field(description="Trang sau bắt đầu từ đâu; trống là hết", examples=[100])


class Health(Wire):
    """Tình trạng dịch vụ."""

    status: Literal["ok"] = Field(default="ok", description="Sẵn sàng", examples=["ok"])
    documents: int = Field(description="Số văn bản đã nạp", examples=[5])
    index: str = Field(description="Bản chỉ mục đang dùng", examples=["g000012"])
    model: str = Field(description="Mô hình nhúng, mô hình ngôn ngữ", examples=["e5-small"])


class Files(Protocol):
    """Originals and pictures of their pages. Raises ``assistant.kept_files.Absent`` for absent and forbidden alike."""

    def original(self, id: str, viewer: str | None) -> Original:
        """The file of a document as it was given."""

    def page_image(self, id: str, viewer: str | None, page: int) -> PageImage:
        """A page, from 1, as a picture."""


class Library(Protocol):
    """What the service reads besides answers. A viewer of None sees only what everybody may read."""

    @property
    def files(self) -> Files:
        """The files themselves."""

    def documents(self, viewer: str | None) -> list[DocumentView]:
        """Documents the viewer may read, newest first."""

    def document(self, id: str, viewer: str | None) -> DocumentText | None:
        """None both when there is none and when the viewer may not read it."""

    def tasks(self, viewer: str | None, wanted: TaskFilter) -> list[TaskView]:
        """At most ``wanted.limit`` tasks from ``wanted.offset``, in reading order."""

    def unit_of(self, token: str) -> str | None:
        """The unit a token stands for; compare in constant time."""

    def ready(self) -> str | None:
        """None when questions can be answered, else the reason in Vietnamese."""

    def health(self) -> Health:
        """Figures for operators; only called when ready."""
