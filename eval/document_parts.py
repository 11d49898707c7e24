"""What ``troly eval documents`` measures, part by part: each takes a Setting and gives its figures beside their targets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from eval import damage, damaged_files, prose
from eval.document_scores import Verdict, read_labels, verdicts
from eval.goals import Goal, Unit, faults, share_of
from eval.kills import kill_often
from eval.letters import LettersScore, letters
from eval.marked_files import gate_cases
from eval.reading import Reading
from eval.twins import twins
from ingest.models import Media, Source

_TRANSCRIPTS = Path(__file__).parent / "cases" / "transcripts.json"
_SUFFIXES = {".pdf", ".docx", ".doc", ".rtf", ".xls", ".xlsx", ".txt"}
_MOST_MIB = 1500  # of memory, all processes together
_SEED = 3
_OLD = "old letters"
_RIGHT = {"scans": 0.97, "Word 97": 0.99}
_ACCENTED = {_OLD: 0.985}
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Setting:
    """What the parts work with; ``shared`` holds the documents and their labels. ``is_full``: also what takes minutes."""

    shared: Path
    reading: Reading
    is_full: bool
    kills: int

    @property
    def documents(self) -> Path:
        """The folder of documents."""
        return self.shared / "documents"


def registers(setting: Setting) -> Iterator[Goal]:
    """Copies of the directives as Word, PDF and scan."""
    yield from twins(setting.shared, setting.reading)


def real(setting: Setting) -> Iterator[Goal]:
    """Identity and task tables of real documents against hand labels."""
    left_out = set() if setting.is_full else {Path(one["file"]).name for one in _transcripts() if one["long"]}
    found = [
        verdict
        for label in read_labels()
        if label.file not in left_out
        for verdict in verdicts(label, setting.reading.record(setting.documents / "real" / label.file))
    ]
    rows = ("row count", "row", "lead", "deadline")
    yield _judged("identity", [one for one in found if one.field not in rows])
    for field in rows:
        yield _judged(f"table, {field}", [one for one in found if one.field == field])


def _judged(name: str, found: list[Verdict]) -> Goal:
    words = [(f"{one.file}: {one.field} {one.place}".rstrip(), one.is_right) for one in found]
    return share_of("real", name, words, 1.0)


def transcripts(setting: Setting) -> Iterator[Goal]:
    """Letters of scans, Word 97 and old fonts; a file that is refused has nothing right."""
    scores: dict[str, dict[str, LettersScore]] = {}
    for one in _transcripts():
        if setting.is_full or not one["long"]:
            source = setting.reading.source(setting.documents / one["file"])
            truth = (setting.documents / one["truth"]).read_text("utf-8-sig")
            scores.setdefault(one["of"], {})[one["file"]] = _compared(one["of"], truth, source.text if source else "")
    for kind, by_file in scores.items():
        whole = sum(by_file.values(), LettersScore(0, 0, 0, 0))
        lines = tuple(f"{name}: {one.right:.4f}, accented {one.accented_right:.4f}" for name, one in by_file.items())
        yield Goal("letters", kind, whole.right, _RIGHT.get(kind), whole.count, wrong=lines)
        yield Goal("letters", f"{kind}, accented", whole.accented_right, _ACCENTED.get(kind), whole.accented)


def _compared(kind: str, truth: str, read: str) -> LettersScore:
    """Transcripts of old letters keep as small letters what their capital fonts show: there case does not count."""
    return letters(truth.lower(), read.lower()) if kind == _OLD else letters(truth, read)


def _transcripts() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(_TRANSCRIPTS.read_text("utf-8"))
    return found


def secrecy(setting: Setting) -> Iterator[Goal]:
    """Marked files that pass, and ordinary ones that are stopped."""
    steps = setting.reading.steps
    made = [(one, steps.stopped(steps.read(one.name, one.make())) is not None) for one in gate_cases()]
    marked = [(one.name, is_stopped) for one, is_stopped in made if one.marked]
    ordinary = [(one.name, is_stopped) for one, is_stopped in made if not one.marked]
    ordinary += [(name, steps.stopped(source) is not None) for name, source in _ordinary(setting)]
    passed = [name for name, is_stopped in marked if not is_stopped]
    yield faults("secrecy", "marked files that pass", passed, len(marked))
    yield faults("secrecy", "false alarms", [name for name, is_stopped in ordinary if is_stopped], len(ordinary))


def _ordinary(setting: Setting) -> Iterator[tuple[str, Source]]:
    """Documents that bear no mark: all that are at hand, and the articles of laws."""
    long = {setting.documents / one["file"] for one in _transcripts() if one["long"]}
    paths = [*setting.documents.rglob("*"), *(setting.shared / "directives").glob("*.txt")]
    for path in sorted(path for path in paths if path.suffix in _SUFFIXES):
        if (setting.is_full or path not in long) and (source := setting.reading.source(path)) is not None:
            yield path.name, source
    articles = setting.shared / "benchmarks" / "alqac" / "corpus.jsonl"
    for line in articles.read_text("utf-8").splitlines() if articles.exists() else ():
        held = json.loads(line)
        yield str(held["_id"]), Source(held["_id"], "", Media.TEXT, held["text"])


def damaged(setting: Setting) -> Iterator[Goal]:
    """Damaged and hostile files."""
    steps = setting.reading.steps
    cases = [case for case in damage.cases() if setting.is_full or not case.is_long]
    with TemporaryDirectory() as folder:
        read = damaged_files.judge(cases, Path(folder), steps.opened, lambda name, blob: steps.read(name, blob).text)
        found = damaged_files.figures(cases, read)
    yield faults("damaged", "neither read nor refused with a sentence", found.broken, found.files)
    yield faults("damaged", "over the time limit", found.slow, found.files)
    yield faults("damaged", "sound neighbours lost", found.lost, sum(case.sound for case in cases))
    yield Goal("damaged", "slowest", found.slowest, damaged_files.SLOW, found.files, Unit.SECONDS)
    yield Goal("damaged", "peak memory", found.peak / _MIB, _MOST_MIB, found.files, Unit.MEBIBYTES)


def kills(setting: Setting) -> Iterator[Goal]:
    """Ingests killed at random moments."""
    with TemporaryDirectory() as work:
        tally = kill_often(setting.kills, Path(work), Random(_SEED))
    yield faults("kills", "orphans, losses, half indexes", tally.problems, tally.kills)


def running_text(setting: Setting) -> Iterator[Goal]:
    """Tasks of invented directives in running text; those on which no rule was adjusted."""
    steps = setting.reading.steps
    held = [directive for directive in prose.load() if directive.part == "report"]
    found = prose.score(held, lambda one: steps.understand(steps.read(f"{one.name}.txt", one.text.encode())).tasks)
    named = {"tasks found": found.found, "lead": found.lead, "partners": found.coordinating, "deadline": found.due}
    for name, figure in named.items():
        yield Goal("prose", name, figure.value or 0.0, None, figure.count, wrong=found.wrong)
    yield Goal("prose", "tasks that are none", found.false, 0, found.found.count, Unit.FAULTS)


PARTS: dict[str, Callable[[Setting], Iterator[Goal]]] = {
    "registers": registers,
    "real": real,
    "letters": transcripts,
    "secrecy": secrecy,
    "damaged": damaged,
    "kills": kills,
    "prose": running_text,
}
