"""Whether the wording of a sentence is that of its evidence: names, numbers in words, negations, and nearly all the rest."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assistant.furniture import abbreviations, accented_stop_words
from ingest.agencies import Agencies
from ingest.text import UPPER, canonical, fold, nfc, words

MOST_NEW = 0.1  # share of content words that the evidence need not hold: a reworded joint, never a fact
LEAST_WORDS = 3  # content words without which a sentence says nothing
LEAST_PAIRS = 0.6  # share of neighbouring content words that must be neighbours in the evidence
# Numbers in words, more and less, before and after, done and being done: one such word turns a sentence round.
_HARD = frozenset(
    {
        *("một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ"),
        *("tăng", "giảm", "tối", "nhất", "hơn", "trước", "sau", "dưới", "trên", "vượt", "ít", "nhiều", "mọi", "toàn"),
        *("đã", "đang", "vừa"),  # the documents assign work and do not report it
    }
)
_NOT = re.compile(
    r"(?<!\w)(?:(?<!hàng )(?<!trên )không(?! gian| khí| quân| lưu| phận)|chưa|chẳng|đừng|cấm|trừ(?! sâu)|miễn)(?!\w)"
)
_NAME = re.compile(rf"(?<!\w)[{UPPER}]\w*(?: [{UPPER}]\w*)+")
_ACRONYM = re.compile(rf"(?<![\w/-])\w*[{UPPER}]\w*[{UPPER}]\w*(?![\w/-])")
_OUTSIDE = re.compile(
    r"https?:|www\.|!\[|\]\(|\]\s*:|<\s*/?\s*[a-z!]|&\w+;|data:|javascript:|[\w.+-]+@\w+\.|(?<!\w)(?:[\w-]+\.)+(?:com|net|org|vn|io|ai|gov|info|xyz)(?!\w)",
    re.IGNORECASE,
)


def leads_outside(text: str) -> bool:
    """Whether a text carries a link, an image, an address or markup. A model may write none, printed or not."""
    return bool(_OUTSIDE.search(text))


def wording_stands(claim: str, evidence: str, agencies: Agencies) -> bool:
    """Whether a sentence uses the words of its evidence; both are NFC texts."""
    held = _tokens(evidence)
    content = [w for w in words(claim) if w not in accented_stop_words()]
    if len(content) < LEAST_WORDS or any(w in _HARD and w not in held for w in words(claim)):
        return False
    new = sum(w not in held for w in content)
    pairs = list(pairwise(content))
    kept = sum(pair in _pairs(evidence) for pair in pairs)
    return (
        new <= MOST_NEW * len(content)
        and kept >= LEAST_PAIRS * len(pairs)
        and _denies_alike(claim, evidence)
        and _names_stand(claim, evidence, agencies)
    )


@lru_cache(maxsize=256)
def _tokens(text: str) -> frozenset[str]:
    """Words of a text, those of its short forms included."""
    found = words(text)
    known = abbreviations()
    written_out = (w for t in found if len(t) > 2 and fold(t) in known for w in words(known[fold(t)]))
    return frozenset([*found, *written_out])


@lru_cache(maxsize=256)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(w for w in words(text) if w not in accented_stop_words()))


def _denies_alike(claim: str, evidence: str) -> bool:
    """Just the negations of the sentence of the evidence that the claim repeats, none more and none less."""
    asked = frozenset(words(claim))
    nearest = max(re.split(r"[.;\n]\s", evidence), key=lambda s: len(asked & frozenset(words(s))))
    return set(_NOT.findall(canonical(claim))) == set(_NOT.findall(canonical(nearest)))


def _names_stand(claim: str, evidence: str, agencies: Agencies) -> bool:
    """Capitalised names other than bodies, and acronyms, stand as printed; the first word may only begin the sentence."""
    text, held = nfc(claim), canonical(evidence)
    bodies = [(m.start, m.end) for m in agencies.find(text)]
    for name in _NAME.finditer(text):
        if any(start < name.end() and name.start() < end for start, end in bodies):
            continue
        tail = name.group().split(" ", 1)[1] if name.start() == 0 else name.group()
        if canonical(tail) not in held:
            return False
    known = _tokens(evidence)
    return all(
        any(start < m.end() and m.start() < end for start, end in bodies) or set(words(m.group())) <= known
        for m in _ACRONYM.finditer(text)
    )
