"""Old Office files through LibreOffice, told apart by their streams and kept within limits."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from makers import SHARED

from eval.processes import below, is_running
from ingest.errors import UnreadableFile
from ingest.formats.office_converter import Limits, convert
from ingest.formats.read import read, read_bytes
from ingest.models import Media

RTF = rb"{\rtf1\ansi\ansicpg1252 {\fonttbl{\f0 Times New Roman;}}\f0 S\u7903? Y t\u7871?: r\'e0 so\'e1t.\par}"
office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")


@office
def test_an_rtf_is_read_and_stays_an_rtf() -> None:
    source = read_bytes("công văn.doc", RTF)
    assert (source.media, source.text) == (Media.RTF, "Sở Y tế: rà soát.\n")


@office
@shared
@pytest.mark.parametrize(
    ("name", "media", "words"),
    [
        ("real/TRAP_ole_doc_named_docx.docx", Media.DOC, "QUỐC HỘI"),
        ("legacy/2006-Mau21_CKTC_NSH.xls", Media.XLS, "15.237.170"),
    ],
)
def test_old_files_are_told_apart_by_content(name: str, media: Media, words: str) -> None:
    source = read(SHARED / name)
    assert source.media is media
    assert words in source.text


def test_without_the_program_the_sentence_says_what_to_install() -> None:
    with pytest.raises(UnreadableFile, match="cài gói libreoffice-writer-nogui"):
        convert(RTF, "rtf", program="không-có-chương-trình")


def program(folder: Path, script: str) -> str:
    """A stand-in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_conversion_over_its_time_ends_with_all_its_processes(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    slow = program(tmp_path, f"(sleep 2; echo late > {trace}) & sleep 60")
    with pytest.raises(UnreadableFile, match=r"quá 0\.3 giây"):
        convert(RTF, "rtf", Limits(seconds=0.3), slow)
    time.sleep(2.2)
    assert not trace.exists()


def test_a_program_that_leaves_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="LibreOffice không mở được"):
        convert(RTF, "rtf", program=program(tmp_path, "exit 1"))


def test_the_program_gets_a_profile_without_macros_and_none_of_our_environment(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("TROLY_SECRET", "chìa khóa")
    seen = tmp_path / "seen"
    spy = program(tmp_path, f"env > {seen}; cat profile/user/registrymodifications.xcu >> {seen}; ulimit -d >> {seen}")
    with pytest.raises(UnreadableFile):
        convert(RTF, "rtf", Limits(memory=64 << 20), spy)
    told = seen.read_text(encoding="utf-8")
    assert "TROLY_SECRET" not in told
    assert "DisableMacrosExecution" in told
    assert str((64 << 20) // 1024) in told.splitlines()


def test_when_we_are_killed_the_program_ends_and_the_folder_goes(tmp_path: Path) -> None:
    started = tmp_path / "started"
    stand_in = program(tmp_path, f"pwd > {started}.part && mv {started}.part {started} && exec sleep 60")
    convert_it = f"from ingest.formats.office_converter import convert; convert(b'x', 'rtf', program={stand_in!r})"
    caller = subprocess.Popen([sys.executable, "-c", convert_it], cwd=Path(__file__).parents[1])
    assert eventually(started.exists)
    folder, running = Path(started.read_text().strip()), list(below(Path("/proc") / str(caller.pid)))
    assert folder.is_dir() and running
    caller.kill()
    caller.wait()
    assert eventually(lambda: not any(map(is_running, running)))
    assert eventually(lambda: not folder.exists())


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()
