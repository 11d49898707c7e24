"""Lists of bodies as printed: registered names first, then the grammar of names, elided heads and groups."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.agency_grammar import (
    BRANCH,
    BREAK,
    HEAD,
    HOLDER,
    LEVEL,
    LOOSE,
    PLURAL,
    QUALIFIER,
    RELATED,
    STOP,
    first_verb,
    group_end,
)
from ingest.agency_names import Directory, Entry, Kind, Token, tokens
from ingest.text import canonical

_OWN_WORDS = re.compile(
    r" (?:(?:trực )?thuộc|của|trung ương|quản lý) (?!tỉnh(?!\w)|thành phố(?!\w)|ubnd (?:tỉnh|thành phố))"
)
_OTHER_LEVEL = re.compile(r" (tỉnh|thành phố|(?:của )?(?:các )?xã, phường(?:, (?:đặc khu|thị trấn))?|các xã)(?!\w)")
_COMMITTEE = re.compile(r"^(?:Ủy|Uỷ) ban nhân dân(?= )")  # committees are registered as UBND
_NEAR = 90  # characters in which the next name of a list begins


@dataclass(frozen=True, slots=True)
class Mention:
    """One body named in a text: canonical ``name``, and the characters [start, end) of ``nfc(text)`` that name it."""

    name: str
    start: int
    end: int
    kind: Kind
    former: bool = False  # an old name of the body that took over its work
    others: tuple[str, ...] = ()  # bodies that the same unaccented words could mean as well


@dataclass(frozen=True, slots=True)
class Hit:
    """A mention, and up to where the text is accounted for ("Sở Y tế" + " theo chức năng, nhiệm vụ")."""

    mention: Mention
    until: int


class ListText:
    """A text prepared for reading lists of bodies; ``home`` is the commune whose offices are meant."""

    def __init__(self, directory: Directory, text: str, home: str | None) -> None:
        self.text = text
        self.tokens = tokens(text)
        self._lowered = canonical(text)
        self._directory = directory
        self._home = home

    def at(self, position: int) -> list[Hit]:
        """What begins at a token: a body, a group, or the bodies of "Các Sở: A, B"; nothing otherwise."""
        start = self.tokens[position].start
        holder = HOLDER.match(self._lowered, start)
        plural = PLURAL.match(self._lowered, holder.end() if holder else start)
        if plural and (listed := self._elided(plural)):
            listed[0] = replace(listed[0], start=start)
            return [Hit(m, m.end) for m in listed[:-1]] + [Hit(listed[-1], self._after(listed[-1].end))]
        hit = self._one(position)
        return [hit] if hit else []

    def next_position(self, position: int, offset: int) -> int:
        """The first token at or after ``offset``, later than ``position``."""
        position += 1
        while position < len(self.tokens) and self.tokens[position].start < offset:
            position += 1
        return position

    def _one(self, position: int) -> Hit | None:
        hit = self._directory.longest(self.tokens, position, self._directory.names)
        if hit is not None and hit[0].kind is not Kind.BARE:
            return self._registered(position, *hit)
        return self._of_holder(position) or self._group(position) or self._by_grammar(self.tokens[position])

    def _registered(self, position: int, entry: Entry, length: int) -> Hit:
        start, end = self.tokens[position].start, self.tokens[position + length - 1].end
        mention = Mention(entry.name, start, end, entry.kind, entry.former)
        if entry.kind is Kind.GROUP:
            related = RELATED.match(self._lowered, end)
            if related and self._directory.open_group:
                return Hit(replace(mention, name=self._directory.open_group, end=related.end()), related.end())
            if _OWN_WORDS.match(self._lowered, end):
                return self._group(position) or Hit(mention, self._after(end))
        if entry.kind is Kind.BODY and BRANCH.match(self._lowered, end):
            return self._by_grammar(self.tokens[position]) or Hit(mention, self._after(end))
        if entry.kind is Kind.OFFICE:
            level = _OTHER_LEVEL.match(self._lowered, end)
            if level:
                kind = Kind.GROUP if "xã" in level[1] else Kind.BODY
                named = replace(mention, name=f"{entry.name} {level[1]}", kind=kind, end=level.end())
                return Hit(named, self._after(level.end()))
            mention = replace(mention, name=self._at_home(mention))
        return Hit(mention, self._after(end))

    def _at_home(self, mention: Mention) -> str:
        """The name with the commune it belongs to: "UBND xã" of a commune's own document is that commune's."""
        if not self._home:
            return mention.name
        if mention.kind is Kind.OFFICE:
            return f"{mention.name} {self._home}"
        word = self._home.split()[0] if not self._home.startswith("đặc") else "đặc khu"
        return (
            mention.name.removesuffix(word) + self._home
            if canonical(mention.name).endswith(f" {word}")
            else mention.name
        )

    def _of_holder(self, position: int) -> Hit | None:
        """ "Giám đốc Sở Y tế", "Trưởng Công an xã": the office speaks for its body."""
        start = self.tokens[position].start
        holder = HOLDER.match(self._lowered, start)
        if holder is None:
            return None
        inner = self.next_position(position, holder.end())
        several = self._lowered.startswith("các ", holder.end()) and "thủ trưởng" not in holder.group()
        if inner >= len(self.tokens) or several:
            return None
        hit = self._one(inner)
        return Hit(replace(hit.mention, start=start), hit.until) if hit else None

    def _group(self, position: int) -> Hit | None:
        start = self.tokens[position].start
        end = group_end(self.text, self._lowered, start)
        if end == start:
            return None
        related = RELATED.match(self._lowered, end)
        name = " ".join(self.text[start:end].split())
        mention = Mention(name[0].upper() + name[1:], start, end, Kind.GROUP)
        if related and self._directory.open_group:
            return Hit(replace(mention, name=self._directory.open_group, end=related.end()), related.end())
        return Hit(replace(mention, name=self._at_home(mention)), self._after(end))

    def _after(self, end: int) -> int:
        qualifier = QUALIFIER.match(self._lowered, end)
        end = qualifier.end() if qualifier else end
        return max(end, self._directory.place_after(self._lowered, end))

    def _by_grammar(self, token: Token) -> Hit | None:
        head = HEAD.match(self._lowered, token.start)
        following = self.text[head.end() :].lstrip()[:1] if head else ""
        if head is None or not following.isalnum():
            return None
        if following.islower() and (not LOOSE.fullmatch(head.group()) or STOP.match(self._lowered, head.end() + 1)):
            return None
        end = self._name_end(head.end())
        printed = self.text[token.start : end].rstrip(" ,;.-")
        name = " ".join(printed.split())
        if len(name.split()) <= len(head.group().split()):
            return None
        name = _COMMITTEE.sub("UBND", name[0].upper() + name[1:])
        mention = Mention(name, token.start, token.start + len(printed), Kind.UNKNOWN)
        return Hit(replace(mention, name=self._at_home(mention)), self._after(end))

    def _name_end(self, start: int) -> int:
        """Where an unregistered name ends: at a separator before another body, or at the verb of the duty."""
        limit = first_verb(self.text, self._lowered, start)
        level = LEVEL.search(self.text, start, limit)
        limit = level.end() if level else limit
        for separator in BREAK.finditer(self._lowered, start, limit):
            rest = separator.end()
            sign = separator.group().strip()
            if sign in {";", ":", "(", ")", "", "."} or HEAD.match(self._lowered, rest) or self._starts_known(rest):
                return separator.start()
            if sign == "," and not self.text[rest : rest + 1].isupper():
                return separator.start()
        return limit

    def _starts_known(self, start: int) -> bool:
        return self._directory.longest(tokens(self.text[start : start + _NEAR]), 0, self._directory.names) is not None

    def _elided(self, head: re.Match[str]) -> list[Mention]:
        """``Các Sở: Ngoại vụ, Tư pháp, Văn hóa, Thể thao và Du lịch``: the head noun belongs to each name."""
        noun = head[1] or head[2]
        noun = noun[0].upper() + noun[1:]
        listed: list[Mention] = []
        position = self.next_position(-1, head.end())
        while position < len(self.tokens):
            if self.tokens[position].text in {"và", ";"} and listed:
                position += 1
                continue
            hit = self._elided_name(position, noun, anything=head[1] is not None)
            if hit is None:
                break
            length, mention = hit
            listed.append(mention)
            position += length
        return listed

    def _elided_name(self, position: int, noun: str, anything: bool) -> tuple[int, Mention] | None:
        """How many tokens the next elided name takes; ``anything``: also a name that is not registered."""
        found = self.tokens
        if not self.text[found[position].start].isupper():
            return None
        known = self._directory.longest(found, position, self._directory.names)
        if known is not None and known[0].kind is not Kind.BARE:
            return None
        headed = [Token(t, 0, 0) for t in canonical(noun).split()] + found[position : position + 12]
        hit = self._directory.longest(headed, 0, self._directory.names)
        extra = len(noun.split())
        if hit is not None and hit[1] > extra and hit[0].kind is not Kind.GROUP:
            length = hit[1] - extra
            mention = Mention(
                hit[0].name, found[position].start, found[position + length - 1].end, hit[0].kind, hit[0].former
            )
            return length, replace(mention, name=self._at_home(mention) if hit[0].kind is Kind.OFFICE else hit[0].name)
        return self._unregistered(position, noun) if anything else None

    def _unregistered(self, position: int, noun: str) -> tuple[int, Mention]:
        found = self.tokens
        start, end = found[position].start, position + 1
        while (
            end < len(found)
            and found[end].text.isalnum()
            and "," not in self.text[found[end - 1].end : found[end].start]
        ):
            if STOP.match(self._lowered, found[end].start) and self.text[found[end].start].islower():
                break
            end += 1
        words = self.text[start : found[end - 1].end]
        return end - position, Mention(f"{noun} {words}", start, found[end - 1].end, Kind.UNKNOWN)
