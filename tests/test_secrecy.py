"""The secrecy gate: no marked file of any kind passes, no ordinary word stops a file; personal numbers are hidden."""

import io
import json
import unicodedata
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from makers import PdfPage, cell, docx, paragraph, pdf, table, zipped
from PIL import Image, ImageDraw, ImageFont

from ingest.formats.read import read_bytes
from ingest.formats.recognition import can_recognise
from ingest.personal import masked
from ingest.secrecy import is_marked_text, stopped
from ingest.source import Media, Source

GRADES = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")
recognises = pytest.mark.skipif(
    not (can_recognise() and FONT.exists()), reason="needs the Vietnamese data of Tesseract and the DejaVu fonts"
)
LETTER = (
    "ỦY BAN NHÂN DÂN TỈNH BẮC SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 15/BC-UBND\n"
    "{mark}\nBÁO CÁO\nKết quả công tác quý I\nKính gửi: Bộ Công an.\nTình hình ổn định, các đơn vị bảo đảm an toàn.\n"
)
WAYS = {
    "plain": lambda grade: grade,
    "framed": lambda grade: f"[ {grade} ]",
    "spaced": lambda grade: "  ".join(" ".join(word) for word in grade.split()),
    "dotted": lambda grade: ".".join(grade.replace(" ", "")),
    "decomposed": lambda grade: unicodedata.normalize("NFD", grade),
    "wide": lambda grade: "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c != " " else c for c in grade),
    "with urgency": lambda grade: f"{grade} - HỎA TỐC",
    "labelled": lambda grade: f"Độ mật: {grade.capitalize()}",
    "beside the motto": lambda grade: f"{grade} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "emphasised": lambda grade: f"**{grade}**",
    "small": lambda grade: grade.capitalize(),
    "upright": lambda grade: "\n".join(grade.replace(" ", "")),
    "without accents": lambda grade: "".join(
        c for c in unicodedata.normalize("NFD", grade) if not unicodedata.combining(c)
    ),
    "letters of another alphabet": lambda grade: grade.translate(str.maketrans("MT", "МТ")),  # noqa: RUF001
}


@pytest.mark.parametrize(("way", "grade"), list(product(WAYS, GRADES)))
def test_a_mark_in_a_text_stops_it_however_it_is_written(way, grade):
    source = read_bytes("bao-cao.txt", LETTER.format(mark=WAYS[way](grade)).encode())
    stop = stopped(source)
    assert stop is not None
    assert not stop.waits
    assert "máy tính độc lập" in stop.sentence
    assert "15/BC-UBND" not in stop.sentence


@pytest.mark.parametrize("mark", ["Tài liệu thu hồi", "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ", "VĂN BẢN MẬT"])
def test_the_other_marks_of_secret_files_stop_a_text_too(mark):
    assert is_marked_text(LETTER.format(mark=mark))


@pytest.mark.parametrize(
    ("encoding", "mark"), [("VNI", "MAÄT"), ("VNI", "TOÁI MAÄT"), ("TCVN3", "mËt"), ("TCVN3", "tuyÖt mËt")]
)
def test_a_mark_in_letters_of_an_old_font_stops_a_text(encoding, mark):
    assert is_marked_text(f"Baùo caùo\n{mark}\nSoá 15"), encoding


def word(where, grade):
    text_box = (
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph(grade)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    watermark = f'<w:p><w:r><w:pict><v:shape><v:textpath string="{grade}"/></v:shape></w:pict></w:r></w:p>'
    body = "".join(map(paragraph, LETTER.format(mark="").splitlines()))
    return {
        "paragraph": lambda: docx(paragraph(grade) + body),
        "text box": lambda: docx(text_box + body),
        "watermark": lambda: docx(watermark + body),
        "letterhead table": lambda: docx(table(cell(grade) + cell("Độc lập - Tự do"), bordered=False) + body),
        "header": lambda: zipped({"word/header1.xml": header(grade)}, onto=docx(body)),
        "footer": lambda: zipped({"word/footer1.xml": header(grade)}, onto=docx(body)),
    }[where]()


def header(grade):
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:hdr xmlns:w="{name}">{paragraph(grade)}</w:hdr>'


@pytest.mark.parametrize(
    ("where", "grade"),
    list(product(["paragraph", "text box", "watermark", "letterhead table", "header", "footer"], GRADES)),
)
def test_a_mark_stops_a_word_file_wherever_it_stands(where, grade):
    assert stopped(read_bytes("a.docx", word(where, grade))) is not None


@pytest.mark.parametrize(("where", "grade"), list(product(["cell", "header"], GRADES)))
def test_a_mark_stops_a_workbook(where, grade):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = grade if where == "cell" else "Biểu tổng hợp"
    sheet["A2"] = "Nội dung"
    if where == "header":
        sheet.oddHeader.left.text = grade
    kept = io.BytesIO()
    book.save(kept)
    assert stopped(read_bytes("a.xlsx", kept.getvalue())) is not None


@pytest.mark.parametrize("grade", GRADES)
def test_a_mark_stops_a_web_page(grade):
    body = "".join(f"<p>{line}</p>" for line in LETTER.format(mark=grade).splitlines())
    assert stopped(read_bytes("a.html", f"<html><body>{body}</body></html>".encode())) is not None


@pytest.mark.parametrize(("grade", "rotate"), list(product(GRADES, [0, 90])))
def test_a_mark_stops_a_pdf(grade, rotate):
    lines = [(80, 700 - 20 * i, 12, line) for i, line in enumerate(LETTER.format(mark="x").splitlines())]
    page = PdfPage(words=[(80, 780, 14, grade), *lines], rotate=rotate)
    assert stopped(read_bytes("a.pdf", pdf(page))) is not None


def scan(grade="", colour=(200, 30, 40), angle=0.0):
    """A page as a scanner gives it, with a stamp."""
    page = Image.new("RGB", (1654, 2339), (252, 251, 248))
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 30)
    for i, line in enumerate(LETTER.format(mark=" ").splitlines()):
        draw.text((160, 500 + 70 * i), line, font=font, fill=(20, 20, 20))
    if grade:
        large = ImageFont.truetype(str(FONT), 44)
        stamp = Image.new("RGBA", (int(large.getlength(grade)) + 50, 90), (0, 0, 0, 0))
        pen = ImageDraw.Draw(stamp)
        pen.rectangle((3, 3, stamp.width - 4, 86), outline=(*colour, 255), width=4)
        pen.text((25, 16), grade, font=large, fill=(*colour, 255))
        stamp = stamp.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        page.paste(stamp, (200, 150), stamp)
    kept = io.BytesIO()
    page.save(kept, "PNG", dpi=(200, 200))
    return kept.getvalue()


