"""ZIP archives opened with care: what is in them is looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from ingest.errors import UnreadableFile

SIGN = b"PK\x03\x04"
_FLOOR = 4 << 20  # bytes; small XML packs better than any bomb needs to
_LOCKED_FLAG = 1
_LISTED = b"PK\x01\x02"  # before each member in the list
_MOST_LISTED = 50_000  # also in archives inside; half a kilobyte of memory each

_DAMAGED = "Tệp bị hỏng hoặc bị cắt cụt; hãy lấy lại bản gốc rồi nạp lại."
_LOCKED = "Tệp được đặt mật khẩu; hãy gỡ mật khẩu rồi nạp lại."
_BOMB = "Tệp giải nén ra quá lớn so với kích thước của nó nên bị từ chối; hãy lưu lại hoặc tách nhỏ tệp rồi nạp lại."


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an archive may hold: ``unpacked`` bytes in all, and how many times smaller a large member may be packed."""

    members: int = 2_000
    unpacked: int = 200 << 20
    steepest: int = 100


def open_zip(blob: bytes, bounds: Bounds | None = None) -> zipfile.ZipFile:
    """The archive in these bytes.

    Raises:
        UnreadableFile: it is damaged, locked, or would unpack to more than the bounds allow.
    """
    archive = directory_of(blob)
    check(archive.infolist(), bounds or Bounds())
    if any(is_locked(member) for member in archive.infolist()):
        raise UnreadableFile(_LOCKED)
    return archive


def directory_of(blob: bytes) -> zipfile.ZipFile:
    """The archive with its list of members, none of them looked into; raises UnreadableFile where it is broken or endless."""
    if blob.count(_LISTED) > _MOST_LISTED:
        raise UnreadableFile(_BOMB)
    try:
        return zipfile.ZipFile(io.BytesIO(blob))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFile(_DAMAGED) from error


def check(members: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    """Raise UnreadableFile where the members are too many or would unpack to too much."""
    steep = any(m.file_size > max(_FLOOR, bounds.steepest * m.compress_size) for m in members)
    if steep or len(members) > bounds.members or sum(m.file_size for m in members) > bounds.unpacked:
        raise UnreadableFile(_BOMB)


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Whether a member needs a password."""
    return bool(member.flag_bits & _LOCKED_FLAG)


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str) -> bytes:
    """A member's bytes; raises UnreadableFile where they are damaged or packed in an unknown way."""
    try:
        return archive.read(member)
    except Exception as error:  # each way of packing has errors of its own
        raise UnreadableFile(_DAMAGED) from error
