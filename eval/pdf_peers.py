"""What others do with a PDF: text alone with pdfium and pypdf, text and tables with pdfplumber."""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2 as pdfium
from pypdf import PdfReader


def with_pdfium(blob: bytes) -> int:
    """Characters of all pages, by pypdfium2."""
    document = pdfium.PdfDocument(blob)
    try:
        return sum(len(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


def with_pypdf(blob: bytes) -> int:
    """Characters of all pages, by pypdf."""
    return sum(len(page.extract_text()) for page in PdfReader(io.BytesIO(blob)).pages)


def with_pdfplumber(blob: bytes) -> int:
    """Characters and cells of all pages, by pdfplumber."""
    with pdfplumber.open(io.BytesIO(blob)) as document:
        return sum(
            len(page.extract_text()) + sum(len(row) for table in page.extract_tables() for row in table)
            for page in document.pages
        )
