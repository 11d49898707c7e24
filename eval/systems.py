"""The systems of one run by their names: the product first, then the peers, all over the same files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from assistant.models import Assistant
from eval import peers
from eval.cases import RecordedAssistant, answer_line, load_answers, load_cases
from eval.documents import ReadFile, read_folder
from eval.options import PlainRagOptions, QuestionOptions
from eval.peers import PlainRag
from eval.product import Product
from ingest.errors import BadUse

PRODUCT = "troly"
PLAIN_RAG = "plain-rag"


def assistants(
    options: QuestionOptions, product: Product, files: dict[str, ReadFile], recorded: Path | None
) -> dict[str, Assistant]:
    """The product, or the answers that it gave earlier, and the peers asked for."""
    found: dict[str, Assistant] = {}
    found[PRODUCT] = RecordedAssistant(load_answers(recorded)) if recorded else product.open_assistant(options.data)
    for name in options.peer or ():
        found[name] = _peer(name, options, product, files)
    return found


def _peer(name: str, options: QuestionOptions, product: Product, files: dict[str, ReadFile]) -> Assistant:
    if name == PLAIN_RAG:
        return plain_rag(files, product, options.nearest)
    raise BadUse(f"Không có hệ thống so sánh “{name}”; chỉ có {PLAIN_RAG}.")


def plain_rag(files: dict[str, ReadFile], product: Product, nearest: int, store: Path | None = None) -> PlainRag:
    """The plain RAG; its vectors are kept in ``store`` and taken from there the next time."""
    embedder = product.open_embedder()
    if store is not None and store.exists():
        return peers.PlainRag(peers.load(store, embedder), nearest, product.open_model())
    index = peers.index({name: file.text for name, file in files.items()}, embedder)
    if store is not None:
        peers.save(index, store)
    return peers.PlainRag(index, nearest, product.open_model())


def ask_plain_rag(options: PlainRagOptions, product: Product) -> None:
    """Build the peer's vectors where there are none, then answer the questions, one JSON line each."""
    files = {} if options.store.exists() else read_folder(options.documents, product.read)
    peer = plain_rag(files, product, options.nearest, options.store)
    as_of = options.as_of or date.today()
    for case in load_cases(options.questions) if options.questions else ():
        typer.echo(answer_line(peer.ask(case.question(as_of, None))))
