"""Word, Excel and PowerPoint 97-2003, RTF and OpenDocument become today's formats, through LibreOffice without a window.

Each conversion has a folder and a LibreOffice profile of its own, so that no two meet and nothing stays. The program
gets none of our environment, runs no macro, follows no link, and is ended with all its processes at the limit, or by a
watcher when we are killed; the watcher takes the folder away too.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import UnreadableFile

_MEBIBYTE = 1 << 20
_PROGRAM = "soffice"
_TARGETS = {
    "doc": "docx", "rtf": "docx", "xml": "docx", "odt": "docx",
    "xls": "xlsx", "xlsb": "xlsx", "ods": "xlsx",
    "ppt": "pptx", "odp": "pptx",
}  # fmt: skip
_FLAGS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
# The limits are set by a shell before it becomes the program: RLIMIT_DATA counts what is allocated, where RLIMIT_AS
# would also count libraries that are only mapped. A hook between fork and exec could lock up in a process with threads.
_WATCHED = """exec 3<&0 </dev/null
setsid sh -c 'read -r _ <&3 || { kill -KILL -"$0"; rm -rf "$1"; }' "$$" "$PWD" &
exec 3<&-
"""
_LIMITED = _WATCHED + 'ulimit -c 0 && ulimit -t "$1" && ulimit -d "$2" && ulimit -f "$3" && shift 3 && exec "$@"'
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>1</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
</item>
</oor:items>
"""

_ABSENT = (
    "Máy này chưa có LibreOffice để đọc tệp {ending}; hãy cài gói libreoffice-writer-nogui, libreoffice-calc-nogui, "
    "libreoffice-impress-nogui hoặc lưu tệp thành .docx, .xlsx, .pptx rồi nạp lại."
)
_SLOW = "Chuyển tệp {ending} quá {seconds:g} giây nên đã dừng; hãy lưu lại thành .docx, .xlsx hoặc .pptx rồi nạp lại."
_FAILED = "LibreOffice không mở được tệp {ending} (bị hỏng hoặc có mật khẩu); hãy lấy lại bản gốc rồi nạp lại."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one conversion may cost; ``memory`` in bytes that the program allocates, ``output`` in bytes of a file."""

    seconds: float = 60.0
    memory: int = 700 * _MEBIBYTE
    output: int = 200 * _MEBIBYTE


@dataclass(frozen=True, slots=True)
class Converted:
    """A file in today's format: ``ending`` is docx, xlsx or pptx."""

    blob: bytes
    ending: str


def can_convert(program: str = _PROGRAM) -> bool:
    """Whether this machine has LibreOffice."""
    return shutil.which(program) is not None


def convert(blob: bytes, ending: str, limits: Limits | None = None, program: str = _PROGRAM) -> Converted:
    """A file of an old format in the format that took its place; ``ending`` says which it is ("doc", "ods").

    Raises:
        UnreadableFile: LibreOffice is not there, could not open the file, or reached a limit.
    """
    found = shutil.which(program)
    if found is None:
        raise UnreadableFile(_ABSENT.format(ending=ending))
    with TemporaryDirectory(prefix="troly-", ignore_cleanup_errors=True) as name:
        folder, target = Path(name), _TARGETS[ending]
        (folder / f"in.{ending}").write_bytes(blob)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        try:
            _run(found, folder, f"in.{ending}", target, limits or Limits())
            return Converted((folder / "out" / f"in.{target}").read_bytes(), target)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(_SLOW.format(ending=ending, seconds=error.timeout)) from error
        except OSError as error:
            raise UnreadableFile(_FAILED.format(ending=ending)) from error


def _run(program: str, folder: Path, name: str, target: str, limits: Limits) -> None:
    bounds = (str(int(limits.seconds) + 1), str(limits.memory // 1024), str(limits.output // 512))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = (program, profile, *_FLAGS, "--convert-to", target, "--outdir", "out", name)
    process = subprocess.Popen(
        ["/bin/sh", "-c", _LIMITED, "sh", *bounds, *order],
        cwd=folder,
        env={"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limits.seconds)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(b"\n")  # which the watcher was waiting for
