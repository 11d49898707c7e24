"""How unlike its column a cell's words are: costs from 0 (as expected) up, used to choose between readings of a row."""

from __future__ import annotations

import re
from typing import Protocol

from ingest.agencies import HEADS
from ingest.cell_words import carries_on, plain, time_like, value_like
from ingest.columns import AGENCY_COLUMNS
from ingest.models import Column
from ingest.text import LOWER, fold

_EMPTY = {
    Column.TEXT: 12.0, Column.LEAD: 5.0, Column.IMPLEMENTING: 4.0, Column.COORDINATING: 3.0, Column.DEADLINE: 4.0,
    Column.RESULT: 3.5, Column.VALUE: 3.0, Column.BASIS: 3.0, Column.NOTE: 0.0, Column.OTHER: 2.0, Column.NUMBER: 0.0,
}  # fmt: skip
LONGEST = {Column.VALUE: 12, Column.DEADLINE: 30, **dict.fromkeys(AGENCY_COLUMNS, 90)}  # words of a cell
_NOTED = 2.0  # a filled note column: most are empty
_NEW = 0.6  # a cell unlike those of the rows already read
_UNFINISHED = 1.5  # an agency cell with words that no body accounts for
_STOPPED = 3.0  # a sentence that ends and goes on in lower case
_STOP = re.compile(rf"[^\W\d_]{{2}}[.!?] (?!v\.v)(?=[{LOWER}])")
_TRAILING = 2.5  # a text that ends with bodies of the next cell
_TAIL = 10  # words of a text looked at for them
_LONGEST_LIST = 14  # words beyond which a longer text that is no list of agencies gets no worse

_JOINS = re.compile(r"va|voi|cung")
_HALF_DATE = re.compile(
    r"(?<!hằng)(?<!hàng)(?<!mỗi) (?:ngày|tháng|quý|Quý|[Gg]iai đoạn|(?:[Qq]uý|[Tt]háng) \S+ năm"
    r"|(?:định|quyết|hoạch|báo|văn|tư|trình|luận) số)$"
)
_ACT = re.compile(
    r"nghi (?:quyet|dinh)|quyet dinh|ke hoach|thong (?:bao|tu|tri)|cong (?:van|dien)|chuong trinh|chi thi|ket luan|luat"
    r"|phap lenh|to trinh|de an|huong dan|bien ban|bao cao|van ban|y kien|theo|can cu|muc|diem|khoan|dieu"
    r"|phu luc|\W?\d|-"
)
_HEADS = frozenset(fold(head).split()[0] for head in HEADS.split("|")) | {"cac", "nhung", "toan", "lanh"}
# Words of results that begin like a body: "báo cáo" is no newspaper, "bộ tiêu chí" no ministry.
_NO_BODY = re.compile(
    r"\b(?:bao cao|ban hanh|to chuc (?!chinh)|bo (?:tieu|chi so|du lieu|cau hoi|tai lieu|thu tuc)|hoi (?:nghi|thao|thi)"
    r"|doi ngu|vien chuc|quy (?:che|dinh|hoach|trinh|[ivx]+\b|\d)|van ban|cong (?:van|tac|nghe so)|he thong|ke hoach"
    r"|quyet dinh)\b"
)


class AgencyGrammar(Protocol):
    """Knows what a list of agencies looks like."""

    def completeness(self, text: str) -> float:
        """1.0: a complete list of agencies; 0.0: the text names none; between: share of its words accounted for."""


