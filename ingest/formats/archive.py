"""Archives: one ZIP is several documents. Nothing is written to disk; each member is taken or refused on its own."""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.formats.detect import is_archive
from ingest.formats.read import load
from ingest.formats.zip_check import Bounds, check, directory_of, is_locked, unpack

_BOUNDS = Bounds(members=2_000, unpacked=1 << 30)
_DEEPEST = 3  # archives within archives
_UTF_8 = 0x800  # flag of a member whose name is UTF-8
_SKIPPED = re.compile(r"(?:^|/)(?:\.(?!\.)|~\$|__MACOSX/|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")

_LOCKED = "Tệp trong gói được đặt mật khẩu; hãy giải nén bằng mật khẩu rồi nạp các tệp bên trong."
_ESCAPES = "Tên tệp trong gói trỏ ra ngoài gói nên bị từ chối; hãy nén lại gói từ một thư mục sạch."
_LINK = "Mục trong gói là liên kết chứ không phải tệp; hãy nén lại gói với tệp thật."
_TOO_DEEP = "Gói nén lồng nhau quá {deepest} lớp; hãy giải nén rồi nạp các tệp bên trong."
_TOO_LARGE = "Các tệp trong gói giải nén ra quá {mebibytes} MB; hãy tách thành nhiều gói nhỏ hơn rồi nạp lại."
_EMPTY = "Gói nén không có tệp nào; hãy kiểm tra lại gói gốc."
_VOID = "Tệp rỗng (0 byte); hãy lấy lại bản gốc rồi nạp lại."


@dataclass(frozen=True, slots=True)
class Member:
    """A file of its own or out of an archive: its bytes, or the sentence why there are none.

    ``name`` is that of the file, or "goi.zip/ke-hoach.docx".
    """

    name: str
    blob: bytes = b""
    problem: str | None = None


def opened(path: Path) -> Iterator[Member]:
    """What a file holds: itself, or the members of an archive.

    Raises:
        UnreadableFile: the file cannot be had at all.
    """
    blob = load(path)
    if is_archive(blob):
        yield from members(path.name, blob)
    else:
        yield Member(path.name, blob)


def members(name: str, blob: bytes) -> Iterator[Member]:
    """The files of an archive in its own order, those of archives inside it too; ``name`` goes before theirs."""
    return _Unpacking().members(name, blob, 1)


class _Unpacking:
    """One archive with all that is nested in it, under one bound."""

    def __init__(self) -> None:
        self._unpacked = 0

    def members(self, name: str, blob: bytes, depth: int) -> Iterator[Member]:
        try:
            archive = directory_of(blob)
            inside = [member for member in archive.infolist() if not _is_spare(member)]
            check(inside, _BOUNDS)
        except UnreadableFile as problem:
            yield Member(name, problem=str(problem))
            return
        if not inside:
            yield Member(name, problem=_EMPTY)
        for member in inside:
            yield from self._member(name, archive, member, depth)

    def _member(self, name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> Iterator[Member]:
        whole = f"{name}/{_name(member)}"
        self._unpacked += member.file_size
        problem = self._problem(member)
        if problem is not None:
            yield Member(whole, problem=problem)
            return
        try:
            blob = unpack(archive, member)
        except UnreadableFile as damaged:
            yield Member(whole, problem=str(damaged))
            return
        if not is_archive(blob):
            yield Member(whole, blob)
        elif depth >= _DEEPEST:
            yield Member(whole, problem=_TOO_DEEP.format(deepest=_DEEPEST))
        else:
            yield from self.members(whole, blob, depth + 1)

    def _problem(self, member: zipfile.ZipInfo) -> str | None:
        if is_locked(member):
            return _LOCKED
        if _OUTSIDE.search(member.filename):
            return _ESCAPES
        if stat.S_ISLNK(member.external_attr >> 16):
            return _LINK
        if self._unpacked > _BOUNDS.unpacked:
            return _TOO_LARGE.format(mebibytes=_BOUNDS.unpacked >> 20)
        return None if member.file_size else _VOID


def _is_spare(member: zipfile.ZipInfo) -> bool:
    return member.is_dir() or bool(_SKIPPED.search(member.filename))


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name as its maker saw it: UTF-8 under whatever flag, else the code page of Vietnamese Windows."""
    name = member.filename
    if not member.flag_bits & _UTF_8:
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp1258", "replace")
    shown = "".join(mark for mark in name if unicodedata.category(mark)[0] != "C")
    return unicodedata.normalize("NFC", shown)
