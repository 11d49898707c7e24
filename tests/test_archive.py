"""Archives: one ZIP is several documents; nothing in it can reach outside it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from makers import docx, paragraph, zipped

from ingest.formats.archive import members, opened
from ingest.formats.read import read_bytes

PLAN = "Kế hoạch triển khai nhiệm vụ"


def packed(*files: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return blob.getvalue()


def told(blob: bytes) -> dict[str, str | None]:
    return {member.name: member.problem for member in members("gói.zip", blob)}


def test_a_file_holds_itself_and_an_archive_its_members(tmp_path: Path) -> None:
    whole = packed(("Sở Y tế/kế hoạch.docx", docx(paragraph(PLAN))), ("b.txt", PLAN.encode()))
    (tmp_path / "gói.zip").write_bytes(whole)
    (tmp_path / "b.txt").write_bytes(PLAN.encode())
    inside = list(opened(tmp_path / "gói.zip"))
    assert [member.name for member in inside] == ["gói.zip/Sở Y tế/kế hoạch.docx", "gói.zip/b.txt"]
    assert [read_bytes(member.name, member.blob).text.strip() for member in inside] == [PLAN, PLAN]
    assert [(member.name, member.problem) for member in opened(tmp_path / "b.txt")] == [("b.txt", None)]


def test_a_word_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph(PLAN)))
    assert [member.name for member in opened(tmp_path / "a.docx")] == ["a.docx"]


def test_archives_in_archives_are_opened_to_a_small_depth() -> None:
    blob = zipped({"a.txt": PLAN})
    for depth in range(4):
        blob = packed((f"{depth}.zip", blob))
    assert told(packed(("trong.zip", zipped({"a.txt": PLAN})))) == {"gói.zip/trong.zip/a.txt": None}
    ((name, problem),) = told(blob).items()
    assert name == "gói.zip/3.zip/2.zip/1.zip" and problem is not None and "3 lớp" in problem


def test_names_of_old_programs_are_made_out() -> None:
    names = [("Kế hoạch.txt", "utf-8"), ("Đề án.txt", "cp1258")]
    for name, encoding in names:
        raw = name.encode(encoding, "ignore").ljust(12, b"_")
        blob = packed(("x" * len(raw), PLAN.encode())).replace(b"x" * len(raw), raw)
        (found,) = told(blob)
        assert found == f"gói.zip/{raw.decode(encoding)}"


def test_marks_that_turn_a_name_around_are_taken_out() -> None:
    assert list(told(packed(("kế\u202ehoạch\x07.txt", PLAN.encode())))) == ["gói.zip/kếhoạch.txt"]


def test_a_member_that_would_leave_the_archive_is_refused_and_the_next_taken() -> None:
    link = zipfile.ZipInfo("liên kết")
    link.external_attr = 0o120777 << 16
    found = told(packed(("../../etc/x", b"a"), ("/a", b"a"), ("C:\\a", b"a"), (link, b"/etc/passwd"), ("b.txt", b"b")))
    assert [problem is None for problem in found.values()] == [False, False, False, False, True]


def test_spare_files_of_other_systems_are_left_out() -> None:
    assert told(packed(("__MACOSX/._a", b"a"), ("~$a.docx", b"a"), ("Thumbs.db", b"a"), ("a.txt", b"a"))) == {
        "gói.zip/a.txt": None
    }


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    (problem,) = told(packed(("a.txt", bytes(8 << 20)))).values()
    assert problem is not None and "giải nén ra quá lớn" in problem
    (problem,) = told(packed(*((f"{i}.txt", b"a") for i in range(2_001)))).values()
    assert problem is not None and "giải nén ra quá lớn" in problem


def test_a_locked_a_damaged_and_an_empty_member_each_have_their_sentence() -> None:
    blob = bytearray(packed(("a.txt", PLAN.encode() * 20), ("b.txt", b""), ("c.txt", b"c")))
    blob[60] ^= 0xFF  # inside the first member's data
    assert [problem is None for problem in told(bytes(blob)).values()] == [False, False, True]
    locked = packed(("a.txt", b"a")).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )
    (problem,) = told(locked).values()
    assert problem is not None and "mật khẩu" in problem


def test_an_archive_without_files_says_so() -> None:
    assert list(told(packed(("a/", b""))).values()) == ["Gói nén không có tệp nào; hãy kiểm tra lại gói gốc."]
