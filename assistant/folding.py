"""A question without diacritics, in which words that only fold like a question word stay apart from it."""

from __future__ import annotations

import re

from ingest.text import canonical, fold

_ASKING = {"chua": ("chưa",), "may": ("mấy",), "han": ("hạn",), "khong": ("không",)}
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_ASKING)})(?!\w)")
_NO_TERM = re.compile(r"(?<!\w)hạn (?=(?:hán|mặn|chế|hẹp|ngạch)(?!\w))")  # "drought" and its like


def folded_question(text: str, plain: bool) -> str:
    """As ``fold``, of the same length; "hồ chứa", "nhà máy" and "hạn hán" end in "_" where "chưa", "mấy", "hạn" do not.

    ``plain`` text, typed without any diacritics, keeps every word: there nobody can tell.
    """
    folded = fold(text)
    if plain:
        return folded
    written = canonical(text)
    kept = {m.start() for m in _WORD.finditer(folded) if written[m.start() : m.end()] in _spelt(m.group())}
    kept -= {m.start() for m in _NO_TERM.finditer(written)}
    return _WORD.sub(lambda m: m.group() if m.start() in kept else f"{m.group()[:-1]}_", folded)


def _spelt(word: str) -> tuple[str, ...]:
    return (word, *_ASKING[word])  # bare: one word typed without its marks among others
