"""The systems of one run by their names: the product first, then the peers, all over the same files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from assistant.models import Assistant
from eval import bm25, peers
from eval.cases import RecordedAssistant, answer_line, load_answers, load_cases
from eval.documents import ReadFile, read_folder
from eval.options import PlainRagOptions, QuestionOptions
from eval.peers import Model, PlainRag
from eval.product import Product
from eval.remote import RemoteAssistant
from ingest.errors import BadUse

PRODUCT = "troly"
PLAIN_RAG = "plain-rag"
BM25 = "bm25"


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
    kind, _, address = name.partition("@")
    if kind == PLAIN_RAG:
        return plain_rag(files, product, options.nearest, model=product.open_model(address) if address else None)
    if name == BM25:
        return PlainRag(bm25.Words(peers.cut(texts_of(files)), options.nearest))
    if name.startswith(("http://", "https://")):
        return RemoteAssistant(name)
    raise BadUse(
        f"Không có hệ thống so sánh “{name}”; chỉ có {PLAIN_RAG}, {PLAIN_RAG}@ĐỊA_CHỈ#MÔ_HÌNH, {BM25} "
        "và địa chỉ của một trợ lý kiểu OpenAI (http://…/v1#MÔ_HÌNH)."
    )


def plain_rag(
    files: dict[str, ReadFile], product: Product, nearest: int, store: Path | None = None, model: Model | None = None
) -> PlainRag:
    """The plain RAG; its vectors are kept in ``store`` and taken from there the next time."""
    embedder = product.open_embedder()
    if store is not None and store.exists():
        return PlainRag(peers.nearest(peers.load(store, embedder), nearest), model)
    index = peers.index(texts_of(files), embedder)
    if store is not None:
        peers.save(index, store)
    return PlainRag(peers.nearest(index, nearest), model)


def texts_of(files: dict[str, ReadFile]) -> dict[str, str]:
    """Extracted text by file name."""
    return {name: file.text for name, file in files.items()}


def ask_plain_rag(options: PlainRagOptions, product: Product) -> None:
    """Build the peer's vectors where there are none, then answer the questions, one JSON line each."""
    files = {} if options.store.exists() else read_folder(options.documents, product.read)
    model = product.open_model(options.model) if options.model else None
    peer = plain_rag(files, product, options.nearest, options.store, model)
    as_of = options.as_of or date.today()
    for case in load_cases(options.questions) if options.questions else ():
        typer.echo(answer_line(peer.ask(case.question(as_of, None))))
