import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fakes_assistant
import pytest
from fakes_assistant import (
    ANSWER,
    CITATIONS,
    EVIL,
    TEXT,
    FakeAssistant,
    FakeLibrary,
    browser_missing,
    chromium,
    serving,
)
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from selenium.common.exceptions import NoSuchElementException, NoSuchShadowRootException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from assistant.api import WEB, create_app
from assistant.models import AnswerStatus
from ingest.errors import NoCorpus

SCRIPTS = sorted(WEB.glob("*.js"))
FOREIGN = r"(?:https?:)?//[\w.-]+\.\w+[^\s\"']*|url\(|@import"
ROOT = "document.querySelector('troly-chat').shadowRoot"


def browser_test(test):
    """Marks a test that needs a real Chromium; skipped with the reason where there is none."""
    return pytest.mark.browser(pytest.mark.skipif(browser_missing() is not None, reason=browser_missing() or "")(test))


def shadow_root(driver):
    """The inside of the widget, once its module has run."""
    wait = WebDriverWait(driver, 15, ignored_exceptions=[NoSuchElementException, NoSuchShadowRootException])
    return wait.until(lambda _: driver.find_element(By.TAG_NAME, "troly-chat").shadow_root)


class Page:
    """What a person sees and does on a page with the widget."""

    def __init__(self, driver) -> None:
        self.driver = driver

    def all(self, selector: str):
        root = shadow_root(self.driver)
        return root.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str):
        """The first such element, once it is there."""
        return WebDriverWait(self.driver, 5).until(lambda _: next(iter(self.all(selector)), None))

    def press(self, *keys: str) -> None:
        self.keys.send_keys(*keys).perform()

    @property
    def keys(self) -> ActionChains:
        return ActionChains(self.driver)

    def text_of(self, selector: str) -> str:
        """Also of what is clipped or scrolled away."""
        return self.script(f"return {ROOT}.querySelector(arguments[0]).textContent", selector)

    def listed(self) -> list[str]:
        """Kinds and numbers of the documents listed on the start page."""
        return self.script("return [...document.querySelectorAll('#documents b')].map(b => b.textContent)")

    def focused(self) -> str:
        """Class or tag of what has the focus inside the widget."""
        return self.script(f"const on = {ROOT}.activeElement; return on && (on.className || on.localName)")

    def script(self, code: str, *values):
        return self.driver.execute_script(code, *values)

    def ask(self, question: str) -> None:
        self.one("textarea").send_keys(question, Keys.ENTER)
        WebDriverWait(self.driver, 5).until(lambda _: self.all(".meta, .error"))

    def requests(self) -> list[str]:
        """Every address the page asked for."""
        log = [json.loads(line["message"])["message"] for line in self.driver.get_log("performance")]
        urls = [line["params"]["request"]["url"] for line in log if line["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith(("chrome:", "data:"))]  # the browser's own first page


@pytest.fixture(scope="module")
def driver() -> Iterator:
    with chromium() as driver:
        yield driver


@pytest.fixture
def opened(driver):
    """Opens the start page of an app; servers stop after the test."""
    running = []

    def open_page(assistant=None, library=None, path: str = "/") -> Page:
        server = serving(create_app(assistant or FakeAssistant(), library or FakeLibrary()))
        base = server.__enter__()
        running.append(server)
        driver.get_log("performance")
        driver.get(base + path)
        page = Page(driver)
        page.base = base
        page.one("textarea")
        return page

    yield open_page
    driver.get("about:blank")
    for server in running:
        server.__exit__(None, None, None)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_short_checked_and_builds_nodes_only(script: Path):
    text = script.read_text()
    assert text.startswith("// @ts-check\n")
    assert len(text.splitlines()) < 150
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(", text)


def test_all_scripts_together_stay_small():
    assert sum(len(script.read_text().splitlines()) for script in SCRIPTS) < 800


def test_nothing_comes_from_elsewhere():
    texts = {path.name: path.read_text() for path in WEB.iterdir() if path.is_file()}
    foreign = {name: re.findall(FOREIGN, text) for name, text in texts.items()}
    assert {name: found for name, found in foreign.items() if found} == {"icon.svg": ["http://www.w3.org/2000/svg"]}


@browser_test
def test_a_question_asked_by_keyboard_is_answered_and_its_citation_opens_on_the_quoted_words(opened):
    page = opened()
    for _ in range(20):
        page.press(Keys.TAB)
        if page.focused() == "textarea":
            break
    page.press("Ai chủ trì?")
    page.keys.key_down(Keys.SHIFT).send_keys(Keys.ENTER).key_up(Keys.SHIFT).send_keys("Bao giờ?").perform()
    assert page.one("textarea").get_property("value") == "Ai chủ trì?\nBao giờ?"
    page.press(Keys.ENTER)
    cite = page.one(".cite")
    assert "01/TB-UBND" in cite.get_attribute("aria-label")
    assert "Văn phòng chủ trì hoàn thiện quy trình nội bộ" in page.one(".said").text
    assert "Hoàn thiện quy trình" in page.text_of("[role=status]")

    page.script("arguments[0].focus()", cite)
    page.press(Keys.ENTER)
    page.one("mark")
    marks = page.script(f"return [...{ROOT}.querySelectorAll('mark')].map(mark => mark.textContent)")
    assert marks == [TEXT[start:end] for start, end in CITATIONS[0].spans]
    assert page.text_of(".text") == TEXT
    box = page.script(f"return {ROOT}.querySelector('mark').getBoundingClientRect().toJSON()")
    assert 0 < box["top"] < box["bottom"] < page.script("return innerHeight")
    assert page.focused() == "mark"
    assert page.one(".viewer .where").text.startswith("2. Nhiệm vụ cụ thể")
    assert page.one(".viewer .where").text.endswith("Trang 2")
    assert page.one(".viewer .number").text.startswith("01/TB-UBND")

    page.press(Keys.ESCAPE)
    assert page.script(f"return {ROOT}.querySelector('dialog').open") is False
    assert page.focused() == "cite"
    assert [url for url in page.requests() if not url.startswith(page.base)] == []


@browser_test
def test_hostile_text_stays_text(opened):
    page = opened()
    page.ask(EVIL)
    page.one(".cite").click()
    page.one("mark")
    assert page.script(f"return {ROOT}.querySelectorAll('img, script, a[href^=javascript]').length") == 0
    assert page.script("return document.title") == "Trợ lý văn bản chỉ đạo"
    for shown in (".asked", ".said", ".sources", ".viewer h2", ".text"):
        assert EVIL in page.text_of(shown)
    assert EVIL in page.driver.find_element(By.ID, "documents").text


@browser_test
def test_an_answer_grows_while_it_is_made_and_can_be_stopped(opened):
    fake = FakeAssistant(pause=0.15)
    page = opened(fake)
    page.one("textarea").send_keys("Ai chủ trì?", Keys.ENTER)
    WebDriverWait(page.driver, 5).until(lambda _: "Văn phòng" in page.one(".said").text)
    assert not page.all(".meta")
    assert page.one(".send").text == "Dừng"
    page.one(".send").click()
    assert page.one(".error").text == "Đã dừng theo yêu cầu."
    assert page.one(".send").text == "Gửi"
    assert fake.closed.wait(2)


@browser_test
def test_turns_are_sent_along_until_a_new_conversation(opened):
    fake = FakeAssistant()
    page = opened(fake)
    page.ask("Ai chủ trì?")
    next(button for button in page.all(".suggestions button")).click()
    WebDriverWait(page.driver, 5).until(lambda _: len(page.all(".meta")) == 2)
    page.one(".fresh").click()
    page.ask("Câu khác?")
    assert [question.text for question in fake.asked] == ["Ai chủ trì?", "Cơ quan nào phối hợp?", "Câu khác?"]
    assert [turn.role for turn in fake.asked[1].history] == ["user", "assistant"]
    assert fake.asked[1].history[0].content == "Ai chủ trì?"
    assert fake.asked[2].history == ()


@browser_test
def test_when_the_stream_breaks_the_answer_comes_in_one_piece(opened):
    fake = FakeAssistant()
    page = opened(fake)
    page.script("delete ReadableStream.prototype.pipeThrough; delete Response.prototype.body")
    page.ask("Ai chủ trì?")
    assert page.all(".cite")
    assert len(fake.asked) == 2


@browser_test
def test_a_refusal_is_shown_in_its_own_words_and_can_be_retried(opened):
    fake = FakeAssistant(events=[], error=NoCorpus("Chưa nạp văn bản nào; hãy nạp rồi hỏi."))
    page = opened(fake)
    page.ask("Ai chủ trì?")
    assert page.one(".error").text == "Chưa nạp văn bản nào; hãy nạp rồi hỏi."
    fake.error, fake.events = None, (ANSWER,)
    page.one(".answer > button").click()
    assert page.one(".cite")


@browser_test
def test_a_lost_connection_is_said_in_plain_words(opened):
    page = opened()
    page.driver.set_network_conditions(offline=True, latency=0, throughput=1_000_000)
    try:
        page.ask("Ai chủ trì?")
    finally:
        page.driver.delete_network_conditions()
    assert page.one(".error").text.startswith("Không kết nối được")


@browser_test
def test_an_ending_without_answer_is_labelled(opened):
    silent = replace(ANSWER, status=AnswerStatus.BLANK_IN_DOCUMENT, text="Văn bản để trống ngày [1].", suggestions=())
    page = opened(FakeAssistant(silent))
    page.ask("Ngày nào?")
    assert page.one(".label").text == "Văn bản để trống chỗ này"


@browser_test
def test_the_list_of_documents_follows_the_access_code_and_opens_them(opened):
    page = opened()
    WebDriverWait(page.driver, 5).until(lambda _: page.listed() == ["Thông báo số 01/TB-UBND"])
    page.script("document.querySelector('details').open = true")
    page.driver.find_element(By.ID, "code").send_keys("bi-mat", Keys.ENTER)
    WebDriverWait(page.driver, 5).until(
        lambda _: page.listed() == ["Thông báo số 01/TB-UBND", "Thông báo số 02/KH-UBND"]
    )
    page.driver.find_elements(By.CSS_SELECTOR, "#documents button")[1].click()
    WebDriverWait(page.driver, 5).until(lambda _: page.text_of(".text") == TEXT)
    page.script("sessionStorage.clear()")


@browser_test
def test_a_link_to_a_quoted_place_opens_it(opened):
    start, end = CITATIONS[0].spans[1]
    page = opened(path=f"/documents/vb1?from={start}&to={end}")
    page.one("mark")
    assert page.text_of("mark") == "trong quý I"


@browser_test
def test_the_cited_lines_are_marked_on_a_picture_of_their_page_beside_the_text(opened):
    page = opened()
    page.ask("Ai chủ trì?")
    page.one(".cite").click()
    page.one(".sheet canvas")
    assert page.text_of(".bar p") == "Trang 2/2, có đoạn trích"
    where = page.script(f"""
      const within = {ROOT}.querySelector('.sheet').getBoundingClientRect();
      const box = {ROOT}.querySelector('.line').getBoundingClientRect();
      return [(box.left - within.left) / within.width, (box.top - within.top) / within.height, box.width / within.width]
    """)
    assert where == pytest.approx([58 / 595, 82.7 / 842, 241 / 595], abs=0.004)
    page.all(".bar button")[0].click()
    WebDriverWait(page.driver, 5).until(lambda _: page.text_of(".bar p") == "Trang 1/2")
    assert page.all(".line") == [] and not page.all(".bar button")[0].is_enabled()


@browser_test
def test_on_a_narrow_screen_the_pages_take_the_place_of_the_text(opened):
    page = opened()
    page.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        page.ask("Ai chủ trì?")
        page.script(f"{ROOT}.querySelector('.cite').click()")
        page.one("mark")
        assert not page.one(".pages").is_displayed()
        assert not [url for url in page.requests() if url.endswith(".png")]
        page.one(".swap").send_keys(Keys.ENTER)
        page.one(".sheet canvas")
        assert not page.one(".text").is_displayed() and page.one(".swap").text == "Xem phần chữ"
        assert page.script(f"return {ROOT}.querySelector('.viewer').scrollWidth") <= 320
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@browser_test
def test_the_original_is_saved_under_its_own_name(opened, tmp_path):
    page = opened()
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    page.ask("Ai chủ trì?")
    page.one(".cite").click()
    page.one("mark")
    next(button for button in page.all(".tools button") if button.text == "Tải bản gốc").click()
    saved = tmp_path / CITATIONS[0].document.file
    WebDriverWait(page.driver, 5).until(lambda _: saved.exists())
    assert saved.read_bytes() == Path(fakes_assistant.__file__).read_bytes()


NAMES = [f"bảng 1, dòng 2, cột {column}" for column in (1, 2, 3)] + ["đoạn 4", "đoạn 6", "Kế hoạch!C5", "chân trang"]
WHERE = """
  const [parts, done] = arguments;
  import("/where.js").then(({ whereOf }) => done(whereOf({ section: [], locator: { spans: [], parts } })));"""


@browser_test
def test_a_place_without_pages_is_named_by_its_paragraphs_and_cells(opened):
    driver = opened().driver
    assert driver.execute_async_script(WHERE, NAMES[:3]) == "bảng 1, dòng 2, cột 1–3"
    assert driver.execute_async_script(WHERE, NAMES[3:5]) == "đoạn 4; đoạn 6"
    assert driver.execute_async_script(WHERE, NAMES[3:]) == "đoạn 4; đoạn 6; Kế hoạch!C5; …"


@browser_test
def test_a_document_that_is_not_there_is_said_so(opened):
    page = opened(path="/documents/vb2")
    assert page.one(".viewer .error").text.startswith("Không có văn bản này")


SHAPES = """
  const [texts, done] = arguments;
  const name = (node) => node.localName.toUpperCase();
  const shape = (node) => name(node) + (node.children.length ? `(${[...node.children].map(shape)})` : "");
  const cite = (marker) => marker === 1 ? document.createElement("button") : null;
  import("/render.js").then(({ render }) => {
    const start = performance.now();
    const shapes = texts.map((text) => [...render(text, cite).children].map(shape).join(" "));
    done([shapes, performance.now() - start]);
  });"""


@browser_test
def test_answers_become_paragraphs_lists_and_tables_and_nothing_else(opened):
    expected = {
        "Một **đậm** [1] [9]": "P(STRONG,BUTTON)",
        "1. a\n2. b\n\n- c": "OL(LI,LI) UL(LI)",
        "| a | b |\n|---|---|\n| 1 | 2 |": "DIV(TABLE(THEAD(TR(TH,TH)),TBODY(TR(TD,TD))))",
        "<b>x</b> [x](javascript:1) ![y](//z) <https://a.b>": "P",
        "|": "DIV(TABLE(TBODY(TR(TD))))",
        "** [ ] [1": "P",
        "": "",
    }
    shapes, _ = opened().driver.execute_async_script(SHAPES, list(expected))
    assert dict(zip(expected, shapes, strict=True)) == expected


@browser_test
def test_no_characters_make_another_tag(opened):
    pick = random.Random(134)
    texts = ["".join(pick.choices("*[]|-1. \n<>&\"'/=aệ", k=pick.randrange(60))) for _ in range(5000)]
    shapes, _ = opened().driver.execute_async_script(SHAPES, texts)
    tags = set(re.findall(r"[A-Z]+", " ".join(shapes)))
    assert tags <= {"P", "UL", "OL", "LI", "STRONG", "BUTTON", "DIV", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD"}


@browser_test
def test_hostile_lengths_render_without_delay(opened):
    texts = ["*" * 50_000, "[" * 50_000, "|" * 20_000, " " * 50_000 + "x", "- \n" * 9_000, "**a" * 20_000]
    _, milliseconds = opened().driver.execute_async_script(SHAPES, texts)
    assert milliseconds < 3000


@browser_test
def test_the_widget_floats_over_another_site_under_that_sites_own_strict_policy(driver):
    host, html, policy = FastAPI(), [], []

    @host.get("/")
    def _() -> HTMLResponse:
        return HTMLResponse(html[0], headers={"Content-Security-Policy": policy[0]})

    with serving(host) as other, serving(create_app(FakeAssistant(), FakeLibrary(), origins=(other,))) as base:
        html.append(f'<!doctype html><script src="{base}/widget.js" type="module" data-title="Hỏi"></script>')
        policy.append(f"default-src 'none'; script-src {base}; connect-src {base}")
        driver.get(other)
        page = Page(driver)
        page.one(".launcher").click()
        assert page.focused() == "textarea"
        assert page.one(".panel h2").text == "Hỏi"
        assert page.script(f"return getComputedStyle({ROOT}.querySelector('.panel')).position") == "fixed"
        page.ask("Ai chủ trì?")
        page.one(".cite").click()
        page.one("mark")
        assert page.one(".sheet canvas")
        page.press(Keys.ESCAPE)
        assert page.focused() == "cite"
        page.press(Keys.ESCAPE)
        assert page.focused() == "launcher"
