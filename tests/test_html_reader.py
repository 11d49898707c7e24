"""Web pages: what a browser shows, in its order, with tables as grids."""

from __future__ import annotations

import base64

import pytest

from ingest.errors import UnreadableFile
from ingest.formats.html_reader import read_html
from ingest.formats.read import read_bytes
from ingest.models import Media

SENTENCE = "Kế hoạch triển khai nhiệm vụ chuyển đổi số năm 2026 của tỉnh."


def text_of(body: str) -> str:
    return read_html(f"<!DOCTYPE html><html><body>{body}<p>{SENTENCE}</p></body></html>".encode()).text


def lines(body: str) -> list[str]:
    return text_of(body).splitlines()[:-1]


def test_blocks_are_lines_and_white_space_is_one_blank() -> None:
    assert lines("<h1>KẾ   HOẠCH</h1>\n<p>Giao\n <b>Sở Y tế</b>:<br>rà soát</p>lẻ") == [
        "KẾ HOẠCH",
        "Giao Sở Y tế:",
        "rà soát",
        "lẻ",
    ]


def test_what_is_not_shown_is_not_read() -> None:
    hidden = (
        '<script>a()</script><style>p{}</style><p style="display: none">ẩn</p><p hidden>ẩn</p><!-- ẩn --><nav>mục</nav>'
    )
    assert lines(hidden + "<p>hiện</p>") == ["hiện"]


def test_lists_bear_the_marks_that_are_displayed() -> None:
    body = (
        '<ol start="3"><li>Sở Y tế<ol type="a"><li>rà soát</li><li>báo cáo</li></ol></li><li value="9">Sở Nội vụ</li></ol>'
        '<ol type="I"><li>Mục tiêu</li></ol><ul><li>khẩn trương</li><li>- kịp thời</li></ul>'
        '<ul style="list-style:none"><li>không dấu</li></ul>'
    )
    assert lines(body) == [
        "3. Sở Y tế", "a. rà soát", "b. báo cáo", "9. Sở Nội vụ", "I. Mục tiêu", "- khẩn trương", "- kịp thời", "không dấu",
    ]  # fmt: skip


def test_footnote_digits_are_raised_so_that_no_date_swallows_them() -> None:
    assert lines("<p>ngày 30/12/2025<sup>1</sup></p>") == ["ngày 30/12/2025¹"]


def test_a_table_with_spans_is_a_grid() -> None:
    extract = read_html(
        "<table border=1><tr><th rowspan=2>TT</th><th colspan=2>Cơ quan</th></tr>"
        "<tr><th>Chủ trì</th><th>Phối hợp</th></tr>"
        "<tr><td>1</td><td><p>Sở Y tế</p><p>Sở Nội vụ</p></td><td>Công an tỉnh</td></tr></table>".encode()
    )
    words = [["".join(extract.text[s.start : s.end] for s in cell) for cell in row] for row in extract.grids[0].rows]
    assert words == [
        ["TT", "Cơ quan", "Cơ quan"],
        ["TT", "Chủ trì", "Phối hợp"],
        ["1", "Sở Y tế\nSở Nội vụ", "Công an tỉnh"],
    ]
    named = {part.name: extract.text[part.start : part.end] for part in extract.parts}
    assert named["bảng 1, dòng 2, cột 3"] == "Phối hợp"


def test_a_table_without_lines_is_layout_and_its_cells_follow_each_other() -> None:
    body = "<table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH SƠN LA</td><td>CỘNG HÒA</td></tr></table>"
    assert lines(body) == ["ỦY BAN NHÂN DÂN", "TỈNH SƠN LA", "CỘNG HÒA"]


def test_paragraphs_are_named_by_their_count() -> None:
    extract = read_html(f"<p>Một</p><p>{SENTENCE}</p>".encode())
    assert [part.name for part in extract.parts] == ["đoạn 1", "đoạn 2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1258"])
def test_the_declared_encoding_is_used(encoding: str) -> None:
    words = "Ke hoach trien khai cua Đa Nang ngay 5 thang 3"
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'
    assert words in read_html(page.encode(encoding)).text


def test_a_page_is_read_by_content_whatever_its_name() -> None:
    page = f"<html><body><p>{SENTENCE}</p></body></html>".encode()
    assert read_bytes("văn bản.pdf", page).media is Media.HTML


@pytest.mark.parametrize(
    "page",
    [
        "<html><title>404 - File or directory not found.</title><body><h1>Server Error</h1></body></html>",
        "<html><body><h1>Đăng nhập hệ thống</h1><p>Tên đăng nhập và mật khẩu của cán bộ</p></body></html>",
        "<html><body></body></html>",
        "<html>",
    ],
)
def test_an_error_page_is_refused(page: str) -> None:
    with pytest.raises(UnreadableFile, match="HTML"):
        read_html(page.encode())


def test_unclosed_tags_a_thousand_deep_lose_no_words() -> None:
    assert text_of("<font><div>" * 500 + "nhiệm vụ").count("nhiệm vụ") == 2


def test_a_table_that_claims_millions_of_cells_is_refused_or_read() -> None:
    cells = "<td colspan=999999 rowspan=999999>a</td>" * 50
    with pytest.raises(UnreadableFile, match="quá lớn"):
        read_html(f"<table border=1>{'<tr>' + cells + '</tr>' * 1}{'<tr><td>b</td></tr>' * 100}</table>".encode())


def test_a_page_saved_as_one_file_is_taken_out_of_it() -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><p>{SENTENCE}</p></body></html>'.encode()
    saved = b'From: <Saved by a browser>\r\nSubject: Van ban\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; boundary="b"\r\n\r\n'
    saved += (
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(page)
        + b"\r\n--b--\r\n"
    )
    source = read_bytes("trang.mht", saved)
    assert (source.media, source.text) == (Media.HTML, f"{SENTENCE}\n")


def test_letters_of_old_fonts_become_unicode() -> None:
    source = read_html("<p>Uû ban nh©n d©n tØnh giao c¸c Së, ban, ngµnh tæ chøc thùc hiÖn kÕ ho¹ch</p>".encode())  # noqa: RUF001
    assert source.text == "Uỷ ban nhân dân tỉnh giao các Sở, ban, ngành tổ chức thực hiện kế hoạch\n"
    assert source.encoding == "TCVN3"