class CellCosts:
    """Costs of whole cells by column; answers are remembered for the life of one table."""

    def __init__(self, agencies: AgencyGrammar) -> None:
        self._agencies = agencies
        self._known: dict[tuple[Column, str], float] = {}
        self._bounds: dict[tuple[Column, str], float] = {}
        self._shares: dict[str, float] = {}
        self._seen: set[tuple[Column, str]] = set()

    def learn(self, column: Column, text: str) -> None:
        """Note a cell surely read: such cells ("Báo cáo thực hiện") recur from row to row."""
        self._seen.add((column, text))
        self._known.clear()

    def of(self, column: Column, text: str) -> float:
        """Cost of a cell holding this text (words with single spaces); an empty cell has a cost too."""
        key = (column, text)
        if key not in self._known:
            new = bool(self._seen and text) and column is not Column.TEXT and key not in self._seen
            self._known[key] = self.bound(column, text) + self._dear_cost(column, text) + _NEW * new
        return self._known[key]

    def bound(self, column: Column, text: str) -> float:
        """A lower bound of ``of`` that does not ask the agency grammar."""
        key = (column, text)
        if key not in self._bounds:
            self._bounds[key] = _cheap_cost(column, text) if text else _EMPTY[column]
        return self._bounds[key]

    def completeness(self, text: str) -> float:
        """The grammar's answer, remembered."""
        if text not in self._shares:
            self._shares[text] = self._agencies.completeness(text)
        return self._shares[text]

    def _dear_cost(self, column: Column, text: str) -> float:
        """The part of the cost that the agency grammar tells."""
        if column in AGENCY_COLUMNS:
            return self._agency_cost(text) if text else 0.0
        if column in (Column.DEADLINE, Column.VALUE):
            return 0.0
        opens = column in (Column.RESULT, Column.BASIS) and opens_like_body(text)
        share = self.completeness(text) if opens else 0.0
        return 2.0 * (share if share >= 0.6 else 0.0) + self._trailing_cost(text.split())

    def _trailing_cost(self, words: list[str]) -> float:
        """Cost of a text that ends with bodies nothing ties to it: the next cell read into it."""
        cost = 0.0
        for i in range(max(1, len(words) - _TAIL), len(words)):
            names = words[i][0].isupper() and plain(words[i]) in _HEADS
            if names and self.completeness(" ".join(words[i:])) >= 0.5:
                if _ties(words[i - 1]):
                    return cost
                cost = max(cost, _TRAILING if words[i - 1][-1] in ".!?" else _TRAILING / 2)
        return cost

    def _agency_cost(self, text: str) -> float:
        words = text.split()
        foreign = words[0][0].islower() and not opens_like_body(text)
        share = 0.0 if foreign else self.completeness(text)
        no_body = 3.0 * (_NO_BODY.search(fold(text)) is not None)
        if share < 1.0:
            return no_body + _UNFINISHED + 1.2 * (1 - share) * min(len(words), _LONGEST_LIST)
        return no_body + 2.5 * self._juxtapositions(words)

    def _juxtapositions(self, words: list[str]) -> int:
        """Places where one complete list ends and another begins without a separator: two cells read as one."""
        found = 0
        for i in range(1, len(words)):
            fresh = words[i][0].isupper() and plain(words[i]) in _HEADS and not _ties(words[i - 1])
            if fresh and self.completeness(" ".join(words[:i])) >= 1.0:
                found += self.completeness(" ".join(words[i:])) >= 1.0
        return found


def _cheap_cost(column: Column, text: str) -> float:
    if column in AGENCY_COLUMNS:
        joined = bool(_JOINS.fullmatch(plain(text.split(" ", 1)[0]))) or not text[0].isalnum()
        return _closing_cost(text) + _opening_cost(text, 0.7) + 3.0 * joined + 0.3 * (text[-1] == ".")
    if column is Column.DEADLINE:
        return 6 * (1 - time_like(text)) + _opening_cost(text, 1.0)
    if column is Column.VALUE:
        return 0.0 if value_like(text) else 4.0
    cost = _opening_cost(text, 2.0) + _closing_cost(text) + _STOPPED * len(_STOP.findall(text))
    if column is Column.TEXT:
        return cost + 0.2 * (text[-1] not in ".;:!?")
    if column in (Column.RESULT, Column.BASIS):
        starts = (" ".join(text.split(" ", n)[:n]) for n in (2, 3, 4))
        cost += 3.0 * any(time_like(start) >= 0.9 for start in starts)
        cost += 1.0 * (column is Column.BASIS and not _ACT.match(fold(text)))
    return cost + (_NOTED if column is Column.NOTE else 0.0)


def _ties(word: str) -> bool:
    """Whether a word joins what follows it to what stands before."""
    return word[-1] in ",;-–:" or carries_on(word)


def opens_like_body(text: str) -> bool:
    """Whether the first word can begin the name of a body."""
    return plain(text.split(" ", 1)[0]).strip(":,;") in _HEADS


def _opening_cost(text: str, lower_case: float) -> float:
    """A cell begins with a capital, a digit or a sign."""
    return lower_case if text[0].islower() and not text.startswith("các ") else 0.0


def _closing_cost(text: str) -> float:
    """A cell does not end with a comma, a joint word, half a date or an open bracket."""
    if text.count("(") > text.count(")") or carries_on(text):
        return 2.0
    if _HALF_DATE.search(text):
        return 3.0
    return {",": 2.0, ";": 0.8, "-": 2.0, "–": 2.0}.get(text[-1], 0.0)
