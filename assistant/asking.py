"""``troly ask``: one question, or a file of them in one process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import typer

from assistant import open as opened
from assistant.chat_models import ChatAnswer
from assistant.messages import NOTICE
from assistant.models import Answer, Question, Turn
from assistant.options import AskOptions
from assistant.settings import read_settings
from ingest.errors import BadUse


def run(options: AskOptions) -> None:
    """Print the answers; exit status 0 for an answer or an honest refusal."""
    if (options.question is None) == (options.questions is None):
        raise BadUse("Hãy nêu một câu hỏi, hoặc một tệp --questions (chỉ một trong hai).")
    settings = read_settings()
    as_of = options.as_of or date.today()
    asked = (
        _from_file(options, as_of)
        if options.questions
        else iter([Question(options.question or "", as_of, viewer=options.unit)])
    )
    first = next(asked)
    troly = opened.assistant(settings, options.data or settings.data)
    for question in (first, *asked):
        answer = troly.ask(question)
        typer.echo(ChatAnswer.of(answer).model_dump_json() if options.json else shown(answer))


def shown(answer: Answer) -> str:
    """An answer for a terminal: text, then the numbered places."""
    lines = [answer.text.replace("**", ""), ""]
    for citation in answer.citations:
        where = " > ".join(citation.section)
        page = f", trang {citation.page}" if citation.page else ""
        lines.append(
            f"[{citation.marker}] {citation.document.title} ({citation.document.file}{page}){f' – {where}' if where else ''}"
        )
        lines.append(f"    “{citation.quote}”")
    if answer.suggestions:
        lines += ["", "Có thể hỏi tiếp: " + " | ".join(answer.suggestions)]
    return "\n".join([*lines, "", NOTICE])


def _from_file(options: AskOptions, as_of: date) -> Iterator[Question]:
    path = options.questions or Path()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BadUse(f"Không đọc được tệp câu hỏi «{path}».") from None
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    if not numbered:
        raise BadUse(f"Tệp câu hỏi «{path}» không có dòng nào.")
    for number, line in numbered:
        yield _question(number, line, options, as_of)


def _question(number: int, line: str, options: AskOptions, as_of: date) -> Question:
    try:
        given = json.loads(line)
        turns = tuple(Turn(str(t["role"]), str(t["content"])) for t in given.get("history") or ())
        return Question(str(given["question"]), as_of, turns, options.unit, str(given["id"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadUse(f"Dòng {number} của tệp câu hỏi không đúng dạng {{id, question, history?}}.") from None
