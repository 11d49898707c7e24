"""Words of a question that carry no topic, short forms and English terms: data files that an office may extend."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ingest.text import canonical, fold, folded_words

DATA = Path(__file__).parent / "data"


_TOKEN = re.compile(r"[^\W_]+(?:[/&][^\W_]+)*")


@cache
def abbreviations() -> dict[str, str]:
    """Folded short forms and what they stand for; data, tab separated."""
    lines = (DATA / "abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#"))


@cache
def english_stop_words() -> frozenset[str]:
    """Furniture of English questions; in a Vietnamese one "an" and "in" are syllables of words."""
    return frozenset((DATA / "stopwords.en.txt").read_text(encoding="utf-8").split())


@cache
def accented_stop_words() -> frozenset[str]:
    """Words that carry no topic, as they are written: question furniture and the commonest function words."""
    return frozenset(line for line in _stop_lines() if " " not in line)


@cache
def furniture_words() -> frozenset[str]:
    """Every word of the list, of its phrases too, as written: what a question may say whatever the passages print."""
    return frozenset(word for line in _stop_lines() for word in line.split())


def _stop_lines() -> list[str]:
    lines = (DATA / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def stop_phrases(plain: bool) -> re.Pattern[str]:
    """The phrases of the list, longest first; without diacritics for a question typed so."""
    phrases = sorted((line for line in _stop_lines() if " " in line), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(fold(p) if plain else canonical(p) for p in phrases) + r")(?!\w)")


@cache
def stop_words() -> frozenset[str]:
    """The same without diacritics: what a question typed on a plain keyboard loses more words to."""
    return frozenset(map(fold, accented_stop_words()))


@cache
def glossary() -> tuple[tuple[re.Pattern[str], str], ...]:
    """English terms of administration and their Vietnamese words, longest first."""
    lines = (DATA / "english.tsv").read_text(encoding="utf-8").splitlines()
    pairs = sorted(
        (line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#")), key=lambda p: -len(p[0])
    )
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(english)}(?:s|es)?(?!\w)"), vietnamese) for english, vietnamese in pairs
    )


@cache
def glossary_words() -> frozenset[str]:
    """The words of the Vietnamese terms, without diacritics."""
    return frozenset(word for _, vietnamese in glossary() for word in folded_words(vietnamese))


def expand(text: str) -> str:
    """Short forms written out: ``nv`` -> ``nhiệm vụ``; everything else as typed."""
    known = abbreviations()
    return _TOKEN.sub(lambda m: known.get(fold(m.group()), m.group()) if not m.group().isdigit() else m.group(), text)


def to_vietnamese(text: str) -> str:
    """English administration terms replaced by the Vietnamese ones, for the lexical channels."""
    lowered = text.lower()
    for pattern, vietnamese in glossary():
        lowered = pattern.sub(f" {vietnamese} ", lowered)
    return lowered
