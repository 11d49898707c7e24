"""The facts that an answer states and whether the places it cites bear them out.

A fact is a token that must not be wrong: a date, a whole number, a percentage, a period, a document sign, the name
of a body. It is supported when it stands in a cited quote, in the heading of a citation (document number, title,
section), in the question or the turns before it, or when it is the as-of day or a count of what the answer lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, groupby
from typing import Protocol

from assistant.models import Answer, Citation, Question
from eval.matcher import DATE_TOKEN, PERCENT, PERIOD, SIGN, canonical, numbers


@dataclass(frozen=True, slots=True)
class Body:
    """A body that a text names: ``name`` is canonical where a register knows it, ``printed`` is as it stands."""

    name: str
    printed: str


Agencies = Callable[[str], Iterable[Body]]
"""The bodies named in a text."""

_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")  # marks of footnotes
_KEPT = 4096  # texts recur from statement to statement
_EXACT = (DATE_TOKEN, PERCENT, PERIOD, SIGN)
_LIST_ITEM = re.compile(r"\s*(?:[-*•+]|\d+[.)])\s")
_HEAD = (
    "(?:Sở|Bộ|Ban|Công an|Ủy ban|Uỷ ban|UBND|HĐND|UBMTTQ|Hội đồng|Văn phòng|Phòng|Trung tâm|Cục|Chi cục|Viện|Thanh tra"
    "|Kho bạc|Thuế|Toà án|Tòa án|Liên đoàn|Hội|Đoàn|Trường|Đài|Tổng công ty|Tập đoàn|Ngân hàng)"
)
_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
# A name is capitalised words, each with at most one lower-case syllable ("Tài chính"), joined by space, comma,
# "và", "&" or a dash; the next body's head word ends it.
_WORD = rf"(?:[{_UPPER}][{_UPPER}&]+(?!\w)(?: (?:tỉnh|thành phố|xã|phường)\b)?|[{_UPPER}]\w*(?: [^\W\d_{_UPPER}]+)?)"
_MORE = rf"(?:(?:,? | và | & | [-–] )(?!{_HEAD} ){_WORD})*"
_NAME = re.compile(rf"(?<![\w/-]){_HEAD} (?:{_WORD}{_MORE}|tỉnh|thành phố|xã|phường|đặc khu)")


_PLURAL = "(?:các|những|một số|cấp)"
_MARKS_A_LIST = re.compile(rf"(?<!\w){_PLURAL}(?!\w)|:")
_NEXT = r"(?:,|và)\s+"


class Mention(Protocol):
    """A body found in a text: its canonical name and the characters [start, end) that name it."""

    @property
    def name(self) -> str:
        """The canonical name."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character after the last."""


class Register(Protocol):
    """What ``ingest.agencies.Agencies`` offers here."""

    def find(self, text: str) -> Sequence[Mention]:
        """The bodies named in an NFC text."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The fact tokens of one text, in canonical form."""

    exact: frozenset[str]  # dates, percentages, periods, document signs
    numbers: frozenset[int]
    agencies: frozenset[Body]  # both names in canonical form

    def __len__(self) -> int:
        return len(self.exact) + len(self.numbers) + len(self.agencies)


def named_agencies(text: str) -> list[Body]:
    """Bodies by their printed form alone, without a register: "Sở Tài chính", "Công an tỉnh"."""
    return [_by_form(match) for match in _NAME.finditer(unicodedata.normalize("NFC", text))]


def _by_form(match: re.Match[str]) -> Body:
    return Body(match.group(), match.group())


def registered(register: Register) -> Agencies:
    """Canonical names of the bodies that a register knows, and by their form those that it does not.

    So an abbreviation is borne out by the full name, and a body that the product overlooks is still checked.
    """

    def names(text: str) -> list[Body]:
        plain = unicodedata.normalize("NFC", text)
        mentions = register.find(plain)
        taken = [(mention.start, mention.end) for mention in mentions]
        unknown = (match for match in _NAME.finditer(plain) if not any(_meet(match.span(), span) for span in taken))
        known = (Body(mention.name, plain[mention.start : mention.end]) for mention in mentions)
        return [*known, *map(_by_form, unknown)]

    return names


