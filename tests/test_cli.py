"""The contract of the commands: statuses, streams, JSON shapes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TASK_17 = "Cơ quan nào chủ trì nhiệm vụ 17, và thời hạn khi nào?"
# says on stderr which libraries of the doors to other programs were loaded, for a command that needs none of them
TELLS_DOORS = (
    "import atexit, sys; atexit.register("
    "lambda: [sys.stderr.write(n) for n in ('fastapi', 'langchain_core', 'mcp', 'openai') if n in sys.modules])"
)
COMMANDS = ("ingest", "watch", "forget", "ask", "tasks", "documents", "serve", "mcp", "token", "eval")


def lines(ran) -> list[dict]:
    assert (ran.status, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.fixture(scope="module")
def run(shell, shell_data):
    """A command on the ingested sample."""
    return lambda command, *words, **environment: shell(command, *words, "--data", shell_data, **environment)


def test_an_answer_as_json_has_exactly_the_fields_of_the_contract(run):
    [answer] = lines(run("ask", TASK_17, "--json", "--as-of", "2026-05-10"))
    assert {name: type(value) for name, value in answer.items()} == {
        "id": str, "question": str, "status": str, "answer": str, "citations": list, "tasks": list,
        "suggestions": list, "as_of": str, "seconds": float, "model": type(None),
    }  # fmt: skip
    assert (answer["question"], answer["status"], answer["as_of"]) == (TASK_17, "answered", "2026-05-10")
    [citation] = answer["citations"]
    assert {name: type(value) for name, value in citation.items()} == {
        "marker": int, "document": dict, "section": list, "page": type(None), "quote": str,
        "recognised": type(None), "locator": dict,
    }  # fmt: skip
    assert set(citation["document"]) == {"id", "file", "number", "title"}
    assert citation["document"]["file"] == "004_41fd8fcf13e1293d.txt"
    assert citation["locator"]["kind"] == "characters"
    assert all(isinstance(place, int) for span in citation["locator"]["spans"] for place in span)


def test_the_locator_points_into_the_text_that_documents_gives(run):
    [answer] = lines(run("ask", TASK_17, "--json"))
    texts = {found["id"]: found["text"] for found in lines(run("documents", "--json", "--text"))}
    [citation] = answer["citations"]
    text = texts[citation["document"]["id"]]
    parts = [" ".join(text[start:end].split()) for start, end in citation["locator"]["spans"]]
    assert " … ".join(parts) == citation["quote"]


def test_for_a_person_the_answer_is_text_with_its_places_and_the_notice(run):
    ran = run("ask", TASK_17)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Cơ quan chủ trì: Công an tỉnh; Sở Khoa học và Công nghệ. Thời hạn: 31/05/2026. [1]\n")
    assert "\n[1] Công văn Về việc triển khai thực hiện Thông báo số 01-TB/CQTT" in ran.out
    assert "    “17. Địa phương có trung tâm dữ liệu dùng riêng" in ran.out
    assert ran.out.rstrip().endswith("(Luật Trí tuệ nhân tạo số 134/2025/QH15).")
    assert "{" not in ran.out


@pytest.mark.parametrize("question", ["Nhiệm vụ 99 do ai chủ trì?", "Xin chào", "Giá vàng hôm nay?"])
def test_an_honest_refusal_ends_with_status_0(run, question):
    assert run("ask", question).status == 0


def test_questions_of_a_file_are_answered_one_line_each_in_order_with_their_ids(run, tmp_path):
    file = tmp_path / "hỏi.jsonl"
    asked = [
        {"id": "a1", "question": TASK_17},
        {
            "id": "a2",
            "question": "Còn thời hạn?",
            "history": [{"role": "user", "content": "Nhiệm vụ 12 do ai chủ trì?"}],
        },
        {"id": 3, "question": "Nhiệm vụ 99 do ai chủ trì?", "history": None},
    ]
    file.write_text("\n\n".join(json.dumps(one, ensure_ascii=False) for one in asked) + "\n", encoding="utf-8")
    answers = lines(run("ask", "--questions", file, "--json", "--as-of", "2026-05-10"))
    assert [answer["id"] for answer in answers] == ["a1", "a2", "3"]
    assert [answer["status"] for answer in answers] == ["answered", "answered", "no_such_task"]
    assert "30/04/2026" in answers[1]["answer"]


def test_a_task_as_json_has_exactly_the_fields_of_the_contract(run):
    tasks = lines(run("tasks", "--json"))
    assert {frozenset(task) for task in tasks} == {frozenset({
        "id", "document", "kind", "section_path", "task_no", "group", "annex", "text", "lead", "coordinating",
        "implementing", "role", "deadline", "moved", "changed", "result", "value", "basis", "submit_to", "confidence", "doubt", "page",
        "locator", "quotes",
    })}  # fmt: skip
    [seventeenth] = [task for task in tasks if task["task_no"] == "17" and task["annex"] == "PHỤ LỤC"]
    assert seventeenth["lead"] == ["Công an tỉnh", "Sở Khoa học và Công nghệ"]
    assert seventeenth["deadline"] == {
        "text": "31/05/2026", "kind": "date", "op": "by", "start": None, "end": "2026-05-31", "recurrence": None,
    }  # fmt: skip
    assert seventeenth["quotes"]["lead"] == "Công an tỉnh; Sở Khoa học và Công nghệ"
    assert seventeenth["document"]["file"] == "004_41fd8fcf13e1293d.txt"
    assert len({task["id"] for task in tasks}) == len(tasks)


@pytest.mark.parametrize(
    ("flags", "count"),
    [
        (("--agency", "Công an tỉnh", "--role", "lead", "--due-from", "2026-04-30", "--due-to", "2026-04-30"), 5),
        (("--agency", "cat", "--role", "lead", "--due-to", "2026-04-30", "--due-from", "2026-04-30"), 5),
        (("--document", "004_41fd8fcf13e1293d.txt", "--due-from", "2026-05-31", "--due-to", "2026-05-31"), 1),
        (("--document", "537/TB-UBND"), 10),
        (("--kind", "request", "--document", "000_7ea2fa4c7f17a591.txt"), 0),
        (("--agency", "Bộ Quốc phòng"), 0),
    ],
)
def test_flags_restrict_the_tasks(run, flags, count):
    assert len(lines(run("tasks", "--json", *flags))) == count


def test_for_a_person_tasks_and_documents_are_one_line_each(run):
    tasks, documents = run("tasks", "--document", "537/TB-UBND"), run("documents")
    assert len(tasks.out.splitlines()) == 10
    assert len(documents.out.splitlines()) == 5
    assert "hạn: hoàn thành trước ngày 20/01/2026" in tasks.out


def test_a_document_as_json_says_where_each_value_was_read(run):
    documents = lines(run("documents", "--json"))
    assert {frozenset(document) for document in documents} == {frozenset({
        "id", "file", "media", "unit", "visible_to", "identity", "versions", "relations", "validity", "annexes", "tasks", "passages", "pages", "ingested_at",
    })}  # fmt: skip
    first = documents[0]
    assert (first["file"], first["unit"], first["visible_to"]) == ("000_7ea2fa4c7f17a591.txt", "chung", None)
    told = {"value": "537/TB-UBND", "provenance": "corpus", "source": documents[2]["id"], "confidence": 0.9}
    assert first["identity"]["number"] == told
    assert documents[2]["identity"]["number"] is None
    assert documents[2]["identity"]["blanks"] == ["number", "day"]
    assert [annex["label"] for annex in documents[3]["annexes"]] == ["Phụ lục I", "Phụ lục II"]


def test_the_whole_text_comes_only_when_asked_for(run):
    assert "text" not in lines(run("documents", "--json"))[0]
    text = lines(run("documents", "--json", "--text"))[0]["text"]
    assert text == (ROOT / "ingest/sample/000_7ea2fa4c7f17a591.txt").read_text(encoding="utf-8")


def test_the_version_is_one_line(shell):
    ran = shell("--version")
    assert (ran.status, ran.err) == (0, "")
    assert re.fullmatch(r"troly \d+\.\d+\.\d+\n", ran.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(shell, command):
    ran = shell(command, "--help")
    assert ran.status == 0
    assert f".troly {command} " in ran.out or f"troly {command} " in ran.out
    assert ran.err == ""


def test_progress_and_summary_of_an_ingest_go_to_stderr(shell, shell_data, tmp_path):
    file = tmp_path / "một.txt"
    file.write_text("THÔNG BÁO\nVề việc thử\n\n1. Sở Y tế:\n- Rà soát trước ngày 01/02/2026.\n", encoding="utf-8")
    ran = shell("ingest", file, "--data", tmp_path / "kho")
    assert (ran.status, ran.out) == (0, "")
    first, last = ran.err.splitlines()
    assert first == "✓ một.txt: đã nạp, 1 nhiệm vụ/chỉ tiêu"
    assert re.fullmatch(r"1 văn bản; chỉ mục \S+: \d+ đoạn, \d+ đoạn mới", last)


def test_ingesting_again_changes_nothing_and_says_so(shell, tmp_path):
    file = tmp_path / "một.txt"
    file.write_text("THÔNG BÁO\nVề việc thử\n\n1. Sở Y tế:\n- Rà soát.\n", encoding="utf-8")
    shell("ingest", file, "--data", tmp_path / "kho")
    ran = shell("ingest", file, "--data", tmp_path / "kho")
    assert "✓ một.txt: không thay đổi" in ran.err
    assert ran.err.rstrip().endswith(", 0 đoạn mới")
    file.write_text("THÔNG BÁO\nVề việc thử\n\n1. Sở Y tế:\n- Rà soát lại.\n", encoding="utf-8")
    assert "✓ một.txt: đã thay bản cũ" in shell("ingest", file, "--data", tmp_path / "kho").err
    assert len(lines(shell("documents", "--json", "--data", tmp_path / "kho"))) == 1


def test_a_token_is_shown_once_opens_the_unit_and_can_be_taken_back(shell, tmp_path):
    data = tmp_path / "kho"
    token = shell("token", "so-y-te", "--data", data).out.strip()
    assert len(token) >= 32
    files = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert token.encode() not in files
    assert shell("token", "so-y-te", "--revoke", "--data", data).out == "Đã thu hồi mã của so-y-te.\n"
    assert shell("token", "so-y-te", "--revoke", "--data", data).out == "so-y-te chưa có mã nào.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask",), "Hãy nêu một câu hỏi, hoặc một tệp --questions (chỉ một trong hai)."),
        (("ask", "A?", "--questions", "b.jsonl"), "Hãy nêu một câu hỏi, hoặc một tệp --questions (chỉ một trong hai)."),
        (("ask", "   "), "Câu hỏi đang trống; hãy nhập câu hỏi."),
        (("tasks", "--role", "giám đốc"), "Vai trò «giám đốc» không có; hãy chọn một trong:"),
        (("tasks", "--kind", "việc"), "Loại «việc» không có; hãy chọn một trong: task, target, request, closing."),
        (("tasks", "--document", "999/TB"), "Không có văn bản «999/TB»; xem danh sách bằng lệnh troly documents."),
        (("token", "  "), "Tên đơn vị không được để trống."),
    ],
)
def test_a_wrong_call_is_one_vietnamese_sentence_and_status_2(run, words, said):
    ran = run(*words)
    assert ran.status == 2
    assert ran.complaint.startswith(said)


@pytest.mark.parametrize(
    "words", [("ask", "A?", "--as-of", "31/01/2026"), ("serve", "--port", "0"), ("asks",), ("tasks", "--nope")]
)
def test_a_wrong_flag_ends_with_status_2_and_prints_no_data(run, words):
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.strip()


@pytest.mark.parametrize(
    "words", [("ask", "A?", "--as-of", "31/01/2026"), ("serve", "--port", "0"), ("tasks", "--nope")]
)
def test_a_wrong_flag_too_is_one_vietnamese_sentence(run, words):
    assert re.search(r"[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]", run(*words).complaint)


def test_as_a_real_process_it_writes_utf_8_to_a_pipe_and_nothing_else(shell, shell_data):
    program = [sys.executable, "-c", f"{TELLS_DOORS}; from eval.cli import main; main()"]
    environment = {**shell.environment, "PYTHONPATH": str(ROOT), "PATH": "", "LC_ALL": "C"}
    ended = subprocess.run(
        [*program, "ask", TASK_17, "--json", "--data", shell_data],
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert json.loads(ended.stdout.decode("utf-8"))["status"] == "answered"


def test_a_reader_that_leaves_early_is_no_error(shell, shell_data):
    code = "import sys; sys.argv[:1] = ['troly', 'documents', '--text', '--data']; from eval.cli import main; main()"
    environment = {**shell.environment, "PYTHONPATH": str(ROOT), "PATH": ""}
    with subprocess.Popen(
        [sys.executable, "-c", code, str(shell_data)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said


def test_a_person_is_told_where_no_task_meets_the_flags(run):
    ran = run("tasks", "--agency", "Sở Không Có")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "Không có nhiệm vụ nào khớp với các điều kiện đã nêu.\n"
    assert lines(run("tasks", "--agency", "Sở Không Có", "--json")) == []
