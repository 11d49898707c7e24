"""Whatever is wrong, one clear Vietnamese sentence; nothing is half written, and neighbours are taken."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from fakes_models import word_graph, word_tokenizer
from makers import PdfPage, docx, paragraph, pdf
from pypdf import PdfWriter
from starlette.testclient import TestClient

from assistant.api import create_app
from assistant.library import RegisterLibrary
from ingest.model_folder import ONNX, TOKENIZER, Recipe, folder_of, write_manifest

ROOT = Path(__file__).parents[1]
GOOD = "THÔNG BÁO\nVề việc thử\n\n1. Sở Y tế:\n- Rà soát danh mục thuốc trước ngày 01/02/2026.\n"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
VIETNAMESE = re.compile(r"[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ]", re.IGNORECASE)


def is_sentence(line: str) -> bool:
    """One Vietnamese sentence: no trace, no English error, no second sentence."""
    return bool(VIETNAMESE.search(line)) and "Traceback" not in line and "Error" not in line and len(line) < 300


def encrypted_pdf() -> bytes:

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("mật khẩu", algorithm="AES-256")
    whole = BytesIO()
    writer.write(whole)
    return whole.getvalue()


LETTER_DOCX = docx(paragraph("THÔNG BÁO"))
BAD_FILES = {
    "rong.txt": (b"", "Tệp rỗng (0 byte)"),
    "anh.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "Tệp ảnh bị hỏng hoặc không mở được"),
    "chuong-trinh.pdf": (b"MZ" + bytes(200), "Tệp là chương trình, không phải văn bản đọc được"),
    "khoa.pdf": (encrypted_pdf(), "mật khẩu"),
    "cat-doi.docx": (LETTER_DOCX[: len(LETTER_DOCX) // 2], "Tệp"),
    "cat-doi.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "Tệp"),
    "trang-loi.pdf": (b"<!DOCTYPE html><html><body>404</body></html>", "Tệp là trang web (HTML)"),
    "cu.docx": (OLE, "Tệp Office đời cũ bị hỏng"),
    "scan.pdf": (pdf(PdfPage(picture=1.0)), "bản quét"),
    "nhi-phan.txt": (bytes(range(256)) * 8, ""),
    "la.zip": (b"PK\x03\x04" + bytes(100), "Tệp"),
}


@pytest.fixture(scope="module")
def mixed(shell, tmp_path_factory):
    """All bad files with two good ones in one folder, ingested at once; and the command's end."""
    folder = tmp_path_factory.mktemp("lẫn")
    for name, (blob, _) in BAD_FILES.items():
        (folder / name).write_bytes(blob)
    (folder / "a-tot.txt").write_text(GOOD, encoding="utf-8")
    (folder / "z-tot.md").write_text(
        GOOD.replace("Y tế", "Nội vụ").replace("thử", "tổ chức hội nghị"), encoding="utf-8"
    )
    data = folder.parent / f"{folder.name}-kho"
    return shell("ingest", folder, "--data", data), data


def test_bad_files_do_not_keep_their_neighbours_out(shell, mixed):
    ran, data = mixed
    assert (ran.status, ran.out) == (0, "")
    assert "✓ a-tot.txt: đã nạp, 1 nhiệm vụ/chỉ tiêu" in ran.err
    assert "✓ z-tot.md: đã nạp, 1 nhiệm vụ/chỉ tiêu" in ran.err
    assert f"2 văn bản, {len(BAD_FILES)} tệp không nạp được" in ran.err.replace("\n", " ")
    held = [json.loads(line)["file"] for line in shell("documents", "--json", "--data", data).out.splitlines()]
    assert held == ["a-tot.txt", "z-tot.md"]


@pytest.mark.parametrize("name", BAD_FILES)
def test_each_bad_file_gets_one_sentence_that_says_what_to_do(mixed, name):
    told = [line for line in mixed[0].err.replace("\n ", " ").splitlines() if line.startswith(f"✗ {name}: ")]
    assert len(told) == 1
    sentence = told[0].removeprefix(f"✗ {name}: ")
    assert is_sentence(sentence)
    assert BAD_FILES[name][1] in sentence
    assert "lỗi nội bộ" not in sentence


