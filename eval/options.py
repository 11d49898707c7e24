"""The flags of each ``troly eval`` command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import BadUse

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "ingest" / "sample"
SHARED = HERE.parents[1] / "shared"
GATE = HERE / "cases" / "gate.jsonl"

_Out = Annotated[
    Path, typer.Option(help="Thư mục ghi kết quả: <task>/<thời điểm>/config.json, rows.jsonl, summary.md, report.html.")
]
_Json = Annotated[bool, typer.Option("--json", help="In bảng tổng hợp thành một đối tượng JSON.")]
_Data = Annotated[Path, typer.Option(help="Kho dữ liệu của troly.")]
_Documents = Annotated[Path, typer.Option(help="Thư mục chứa các tệp văn bản gốc, để đối chiếu trích dẫn.")]
_Shared = Annotated[Path, typer.Option(help="Thư mục có documents/, gold/, directives/, benchmarks/.")]
_AsOf = Annotated[date | None, typer.Option(parser=date.fromisoformat, metavar="YYYY-MM-DD", help="Ngày hỏi.")]
_Nearest = Annotated[int, typer.Option(min=1, help="Số đoạn mà RAG thường lấy.")]
_Questions = Annotated[Path | None, typer.Option(help="Tệp câu hỏi JSONL; bỏ trống thì tự đặt từ văn bản.")]


@dataclass(frozen=True, slots=True)
class QuestionOptions:
    """``troly eval robustness``, and what every command with labelled questions takes."""

    file: Annotated[Path, typer.Argument(help="Câu hỏi có nhãn, JSONL.")]
    data: _Data = Path("data")
    documents: _Documents = SAMPLE
    as_of: _AsOf = None
    unit: Annotated[str | None, typer.Option(help="Đơn vị của người hỏi.")] = None
    peer: Annotated[
        list[str] | None,
        typer.Option(help="Hệ thống so sánh: plain-rag, plain-rag@URL#MÔ_HÌNH, bm25, http://…/v1; nêu được nhiều lần."),
    ] = None
    nearest: _Nearest = 4
    out: _Out = Path("results")
    json: _Json = False


@dataclass(frozen=True, slots=True)
class RefusalOptions(QuestionOptions):
    """``troly eval refusal``."""

    answers: Annotated[Path | None, typer.Option(help="Chấm các câu trả lời đã có thay vì hỏi lại.")] = None


@dataclass(frozen=True, slots=True)
class AnswerOptions(RefusalOptions):
    """``troly eval answers``."""

    runs: Annotated[int, typer.Option(min=1, help="Số lần hỏi lại để đo độ ổn định.")] = 1
    against: Annotated[
        Path | None, typer.Option(help="Thư mục kết quả để so; bỏ trống là lần đo gần nhất với cùng câu hỏi.")
    ] = None
    judge: Annotated[
        str | None, typer.Option(help="Mô hình ngôn ngữ chấm thêm, URL#TÊN; độ đồng thuận với nhãn được in kèm.")
    ] = None


@dataclass(frozen=True, slots=True)
class GateOptions(QuestionOptions):
    """``troly eval gate``."""

    file: Annotated[Path, typer.Argument(metavar="[QUESTIONS]", help="Câu hỏi có nhãn, JSONL.")] = GATE
    thresholds: Annotated[Path, typer.Option(help="Tệp ngưỡng JSON.")] = HERE / "data" / "gate.json"


@dataclass(frozen=True, slots=True)
class InjectionOptions:
    """``troly eval injection``."""

    file: Annotated[Path | None, typer.Argument(metavar="[ATTACKS]", help="Các đòn tấn công, JSONL.")] = None
    obedient: Annotated[
        bool, typer.Option("--obedient", help="Dùng một mô hình ngôn ngữ giả nói theo mọi thứ nó nhận được.")
    ] = False
    as_of: _AsOf = None
    out: _Out = Path("results")
    json: _Json = False


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """``troly eval check``."""

    file: Annotated[Path, typer.Argument(metavar="CASES", help="Tệp câu hỏi JSONL, hoặc thư mục có nhiều tệp.")]
    documents: Annotated[
        list[Path] | None, typer.Option(help="Thư mục văn bản mà nhãn trích dẫn; nêu được nhiều lần.")
    ] = None
    out: _Out = Path("results")
    json: _Json = False


@dataclass(frozen=True, slots=True)
class RetrievalOptions:
    """``troly eval retrieval``."""

    folder: Annotated[Path, typer.Argument(help="Thư mục BEIR (corpus.jsonl, queries.jsonl, qrels) hoặc tệp SQuAD.")]
    strip: Annotated[bool, typer.Option("--strip", help="Hỏi bằng câu hỏi đã bỏ dấu.")] = False
    split: Annotated[str, typer.Option(help="Phần câu hỏi: dev (để chỉnh), test (để báo cáo) hoặc all.")] = "all"
    cache: Annotated[
        Path | None, typer.Option(help="Nơi giữ vectơ giữa các lần đo; bỏ trống là kho mô hình của troly.")
    ] = None
    out: _Out = Path("results")
    json: _Json = False


@dataclass(frozen=True, slots=True)
class TaskOptions:
    """``troly eval tasks``."""

    file: Annotated[Path, typer.Argument(help="Nhiệm vụ có nhãn, JSON hoặc JSONL.")]
    data: _Data = Path("data")
    predicted: Annotated[Path | None, typer.Option(help="Chấm tệp do `troly tasks --json` in ra.")] = None
    unit: Annotated[str | None, typer.Option(help="Đơn vị của người hỏi.")] = None
    out: _Out = Path("results")
    json: _Json = False


@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """``troly eval documents``."""

    shared: _Shared = SHARED
    only: Annotated[
        str | None, typer.Option(help="Chỉ đo các phần này, cách nhau bằng dấu phẩy: registers,letters,damaged …")
    ] = None
    full: Annotated[bool, typer.Option("--full", help="Đo cả những tệp và lượt dừng đột ngột tốn nhiều phút.")] = False
    kills: Annotated[int | None, typer.Option(min=1, help="Số lượt dừng đột ngột; mặc định 4, với --full 200.")] = None
    out: _Out = Path("results")
    json: _Json = False


@dataclass(frozen=True, slots=True)
class BenchOptions:
    """``troly eval bench``."""

    documents: _Documents = SAMPLE
    questions: _Questions = None
    count: Annotated[int, typer.Option(min=2, help="Số câu hỏi tự đặt.")] = 40
    reading: Annotated[bool, typer.Option("--reading", help="Chỉ đo tốc độ đọc tệp.")] = False
    shared: _Shared = SHARED
    out: _Out = Path("results")
    json: _Json = False


@dataclass(frozen=True, slots=True)
class LatencyOptions:
    """``troly eval latency``."""

    file: Annotated[Path, typer.Argument(help="Câu hỏi, JSONL.")]
    data: _Data = Path("data")
    url: Annotated[
        str | None, typer.Option(help="Địa chỉ của một troly đang chạy; bỏ trống thì tự chạy một troly serve.")
    ] = None
    callers: Annotated[str, typer.Option(help="Số người hỏi cùng lúc, cách nhau dấu phẩy.")] = "1,2,4,8,16,32"
    requests: Annotated[int, typer.Option(min=1, help="Số câu hỏi ở mỗi mức.")] = 96
    as_of: _AsOf = None
    out: _Out = Path("results")
    json: _Json = False

    @property
    def levels(self) -> tuple[int, ...]:
        """Numbers of callers; BadUse where they are none."""
        levels = tuple(int(one) for one in self.callers.split(",") if one.strip().isdigit() and int(one))
        if not levels or len(levels) != len(self.callers.split(",")):
            raise BadUse(f"“{self.callers}” không phải các số người hỏi; ví dụ: 1,4,16.")
        return levels


@dataclass(frozen=True, slots=True)
class PlainRagOptions:
    """``troly eval plain-rag``."""

    documents: _Documents = SAMPLE
    store: Annotated[Path, typer.Option(help="Tệp JSON giữ các vectơ; được tạo khi chưa có.")] = Path("plain-rag.json")
    questions: Annotated[Path | None, typer.Option(help="Tệp câu hỏi JSONL; bỏ trống thì chỉ tạo tệp vectơ.")] = None
    model: Annotated[
        str | None, typer.Option(help="Mô hình ngôn ngữ viết câu trả lời: URL#TÊN; bỏ trống thì trích nguyên đoạn.")
    ] = None
    as_of: _AsOf = None
    nearest: _Nearest = 4
