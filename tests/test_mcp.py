"""``troly mcp``: the tools as a client of the protocol sees them, in this process and over pipes."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import anyio
import pytest
from conftest import SAMPLE
from mcp import Client, StdioServerParameters, stdio_client
from mcp_types import CallToolResult

from assistant.library import RegisterLibrary
from assistant.mcp_desk import Desk
from assistant.mcp_models import MOST
from assistant.mcp_server import server

ROOT = Path(__file__).parents[1]
PROGRAM = ("-c", "from eval.cli import main; main()", "mcp", "--data")
TASK_17 = "Cơ quan nào chủ trì nhiệm vụ 17?"


def desk(troly, unit: str | None = None):
    return server(Desk(troly, RegisterLibrary(troly.tools, Path()), unit))


def call(made, name: str, **arguments) -> CallToolResult:
    """A tool called by a client in this process."""

    async def called() -> CallToolResult:
        async with Client(made) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(called)


@pytest.fixture(scope="module")
def made(troly):
    return desk(troly)


def told(found: CallToolResult) -> dict:
    assert not found.is_error, found.content
    return found.structured_content


def test_three_tools_that_only_read_and_describe_themselves_in_vietnamese(made):
    async def listed():
        async with Client(made) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(listed)
    assert [tool.name for tool in tools] == ["ask", "list_tasks", "open_document"]
    for tool in tools:
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint, hints.open_world_hint) == (True, False, False)
        assert "văn bản" in tool.description
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        assert all(field.get("description") for field in tool.input_schema["properties"].values())


def test_an_answer_is_the_contract_for_programs_and_text_with_its_places_for_a_model(made):
    found = call(made, "ask", question=TASK_17, as_of="2026-05-10")
    answer = told(found)
    assert (answer["status"], answer["as_of"]) == ("answered", "2026-05-10")
    assert answer["citations"][0]["document"]["file"] == "004_41fd8fcf13e1293d.txt"
    assert found.content[0].text.startswith("Cơ quan chủ trì: Công an tỉnh; Sở Khoa học và Công nghệ.")
    assert "\n[1] Công văn" in found.content[0].text


def test_history_makes_a_question_follow_up(made):
    history = [{"role": "user", "content": TASK_17}]
    assert "31/05/2026" in told(call(made, "ask", question="Thế hạn khi nào?", history=history))["answer"]


def test_a_refusal_is_an_answer_and_no_error(made):
    assert told(call(made, "ask", question="Nhiệm vụ 99 do ai chủ trì?"))["status"] == "no_such_task"


def test_tasks_are_listed_page_after_page_without_gap(made):
    asked = {"agency": "cat", "role": "chu_tri", "due_from": "2026-04-30", "due_to": "2026-04-30"}
    whole = told(call(made, "list_tasks", **asked))
    first = told(call(made, "list_tasks", **asked, limit=2))
    second = told(call(made, "list_tasks", **asked, limit=2, offset=first["next_offset"]))
    assert whole["next_offset"] is None
    assert [*first["tasks"], *second["tasks"]] == whole["tasks"][:4]
    assert {task["due"] for task in whole["tasks"]} == {"2026-04-30"}
    assert all("Công an tỉnh" in task["lead"] for task in whole["tasks"])


@pytest.mark.parametrize(("role", "field"), [("chu_tri", "lead"), ("phoi_hop", "coordinating")])
def test_an_agency_s_tasks_in_a_role_are_those_in_which_it_has_that_role(made, role, field):
    found = told(call(made, "list_tasks", agency="Sở Tài chính", role=role))
    assert len(found["tasks"]) >= 2
    assert all("Sở Tài chính" in task[field] for task in found["tasks"])


def test_the_words_of_a_list_say_who_by_when_and_where(made):
    found = call(made, "list_tasks", document="537/TB-UBND", limit=3)
    lines = found.content[0].text.splitlines()
    assert len(lines) == 4
    assert "(000_7ea2fa4c7f17a591.txt)" in lines[0]
    assert lines[-1] == "Còn nữa: gọi lại với offset = 3."
    nothing = call(made, "list_tasks", agency="Sở Không Có")
    assert nothing.content[0].text == "Không có nhiệm vụ nào khớp với các điều kiện đã nêu."


def test_the_place_of_a_task_opens_its_words(made):
    task = told(call(made, "list_tasks", document="004_41fd8fcf13e1293d.txt"))["tasks"][-1]
    start, end = task["spans"][0]
    part = told(call(made, "open_document", document=task["document"]["id"], start=start, end=end))
    raw = (SAMPLE / "004_41fd8fcf13e1293d.txt").read_text(encoding="utf-8")
    assert part["text"] == raw[start:end]
    assert part["source"].endswith("(004_41fd8fcf13e1293d.txt)")
    assert part["section"]


def test_a_long_document_is_read_to_its_end_in_parts(made):
    text, start, parts = "", 0, 0
    while start is not None:
        part = told(call(made, "open_document", document="003_6d4ebe594871add8.txt", start=start))
        assert len(part["text"]) <= MOST
        text, start, parts = text + part["text"], part["next_start"], parts + 1
    assert text == (SAMPLE / "003_6d4ebe594871add8.txt").read_text(encoding="utf-8")
    assert parts > 1


def test_a_page_is_opened_by_its_number(office, tmp_path):
    pdf = pytest.importorskip("reportlab.pdfgen.canvas")
    path = tmp_path / "hai-trang.pdf"
    canvas = pdf.Canvas(str(path))
    for words in ("THONG BAO trang mot " * 20, "Trang hai cua van ban nay " * 20):
        for line in range(20):
            canvas.drawString(60, 780 - 20 * line, f"{words[:70]} {line}")
        canvas.showPage()
    canvas.save()
    assert office.take(path) == [None]
    paged = desk(office.open())
    second = told(call(paged, "open_document", document="hai-trang.pdf", page=2))
    assert (second["page"], second["pages"], second["next_start"]) == (2, 2, None)
    assert "Trang hai" in second["text"]
    assert "trang mot" not in second["text"]
    assert second["source"].endswith("(hai-trang.pdf, trang 2)")
    [refused] = call(paged, "open_document", document="hai-trang.pdf", page=3).content
    assert refused.text == "Văn bản chỉ có 2 trang."


def test_a_unit_opens_only_what_it_may_read(office, tmp_path):
    secret = tmp_path / "noi-bo.txt"
    secret.write_text("KẾ HOẠCH\nVề việc luân chuyển kho lưu trữ\n\n1. Sở Nội vụ:\n- Luân chuyển kho số 7.\n", "utf-8")
    office.take(secret, owner="so-noi-vu", visible_to=("so-noi-vu",))
    opened = office.open()
    own, other = desk(opened, "so-noi-vu"), desk(opened, "so-y-te")
    assert "kho số 7" in told(call(own, "open_document", document="noi-bo.txt"))["text"]
    assert told(call(own, "list_tasks"))["tasks"]
    assert told(call(other, "list_tasks"))["tasks"] == []
    absent, forbidden = (call(other, "open_document", document=name) for name in ("khong-co.txt", "noi-bo.txt"))
    assert absent.content[0].text.replace("khong-co", "noi-bo") == forbidden.content[0].text


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("ask", {}, "Thiếu trường “question”."),
        ("ask", {"question": " "}, "Hãy nhập câu hỏi."),
        ("ask", {"question": "Ai?", "lang": "vi"}, "Không có trường “lang” trong yêu cầu."),
        ("ask", {"question": "Ai?", "as_of": "mai"}, "Ngày phải viết theo dạng năm-tháng-ngày, ví dụ 2026-01-31."),
        ("list_tasks", {"limit": 0}, "Trường “limit” không đúng dạng."),
        ("list_tasks", {"document": "999/TB-UBND"}, "Không có văn bản «999/TB-UBND»; hãy hỏi “Có những văn bản nào?”"),
        ("open_document", {}, "Thiếu trường “document”."),
        (
            "open_document",
            {"document": "537/TB-UBND", "page": 1},
            "Văn bản này không chia trang; hãy nêu start và end.",
        ),
        ("open_document", {"document": "537/TB-UBND", "start": 10**9}, "Văn bản chỉ có "),
        ("open_document", {"document": "537/TB-UBND", "start": 9, "end": 9}, "“end” phải đứng sau “start”."),
        ("open_document", {"document": "537/TB-UBND", "page": 1, "start": 9}, "Hãy chỉ nêu trang, hoặc chỉ nêu start"),
        ("delete", {}, "Không có công cụ «delete»; hãy dùng một trong: ask, list_tasks, open_document."),
    ],
)
def test_what_cannot_be_done_is_an_error_of_one_sentence(made, name, arguments, sentence):
    found = call(made, name, **arguments)
    assert found.is_error
    [only] = found.content
    assert only.text.startswith(sentence)
    assert "\n" not in only.text


def test_a_fault_inside_is_told_without_its_words(troly):
    def fails(question):
        raise RuntimeError("postgres://canary")

    found = call(desk(SimpleNamespace(tools=troly.tools, ask=fails)), "ask", question="Ai?")
    assert found.is_error
    assert found.content[0].text == "Trợ lý gặp lỗi; hãy thử lại, nếu vẫn lỗi hãy báo quản trị viên."


@asynccontextmanager
async def over_pipes(shell, data) -> AsyncIterator[Client]:
    environment = {**shell.environment, "PYTHONPATH": str(ROOT), "TOKENIZERS_PARALLELISM": "false"}
    program = StdioServerParameters(command=sys.executable, args=[*PROGRAM, str(data)], env=environment)
    async with Client(stdio_client(program)) as client:
        yield client


def test_as_a_process_it_serves_a_client_over_stdin_and_stdout(shell, shell_data):
    async def used():
        async with over_pipes(shell, shell_data) as client:
            tools = await client.list_tools()
            answers = [await client.call_tool("ask", {"question": text}) for text in (TASK_17, "an ninh mạng")]
            return client.server_info, tools.tools, answers

    about, tools, answers = anyio.run(used)
    assert (about.name, len(tools)) == ("troly", 3)
    assert [answer.structured_content["status"] for answer in answers] == ["answered", "answered"]


def test_nothing_but_the_protocol_is_written_to_stdout(shell, shell_data):
    spoken = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "0"}}},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": TASK_17}}},
    ]  # fmt: skip
    environment = {**shell.environment, "PYTHONPATH": str(ROOT), "PATH": ""}
    with subprocess.Popen(
        [sys.executable, *PROGRAM, str(shell_data)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        for message in spoken:
            process.stdin.write(json.dumps(message) + "\n")
        process.stdin.flush()
        replies = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        rest = process.stdout.read()
        assert process.wait(20) == 0
    assert [reply["id"] for reply in replies] == [1, 2]
    assert replies[1]["result"]["structuredContent"]["status"] == "answered"
    assert rest == ""


def test_without_documents_it_ends_in_one_sentence_and_says_nothing_on_stdout(shell, tmp_path):
    assert shell("mcp", "--data", tmp_path).complaint.startswith("Chưa có văn bản nào")
