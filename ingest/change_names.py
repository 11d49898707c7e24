"""How a document names the tasks of another one that it changes: by printed numbers, by their words, or by both.

A name is kept as ``4``, ``II.3``, ``4 “Xây dựng bộ tiêu chí”`` or ``“Xây dựng bộ tiêu chí”``.
"""

from __future__ import annotations

import re

from ingest.text import folded_words

NUMBER = r"(?:[IVX]{1,5}\.)?\d{1,3}(?:\.\d{1,3}){0,2}(?![\w/%]|[.,]\d)"
_TASK = r"(?:nhiệm vụ|chỉ tiêu|số thứ tự|stt)"
_NUMBERS = re.compile(
    rf"(?:các )?(?P<what>{_TASK}|mục) (?:số |thứ |(?:tại |có )?(?:số thứ tự|stt) )?"
    rf"(?P<n>{NUMBER}(?:\s*(?:,|;|và|, và)\s*(?:nhiệm vụ |số )*{NUMBER})*)(?:\s*\((?P<words>[^()]{{8,300}})\))?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:phụ lục|mục|nhóm|phần|phụ biểu|biểu)(?!\w)", re.IGNORECASE)
_QUOTED = re.compile(rf"(?:{_TASK}|nội dung|công việc|việc)\s*:?\s*[“\"](?P<words>[^”\"]{{8,300}})[”\"]", re.IGNORECASE)
_WHEN = r"(?:từ|đến|sang|thành|trước)(?: hết| cuối)? (?:ngày|quý|tháng|năm|\d)"
_STOP = rf"(?=\s*(?:[:;(]|,? (?:{_WHEN}|(?:nêu |giao |được giao |quy định )?tại |nêu |kèm )|$))"
_SPOKEN = re.compile(
    r"(?<!\w)(?:(?:thời hạn|thời gian|tiến độ)(?: thực hiện| hoàn thành| triển khai)*+|thực hiện)(?: nhiệm vụ| việc)?+ "
    r"(?!(?:một số|các|những|toàn bộ|tất cả|nhiệm vụ|việc|mục|phần|phụ lục|số|\d+|đối với|tại|của|từ|đến|sang|thành|trước|kế hoạch|quyết định|thông báo|chỉ thị|công văn"
    r"|chương trình|đề án|nghị quyết)(?!\w))"
    rf"(?P<words>.{{8,300}}?){_STOP}",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\W*(?:[a-zđ]\)|\d{{1,2}}[.)])?\s*(?:{_TASK}|việc)?\s*:?\s*(?P<words>[^\W\d_].{{8,300}}?){_STOP}", re.IGNORECASE
)
_MARKS = ' “”"'
_FEWEST = 4  # words by which a task can be told from others
_NAME = re.compile(rf"(?P<number>{NUMBER})?\s*(?:“(?P<words>.+)”)?")


def task_names(clause: str) -> tuple[str, ...]:
    """The tasks that a clause names by number; a number with its own words in brackets keeps them."""
    found = list(_NUMBERS.finditer(clause))
    chosen = next((m for m in found if m["what"].lower() != "mục"), found[0] if found else None)
    if chosen is None:
        return ()
    numbers = re.findall(NUMBER, chosen["n"])
    if len(numbers) == 1 and chosen["what"].lower() == "mục" and (told := told_names(clause, listed=False)):
        return (f"{numbers[0]} {told[0]}",)  # a division may give several tasks
    words = chosen["words"]
    if len(numbers) > 1 or not words or _PLACE.match(words):
        return tuple(numbers)
    return (f"{numbers[0]} “{words.strip(_MARKS)}”",)


def numbered_first(text: str) -> bool:
    """Whether an item names its task before it says anything: "Nhiệm vụ số 12 (Phụ lục I): đến ngày 30/9/2026"."""
    return _NUMBERS.search(text[:60]) is not None


def told_names(clause: str, listed: bool) -> tuple[str, ...]:
    """The task that a clause tells by its words alone; ``listed`` items begin with them."""
    found = _QUOTED.search(clause) or (_LISTED.match(clause) if listed else None) or _SPOKEN.search(clause)
    words = found["words"].strip(_MARKS) if found else ""
    return (f"“{words}”",) if len(folded_words(words)) >= _FEWEST else ()


def name_of_cell(number: str, words: str) -> str:
    """The name of a row's task: what its cell says ("Nhiệm vụ số 4 (...)"), else the number in its own column and words."""
    said = task_names(words)
    if len(said) == 1 and numbered_first(words):
        return said[0]
    printed = re.fullmatch(NUMBER, number.strip(" ."))
    return f"{printed[0] if printed else ''} “{words}”".strip()


def parts(name: str) -> tuple[str | None, str]:
    """The printed number and the words of a kept name."""
    found = _NAME.match(name)
    return (found["number"], found["words"] or "") if found else (None, "")


def likeness(words: str, text: str) -> float:
    """Share of the words of a name that stand in the words of a task."""
    named = folded_words(words)
    held = set(folded_words(text))
    return sum(word in held for word in named) / len(named) if named else 0.0
