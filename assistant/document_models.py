"""Documents in the HTTP contract: what is listed of one, its relations and versions, its text."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from assistant.wire import DocumentRef, Locator, Wire
from ingest.models import Media, Relation


class RelationView(Wire):
    """Quan hệ với một văn bản khác, kèm chỗ nêu quan hệ đó."""

    relation: Relation = Field(description="Loại quan hệ", examples=["replaces"])
    document: str | None = Field(description="Mã văn bản kia, nếu có trong hệ thống", examples=["9f2c6a10"])
    number: str | None = Field(description="Số, ký hiệu văn bản kia", examples=["12/KH-UBND"])
    said_by: str = Field(description="Mã văn bản nêu quan hệ", examples=["9f2c6a10"])
    locator: Locator = Field(description="Chỗ nêu trong văn bản đó")


class VersionView(Wire):
    """Một bản khác, cũ hơn, của cùng văn bản."""

    id: str = Field(description="Mã", examples=["9f2c6a10"])
    file: str = Field(description="Tên tệp gốc", examples=["du-thao.docx"])
    media: Media = Field(description="Định dạng", examples=["docx"])


class DocumentView(DocumentRef):
    """Một văn bản đã nạp."""

    kind: str | None = Field(default=None, description="Tên loại văn bản", examples=["Thông báo"])
    day: date | None = Field(default=None, description="Ngày ban hành", examples=["2026-01-15"])
    issuer: str | None = Field(default=None, description="Cơ quan ban hành", examples=["Ủy ban nhân dân tỉnh"])
    tasks: int = Field(default=0, description="Số nhiệm vụ, chỉ tiêu đọc được", examples=[12])
    confidence: dict[str, float] = Field(
        default_factory=dict, description="Độ chắc chắn của từng giá trị nhận diện, 0 đến 1", examples=[{"number": 0.8}]
    )
    in_force: bool = Field(default=True, description="Còn hiệu lực hôm nay, theo các văn bản được xem", examples=[True])
    versions: tuple[VersionView, ...] = Field(default=(), description="Các bản cũ hơn của văn bản này", examples=[[]])
    superseded_by: str | None = Field(default=None, description="Mã bản mới hơn, nếu đây là bản cũ", examples=[None])
    relations_to: tuple[RelationView, ...] = Field(
        default=(), description="Văn bản này đối với văn bản khác", examples=[[]]
    )
    relations_from: tuple[RelationView, ...] = Field(
        default=(), description="Văn bản khác đối với văn bản này", examples=[[]]
    )


class SectionAnchor(Wire):
    """Một đề mục để nhảy tới."""

    path: tuple[str, ...] = Field(description="Đường dẫn đề mục", examples=[["Phụ lục", "I. Hạ tầng số"]])
    start: int = Field(description="Vị trí ký tự", examples=[1024])


class DocumentText(Wire):
    """Toàn văn đã trích, kèm chỗ bắt đầu của trang và đề mục."""

    document: DocumentView
    text: str = Field(description="Nguyên văn đã trích", examples=["THÔNG BÁO\n…"])
    page_starts: tuple[int, ...] = Field(default=(), description="Vị trí ký tự đầu mỗi trang", examples=[[0, 2310]])
    page_sizes: tuple[tuple[float, float], ...] = Field(
        default=(),
        description="Rộng, cao của từng trang có ảnh (điểm, 1/72 inch); trống nếu văn bản không có ảnh trang",
        examples=[[[595.0, 842.0]]],
    )
    anchors: tuple[SectionAnchor, ...] = Field(default=(), description="Các đề mục", examples=[[]])


class DocumentList(Wire):
    """Các văn bản người gọi được đọc."""

    documents: tuple[DocumentView, ...] = Field(description="Văn bản", examples=[[]])
