"""Kills an ingest at random moments and looks at what is left.

After each kill no process may outlive it, the index must open or not be there yet, and the register must be whole. Every
few kills the ingest is let through, and the outcome must be that of a run nobody disturbed. The model of the settings
(``TROLY_MODEL``) embeds.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from eval.damage_parts import docx, html
from eval.marked_scans import can_draw, scan
from eval.processes import below, is_running
from ingest import files, kept_pages
from ingest.build import INDEX, REGISTER
from ingest.files import State
from ingest.index import Index
from ingest.originals import FOLDER
from ingest.register import Register

_PROGRAM = [sys.executable, "-c", "from eval.cli import main; main()"]
_ROOT = Path(__file__).parents[1]
_TEXTS = 5
_KILLS_A_ROUND = 4
_LAST_BREATH = 5.0  # seconds in which the processes of a killed one must be gone
_LETTER = "THÔNG BÁO\nVề việc triển khai đợt {round}\n\n1. Sở Y tế chủ trì:\n{lines}"
_LINE = "- Rà soát danh mục {number} của đợt {round} và báo cáo trước ngày 01/02/2027.\n"


@dataclass(slots=True)
class Tally:
    """Kills, in which states they left files, and everything that was not as it should be."""

    kills: int = 0
    rounds: int = 0
    left: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def kill_often(kills: int, work: Path, random: Random) -> Tally:
    """Ingest changing files into one data folder under ``work``, killed this many times."""
    tally, folder, data = Tally(), work / "files", work / "data"
    folder.mkdir(parents=True)
    _write(folder, 0)
    begun, ended = _timed(folder, work / "timed")
    while tally.kills < kills:
        tally.rounds += 1
        for _ in range(min(_KILLS_A_ROUND, kills - tally.kills)):
            tally.kills += 1
            _write(folder, tally.kills)
            if orphans := _kill(_ingest(folder, data), random.uniform(begun, ended)):
                tally.problems.append(f"kill {tally.kills}: {orphans} processes live on")
            _look(data, tally)
        _ingest(folder, data).wait()
        calm = work / f"calm-{tally.rounds}"
        _ingest(folder, calm).wait()
        if (found := outcome(data)) != (wanted := outcome(calm)):
            tally.problems.append(f"round {tally.rounds}: {found} instead of {wanted}")
        shutil.rmtree(calm)
    return tally


def _timed(folder: Path, data: Path) -> tuple[float, float]:
    """Seconds after which an undisturbed ingest of the files opens the register, and ends."""
    started, process = time.monotonic(), _ingest(folder, data)
    while not (data / REGISTER).exists() and process.poll() is None:
        time.sleep(0.01)
    begun = time.monotonic() - started
    process.wait()
    return begun, time.monotonic() - started


def _kill(process: subprocess.Popen[bytes], after: float) -> int:
    """Kill after so many seconds; how many of its own processes live on."""
    time.sleep(after)
    inside = list(below(Path("/proc") / str(process.pid)))
    process.kill()
    process.wait()
    until = time.monotonic() + _LAST_BREATH
    while (alive := [one for one in inside if is_running(one)]) and time.monotonic() < until:
        time.sleep(0.05)
    return len(alive)


def outcome(data: Path) -> tuple[object, ...]:
    """What an ingest came to: documents, states, originals, passages of the index, and files left half done."""
    register = Register.open(data / REGISTER)
    with closing(register), register.reading() as view:
        documents = sorted((d.id, d.path, d.tasks, d.passages) for d in register.documents(None))
        states = sorted((given.path, given.state.value) for given in files.every(view).values())
        wanted = sorted(register.hashes())
        revision = register.revision()
    index = Index.open(data / INDEX)
    kept = sorted(path.name.partition(".")[0] for path in (data / FOLDER).glob("??/*"))
    half = [
        path.name
        for path in data.rglob("*")
        if path.name.endswith((".part", ".new")) or "building-" in path.name or path.name == kept_pages.FOLDER
    ]
    return documents, states, kept == wanted, index.made.revision == revision, len(index), half


def _look(data: Path, tally: Tally) -> None:
    """What must hold at any instant."""
    if not (data / REGISTER).exists():
        tally.left["nothing"] += 1
        return
    with closing(sqlite3.connect(data / REGISTER)) as connection:
        whole = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    if whole != ["ok"] or strays:
        tally.problems.append(f"kill {tally.kills}: register {whole} {strays}")
    if (data / INDEX / "CURRENT").exists() and Index.open(data / INDEX).warning:
        tally.problems.append(f"kill {tally.kills}: index is damaged")
    register = Register.open(data / REGISTER)
    with closing(register), register.reading() as view:
        states = {given.state for given in files.every(view).values()}
    unsettled = [state.value for state in State if state in states and state is not State.PUBLISHED]
    tally.left["+".join(unsettled) or "done"] += 1


def _write(folder: Path, number: int) -> None:
    """Texts of several lengths, the first the same each time, files that are parsed elsewhere, now and then a scan."""
    for at in range(_TEXTS):
        lines = "".join(_LINE.format(number=n, round=number * at) for n in range(20 * (at + 1)))
        (folder / f"{at}.txt").write_text(_LETTER.format(round=number * at, lines=lines), encoding="utf-8")
    line = _LINE.format(number=1, round=number)
    (folder / "5.docx").write_bytes(docx(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" * 200))
    (folder / "6.html").write_bytes(html(f"<p>{line}</p>" * 20))
    if number % _KILLS_A_ROUND == 0 and can_draw():
        (folder / "7.png").write_bytes(scan(_LETTER.format(round=number, lines=line)))


def _ingest(folder: Path, data: Path) -> subprocess.Popen[bytes]:
    command = [*_PROGRAM, "ingest", str(folder), "--data", str(data), "--workers", "2"]
    return subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
