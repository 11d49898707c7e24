"""The facts that an answer states and whether the places it cites bear them out.

A fact is a token that must not be wrong: a date, a whole number, a percentage, a period, a document sign, the name
of a body. It is supported when it stands in a cited quote, in the heading of a citation (document number, title,
section), in the question or the turns before it, or when it is the as-of day or a count of what the answer lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from assistant.models import Answer, Question
from eval.matcher import DATE_TOKEN, PERCENT, PERIOD, SIGN, canonical, numbers

Agencies = Callable[[str], Iterable[str]]

_EXACT = (DATE_TOKEN, PERCENT, PERIOD, SIGN)
_LIST_ITEM = re.compile(r"(?m)^\s*(?:[-*•+]|\d+[.)])\s")
_HEAD = (
    "(?:Sở|Bộ|Ban|Công an|Ủy ban|Uỷ ban|UBND|HĐND|UBMTTQ|Hội đồng|Văn phòng|Phòng|Trung tâm|Cục|Chi cục|Viện|Thanh tra"
    "|Kho bạc|Thuế|Toà án|Tòa án|Liên đoàn|Hội|Đoàn|Trường|Đài|Tổng công ty|Tập đoàn|Ngân hàng)"
)
_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
# A name is capitalised words, each with at most one lower-case syllable ("Tài chính"), joined by space, comma,
# "và", "&" or a dash; the next body's head word ends it.
_WORD = rf"(?:[{_UPPER}][{_UPPER}&]+(?!\w)(?: (?:tỉnh|thành phố|xã|phường)\b)?|[{_UPPER}]\w*(?: [^\W\d_{_UPPER}]+)?)"
_MORE = rf"(?:(?:,? | và | & | [-–] )(?!{_HEAD} ){_WORD})*"
_NAME = re.compile(rf"\b{_HEAD} (?:{_WORD}{_MORE}|tỉnh|thành phố|xã|phường|đặc khu)")


@dataclass(frozen=True, slots=True)
class Facts:
    """The fact tokens of one text, in canonical form."""

    exact: frozenset[str]  # dates, percentages, periods, document signs
    numbers: frozenset[int]
    agencies: frozenset[str]

    def __len__(self) -> int:
        return len(self.exact) + len(self.numbers) + len(self.agencies)


def named_agencies(text: str) -> list[str]:
    """Names of bodies by their printed form alone, without a register: "Sở Tài chính", "Công an tỉnh"."""
    return [match.group() for match in _NAME.finditer(unicodedata.normalize("NFC", text))]


def facts_of(text: str, agencies: Agencies = named_agencies) -> Facts:
    """The facts that a text states."""
    plain = canonical(text)
    exact = frozenset(chain.from_iterable(pattern.findall(plain) for pattern in _EXACT))
    return Facts(exact, numbers(plain), frozenset(canonical(name) for name in agencies(text)))


def unsupported(question: Question, answer: Answer, agencies: Agencies = named_agencies) -> tuple[str, ...]:
    """The facts of an answer that nothing it cites bears out, sorted."""
    stated, given = facts_of(answer.text, agencies), _given(question, answer)
    known = facts_of(given, agencies)
    text = canonical(given)
    lacking = list(stated.exact - _with_parts(known.exact))
    counts = known.numbers | _counts(answer) | _years(known.exact)
    lacking += [str(number) for number in stated.numbers - counts]
    lacking += [name for name in stated.agencies if name not in known.agencies and name not in text]
    return tuple(sorted(lacking))


def _given(question: Question, answer: Answer) -> str:
    """Everything that an answer may repeat."""
    turns = (turn.content for turn in question.history)
    cited = (
        part
        for citation in answer.citations
        for part in (citation.quote, citation.document.number or "", citation.document.title, *citation.section)
    )
    return "\n".join((question.text, f"{answer.as_of:%d/%m/%Y}", *turns, *cited))


def _counts(answer: Answer) -> set[int]:
    """How many things the answer names: computed from the register, so printed nowhere."""
    return {len(answer.tasks), len(answer.citations), len(_LIST_ITEM.findall(answer.text))}


def _with_parts(exact: Iterable[str]) -> set[str]:
    """Dates with their parts: who knows 30/06/2026 knows 06/2026 and 30/06."""
    whole = [token[1:-1].split("-") for token in exact if token.startswith("[") and token.count("-") == 2]
    return set(exact).union(*({f"[{year}-{month}]", f"[{month}-{day}]"} for year, month, day in whole))


def _years(exact: Iterable[str]) -> set[int]:
    return {int(year) for token in exact for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", token)}
