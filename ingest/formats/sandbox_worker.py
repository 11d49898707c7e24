"""The process that parses: reads files from its input, answers on its output, opens and writes nothing.

Each request is a line ``format page bytes seconds memory`` and the bytes themselves; each reply a line ``ending words``,
where the words are an Extract as JSON, or the picture of a page in base64.
"""

from __future__ import annotations

import os
import resource
import sys
from base64 import b64encode
from dataclasses import replace
from importlib import import_module

from ingest.errors import UnreadableFile
from ingest.formats.extract import Extract, dumps
from ingest.formats.sandbox import Ending, Format

_PICTURE_SECONDS = 30.0  # of the sixty that a Word file may take, for recognising the pictures in it
_SPARE_SECONDS = 1  # the parent's clock comes first; this limit is for when the parent is gone


def main() -> None:
    """Serve until the input ends."""
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no reply
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    while header := requests.readline(200):
        name, page, size, seconds, memory = header.decode().split()
        blob = requests.read(int(size))
        _limit(float(seconds), int(memory))
        ending, words = _attempt(Format(name), blob, int(page))
        replies.write(f"{ending} {words}\n".encode())
        replies.flush()


def _limit(seconds: float, memory: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + _SPARE_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (memory, resource.RLIM_INFINITY))


def _attempt(format: Format, blob: bytes, page: int) -> tuple[Ending, str]:
    try:
        if format is Format.PAGE:
            picture = import_module("ingest.formats.page_image").page_image(blob, page)
            return Ending.READ, b64encode(picture).decode()
        return Ending.READ, dumps(_read(format, blob, page))
    except UnreadableFile as error:
        return Ending.REFUSED, str(error)
    except MemoryError:
        return Ending.HEAVY, ""
    except Exception as error:  # whatever a parser trips over, the file is to blame
        return Ending.BROKEN, type(error).__name__


def _read(format: Format, blob: bytes, page: int) -> Extract:
    # The libraries of a format are loaded when its first file comes: half a second that the other formats are spared.
    if format in (Format.SCAN, Format.IMAGE):
        scans = import_module("ingest.formats.scan_reader")
        return (
            scans.read_scan(blob, page) if format is Format.SCAN else _with_asides(scans.read_image(blob), format, blob)
        )
    if format is Format.DOCX:
        recognise = import_module("ingest.formats.docx_pictures").recogniser(_PICTURE_SECONDS)
        return _with_asides(import_module("ingest.formats.docx_reader").read_docx(blob, recognise), format, blob)
    reader = getattr(import_module(f"ingest.formats.{format}_reader"), f"read_{format}")
    return _with_asides(reader(blob), format, blob)


def _with_asides(extract: Extract, format: Format, blob: bytes) -> Extract:
    if format is Format.HTML:
        return extract
    asides = import_module("ingest.formats.asides")
    look = {Format.PDF: asides.asides_of_pdf, Format.IMAGE: asides.asides_of_image}.get(
        format, asides.asides_of_package
    )
    return replace(extract, asides=(*extract.asides, *look(blob)))


if __name__ == "__main__":
    main()
