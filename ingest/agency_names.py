"""The agency register as look-up tables: names, aliases, groups, communes, all as token sequences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NotRequired, TypedDict, cast

from ingest.errors import BadUse
from ingest.text import canonical, fold, nfc

DATA = Path(__file__).parent / "data"
PROVINCE_FILE = DATA / "agencies.json"
_TOKEN = re.compile(r"\w+|[;:()\n]|\.(?=\s|$)")
_LONGEST = 24
FIRM = "dn"  # kind of a company, whose branches carry the province's name
CENTRAL = frozenset({"bo", "cp", "qh"})  # kinds of which the state has only one each


class Kind(StrEnum):
    """What a name stands for."""

    BODY = "body"
    GROUP = "group"
    OFFICE = "office"  # exists in every commune
    COMMUNE = "commune"
    BARE = "bare"  # "Y tế": a body only after a head noun
    UNKNOWN = "unknown"  # read by grammar, not registered


class Province(TypedDict):
    """The file of a province, as JSON gives it."""

    province: str
    agencies: list[dict[str, Any]]  # JSON: names, aliases, codes
    communes: NotRequired[list[str]]


_NO_PROVINCE: Province = {"province": "", "agencies": [], "communes": []}


@dataclass(frozen=True, slots=True)
class Token:
    """One word in canonical spelling with its offsets; separators that no name crosses are tokens too."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What a token sequence means."""

    name: str
    kind: Kind
    former: bool = False


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


def tokens(text: str) -> list[Token]:
    """Words of an NFC text; commas, hyphens and ampersands separate words but are no tokens."""
    lowered = canonical(text)
    return [Token("và" if m.group() == "&" else m.group(), m.start(), m.end()) for m in _TOKEN.finditer(lowered)]


def _key(name: str) -> tuple[str, ...]:
    return tuple(t.text for t in tokens(nfc(name)))


class Directory:
    """Names by token sequence, exact and folded; members of groups; the province and its communes."""

    def __init__(self, province_file: Path | None = PROVINCE_FILE) -> None:
        national = json.loads((DATA / "national.json").read_text(encoding="utf-8"))
        province = _read_province(province_file) if province_file else _NO_PROVINCE
        self.province: str = province["province"]
        self.provinces: tuple[str, ...] = tuple(national["provinces"])
        self.names: dict[tuple[str, ...], Entry] = {}
        self.folded: dict[tuple[str, ...], Entry] = {}
        self.kinds: dict[str, str] = {}
        self.members: dict[str, tuple[str, ...]] = {}
        self.collisions: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.local = frozenset(body["name"] for body in province["agencies"] if body["kind"] == "so")
        self.open_group = next((g["name"] for g in national["groups"] if g["name"].endswith("liên quan")), "")
        self._add_communes(province.get("communes", []))
        for source in (province["agencies"], national["agencies"]):
            self._add_bodies(source)
        for office in national["offices"]:
            self._put([office["name"], *office.get("aliases", [])], Entry(office["name"], Kind.OFFICE))
        for group in national["groups"]:
            self._put(_with_and_without_plural([group["name"], *group["aliases"]]), Entry(group["name"], Kind.GROUP))
            self.members[group["name"]] = tuple(group["members"])
        places = sorted({_lower(p) for p in [self.province, *self.provinces] if p}, key=len, reverse=True)
        self._place = re.compile(r" (?:(?:tỉnh|thành phố|tp\.?) )?(?:" + "|".join(map(re.escape, places)) + r")(?!\w)")

    def longest(
        self, found: list[Token], position: int, names: dict[tuple[str, ...], Entry]
    ) -> tuple[Entry, int] | None:
        """The entry with the most tokens that starts at a position, and how many it takes."""
        reach = min(_LONGEST, len(found) - position)
        key = tuple(t.text for t in found[position : position + reach])
        for length in range(reach, 0, -1):
            entry = names.get(key[:length])
            if entry is not None:
                return entry, length
        return None

    def place_after(self, lowered: str, end: int) -> int:
        """End of a province name that follows a body's name ("Công an tỉnh" + " Quảng Ngãi"), or ``end``."""
        match = self._place.match(lowered, end)
        return match.end() if match else end

    def groups_of(self, name: str) -> tuple[str, ...]:
        """Closed groups a body belongs to; open groups ("... liên quan") never."""
        kind = self.kinds.get(name, "")
        if kind == "so" and self.local and name not in self.local:
            return ()  # the province lists its departments; another one is not a member here
        return tuple(group for group, members in self.members.items() if kind and kind in members)

    def _add_communes(self, communes: Iterable[str]) -> None:
        by_fold: dict[tuple[str, ...], set[str]] = {}
        for commune in communes:
            name = f"UBND {commune}"
            self.kinds[name] = "commune"
            self._put([name, commune, f"Ủy ban nhân dân {commune}"], Entry(name, Kind.COMMUNE))
            for form in (name, commune):
                by_fold.setdefault(tuple(map(fold, _key(form))), set()).add(name)
        self.collisions = {key: tuple(sorted(names)) for key, names in by_fold.items() if len(names) > 1}

    def _add_bodies(self, bodies: Iterable[dict[str, Any]]) -> None:
        for body in bodies:
            name = body["name"]
            self.kinds.setdefault(name, body["kind"])
            forms = [name, *body.get("aliases", []), *([body["code"]] if _is_code(body.get("code")) else [])]
            self._put(forms, Entry(name, Kind.BODY))
            self._put(body.get("former", []), Entry(name, Kind.BODY, former=True))
            self._put(body.get("bare_names", []), Entry(name, Kind.BARE))

    def _put(self, forms: Iterable[str], entry: Entry) -> None:
        for form in forms:
            key = _key(form)
            self.names.setdefault(key, entry)
            if entry.kind is not Kind.BARE:
                self.folded.setdefault(tuple(map(fold, key)), entry)


def _lower(text: str) -> str:
    return canonical(nfc(text))


def _is_code(code: str | None) -> bool:
    return code is not None and len(code) >= 3


def _with_and_without_plural(names: list[str]) -> list[str]:
    bare = [n[4:] for n in names if n.lower().startswith("các ") and len(n.split()) > 3]
    return [*names, *bare, *(f"các {n}" for n in names if not n.lower().startswith("các "))]


def _read_province(path: Path) -> Province:
    try:
        province = json.loads(path.read_text(encoding="utf-8"))
        if not {"province", "agencies"} <= province.keys():
            raise ValueError
    except (OSError, ValueError, AttributeError):
        raise BadUse(
            f"Không đọc được danh mục cơ quan «{path.name}»: cần tệp JSON có «province», «agencies», «communes»."
        ) from None
    return cast(Province, province)  # shape checked above
