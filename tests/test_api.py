import json
import threading
from datetime import date

import pytest
from fakes_assistant import ANSWER, TEXT, FakeAssistant, FakeLibrary
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.api import create_app, vietnam_today
from assistant.edge import BUSY, FAILED, Limits
from assistant.models import Turn
from ingest.errors import BadUse, NoCorpus, StorageFailure

TODAY = date(2026, 2, 1)


def client(assistant=None, library=None, **settings) -> TestClient:
    return TestClient(
        create_app(assistant or FakeAssistant(), library or FakeLibrary(), today=lambda: TODAY, **settings)
    )


def ask(body: dict, **settings):
    return client(**settings).post("/api/chat", json=body)


def test_an_answer_has_exactly_the_fields_of_the_contract():
    reply = ask({"question": "Ai chủ trì?"}).json()
    first = reply["citations"][0]
    assert set(reply) == {
        "id", "question", "status", "answer", "citations", "tasks", "suggestions", "as_of", "seconds", "model",
    }  # fmt: skip
    assert set(first) == {"marker", "document", "section", "page", "quote", "recognised", "locator"}
    assert set(first["document"]) == {"id", "file", "number", "title"}
    assert reply["status"] == "answered"
    assert reply["as_of"] == "2026-01-31"
    assert " … ".join(TEXT[start:end] for start, end in first["locator"]["spans"]) == first["quote"]


def test_question_history_day_and_unit_reach_the_assistant():
    fake = FakeAssistant()
    history = [{"role": "user", "content": "Việc nào?"}, {"role": "assistant", "content": "Việc 1."}]
    body = {"question": "  Ai chủ trì?\u200b ", "history": history, "as_of": "2026-01-31"}
    client(fake).post("/api/chat", json=body, headers={"Authorization": "Bearer bi-mat"})
    question = fake.asked[0]
    assert (question.text, question.as_of, question.viewer) == ("Ai chủ trì?", date(2026, 1, 31), "noi-vu")
    assert question.history == (Turn("user", "Việc nào?"), Turn("assistant", "Việc 1."))


def test_without_token_and_day_the_viewer_is_nobody_and_the_day_today():
    fake = FakeAssistant()
    client(fake).post("/api/chat", json={"question": "Ai chủ trì?"})
    assert (fake.asked[0].viewer, fake.asked[0].as_of) == (None, TODAY)
    assert abs((vietnam_today() - date.today()).days) <= 1


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({}, 422, "Thiếu trường “question”"),
        ({"question": ""}, 422, "Hãy nhập câu hỏi"),
        ({"question": " \n\u200b"}, 422, "Hãy nhập câu hỏi"),
        ({"question": "a" * 2001}, 422, "tối đa 2000"),
        ({"question": "Ai\x00?"}, 422, "ký tự điều khiển"),
        ({"question": "Ai\x1b[2J?"}, 422, "ký tự điều khiển"),
        ({"question": 5}, 422, "“question” phải là chuỗi"),
        ({"question": ["Ai?"]}, 422, "“question” phải là chuỗi"),
        ({"question": "Ai?", "viewer": "noi-vu"}, 422, "Không có trường “viewer”"),
        ({"question": "Ai?", "as_of": 1767225600}, 422, "năm-tháng-ngày"),
        ({"question": "Ai?", "as_of": "31/01/2026"}, 422, "năm-tháng-ngày"),
        ({"question": "Ai?", "as_of": "2026-02-30"}, 422, "ngày có thật"),
        ({"question": "Ai?", "as_of": "0001-01-01"}, 422, "năm-tháng-ngày"),
        ({"question": "Ai?", "history": [{"role": "system", "content": "x"}]}, 422, "“history.0.role” chỉ nhận"),
        ({"question": "Ai?", "history": [{"role": "user", "content": "x"}] * 21}, 422, "quá 20 phần tử"),
        ([], 422, "Trường “nội dung”"),
    ],
)
def test_a_wrong_body_gets_one_sentence(body, status, words):
    reply = ask(body)
    assert reply.status_code == status
    assert list(reply.json()) == ["error"]
    assert words in reply.json()["error"]


def test_two_thousand_letters_are_taken():
    assert ask({"question": "ệ" * 2000}).status_code == 200


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 60_000, b'{"question": "Ai?"', b"null"])
def test_broken_json_gets_a_sentence(raw):
    reply = client().post("/api/chat", content=raw, headers={"Content-Type": "application/json"})
    assert reply.status_code in (400, 422)
    assert list(reply.json()) == ["error"]


