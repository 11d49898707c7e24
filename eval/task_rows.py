"""Task rows as compared: the hand-made gold file and the lines of ``troly tasks --json``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from eval.cases import read_lines
from eval.matcher import canonical


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline's calendar meaning as printed values, so that gold and prediction compare field by field."""

    kind: str = "none"
    op: str | None = None
    start: str | None = None
    end: str | None = None
    recurrence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One task or target, predicted or gold; agencies as sets, ``number`` the printed label."""

    id: str
    document: str
    kind: str
    text: str
    number: str | None
    lead: frozenset[str]
    coordinating: frozenset[str]
    role: str
    due: Due


class _Due(BaseModel):
    kind: str = "none"
    op: str | None = None
    start: str | None = None
    end: str | None = None
    recurrence: dict[str, Any] | None = None

    def frozen(self) -> Due:
        return Due(self.kind, self.op, self.start, self.end, _repeats(self.recurrence))


class _Gold(BaseModel):
    id: str
    doc: str
    kind: str
    text: str
    text_full: str | None = None
    task_no: str | None = None
    lead: list[str]
    coordinating: list[str] = Field(default_factory=list)
    role: str
    deadline_kind: str = "none"
    deadline_op: str | None = None
    deadline_start: str | None = None
    deadline_end: str | None = None
    recurrence: dict[str, Any] | None = None

    def frozen(self) -> Row:
        repeats = _repeats(self.recurrence)
        return Row(
            id=self.id,
            document=self.doc,
            kind=self.kind,
            text=self.text_full or self.text,
            number=self.task_no,
            lead=_names(self.lead),
            coordinating=_names(self.coordinating),
            role=self.role,
            due=Due(self.deadline_kind, self.deadline_op, self.deadline_start, self.deadline_end, repeats),
        )


class _File(BaseModel):
    file: str


class _Predicted(BaseModel):
    id: str
    document: _File
    kind: str
    text: str
    task_no: str | None = None
    lead: list[str]
    coordinating: list[str] = Field(default_factory=list)
    role: str
    deadline: _Due | None = None

    def frozen(self) -> Row:
        return Row(
            id=self.id,
            document=self.document.file,
            kind=self.kind,
            text=self.text,
            number=self.task_no,
            lead=_names(self.lead),
            coordinating=_names(self.coordinating),
            role=self.role,
            due=self.deadline.frozen() if self.deadline else Due(),
        )


def load_gold(path: Path) -> tuple[Row, ...]:
    """The hand-made rows; BadUse when the file cannot be read."""
    return tuple(line.frozen() for line in read_lines(path, _Gold))


def load_predicted(path: Path) -> tuple[Row, ...]:
    """The rows that ``troly tasks --json`` printed."""
    return tuple(line.frozen() for line in read_lines(path, _Predicted))


def read_predicted(lines: str) -> tuple[Row, ...]:
    """The same from the lines themselves."""
    return tuple(_Predicted.model_validate_json(line).frozen() for line in lines.splitlines())


def _names(names: Iterable[str]) -> frozenset[str]:
    """Agencies as compared: letters, case and spaces do not count, words do."""
    return frozenset(canonical(name) for name in names)


def _repeats(recurrence: dict[str, Any] | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in (recurrence or {}).items() if value is not None))
