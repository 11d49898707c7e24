"""Facts of a PDF file that its pages do not tell, by pypdf: whether it is locked, how many pages it declares."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """``locked``: it opens only with a password; an owner's password that merely restricts printing does not lock."""

    locked: bool
    pages: int


def pdf_facts(blob: bytes) -> PdfFacts | None:
    """The facts, or None where the file is too damaged to tell; its pages may still be readable."""
    try:
        reader = PdfReader(BytesIO(blob), strict=False)
        locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
        return PdfFacts(locked, 0 if locked else len(reader.pages))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, NotImplementedError, OSError):
        return None
