from __future__ import annotations

import hashlib
import json
import logging
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import SHARED, PdfPage, cell, docx, paragraph, pdf, table, zipped

from ingest.errors import UnreadableFile
from ingest.formats.extract import Composer, dumps, loads
from ingest.formats.read import read
from ingest.formats.sandbox import MEBIBYTE, Format, Limits, Sandbox
from ingest.formats.text_reader import read_text
from ingest.models import Media, Span

PAGE = PdfPage([(72, 760, 12, "Thông báo kết luận")])


def kept(folder: Path, name: str, blob: bytes) -> Path:
    path = folder / name
    path.write_bytes(blob)
    return path


def test_text_is_kept_as_it_stands_but_for_line_ends_and_loose_accents(tmp_path: Path) -> None:
    words = "THÔNG BÁO \r\n\r\nSo\u031b\u0309 Nội vụ\u00ad;\r  hết"
    source = read(kept(tmp_path, "tb.txt", words.encode()))
    assert source.text == "THÔNG BÁO \n\nSở Nội vụ\u00ad;\n  hết"
    assert (source.name, source.media) == ("tb.txt", Media.TEXT)
    assert source.sha256 == hashlib.sha256(words.encode()).hexdigest()


def test_markdown_is_text_under_its_own_name(tmp_path: Path) -> None:
    source = read(kept(tmp_path, "kế hoạch.md", "**1. Sở Y tế**\n".encode()))
    assert (source.text, source.media) == ("**1. Sở Y tế**\n", Media.MARKDOWN)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_understood_and_left_out(encoding: str) -> None:
    assert read_text("Nghị quyết".encode(encoding)).text == "Nghị quyết"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_letters_are_told_without_a_mark(encoding: str) -> None:
    assert read_text("Nghị quyết số 57-NQ/TW".encode(encoding)).text == "Nghị quyết số 57-NQ/TW"


def test_form_feeds_are_page_borders() -> None:
    extract = read_text("trang một\n\ftrang hai\f\n".encode())
    assert extract.page_starts == (0, 11)


@given(st.text(alphabet="aăâđêôơưạ 1.\n", min_size=1).filter(lambda words: words.strip()))
def test_any_vietnamese_text_survives(words: str) -> None:
    assert read_text(words.encode()).text == words


