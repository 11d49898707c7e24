"""The ``troly`` command: the product's commands, the evaluation, and one sentence for whatever goes wrong."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import typer
from typer.exceptions import TyperException

from assistant.cli import app
from eval.commands import commands
from eval.usage import is_help, sentence
from ingest.errors import TrolyError

if TYPE_CHECKING:
    from eval.product import Product


def _product() -> Product:
    from eval.wiring import PRODUCT  # noqa: PLC0415  # `troly --help` has half a second

    return PRODUCT


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"troly {version('troly')}")
        raise typer.Exit


@app.callback()
def root(
    asked: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="In phiên bản."),
) -> None:
    """troly – trợ lý ảo tra cứu văn bản chỉ đạo: hỏi là có căn cứ."""


app.add_typer(commands(_product), name="eval")


def main() -> None:
    """Run a command; whatever is wrong is one sentence on stderr, with exit status 2 for a wrong command line."""
    try:
        sys.exit(app(standalone_mode=False))
    except TrolyError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_status)
    except typer.Abort:
        sys.exit(130)
    except TyperException as error:
        if is_help(error):
            sys.exit(0)
        typer.echo(sentence(error), err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)
