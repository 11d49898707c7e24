"""The product's parts as the evaluation takes them, opened by the settings; imported only by an evaluation that runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant import open as opened
from assistant.settings import read_settings
from assistant.tools import Tools
from eval.facts import Agencies, registered
from eval.product import Product
from eval.reading import Steps
from eval.retrieval_run import SearchTools
from ingest.directive import understand
from ingest.formats.archive import opened as unpacked
from ingest.formats.read import read, read_bytes
from ingest.models import Visibility
from ingest.secrecy import stopped


def _tools(data: Path) -> Tools:
    return opened.assistant(read_settings(), data).tools


def _agencies() -> Agencies:
    return registered(opened.agencies(read_settings()))


def _search_tools() -> SearchTools:
    settings = read_settings()
    return SearchTools(opened.embedder(settings), opened.agencies(settings), settings.cache / "eval")


def _count_passages(data: Path) -> int:
    held = opened.register(read_settings(), data, create=False)
    return sum(document.passages for document in held.documents(None))


def _model(address: str) -> Callable[[str], str]:
    from eval.peers import connect  # noqa: PLC0415  # LangChain takes seconds to import

    return connect(address)


def _steps() -> Steps:
    names, everybody = opened.agencies(read_settings()), Visibility("chung")
    return Steps(unpacked, read_bytes, lambda source: understand(source, "", names, everybody), stopped)


PRODUCT = Product(
    open_assistant=lambda data: opened.assistant(read_settings(), data),
    open_tools=_tools,
    open_embedder=lambda: opened.embedder(read_settings()),
    open_writer=lambda: opened.writer(read_settings()),
    open_model=_model,
    open_agencies=_agencies,
    open_search=_search_tools,
    count_passages=_count_passages,
    read=read,
    open_steps=_steps,
)
