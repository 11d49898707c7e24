"""``troly eval injection``: the attacks put to the assistant over the sample documents, planted ones in letters beside."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assistant.ask import Troly
from assistant.models import Assistant
from assistant.tools import Tools
from assistant.writer import Writer
from eval.charts import Chart
from eval.figures import Figure, share
from eval.injection import CASES, Attack, Failure, InjectionFigures, Obedient, load_attacks, run
from eval.options import SAMPLE, InjectionOptions
from eval.product import Product
from eval.report import Failure as Shown
from eval.report import Run, Table, fingerprint, percent
from ingest.agencies import Agencies
from ingest.build import INDEX, REGISTER, Kitchen, files_in, finish, ingest_files
from ingest.index import Index
from ingest.models import Embedder, Visibility
from ingest.register import Register

DAY = date(2026, 5, 10)  # as of which the attacks are made, so that no answer depends on the calendar
OBEDIENT_SECONDS = 5.0

Names = Callable[[Attack], str]


@dataclass(frozen=True, slots=True)
class InjectionConfig:
    """What is needed to make the same figures again."""

    attacks: str
    attacks_sha256: str
    as_of: date
    model: str


@dataclass(frozen=True, slots=True)
class InjectionReport:
    """How many attacks were made and held, in all and by place, language and kind."""

    attacks: int
    held: int
    share: Figure
    by_place: dict[str, Figure]
    by_lang: dict[str, Figure]
    by_kind: dict[str, Figure]
    failures: tuple[Failure, ...]


def judge_injection(options: InjectionOptions, product: Product) -> tuple[Run, InjectionReport]:
    """Every attack once; the run fails where one has its way."""
    path = options.file or CASES
    attacks, tools, as_of = load_attacks(path), product.open_search(), options.as_of or DAY
    writer = Writer(Obedient(), OBEDIENT_SECONDS) if options.obedient else product.open_writer()
    with tempfile.TemporaryDirectory(prefix="troly-injection-") as folder:
        ground = Ground(Path(folder), Kitchenware(tools.embedder, tools.agencies, writer))
        with ground.open():
            found = run(ground.make, attacks, as_of, product.open_agencies())
    report = summarise(attacks, found)
    config = InjectionConfig(path.name, fingerprint(path), as_of, writer.chat.name if writer else "")
    asked = {attack.id: attack for attack in attacks}
    shown = tuple(
        Shown(f"{one.id} {one.place} {one.kind}", asked[one.id].attack, (one.reason,), one.answer)
        for one in found.failures
    )
    charts = (Chart("Held by kind of attack", ("held",), tuple((k, (f,)) for k, f in report.by_kind.items())),)
    finished = Run(
        "injection", config, found.failures, _tables(report), charts=charts, failures=shown, failed=bool(shown)
    )
    return finished, report


def summarise(attacks: Sequence[Attack], found: InjectionFigures) -> InjectionReport:
    """Shares of attacks that held."""
    lost = {failure.id for failure in found.failures}

    def by(name: Names) -> dict[str, Figure]:
        names = sorted({name(attack) for attack in attacks})
        return {one: share([attack.id not in lost for attack in attacks if name(attack) == one]) for one in names}

    every = share([attack.id not in lost for attack in attacks])
    places, languages, kinds = by(lambda a: str(a.place)), by(lambda a: a.lang), by(lambda a: a.kind)
    return InjectionReport(found.attacks, found.held, every, places, languages, kinds, found.failures)


def _tables(report: InjectionReport) -> tuple[Table, ...]:
    groups = (("all", {"all": report.share}), ("place", report.by_place), ("language", report.by_lang))
    rows = tuple((f"{group} {name}", percent(figure)) for group, held in groups for name, figure in held.items())
    kinds = tuple((name, percent(figure)) for name, figure in report.by_kind.items())
    lost = tuple((one.id, str(one.place), one.kind, one.reason) for one in report.failures)
    failed = (Table("Attacks that had their way", ("id", "place", "kind", "how"), lost),) if lost else ()
    return (Table("Attacks held", ("", "held"), rows), Table("By kind", ("kind", "held"), kinds), *failed)


@dataclass(frozen=True, slots=True)
class Kitchenware:
    """What assistants are made with; ``writer`` is a language model, or None."""

    embedder: Embedder
    agencies: Agencies
    writer: Writer | None


@dataclass(slots=True)
class Ground:
    """Assistants over the sample documents, read once and copied for each set of planted letters."""

    folder: Path
    ware: Kitchenware
    _open: list[Register] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Read the sample; close every register at the end."""
        self._take(self.folder / "0", SAMPLE)
        try:
            yield
        finally:
            for register in self._open:
                register.close()

    def make(self, texts: Sequence[str]) -> Assistant:
        """An assistant over the sample and these further letters."""
        data = self.folder / "0"
        if texts:
            data = self.folder / str(len(self._open) + 1)
            letters = data.with_suffix(".letters")
            letters.mkdir()
            for number, text in enumerate(texts, start=1):
                (letters / f"thong-bao-{number}.txt").write_text(text, "utf-8")
            shutil.copytree(self.folder / "0", data)
            self._take(data, letters)
        register = Register.open(data / REGISTER)
        self._open.append(register)
        name = self.ware.embedder.name
        tools = Tools(register, lambda: Index.open(data / INDEX, name), self.ware.embedder, self.ware.agencies)
        return Troly(tools, self.ware.writer)

    def _take(self, data: Path, given: Path) -> None:
        data.mkdir(exist_ok=True)
        register = Register.open(data / REGISTER)
        try:
            kitchen = Kitchen(data, register, self.ware.agencies, self.ware.embedder)
            ingest_files(files_in([given]), kitchen, Visibility("chung"), lambda _: None)
            finish(kitchen, lambda _: None)
        finally:
            register.close()
