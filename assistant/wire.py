"""What every model of the HTTP contract stands on: clean text, days, places, the name of a document.

Models are frozen and take no unknown field. Offsets are Python characters (code points) of the extracted text.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from assistant.models import CitedDocument
from ingest.models import Spans

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
