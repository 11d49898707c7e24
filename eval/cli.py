"""The ``troly`` command: the product's commands, the evaluation, and one sentence for whatever goes wrong."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.exceptions import TyperException

from assistant.cli import app
from eval.commands import commands
from eval.product import Product
from eval.usage import is_help, sentence
from ingest.errors import TrolyError

# Parts of the product are opened by the command that needs them: `troly --help` has half a second.
if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.models import Assistant
    from assistant.tools import Tools
    from assistant.writer import Writer
    from eval.facts import Agencies
    from eval.reading import Steps
    from eval.retrieval_run import SearchTools
    from ingest.models import Embedder, Source


def _assistant(data: Path) -> Assistant:
    from assistant.open import assistant  # noqa: PLC0415
    from assistant.settings import read_settings  # noqa: PLC0415

    return assistant(read_settings(), data)


def _tools(data: Path) -> Tools:
    from assistant.open import assistant  # noqa: PLC0415
    from assistant.settings import read_settings  # noqa: PLC0415

    return assistant(read_settings(), data).tools


def _embedder() -> Embedder:
    from assistant.open import embedder  # noqa: PLC0415
    from assistant.settings import read_settings  # noqa: PLC0415

    return embedder(read_settings())


def _agencies() -> Agencies:
    from assistant.open import agencies  # noqa: PLC0415
    from assistant.settings import read_settings  # noqa: PLC0415
    from eval.facts import registered  # noqa: PLC0415

    return registered(agencies(read_settings()))


def _search_tools() -> SearchTools:
    from assistant.open import agencies, embedder  # noqa: PLC0415
    from assistant.settings import read_settings  # noqa: PLC0415
    from eval.retrieval_run import SearchTools  # noqa: PLC0415

    settings = read_settings()
    return SearchTools(embedder(settings), agencies(settings), settings.cache / "eval")


def _count_passages(data: Path) -> int:
    from assistant.open import register  # noqa: PLC0415
    from assistant.settings import read_settings  # noqa: PLC0415

    return sum(document.passages for document in register(read_settings(), data, create=False).documents(None))


def _writer() -> Writer | None:
    from assistant.open import writer  # noqa: PLC0415
    from assistant.settings import read_settings  # noqa: PLC0415

    return writer(read_settings())


def _model(address: str) -> Callable[[str], str]:
    from eval.peers import connect  # noqa: PLC0415

    return connect(address)


def _read(path: Path) -> Source:
    from ingest.formats.read import read  # noqa: PLC0415

    return read(path)


def _steps() -> Steps:
    from assistant.open import agencies  # noqa: PLC0415
    from assistant.settings import read_settings  # noqa: PLC0415
    from eval.reading import Steps  # noqa: PLC0415
    from ingest.directive import understand  # noqa: PLC0415
    from ingest.formats.archive import opened  # noqa: PLC0415
    from ingest.formats.read import read_bytes  # noqa: PLC0415
    from ingest.models import Visibility  # noqa: PLC0415
    from ingest.secrecy import stopped  # noqa: PLC0415

    names, everybody = agencies(read_settings()), Visibility("chung")
    return Steps(opened, read_bytes, lambda source: understand(source, "", names, everybody), stopped)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"troly {version('troly')}")
        raise typer.Exit


@app.callback()
def root(
    asked: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="In phiên bản."),
) -> None:
    """troly – trợ lý ảo tra cứu văn bản chỉ đạo: hỏi là có căn cứ."""


PRODUCT = Product(
    open_assistant=_assistant,
    open_tools=_tools,
    open_embedder=_embedder,
    open_writer=_writer,
    open_model=_model,
    open_agencies=_agencies,
    open_search=_search_tools,
    count_passages=_count_passages,
    read=_read,
    open_steps=_steps,
)
app.add_typer(commands(PRODUCT), name="eval")


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
