"""``troly forget`` and the lists of files."""

import json

import pytest
from test_states import LETTER, OTHER

NUMBERED = "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 12/TB-UBND\n" + LETTER


@pytest.fixture
def data(shell, tmp_path):
    folder = tmp_path / "văn bản"
    folder.mkdir()
    (folder / "a.txt").write_text(NUMBERED, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    (folder / "c.txt").write_bytes(b"")
    assert shell("ingest", folder, "--data", tmp_path / "kho").status == 0
    return tmp_path / "kho"


def files(shell, data, state="all"):
    ran = shell("documents", "--state", state, "--json", "--data", data)
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize("name", ["a.txt", "12/TB-UBND", "id", "path"])
def test_a_forgotten_document_leaves_nothing_behind(shell, data, name):
    [kept] = [file for file in files(shell, data) if file["file"] == "a.txt"]
    ran = shell("forget", kept.get(name, name), "--data", data)
    assert ran.status == 0
    assert ran.out == "Đã bỏ 1 văn bản, 1 bản gốc đã lưu và 1 mục theo dõi tệp; chỉ mục đã dựng lại.\n"
    if name != "12/TB-UBND":
        assert "a.txt vẫn nằm ở chỗ cũ" in ran.err
    assert [file["file"] for file in files(shell, data)] == ["b.txt", "c.txt"]
    everything = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert "Sở Y tế".encode() not in everything
    assert b"a.txt" not in everything
    assert "Sở Nội vụ".encode() in everything
    assert len(list((data / "index" / "generations").iterdir())) == 1


def test_a_name_that_means_several_documents_is_refused_without_all(shell, data, tmp_path):
    ran = shell("forget", tmp_path / "văn bản", "--data", data)
    assert ran.status == 2
    assert "ứng với 2 văn bản" in ran.complaint
    assert shell("forget", tmp_path / "văn bản", "--all", "--data", data).out.startswith("Đã bỏ 2 văn bản, 2 bản gốc")
    assert files(shell, data) == []


def test_a_refused_file_can_be_forgotten_too(shell, data):
    assert shell("forget", "c.txt", "--data", data).out.startswith("Đã bỏ 0 văn bản, 0 bản gốc đã lưu và 1 mục")


def test_an_unknown_name_is_one_sentence(shell, data):
    ran = shell("forget", "không-có", "--data", data)
    assert (ran.status, ran.complaint) == (2, "Không có văn bản «không-có»; xem danh sách bằng lệnh troly documents.")


def test_files_are_listed_by_state_with_their_reason(shell, data):
    [refused] = files(shell, data, "refused")
    assert (refused["file"], refused["state"], refused["id"]) == ("c.txt", "refused", None)
    assert refused["reason"].startswith("Tệp rỗng (0 byte)")
    shown = shell("documents", "--data", data).out.splitlines()
    assert len(shown) == 3
    assert shown[-1].startswith("c.txt: không nạp được (")
    assert "all, queued" in shell("documents", "--state", "xong", "--data", data).complaint


def test_files_of_a_unit_are_unknown_to_others(shell, data, tmp_path):
    (tmp_path / "riêng.txt").write_bytes(b"")
    shell("ingest", tmp_path / "riêng.txt", "--unit", "so-y-te", "--visible-to", "so-y-te", "--data", data)
    assert "riêng.txt" not in [file["file"] for file in files(shell, data)]
    ran = shell("documents", "--state", "refused", "--unit", "so-y-te", "--json", "--data", data)
    assert "riêng.txt" in ran.out


def test_an_ingest_without_a_path_says_that_nothing_is_left(shell, data):
    ran = shell("ingest", "--data", data)
    assert ran.status == 2
    assert ran.complaint.startswith("Không còn tệp nào đang chờ")
