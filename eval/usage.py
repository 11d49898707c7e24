"""A wrong command line in one Vietnamese sentence; the parser's own words are English and framed."""

from __future__ import annotations

import typer
from typer.exceptions import TyperException

HELP = "xem cách dùng: {path} --help"


def is_help(error: TyperException) -> bool:
    """A bare group of commands prints its help, which is no mistake to explain."""
    return type(error).__name__ == "NoArgsIsHelpError"


def sentence(error: TyperException) -> str:
    """What is wrong with the command line and what to do, on one line."""
    path = "troly" + _command(error)
    wrong = _SENTENCES.get(type(error).__name__, _unknown)(error)
    return f"{wrong}; {HELP.format(path=path)}"


def _command(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    words = context.command_path.split()[1:] if context is not None else []
    return "".join(f" {word}" for word in words)


def _parameter(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    flag = next((o for o in parameter.opts if o.startswith("--")), "")
    return flag or (getattr(parameter, "metavar", None) or str(parameter.name).upper())


def _no_option(error: TyperException) -> str:
    near = getattr(error, "possibilities", None) or ()
    hint = f" (có phải {' hoặc '.join(near)}?)" if near else ""
    return f"Không có tùy chọn {getattr(error, 'option_name', '')}{hint}"


def _no_value(error: TyperException) -> str:
    return f"Tùy chọn {getattr(error, 'option_name', '')} cần một giá trị đứng sau"


def _missing(error: TyperException) -> str:
    return f"Thiếu {_parameter(error)}"


def _bad_value(error: TyperException) -> str:
    asked = getattr(getattr(error, "param", None), "metavar", None)
    form = f" (dạng {asked})" if asked else ""
    return f"Giá trị của {_parameter(error)} không hợp lệ{form}"


def _unknown(error: TyperException) -> str:
    """An unknown command or words too many: the parser tells them apart only in its English sentence."""
    context: typer.Context | None = getattr(error, "ctx", None)
    if context is not None and hasattr(context.command, "commands"):
        return f"Không có lệnh này; các lệnh là {', '.join(context.command.commands)}"
    return "Thừa chữ sau lệnh; câu hỏi có dấu cách phải đặt trong ngoặc kép"


_SENTENCES = {
    "NoSuchOption": _no_option,
    "BadOptionUsage": _no_value,
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
}