@pytest.mark.parametrize(
    ("blob", "words"),
    [
        (bytes.fromhex("53eb 204e e969 2076 f4"), "UTF-8"),
        (b"\x00\x01\x02\x03" * 50, "nhị phân"),
        (b"\xff\xfe\x00", "nhị phân|Unicode"),
        (b" \n\t\n", "không có chữ"),
        (b"", "rỗng"),
        (b"<!DOCTYPE html><html><title>404</title>", "HTML"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 600, "Office đời cũ"),
        (b"Rar!\x1a\x07\x00rubbish", "RAR"),
        (zipped({"a.txt": "Kế hoạch"}), "tệp nén ZIP"),
        (b"\x7fELF\x02\x01", "chương trình"),
        (b"\x89PNG\r\n\x1a\n", "ảnh"),
        (b"%PDF-1.7\nrubbish", "bị hỏng"),
        (pdf(PAGE)[:300], "bị hỏng"),
        (docx(paragraph("A"))[:300], "bị hỏng"),
        (b"PK\x03\x04 rubbish", "bị hỏng"),
    ],
)
def test_each_unreadable_file_is_refused_in_one_sentence(tmp_path: Path, blob: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as refused:
        read(kept(tmp_path, "văn bản.docx", blob))
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    assert read(kept(tmp_path, "a.docx", pdf(PAGE))).media is Media.PDF
    assert read(kept(tmp_path, "b.pdf", docx(paragraph("Điều 1.")))).media is Media.DOCX
    assert read(kept(tmp_path, "c.pdf", b"junk before\n" + pdf(PAGE))).text == "Thông báo kết luận\n"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Không tìm thấy"):
        read(tmp_path / "không có.pdf")
    with pytest.raises(UnreadableFile, match="thư mục"):
        read(tmp_path)
    with pytest.raises(UnreadableFile):
        read(Path("a\0b"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    path = kept(tmp_path, "mật.txt", b"a")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="quyền"):
        read(path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "to.txt"
    with path.open("wb") as file:
        file.truncate(201 * MEBIBYTE)
    with pytest.raises(UnreadableFile, match="200 MB"):
        read(path)


def test_unread_pages_are_logged_without_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        source = read(kept(tmp_path, "a.pdf", pdf(PAGE, PdfPage(picture=1.0))))
    assert source.page_of(0) == 1 and len(source.page_starts) == 2
    assert "unread pages: 1 of 2" in caplog.text


def test_grids_cross_the_process_border(tmp_path: Path) -> None:
    source = read(kept(tmp_path, "a.docx", docx(table(cell("TT") + cell("Nhiệm vụ")))))
    assert source.grids[0].rows == (((Span(0, 2),), (Span(3, 11),)),)


def test_one_worker_serves_file_after_file() -> None:
    sandbox = Sandbox()
    try:
        assert sandbox.read(Format.PDF, pdf(PAGE)).text == "Thông báo kết luận\n"
        with pytest.raises(UnreadableFile, match="bị hỏng"):
            sandbox.read(Format.PDF, b"%PDF-")
        assert sandbox.read(Format.DOCX, docx(paragraph("Điều 1."))).text == "Điều 1.\n"
    finally:
        sandbox.close()


def test_a_slow_file_is_stopped_and_the_next_one_read() -> None:
    sandbox = Sandbox(Limits(seconds=0.001))
    with pytest.raises(UnreadableFile, match=r"quá 0\.001 giây"):
        sandbox.read(Format.PDF, pdf(PAGE))
    sandbox.close()


def test_a_greedy_file_is_stopped() -> None:
    sandbox = Sandbox(Limits(memory=32 * MEBIBYTE))
    with pytest.raises(UnreadableFile, match=r"bộ nhớ|hỏng"):
        sandbox.read(Format.DOCX, docx("".join(paragraph(f"Điều {i}") for i in range(9_000))))
    sandbox.close()


def test_a_dead_worker_is_replaced() -> None:
    sandbox = Sandbox()
    sandbox.read(Format.PDF, pdf(PAGE))
    assert sandbox._worker is not None
    sandbox._worker.kill()
    with pytest.raises(UnreadableFile):
        sandbox.read(Format.PDF, pdf(PAGE))
    assert sandbox.read(Format.PDF, pdf(PAGE)).text
    sandbox.close()


def test_the_worker_sees_none_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROLY_SECRET", "chìa khóa")
    sandbox = Sandbox()
    sandbox.read(Format.PDF, pdf(PAGE))
    assert sandbox._worker is not None
    environment = Path(f"/proc/{sandbox._worker.pid}/environ").read_bytes()
    sandbox.close()
    assert b"TROLY_SECRET" not in environment


def test_damaged_files_end_in_a_sentence_or_in_words() -> None:
    whole, sandbox = bytearray(pdf(PAGE)), Sandbox()
    for place in range(0, len(whole), 61):
        broken = bytes(whole[:place]) + b"\xff" + bytes(whole[place + 1 :])
        try:
            sandbox.read(Format.PDF, broken)
        except UnreadableFile as refused:
            assert str(refused).endswith(".")
    sandbox.close()


def test_a_reply_with_offsets_outside_its_text_is_no_extract() -> None:
    composer = Composer()
    composer.table([[0, 1]], ["TT", "Nhiệm vụ"])
    sound = dumps(composer.extract())
    assert loads(sound).grids[0].rows == (((Span(0, 2),), (Span(3, 11),)),)
    for broken in (sound.replace("11", "99"), '{"text": 5}', "[]", "{", json.dumps({"text": ""})):
        with pytest.raises(ValueError):
            loads(broken)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("real/TRAP_http404_saved_as.pdf", "HTML"),
    ],
)
def test_real_traps_are_refused(name: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read(SHARED / name)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
@pytest.mark.parametrize("name", ["cong-van-nhiem-vu-quy-ii-2026", "ke-hoach-chinh-quyen-so-2026-2030"])
def test_word_and_pdf_of_one_directive_hold_the_same_words(name: str) -> None:
    word, page = (read(SHARED / f"{name}.{kind}") for kind in ("docx", "pdf"))
    first, second = ("".join(source.text.split()) for source in (word, page))
    assert first[:4000] == second[:4000]
