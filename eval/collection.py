"""Collections for measuring search: texts, questions and which text answers which question.

Three layouts are read: a BEIR folder (``corpus.jsonl``, ``queries.jsonl`` and ``qrels/*.tsv``, or ``qrels.jsonl``), a
folder of intents (``kb_intents.jsonl`` and ``questions.jsonl``, several wordings of one question), and a SQuAD file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from ingest.errors import BadUse
from ingest.text import fold

TEST = "test.tsv"  # the judgements that BEIR reports on, where a folder has several


class Split(StrEnum):
    """Which questions are asked: half of them to tune on, the other half to report, or all."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Text:
    """One text that can be found."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; ``kind`` groups questions in the report and may be empty."""

    id: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts and the questions that at least one of them answers; ``relevant`` gives grades above 0 by question id."""

    name: str
    texts: tuple[Text, ...]
    questions: tuple[Asked, ...]
    relevant: Mapping[str, Mapping[str, int]]

    def split(self, split: Split) -> Collection:
        """The questions of one half; which half a question belongs to depends on its id alone."""
        kept = (one for one in self.questions if split is Split.ALL or half(one.id) is split)
        return replace(self, questions=tuple(kept))

    def stripped(self) -> Collection:
        """The same questions typed without diacritics, in lower case."""
        return replace(self, questions=tuple(Asked(one.id, fold(one.text), one.kind) for one in self.questions))


def half(question_id: str) -> Split:
    """Dev or test, stable between runs, machines and versions."""
    return Split.TEST if hashlib.sha256(question_id.encode()).digest()[0] & 1 else Split.DEV


def load(path: Path) -> Collection:
    """Read a collection in whichever layout it has; BadUse says what is missing or broken."""
    layouts = ((path / "corpus.jsonl", _beir), (path / "kb_intents.jsonl", _intents), (path, _squad))
    try:
        reader = next((read for mark, read in layouts if mark.is_file()), None)
        found = reader(path) if reader else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadUse(f"Không đọc được bộ dữ liệu {path}: {error}.") from error
    if found is None:
        raise BadUse(
            f"Không thấy bộ dữ liệu tại {path}: cần thư mục BEIR (corpus.jsonl, queries.jsonl, qrels) hoặc tệp SQuAD."
        )
    if not found.texts or not found.questions:
        raise BadUse(f"Bộ dữ liệu {path} không có câu hỏi nào kèm văn bản trả lời.")
    return found


def _collection(
    name: str, texts: Iterable[Text], asked: Iterable[Asked], judged: Iterable[tuple[str, str, int]]
) -> Collection:
    """Judgements of texts or questions that are not there are left out, and questions without any."""
    held = {text.id: text for text in texts}
    relevant: dict[str, dict[str, int]] = {}
    for question, text, grade in judged:
        if grade > 0 and text in held:
            relevant.setdefault(question, {})[text] = grade
    questions = tuple(one for one in asked if one.id in relevant)
    return Collection(name, tuple(held.values()), questions, relevant)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text("utf-8-sig").splitlines() if line.strip())


def _beir(folder: Path) -> Collection:
    texts = (Text(str(row["_id"]), row.get("title") or "", row["text"]) for row in _lines(folder / "corpus.jsonl"))
    asked = (
        Asked(str(row["_id"]), row["text"], str(row.get("type") or "")) for row in _lines(folder / "queries.jsonl")
    )
    return _collection(folder.name, texts, asked, _judgements(folder))


def _judgements(folder: Path) -> Iterator[tuple[str, str, int]]:
    if (folder / "qrels.jsonl").is_file():
        yield from ((str(row["qid"]), str(row["did"]), int(row["rel"])) for row in _lines(folder / "qrels.jsonl"))
        return
    tables = sorted((folder / "qrels").glob("*.tsv"))
    for table in [one for one in tables if one.name == TEST] or tables:
        for line in table.read_text("utf-8-sig").splitlines():
            question, text, grade = line.split("\t")
            if grade.strip().lstrip("-").isdigit():  # the first line names the columns
                yield question, text, int(grade)


def _intents(folder: Path) -> Collection:
    texts = (Text(row["chunk_id"], row["title"], row["answer"]) for row in _lines(folder / "kb_intents.jsonl"))
    rows = list(_lines(folder / "questions.jsonl"))
    asked = (Asked(str(at), row["question"], row["variant_type"]) for at, row in enumerate(rows))
    return _collection(folder.name, texts, asked, ((str(at), row["chunk_id"], 1) for at, row in enumerate(rows)))


def _squad(path: Path) -> Collection:
    articles = json.loads(path.read_text("utf-8-sig"))["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    texts = (Text(str(at), "", paragraph["context"]) for at, paragraph in enumerate(paragraphs))
    answers = [(str(at), answer) for at, paragraph in enumerate(paragraphs) for answer in paragraph["qas"]]
    asked = (Asked(answer["id"], answer["question"]) for _, answer in answers)
    return _collection(path.stem, texts, asked, ((answer["id"], at, 1) for at, answer in answers))
