"""Prompts of the evaluation: the text of a file in ``prompts/`` without its front matter, with ``$variables``."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def template(name: str) -> Template:
    """The prompt ``<name>.md``."""
    return Template(_FRONT_MATTER.sub("", (PROMPTS / f"{name}.md").read_text("utf-8")))
