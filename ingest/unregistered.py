"""The name of a body that no register holds, read by its head noun (Sở, Ban, Trung tâm ...) and what can end a name."""

from __future__ import annotations

import re

from ingest.agency_grammar import BREAK, HEAD, LEVEL, LOOSE, STOP, first_verb
from ingest.agency_names import Directory, Kind, tokens

_COMMUNES = re.compile(r"các (?:xã|phường)(?:(?:,| và) (?:xã|phường|đặc khu|thị trấn)(?!\w)){1,3}")
# "Xúc tiến đầu tư, thương mại và du lịch": fields in small letters that go on to the end of the name
_FIELDS = re.compile(
    r"(?!các |đơn vị|cơ quan|địa phương|tổ chức|cá nhân|người)(?:\w+ ){1,4}và \w+(?: \w+){0,3}\s*(?=$|[.;:(,])"
)
_OTHERS = re.compile(r"(?:đại diện|lãnh đạo|một số) ")
_NEAR = 90  # characters in which the next name of a list begins


def unregistered(text: str, lowered: str, start: int, directory: Directory) -> tuple[str, int] | None:
    """The name that begins at ``start`` of an NFC text, in single spaces, and its end; None where none begins.

    ``lowered`` is the text in canonical spelling, character by character.
    """
    head = HEAD.match(lowered, start)
    following = text[head.end() :].lstrip()[:1] if head else ""
    if head is None or not following.isalnum():
        return None
    if following.islower() and (not LOOSE.fullmatch(head.group()) or STOP.match(lowered, head.end() + 1)):
        return None
    printed = text[start : _name_end(text, lowered, head.end(), directory)].rstrip(" ,;.-")
    name = " ".join(printed.split())
    return (name, start + len(printed)) if len(name.split()) > len(head.group().split()) else None


def _name_end(text: str, lowered: str, start: int, directory: Directory) -> int:
    """Where the name ends: at a separator before another body, or at the verb of the duty."""
    limit = first_verb(text, lowered, start)
    level = LEVEL.search(text, start, limit)
    communes = _COMMUNES.search(lowered, start, limit)
    if communes:
        return communes.end()
    limit = level.end() if level else limit
    for separator in BREAK.finditer(lowered, start, limit):
        rest = separator.end()
        sign = separator.group().strip()
        if (
            _OTHERS.match(lowered, rest)
            or sign in {";", ":", "(", ")", "", "."}
            or HEAD.match(lowered, rest)
            or _starts_known(text, rest, directory)
        ):
            return separator.start()
        if sign == "," and not text[rest : rest + 1].isupper() and not _FIELDS.match(lowered, rest, limit):
            return separator.start()
    return limit


def _starts_known(text: str, start: int, directory: Directory) -> bool:
    """Whether a registered name stands there; a bare one ("xây dựng") in small letters is a field of work."""
    hit = directory.longest(tokens(text[start : start + _NEAR]), 0, directory.names)
    return hit is not None and (hit[0].kind is not Kind.BARE or text[start].isupper())
