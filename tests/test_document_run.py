"""`troly eval documents`: figures beside their targets, chosen parts, what is missing is said."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from eval.document_parts import PARTS, Setting
from eval.document_run import chosen, run
from eval.goals import Goal, Unit, faults, share_of, table
from eval.reading import Reading, Steps
from ingest.directive import understand
from ingest.errors import BadUse, UnreadableFile
from ingest.formats.archive import Member
from ingest.formats.read import read_bytes
from ingest.models import Visibility
from ingest.secrecy import stopped


@pytest.fixture
def steps(agencies):
    def understood(source):
        return understand(source, "", agencies, Visibility("chung"))

    return Steps(lambda path: iter([Member(path.name, path.read_bytes())]), read_bytes, understood, stopped)


@pytest.fixture
def setting(steps, tmp_path):
    return Setting(tmp_path, Reading(steps), is_full=False, kills=1)


def test_a_share_reaches_its_target_from_below_and_a_fault_from_above():
    assert share_of("registers", "rows", [("a", True), ("b", False)], 0.5).is_met
    assert not share_of("registers", "rows", [], 0.5).is_met
    assert faults("secrecy", "marked files that pass", [], 91).is_met
    assert not faults("secrecy", "marked files that pass", ["MẬT.txt"], 91).is_met
    assert Goal("damaged", "slowest", 3.0, 100, 5, Unit.SECONDS).is_met
    assert Goal("prose", "lead", 0.9, None, 5).is_met is None


def test_the_table_shows_target_beside_figure():
    rows = table([share_of("real", "row", [("a", True), ("b", False)], 0.99), faults("kills", "orphans", [], 200)]).rows
    assert rows == (
        ("real: row", "50.00%", "≥ 99.00%", "2", "no"),
        ("kills: orphans", "0", "≤ 0", "200", "yes"),
    )


def test_parts_are_chosen_by_name():
    assert chosen(None) == tuple(PARTS)
    assert chosen("damaged, letters") == ("letters", "damaged")
    with pytest.raises(BadUse, match="letters"):
        chosen("letter")


def test_a_part_without_its_documents_is_named_and_the_others_go_on(setting):
    finished, goals = run(("registers", "prose"), setting)
    assert {goal.part for goal in goals} == {"prose"}
    assert finished.notes[0].startswith("registers: bỏ qua")
    assert finished.rows == goals


@pytest.fixture
def shared(tmp_path):
    """A directive as text and as Word, and its hand-made rows."""
    for folder in ("directives", "documents", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "gold" / "tasks.json").write_text("[]", "utf-8")
    return tmp_path


def test_a_copy_that_reads_like_its_text_has_everything_right(shared, setting):
    text = "KẾ HOẠCH\nChuyển đổi số\n\n1. Giao Sở Y tế số hóa hồ sơ, hoàn thành trước ngày 01/02/2027.\n"
    for name in ("000_7ea2fa4c7f17a591", "003_6d4ebe594871add8", "004_41fd8fcf13e1293d"):
        (shared / "directives" / f"{name}.txt").write_text(text, "utf-8")
    (shared / "documents" / "thong-bao-537-tb-ubnd.docx").write_text(text, "utf-8")  # told by content, not by name
    _, goals = run(("registers",), setting)
    assert [goal.name for goal in goals if not goal.name.startswith("Word")] == []
    assert {(goal.value, goal.count) for goal in goals} == {(1.0, 1)}


def test_a_file_is_read_once_for_all_parts(steps, tmp_path):
    asked = []

    def read(name, blob):
        asked.append(name)
        raise UnreadableFile("Tệp hỏng.")

    reading = Reading(replace(steps, read=read))
    (tmp_path / "a.pdf").write_bytes(b"a")
    assert reading.source(tmp_path / "a.pdf") is None
    assert reading.record(tmp_path / "a.pdf") is None
    assert asked == ["a.pdf"]


def test_the_command_prints_one_json_object(shell, tmp_path):
    ran = shell("eval", "documents", "--only", "prose", "--json", "--out", tmp_path / "results")
    assert (ran.status, ran.err) == (0, "")
    goals = json.loads(ran.out)["goals"]
    assert {goal["part"] for goal in goals} == {"prose"}
    assert len(list((tmp_path / "results" / "documents").iterdir())) == 1