def test_when_no_file_is_taken_the_status_is_1_and_nothing_changes(shell, mixed, tmp_path):
    _, data = mixed
    before = {path: path.read_bytes() for path in (data / "index").rglob("*") if path.is_file()}
    (tmp_path / "rỗng.txt").write_bytes(b"")
    ran = shell("ingest", tmp_path / "rỗng.txt", "--data", data)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.rstrip().endswith("Không nạp được tệp nào; chỉ mục giữ nguyên.")
    assert {path: path.read_bytes() for path in (data / "index").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("ingest", "không-có.pdf"), 2, "Không có tệp hay thư mục «không-có.pdf»; hãy kiểm tra lại đường dẫn."),
        (("ingest", "rỗng/"), 2, "Không có tệp nào để nạp trong các đường dẫn đã cho."),
        (
            ("ask", "Nhiệm vụ 1?"),
            1,
            "Chưa có văn bản nào trong «kho»; hãy nạp bằng lệnh: troly ingest ĐƯỜNG_DẪN --data kho",
        ),
        (("tasks",), 1, "Chưa có văn bản nào trong «kho»"),
        (("documents", "--json"), 1, "Chưa có văn bản nào trong «kho»"),
        (("serve",), 1, "Chưa có văn bản nào trong «kho»"),
    ],
)
def test_before_anything_was_ingested_it_is_one_sentence_and_nothing_is_made(shell, words, status, said):
    Path("rỗng").mkdir()
    ran = shell(*words, "--data", "kho")
    assert ran.status == status
    assert ran.complaint.startswith(said)
    assert is_sentence(ran.complaint)
    assert not Path("kho").exists()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "Câu hỏi đang trống"),
        ("\u200b \u00ad", "Câu hỏi đang trống"),
        ("a" * 10_000, "Câu hỏi dài 10000 ký tự, tối đa 2000"),
        ("Ai\x1b[31m chủ trì?", "Câu hỏi chứa ký tự điều khiển"),
        ("nửa \udcff chữ", "Câu hỏi chứa ký tự điều khiển"),
    ],
)
def test_an_unusable_question_is_one_sentence_and_status_2(shell, shell_data, question, said):
    ran = shell("ask", question, "--json", "--data", shell_data)
    assert ran.status == 2
    assert ran.complaint.startswith(said)
    assert is_sentence(ran.complaint)


GOOD_LINE = '{"id": "1", "question": "Nhiệm vụ 17 do ai chủ trì?"}\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không có dòng nào"),
        (b"\n \n", "không có dòng nào"),
        (b"\xff\xfe\x00", "Không đọc được tệp câu hỏi"),
        (b"not json\n", "Dòng 1 của tệp câu hỏi không đúng dạng"),
        (b"[1, 2]\n", "Dòng 1 của tệp câu hỏi không đúng dạng"),
        (b'{"id": "1"}\n', "Dòng 1 của tệp câu hỏi không đúng dạng"),
        (b'{"question": "Ai?"}\n', "Dòng 1 của tệp câu hỏi không đúng dạng"),
        (b'{"id": "1", "question": "Ai?", "history": 5}\n', "Dòng 1 của tệp câu hỏi không đúng dạng"),
        (b'{"id": "1", "question": "Ai?", "history": [{"role": "user"}]}\n', "Dòng 1 của tệp câu hỏi không đúng dạng"),
    ],
)
def test_a_malformed_questions_file_is_one_sentence_with_its_line(shell, shell_data, content, said):
    Path("hỏi.jsonl").write_bytes(content)
    ran = shell("ask", "--questions", "hỏi.jsonl", "--json", "--data", shell_data)
    assert ran.status == 2
    assert said in ran.complaint
    assert is_sentence(ran.complaint)


def test_a_questions_file_that_is_not_there_is_said(shell, shell_data):
    ran = shell("ask", "--questions", "không-có.jsonl", "--data", shell_data)
    assert (ran.status, ran.complaint) == (2, "Không đọc được tệp câu hỏi «không-có.jsonl».")


def test_answers_before_a_malformed_line_are_printed_or_none_are(shell, shell_data):
    Path("hỏi.jsonl").write_text(GOOD_LINE + "{hỏng\n", encoding="utf-8")
    ran = shell("ask", "--questions", "hỏi.jsonl", "--json", "--data", shell_data)
    assert ran.status == 2
    assert "Dòng 2" in ran.err
    assert all(json.loads(line)["id"] == "1" for line in ran.out.splitlines())


