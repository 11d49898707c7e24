"""Parsers of foreign formats in a process of their own, with limits of time and memory.

A worker (``ingest.formats.sandbox_worker``) gets the bytes of a file, answers with JSON, and is trusted with nothing: it is
killed at the limit and started anew after any failure. Between files it waits, so a start is paid once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock, Timer
from typing import TypeVar

from ingest.errors import UnreadableFile
from ingest.formats.extract import Extract, loads

MEBIBYTE = 1 << 20
_LONGEST_REPLY = 256 * MEBIBYTE
_Reply = TypeVar("_Reply")
_SERVED = 200  # files, then a fresh worker: what a parser leaks does not add up

_DAMAGED = "Tệp bị hỏng hoặc sai cấu trúc nên không đọc được; hãy lấy lại bản gốc rồi nạp lại."
_SLOW = "Đọc tệp quá {seconds:g} giây nên đã dừng; hãy tách hoặc xuất lại tệp rồi nạp lại."
_HEAVY = "Đọc tệp cần quá {mebibytes} MB bộ nhớ nên đã dừng; hãy tách hoặc xuất lại tệp rồi nạp lại."


class Exceeded(UnreadableFile):
    """A limit of time or memory was reached; on a less busy machine another attempt may do."""


class Format(StrEnum):
    """Formats that are parsed in the worker."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    HTML = "html"
    IMAGE = "image"
    SCAN = "scan"  # one page of a PDF or a picture, to be recognised
    PAGE = "page"  # one page of a PDF or a picture, to be looked at


class Ending(StrEnum):
    """How the worker's attempt ended: the first word of its reply."""

    READ = "read"
    REFUSED = "refused"  # by the reader, with a sentence
    HEAVY = "heavy"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost, or one page that is recognised; ``memory`` in bytes of address space."""

    seconds: float = 60.0
    page_seconds: float = 120.0
    memory: int = 1400 * MEBIBYTE


class Sandbox:
    """Reads files one at a time; callers of several threads wait for each other."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._lock = Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._served = 0

    def read(self, format: Format, blob: bytes, page: int = 0) -> Extract:
        """What the reader of a format makes of a file's bytes; ``page``, from 1, is the one that a SCAN recognises.

        Raises:
            UnreadableFile: the reader refused, crashed, or reached a limit.
        """
        seconds = self._limits.page_seconds if format is Format.SCAN else self._limits.seconds
        return self._worked(f"{format} {page}", blob, seconds, loads)

    def page_image(self, blob: bytes, page: int) -> bytes:
        """A page, from 1, of a PDF or a picture file as a PNG; raises as ``read`` does."""
        return self._worked(f"{Format.PAGE} {page}", blob, self._limits.page_seconds, b64decode)

    def _worked(self, wanted: str, blob: bytes, seconds: float, understood: Callable[[str], _Reply]) -> _Reply:
        with self._lock:
            if self._worker is None or self._owner != os.getpid() or self._served >= _SERVED:
                self.close()
                self._worker = _start()
            self._served += 1
            problem = UnreadableFile(_DAMAGED)
            try:
                ending, words = self._ask(self._worker, wanted, blob, seconds)
                if ending is Ending.READ:
                    return understood(words)
                if ending is Ending.REFUSED:
                    raise UnreadableFile(words)
                if ending is Ending.HEAVY:
                    problem = Exceeded(_HEAVY.format(mebibytes=self._limits.memory // MEBIBYTE))
            except TimeoutError:
                problem = Exceeded(_SLOW.format(seconds=seconds))
            except (OSError, ValueError):
                pass  # it died, or its reply makes no sense: the file is to blame
            self.close()
            raise problem

    def close(self) -> None:
        """End the worker; the next file starts another."""
        worker, self._worker, self._served = self._worker, None, 0
        if worker is not None and self._owner == os.getpid():
            worker.kill()
            worker.communicate()
        self._owner = os.getpid()

    def _ask(self, worker: subprocess.Popen[bytes], wanted: str, blob: bytes, seconds: float) -> tuple[Ending, str]:
        expired: list[bool] = []

        def stop() -> None:
            expired.append(True)
            worker.kill()

        timer = Timer(seconds, stop)
        timer.start()
        try:
            limits = f"{seconds:g} {self._limits.memory}"
            return _exchange(worker, f"{wanted} {len(blob)} {limits}\n", blob)
        except (OSError, ValueError) as error:
            raise TimeoutError if expired else error from error
        finally:
            timer.cancel()


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[2])
    # Nothing of the caller's environment: keys and settings are none of the worker's business.
    environment = {
        "PYTHONPATH": root,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
    }
    if prefix := os.environ.get("TESSDATA_PREFIX"):  # where the data of recognition lies
        environment["TESSDATA_PREFIX"] = prefix
    return subprocess.Popen(
        [sys.executable, "-m", "ingest.formats.sandbox_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=root,
    )


def _exchange(worker: subprocess.Popen[bytes], header: str, blob: bytes) -> tuple[Ending, str]:
    """Send one file, take one reply: a word, a space, the rest of the line."""
    if worker.stdin is None or worker.stdout is None:
        raise OSError("no pipes")
    worker.stdin.write(header.encode())
    worker.stdin.write(blob)
    worker.stdin.flush()
    reply = worker.stdout.readline(_LONGEST_REPLY)
    ending, _, words = reply.decode().rstrip("\n").partition(" ")
    if not reply.endswith(b"\n"):
        raise OSError("the worker died")
    return Ending(ending), words
