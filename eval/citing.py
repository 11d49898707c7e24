"""Citation precision and recall of one answer, as ALCE computes them (Gao et al., EMNLP 2023), without a model.

An answer is cut into statements: the words up to a group of marks, line by line. A line before a list, or with a
colon at its end, opens the lines below it and stands on what they cite. A statement is entailed where all its facts stand in what is cited
and nearly all its words do; with the facts and half of the words it is supported in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.furniture import accented_stop_words
from assistant.models import Answer, Citation, Question
from eval.facts import Agencies, facts_of, lacking, named_agencies
from eval.matcher import FACTS, refuses
from ingest.text import fold, folded_words, words

NEARLY_ALL, HALF = 0.9, 0.5  # of the words of a statement: borne out, borne out in part
MOST_CITED = 3  # citations of one statement that are judged one by one
SHORT = 6  # words up to which a line without marks and facts claims nothing

_MARKS = re.compile(r"(?:\s*\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")
_ITEM = re.compile(r"\s*(?:[-*•+]|\d+[.)])\s")
# What any structured answer calls its fields; these words stand in no document beside the value.
_LABELS = frozenset(
    folded_words(
        "cơ quan chủ trì phối hợp thực hiện được giao thời hạn nhiệm vụ chỉ tiêu văn bản giao kết quả gửi báo cáo "
        "mục điểm phụ lục số họp ngày của trong thuộc nhóm tham mưu căn cứ ký ban hành hạn đến trước "
        "lead coordinating agency deadline task target due before result basis document"
    )
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Words with the numbers of the citations behind them; ``opens`` others below it."""

    text: str
    marks: tuple[int, ...]
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Citing:
    """Counts of one answer. ``support`` has 1, 0.5 or 0 for each claim; ``kept`` of ``cited`` marks were needed."""

    support: tuple[float, ...] = ()
    kept: int = 0
    cited: int = 0
    excluded: int = 0  # statements that claim nothing
    fabricated: int = 0  # marks without a citation
    unsupported: tuple[str, ...] = ()

    @property
    def recall(self) -> float | None:
        """Share of claims that what they cite entails; None where nothing is claimed."""
        return sum(one == 1 for one in self.support) / len(self.support) if self.support else None

    @property
    def precision(self) -> float | None:
        """Share of citations that their claim needs; None where nothing is cited."""
        return self.kept / self.cited if self.cited else None


NOTHING_CITED = Citing()


def judge_citing(question: Question, answer: Answer, agencies: Agencies = named_agencies) -> Citing:
    """Every claim of an answer against what it cites."""
    by_mark = {citation.marker: citation for citation in answer.citations}
    judge = _Judge(question, answer, by_mark, agencies)
    claims, excluded = [], 0
    for statement in statements(answer.text):
        if judge.claims(statement):
            claims.append(statement)
        else:
            excluded += 1
    support = tuple(judge.support(claim, claim.marks) for claim in claims)
    single = [claim for claim in claims if not claim.opens]
    cited = [(claim, mark) for claim in single for mark in claim.marks[:MOST_CITED] if mark in by_mark]
    marks = {int(mark) for mark in _MARK.findall(answer.text)}
    return Citing(
        support=support,
        kept=sum(judge.needs(claim, mark) for claim, mark in cited),
        cited=len(cited),
        excluded=excluded,
        fabricated=len(marks - set(by_mark)),
        unsupported=tuple(claim.text for claim, value in zip(claims, support, strict=True) if value == 0),
    )


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of an answer in their order."""
    found: list[Statement] = []
    lines = [line for line in text.splitlines() if line.strip()]
    for line, after in pairwise([*lines, ""]):
        found.extend(_of_line(line, opens=_ITEM.match(after) is not None and not _ITEM.match(line)))
    for at, statement in enumerate(found):
        if statement.opens:
            found[at] = Statement(statement.text, (*statement.marks, *_below(found[at + 1 :])), opens=True)
    return tuple(found)


def _of_line(line: str, *, opens: bool) -> Iterator[Statement]:
    """The statements of a line; its words without marks open a list where ``opens`` or a colon says so."""
    last = 0
    for match in _MARKS.finditer(line):
        said = line[last : match.start()].strip(" \t-*•|.,;")
        last = match.end()
        if words(said):
            yield Statement(said, tuple(int(mark) for mark in _MARK.findall(match.group())))
    rest = line[last:].strip(" \t-*•|.,;")
    if words(rest):
        yield Statement(rest, (), opens=opens or rest.endswith(":"))


def _below(rest: Sequence[Statement]) -> Iterator[int]:
    """Marks of the statements that an opening line introduces: those up to the next opening line that is no deeper."""
    begun = False
    for statement in rest:
        if statement.opens and begun:
            return
        begun = begun or not statement.opens
        yield from statement.marks


@dataclass(frozen=True, slots=True)
class _Judge:
    question: Question
    answer: Answer
    by_mark: Mapping[int, Citation]
    agencies: Agencies

    def claims(self, statement: Statement) -> bool:
        """Whether a statement claims anything; a refusal and a greeting do not."""
        if refuses(statement.text) or (not statement.marks and self.answer.status not in FACTS):
            return False
        has_facts = bool(len(facts_of(statement.text, self.agencies)))
        if statement.opens:
            return has_facts
        return bool(statement.marks) or has_facts or len(words(statement.text)) > SHORT

    def support(self, claim: Statement, marks: Iterable[int]) -> float:
        """1 where the cited places and their headings entail the claim, 0.5 where they bear out its facts, else 0."""
        missing, carried = self._weigh(claim, self._cited(marks))
        if missing or carried < HALF:
            return 0.0
        return 1.0 if carried >= NEARLY_ALL else 0.5

    def needs(self, claim: Statement, mark: int) -> bool:
        """ALCE's conditions: the citation entails the claim alone, or its own words add what the others lack."""
        if self.support(claim, (mark,)) == 1:
            return True
        if not self.support(claim, claim.marks):
            return False
        bare = [replace(citation, section=()) for citation in self._cited(claim.marks)]
        missing, carried = self._weigh(claim, bare)
        missing_without, carried_without = self._weigh(claim, [one for one in bare if one.marker != mark])
        return missing < missing_without or carried > carried_without

    def _cited(self, marks: Iterable[int]) -> list[Citation]:
        return [self.by_mark[mark] for mark in dict.fromkeys(marks) if mark in self.by_mark]

    def _weigh(self, claim: Statement, cited: Sequence[Citation]) -> tuple[int, float]:
        """How many facts of the claim the places lack, and the share of its words that they carry."""
        if not cited:
            return len(words(claim.text)), 0.0
        missing = lacking(claim.text, self.question, self.answer, (cited, self.agencies))
        return len(missing), _carried(claim.text, cited)


def _carried(text: str, cited: Sequence[Citation]) -> float:
    """Share of the content words of a statement that stand in the cited places and their headings."""
    stop = {fold(word) for word in accented_stop_words()} | _LABELS
    said = [word for word in map(fold, words(text)) if word not in stop]
    there = {fold(word) for citation in cited for part in evidence(citation) for word in words(part)}
    return sum(word in there for word in said) / len(said) if said else 1.0


def evidence(citation: Citation) -> tuple[str, ...]:
    """The quote and what stands over it."""
    return (citation.quote, citation.document.number or "", citation.document.title, *citation.section)
