"""Command-line flags from a dataclass: one frozen value instead of a long argument list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, TypeVar, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def flags(options: type[T]) -> Callable[[Callable[[T], None]], Callable[..., None]]:
    """Make a function of one options value a Typer command with one flag or argument per field."""
    hints = get_type_hints(options, include_extras=True)

    def decorate(command: Callable[[T], None]) -> Callable[..., None]:
        def called(**given: object) -> None:
            command(options(**given))

        parameters = [
            Parameter(field.name, Parameter.KEYWORD_ONLY, default=_default(field), annotation=hints[field.name])
            for field in fields(options)
        ]
        called.__name__, called.__doc__ = command.__name__, command.__doc__
        called.__annotations__ = {}
        called.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # what inspect.signature reads
        return called

    return decorate


def _default(field: Field[object]) -> object:
    return Parameter.empty if field.default is MISSING else field.default
