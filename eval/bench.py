"""Speed and memory of whole processes: the ``troly`` command and the plain RAG over the same files, side by side.

Everything runs in child processes, so that start-up, imports and peak memory are those a user gets.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from assistant.models import Answer
from eval.cases import load_answers
from eval.figures import percentile
from eval.report import Table
from ingest.errors import TrolyError

TROLY = Path(sys.executable).with_name("troly")
STARTS = 3  # start-ups are short and noisy: the median of this many


class ChildFailed(TrolyError):
    """A measured command ended badly."""


# On Linux a child's peak includes its parent's memory at the moment of the fork, so a bare interpreter starts it.
_LAUNCHER = """
import os, sys, time
begun = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - begun
with open(sys.argv[1], "w") as file:
    file.write(f"{seconds} {usage.ru_maxrss} {os.waitstatus_to_exitcode(status)}")
"""


@dataclass(frozen=True, slots=True)
class Child:
    """One finished process: wall seconds, peak resident memory in MiB, what it printed."""

    seconds: float
    peak_mib: float
    printed: str


@dataclass(frozen=True, slots=True)
class Commands:
    """The command lines of one system, each an argv. ``start`` may be empty where there is no such thing."""

    start: tuple[str, ...]
    ingest: tuple[str, ...]
    first_ask: tuple[str, ...]
    ask_all: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Performance:
    """All figures of one system."""

    start_seconds: float | None
    ingest: Child
    first_ask: Child
    answering: Child
    answers: tuple[Answer, ...]  # without the first, which only warms up


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a system read and how many passages it made of it."""

    pages: float
    passages: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured quantity of both systems; None where a system has no such thing."""

    name: str
    unit: str
    troly: float | None
    peer: float | None
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times better troly is than the peer; under 1 it is worse."""
        if not self.troly or not self.peer:
            return None
        return self.troly / self.peer if self.more_is_better else self.peer / self.troly


def run_child(argv: Sequence[str]) -> Child:
    """Run a program, given by its path, to its end; ChildFailed with its last words when its exit status is not 0."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        launcher = (sys.executable, "-I", "-S", "-c", _LAUNCHER, str(figures), *argv)
        ended = subprocess.run(launcher, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        seconds, kibibytes, status = figures.read_text().split() if figures.exists() else ("0", "0", "127")
    if status != "0":
        last_words = ended.stderr.decode(errors="replace")[-500:].strip()
        raise ChildFailed(f"Lệnh “{' '.join(argv)}” dừng với mã {status}: {last_words}")
    return Child(float(seconds), int(kibibytes) / 1024, ended.stdout.decode())


def measure(commands: Commands) -> Performance:
    """Start, ingest, ask once from cold, ask everything; the first question of the last run only warms up."""
    start = _median_start(commands.start) if commands.start else None
    ingest, first_ask, answering = map(run_child, (commands.ingest, commands.first_ask, commands.ask_all))
    return Performance(start, ingest, first_ask, answering, _answers(answering.printed)[1:])


def _median_start(argv: Sequence[str]) -> float:
    return percentile(sorted(run_child(argv).seconds for _ in range(STARTS)), 0.5)


def _answers(printed: str) -> tuple[Answer, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        path.write_text(printed, "utf-8")
        return load_answers(path)


def compare(troly: Performance, peer: Performance, amounts: tuple[Amount, Amount]) -> tuple[Figure, ...]:
    """Every quantity of both, in the order of the printed table; ``amounts`` are troly's and the peer's."""
    ours, theirs = amounts
    seconds, peer_seconds = troly.ingest.seconds, peer.ingest.seconds
    return (
        Figure("start (--help)", "s", troly.start_seconds, peer.start_seconds),
        Figure("ingest, whole process", "s", seconds, peer_seconds),
        Figure("ingest", "pages/s", ours.pages / seconds, theirs.pages / peer_seconds, more_is_better=True),
        Figure("ingest", "passages/s", ours.passages / seconds, theirs.passages / peer_seconds, more_is_better=True),
        Figure("ingest, peak memory", "MiB", troly.ingest.peak_mib, peer.ingest.peak_mib),
        Figure("first answer from cold", "s", troly.first_ask.seconds, peer.first_ask.seconds),
        *_question_figures(troly.answers, peer.answers),
        Figure("answering, peak memory", "MiB", troly.answering.peak_mib, peer.answering.peak_mib),
    )


def _question_figures(troly: Sequence[Answer], peer: Sequence[Answer]) -> Iterator[Figure]:
    """Percentiles over the same questions on both sides, split by whether troly answered from the register."""
    register = {answer.question for answer in troly if answer.tasks}
    content = {answer.question for answer in troly} - register
    for name, asked in (("every question", register | content), ("register", register), ("content", content)):
        for label, fraction in (("p50", 0.5), ("p95", 0.95)):
            ours, theirs = _milliseconds(troly, asked, fraction), _milliseconds(peer, asked, fraction)
            yield Figure(f"{name} ({len(asked)}), {label}", "ms", ours, theirs)


def _milliseconds(answers: Sequence[Answer], asked: Set[str], fraction: float) -> float | None:
    seconds = sorted(answer.seconds for answer in answers if answer.question in asked)
    return percentile(seconds, fraction) * 1000 if seconds else None


def table(figures: Sequence[Figure]) -> Table:
    """The printed table; the last column says how many times better troly is."""
    rows = tuple(
        (figure.name, figure.unit, _shown(figure.troly), _shown(figure.peer), _times_better(figure.ratio))
        for figure in figures
    )
    return Table("Speed and memory", ("quantity", "unit", "troly", "plain RAG", "troly is better by"), rows)


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _times_better(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f} x"


def made_up_questions(texts: Sequence[str], count: int = 40) -> tuple[str, ...]:
    """Questions for any corpus, evenly spread over its lines: who leads a duty, and what is said about something."""
    openings = [
        " ".join(words[:10]) for text in texts for line in text.splitlines() if len(words := line.split()) >= 12
    ]
    step = max(1, len(openings) // count)
    forms = ("Cơ quan nào chủ trì việc {}?", "Văn bản nói gì về {}?")
    return tuple(forms[place % 2].format(opening) for place, opening in enumerate(openings[::step][:count]))


def question_lines(questions: Sequence[str]) -> str:
    """Questions as the JSONL that ``troly ask --questions`` takes."""
    lines = ({"id": f"B{number}", "question": text} for number, text in enumerate(questions, start=1))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
