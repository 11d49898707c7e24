"""Labelled questions put to an assistant: what it got right, what it cited, what it made up, how long it took."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.models import Answer, AnswerStatus, Assistant, Citation
from eval.cases import Case, GoldQuote
from eval.citing import NOTHING_CITED, Citing, judge_citing
from eval.facts import Agencies, facts_of, named_agencies, unsupported
from eval.matcher import FACTS, REFUSALS, check, passes
from ingest.errors import TrolyError

JOIN = " … "  # how a quote joins places that do not touch
COMMON_WORDS = 8  # a run of words this long is no accident in administrative prose
CONTAINED_WORDS = 4  # a whole cell such as "Sở Khoa học và Công nghệ" is shorter, but lies whole inside the gold quote
FAILED = "failed"  # the status of an assistant that raised
LIST = 3  # things that must be named from which an answer is a list

_MARKUP = re.compile(r"[*_#|`\\]+")
_EDGES = ".,;:!?()[]{}“”\"'‘’…"

Texts = Mapping[str, str]
"""Extracted text of each document by its file name."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every question of a run is asked with, and what its answers are held against."""

    texts: Texts
    as_of: date
    viewer: str | None = None
    agencies: Agencies = named_agencies


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer judged. ``status`` is "failed" where the assistant raised instead of answering."""

    case: Case
    status: str
    text: str
    seconds: float
    is_right: bool
    missing: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    not_verbatim: tuple[str, ...] = ()
    gold_found: int = 0  # gold quotes that a citation meets, of len(case.quotes)
    facts: int = 0
    unsupported: tuple[str, ...] = ()
    citing: Citing = NOTHING_CITED

    @property
    def truth(self) -> int:
        """CRAG's truthfulness: 1 for right, 0 for declining, asking back or failing, -1 for a wrong answer."""
        return 1 if self.is_right else -1 if self.gives_facts else 0

    @property
    def completeness(self) -> float | None:
        """Share of what a list must name that it names; None where the answer is no list."""
        wanted = self.case.labels.must_include
        if not self.case.labels.answerable or len(wanted) < LIST:
            return None
        return 1 - len(self.missing) / len(wanted)

    @property
    def gives_facts(self) -> bool:
        """Whether the assistant answered rather than declined, asked back or failed."""
        return self.status in FACTS

    @property
    def refuses(self) -> bool:
        """Whether the assistant declined."""
        return self.status in REFUSALS

    @property
    def cites_right(self) -> bool:
        """Whether a verbatim citation meets one of the gold quotes."""
        return self.gold_found > 0


def judge_all(
    cases: Sequence[Case], assistant: Assistant, setting: Setting, told: Callable[[Verdict], object] = bool
) -> tuple[Verdict, ...]:
    """Every case in order; ``told`` hears each verdict as it falls."""
    verdicts = []
    for case in cases:
        verdict = ask_and_judge(case, assistant, setting)
        told(verdict)
        verdicts.append(verdict)
    return tuple(verdicts)


def ask_and_judge(case: Case, assistant: Assistant, setting: Setting) -> Verdict:
    """One case; an assistant that raises one of our errors gets a wrong answer, not an aborted run."""
    begun = time.perf_counter()
    try:
        answer = assistant.ask(case.question(setting.as_of, setting.viewer))
    except TrolyError as error:
        return Verdict(case, FAILED, str(error), time.perf_counter() - begun, is_right=False)
    # A recorded answer returns at once and knows its own time; a live one cannot take less than we measured.
    return judge(case, answer, setting, max(answer.seconds, time.perf_counter() - begun))


def right(case: Case, assistant: Assistant, setting: Setting) -> tuple[bool, str]:
    """Only whether the answer is right, and its ending: for runs that ask thousands of times."""
    try:
        answer = assistant.ask(case.question(setting.as_of, setting.viewer))
    except TrolyError:
        return False, FAILED
    return passes(case.labels, answer.text, AnswerStatus(answer.status)), str(answer.status)


def judge(case: Case, answer: Answer, setting: Setting, seconds: float) -> Verdict:
    """Hold one answer against its labels, the documents and its own citations."""
    match = check(case.labels, answer.text)
    quotes = tuple(citation.quote for citation in answer.citations)
    sound = [citation for citation in answer.citations if is_verbatim(citation, setting.texts)]
    question = case.question(setting.as_of, setting.viewer)
    return Verdict(
        case=case,
        status=str(answer.status),
        text=answer.text,
        seconds=seconds,
        is_right=passes(case.labels, answer.text, AnswerStatus(answer.status)),
        missing=match.missing,
        forbidden=match.found,
        quotes=quotes,
        not_verbatim=tuple(citation.quote for citation in answer.citations if citation not in sound),
        gold_found=sum(any(meets(citation, gold) for citation in sound) for gold in case.quotes),
        facts=len(facts_of(answer.text, setting.agencies)),
        unsupported=unsupported(question, answer, setting.agencies),
        citing=judge_citing(question, answer, setting.agencies),
    )


def is_verbatim(citation: Citation, texts: Texts) -> bool:
    """Whether every part of a quote stands in its document, white space apart; an empty quote does not."""
    text = collapsed(texts.get(citation.document.file, ""))
    parts = [collapsed(part) for part in _parts(citation.quote)]
    return bool(parts) and all(part in text for part in parts)


def meets(citation: Citation, gold: GoldQuote) -> bool:
    """Whether a citation shows the place that a gold quote names, in the same document.

    It does when a part of it has ``COMMON_WORDS`` consecutive words in common with the gold quote, when the whole
    gold quote stands in it, or when its parts that stand whole in the gold quote have ``CONTAINED_WORDS`` words
    together.
    """
    if citation.document.file != gold.document:
        return False
    wanted = _words(gold.text)
    parts = [_words(part) for part in _parts(citation.quote)]
    if any(_share_a_run(part, wanted) or _contains(part, wanted) for part in parts):
        return True
    return sum(len(part) for part in parts if _contains(wanted, part)) >= CONTAINED_WORDS


def _share_a_run(first: Sequence[str], second: Sequence[str]) -> bool:
    return not set(_runs(first)).isdisjoint(_runs(second))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + COMMON_WORDS]) for start in range(len(words) - COMMON_WORDS + 1))


def _contains(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether the words of ``part`` stand in ``whole`` in a row; no words stand nowhere."""
    return bool(part) and f" {' '.join(part)} " in f" {' '.join(whole)} "


def _words(text: str) -> list[str]:
    """Lower-case words without Markdown and edge punctuation; a date or a document sign is one word."""
    return [word for token in _MARKUP.sub(" ", text).lower().split() if (word := token.strip(_EDGES))]


def _parts(quote: str) -> list[str]:
    return [part for part in quote.split(JOIN) if part.strip()]


def collapsed(text: str) -> str:
    """Every run of white space as one space."""
    return " ".join(text.split())
