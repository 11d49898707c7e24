"""What a cell of a workbook shows: its value through its number format, as Excel prints it in Vietnam (ECMA-376 18.8.31).

Decimal comma, thousands parted by points, the computer's short date as dd/mm/yyyy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

Value = str | bool | int | float | datetime | date | time | timedelta | None

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<half>AM/PM|A/P)|(?P<letters>y+|m+|d+|h+|s+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)', re.DOTALL)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")
_UNKNOWN = re.compile(r"General|E[+-]|[#0?] *[/]", re.IGNORECASE)
_SHORT_DATES = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yy": "dd/mm/yyyy",
    "m/d/yyyy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy h:mm",
}
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_EPOCH = datetime(1899, 12, 30)
_SIGNIFICANT = 10  # digits that Excel's General shows of a fraction


def displayed(value: Value, number_format: str) -> str:
    """The printed form of a value; empty for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, number_format)
    return value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _number(value: int | float, number_format: str) -> str:
    try:
        amount = Decimal(repr(value))
        section, signed = _section(number_format, amount)
        return _general(amount) if _UNKNOWN.search(section) else _formatted(amount, section, signed)
    except (InvalidOperation, ValueError, OverflowError):  # NaN, infinity
        return str(value)


def _section(number_format: str, amount: Decimal) -> tuple[str, bool]:
    """The part of a format for a number, and whether the minus sign is still to be printed."""
    sections = [found for found in _SECTION.findall(number_format) if found] or ["General"]
    if amount < 0 and len(sections) > 1:
        return sections[1], False
    if amount == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _general(amount: Decimal) -> str:
    if amount == amount.to_integral_value():
        return f"{amount:.0f}"
    digits = max(0, _SIGNIFICANT - max(1, amount.adjusted() + 1))
    return f"{round(amount, digits):f}".rstrip("0").rstrip(".").replace(".", ",")


def _formatted(amount: Decimal, section: str, signed: bool) -> str:
    pieces: list[str] = []
    bare = ""  # the format with its literals taken out, each remembered as one private letter
    for token in _TOKEN.finditer(section):
        literal = token["quoted"] or token["escaped"] or token["money"]
        if literal:
            bare += chr(0xE000 + len(pieces))
            pieces.append(literal)
        else:
            bare += token["other"] or token["letters"] or ""
    pattern = _DIGITS.search(bare)
    if pattern is None:
        words = bare if bare.strip("@") else _general(amount)
    else:
        scale = Decimal(100) ** bare.count("%")
        minus = "-" if amount < 0 and signed else ""
        words = bare[: pattern.start()] + minus + _digits(abs(amount) * scale, pattern[0]) + bare[pattern.end() :]
    for number, literal in enumerate(pieces):
        words = words.replace(chr(0xE000 + number), literal)
    return words.strip()


def _digits(amount: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    thousands = len(whole) - len(whole.rstrip(","))
    amount = (amount / Decimal(1000) ** thousands).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    before, _, after = f"{amount:f}".partition(".")
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    while after.endswith("0") and fraction[len(after) - 1] in "#?":
        after = after[:-1]
    if "," in whole.rstrip(","):
        before = f"{int(before or '0'):,}".replace(",", ".") if before else ""
    return before + ("," + after if after else "")


def _moment(value: datetime | date | time | timedelta, number_format: str) -> str:
    chosen = _SHORT_DATES.get(number_format, number_format).partition(";")[0]
    if isinstance(value, timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}" + (f":{rest % 60:02}" if "s" in chosen.lower() else "")
    moment = _whole(value)
    shown = "".join(_letters(moment, chosen)).strip()
    return shown if any(mark.isdigit() for mark in shown) else f"{moment:%d/%m/%Y}"


def _whole(value: datetime | date | time) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.combine(_EPOCH, value) if isinstance(value, time) else datetime.combine(value, time())


def _letters(moment: datetime, number_format: str) -> Iterator[str]:
    tokens = list(_TOKEN.finditer(number_format))
    twelve = any(token["half"] for token in tokens)
    named = [(token["letters"] or token["elapsed"] or "").lower() for token in tokens]
    for i, token in enumerate(tokens):
        letters = named[i]
        before = next((name[0] for name in reversed(named[:i]) if name), "")
        after = next((name[0] for name in named[i + 1 :] if name), "")
        if letters.startswith("m") and len(letters) < 3 and (before == "h" or after == "s"):
            yield f"{moment.minute:0{len(letters)}}"
        elif letters:
            yield _field(moment, letters, twelve)
        elif token["half"]:
            yield "SA" if moment.hour < 12 else "CH"
        else:
            yield token["quoted"] or token["escaped"] or _plain(token["other"])


def _plain(mark: str | None) -> str:
    return "" if mark in (None, "@") else str(mark)


def _field(moment: datetime, letters: str, twelve: bool) -> str:
    kind, width = letters[0], len(letters)
    if kind == "y":
        return f"{moment.year:04}" if width > 2 else f"{moment.year % 100:02}"
    if kind == "m" and width > 2:
        return f"Tháng {moment.month}"
    if kind == "d" and width > 2:
        return _WEEKDAYS[moment.weekday()]
    number = {"m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}[kind]
    if kind == "h" and twelve:
        number = number % 12 or 12
    return f"{number:0{min(width, 2)}}"
