"""Are the labels themselves right? Quotes occur, fields agree, ids are unique, bodies are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.answers import Texts, collapsed
from eval.cases import Case, load_cases
from eval.documents import read_folder
from eval.facts import Agencies, named_agencies
from eval.matcher import FACTS, canonical, check, states
from eval.options import SAMPLE, CheckOptions
from eval.product import Product
from eval.report import Run, Table, fingerprint
from ingest.errors import BadUse

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class CheckConfig:
    """What was checked, against what."""

    files: dict[str, str]  # SHA-256 by name
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one case."""

    file: str
    id: str
    problem: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was found."""

    cases: int
    by_type: dict[str, int]
    answerable: int
    quotes: int
    problems: tuple[Problem, ...]


def check_cases(options: CheckOptions, product: Product) -> tuple[Run, Checked]:
    """Check one file of questions, or every ``*.jsonl`` of a folder; the run fails where a problem is found."""
    files = sorted(options.file.glob("*.jsonl")) if options.file.is_dir() else [options.file]
    if not files:
        raise BadUse(f"Thư mục {options.file} không có tệp câu hỏi *.jsonl nào.")
    folders = options.documents or [SAMPLE]
    texts = {name: file.text for folder in folders for name, file in read_folder(folder, product.read).items()}
    cases = {path.name: load_cases(path) for path in files}
    known = product.open_agencies()
    problems = [
        Problem(name, case.id, said)
        for name, held in cases.items()
        for case in held
        for said in wrong(case, texts, known)
    ]
    problems += [Problem(name, id, said) for name, held in cases.items() for id, said in repeated(held)]
    every = [case for held in cases.values() for case in held]
    checked = Checked(
        len(every),
        dict(sorted(Counter(case.type for case in every).items())),
        sum(case.labels.answerable for case in every),
        sum(len(case.quotes) for case in every),
        tuple(problems),
    )
    config = CheckConfig({path.name: fingerprint(path) for path in files}, tuple(sorted(texts)))
    return Run("check", config, problems, _tables(checked), failed=bool(problems)), checked


def wrong(case: Case, texts: Texts, agencies: Agencies) -> Iterator[str]:
    """Sentences about what is wrong with a case."""
    if not case.text.strip():
        yield "the question is empty"
    if case.lang not in LANGUAGES:
        yield f"lang is {case.lang!r}, not one of {', '.join(LANGUAGES)}"
    yield from _quotes(case, texts)
    yield from _labels(case)
    yield from _bodies(case, texts, agencies)


def _quotes(case: Case, texts: Texts) -> Iterator[str]:
    for quote in case.quotes:
        if quote.document not in texts:
            yield f"document {quote.document} is not there"
        elif not quote.text.strip() or collapsed(quote.text) not in collapsed(texts[quote.document]):
            yield f"“{quote.text}” does not stand in {quote.document}"


def _labels(case: Case) -> Iterator[str]:
    """Whether the labels agree with each other and with the model answer."""
    labels = case.labels
    yield from _endings(case)
    if any(not group or not all(canonical(item) for item in group) for group in labels.must_include):
        yield "must_include holds an empty alternative"
    for item in labels.forbidden:
        if any(states(canonical(" ; ".join(group)), item) for group in labels.must_include):
            yield f"“{item}” is both asked for and forbidden"
    if case.answer and not (match := check(labels, case.answer)).holds:
        missing = ["/".join(group) for group in match.missing]
        yield f"the model answer does not hold: lacks {missing}, says {list(match.found)}"


def _endings(case: Case) -> Iterator[str]:
    labels = case.labels
    if labels.answerable and not (labels.must_include and case.quotes):
        yield "answerable, but must_include or citations are empty"
    if labels.answerable and case.statuses:
        yield "statuses belong to questions without an answer"
    if FACTS & set(case.statuses) and not labels.accept_answered:
        yield "statuses hold an answer, accept_answered does not"


def _bodies(case: Case, texts: Texts, agencies: Agencies) -> Iterator[str]:
    """A body that must be named is one that the register or a cited document knows."""
    there = canonical("\n".join(texts.get(quote.document, "") for quote in case.quotes))
    for group in case.labels.must_include:
        named = [body.printed for item in group for body in named_agencies(item)]
        registered = {found.name for item in group for found in agencies(item) if found.name != found.printed}
        if named and not registered and not any(_stands(body, there) for body in named):
            yield f"no document and no register knows {named[0]}"


def _stands(body: str, text: str) -> bool:
    """Whether a body is named, alone or in a list ("các Sở: Y tế, Tư pháp")."""
    return any(canonical(words) in text for words in (body, body.partition(" ")[2]) if words)


def repeated(cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    """Ids, and questions after the same turns, that occur more than once."""
    ids = Counter(case.id for case in cases)
    asked: Mapping[tuple[object, ...], int] = Counter((canonical(case.text), case.history) for case in cases)
    yield from ((id, "the id occurs more than once") for id, count in ids.items() if count > 1)
    for case in cases:
        if asked[canonical(case.text), case.history] > 1:
            yield case.id, "the question occurs more than once"


def _tables(checked: Checked) -> tuple[Table, ...]:
    counts = (
        ("questions", str(checked.cases)),
        ("answerable", str(checked.answerable)),
        ("quotes", str(checked.quotes)),
        *((f"type {name}", str(count)) for name, count in checked.by_type.items()),
        ("problems", str(len(checked.problems))),
    )
    rows = tuple((one.file, one.id, one.problem) for one in checked.problems)
    listed = (Table("Problems", ("file", "id", "problem"), rows),) if rows else ()
    return (Table("Labels", ("what", "count"), counts), *listed)
