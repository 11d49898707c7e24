"""What chat programs ask a model behind the user's back: titles, tags, questions to follow, queries for their search.

Open WebUI sends such requests to the chosen model after each turn, as a user's message "### Task: … JSON format:
{ "title": … } … <chat_history> …", and, where tools are switched on, a system message "Available Tools: …". They are
answered from the conversation itself, without a search. The prompts are settings there, so only their shape counts: a
task or a history, and JSON with one field.
"""

from __future__ import annotations

import json
import re

from assistant.openai_content import NEXT
from ingest.personal import masked
from ingest.secrecy import is_marked_text
from ingest.signs import find_signs
from ingest.text import collapse

_TASK = re.compile(r"\s*### Task:")
_FIELD = re.compile(r"\{\s*\"(?P<name>\w+)\"\s*:\s*(?P<opening>[\[\"])")
_HISTORY = re.compile(r"<chat_history>(.*)</chat_history>", re.DOTALL)
_ASKED = re.compile(r"^USER: (.*?)(?=^ASSISTANT: |\Z)", re.MULTILINE | re.DOTALL)
_WITH_CONTEXT = re.compile(r"\s*### Task:.*</context>(.*)", re.DOTALL)
_QUERY = re.compile(r"<user_query>(.*?)</user_query>", re.DOTALL)
_TITLE = 60  # characters
_TAG = "Văn bản chỉ đạo"
_TAGS = 4


def reply(system: str, message: str) -> str | None:
    """The JSON that a request behind the user's back wants; None for anything that a person may have written."""
    if system.lstrip().startswith("Available Tools:"):
        return json.dumps({"tool_calls": []})
    history, field = _HISTORY.search(message), _FIELD.search(message)
    if field is None or not (history or _TASK.match(message)) or _WITH_CONTEXT.match(message):
        return None
    told = _told(field["name"], history[1] if history else "")
    empty: list[str] | str = [] if field["opening"] == "[" else ""
    return json.dumps({field["name"]: empty if told is None else told}, ensure_ascii=False)


def _told(name: str, history: str) -> list[str] | str | None:
    match name:
        case "title":
            asked = _ASKED.search(history)
            return _TAG if asked is None or is_marked_text(asked[1]) else _cut(masked(collapse(asked[1]).rstrip(" ?.")))
        case "tags":
            signs = (sign.printed for sign in find_signs(history))
            return [_TAG, *dict.fromkeys(signs)][:_TAGS]
        case "follow_ups":
            last = history.rpartition("\nASSISTANT: ")[2]
            return [line.removeprefix(NEXT) for line in last.splitlines() if line.startswith(NEXT)]
        case _:
            return None


def _cut(text: str) -> str:
    return text if len(text) <= _TITLE else text[: _TITLE - 2].rsplit(" ", 1)[0] + " …"


def question_of(message: str) -> str:
    """What the user typed, where a chat program wrapped it in passages that it found somewhere else."""
    wrapped = _WITH_CONTEXT.match(message)
    if wrapped is None:
        return message
    typed = _QUERY.search(wrapped[1])
    return typed[1] if typed else wrapped[1]