def test_an_unusable_question_in_a_file_stops_with_its_sentence(shell, shell_data):
    Path("hỏi.jsonl").write_text(GOOD_LINE + '{"id": "2", "question": "\\u0000"}\n' + GOOD_LINE, encoding="utf-8")
    ran = shell("ask", "--questions", "hỏi.jsonl", "--json", "--data", shell_data)
    assert ran.status in (0, 2)
    assert len(ran.err.strip().splitlines()) <= 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"question": 5}',
        b'{"question": ""}',
        b'{"question": "a\\u0000"}',
        b"[" * 50_000,
    ],
)
def test_a_malformed_body_is_one_sentence(troly, body):
    client = TestClient(create_app(troly, RegisterLibrary(troly.tools, Path())))
    reply = client.post("/api/chat", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code in (400, 422)
    assert list(reply.json()) == ["error"]
    assert is_sentence(reply.json()["error"])


def test_a_model_that_did_not_make_the_index_is_refused_with_the_way_out(shell, shell_data, tmp_path):
    other = folder_of("khác", tmp_path)
    other.mkdir(parents=True)
    word_graph(other / ONNX, dimension=16)
    word_tokenizer().save(str(other / TOKENIZER))
    write_manifest(other, "khác", "test", Recipe(16, 16, "query: ", "passage: "))
    ran = shell("ask", "Nhiệm vụ 17?", "--data", shell_data, TROLY_CACHE=str(tmp_path), TROLY_MODEL="khác")
    assert ran.status == 1
    assert "troly ingest --rebuild" in ran.complaint
    assert is_sentence(ran.complaint)


def test_a_model_that_was_never_built_is_one_sentence(shell, shell_data, tmp_path):
    ran = shell("ask", "Nhiệm vụ 17?", "--data", shell_data, TROLY_CACHE=str(tmp_path))
    assert ran.status == 1
    assert ran.complaint.startswith("Chưa có mô hình nhúng “từ”")
    assert "make setup" in ran.complaint


@pytest.mark.parametrize("victim", ["vectors", "passages", "manifest"])
def test_a_damaged_index_is_noticed_and_named(shell, shell_data, tmp_path, victim):
    data = tmp_path / "kho"
    shutil.copytree(shell_data, data)
    [file] = [p for p in (data / "index").rglob("*") if p.is_file() and p.name.startswith(victim)]
    blob = bytearray(file.read_bytes())
    blob[len(blob) // 2] ^= 1
    file.write_bytes(blob)
    ran = shell("ask", "Nhiệm vụ 17?", "--data", data)
    assert ran.status == 1
    assert is_sentence(ran.complaint)
    repaired = shell("ingest", ROOT / "ingest" / "sample", "--data", data, "--rebuild")
    assert repaired.status == 0
    assert shell("ask", "Nhiệm vụ 17?", "--data", data).status == 0


def test_a_register_that_is_no_database_is_one_sentence(shell, tmp_path):
    (tmp_path / "register.sqlite").write_bytes(b"khong phai co so du lieu" * 100)
    (tmp_path / "index").mkdir()
    for command in (("ask", "Nhiệm vụ 17?"), ("tasks",), ("documents",)):
        ran = shell(*command, "--data", tmp_path)
        assert ran.status == 1
        assert is_sentence(ran.complaint)


def test_a_data_folder_that_is_a_file_is_one_sentence(shell, tmp_path):
    (tmp_path / "kho").write_text("x")
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    ran = shell("ingest", tmp_path / "a.txt", "--data", tmp_path / "kho")
    assert ran.status == 1
    assert is_sentence(ran.complaint)


def command(shell, *words, **more):
    environment = {**os.environ, **shell.environment, "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-c", "from eval.cli import main; main()", *map(str, words)]
    return subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


@pytest.mark.parametrize("limit", [0, 100_000])
def test_on_a_full_disk_it_is_one_sentence_and_the_former_index_answers(shell, shell_data, tmp_path, limit):
    data = tmp_path / "kho"
    shutil.copytree(shell_data, data)
    new = tmp_path / "dài.txt"
    new.write_text(GOOD + "".join(f"- Rà soát việc {n} " + f"x{n} " * 60 + ".\n" for n in range(300)), encoding="utf-8")

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    _, said = command(shell, "ingest", new, "--data", data, preexec_fn=full).communicate(timeout=120)
    assert "Traceback" not in said
    assert "đĩa" in said or "dung lượng" in said
    answer = json.loads(shell("ask", "Nhiệm vụ 17 do ai chủ trì?", "--json", "--data", data).out)
    assert answer["status"] == "answered"
    assert len(shell("documents", "--json", "--data", data).out.splitlines()) == 5


@pytest.mark.parametrize("moment", [0.0, 0.5])
def test_killed_in_the_middle_the_former_index_still_answers(shell, shell_data, tmp_path, moment):
    data = tmp_path / "kho"
    shutil.copytree(shell_data, data)
    for number in range(3):
        body = "".join(f"- Rà soát việc {n} của đợt {number} trước ngày 01/02/2027.\n" for n in range(200))
        (tmp_path / f"mới-{number}.txt").write_text(GOOD + body, encoding="utf-8")
    process = command(shell, "ingest", *sorted(tmp_path.glob("mới-*.txt")), "--data", data)
    process.stderr.readline()  # the first file is in the register
    time.sleep(moment)
    process.kill()
    process.communicate()
    ran = shell("ask", "Nhiệm vụ 17 của phụ lục Quý II do ai chủ trì?", "--json", "--data", data)
    assert ran.status == 0
    answer = json.loads(ran.out)
    assert (answer["status"], answer["citations"][0]["document"]["file"]) == ("answered", "004_41fd8fcf13e1293d.txt")
    again = shell("ingest", *sorted(tmp_path.glob("mới-*.txt")), "--data", data)
    assert again.status == 0
    assert len(shell("documents", "--json", "--data", data).out.splitlines()) == 8


def test_a_page_that_is_a_picture_is_named_to_whoever_ingests(shell, tmp_path):
    (tmp_path / "a.pdf").write_bytes(
        pdf(PdfPage([(72, 760, 12, "Thông báo kết luận của Chủ tịch UBND tỉnh")]), PdfPage(picture=1.0))
    )
    ran = shell("ingest", tmp_path / "a.pdf", "--data", tmp_path / "data")
    assert ran.status == 0
    assert "không đọc được trang 2 (ảnh quét)" in ran.err
    assert "unread pages" not in ran.err
    assert "unread pages: 1 of 2" in (tmp_path / "data" / "troly.log").read_text(encoding="utf-8")
