"""The flags of the product's commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

_Data = Annotated[Path | None, typer.Option(help="Thư mục dữ liệu (mặc định: data, hoặc biến TROLY_DATA).")]
_Unit = Annotated[str | None, typer.Option(help="Đơn vị của người hỏi; bỏ trống chỉ thấy văn bản công khai.")]
_Day = Annotated[
    date | None, typer.Option(parser=date.fromisoformat, metavar="YYYY-MM-DD", help="Ngày hỏi (mặc định: hôm nay).")
]
_From = Annotated[
    date | None, typer.Option(parser=date.fromisoformat, metavar="YYYY-MM-DD", help="Hạn từ ngày này trở đi.")
]
_To = Annotated[
    date | None, typer.Option(parser=date.fromisoformat, metavar="YYYY-MM-DD", help="Hạn đến hết ngày này.")
]
_Json = Annotated[bool, typer.Option("--json", help="Mỗi dòng một đối tượng JSON.")]


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """``troly ingest``."""

    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="ĐƯỜNG_DẪN...", help="Tệp hoặc thư mục: .txt .md .pdf .docx")
    ] = None
    data: _Data = None
    unit: Annotated[str | None, typer.Option(help="Đơn vị sở hữu văn bản.")] = None
    visible_to: Annotated[
        str | None, typer.Option(help="Các đơn vị được xem, cách nhau dấu phẩy; bỏ trống là mọi người.")
    ] = None
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Dựng lại chỉ mục bằng mô hình đang dùng.")] = False
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Số tệp đọc cùng lúc (mặc định: số nhân của máy).")
    ] = None


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """``troly watch``."""

    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục được theo dõi, kể cả thư mục con.")]
    data: _Data = None
    unit: Annotated[str | None, typer.Option(help="Đơn vị sở hữu văn bản.")] = None
    visible_to: Annotated[
        str | None, typer.Option(help="Các đơn vị được xem, cách nhau dấu phẩy; bỏ trống là mọi người.")
    ] = None


@dataclass(frozen=True, slots=True)
class ForgetOptions:
    """``troly forget``."""

    name: Annotated[str, typer.Argument(metavar="VĂN_BẢN", help="Mã, đường dẫn, tên tệp hoặc số của văn bản.")]
    data: _Data = None
    every: Annotated[bool, typer.Option("--all", help="Bỏ tất cả nếu tên ứng với nhiều tệp.")] = False


@dataclass(frozen=True, slots=True)
class AskOptions:
    """``troly ask``."""

    question: Annotated[str | None, typer.Argument(help="Câu hỏi.")] = None
    questions: Annotated[Path | None, typer.Option(help="Tệp JSONL: mỗi dòng {id, question, history?}.")] = None
    data: _Data = None
    unit: _Unit = None
    as_of: _Day = None
    json: _Json = False


@dataclass(frozen=True, slots=True)
class TaskOptions:
    """``troly tasks``."""

    agency: Annotated[str | None, typer.Option(help="Cơ quan (tên, viết tắt, không dấu đều được).")] = None
    role: Annotated[
        str | None,
        typer.Option(help="Vai trò: lead, coordinating, implementing; hoặc chu_tri, phoi_hop, tham_muu, thuc_hien."),
    ] = None
    due_from: _From = None
    due_to: _To = None
    document: Annotated[str | None, typer.Option(help="Mã, tên tệp hoặc số của văn bản.")] = None
    kind: Annotated[str | None, typer.Option(help="Loại: task, target, request, closing.")] = None
    data: _Data = None
    unit: _Unit = None
    json: _Json = False


@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """``troly documents``."""

    data: _Data = None
    unit: _Unit = None
    as_of: _Day = None
    text: Annotated[bool, typer.Option("--text", help="Kèm toàn văn đã trích.")] = False
    state: Annotated[
        str | None,
        typer.Option(help="Liệt kê các tệp đã đưa vào theo tình trạng: all, queued, failed, refused, published …"),
    ] = None
    json: _Json = False


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """``troly serve``."""

    data: _Data = None
    host: Annotated[str | None, typer.Option(help="Địa chỉ (mặc định 127.0.0.1).")] = None
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Cổng (mặc định 8000).")] = None


@dataclass(frozen=True, slots=True)
class McpOptions:
    """``troly mcp``."""

    data: _Data = None
    unit: _Unit = None


@dataclass(frozen=True, slots=True)
class TokenOptions:
    """``troly token``."""

    unit: Annotated[str, typer.Argument(metavar="ĐƠN_VỊ", help="Tên đơn vị, ví dụ so-y-te.")]
    data: _Data = None
    revoke: Annotated[bool, typer.Option("--revoke", help="Thu hồi mã của đơn vị.")] = False
