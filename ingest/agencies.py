"""Which bodies a text names: longest match on the agency register, then the grammar of agency names.

The register is data: ``data/national.json`` (ministries, the usual provincial bodies, groups) and one file for
the province, which another province replaces. Names that stand in neither are still read, by their head noun
(Sở, Ban, Trung tâm, ...), and kept as printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from ingest.agency_grammar import HEADS, JOINTS
from ingest.agency_lists import Hit, ListText, Mention
from ingest.agency_names import Directory, Entry, Kind, Token, tokens
from ingest.text import fold, is_unaccented, looks_like_syllable, nfc

__all__ = ["HEADS", "Agencies", "Mention"]

_LONGEST_LIST = 1500  # characters in which a list that begins somewhere is read to its end


class Agencies:
    """The agency register and the grammar around it. Pass NFC text; offsets refer to it."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory

    @cached_property
    def elsewhere(self) -> Agencies:
        """The register for a document of another province: "UBND tỉnh" is not this province's there."""
        return Agencies(Directory(None))

    def read_list(self, text: str, home: str | None = None) -> tuple[Mention, ...]:
        """The bodies of a cell, heading or partner list, in order. ``home`` is the commune whose offices are meant."""
        return tuple(hit.mention for hit in self._scan(text, home))

    def completeness(self, text: str) -> float:
        """Share of the words that a list of agencies accounts for: 1.0 for a complete list, 0.0 for none."""
        found = [t for t in tokens(nfc(text)) if t.text.isalnum()]
        if not found:
            return 0.0
        areas = [(hit.mention.start, hit.until) for hit in self._scan(text, None)]
        inside = [any(start <= t.start and t.end <= until for start, until in areas) for t in found]
        joints = sum(t.text in JOINTS and not covered for t, covered in zip(found[:-1], inside, strict=False))
        return sum(inside) / max(1, len(found) - joints)

    def read_prefix(self, text: str, start: int, home: str | None = None) -> tuple[Mention, ...]:
        """The list of bodies that begins exactly at ``start`` of an NFC text and ends where something else begins."""
        reader = ListText(self.directory, text[start : start + _LONGEST_LIST], home)
        listed: list[Mention] = []
        position = 0
        while position < len(reader.tokens):
            if reader.tokens[position].text in JOINTS and listed:
                position += 1
                continue
            hits = reader.at(position)
            if not hits:
                break
            listed += [replace(h.mention, start=h.mention.start + start, end=h.mention.end + start) for h in hits]
            position = reader.next_position(position, hits[-1].until)
        return tuple(listed)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Bodies and groups of the register anywhere in running text, longest first; nothing by grammar alone."""
        return tuple(self._known(tokens(nfc(text)), self.directory.names))

    def find_asked(self, question: str) -> tuple[Mention, ...]:
        """Bodies named in a question: as printed, then abbreviated or without diacritics."""
        text = nfc(question)
        exact = list(self._known(tokens(text), self.directory.names))
        taken = [(m.start, m.end) for m in exact]
        folded = [Token(fold(t.text), t.start, t.end) for t in tokens(text)]
        plain = is_unaccented(text)
        for m in self._known(folded, self.directory.folded):
            printed = text[m.start : m.end]
            if any(s < m.end and m.start < e for s, e in taken) or not _is_meant(printed, plain):
                continue
            others = self.directory.collisions.get(tuple(t.text for t in folded if m.start <= t.start < m.end), ())
            exact.append(replace(m, others=others))
        return tuple(sorted(exact, key=lambda m: m.start))

    def _known(self, found: list[Token], names: dict[tuple[str, ...], Entry]) -> Iterable[Mention]:
        position = 0
        while position < len(found):
            hit = self.directory.longest(found, position, names)
            if hit is None or hit[0].kind is Kind.BARE:
                position += 1
                continue
            entry, length = hit
            yield Mention(entry.name, found[position].start, found[position + length - 1].end, entry.kind, entry.former)
            position += length

    def _scan(self, text: str, home: str | None) -> Iterator[Hit]:
        reader = ListText(self.directory, nfc(text), home)
        position = 0
        while position < len(reader.tokens):
            hits = reader.at(position)
            yield from hits
            position = reader.next_position(position, hits[-1].until) if hits else position + 1


def _is_meant(printed: str, plain: bool) -> bool:
    """Whether a folded match is a name and no ordinary word: a short code that is a syllable must be in capitals."""
    if len(printed.split()) > 2:
        return True  # a tone mistyped among so many syllables: "sỡ công thuơng"
    if " " in printed.strip():
        return plain or any(c.isupper() for c in printed) or is_unaccented(printed)
    return printed.isupper() or not looks_like_syllable(fold(printed))
