"""How fast files are read: pages a second of each kind, beside what others need for the same PDF files in the same run."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from eval.documents import PAGE_CHARACTERS
from eval.marked_scans import can_draw, scan
from eval.plan_file import annex_as_sheet, plan, plan_as_text, plan_in_word
from eval.reading import Steps
from eval.report import Table
from ingest.models import Media, Source
from ingest.register import Register

ROUNDS = 3
PLAN_SECONDS = 2.0  # a plan of 12 pages with an annex of 8, from its bytes into the register
_NAMES = Path(__file__).parent / "cases" / "speed.json"
_PLAN = "plan of 12 pages, annex of 8"
_SCANNED_LINES = 20

Named = tuple[str, bytes]
Peer = Callable[[bytes], int]


@dataclass(frozen=True, slots=True)
class Rate:
    """Pages a second on some files; ``peers`` by name, empty where none of them reads the format."""

    kind: str
    pages: float
    troly: float
    peers: dict[str, float]


@dataclass(frozen=True, slots=True)
class PlanTime:
    """Seconds from the bytes of the plan into the register: with a parser that must start first, then at the median."""

    first: float
    usual: float
    tasks: int


def samples(shared: Path) -> dict[str, list[Named]]:
    """Files by kind: invented ones, and real ones where the shared documents are here."""
    made: dict[str, list[Named]] = {
        _PLAN: [("ke-hoach.pdf", plan())],
        "Word, invented": [("ke-hoach.docx", plan_in_word())],
        "Excel, invented": [("phu-luc.xlsx", annex_as_sheet())],
        "text, invented": [("ke-hoach.txt", plan_as_text().encode())],
    }
    if can_draw():
        page = "\n".join(plan_as_text().splitlines()[:_SCANNED_LINES])
        made["scan, invented"] = [("quet.png", scan(page))]
    named: dict[str, list[str]] = json.loads(_NAMES.read_text("utf-8"))
    for kind, names in named.items():
        paths = [path for name in names if (path := shared / "documents" / name).exists()]
        if paths:
            made[kind] = [(path.name, path.read_bytes()) for path in paths]
    return made


def rates(files: Mapping[str, Sequence[Named]], steps: Steps, peers: Mapping[str, Peer]) -> Iterator[Rate]:
    """Each kind in turn; the median of several rounds, in which all take their turn."""
    for kind, held in files.items():
        sources = [steps.read(name, blob) for name, blob in held]  # also starts the parser
        pages = sum(len(source.page_starts) or len(source.text) / PAGE_CHARACTERS for source in sources)
        beside = peers if all(map(_is_text_pdf, sources)) else {}
        spent: dict[str, list[float]] = {name: [] for name in ("", *beside)}
        for _ in range(ROUNDS):
            spent[""].append(_seconds(steps.read, held))
            for name, peer in beside.items():
                spent[name].append(_seconds(peer, [(blob,) for _, blob in held]))
        speeds = {name: pages / median(seconds) for name, seconds in spent.items()}
        yield Rate(kind, pages, speeds.pop(""), speeds)


def _is_text_pdf(source: Source) -> bool:
    """Whether others can read it too: a PDF none of whose pages had to be recognised."""
    is_recognised = any(place.confidence is not None for place in source.places)
    return source.media is Media.PDF and not source.unread and not is_recognised


def plan_time(steps: Steps) -> PlanTime:
    """Read, understand and keep the plan; nothing is embedded. Call it before anything else has been read."""
    blob, spent, tasks = plan(), [], 0
    with TemporaryDirectory() as folder:
        for number in range(1 + ROUNDS):
            register = Register.open(Path(folder) / f"{number}.sqlite")
            begun = time.perf_counter()
            record = steps.understand(steps.read("ke-hoach.pdf", blob))
            register.save(record)
            spent.append(time.perf_counter() - begun)
            register.close()
            tasks = len(record.tasks)
    return PlanTime(spent[0], median(spent[1:]), tasks)


def _seconds(work: Callable[..., object], each: Sequence[tuple[object, ...]]) -> float:
    begun = time.perf_counter()
    for arguments in each:
        work(*arguments)
    return time.perf_counter() - begun


def tables(found: Sequence[Rate], planned: PlanTime) -> tuple[Table, Table]:
    """Pages a second with how many times faster troly is, and the plan beside its limit."""
    names = list(dict.fromkeys(name for rate in found for name in rate.peers))
    head = ("kind", "pages", "troly", *names)
    rows = tuple(
        (rate.kind, f"{rate.pages:.0f}", f"{rate.troly:.1f}", *(_beside(rate, name) for name in names))
        for rate in found
    )
    speed = Table("Reading, pages/s (troly is so many times as fast)", head, rows)
    limit = (f"≤ {PLAN_SECONDS:.0f}",)
    plans = (
        ("first, starting the parser", f"{planned.first:.2f}", *limit),
        (f"median of {ROUNDS}, {planned.tasks} tasks", f"{planned.usual:.2f}", *limit),
    )
    return speed, Table(f"{_PLAN}: file to register without embedding, s".capitalize(), ("", "s", "target"), plans)


def _beside(rate: Rate, name: str) -> str:
    if name not in rate.peers:
        return "–"
    return f"{rate.peers[name]:.1f} ({rate.troly / rate.peers[name]:.2f} x)"
