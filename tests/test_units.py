"""Documents of a unit are seen only by the units named; what is forbidden looks like what is absent."""

import json
from datetime import date

import pytest
from conftest import AS_OF, Office
from fakes import FakeEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.api import create_app
from assistant.library import RegisterLibrary
from assistant.models import AnswerStatus, Question
from ingest.build import REGISTER
from ingest.register import Register

OPEN = """THÔNG BÁO
Về việc rà soát kho lưu trữ Đăk Hring

1. Sở Xây dựng:
- Rà soát kho lưu trữ Đăk Hring trước ngày 15/03/2026.
"""
SECRET = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG NGÃI

Số: 77/KH-UBND

Quảng Ngãi, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Tinh giản biên chế nội bộ Văn phòng Xanh

1. Sở Nội vụ:
- Chủ trì tinh giản biên chế Văn phòng Xanh, hoàn thành trước ngày 20/03/2026.
"""
QUESTIONS = (
    "Ai chủ trì tinh giản biên chế Văn phòng Xanh?",
    "Sở Nội vụ được giao nhiệm vụ gì?",
    "Kế hoạch 77/KH-UBND giao gì?",
    "Ai ký kế hoạch tinh giản biên chế?",
    "Nhiệm vụ nào có hạn trong tháng 3/2026?",
    "Nhiệm vụ 1 là gì?",
    "Văn phòng Xanh",
)
SECRET_WORDS = [
    "tinh giản",
    "biên chế",
    "Văn phòng",
    "Xanh",
    "Sở Nội vụ",
    "kế hoạch",
    "hạn",
    "ai ký",
    "nhiệm vụ",
    "77/KH-UBND",
    "20/03/2026",
]
MAY, MAY_NOT = ("so-noi-vu", "van-phong"), (None, "so-y-te", "", "so-noi-vu ", "SO-NOI-VU", "so-noi-vu,van-phong")


@pytest.fixture(scope="module")
def folders(tmp_path_factory, agencies):
    """Two data folders: one with a document of a unit beside a public one, one with the public one alone."""
    made = []
    for texts in ((OPEN, SECRET), (OPEN,)):
        folder = tmp_path_factory.mktemp("đơn vị")
        office = Office(folder / "data", agencies, FakeEmbedder())
        for text in texts:
            file = folder / ("a.txt" if text is OPEN else "mat.txt")
            file.write_text(text, encoding="utf-8")
            hidden = {"owner": "so-noi-vu", "visible_to": ("van-phong",)} if text is SECRET else {}
            assert office.take(file, **hidden) == [None]
        made.append(office)
    return made


@pytest.fixture(scope="module")
def held(folders):
    return folders[0].open()


@pytest.fixture(scope="module")
def without(folders):
    return folders[1].open()


def same(answer):
    """What a reader can tell of an answer, but for its random id and its time."""
    return answer.status, answer.text, answer.citations, answer.tasks, answer.suggestions


@pytest.mark.parametrize("viewer", MAY_NOT)
@pytest.mark.parametrize("question", QUESTIONS)
def test_for_others_every_answer_is_as_if_the_document_did_not_exist(held, without, question, viewer):
    asked = Question(question, AS_OF, viewer=viewer)
    answer = held.ask(asked)
    assert same(answer) == same(without.ask(asked))
    assert "77/KH" not in answer.text.replace("77/KH-UBND trong các", "")
    assert not any(citation.document.file == "mat.txt" for citation in answer.citations)


@pytest.mark.parametrize("viewer", MAY)
def test_owner_and_named_unit_are_answered_from_it(held, viewer):
    answer = held.ask(Question("Ai chủ trì tinh giản biên chế Văn phòng Xanh?", AS_OF, viewer=viewer))
    assert answer.status is AnswerStatus.ANSWERED
    assert "Sở Nội vụ" in answer.text
    assert [citation.document.file for citation in answer.citations][:1] == ["mat.txt"]


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(SECRET_WORDS),
        min_size=1,
        max_size=8,
    )
)
def test_no_question_tells_a_stranger_that_the_document_is_there(held, without, words):
    asked = Question(" ".join(words), AS_OF, viewer="so-y-te")
    assert same(held.ask(asked)) == same(without.ask(asked))


def test_hidden_passages_do_not_crowd_out_what_may_be_read(office, tmp_path):
    """The filter works before ranking: fifty better hidden passages, and the visible one is still found."""
    for number in range(50):
        file = tmp_path / f"mat-{number}.txt"
        file.write_text(
            f"THÔNG BÁO\nVề kho lưu trữ Đăk Hring số {number}\n\nKho lưu trữ Đăk Hring.\n", encoding="utf-8"
        )
    office.take(*tmp_path.glob("mat-*.txt"), owner="so-noi-vu", visible_to=())
    seen = tmp_path / "chung.txt"
    seen.write_text(OPEN, encoding="utf-8")
    office.take(seen)
    answer = office.open().ask(Question("Ai rà soát kho lưu trữ Đăk Hring?", AS_OF))
    assert answer.status is AnswerStatus.ANSWERED
    assert {citation.document.file for citation in answer.citations} == {"chung.txt"}


def test_a_document_without_named_units_is_its_owner_s_alone(office, tmp_path):
    file = tmp_path / "mat.txt"
    file.write_text(SECRET, encoding="utf-8")
    office.take(file, owner="so-noi-vu", visible_to=())
    tools = office.open().tools
    assert len(tools.documents("so-noi-vu")) == 1
    assert [tools.documents(viewer) for viewer in (None, "van-phong", "chung")] == [()] * 3


def test_taking_the_right_away_works_at_once_in_a_running_service(office, tmp_path):
    file = tmp_path / "mat.txt"
    file.write_text(SECRET, encoding="utf-8")
    office.take(file, owner="so-noi-vu", visible_to=("van-phong",))
    running = office.open()
    asked = Question("Ai chủ trì tinh giản biên chế Văn phòng Xanh?", AS_OF, viewer="van-phong")
    assert running.ask(asked).status is AnswerStatus.ANSWERED
    office.take(file, owner="so-noi-vu", visible_to=())
    assert running.ask(asked).status is AnswerStatus.NO_CORPUS


@pytest.fixture
def client(folders, held):
    """The service over the folder with the hidden document, and a token of each unit."""
    register = Register.open(folders[0].data / REGISTER)
    tokens = {unit: register.add_unit(unit) for unit in ("so-noi-vu", "so-y-te")}
    register.close()
    app = TestClient(
        create_app(held, RegisterLibrary(held.tools, folders[0].originals), today=lambda: date(2026, 5, 10))
    )

    def call(method: str, path: str, unit: str | None = None, **more):
        headers = {"Authorization": f"Bearer {tokens[unit]}"} if unit else {}
        return app.request(method, path, headers=headers, **more)

    return call


def test_the_service_lists_only_what_the_token_s_unit_may_read(client):
    for unit, files in ((None, {"a.txt"}), ("so-y-te", {"a.txt"}), ("so-noi-vu", {"a.txt", "mat.txt"})):
        documents = client("GET", "/api/documents", unit).json()["documents"]
        tasks = client("GET", "/api/tasks", unit).json()["tasks"]
        assert {document["file"] for document in documents} == files
        assert {task["document"]["file"] for task in tasks} == files


def test_a_forbidden_document_and_an_absent_one_give_the_same_reply(client, held):
    hidden = next(d.id for d in held.tools.documents("so-noi-vu") if d.file == "mat.txt")
    forbidden, absent = (client("GET", f"/api/documents/{id}", "so-y-te") for id in (hidden, "0" * 12))
    assert forbidden.status_code == absent.status_code == 404
    assert forbidden.content == absent.content
    assert client("GET", f"/api/documents/{hidden}", "so-noi-vu").json()["text"] == SECRET


@pytest.mark.parametrize("part", ["original", "pages/1.png"])
def test_the_file_of_a_forbidden_document_is_as_absent_as_the_document(client, held, part):
    hidden = next(d.id for d in held.tools.documents("so-noi-vu") if d.file == "mat.txt")
    forbidden, absent = (client("GET", f"/api/documents/{id}/{part}", "so-y-te") for id in (hidden, "0" * 12))
    assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)
    assert client("GET", f"/api/documents/{hidden}/original", "so-noi-vu").text == SECRET


def test_tasks_of_a_forbidden_document_cannot_be_asked_for_by_its_id(client, held):
    hidden = next(d.id for d in held.tools.documents("so-noi-vu") if d.file == "mat.txt")
    assert client("GET", f"/api/tasks?document={hidden}").json()["tasks"] == []


def test_the_chat_answers_by_the_unit_of_the_token(client):
    body = {"question": "Ai chủ trì tinh giản biên chế Văn phòng Xanh?"}
    assert client("POST", "/api/chat", "so-noi-vu", json=body).json()["status"] == "answered"
    for unit in (None, "so-y-te"):
        reply = client("POST", "/api/chat", unit, json=body)
        assert reply.json()["status"] == "not_in_corpus"
        assert "mat.txt" not in reply.text


def test_health_counts_only_what_everybody_may_read(client):
    assert client("GET", "/health").json()["documents"] == 1


def test_a_revoked_token_ends_at_once(folders, held):
    register = Register.open(folders[0].data / REGISTER)
    token = register.add_unit("phong-tam")
    app = TestClient(create_app(held, RegisterLibrary(held.tools, folders[0].originals)))
    call = lambda: app.get("/api/documents", headers={"Authorization": f"Bearer {token}"})  # noqa: E731
    assert call().status_code == 200
    register.remove_unit("phong-tam")
    assert call().status_code == 401
    register.close()


def test_the_commands_show_a_unit_only_its_own(shell, tmp_path):
    (tmp_path / "a.txt").write_text(OPEN, encoding="utf-8")
    (tmp_path / "mat.txt").write_text(SECRET, encoding="utf-8")
    data = ("--data", tmp_path / "kho")
    shell("ingest", tmp_path / "a.txt", *data)
    shell("ingest", tmp_path / "mat.txt", "--unit", "so-noi-vu", "--visible-to", "van-phong, thanh-tra", *data)
    seen = {}
    for unit in (None, "so-y-te", "so-noi-vu", "thanh-tra"):
        flag = ("--unit", unit) if unit else ()
        documents = [json.loads(line)["file"] for line in shell("documents", "--json", *flag, *data).out.splitlines()]
        tasks = {
            json.loads(line)["document"]["file"] for line in shell("tasks", "--json", *flag, *data).out.splitlines()
        }
        answer = json.loads(shell("ask", "Ai chủ trì tinh giản biên chế Văn phòng Xanh?", "--json", *flag, *data).out)
        assert tasks == set(documents)
        seen[unit] = documents, answer["status"]
    shared = (["a.txt", "mat.txt"], "answered")
    assert seen[None] == seen["so-y-te"]
    assert seen[None][0] == ["a.txt"]
    assert seen[None][1] != "answered"
    assert seen["so-noi-vu"] == seen["thanh-tra"] == shared
