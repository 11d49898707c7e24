"""Fields of Word (ECMA-376 part 1, 17.16): their result is printed, their code is not, and no page number is text."""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_MARK, _CODE, _KIND = qn("w:fldChar"), qn("w:instrText"), qn("w:fldCharType")
_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)


class Fields:
    """Follows the marks of nested fields through the runs of a document."""

    def __init__(self) -> None:
        self._open: list[bool] = []  # of each open field whether what comes now is printed
        self._code = ""  # of the innermost

    @property
    def are_printed(self) -> bool:
        """Whether characters that come now stand in the print."""
        return all(self._open)

    def meet(self, run: Element) -> None:
        """Take note of the marks of a run that is itself not printed."""
        for child in run:
            self.meet_mark(child)

    def meet_mark(self, child: Element) -> None:
        """Take note of a child of a run, if it is a mark of a field."""
        if child.tag == _CODE:
            self._code += child.text or ""
        elif child.tag == _MARK:
            kind = child.get(_KIND)
            if kind == "begin":
                self._open.append(False)
                self._code = ""
            elif self._open and kind == "separate":
                self._open[-1] = is_shown(self._code)
            elif self._open and kind == "end":
                self._open.pop()

    def end_paragraph(self) -> None:
        """No code runs on into the next paragraph; a field without an end in a damaged file must not swallow the rest."""
        self._open = [printed for printed in self._open if printed]


def is_shown(code: str) -> bool:
    """Whether the result of a field is text of the document: anything but a page number."""
    return not _PAGE.match(code)
