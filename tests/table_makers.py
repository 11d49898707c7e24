"""Invented table documents: one drawing of a table, laid out as Word, ruled PDF, Markdown or tab-separated text.

A drawing has a line for each row and "|" between cells; "<" is merged with the cell on its left, "^" with the one
above. A line "===" begins a new page.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

from makers import PdfPage, Placed, cell, docx, paragraph, pdf, table

Rows = list[list[str]]
_LINE = 11.0
_SIZE = 8.0


def pages(drawing: str) -> list[Rows]:
    """The rows of each page."""
    found: list[Rows] = [[]]
    for line in textwrap.dedent(drawing).strip().splitlines():
        if line.strip() == "===":
            found.append([])
        else:
            found[-1].append([word.strip() for word in line.split("|")])
    return found


def as_docx(title: str, drawing: str) -> bytes:
    """Paragraphs, then one Word table for each page."""
    parts = [paragraph(line) for line in title.splitlines()]
    for rows in pages(drawing):
        parts += [table(*(_word_row(rows, n) for n in range(len(rows)))), paragraph("")]
    return docx("".join(parts))


def _word_row(rows: Rows, n: int) -> str:
    made = ""
    for i, word in enumerate(rows[n]):
        if word == "<":
            continue
        wide = 1
        while i + wide < len(rows[n]) and rows[n][i + wide] == "<":
            wide += 1
        below = n + 1 < len(rows) and i < len(rows[n + 1]) and rows[n + 1][i] == "^"
        merge = "<w:vMerge/>" if word == "^" else '<w:vMerge w:val="restart"/>' if below else ""
        made += cell("" if word == "^" else word, f'<w:gridSpan w:val="{wide}"/>{merge}')
    return made


def as_pdf(title: str, drawing: str) -> bytes:
    """Landscape pages with ruling lines; merged cells have none between them."""
    return pdf(*(_page(title if n == 0 else "", rows) for n, rows in enumerate(pages(drawing))))


def _page(title: str, rows: Rows) -> PdfPage:
    wide, high = 842, 595
    words: list[Placed] = []
    y = high - 40.0
    for line in title.splitlines():
        words.append((40, y, _SIZE, line))
        y -= _LINE + 2
    count = max(len(row) for row in rows)
    step = (wide - 60) / count
    wraps = [[textwrap.wrap(word, int(step / (_SIZE * 0.5)) - 1) or [""] for word in row] for row in rows]
    bars = []
    tops = [y]
    for n, row in enumerate(rows):
        top = tops[-1]
        height = _LINE * max(len(lines) for lines in wraps[n]) + 6
        tops.append(top - height)
        for i, word in enumerate(row):
            left = 30 + i * step
            if word not in ("<", "^"):
                words += [(left + 3, top - _LINE * (k + 1), _SIZE, line) for k, line in enumerate(wraps[n][i])]
            if word != "^":
                bars.append((left, top, step, 0.5))
            if word != "<":
                bars.append((left, top - height, 0.5, height))
        bars.append((30 + count * step, top - height, 0.5, height))
    bars += [(30 + i * step, tops[-1], step, 0.5) for i in range(count)]
    return PdfPage([w for w in words if w[3]], bars, (wide, high))


def as_markdown(title: str, drawing: str) -> bytes:
    """Pipes; merged cells are left empty, as converters do."""
    lines = [*title.splitlines(), ""]
    for rows in pages(drawing):
        for n, row in enumerate(rows):
            lines.append("| " + " | ".join("" if word in "<^" else word for word in row) + " |")
            if n == 0 and rows is pages(drawing)[0]:
                lines.append("|" + "---|" * len(row))
    return "\n".join(lines).encode()


def as_tabs(title: str, drawing: str) -> bytes:
    """Tabs; merged cells are left empty."""
    lines = ["\t".join("" if word in "<^" else word for word in row) for rows in pages(drawing) for row in rows]
    return "\n".join([*title.splitlines(), *lines, ""]).encode()


MAKERS: dict[str, tuple[str, Callable[[str, str], bytes]]] = {
    "docx": ("a.docx", as_docx),
    "pdf": ("a.pdf", as_pdf),
    "md": ("a.md", as_markdown),
    "txt": ("a.txt", as_tabs),
}


def written(folder: Path, kind: str, title: str, drawing: str) -> Path:
    """The document as a file of a kind."""
    name, make = MAKERS[kind]
    path = folder / name
    path.write_bytes(make(title, drawing))
    return path
