"""Names what reads a file: another program, another agency register, a newly installed recogniser or office program

read it otherwise, so it is read again.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from ingest.agencies import Agencies
from ingest.formats.office_converter import can_convert
from ingest.formats.recognition import can_recognise

_HERE = Path(__file__).parent
_READERS = ("*.py", "formats/*.py", "data/*")


def reading_version(agencies: Agencies) -> str:
    """Of the installed code and its data, of the province's names, and of the programs that this machine has."""
    directory = agencies.directory
    names = repr((directory.province, sorted(directory.names.items(), key=str), sorted(directory.members.items())))
    programs = (can_recognise(), can_convert())
    return hashlib.sha256(f"{_code()}\0{names}\0{programs}".encode()).hexdigest()[:16]


@cache
def _code() -> str:
    whole = hashlib.sha256()
    for path in sorted(found for pattern in _READERS for found in _HERE.glob(pattern)):
        whole.update(path.read_bytes())
    return whole.hexdigest()