def test_a_lone_surrogate_is_refused():
    raw = rb'{"question": "\ud800 Ai?"}'
    reply = client().post("/api/chat", content=raw, headers={"Content-Type": "application/json"})
    assert reply.status_code == 422
    assert "ký tự hỏng" in reply.json()["error"]


KEYS = st.sampled_from(["question", "history", "as_of", "role", "content", "x"])
LEAVES = st.none() | st.booleans() | st.integers() | st.text()
BODIES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=8)


@given(BODIES)
def test_no_body_breaks_the_service(body):
    reply = CLIENT.post("/api/chat", content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert reply.status_code in (200, 422)


CLIENT = client()


def test_a_form_is_not_a_question():
    reply = client().post("/api/chat", content='{"question": "Ai?"}', headers={"Content-Type": "text/plain"})
    assert reply.status_code == 422


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_64_kib_is_refused(chunked):
    body = b'{"question": "' + b"a" * 70_000 + b'"}'
    reply = client().post("/api/chat", content=iter([body[:40_000], body[40_000:]]) if chunked else body)
    assert reply.status_code == 413
    assert "64 KiB" in reply.json()["error"]


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (BadUse("Câu hỏi chưa rõ; hãy viết lại."), 400, "Câu hỏi chưa rõ; hãy viết lại."),
        (NoCorpus("Chưa nạp văn bản nào."), 503, "Chưa nạp văn bản nào."),
        (StorageFailure("Không đọc được dữ liệu."), 503, "Không đọc được dữ liệu."),
        (RuntimeError("postgres://canary"), 500, FAILED),
    ],
)
def test_a_failure_is_told_in_one_sentence_and_leaks_nothing(error, status, sentence):
    reply = ask({"question": "Ai?"}, assistant=FakeAssistant(error=error))
    assert (reply.status_code, reply.json()) == (status, {"error": sentence})
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize("header", ["Bearer sai", "Bearer", "Bearer ", "Basic bi-mat", "bi-mat", ""])
@pytest.mark.parametrize("path", ["/api/documents", "/api/documents/vb1", "/api/tasks"])
def test_an_unknown_token_is_refused_rather_than_ignored(path, header):
    reply = client().get(path, headers={"Authorization": header})
    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"] == "Bearer"
    assert "Mã truy cập" in reply.json()["error"]


def test_absent_and_forbidden_documents_look_the_same():
    absent, forbidden = (client().get(f"/api/documents/{id}") for id in ("khong-co", "vb2"))
    assert (absent.status_code, absent.content, absent.headers) == (404, forbidden.content, forbidden.headers)
    assert client().get("/api/documents/vb2", headers={"Authorization": "Bearer bi-mat"}).status_code == 200


def test_documents_are_listed_for_the_viewer():
    everybody = client().get("/api/documents").json()["documents"]
    unit = client().get("/api/documents", headers={"Authorization": "Bearer bi-mat"}).json()["documents"]
    assert [view["id"] for view in everybody] == ["vb1"]
    assert [view["id"] for view in unit] == ["vb1", "vb2"]
    assert everybody[0]["day"] == "2026-01-15"


def test_a_document_comes_with_pages_and_anchors_into_its_text():
    reply = client().get("/api/documents/vb1").json()
    assert reply["text"] == TEXT
    assert [TEXT[anchor["start"] :].startswith(anchor["path"][-1]) for anchor in reply["anchors"]] == [True, True]
    assert reply["page_starts"][0] == 0


def test_task_filters_reach_the_library():
    library = FakeLibrary()
    query = "agency=V%C4%83n%20ph%C3%B2ng&role=chu_tri&due_from=2026-01-01&due_to=2026-03-31&document=vb1&kind=task"
    assert client(library=library).get(f"/api/tasks?{query}").status_code == 200
    wanted = library.wanted[0]
    assert (wanted.agency, wanted.role, wanted.kind) == ("Văn phòng", "chu_tri", "task")
    assert (wanted.due_from, wanted.due_to, wanted.document) == (date(2026, 1, 1), date(2026, 3, 31), "vb1")


def test_pages_of_tasks_follow_each_other_without_gap():
    pages = [client(library=FakeLibrary(tasks=5)).get(f"/api/tasks?limit=2&offset={at}").json() for at in (0, 2, 4)]
    assert [task["number"] for page in pages for task in page["tasks"]] == ["1", "2", "3", "4", "5"]
    assert [page["next_offset"] for page in pages] == [2, 4, None]


