"""One question from the file on disk to the words on the page."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import AS_OF, SAMPLE
from fakes_assistant import browser_missing, chromium, serving
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from starlette.testclient import TestClient
from test_web import shadow_root

from assistant.api import create_app
from assistant.library import RegisterLibrary

QUESTION = "Cơ quan nào chủ trì nhiệm vụ 17, và thời hạn khi nào?"
FILE = "004_41fd8fcf13e1293d.txt"
LEAD = "Cơ quan chủ trì: Công an tỉnh; Sở Khoa học và Công nghệ"
DUE = "Thời hạn: 31/05/2026"
ROOT = "document.querySelector('troly-chat').shadowRoot"


def row() -> str:
    """The row as it stands in the file, from its number to its deadline."""
    text = (SAMPLE / FILE).read_text(encoding="utf-8")
    start = text.index("17.\tĐịa phương có trung tâm dữ liệu dùng riêng")
    return text[start : text.index("\n", start)]


def assert_right(reply: dict) -> None:
    assert reply["status"] == "answered"
    assert LEAD in reply["answer"]
    assert DUE in reply["answer"]
    [citation] = reply["citations"]
    assert citation["document"]["file"] == FILE
    text = (SAMPLE / FILE).read_text(encoding="utf-8")
    assert "".join(text[start:end] for start, end in citation["locator"]["spans"]).rstrip() == row().rstrip()


def service(troly):
    return create_app(troly, RegisterLibrary(troly.tools, Path()), today=lambda: AS_OF)


def test_given_a_file_when_it_is_ingested_and_asked_then_the_command_quotes_its_row(shell, tmp_path):
    shutil.copy(SAMPLE / FILE, tmp_path / FILE)
    assert shell("ingest", tmp_path / FILE, "--data", tmp_path / "kho").status == 0
    ran = shell("ask", QUESTION, "--data", tmp_path / "kho", "--json", "--as-of", "2026-05-10")
    assert (ran.status, ran.err) == (0, "")
    assert_right(json.loads(ran.out))


def test_over_http_the_answer_and_the_document_it_opens_fit(troly):
    client = TestClient(service(troly))
    reply = client.post("/api/chat", json={"question": QUESTION}).json()
    assert_right(reply)
    [citation] = reply["citations"]
    opened = client.get(f"/api/documents/{citation['document']['id']}").json()
    [(start, end)] = citation["locator"]["spans"]
    assert " ".join(opened["text"][start:end].split()) == citation["quote"]
    assert opened["text"] == (SAMPLE / FILE).read_text(encoding="utf-8")
    tasks = client.get("/api/tasks", params={"document": citation["document"]["id"], "due_to": "2026-05-31"}).json()[
        "tasks"
    ]
    assert reply["tasks"][0] in {task["id"] for task in tasks}


def test_streamed_it_is_the_same_answer(troly):
    client = TestClient(service(troly))
    body = {"question": QUESTION, "as_of": "2026-05-10"}
    with client.stream("POST", "/api/chat", json=body, headers={"Accept": "text/event-stream"}) as stream:
        events = [block.split("\n") for block in "".join(stream.iter_text()).strip().split("\n\n")]
    named = [
        (lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: ")))
        for lines in events
        if len(lines) > 1
    ]
    assert named[0][0] == "status"
    assert named[-1][0] == "done"
    assert_right(named[-1][1])
    assert "".join(data["text"] for name, data in named if name == "token") == named[-1][1]["answer"]


def test_sections_of_an_opened_document_point_at_their_headings(troly):
    client = TestClient(service(troly))
    for listed in client.get("/api/documents").json()["documents"]:
        opened = client.get(f"/api/documents/{listed['id']}").json()
        starts = [anchor["start"] for anchor in opened["anchors"]]
        assert all(0 <= start < len(opened["text"]) for start in starts)
        for anchor in opened["anchors"]:
            words = "".join(c for c in anchor["path"][-1] if c.isalnum())[:12]
            near = "".join(c for c in opened["text"][anchor["start"] : anchor["start"] + 60] if c.isalnum())
            assert words in near or words.lstrip("0123456789IVX") in near


@pytest.mark.model
@pytest.mark.browser
@pytest.mark.skipif(browser_missing() is not None, reason=browser_missing() or "")
def test_on_the_page_the_citation_opens_the_document_on_the_marked_row(real):
    with serving(service(real)) as base, chromium() as driver:
        driver.get(base)
        wait = WebDriverWait(driver, 15)
        root = shadow_root(driver)
        wait.until(lambda _: root.find_elements(By.CSS_SELECTOR, "textarea"))[0].send_keys(QUESTION, Keys.ENTER)
        wait.until(lambda _: root.find_elements(By.CSS_SELECTOR, ".meta"))
        said = root.find_element(By.CSS_SELECTOR, ".said").text
        assert LEAD in said
        assert DUE in said
        root.find_elements(By.CSS_SELECTOR, ".cite")[0].click()
        wait.until(lambda _: root.find_elements(By.CSS_SELECTOR, "mark"))
        marks = driver.execute_script(f"return [...{ROOT}.querySelectorAll('mark')].map(mark => mark.textContent)")
        assert "".join(marks).rstrip() == row().rstrip()
        box = driver.execute_script(f"return {ROOT}.querySelector('mark').getBoundingClientRect().toJSON()")
        assert 0 <= box["top"] < driver.execute_script("return innerHeight")
        shown = driver.execute_script(f"return {ROOT}.querySelector('.viewer .text').textContent")
        assert shown == (SAMPLE / FILE).read_text(encoding="utf-8")


def test_the_day_of_the_service_is_the_day_of_the_answer(troly):
    app = create_app(troly, RegisterLibrary(troly.tools, Path()), today=lambda: date(2026, 1, 15))
    reply = TestClient(app).post("/api/chat", json={"question": "Nhiệm vụ nào quá hạn?"}).json()
    assert reply["as_of"] == "2026-01-15"
    assert len(reply["tasks"]) == 1
