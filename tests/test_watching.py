"""``troly watch``: what has stopped growing is ingested, and it stops when told to."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from test_states import LETTER, OTHER

from assistant.watching import settled

ROOT = Path(__file__).parents[1]


def test_a_file_is_ready_when_it_is_as_it_was_at_the_last_look(tmp_path):
    file, growing = tmp_path / "a.txt", {}
    file.write_text("một", encoding="utf-8")
    assert settled(growing, [file]) == []
    file.write_text("một hai", encoding="utf-8")
    assert settled(growing, []) == []
    assert settled(growing, []) == [file]
    assert settled(growing, []) == []


def test_what_is_gone_hidden_or_a_folder_is_never_ready(tmp_path):
    (tmp_path / "~$a.docx").write_text("khóa", encoding="utf-8")
    growing = {}
    for _ in range(3):
        assert settled(growing, [tmp_path / "mất.txt", tmp_path / "~$a.docx", tmp_path]) == []


def test_new_and_changed_files_are_ingested_and_deleted_ones_are_kept(shell, tmp_path):
    folder, data = tmp_path / "đến", tmp_path / "kho"
    folder.mkdir()
    (folder / "a.txt").write_text(LETTER, encoding="utf-8")
    program = [sys.executable, "-c", "from eval.cli import main; main()", "watch", str(folder), "--data", str(data)]
    environment = {**os.environ, **shell.environment, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(program, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        said = iter(process.stderr.readline, "")
        assert any(line.startswith("✓ a.txt: đã nạp") for line in said)
        (folder / "b.txt").write_text(OTHER, encoding="utf-8")
        assert any(line.startswith("✓ b.txt: đã nạp") for line in said)
        (folder / "a.txt").unlink()
        assert any("a.txt: tệp không còn ở đây" in line for line in said)
        process.send_signal(signal.SIGTERM)
        assert process.stderr.read().endswith("Đã dừng theo dõi.\n")
        assert process.wait(timeout=10) == 0
    held = [json.loads(line)["file"] for line in shell("documents", "--json", "--data", data).out.splitlines()]
    assert held == ["a.txt", "b.txt"]
