"""A language model as a second judge: cached, and never believed before its agreement with the labels is known."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.prompts import load
from eval.answers import Verdict
from eval.figures import Figure, share
from eval.report import Table, percent
from ingest.errors import StorageFailure, TrolyError
from ingest.text import fold

PROMPT = "judge"
TRUSTED = 0.6  # Cohen's kappa from which a judge may stand in for labels
NOTHING = "không có câu trả lời trong các văn bản"
_SAID = re.compile(r"\b(dung|sai|khong dung|correct|incorrect|wrong)\b")
_YES = frozenset({"dung", "correct"})

Model = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a judge and the labels agree; ``kappa`` is Cohen's, ``differs`` are ids. ``unread`` replies were no verdict."""

    judge: str
    prompt: str  # the first characters of its SHA-256
    agrees: Figure
    kappa: float | None
    unread: int
    differs: tuple[str, ...]

    @property
    def trusted(self) -> bool:
        """Whether the judge may stand in for labels."""
        return self.kappa is not None and self.kappa >= TRUSTED

    def table(self) -> Table:
        """As it is shown."""
        kappa = "–" if self.kappa is None else f"{self.kappa:.3f}"
        rows = (
            ("agrees with the labels", percent(self.agrees)),
            (f"Cohen's κ (trusted from {TRUSTED})", kappa),
            ("replies that were no verdict", str(self.unread)),
            ("differs on", ", ".join(self.differs) or "none"),
        )
        return Table(f"Model judge {self.judge}, prompt {self.prompt}", ("figure", "value"), rows)


class Judge:
    """Asks a model for verdicts and keeps every reply in a file, under the model's name and the whole prompt."""

    def __init__(self, name: str, model: Model, kept: Path) -> None:
        self.name, self._model, self._kept = name, model, kept
        self._prompt = load(PROMPT)
        try:
            lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
            self._replies: dict[str, str] = dict(json.loads(line) for line in lines)
        except (OSError, ValueError) as error:
            raise StorageFailure(f"Không đọc được tệp {kept}: {error}; hãy xóa tệp này để chấm lại.") from error

    @property
    def prompt(self) -> str:
        """The first characters of the prompt's SHA-256."""
        return self._prompt.hash

    def verdict(self, verdict: Verdict) -> bool | None:
        """Whether the model finds an answer right; None where its reply says neither or none comes."""
        wanted = "; ".join(" / ".join(group) for group in verdict.case.labels.must_include)
        message = self._prompt.fill(
            question=verdict.case.text,
            wanted=wanted if verdict.case.labels.answerable and wanted else NOTHING,
            places="\n".join(quote.text for quote in verdict.case.quotes) or "–",
            answer=verdict.text,
        )
        try:
            reply = self._reply(f"{message.system}\n\n{message.data}")
        except TrolyError:
            return None
        said = _SAID.search(fold(reply))
        return None if said is None else said.group() in _YES

    def _reply(self, prompt: str) -> str:
        key = hashlib.sha256(f"{self.name}\0{prompt}".encode("utf-8", "replace")).hexdigest()
        if key not in self._replies:
            self._replies[key] = self._model(prompt)
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            with self._kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([key, self._replies[key]], ensure_ascii=False) + "\n")
        return self._replies[key]


def agreement(judge: Judge, verdicts: Sequence[Verdict]) -> Agreement:
    """Put every judged answer to the judge."""
    pairs = [(one.case.id, one.is_right, judge.verdict(one)) for one in verdicts]
    read = [(id, label, said) for id, label, said in pairs if said is not None]
    return Agreement(
        judge.name,
        judge.prompt,
        share([label == said for _, label, said in read]),
        kappa([(label, said) for _, label, said in read]),
        len(pairs) - len(read),
        tuple(id for id, label, said in read if label != said),
    )


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa of two judges; None without pairs, and where chance alone would agree on everything."""
    if not pairs:
        return None
    observed = sum(first == second for first, second in pairs) / len(pairs)
    first, second = (sum(pair[at] for pair in pairs) / len(pairs) for at in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return None if chance == 1 else (observed - chance) / (1 - chance)
