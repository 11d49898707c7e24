"""Cores: siblings count once, a container's quota counts."""

import os

from ingest import cores


def _file(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_without_any_files_every_allowed_processor_counts(tmp_path):
    assert 1 <= cores.available(tmp_path) <= (os.cpu_count() or 1)


def test_hyper_threads_of_one_core_count_once(tmp_path):
    for processor in range(512):
        _file(tmp_path, f"devices/system/cpu/cpu{processor}/topology/thread_siblings_list", "0-511\n")
    assert cores.available(tmp_path) == 1


def test_a_quota_of_half_a_core_leaves_one(tmp_path):
    _file(tmp_path, "fs/cgroup/cpu.max", "50000 100000\n")
    assert cores.available(tmp_path) == 1


def test_no_quota_and_nonsense_change_nothing(tmp_path):
    everything = cores.available(tmp_path)
    for text in ("max 100000\n", "", "100 0", "ba 7"):
        _file(tmp_path, "fs/cgroup/cpu.max", text)
        assert cores.available(tmp_path) == everything
