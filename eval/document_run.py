"""The proof of reading from end to end: the chosen parts one after the other, target beside figure."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.document_parts import PARTS, Setting
from eval.goals import Goal, table
from eval.options import DocumentOptions
from eval.product import Product
from eval.reading import Reading
from eval.report import Run
from ingest.errors import BadUse

_FEW_KILLS, _MANY_KILLS = 4, 200


@dataclass(frozen=True, slots=True)
class DocumentConfig:
    """What is needed to make the same figures again."""

    parts: tuple[str, ...]
    full: bool
    kills: int


def chosen(only: str | None) -> tuple[str, ...]:
    """The parts named in a list with commas, in the order of the table; all where none is named."""
    if only is None:
        return tuple(PARTS)
    names = {name.strip() for name in only.split(",")}
    if unknown := names - PARTS.keys():
        raise BadUse(f"Không có phần {', '.join(sorted(unknown))}; các phần là {', '.join(PARTS)}.")
    return tuple(name for name in PARTS if name in names)


def judge_documents(options: DocumentOptions, product: Product) -> tuple[Run, dict[str, object]]:
    """The chosen parts of the proof of reading."""
    kills = options.kills or (_MANY_KILLS if options.full else _FEW_KILLS)
    setting = Setting(options.shared, Reading(product.open_steps()), options.full, kills)
    finished, goals = run(chosen(options.only), setting)
    return finished, {"goals": goals}


def run(parts: Sequence[str], setting: Setting) -> tuple[Run, tuple[Goal, ...]]:
    """Measure; a part whose documents are not here is named in a note and has no figures."""
    notes: list[str] = []
    goals = tuple(goal for name in parts for goal in _measured(name, setting, notes))
    config = DocumentConfig(tuple(parts), setting.is_full, setting.kills)
    return Run("documents", config, goals, (table(goals),), tuple(notes)), goals


def _measured(name: str, setting: Setting, notes: list[str]) -> Iterator[Goal]:
    begun = time.monotonic()
    try:
        yield from list(PARTS[name](setting))
        notes.append(f"{name}: {time.monotonic() - begun:.0f} s")
    except (BadUse, FileNotFoundError):
        notes.append(f"{name}: bỏ qua, trong {setting.shared.name} không có tài liệu cần cho phần này")
