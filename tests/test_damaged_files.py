"""Damaged and hostile files: each is read or refused with a sentence, within time and memory, and no neighbour is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.damage import SECRET, Case, cases
from eval.damaged_files import Ending, figures, judge
from ingest.errors import UnreadableFile
from ingest.formats.archive import Member, opened
from ingest.formats.read import read_bytes

MOST = 1_500 << 20


def test_all_files_are_made_alike_each_time_under_names_of_their_own() -> None:
    made = list(cases())
    assert len(made) >= 100
    assert len({case.name for case in made}) == len(made)
    flipped = [case for case in made if case.name.startswith("lật")]
    assert [case.make() for case in flipped] == [case.make() for case in cases() if case.name.startswith("lật")]


def test_each_is_read_or_refused_and_no_neighbour_is_lost(tmp_path: Path) -> None:
    taken = [case for case in cases() if not case.is_long]  # `troly eval documents --full` has them
    outcomes = list(judge(taken, tmp_path, opened, lambda name, blob: read_bytes(name, blob).text))
    found = figures(taken, outcomes)
    assert (found.broken, found.slow, found.lost) == ((), (), ())
    assert found.files == found.read + found.refused == len(taken) > 100
    assert found.peak < MOST
    assert list(tmp_path.iterdir()) == []


def opened_alone(path: Path) -> Iterator[Member]:
    yield Member(path.name, path.read_bytes())


@pytest.mark.parametrize("said", ["Không đọc được tệp", "No such file.", f"Kế hoạch {SECRET}"])
def test_a_fault_of_ours_is_told_from_a_refusal(tmp_path: Path, said: str) -> None:
    def read(name: str, blob: bytes) -> str:
        if SECRET in said:
            return said
        raise UnreadableFile(said)

    (outcome,) = judge([Case("a.txt", lambda: b"a")], tmp_path, opened_alone, read)
    assert outcome.ending is Ending.BROKEN


def test_a_sound_file_that_is_refused_counts_as_lost(tmp_path: Path) -> None:
    def read(name: str, blob: bytes) -> str:
        raise UnreadableFile("Tệp bị hỏng.")

    sound = [Case("a.txt", lambda: b"a", sound=True)]
    assert figures(sound, judge(sound, tmp_path, opened_alone, read)).lost == ("a.txt",)
