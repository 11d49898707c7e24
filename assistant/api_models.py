"""The JSON contract of the HTTP service, and what the service needs from the register.

Models are frozen and take no unknown field. Offsets are Python characters (code points) of the extracted text.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Literal, Protocol, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.models import CitedDocument
from ingest.models import DeadlineKind, DeadlineOp, Role, Spans, Task, TaskKind

_KEPT_CONTROLS = "\t\n\r"


def clean(text: str) -> str:
    """Without invisible format characters and outer space; control characters and broken Unicode are refused."""
    kinds = {unicodedata.category(letter) for letter in text if letter not in _KEPT_CONTROLS}
    if kinds & {"Cc", "Cs"}:
        raise ValueError("Nội dung chứa ký tự điều khiển hoặc ký tự hỏng; hãy gõ lại bằng chữ thường.")
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf").strip()


def _iso_day(value: object) -> object:
    """Only YYYY-MM-DD of a plausible year: Pydantic alone would also take a number of seconds."""
    if isinstance(value, date) or (isinstance(value, str) and re.fullmatch(r"(19|20|21)\d\d-[0-9]{2}-[0-9]{2}", value)):
        return value
    raise ValueError("Ngày phải viết theo dạng năm-tháng-ngày, ví dụ 2026-01-31.")


Day = Annotated[date, BeforeValidator(_iso_day)]
Line = Annotated[str, Field(max_length=200), AfterValidator(clean)]


class Wire(BaseModel):
    """Base of every model of the contract."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DocumentRef(Wire):
    """Văn bản được dẫn."""

    id: str = Field(description="Mã văn bản trong hệ thống", examples=["9f2c6a10"])
    file: str = Field(description="Tên tệp gốc", examples=["thong-bao.pdf"])
    number: str | None = Field(description="Số, ký hiệu; trống nếu bản gốc để trống", examples=["01/TB-UBND"])
    title: str = Field(description="Tên loại và trích yếu", examples=["Thông báo kết luận cuộc họp"])

    @classmethod
    def of(cls, cited: CitedDocument) -> Self:
        """From the inside type."""
        return cls(id=cited.id, file=cited.file, number=cited.number, title=cited.title)


class PageRectangle(Wire):
    """Một dòng in: trang, và trái, trên, phải, dưới tính bằng điểm (1/72 inch) từ góc trên bên trái của trang."""

    page: int = Field(description="Trang, tính từ 1", examples=[2])
    box: tuple[float, float, float, float] = Field(description="Khung", examples=[[85.0, 120.5, 510.2, 134.0]])


class Locator(Wire):
    """Vị trí nguyên văn: các khoảng ký tự [đầu, cuối) của văn bản đã trích."""

    kind: Literal["characters"] = Field(
        default="characters", description="Đơn vị: ký tự Unicode", examples=["characters"]
    )
    spans: tuple[tuple[int, int], ...] = Field(description="Các khoảng, theo thứ tự đọc", examples=[[[120, 186]]])
    rectangles: tuple[PageRectangle, ...] = Field(
        default=(), description="Các dòng in trên trang, khi biết chỗ đứng của từng chữ"
    )
    parts: tuple[str, ...] = Field(
        default=(), description="Đoạn, ô của tệp không chia trang", examples=[["bảng 2, dòng 3, cột 1"]]
    )

    @classmethod
    def of(cls, spans: Spans) -> Self:
        """From the inside type."""
        return cls(spans=tuple((span.start, span.end) for span in spans))


class Problem(Wire):
    """Lỗi, nói bằng một câu."""

    error: str = Field(description="Điều không ổn và việc cần làm", examples=["Hãy nhập câu hỏi."])


class DocumentView(DocumentRef):
    """Một văn bản đã nạp."""

    kind: str | None = Field(default=None, description="Tên loại văn bản", examples=["Thông báo"])
    day: date | None = Field(default=None, description="Ngày ban hành", examples=["2026-01-15"])
    issuer: str | None = Field(default=None, description="Cơ quan ban hành", examples=["Ủy ban nhân dân tỉnh"])
    tasks: int = Field(default=0, description="Số nhiệm vụ, chỉ tiêu đọc được", examples=[12])


class SectionAnchor(Wire):
    """Một đề mục để nhảy tới."""

    path: tuple[str, ...] = Field(description="Đường dẫn đề mục", examples=[["Phụ lục", "I. Hạ tầng số"]])
    start: int = Field(description="Vị trí ký tự", examples=[1024])


class DocumentText(Wire):
    """Toàn văn đã trích, kèm chỗ bắt đầu của trang và đề mục."""

    document: DocumentView
    text: str = Field(description="Nguyên văn đã trích", examples=["THÔNG BÁO\n…"])
    page_starts: tuple[int, ...] = Field(default=(), description="Vị trí ký tự đầu mỗi trang", examples=[[0, 2310]])
    anchors: tuple[SectionAnchor, ...] = Field(default=(), description="Các đề mục", examples=[[]])


class DocumentList(Wire):
    """Các văn bản người gọi được đọc."""

    documents: tuple[DocumentView, ...] = Field(description="Văn bản", examples=[[]])


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
    deadline: DeadlineView | None = Field(default=None, description="Thời hạn")
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
            deadline=DeadlineView.model_validate(task.deadline, from_attributes=True) if task.deadline else None,
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


class Library(Protocol):
    """What the service reads besides answers. A viewer of None sees only what everybody may read."""

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