def _meet(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


@lru_cache(maxsize=_KEPT)
def facts_of(text: str, agencies: Agencies = named_agencies) -> Facts:
    """The facts that a text states."""
    plain = canonical(_RAISED.sub("", text))
    exact = frozenset(chain.from_iterable(pattern.findall(plain) for pattern in _EXACT))
    bodies = frozenset(Body(canonical(body.name), canonical(body.printed)) for body in agencies(text))
    return Facts(exact, numbers(plain), bodies)


def unsupported(question: Question, answer: Answer, agencies: Agencies = named_agencies) -> tuple[str, ...]:
    """The facts of an answer that nothing it cites bears out, sorted."""
    return lacking(answer.text, question, answer, (answer.citations, agencies))


def lacking(
    text: str, question: Question, answer: Answer, cited: tuple[Sequence[Citation], Agencies]
) -> tuple[str, ...]:
    """The facts of a text that neither the given citations nor the question bear out, sorted."""
    citations, agencies = cited
    stated, given = facts_of(text, agencies), _given(question, answer.as_of, citations)
    known = facts_of(given, agencies)
    plain = canonical(_RAISED.sub("", given))
    missing = list(stated.exact - _with_parts(known.exact))
    counts = known.numbers | _counts(answer) | _years(known.exact)
    missing += [str(number) for number in stated.numbers - counts]
    names = {body.name for body in known.agencies}
    missing += {
        body.name
        for body in stated.agencies
        if body.name not in names and body.printed not in plain and not _is_listed(body.name, plain)
    }
    return tuple(sorted(missing))


def _is_listed(name: str, given: str) -> bool:
    """Whether a list gives the name under a common head: "các Sở: Tư pháp, Nội vụ", "UBND các xã, phường"."""
    words = name.split()
    return any(_heads_a_list(words[:end], words[end:], given) for end in range(1, len(words)))


def _heads_a_list(head: Sequence[str], rest: Sequence[str], given: str) -> bool:
    first, last = (rf"\s+(?:{_PLURAL}\s+)?".join(map(re.escape, part)) for part in (head, rest))
    if re.search(rf"(?<!\w){first}\s[^.;:]{{1,80}}?{_NEXT}{last}(?!\w)", given):  # "Sở Nội vụ, Tài chính"
        return True
    found = re.finditer(rf"(?:{_PLURAL}\s+)?(?<!\w){first}(?!\w)[^.;]{{0,400}}?(?<!\w){last}(?!\w)", given)
    return any(_MARKS_A_LIST.search(match.group()) for match in found)


def _given(question: Question, as_of: date, citations: Sequence[Citation]) -> str:
    """Everything that an answer may repeat."""
    turns = (turn.content for turn in question.history)
    cited = (
        part
        for citation in citations
        for part in (citation.quote, citation.document.number or "", citation.document.title, *citation.section)
    )
    return "\n".join((question.text, f"{as_of:%d/%m/%Y}", *turns, *cited))


def _counts(answer: Answer) -> set[int]:
    """How many things the answer names, whole or under one line: computed from the register, so printed nowhere."""
    items = [bool(_LIST_ITEM.match(line)) for line in answer.text.splitlines() if line.strip()]
    runs = {sum(run) for is_item, run in groupby(items) if is_item}
    return {len(answer.tasks), len(answer.citations), sum(items), *runs}


def _with_parts(exact: Iterable[str]) -> set[str]:
    """Dates with their parts: who knows 30/06/2026 knows 06/2026 and 30/06."""
    whole = [token[1:-1].split("-") for token in exact if token.startswith("[") and token.count("-") == 2]
    return set(exact).union(*({f"[{year}-{month}]", f"[{month}-{day}]"} for year, month, day in whole))


def _years(exact: Iterable[str]) -> set[int]:
    return {int(year) for token in exact for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", token)}
