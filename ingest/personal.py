"""Numbers that belong to a person: identity numbers and mobile phones, hidden wherever a text of ours is read.

Each digit but the last three becomes a dot, so that no offset moves; the file as it was given keeps them.
"""

from __future__ import annotations

import re

_HIDDEN = "•"
_SHOWN = 3  # digits left, by which a reader can tell two numbers apart
_SEPARATED = r"(?:[ .\-]?\d)"
# Citizen identity (12 digits: province 001-096, century and sex 0-3, year of birth); Circular 59/2021/TT-BCA.
_IDENTITY = r"0(?:0[1-9]|[1-8]\d|9[0-6])[ .]?[0-3]\d\d[ .]?\d{3}[ .]?\d{3}"
_OLD_IDENTITY = re.compile(
    r"(?:CMND|CCCD|CMT|chứng minh (?:nhân dân|thư)|căn cước(?: công dân)?|định danh cá nhân)"
    r"(?:\s*(?:số|:|/CCCD|/CMND))*\s*(\d{9}|\d{12}|\d{3}(?:[ .]\d{3}){2,3})(?!\d)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(rf"(?<![\d.,/-])(?:{_IDENTITY}|(?:\+84[ .]?|0)[35789]{_SEPARATED}{{8}})(?![\d/]|[.,-]\d)")


def masked(text: str) -> str:
    """The text with the digits of personal numbers hidden; same length."""
    text = _OLD_IDENTITY.sub(lambda found: _hide(found[0], found.start(1) - found.start()), text)
    return _NUMBERS.sub(lambda found: _hide(found[0]), text)


def _hide(number: str, start: int = 0) -> str:
    digits = [at for at, mark in enumerate(number) if at >= start and mark.isdigit()]
    hidden = set(digits[:-_SHOWN])
    return "".join(_HIDDEN if at in hidden else mark for at, mark in enumerate(number))
