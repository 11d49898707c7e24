"""Prompts as files of ``prompts/``: purpose and variables in front, then what the model is told and what it is given."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from ingest.errors import BadUse

FOLDER = Path(__file__).resolve().parent.parent / "prompts"

_FILE = re.compile(
    r"\A---\npurpose: (?P<purpose>[^\n]+)\nvariables: (?P<variables>[^\n]*)\n---\n(?P<system>.*?)(?:\n# Dữ liệu\n(?P<data>.*))?\Z",
    re.DOTALL,
)
_SHAPE = "Mẫu câu lệnh «{name}» thiếu phần đầu purpose/variables; hãy lấy lại tệp gốc."
_UNDECLARED = "Mẫu câu lệnh «{name}» dùng biến không khai báo hoặc khai báo biến không dùng: {names}; hãy sửa tệp."
_UNFILLED = "Mẫu câu lệnh «{name}» được đưa thiếu hoặc thừa biến: {names}; tệp không đúng với phiên bản troly này."


@dataclass(frozen=True, slots=True)
class Message:
    """One request to a model: standing orders, and the data they are about. Data is never an order."""

    system: str
    data: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A checked prompt. ``hash`` tells its wording, twelve hexadecimal digits."""

    name: str
    variables: frozenset[str]
    system: Template
    data: Template
    hash: str

    def fill(self, **values: str) -> Message:
        """The request; raises BadUse unless the values are exactly the declared variables."""
        if wrong := self.variables ^ values.keys():
            raise BadUse(_UNFILLED.format(name=self.name, names=", ".join(sorted(wrong))))
        return Message(self.system.substitute(values), self.data.substitute(values))


def load(name: str, folder: Path = FOLDER) -> Prompt:
    """The prompt ``name`` with its variables checked; raises BadUse where file and declaration disagree."""
    text = (folder / f"{name}.md").read_text("utf-8")
    parts = _FILE.match(text)
    if parts is None:
        raise BadUse(_SHAPE.format(name=name))
    declared = frozenset(v.strip() for v in parts["variables"].split(",") if v.strip())
    system, data = Template(parts["system"].strip()), Template((parts["data"] or "").strip())
    for template in (system, data):
        if not template.is_valid():
            raise BadUse(_UNDECLARED.format(name=name, names="$"))
    if wrong := declared ^ {*system.get_identifiers(), *data.get_identifiers()}:
        raise BadUse(_UNDECLARED.format(name=name, names=", ".join(sorted(wrong))))
    return Prompt(name, declared, system, data, hashlib.sha256(text.encode()).hexdigest()[:12])
