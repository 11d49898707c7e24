"""Letters of TCVN3, VNI and VISCII: by the font where it tells, by the syllables they spell where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import PdfPage, docx, paragraph, pdf

from ingest.errors import UnreadableFile
from ingest.formats.docx_reader import read_docx
from ingest.formats.legacy_letters import Encoding, LegacyLetters, Piece, convert, encoding_of, guess
from ingest.formats.pdf_reader import read_pdf
from ingest.formats.text_reader import read_text

TEXT = "Quyết định của Thủ tướng Chính phủ về tiền lương, số 94/1998/QĐ-TTg"
SPELT = {
    Encoding.TCVN3: "QuyÕt ®Þnh cña Thñ t\u00adíng ChÝnh phñ vÒ tiÒn l\u00ad¬ng, sè 94/1998/Q§-TTg",
    Encoding.VNI: "Quyeát ñònh cuûa Thuû töôùng Chính phuû veà tieàn löông, soá 94/1998/QÑ-TTg",
    Encoding.VISCII: "Quyªt ð\u00b8nh cüa Thü tß¾ng Chính phü v« ti«n lß½ng, s¯ 94/1998/QÐ-TTg",
}
FONTS = {Encoding.TCVN3: ".VnTime", Encoding.VNI: "VNI-Times"}


def run(words: str, font: str) -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    return f'<w:r>{fonts}<w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize("encoding", Encoding)
def test_what_the_letters_spell_tells_the_encoding(encoding: Encoding) -> None:
    assert guess(SPELT[encoding]) is encoding
    assert convert(SPELT[encoding], encoding) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Señor Núñez, mañana el niño; für die Größe schön, Übung; très élève naïf, ça et là",
        "§ 5 «Điều 3» © 2026 ±5 % 12 °C ½",
        "Kết luận: 1.000.000 m² đất; 10 µm",
        "",
    ],
)
def test_good_vietnamese_and_other_languages_are_left_alone(text: str) -> None:
    assert guess(text) is None
    assert LegacyLetters([Piece(text)]).unicode([Piece(text)]) == text


@given(st.text(max_size=80))
def test_text_in_a_modern_font_changes_only_where_it_spells_vietnamese(text: str) -> None:
    letters = LegacyLetters([Piece(text, "Times New Roman")])
    assert letters.unicode([Piece(text, "Times New Roman")]) == text or letters.encoding is not None


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", Encoding.TCVN3), (".VNARIALH", Encoding.TCVN3), ("ABCDEF+VnTimeH,Bold", Encoding.TCVN3),
        ("VNI-Times", Encoding.VNI), ("VNI Helve", Encoding.VNI), ("Times New Roman", None), (None, None), ("UVN Van", None),
    ],
)  # fmt: skip
def test_fonts_are_known_by_their_names(font: str | None, encoding: Encoding | None) -> None:
    assert encoding_of(font) is encoding


@pytest.mark.parametrize("encoding", FONTS)
def test_a_few_letters_are_read_by_their_font(encoding: Encoding) -> None:
    words = {Encoding.TCVN3: "Sè", Encoding.VNI: "Soá"}[encoding]
    extract = read_docx(docx(f"<w:p>{run(words, FONTS[encoding])}</w:p>"))
    assert (extract.text, extract.encoding) == ("Số\n", encoding.value)


def test_a_style_that_names_an_old_font_does_not_harm_what_was_typed_in_unicode() -> None:
    body = f"<w:p>{run(TEXT, '.VnTime')}</w:p><w:p>{run('Sè và có', '.VnTime')}</w:p>"
    assert read_docx(docx(body)).text == f"{TEXT}\nSè và có\n"


@pytest.mark.parametrize("encoding", FONTS)
def test_letters_of_an_old_font_under_the_wrong_code_page_are_put_right(encoding: Encoding) -> None:
    misread = SPELT[encoding].encode("latin-1").decode("cp1258")
    assert misread != SPELT[encoding]
    assert read_docx(docx(f"<w:p>{run(misread, FONTS[encoding])}</w:p>")).text == f"{TEXT}\n"


def test_fonts_of_one_paragraph_are_read_each_by_itself() -> None:
    body = f"<w:p>{run('Sè ', '.VnTime')}{run('số Đảng', 'Times New Roman')}{run(' soá', 'VNI-Times')}</w:p>"
    assert read_docx(docx(body)).text == "Số số Đảng số\n"


def test_a_letter_may_be_spread_over_two_runs() -> None:
    assert read_docx(docx(f"<w:p>{run('So', 'VNI-Times')}{run('á', 'VNI-Helve')}</w:p>")).text == "Số\n"


def test_small_letters_of_a_font_of_capitals_are_capitals() -> None:
    body = f"<w:p>{run('QuyÕt ®Þnh: nghe an', '.VnTimeH')}{run(' sè 1', '.VnTime')}</w:p>"
    assert read_docx(docx(body)).text == "QUYẾT ĐỊNH: NGHE AN số 1\n"


def test_plain_letters_in_an_old_font_are_no_conversion() -> None:
    assert read_docx(docx(f"<w:p>{run('UBND', '.VnTime')}</w:p>")).encoding is None


def test_the_soft_hyphen_is_a_letter_of_old_fonts_and_nothing_in_others() -> None:
    soft = "<w:r><w:rPr><w:rFonts w:hAnsi='.VnTime'/></w:rPr><w:t>t</w:t><w:softHyphen/><w:t>íng</w:t></w:r>"
    assert read_docx(
        docx(f"<w:p>{soft}</w:p><w:p><w:r><w:t>phát</w:t><w:softHyphen/><w:t>triển</w:t></w:r></w:p>")
    ).text == ("tướng\npháttriển\n")


def test_an_old_font_may_come_from_a_style_and_hold_automatic_numbers() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
        "</w:style>"
    )
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§iÒu %1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    body = paragraph("Ph¹m vi", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert read_docx(docx(body, styles=styles, numbering=numbering)).text == "Điều 1. Phạm vi\n"


@pytest.mark.parametrize("encoding", Encoding)
def test_text_files_of_old_programs_are_read(encoding: Encoding) -> None:
    extract = read_text(SPELT[encoding].encode("latin-1"))
    assert (extract.text, extract.encoding) == (TEXT, encoding.value)
    assert read_text(SPELT[encoding].encode()).text == TEXT  # carried over into UTF-8 letter by letter


def test_the_vietnamese_code_page_of_windows_is_read() -> None:
    assert read_text("Quyê\u0301t đi\u0323nh sô\u0301 9".encode("cp1258")).text == "Quyết định số 9"


def test_bytes_that_spell_nothing_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="UTF-8"):
        read_text("größe".encode("latin-1"))


@given(
    st.text(st.characters(codec="latin-1") | st.sampled_from("\u2212ﬁđệ"), max_size=40),
    st.sampled_from([".VnTimeH", "VNI-Times"]),
)
def test_a_filler_keeps_every_letter_in_its_place(text: str, font: str) -> None:
    letters = LegacyLetters([Piece(text, font)])
    assert len(letters.unicode([Piece(text, font)], "\uffff")) == len(text)


def test_pdf_pages_keep_the_place_of_every_letter() -> None:
    page = PdfPage([(72, 760, 12, SPELT[Encoding.VNI]), (72, 740, 12, "Soá 15")])
    extract = read_pdf(pdf(page))
    assert (extract.text, extract.encoding) == (f"{TEXT}\nSố 15\n", "VNI")
