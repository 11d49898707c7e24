"""What a question is about: the content words that nothing else accounts for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import furniture
from assistant.compounds import protected
from ingest.text import canonical, fold

_ASIDE = re.compile(r"(?<=\w )\([^()]*\)")  # "(chưa tính điều chỉnh)": a remark, no part of the topic
_NUMBERED = frozenset(
    ["lop", "khoi", "hang", "cap", "loai", "vong", "tuyen", "khoa"]
)  # "lớp 10", "hạng 3": the number is in the name
_WORD = re.compile(r"\w+(?:[-/&.]\w+)*")


def topic_runs(text: str, plain: bool, english: bool, taken: Sequence[tuple[int, int]]) -> tuple[tuple[str, ...], ...]:
    """Runs of content words as written, broken where furniture was left out; ``plain`` text loses more words.

    ``taken`` are spans that something else accounts for.
    """
    lowered = canonical(text)
    compared = fold(text) if plain else lowered
    stop = furniture.stop_words() if plain else furniture.accented_stop_words()
    stop = stop | furniture.english_stop_words() if english else stop
    taken = [*taken, *(m.span() for m in furniture.stop_phrases(plain).finditer(compared))]
    taken += (m.span() for m in _ASIDE.finditer(text))
    whole = [] if plain or english else list(protected(lowered))
    runs: list[list[str]] = [[]]
    last = 0
    for m in _WORD.finditer(lowered):
        shouted = text[m.start() : m.end()].isupper() and m.end() - m.start() > 1
        kept = shouted or any(s <= m.start() and m.end() <= e for s, e in whole)
        stopped = not kept and compared[m.start() : m.end()] in stop
        counted = m.group().isdigit() and len(m.group()) != 4
        short_number = counted and not (runs[-1] and fold(runs[-1][-1]) in _NUMBERED)
        if stopped or short_number or any(s < m.end() and m.start() < e for s, e in taken):
            runs.append([])
            continue
        if text[last : m.start()].strip() or shouted:
            runs.append([])  # punctuation, or an acronym, which is a word of its own
        runs[-1].append(m.group())
        if shouted:
            runs.append([])
        last = m.end()
    return tuple(tuple(run) for run in runs if run)
