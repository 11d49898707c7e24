"""Bodies that the documents name and the agency register lacks: known in questions as well, for whoever may read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.furniture import abbreviations
from ingest.agencies import Mention
from ingest.agency_names import Kind, tokens
from ingest.text import fold, is_unaccented, nfc

_COMMITTEE = re.compile(r"^UBND (?=xã |phường |đặc khu |thị trấn )")
_COMMUNE = re.compile(
    r"(?:UBND |Ủy ban nhân dân |Uỷ ban nhân dân )?((?:[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Tt]hị trấn) [^\W\d_]+(?: (?:- )?[^\W\d_]+)*)"
)
_OF_COMMUNE = re.compile(r" (?:xã|phường|đặc khu|thị trấn) (?=[^\W\d_]).*$")
_LEVEL = re.compile(r" (?:tỉnh|thành phố)$")  # "Ban Quản lý Khu kinh tế tỉnh": which it is goes without saying
_LEVELLED = 3  # words that name a body without its level
_HEADS = ("phong",)  # of which the initials are what people type
_LEVEL_ONLY = re.compile(r" (?:xa|phuong|dac khu)(?= (?:lam|phai|chu|phoi|duoc|co|can|bao|trong|theo|o)(?!\w)|\W*$)")
_SHORTEST = 3  # letters of a short form that alone may name a body
_FEWEST = 2  # words of a name; a single word is an ordinary one as often

Key = tuple[str, ...]


class PrintedNames:
    """Names of bodies by token sequence, exact and without diacritics."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._exact: dict[Key, str] = {}
        self._folded: dict[Key, set[str]] = {}
        self._short: dict[Key, set[str]] = {}
        for name in self.names:
            for form in _forms(name):
                key = tuple(t.text for t in tokens(nfc(form)))
                if len(key) >= _FEWEST:
                    self._exact.setdefault(key, name)
                    self._folded.setdefault(tuple(map(fold, key)), set()).add(name)
            for form in _initials(name):
                self._short.setdefault(tuple(fold(t.text) for t in tokens(form)), set()).add(name)
        self._longest = max(map(len, (*self._exact, *self._short)), default=0)

    def find(self, text: str) -> Iterator[Mention]:
        """The longest names that stand in a question, left to right; several for one spelling are all given."""
        found = tokens(text)
        plain = is_unaccented(text)
        position = 0
        while position < len(found):
            for length in range(min(self._longest, len(found) - position), 0, -1):
                words = tuple(t.text for t in found[position : position + length])
                names = self._named(words, plain and length >= _FEWEST)
                if names:
                    start, end = found[position].start, found[position + length - 1].end
                    here, end = of_place(names, text, end)
                    yield Mention(here[0], start, end, _kind(here[0]), others=here if len(here) > 1 else ())
                    position = next((n for n, t in enumerate(found) if t.start >= end), len(found)) - 1
                    break
            position += 1

    def longer(self, typed: str) -> tuple[str, ...]:
        """The names that begin with the words typed: "Viettel" of those of a province."""
        return tuple(name for name in self.names if fold(name).startswith(f"{fold(typed)} "))

    def _named(self, words: Key, plain: bool) -> tuple[str, ...]:
        exact = self._exact.get(words)
        if exact:
            return (exact,)
        bare = tuple(map(fold, words))
        return tuple(sorted(self._folded.get(words, ()) if plain else ())) or tuple(sorted(self._short.get(bare, ())))


def commune_in(text: str) -> Mention | None:
    """A commune that neither the register nor a document names, told by the capitals of its name."""
    for match in _COMMUNE.finditer(text):
        words = match[1].split()
        head = 2 if fold(words[0]) in ("dac", "thi") else 1
        named = [w for w in words[head:] if w[0].isupper() or w == "-"]
        capitals = words[head : head + len(named)] == named and named
        if capitals:
            name = " ".join([*(w.lower() for w in words[:head]), *named])
            end = match.start(1) + len(" ".join(words[: head + len(named)]))
            return Mention(f"UBND {name}", match.start(), end, Kind.COMMUNE)
    return None


def of_place(names: tuple[str, ...], text: str, end: int) -> tuple[tuple[str, ...], int]:
    """Of like names of several communes those of the one named in the question, and the end of both names together."""
    folded = fold(text)
    here = [(name, m) for name in names if (m := commune_of(name)) and m[1] in folded]
    if len({m[1] for _, m in here}) != 1:
        level_only = _LEVEL_ONLY.match(folded, end)
        return names, level_only.end() if level_only else end
    level, bare = here[0][1]
    behind = re.match(rf"(?: ?, ?| cua | o | tai | )*(?:{level} )?{re.escape(bare)}(?!\w)", folded[end:])
    return tuple(name for name, _ in here), end + behind.end() if behind else end


def commune_of(name: str) -> tuple[str, str] | None:
    """Level and name, without diacritics, of the commune behind the name of a body."""
    found = _OF_COMMUNE.search(name)
    words = fold(found.group()).split() if found else []
    level = 2 if words[:1] in (["dac"], ["thi"]) else 1
    return (" ".join(words[:level]), " ".join(words[level:])) if words else None


def _forms(name: str) -> tuple[str, ...]:
    bare = _COMMITTEE.sub("", name)
    level = _LEVEL.sub("", name)
    if bare == name:
        return (name,) if level == name or len(level.split()) < _LEVELLED else (name, level)
    return (name, bare, f"Ủy ban nhân dân {bare}")


def _initials(name: str) -> Iterator[str]:
    """ "Phòng Tổ chức cán bộ" as "P.TCCB", "Phòng TCCB", "Trung tâm Kiểm soát bệnh tật tỉnh" as "CDC"; no commune."""
    bare = _LEVEL.sub("", _OF_COMMUNE.sub("", name))
    head, _, rest = bare.partition(" ")
    letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", rest) if word != "và")
    if fold(head) in _HEADS and len(letters) > 1:
        yield from (f"{head[0]} {letters}", f"{head[0]}. {letters}", f"{head} {letters}")
    for short, written in abbreviations().items():
        whole = fold(written)
        if len(short) >= _SHORTEST and fold(bare) == whole:
            yield from (short, name.replace(bare, short))
        elif len(short) >= _SHORTEST and fold(name).startswith(f"{whole} "):
            yield short + name[len(written) :]


def _kind(name: str) -> Kind:
    return Kind.COMMUNE if _COMMITTEE.match(name) else Kind.UNKNOWN