@recognises
@pytest.mark.parametrize(
    ("grade", "angle", "colour"),
    [
        ("MẬT", 0, (200, 30, 40)),
        ("TỐI MẬT", 90, (200, 30, 40)),
        ("TUYỆT MẬT", 5, (200, 30, 40)),
        ("TUYỆT MẬT", 0, (30, 50, 180)),
    ],
)
def test_a_stamp_on_a_scan_stops_it(grade, angle, colour):
    assert stopped(read_bytes("quet.png", scan(grade, colour, angle))) is not None


@recognises
def test_a_scan_without_a_stamp_passes_and_its_words_are_read():
    source = read_bytes("quet.png", scan())
    assert stopped(source) is None
    assert "15/BC-UBND" in source.text
    assert source.media is Media.IMAGE


@recognises
def test_a_stamp_that_is_a_picture_in_a_word_file_stops_it():
    small = Image.open(io.BytesIO(scan("MẬT"))).crop((190, 140, 420, 260))
    kept = io.BytesIO()
    small.save(kept, "PNG")
    body = docx("".join(map(paragraph, LETTER.format(mark="").splitlines())))
    assert stopped(read_bytes("a.docx", zipped({"word/media/image1.png": kept.getvalue()}, onto=body))) is not None


def test_a_file_whose_first_page_could_not_be_read_waits():
    stop = stopped(Source("a.pdf", "0" * 64, Media.PDF, "Trang hai", (0, 0), unread=(1,)))
    assert stop is not None
    assert stop.waits
    assert "cách ly" in stop.sentence


@pytest.mark.parametrize(
    "words",
    [
        "Bảo mật thông tin",
        "Đặt lại mật khẩu",
        "Bảo vệ bí mật nhà nước",
        "GIẢI MẬT",
        "ĐÃ GIẢI MẬT",
        "NÂNG CAO AN TOÀN, BẢO\nMẬT",
        "tài liệu bí\nmật nhà nước",
        "Xử lý hồ sơ Mật, Tối Mật",
        "Độ mật: Thường",
        "Độ mật: ",
        "Độ mật: Mật, Tối mật, Tuyệt mật",
        "MẬT ĐỘ DÂN SỐ",
        "| Tuyệt mật | Tối mật | Mật |",
        "SỎI TÚI\nMẬT",
        "ĐỘ MẬT",
        "ONG\nMẬT",
    ],
)
def test_ordinary_words_stop_nothing(words):
    assert not is_marked_text(LETTER.format(mark=words))


def test_an_annex_that_shows_the_stamps_of_all_grades_stops_nothing():
    assert not is_marked_text("Điều 1. Mẫu dấu\n" + "nội dung\n" * 60 + "MẬT\nTỐI MẬT\nTUYỆT MẬT\n")


def test_no_article_of_the_laws_at_hand_and_no_directive_is_stopped():
    shared = Path(__file__).resolve().parents[2] / "shared"
    articles = shared / "benchmarks" / "alqac" / "corpus.jsonl"
    if not articles.exists():
        pytest.skip("the shared benchmarks are not here")
    texts = [json.loads(line)["text"] for line in articles.read_text("utf-8").splitlines()]
    texts += [path.read_text("utf-8", "replace") for path in (shared / "directives").glob("*.txt")]
    assert [text[:80] for text in texts if is_marked_text(text)] == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Liên hệ: 0904.579.636 (đ/c An)", "Liên hệ: ••••.•••.636 (đ/c An)"),
        ("ĐT +84 912345678", "ĐT +•• ••••••678"),
        ("CCCD số 051085001234", "CCCD số •••••••••234"),
        ("CMND số 212345678 cấp năm 2010", "CMND số ••••••678 cấp năm 2010"),
        ("điện thoại cơ quan 0255.3822123", "điện thoại cơ quan 0255.3822123"),
        ("kinh phí 350.000.000.000 đồng", "kinh phí 350.000.000.000 đồng"),
        ("Quyết định số 0912/QĐ-UBND", "Quyết định số 0912/QĐ-UBND"),
    ],
)
def test_personal_numbers_are_hidden_and_other_numbers_stay(written, read):
    assert masked(written) == read


def test_a_text_read_from_a_file_hides_personal_numbers_without_moving_a_word():
    source = read_bytes("a.txt", "Đầu mối: 0912 345 678, Sở Y tế.".encode())
    assert source.text == "Đầu mối: •••• ••• 678, Sở Y tế."
