"""The secrecy gate: no marked file of any kind passes, no ordinary word stops a file; personal numbers are hidden."""

import json
from pathlib import Path

import pytest

from eval.marked_files import gate_cases
from ingest.formats.read import read_bytes
from ingest.formats.recognition import can_recognise
from ingest.personal import masked
from ingest.secrecy import is_marked_text, stopped
from ingest.source import Media, Source

CASES = [case for case in gate_cases() if not case.name.endswith(".rtf")]  # LibreOffice takes five seconds for one
recognises = pytest.mark.skipif(not can_recognise(), reason="needs the Vietnamese data of Tesseract")


def needs(case):
    return recognises if case.name.startswith(("scan", "picture")) else ()


def test_marked_files_are_many_and_of_every_kind():
    marked = [case for case in gate_cases() if case.marked]
    assert len(marked) >= 80
    assert {case.name.rpartition(".")[2] for case in marked} >= {"txt", "docx", "xlsx", "pptx", "html", "pdf", "rtf"}


@pytest.mark.parametrize("case", [pytest.param(case, marks=needs(case), id=case.name) for case in CASES])
def test_a_file_is_stopped_exactly_when_it_bears_a_mark(case):
    stop = stopped(read_bytes(case.name, case.make()))
    assert (stop is not None) == case.marked
    if stop is not None:
        assert not stop.waits
        assert "máy tính độc lập" in stop.sentence
        assert "15/BC-UBND" not in stop.sentence


@pytest.mark.parametrize(
    ("encoding", "mark"), [("VNI", "MAÄT"), ("VNI", "TOÁI MAÄT"), ("TCVN3", "mËt"), ("TCVN3", "tuyÖt mËt")]
)
def test_a_mark_in_letters_of_an_old_font_stops_a_text(encoding, mark):
    assert is_marked_text(f"Baùo caùo\n{mark}\nSoá 15"), encoding


@recognises
def test_the_words_of_a_scan_without_a_stamp_are_read():
    source = read_bytes("quet.png", next(case for case in CASES if case.name.startswith("scan, no mark")).make())
    assert "15/BC-UBND" in source.text
    assert source.media is Media.IMAGE


def test_a_file_whose_first_page_could_not_be_read_waits():
    stop = stopped(Source("a.pdf", "0" * 64, Media.PDF, "Trang hai", (0, 0), unread=(1,)))
    assert stop is not None
    assert stop.waits
    assert "cách ly" in stop.sentence


def test_an_annex_that_shows_the_stamps_of_all_grades_stops_nothing():
    assert not is_marked_text("Điều 1. Mẫu dấu\n" + "nội dung\n" * 60 + "MẬT\nTỐI MẬT\nTUYỆT MẬT\n")


def test_no_article_of_the_laws_at_hand_and_no_directive_is_stopped():
    shared = Path(__file__).resolve().parents[2] / "shared"
    articles = shared / "benchmarks" / "alqac" / "corpus.jsonl"
    if not articles.exists():
        pytest.skip("the shared benchmarks are not here")
    texts = [json.loads(line)["text"] for line in articles.read_text("utf-8").splitlines()]
    texts += [path.read_text("utf-8", "replace") for path in (shared / "directives").glob("*.txt")]
    assert [text[:80] for text in texts if is_marked_text(text)] == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Liên hệ: 0904.579.636 (đ/c An)", "Liên hệ: ••••.•••.636 (đ/c An)"),
        ("ĐT +84 912345678", "ĐT +•• ••••••678"),
        ("CCCD số 051085001234", "CCCD số •••••••••234"),
        ("CMND số 212345678 cấp năm 2010", "CMND số ••••••678 cấp năm 2010"),
        ("điện thoại cơ quan 0255.3822123", "điện thoại cơ quan 0255.3822123"),
        ("kinh phí 350.000.000.000 đồng", "kinh phí 350.000.000.000 đồng"),
        ("Quyết định số 0912/QĐ-UBND", "Quyết định số 0912/QĐ-UBND"),
    ],
)
def test_personal_numbers_are_hidden_and_other_numbers_stay(written, read):
    assert masked(written) == read


def test_a_text_read_from_a_file_hides_personal_numbers_without_moving_a_word():
    source = read_bytes("a.txt", "Đầu mối: 0912 345 678, Sở Y tế.".encode())
    assert source.text == "Đầu mối: •••• ••• 678, Sở Y tế."
