"""The plain LangChain RAG that the product is measured against: cut, embed, take the nearest, quote or phrase them.

Recursive splitter of 1000 characters with 200 of overlap, the product's own embedding model, LangChain's in-memory
vector store, the four nearest passages. Without a model the passages themselves are the answer; with one it phrases
them over ``prompts/plain_rag.md``. No register, no lexical channel, no verifier; a follow-up is searched as it stands.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from langchain_core.documents import Document as Chunk
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant import prompts
from assistant.models import Answer, AnswerStatus, Citation, CitedDocument, Event, Question
from eval.matcher import refuses
from eval.remote import NoReply
from ingest.models import Embedder

CHUNK_CHARACTERS = 1000
OVERLAP_CHARACTERS = 200
NEAREST = 4

Model = Callable[[str], str]
"""A prompt in, a reply out."""

_MARK = re.compile(r"\[(\d+)\]")


class _Wrapped(Embeddings):
    """The product's embedder as LangChain takes it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._embedder.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self._embedder.query(text).tolist()
        return row


def cut(texts: Mapping[str, str]) -> list[Chunk]:
    """Documents, given as extracted text by file name, in overlapping pieces."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS, add_start_index=True
    )
    return [chunk for name, text in texts.items() for chunk in splitter.create_documents([text], [{"file": name}])]


def index(texts: Mapping[str, str], embedder: Embedder) -> InMemoryVectorStore:
    """Cut and embed documents."""
    store = InMemoryVectorStore(_Wrapped(embedder))
    if chunks := cut(texts):
        store.add_documents(chunks)
    return store


def save(store: InMemoryVectorStore, path: Path) -> None:
    """Keep the vectors as plain JSON."""
    path.write_text(json.dumps(store.store, ensure_ascii=False), "utf-8")


def load(path: Path, embedder: Embedder) -> InMemoryVectorStore:
    """Take the vectors back; LangChain's own loader would build objects that the file names."""
    store = InMemoryVectorStore(_Wrapped(embedder))
    store.store = json.loads(path.read_text("utf-8"))
    return store


def connect(address: str, timeout_seconds: float = 120) -> Model:
    """A chat model behind an OpenAI-compatible server, ``URL#MODEL``, at temperature 0; NoReply where it gives none."""
    from langchain_openai import ChatOpenAI  # noqa: PLC0415  # two seconds to import, and only some runs have a model
    from pydantic import SecretStr  # noqa: PLC0415

    url, _, name = address.partition("#")
    key = SecretStr("none")  # servers in the house want none, the client wants one
    chat = ChatOpenAI(base_url=url, model=name, api_key=key, temperature=0, timeout=timeout_seconds)

    def reply(prompt: str) -> str:
        try:
            return str(chat.invoke(prompt).content)
        except Exception as error:  # the client raises errors of several libraries
            raise NoReply(f"{url} không trả lời ({type(error).__name__}).") from error

    return reply


Search = Callable[[str], list[Chunk]]
"""The nearest pieces to a question, best first."""


def nearest(store: InMemoryVectorStore, count: int = NEAREST) -> Search:
    """Search by vectors."""
    return lambda text: store.similarity_search(text, count)


class PlainRag:
    """The peer as an Assistant: whatever finds the passages, they are quoted, or a model phrases them."""

    def __init__(self, search: Search, model: Model | None = None) -> None:
        self._search, self._model = search, model
        self._prompt = prompts.load("plain_rag")

    def ask(self, question: Question) -> Answer:
        """The nearest passages, quoted, or what the model makes of them."""
        begun = time.perf_counter()
        chunks = self._search(question.text)
        if self._model is None:
            text = "\n\n".join(map(_on_one_line, _marked(chunks)))  # so that the mark is behind all of it
        else:
            passages = "\n\n".join(_marked(chunks))
            text = self._model(self._prompt.fill(question=question.text, passages=passages).system)
        return Answer(
            id=question.id or "",
            question=question.text,
            status=_status(text, chunks, has_model=self._model is not None),
            text=text,
            citations=_citations(chunks, text),
            tasks=(),
            suggestions=(),
            as_of=question.as_of,
            seconds=time.perf_counter() - begun,
        )

    def stream(self, question: Question) -> Iterator[Event]:
        """The answer as its only event."""
        yield self.ask(question)


def _marked(chunks: list[Chunk]) -> list[str]:
    return [f"{chunk.page_content} [{marker}]" for marker, chunk in enumerate(chunks, start=1)]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _citations(chunks: list[Chunk], text: str) -> tuple[Citation, ...]:
    """The passages that the text marks; all of them where it marks none."""
    marked = {int(number) for number in _MARK.findall(text)} & set(range(1, len(chunks) + 1))
    return tuple(
        _citation(marker, chunk) for marker, chunk in enumerate(chunks, start=1) if not marked or marker in marked
    )


def _citation(marker: int, chunk: Chunk) -> Citation:
    file, start = str(chunk.metadata["file"]), int(chunk.metadata["start_index"])
    document = CitedDocument(id=file, file=file, number=None, title=file)
    spans = ((start, start + len(chunk.page_content)),)
    return Citation(marker, document, (), None, chunk.page_content, spans)


def _status(text: str, chunks: list[Chunk], *, has_model: bool) -> AnswerStatus:
    """A plain RAG has no status: with a model its words are read for it, without one it always answers."""
    if not chunks:
        return AnswerStatus.NO_CORPUS
    return AnswerStatus.NOT_IN_CORPUS if has_model and refuses(text) else AnswerStatus.ANSWERED
