"""Fakes of what the HTTP service stands on, and a real server and browser for whoever needs one."""

import io
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from fastapi import FastAPI
from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from assistant.api_models import Health, TaskFilter, TaskView
from assistant.document_models import DocumentText, DocumentView, SectionAnchor
from assistant.kept_files import NO_DOCUMENT, Absent, Original, PageImage
from assistant.models import Answer, AnswerStatus, Citation, CitedDocument, Event, Question, Rectangle, Status, Token
from assistant.wire import DocumentRef
from ingest.models import Deadline, DeadlineKind, DeadlineOp, Role, Span, Task, TaskKind

EVIL = "<img src=x onerror=\"document.title='hỏng'\"><script>document.title='hỏng'</script>"
# The sign outside the basic plane makes Python and JavaScript count characters differently after it.
TEXT = (
    "THÔNG BÁO 𝄞\nKết luận cuộc họp về chuyển đổi số\n\n1. Nhiệm vụ chung\n"
    + "Các cơ quan tiếp tục thực hiện theo chức năng.\n" * 60
    + "2. Nhiệm vụ cụ thể\nVăn phòng chủ trì hoàn thiện quy trình nội bộ, hoàn thành trong quý I.\n"
    + f"Ghi chú: {EVIL}\n"
)
SECTIONS = ("1. Nhiệm vụ chung", "2. Nhiệm vụ cụ thể")


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


CITED = CitedDocument("vb1", "thong-bao.pdf", "01/TB-UBND", f"Thông báo kết luận {EVIL}")
CITATIONS = (
    Citation(
        marker=1,
        document=CITED,
        section=("2. Nhiệm vụ cụ thể",),
        page=2,
        quote="Văn phòng chủ trì hoàn thiện quy trình nội bộ … trong quý I",
        spans=(span("Văn phòng chủ trì hoàn thiện quy trình nội bộ"), span("trong quý I")),
        rectangles=(Rectangle(2, (59.5, 84.2, 297.5, 101.04)), Rectangle(2, (59.5, 168.4, 119, 185.24))),
    ),
    Citation(2, CITED, ("2. Nhiệm vụ cụ thể",), 2, f"Ghi chú: {EVIL}", (span(f"Ghi chú: {EVIL}"),)),
)
ANSWER = Answer(
    id="tl1",
    question="Ai chủ trì?",
    status=AnswerStatus.ANSWERED,
    text=(
        f"Có **01 nhiệm vụ**:\n- Văn phòng chủ trì hoàn thiện quy trình nội bộ [1].\n- Ghi chú {EVIL} [2].\n\n"
        "| STT | Nhiệm vụ | Thời hạn |\n|---|---|---|\n| 1 | Hoàn thiện quy trình [1] | Quý I |"
    ),
    citations=CITATIONS,
    tasks=("vb1-1",),
    suggestions=("Cơ quan nào phối hợp?",),
    as_of=date(2026, 1, 31),
    seconds=0.42,
)
VIEW = DocumentView(
    id="vb1", file="thong-bao.pdf", number="01/TB-UBND", title=CITED.title, kind="Thông báo",
    day=date(2026, 1, 15), issuer="Ủy ban nhân dân tỉnh", tasks=1,
)  # fmt: skip
SECRET = VIEW.model_copy(update={"id": "vb2", "number": "02/KH-UBND", "title": "Kế hoạch nội bộ", "tasks": 0})


def task(number: int) -> TaskView:
    due = Deadline("Quý I", DeadlineKind.QUARTER, DeadlineOp.WITHIN, date(2026, 1, 1), date(2026, 3, 31))
    place = (Span(*span("Văn phòng chủ trì")),)
    inside = Task(
        id=f"vb1-{number}", document_id="vb1", kind=TaskKind.TASK, section=("2. Nhiệm vụ cụ thể",), number=str(number),
        text="Hoàn thiện quy trình nội bộ", lead=("Văn phòng",), coordinating=(), implementing=(), role=Role.LEAD,
        deadline=due, result=None, value=None, basis=None, submit_to=(), row=place, evidence=(("lead", place),),
    )  # fmt: skip
    return TaskView.of(inside, DocumentRef.of(CITED), page=2)


