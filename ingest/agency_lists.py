"""Lists of bodies as printed: registered names first, then the grammar of names, elided heads and groups."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.agency_grammar import (
    BRANCH,
    COMMUNES,
    GOES_ON,
    HEAD,
    HEAD_OF_BODIES,
    HOLDER,
    PLURAL,
    QUALIFIER,
    RELATED,
    SHARED_HEADS,
    STOP,
    group_end,
)
from ingest.agency_names import CENTRAL, FIRM, Directory, Entry, Hit, Kind, Mention, Token, tokens
from ingest.text import canonical
from ingest.unregistered import unregistered

_OWN_WORDS = re.compile(
    r" (?:(?:trực )?thuộc|của|trung ương|quản lý) (?!tỉnh(?!\w)|thành phố(?!\w)|ubnd (?:tỉnh|thành phố))"
)
_GIVEN = re.compile(
    r" được (?:giao|phân công)(?: nhiệm vụ)?(?= (?:báo cáo|gửi|định kỳ|tổng hợp|chủ động|khẩn trương|rà soát|có|phải))"
)
_OTHER_LEVEL = re.compile(r" (tỉnh|thành phố|(?:của )?(?:các )?xã, phường(?:, (?:đặc khu|thị trấn))?|các xã)(?!\w)")
_COMMITTEE = re.compile(r"^(?:Ủy|Uỷ) ban nhân dân(?= )")  # committees are registered as UBND
_COMMITTEE_HEAD = re.compile(r"ủy ban nhân dân ")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text comes from: its province ("" where that is not known), and the commune whose offices are meant."""

    province: str
    commune: str | None


class ListText:
    """A text prepared for reading lists of bodies."""

    def __init__(self, directory: Directory, text: str, place: Place) -> None:
        self.text = text
        self.tokens = tokens(text)
        self._lowered = canonical(text)
        self._directory = directory
        self._home = place.commune
        self._province = canonical(place.province)

    def at(self, position: int) -> list[Hit]:
        """What begins at a token: a body, a group, or the bodies of "Các Sở: A, B"; nothing otherwise."""
        start = self.tokens[position].start
        holder = HOLDER.match(self._lowered, start)
        plural = PLURAL.match(self._lowered, holder.end() if holder else start)
        if plural and (listed := self._elided(plural)):
            listed[0] = replace(listed[0], start=start)
            return [Hit(m, m.end) for m in listed[:-1]] + [Hit(listed[-1], self._after(listed[-1].end))]
        hit = self._one(position)
        return [hit, *self._going_on(hit)] if hit else []

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
        if entry.kind is Kind.BODY and (elsewhere := self._elsewhere(entry, end)):
            name = _COMMITTEE.sub("UBND", " ".join(self.text[start:elsewhere].split()))
            return Hit(replace(mention, name=name, end=elsewhere), self._after(elsewhere))
        if entry.kind is Kind.GROUP and (narrowed := self._narrowed(position, mention)):
            return narrowed
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

    def _narrowed(self, position: int, group: Mention) -> Hit | None:
        """A registered group with words behind it that make it another one."""
        end = group.end
        related = RELATED.match(self._lowered, end)
        if related and self._directory.open_group:
            return Hit(replace(group, name=self._directory.open_group, end=related.end()), related.end())
        if given := _GIVEN.match(self._lowered, end):  # only those of them that have work
            name = " ".join(self.text[group.start : given.end()].split())
            return Hit(replace(group, name=name[0].upper() + name[1:], end=given.end()), given.end())
        if _OWN_WORDS.match(self._lowered, end):
            return self._group(position) or Hit(group, self._after(end))
        return None

    def _elsewhere(self, entry: Entry, end: int) -> int | None:
        """End of a province's name that makes it another body: "Công an tỉnh Gia Lai" in Quảng Ngãi, "Viettel Gia Lai"."""
        place = self._directory.place_after(self._lowered, end)
        kind = self._directory.kinds.get(entry.name)
        is_own = bool(self._province) and self._lowered.endswith(self._province, end, place)
        is_other = kind == FIRM or (not is_own and kind not in CENTRAL)
        return place if place > end and is_other else None

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
        several = self._lowered.startswith("các ", holder.end()) and not HEAD_OF_BODIES.search(holder.group())
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
        found = unregistered(self.text, self._lowered, token.start, self._directory)
        if found is None:
            return None
        name, end = found
        name = _COMMITTEE.sub("UBND", name[0].upper() + name[1:])
        mention = Mention(name, token.start, end, Kind.UNKNOWN)
        return Hit(replace(mention, name=self._at_home(mention)), self._after(end))

    def _elided(self, head: re.Match[str]) -> list[Mention]:
        """``Các Sở: Ngoại vụ, Tư pháp, Văn hóa, Thể thao và Du lịch``: the head noun belongs to each name."""
        body, level = _COMMITTEE_HEAD.sub("ubnd ", head[2] or ""), head[3]
        noun = f"{body}{level}" if level else head[1] or head[4]
        noun = noun.replace("ubnd", "UBND") if noun.startswith("ubnd") else noun[0].upper() + noun[1:]
        anything = head[4] is None
        listed: list[Mention] = []
        position = self.next_position(-1, head.end())
        while position < len(self.tokens):
            word = self.tokens[position].text
            if listed and (word in {"và", ";"} or (level and word in {"các", ":"})):
                position += 1
                continue
            if level and word in COMMUNES and listed:
                noun, level, position = f"{noun.removesuffix(level)}{word}", word, position + 1
                continue
            hit = self._elided_name(position, noun, anything)
            if hit is None:
                break
            length, mention = hit
            listed.append(mention)
            position += length
        return listed

    def _going_on(self, hit: Hit) -> list[Hit]:
        """ "Sở Nội vụ, Tài chính tham mưu": registered names that share the head noun of the one before."""
        noun = hit.mention.name.split()[0]
        if noun not in SHARED_HEADS or hit.mention.kind is not Kind.BODY:
            return []
        listed: list[Hit] = []
        end = hit.until
        while (gap := GOES_ON.match(self._lowered, end)) and self.text[gap.end()].isupper():
            found = self._elided_name(self.next_position(-1, gap.end()), noun, anything=False)
            if found is None or not self._ends_name(found[1].end):
                break
            end = self._after(found[1].end)
            listed.append(Hit(found[1], end))
        return listed

    def _ends_name(self, end: int) -> bool:
        """Whether a name can end here: at a separator or before the verb of the duty."""
        rest = self._lowered[end:].lstrip()
        return not rest[:1].isalnum() or rest.startswith("và ") or STOP.match(rest) is not None

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
        begins_another = HEAD.match(self._lowered, found[position].start) is not None
        return self._unregistered(position, noun) if anything and not begins_another else None

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
            if found[end].text == "và" and noun.endswith(COMMUNES):
                break
            end += 1
        words = self.text[start : found[end - 1].end]
        return end - position, Mention(f"{noun} {words}", start, found[end - 1].end, Kind.UNKNOWN)