def test_a_task_carries_the_places_of_its_fields():
    (task,) = client().get("/api/tasks").json()["tasks"]
    start, end = task["evidence"]["lead"]["spans"][0]
    assert TEXT[start:end] == "Văn phòng chủ trì"
    assert (task["deadline"]["kind"], task["deadline"]["end"]) == ("quarter", "2026-03-31")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("role=boss", "chỉ nhận"),
        ("due_from=mai", "năm-tháng-ngày"),
        ("due_from=2026-03-01&due_to=2026-02-01", "đứng sau"),
        ("limit=0", "“limit”"),
        ("limit=501", "“limit”"),
        ("offset=-1", "“offset”"),
        ("unit=noi-vu", "Không có trường “unit”"),
        (f"agency={'a' * 201}", "dài quá 200"),
        ("agency=a%00b", "ký tự điều khiển"),
    ],
)
def test_a_wrong_filter_gets_one_sentence(query, words):
    reply = client().get(f"/api/tasks?{query}")
    assert reply.status_code == 422
    assert words in reply.json()["error"]


def test_health_says_what_is_served_or_why_not():
    assert client().get("/health").json() == {"status": "ok", "documents": 2, "index": "g000001", "model": "fake"}
    reply = client(library=FakeLibrary(reason="Chưa nạp văn bản nào.")).get("/health")
    assert (reply.status_code, reply.json()) == (503, {"error": "Chưa nạp văn bản nào."})


@pytest.mark.parametrize("path", ["/", "/widget.js", "/api/documents", "/health", "/khong-co", "/documents/vb1"])
def test_every_reply_carries_the_security_headers(path):
    headers = client().get(path).headers
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ):
        assert part in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/..%2fpyproject.toml", "/%2e%2e/pyproject.toml", "//etc/passwd", "/docs", "/redoc"])
def test_nothing_outside_the_web_folder_is_served(path):
    reply = client().get(path)
    assert (reply.status_code, list(reply.json())) == (404, ["error"])


def test_a_wrong_method_gets_a_sentence():
    reply = client().delete("/api/documents")
    assert (reply.status_code, list(reply.json())) == (405, ["error"])


def test_other_origins_are_let_in_only_when_named():
    origin = {"Origin": "https://noibo.example"}
    assert "access-control-allow-origin" not in client().get("/widget.js", headers=origin).headers
    allowing = client(origins=("https://noibo.example",))
    ask_first = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    assert allowing.get("/widget.js", headers=origin).headers["access-control-allow-origin"] == "https://noibo.example"
    assert allowing.options("/api/chat", headers=ask_first).status_code == 200
    assert client().options("/api/chat", headers=ask_first).status_code == 400


def test_answers_beyond_the_limit_are_refused_after_a_while_and_the_place_is_given_back():
    inside, leave = threading.Event(), threading.Event()

    class Slow(FakeAssistant):
        def ask(self, question):
            inside.set()
            leave.wait(5)
            return ANSWER

    with client(Slow(), limits=Limits(chats=1, patience=0.1)) as shared:
        first = threading.Thread(target=shared.post, args=("/api/chat",), kwargs={"json": {"question": "Ai?"}})
        first.start()
        inside.wait(5)
        second = shared.post("/api/chat", json={"question": "Ai?"})
        health = shared.get("/health")
        leave.set()
        first.join()
        third = shared.post("/api/chat", json={"question": "Ai?"})
    assert (second.status_code, second.json(), second.headers["Retry-After"]) == (503, {"error": BUSY}, "5")
    assert (health.status_code, third.status_code) == (200, 200)


def test_every_model_of_the_contract_is_described_in_vietnamese_with_examples():
    schema = client().get("/openapi.json").json()
    models = {name: model for name, model in schema["components"]["schemas"].items() if model["type"] == "object"}
    fields = [(name, key, field) for name, model in models.items() for key, field in model["properties"].items()]
    simple = [(name, key, field) for name, key, field in fields if "$ref" not in str(field)]
    assert {"ChatAnswer", "ChatQuestion", "DocumentText", "TaskView", "Health", "Problem"} <= set(models)
    assert [name for name, model in models.items() if not model.get("description")] == []
    assert [(name, key) for name, key, field in simple if not {"description", "examples"} <= set(field)] == []
    assert "text/event-stream" in schema["paths"]["/api/chat"]["post"]["responses"]["200"]["content"]
