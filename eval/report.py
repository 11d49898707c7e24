"""What a run leaves behind: config.json, rows.jsonl, summary.md and report.html in results/<task>/<timestamp>/, tables on screen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from eval.charts import Chart
from eval.figures import Figure
from ingest.errors import StorageFailure

if TYPE_CHECKING:
    from rich.table import Table as RichTable


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table of ready text; the first column is the label, the others are figures."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """A GitHub table under a heading."""
        lines = [self.head, ("---", *("--:" for _ in self.head[1:])), *self.rows]
        body = "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)
        return f"## {self.title}\n\n{body}\n"

    def rich(self) -> RichTable:
        """The same for the terminal."""
        from rich.table import Table as RichTable  # kept off the path of --help

        table = RichTable(title=self.title, title_justify="left")
        for place, name in enumerate(self.head):
            table.add_column(name, justify="right" if place else "left")
        for row in self.rows:
            table.add_row(*row)
        return table


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def fingerprint(path: Path) -> str:
    """SHA-256 of a file that was read."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def as_json(value: object) -> str:
    """One line of JSON; dataclasses become objects, floats are rounded to four places."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 4)
    return value if value is None or isinstance(value, (str, int, bool)) else str(value)


def percent(figure: Figure) -> str:
    """``87.1 % [80.6–93.5] n=93``, or a dash when nothing was counted."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{figure.value:.1%} [{figure.low * 100:.1f}–{figure.high * 100:.1f}] n={figure.count}"


def short(figure: Figure) -> str:
    """``0.872 [0.85–0.89]``, or a dash when nothing was counted."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{figure.value:.3f} [{figure.low:.2f}–{figure.high:.2f}]"


def signed(figure: Figure) -> str:
    """A difference: ``+0.021 [-0.010, +0.052]``, or a dash when nothing was compared."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{figure.value:+.3f} [{figure.low:+.3f}, {figure.high:+.3f}]"


@dataclass(frozen=True, slots=True)
class Failure:
    """One wrong answer: what was asked and said, what is wrong, labelled places beside cited ones."""

    name: str
    asked: str
    wrong: tuple[str, ...]
    said: str
    labelled: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    is_new: bool = False  # was right in the last run


@dataclass(frozen=True, slots=True)
class Run:
    """One finished evaluation. ``task`` names its folder under results; ``rows`` are one object per thing judged."""

    task: str
    config: object
    rows: Sequence[object]
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    failed: bool = False  # a gate that did not hold
    charts: tuple[Chart, ...] = ()
    failures: tuple[Failure, ...] = ()


def write_run(out: Path, run: Run, now: datetime | None = None) -> Path:
    """Write the four files into a folder of their own and return it."""
    from eval.html import page  # it draws what this module describes

    moment = now or datetime.now(UTC)
    try:
        folder = _fresh(out / run.task, f"{moment:%Y%m%dT%H%M%SZ}")
        (folder / "config.json").write_text(as_json(run.config) + "\n", "utf-8")
        (folder / "rows.jsonl").write_text(_lines(map(as_json, run.rows)), "utf-8")
        (folder / "summary.md").write_text(_markdown(run, moment), "utf-8")
        (folder / "report.html").write_text(page(run, moment), "utf-8")
    except OSError as error:
        raise StorageFailure(f"Không ghi được kết quả vào {out}: {error.strerror}. Hãy chọn thư mục khác.") from error
    return folder


def _fresh(parent: Path, name: str) -> Path:
    """A folder that did not exist before; two runs in one second get two folders."""
    parent.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        if not folder.exists():
            folder.mkdir()
            return folder
    raise StorageFailure(f"Quá nhiều kết quả trong {parent}. Hãy dọn thư mục này.")


def _markdown(run: Run, moment: datetime) -> str:
    head = f"# {run.task} {moment:%Y-%m-%d %H:%M} UTC\n\n```json\n{as_json(run.config)}\n```\n"
    notes = _lines(f"- {note}" for note in run.notes)
    return "\n".join(part for part in (head, *(table.markdown() for table in run.tables), notes) if part)


def _lines(lines: Iterable[str]) -> str:
    return "".join(line + "\n" for line in lines)
