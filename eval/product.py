"""What the evaluation takes from the product; each part is opened only by the command that needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

# `troly --help` has half a second: nothing heavy is imported for a description of the product.
if TYPE_CHECKING:
    from assistant.models import Assistant
    from assistant.tools import Tools
    from assistant.writer import Writer
    from eval.documents import Reader
    from eval.facts import Agencies
    from eval.reading import Steps
    from eval.retrieval_run import SearchTools
    from ingest.models import Embedder


@dataclass(frozen=True, slots=True)
class Product:
    """The parts, each behind a function that opens it."""

    open_assistant: Callable[[Path], Assistant]  # the data folder
    open_tools: Callable[[Path], Tools]  # the data folder
    open_embedder: Callable[[], Embedder]
    open_writer: Callable[[], Writer | None]  # the product's own language model, where one is configured
    open_model: Callable[[str], Callable[[str], str]]  # its address, URL#MODEL; then a prompt in, a reply out
    open_agencies: Callable[[], Agencies]  # names of bodies in a text
    open_search: Callable[[], SearchTools]
    count_passages: Callable[[Path], int]  # the data folder
    read: Reader
    open_steps: Callable[[], Steps]  # from a file to a record
