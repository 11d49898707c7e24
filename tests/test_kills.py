"""Killed at random moments, an ingest ends as if nobody had disturbed it. `troly eval documents --only kills --kills 200` does it longer."""

from random import Random

from eval.kills import kill_often


def test_after_random_kills_everything_is_published_once_and_nothing_is_left_over(shell, tmp_path, monkeypatch):
    for name, value in shell.environment.items():
        monkeypatch.setenv(name, value)
    tally = kill_often(4, tmp_path, Random(11))
    assert tally.problems == []
    assert (tally.kills, tally.rounds) == (4, 1)
