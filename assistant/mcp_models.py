"""What the tools of ``troly mcp`` take and give, beyond the contract of the chat."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from assistant.api_models import TaskFilter, TaskView
from assistant.document_models import DocumentText
from assistant.wire import DocumentRef, Line, Wire

MOST = 8_000  # characters of a document given at once: some 4,000 tokens of a language model


class TaskQuery(TaskFilter):
    """Điều kiện lọc nhiệm vụ; bỏ trống là không lọc."""

    document: Line | None = Field(
        default=None, description="Mã, tên tệp hoặc số, ký hiệu của văn bản", examples=["01/TB-UBND"]
    )
    limit: int = Field(default=30, ge=1, le=100, description="Số dòng tối đa", examples=[30])


class TaskNote(Wire):
    """Một nhiệm vụ hoặc chỉ tiêu; spans là chỗ đứng của cả dòng, mở bằng open_document."""

    id: str = Field(description="Mã nhiệm vụ", examples=["9f2c6a10-3"])
    document: DocumentRef
    section: tuple[str, ...] = Field(description="Đường dẫn đề mục", examples=[["I. Hạ tầng số"]])
    number: str | None = Field(description="Số thứ tự in trong văn bản", examples=["3"])
    kind: str = Field(description="Nhiệm vụ (task), chỉ tiêu (target), đề nghị (request) …", examples=["task"])
    text: str = Field(description="Nội dung", examples=["Hoàn thiện quy trình nội bộ"])
    lead: tuple[str, ...] = Field(description="Chủ trì", examples=[["Văn phòng"]])
    coordinating: tuple[str, ...] = Field(description="Phối hợp", examples=[[]])
    implementing: tuple[str, ...] = Field(description="Thực hiện", examples=[[]])
    deadline: str | None = Field(description="Thời hạn đang áp dụng, nguyên chữ", examples=["Quý I/2026"])
    due: date | None = Field(description="Ngày cuối của thời hạn", examples=["2026-03-31"])
    moved_by: str | None = Field(description="Mã văn bản đã điều chỉnh thời hạn", examples=[None])
    changed_by: tuple[str, ...] = Field(description="Mã các văn bản thay đổi điều khác của nhiệm vụ", examples=[[]])
    result: str | None = Field(description="Sản phẩm, kết quả", examples=["Quyết định"])
    value: str | None = Field(description="Giá trị chỉ tiêu", examples=["100%"])
    page: int | None = Field(description="Trang", examples=[2])
    spans: tuple[tuple[int, int], ...] = Field(description="Các khoảng ký tự", examples=[[[120, 186]]])

    @classmethod
    def of(cls, task: TaskView) -> Self:
        """What somebody who reads the row would want; the HTTP contract has the place of each field as well."""
        deadline = task.deadline
        return cls(
            id=task.id,
            document=task.document,
            section=task.section,
            number=task.number,
            kind=task.kind,
            text=task.text,
            lead=task.lead,
            coordinating=task.coordinating,
            implementing=task.implementing,
            deadline=deadline.text if deadline else None,
            due=deadline.end if deadline else None,
            moved_by=task.moved.document if task.moved else None,
            changed_by=tuple(dict.fromkeys(change.document for change in task.changed)),
            result=task.result,
            value=task.value,
            page=task.page,
            spans=task.locator.spans,
        )

    @property
    def words(self) -> str:
        """The task with whoever does it, by when, and where it stands."""
        named = (
            ("chủ trì", "; ".join(self.lead)),
            ("phối hợp", "; ".join(self.coordinating)),
            ("thực hiện", "; ".join(self.implementing)),
            ("thời hạn", self.deadline),
            ("chỉ tiêu", self.value),
            ("kết quả", self.result),
        )
        facts = "; ".join(f"{name}: {value}" for name, value in named if value)
        page = f", trang {self.page}" if self.page else ""
        number = f"{self.number}. " if self.number else ""
        return f"- {number}{self.text} ({facts}) – {self.document.title} ({self.document.file}{page})"


class TaskNotes(Wire):
    """Một trang danh sách nhiệm vụ."""

    tasks: tuple[TaskNote, ...] = Field(description="Nhiệm vụ, theo thứ tự trong văn bản", examples=[[]])
    next_offset: int | None = Field(description="Gọi lại với offset này để xem tiếp; trống là hết", examples=[30])

    @property
    def words(self) -> str:
        """One line a task."""
        lines = [task.words for task in self.tasks] or ["Không có nhiệm vụ nào khớp với các điều kiện đã nêu."]
        more = [] if self.next_offset is None else [f"Còn nữa: gọi lại với offset = {self.next_offset}."]
        return "\n".join([*lines, *more])


class DocumentQuery(Wire):
    """Mở văn bản nào, ở đâu; không nêu chỗ thì mở từ đầu."""

    document: Line = Field(description="Mã, tên tệp hoặc số, ký hiệu của văn bản", examples=["01/TB-UBND"])
    page: int | None = Field(default=None, ge=1, description="Trang, nếu tệp chia trang", examples=[2])
    start: int | None = Field(default=None, ge=0, description="Từ ký tự này của văn bản đã trích", examples=[120])
    end: int | None = Field(default=None, ge=1, description="Đến trước ký tự này", examples=[186])

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.page is not None and (self.start is not None or self.end is not None):
            raise ValueError("Hãy chỉ nêu trang, hoặc chỉ nêu start và end.")
        if self.end is not None and self.end <= (self.start or 0):
            raise ValueError("“end” phải đứng sau “start”.")
        return self


class DocumentSlice(Wire):
    """Nguyên văn một đoạn của văn bản, và cách dẫn nguồn."""

    document: DocumentRef
    source: str = Field(description="Dẫn nguồn cho đoạn này", examples=["Thông báo … (thong-bao.pdf, trang 2)"])
    section: tuple[str, ...] = Field(description="Đề mục ở đầu đoạn", examples=[["I. Hạ tầng số"]])
    page: int | None = Field(description="Trang ở đầu đoạn; trống nếu tệp không chia trang", examples=[2])
    pages: int | None = Field(description="Số trang của văn bản", examples=[4])
    start: int = Field(description="Ký tự đầu", examples=[120])
    end: int = Field(description="Ngay sau ký tự cuối", examples=[186])
    text: str = Field(description="Nguyên văn", examples=["Hoàn thành trong quý I"])
    next_start: int | None = Field(description="Gọi lại với start này để đọc tiếp; trống là hết", examples=[186])

    @property
    def words(self) -> str:
        """The source, and what it says."""
        more = "" if self.next_start is None else f"\n\nCòn nữa: gọi lại với start = {self.next_start}."
        return f"{self.source}:\n\n{self.text}{more}"

    @classmethod
    def of(cls, opened: DocumentText, start: int, end: int) -> Self:
        """The words between two offsets, at most MOST of them."""
        end = min(end, start + MOST, len(opened.text))
        starts = opened.page_starts
        page = sum(first <= start for first in starts) or None
        headings = [anchor.path for anchor in opened.anchors if anchor.start <= start]
        document = opened.document
        where = f"{document.file}, trang {page}" if page else document.file
        return cls(
            document=DocumentRef(id=document.id, file=document.file, number=document.number, title=document.title),
            source=f"{document.title} ({where})",
            section=headings[-1] if headings else (),
            page=page,
            pages=len(starts) or None,
            start=start,
            end=end,
            text=opened.text[start:end],
            next_start=end if end < len(opened.text) else None,
        )
