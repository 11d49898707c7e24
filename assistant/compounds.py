"""Words of several syllables of which one alone would be question furniture: "nhà ở", "bàn giao", "chữ ký số"."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.furniture import accented_stop_words
from ingest.text import words

# Furniture that is as often a part of a word; the others ("thì", "trong", "của") meet content words only by chance.
_PARTS = frozenset(
    [
        "ở",
        "ký",
        "số",
        "giao",
        "hạn",
        "mức",
        "lượng",
        "nơi",
        "thứ",
        "tên",
        "họp",
        "đạt",
        "khoản",
        "người",
        "ngày",
        "tháng",
        "năm",
        "giờ",
        "tỉnh",
        "quý",
        "bằng",
        "từ",
        "riêng",
        "nộp",
        "thuộc",
        "hết",
    ]
)
_LONGEST = 4  # syllables
_TOKEN = re.compile(r"\w+")
# "kinh tế số", "ký số": the adjective "digital", where "số" elsewhere stands before a number or asks for one.
_DIGITAL = re.compile(
    r"(?<!\w)(\w+) số(?! (?:\d|mấy|bao|nào|gì|ký hiệu|hiệu|lượng|liệu|nhiệm vụ|việc|chỉ tiêu|hộ|người|văn bản))(?!\w)"
)


def protected(text: str) -> Iterator[tuple[int, int]]:
    """The spans of such words in a canonical text, which keep their furniture syllables."""
    found = list(_TOKEN.finditer(text))
    for first in range(len(found)):
        for last in range(min(first + _LONGEST, len(found)) - 1, first, -1):
            start, end = found[first].start(), found[last].end()
            if " ".join(words(text[start:end])) in _mixed():
                yield start, end
                break
    for match in _DIGITAL.finditer(text):
        if match[1] not in accented_stop_words() or match[1] == "ký":
            yield match.span()


@cache
def _mixed() -> frozenset[str]:
    """Of the 39,000 dictionary words that come with underthesea, those that mix content and furniture."""
    package = importlib.util.find_spec("underthesea")  # found, not imported: its pipelines take seconds
    folder = Path(next(iter(package.submodule_search_locations))) if package else Path()  # type: ignore[arg-type]
    parts, stop = ({token for word in listed for token in words(word)} for listed in (_PARTS, accented_stop_words()))
    listed = (folder / "corpus" / "data" / "Viet39K.txt").read_text(encoding="utf-8").splitlines()
    spelt = (words(line) for line in listed)
    return frozenset(" ".join(w) for w in spelt if parts & set(w) and not set(w) <= stop and not set(w) & stop - parts)
