"""What a reader is shown of a document besides its words: the file as it was given, its pages as pictures."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fakes_assistant import FakeAssistant, FakeLibrary
from makers import PdfPage, docx, paragraph, pdf
from PIL import Image
from starlette.testclient import TestClient

from assistant.api import create_app
from assistant.library import RegisterLibrary
from ingest.errors import UnreadableFile
from ingest.formats.read import page_image

PAGES = (
    PdfPage([(72, 760, 13, "THÔNG BÁO"), (72, 740, 13, "Sở Nội vụ rà soát biên chế.")]),
    PdfPage([(72, 500, 13, "Sở Y tế báo cáo trước ngày 15/6/2026.")], size=(842, 595)),
)
PLAN = docx(paragraph("KẾ HOẠCH") + paragraph("Sở Y tế chủ trì rà soát trạm y tế xã."))


@pytest.fixture
def service(office, tmp_path: Path):
    """Files in, a client of the service over them and the id of each by its name."""

    def served(**files: bytes):
        paths = [tmp_path / name.replace("_", ".") for name in files]
        for path, blob in zip(paths, files.values(), strict=True):
            path.write_bytes(blob)
        assert office.take(*paths) == [None] * len(paths)
        troly = office.open()
        client = TestClient(create_app(troly, RegisterLibrary(troly.tools, office.originals)))
        return client, {view["file"]: view["id"] for view in client.get("/api/documents").json()["documents"]}

    return served


def test_an_original_comes_back_byte_for_byte_under_its_own_name(service) -> None:
    client, ids = service(thông_báo_pdf=pdf(*PAGES), kế_hoạch_docx=PLAN)
    reply = client.get(f"/api/documents/{ids['thông.báo.pdf']}/original")
    assert (reply.status_code, reply.content) == (200, pdf(*PAGES))
    assert reply.headers["Content-Type"] == "application/pdf"
    assert reply.headers["Content-Disposition"] == "attachment; filename*=utf-8''th%C3%B4ng.b%C3%A1o.pdf"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    plan = client.get(f"/api/documents/{ids['kế.hoạch.docx']}/original")
    assert plan.content == PLAN and "wordprocessingml" in plan.headers["Content-Type"]


def test_a_text_is_not_given_a_charset_that_it_may_not_have(service) -> None:
    client, ids = service(a_txt="Sở Y tế chủ trì rà soát trạm y tế.".encode("utf-16"))
    assert client.get(f"/api/documents/{ids['a.txt']}/original").headers["Content-Type"] == "text/plain"


def test_an_original_that_is_gone_is_told_in_a_sentence(service, office) -> None:
    client, ids = service(a_pdf=pdf(*PAGES))
    for path in office.originals.rglob("*.pdf"):
        path.unlink()
    for part in ("original", "pages/1.png"):
        reply = client.get(f"/api/documents/{ids['a.pdf']}/{part}")
        assert (reply.status_code, list(reply.json())) == (404, ["error"])
        assert "nạp lại" in reply.json()["error"]


def test_pages_are_pictures_of_their_own_proportions(service) -> None:
    client, ids = service(a_pdf=pdf(*PAGES))
    shown = [client.get(f"/api/documents/{ids['a.pdf']}/pages/{page}.png") for page in (1, 2)]
    assert [reply.headers["Content-Type"] for reply in shown] == ["image/png"] * 2
    pictures = [Image.open(io.BytesIO(reply.content)) for reply in shown]
    assert [picture.size for picture in pictures] == [(1190, 1684), (1684, 1190)]
    assert all(picture.convert("L").getextrema()[0] < 128 for picture in pictures)  # there is ink
    sizes = client.get(f"/api/documents/{ids['a.pdf']}").json()["page_sizes"]
    assert sizes == [[595, 842], [842, 595]]


@pytest.mark.parametrize(
    ("page", "status", "words"),
    [("3", 404, "có 2 trang"), ("0", 404, "từ 1 đến 2"), ("-1", 404, "từ 1 đến 2"), ("một", 422, "phải là số")],
)
def test_a_page_that_is_not_there_is_told_in_a_sentence(service, page, status, words) -> None:
    client, ids = service(a_pdf=pdf(*PAGES))
    reply = client.get(f"/api/documents/{ids['a.pdf']}/pages/{page}.png")
    assert (reply.status_code, list(reply.json())) == (status, ["error"])
    assert words in reply.json()["error"]


def test_a_word_file_has_no_pages_and_says_so(service) -> None:
    client, ids = service(a_docx=PLAN)
    reply = client.get(f"/api/documents/{ids['a.docx']}/pages/1.png")
    assert reply.status_code == 404 and "không chia trang" in reply.json()["error"]
    assert client.get(f"/api/documents/{ids['a.docx']}").json()["page_sizes"] == []


def test_a_page_is_drawn_once_and_then_only_asked_after() -> None:
    library = FakeLibrary()
    client = TestClient(create_app(FakeAssistant(), library))
    first = client.get("/api/documents/vb1/pages/2.png")
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in first.headers["Vary"]
    again = client.get("/api/documents/vb1/pages/2.png", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert client.get("/api/documents/vb1/pages/1.png", headers={"If-None-Match": '"sheet-2"'}).status_code == 200
    assert library.files.drawn == [2, 1]


def test_a_picture_file_is_shown_page_by_page() -> None:
    written = io.BytesIO()
    sheets = [Image.new("L", size, 128) for size in ((300, 400), (5000, 4000))]
    sheets[0].save(written, "TIFF", save_all=True, append_images=sheets[1:])
    sizes = [Image.open(io.BytesIO(page_image(written.getvalue(), page))).size for page in (1, 2)]
    with pytest.raises(UnreadableFile):
        page_image(written.getvalue(), 3)
    assert sizes == [(300, 400), (2236, 1788)]
