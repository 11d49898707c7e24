"""Places become numbered citations."""

import pytest

from assistant.cite import number, quote_text
from assistant.evidence import Line, Quote
from ingest.models import Span


@pytest.fixture(scope="module")
def letter(tools):
    return next(d for d in tools.documents(None) if d.file.startswith("004"))


def place(tools, letter, *words: str, section: tuple[str, ...] = ()) -> Quote:
    raw = tools.document(letter.id, None).source.text
    return Quote(letter.id, tuple(Span(raw.index(w), raw.index(w) + len(w)) for w in words), section)


def test_one_place_has_one_number_wherever_it_is_used(tools, letter):
    first, second = place(tools, letter, "Số: /UBND-KGVX"), place(tools, letter, "Kính gửi:")
    texts, citations = number((Line("A", (first,)), Line("B", (second, first)), Line("C")), None, tools)
    assert texts == ("A [1]", "B [2][1]", "C")
    assert [(c.marker, c.quote) for c in citations] == [(1, "Số: /UBND-KGVX"), (2, "Kính gửi:")]


def test_the_same_words_under_another_heading_are_another_place(tools, letter):
    places = [place(tools, letter, "Kính gửi:", section=(name,)) for name in ("I", "II")]
    assert number((Line("A", tuple(places)),), None, tools)[0] == ("A [1][2]",)


def test_a_citation_says_where_it_stands_and_opens_there(tools, letter):
    _, [citation] = number((Line("A", (place(tools, letter, "Kính gửi:", section=("1. Sở",)),)),), None, tools)
    raw = tools.document(letter.id, None).source.text
    assert [raw[start:end] for start, end in citation.spans] == ["Kính gửi:"]
    assert (citation.section, citation.page) == (("1. Sở",), None)
    assert (citation.document.id, citation.document.file) == (letter.id, "004_41fd8fcf13e1293d.txt")
    assert citation.document.number is None
    assert citation.document.title.startswith("Công văn Về việc triển khai thực hiện Thông báo số 01-TB/CQTT")


def test_a_place_without_words_gets_no_number(tools, letter):
    assert number((Line("A", (Quote(letter.id, ()),)),), None, tools) == (("A",), ())


@pytest.mark.parametrize(
    ("raw", "spans", "quote"),
    [
        ("Sở  Y\n\n tế chủ trì", [(0, 10)], "Sở Y tế"),
        ("Sở Y\n\ntế", [(0, 4), (6, 8)], "Sở Y tế"),  # only white space between: one place
        ("Sở Y tế (xem 2) chủ trì", [(0, 7), (16, 23)], "Sở Y tế … chủ trì"),
    ],
)
def test_a_quotation_is_verbatim_but_for_white_space(raw, spans, quote):
    assert quote_text(raw, Quote("vb", tuple(Span(*pair) for pair in spans))) == quote


def test_a_place_that_may_not_be_read_cannot_be_cited(office, tmp_path):
    file = tmp_path / "mat.txt"
    file.write_text("THÔNG BÁO\nVề nội bộ\n\n1. Sở Nội vụ rà soát.\n", encoding="utf-8")
    office.take(file, owner="noi-vu", visible_to=("noi-vu",))
    tools = office.open().tools
    [held] = tools.documents("noi-vu")
    line = Line("A", (Quote(held.id, (Span(0, 9),)),))
    assert number((line,), "noi-vu", tools)[1][0].quote == "THÔNG BÁO"
    with pytest.raises(LookupError):
        number((line,), "so-y-te", tools)
