"""What a language model may do in one answer, within one budget of seconds; whatever goes wrong, the answer goes on."""

from __future__ import annotations

import hashlib
import secrets
import time
import unicodedata
from collections.abc import Generator, Iterator
from importlib.metadata import version
from typing import Protocol

from assistant import prompts
from assistant.models import ModelPart, ModelUse
from assistant.prompts import Message
from ingest.text import collapse, nfc


class ChatModel(Protocol):
    """Anything that replies to a message: an endpoint, a fake in a test."""

    @property
    def name(self) -> str:
        """The model's name, as recorded with answers."""

    def reply(self, message: Message, deadline: float) -> Iterator[str]:
        """Pieces of the reply; raises ConnectionError where it fails or ``time.monotonic()`` passes the deadline."""


class Writer:
    """A chat model with its prompts, loaded and checked once. ``budget`` are the seconds it has for one answer."""

    def __init__(self, chat: ChatModel, budget: float) -> None:
        self.chat, self.budget = chat, budget
        self.phrase, self.rewrite = prompts.load("phrase"), prompts.load("rewrite")
        both = hashlib.sha256(f"{self.phrase.hash}{self.rewrite.hash}".encode()).hexdigest()[:12]
        self._use = ModelUse(chat.name, both, version("troly"), ModelPart.NOTHING)

    def sit(self) -> Sitting:
        """Begin an answer: the budget runs from now."""
        return Sitting(self, time.monotonic() + self.budget, self._use)


class Sitting:
    """The model's work on one answer. ``part`` is what has come of it so far."""

    def __init__(self, writer: Writer, deadline: float, use: ModelUse) -> None:
        self.writer = writer
        self.part = ModelPart.NOTHING
        self._deadline, self._use = deadline, use

    @property
    def use(self) -> ModelUse:
        """What is recorded with the answer."""
        return ModelUse(self._use.name, self._use.prompts, self._use.version, self.part)

    def reply(self, prompt: prompts.Prompt, **values: str) -> Generator[str]:
        """Pieces of a reply; a failure ends it and is noted. Data stands between two lines that nobody can foresee."""
        message = prompt.fill(mark=f"=== {secrets.token_hex(6)} ===", **values)
        try:
            yield from self.writer.chat.reply(message, self._deadline)
        except ConnectionError:
            self.part = ModelPart.FAILED


def plain(text: str, longest: int) -> str:
    """One line without invisible characters, as data for a prompt."""
    shown = "".join(c for c in nfc(text) if unicodedata.category(c) not in {"Cf", "Co", "Cs", "Cn"})
    return collapse(shown)[:longest]
