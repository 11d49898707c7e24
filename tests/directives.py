"""Directives in text for tests: read them by rules, look at what came out in a few words."""

from __future__ import annotations

from pathlib import Path

from ingest.agencies import Agencies
from ingest.directive import understand
from ingest.lines import Line, lay_out
from ingest.models import BlockKind, Media, Record, Source, Task, Visibility

SAMPLE = Path(__file__).resolve().parents[1] / "ingest" / "sample"
SHARED = Path(__file__).resolve().parents[2] / "shared"

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 123/UBND-TH
V/v triển khai nhiệm vụ trọng tâm
Hà Tĩnh, ngày 08 tháng 01 năm 2026
"""
GREETING = "Kính gửi: Các sở, ban, ngành; UBND các xã, phường.\n"
TAIL = """Nơi nhận:
- Như trên;
- Lưu: VT, TH.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Báu
"""


def source(text: str) -> Source:
    """A text file."""
    return Source("a.txt", "0" * 64, Media.TEXT, text)


def lines_of(text: str) -> tuple[Line, ...]:
    """Its printed lines."""
    return lay_out(source(text)).lines


def read(text: str, agencies: Agencies) -> Record:
    """Everything that a text says."""
    return understand(source(text), "d", agencies, Visibility("chung"))


def letter(body: str, agencies: Agencies) -> Record:
    """A provincial letter with this body, understood."""
    return read(HEAD + GREETING + body + TAIL, agencies)


def sample(start: str, agencies: Agencies) -> Record:
    """The sample directive whose file name begins so, understood."""
    path = next(SAMPLE.glob(f"{start}*"))
    return understand(source(path.read_text(encoding="utf-8")), start, agencies, Visibility("chung"))


def leads(record: Record) -> list[tuple[str, ...]]:
    """Who leads each task, in reading order."""
    return [task.lead for task in record.tasks]


def only(record: Record) -> Task:
    """The one task of a record."""
    (task,) = record.tasks
    return task


def printed(record: Record, field: str, task: Task) -> str:
    """The raw words that evidence a field of a task."""
    return " ".join(record.document.source.text[s.start : s.end] for s in task.spans_of(field))


def headings(record: Record) -> list[str]:
    """The headings in reading order."""
    return [block.text for block in record.document.blocks if block.kind is BlockKind.HEADING]