class FakeAssistant:
    """Answers every question the same way; ``pause`` seconds between events, ``error`` raised after ``events``."""

    def __init__(
        self,
        answer: Answer = ANSWER,
        *,
        events: Sequence[Event] | None = None,
        error: Exception | None = None,
        pause: float = 0.0,
    ) -> None:
        words = answer.text.split(" ")
        tokens = [Token(word if place == 0 else f" {word}") for place, word in enumerate(words)]
        self.answer = answer
        self.events = (
            (Status("Đang tìm trong văn bản…"), *tokens, *answer.citations, answer) if events is None else events
        )
        self.error, self.pause = error, pause
        self.asked: list[Question] = []
        self.closed = threading.Event()

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if self.error:
            raise self.error
        return self.answer

    def stream(self, question: Question) -> Iterator[Event]:
        self.asked.append(question)
        try:
            for event in self.events:
                yield event
                time.sleep(self.pause)
            if self.error:
                raise self.error
        finally:
            self.closed.set()


class FakeFiles:
    """The original and the two pages, grey sheets of 119 to 168, of the public document."""

    def __init__(self) -> None:
        self.drawn: list[int] = []

    def original(self, id: str, viewer: str | None) -> Original:
        if id != VIEW.id:
            raise Absent(NO_DOCUMENT)
        return Original(Path(__file__), "Thông báo 01.pdf", "application/pdf")

    def page_image(self, id: str, viewer: str | None, page: int) -> PageImage:
        if id != VIEW.id or page > 2:
            raise Absent(NO_DOCUMENT)
        return PageImage(f"sheet-{page}", lambda: self._draw(page))

    def _draw(self, page: int) -> bytes:
        self.drawn.append(page)
        sheet = io.BytesIO()
        Image.new("L", (119, 168), 200).save(sheet, "PNG")
        return sheet.getvalue()


class FakeLibrary:
    """One public document, one that only the unit "noi-vu" (token "bi-mat") may read."""

    def __init__(self, *, reason: str | None = None, tasks: int = 1) -> None:
        self.reason, self.total, self.files = reason, tasks, FakeFiles()
        self.wanted: list[TaskFilter] = []

    def documents(self, viewer: str | None) -> list[DocumentView]:
        return [VIEW, SECRET] if viewer == "noi-vu" else [VIEW]

    def document(self, id: str, viewer: str | None) -> DocumentText | None:
        found = next((view for view in self.documents(viewer) if view.id == id), None)
        anchors = [
            SectionAnchor(path=(name,), start=TEXT.index(name)) for name in ("1. Nhiệm vụ chung", "2. Nhiệm vụ cụ thể")
        ]
        starts = (0, TEXT.index("2. Nhiệm vụ cụ thể"))
        return found and DocumentText(
            document=found, text=TEXT, page_starts=starts, page_sizes=((595, 842),) * 2, anchors=tuple(anchors)
        )

    def tasks(self, viewer: str | None, wanted: TaskFilter) -> list[TaskView]:
        self.wanted.append(wanted)
        return [task(number + 1) for number in range(self.total)][wanted.offset : wanted.offset + wanted.limit]

    def unit_of(self, token: str) -> str | None:
        return "noi-vu" if token == "bi-mat" else None

    def ready(self) -> str | None:
        return self.reason

    def health(self) -> Health:
        return Health(documents=2, index="g000001", model="fake")


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The app on a free loopback port, in a thread; gives its address without a final slash."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def browser_missing() -> str | None:
    """Why no browser can be driven here, or None."""
    missing = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
    return f"{' and '.join(missing)} not installed" if missing else None


@contextmanager
def chromium(*, size: str = "1280,900", dark: bool = False) -> Iterator[webdriver.Chrome]:
    """A headless Chromium with a fresh profile that records its requests in the log "performance"."""
    options = Options()
    options.binary_location = shutil.which("chromium") or ""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for flag in (
            "headless=new", "no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update",
            "disable-sync", "disable-dev-shm-usage", "no-first-run", f"window-size={size}", f"user-data-dir={profile}",
        ):  # fmt: skip
            options.add_argument(f"--{flag}")
        if dark:
            options.add_argument("--force-dark-mode")
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        log = str(Path(profile, "driver.log"))
        driver = webdriver.Chrome(options, Service(shutil.which("chromedriver"), log_output=log))
        try:
            yield driver
        finally:
            driver.quit()
