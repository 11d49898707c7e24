"""Signs as printed, as left blank and as typed."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document_kinds import abbreviations_like, document_kinds, kind_named, kinds_abbreviated
from ingest.signs import (
    System,
    find_blank_sign,
    find_sign_queries,
    find_signs,
    matches,
    normalise,
    same_sign,
)

PRINTED = [
    ("Thông báo số 537/TB-UBND ngày 31/12/2025", "537/TB-UBND", System.STATE, None, "TB", "UBND", None),
    ("Nghị định số 45/2026/NĐ-CP ngày", "45/2026/NĐ-CP", System.STATE, 2026, "NĐ", "CP", None),
    ("Nghị quyết số 57-NQ/TW của", "57-NQ/TW", System.PARTY, None, "NQ", "TW", None),
    ("Chương trình số 02-CTr/BCĐTW, 02/02/2026", "02-CTr/BCĐTW", System.PARTY, None, "CTr", "BCĐTW", None),
    ("Công văn 3090/UBND-KGVX ngày", "3090/UBND-KGVX", System.STATE, None, None, "UBND", "KGVX"),
    ("2005/SKHCN-KH&ĐMST ngày", "2005/SKHCN-KH&ĐMST", System.STATE, None, None, "SKHCN", "KH&ĐMST"),
    ("văn bản số 118/UBND ngày", "118/UBND", System.STATE, None, None, "UBND", None),
    ("Nghị quyết số 190/2025/QH15 của", "190/2025/QH15", System.STATE, 2025, None, "QH15", None),
    ("Nghị quyết số 1677/NQ-UBTVQH15", "1677/NQ-UBTVQH15", System.STATE, None, "NQ", "UBTVQH15", None),
    (
        "Thông tư liên tịch số 72/2011/TTLT-BTC-BGTVT",
        "72/2011/TTLT-BTC-BGTVT",
        System.STATE,
        2011,
        "TTLT",
        "BTC",
        "BGTVT",
    ),
    ("Quyết định số 204-QĐ/TW1 năm", "204-QĐ/TW", System.PARTY, None, "QĐ", "TW", None),
    ("Công văn số 286/C07-P6 ngày", "286/C07-P6", System.STATE, None, None, "C07", "P6"),
    ("Kế hoạch số 12/KH- UBND ngày", "12/KH- UBND", System.STATE, None, "KH", "UBND", None),
    ("Nghị quyết số 57–NQ/TW của", "57–NQ/TW", System.PARTY, None, "NQ", "TW", None),
]


@pytest.mark.parametrize("row", PRINTED, ids=[row[1] for row in PRINTED])
def test_a_printed_sign_has_its_parts(row):
    text, printed, *parts = row
    (sign,) = find_signs(text)

    assert (sign.printed, text[sign.span.start : sign.span.end]) == (printed, printed)
    assert [sign.system, sign.year, sign.kind, sign.organisation, sign.unit] == parts


@pytest.mark.parametrize(
    "text",
    [
        "ngày 20/01/2026",
        "giai đoạn 2026-2030",
        "số nhà 12/Lê Lợi",
        "80 km/h",
        "24/7",
        "tỷ lệ 3/4",
        "đạt 50/63",
        "A4/A3",
        "1/Trường",
    ],
)
def test_what_only_looks_like_a_sign_is_none(text):
    assert find_signs(text) == ()


@pytest.mark.parametrize(
    ("text", "sign", "kind"),
    [
        ("Số: /UBND-KGVX", "UBND-KGVX", None),
        ("Số:            /KH-UBND", "KH-UBND", "KH"),
        ("Kế hoạch số          /KH-UBND ngày       tháng 01", "KH-UBND", "KH"),
        ("Số: ……/TB-VPUBND", "TB-VPUBND", "TB"),
        ("Số:      -KH/TU", "KH/TU", "KH"),
    ],
)
def test_a_blank_number_keeps_its_sign(text, sign, kind):
    found = find_blank_sign(text)

    assert (found.sign, found.kind) == (sign, kind)
    assert text[found.span.start : found.span.end].endswith(sign.split("/")[-1])


def test_a_filled_number_is_not_blank():
    assert find_blank_sign("Số: 537/TB-UBND") is None


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("5/KH-UBND", "05/KH-UBND", True),
        ("72/BC-SKHHCN", "72/BC-SKHCN", True),
        ("5199/BKHHCN-CĐSQG", "5199/BKHCN-CĐSQG", True),
        ("2005/SKH-CN-KH&ĐMST", "2005/SKHCN-KH&ĐMST", True),
        ("45/NQ-HĐND", "45/NQ-HDND", True),
        ("45/NQ-HĐND", "45/2026/NĐ-CP", False),
        ("17-TB/CQTTBCĐ", "17-KH/BCĐ", False),
        ("12/HD-UBND", "12/HĐ-UBND", False),
        ("537/TB-UBND", "538/TB-UBND", False),
        ("71/NQ-CP", "71-NQ/TW", False),
        ("10/TB-BKHCN", "10/TB-SKHCN", False),
    ],
)
def test_signs_are_compared_by_number_kind_and_code(first, second, same):
    assert same_sign(first, second) is same
    assert same_sign(second, first) is same


def test_a_sign_is_shown_as_printed_without_spaces():
    assert normalise(find_signs("Tờ trình số 72/ TTr– BKHCN")[0]) == "72/TTr-BKHCN"


SIGNS = [
    "537/TB-UBND",
    "45/NQ-HĐND",
    "45/2026/NĐ-CP",
    "57-NQ/TW",
    "61-KH/TU",
    "3090/UBND-KGVX",
    "12/HD-SNV",
    "12/HĐ-SNV",
]
SIGNS += ["8177/BKHCN-CĐSQG", "17-TB/CQTTBCĐ", "17-KH/BCĐ", "72/BC-SKHHCN", "64/2025/QH15", "1635-CV/ĐU"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tb 537", ["537/TB-UBND"]),
        ("TB537 nói gì", ["537/TB-UBND"]),
        ("537/TB", ["537/TB-UBND"]),
        ("537/tb-ubnd", ["537/TB-UBND"]),
        ("Thông báo số 537 về việc gì", ["537/TB-UBND"]),
        ("thong bao so 537", ["537/TB-UBND"]),
        ("cv 3090", ["3090/UBND-KGVX"]),
        ("công văn 3090", ["3090/UBND-KGVX"]),
        ("công văn 1635", ["1635-CV/ĐU"]),
        ("NQ 57", ["57-NQ/TW"]),
        ("nghị quyết 57", ["57-NQ/TW"]),
        ("57-nq/tw", ["57-NQ/TW"]),
        ("ke hoach 61", ["61-KH/TU"]),
        ("Nghị quyết 45", ["45/NQ-HĐND"]),
        ("nghị định 45", ["45/2026/NĐ-CP"]),
        ("văn bản số 45", ["45/NQ-HĐND", "45/2026/NĐ-CP"]),
        ("văn bản 17", ["17-TB/CQTTBCĐ", "17-KH/BCĐ"]),
        ("HD 12 của Sở", ["12/HD-SNV"]),
        ("HĐ 12 của Sở", ["12/HĐ-SNV"]),
        ("hd 12", ["12/HD-SNV", "12/HĐ-SNV"]),
        ("Văn bản 8177/BKHCN", ["8177/BKHCN-CĐSQG"]),
        ("8177/BKHCN-CĐSQG", ["8177/BKHCN-CĐSQG"]),
        ("8177/SKHCN", []),
        ("báo cáo 72/BC-SKHCN", ["72/BC-SKHHCN"]),
        ("luật số 64", ["64/2025/QH15"]),
        ("TB 538", []),
        ("thông báo 537 nhiệm vụ 2", ["537/TB-UBND"]),
    ],
)
def test_a_typed_sign_finds_the_documents_it_may_mean(typed, found):
    (query,) = find_sign_queries(typed)

    assert [sign for sign in SIGNS if matches(query, sign)] == found


@pytest.mark.parametrize(
    "question",
    [
        "nhiệm vụ 8 là gì",
        "báo cáo 6 tháng đầu năm",
        "kế hoạch 2026-2030",
        "chuyển đổi số 2026",
        "hạn 30/4/2026",
        "họp 2/4",
        "Đề án 06",
        "kế hoạch 5 năm",
        "kế hoạch 5 nhiệm vụ",
        "kế hoạch 2026 nhiệm vụ gì",
        "t12/2026",
        "Phụ lục II",
        "điểm b khoản 4",
    ],
)
def test_numbers_that_are_no_signs_are_not_looked_up(question):
    assert find_sign_queries(question) == ()


def test_two_signs_of_one_question_are_two_queries():
    queries = find_sign_queries("Nghị quyết 45/NQ-HĐND và Nghị định 45/2026/NĐ-CP khác nhau ra sao?")

    assert [(q.number, q.year, q.kinds, q.is_bare) for q in queries] == [
        (45, None, ("NQ",), False),
        (45, 2026, ("NĐ",), False),
    ]


def test_kinds_are_told_apart_by_their_diacritics():
    assert [kind.name for kind in kinds_abbreviated("HĐ")] == ["Hợp đồng"]
    assert abbreviations_like("hd") == ("HD", "HĐ")
    assert kind_named("KẾ HOẠCH").abbreviations == ("KH",)
    assert kind_named("ke hoach").name == "Kế hoạch"
    assert len({kind.name for kind in document_kinds()}) == len(document_kinds())


KINDS = [a for kind in document_kinds() if kind.system in ("both", "state") for a in kind.abbreviations]


@given(st.integers(1, 99_999), st.sampled_from(KINDS), st.sampled_from(["UBND", "SKHCN", "BNNMT", "VPUBND", "HĐND"]))
def test_any_state_sign_is_found_and_asked_for(number, kind, code):
    text = f"tại Văn bản số {number:02}/{kind}-{code} ngày 01/7/2026"
    (sign,) = find_signs(text)

    assert (sign.number, sign.kind, sign.organisation) == (number, kind, code)
    assert all(matches(query, sign) for query in find_sign_queries(f"{number}/{kind}-{code}".lower()))


@given(st.text(alphabet="0123456789/-&. NQTBUĐsốkếhoạch", max_size=80))
def test_random_text_never_fails(text):
    for sign in find_signs(text):
        assert text[sign.span.start : sign.span.end] == sign.printed
    find_blank_sign(text)
    assert all(query.span.end <= len(text) for query in find_sign_queries(text))


def test_decomposed_signs_keep_their_offsets():
    text = unicodedata.normalize("NFD", "Quyết định số 12/QĐ-HĐND ngày 01/7/2026")
    (sign,) = find_signs(text)

    assert (sign.printed, sign.organisation) == ("12/QĐ-HĐND", "HĐND")
    assert text[sign.span.start : sign.span.end] == sign.printed


@pytest.mark.parametrize(
    "unit", ["1", "1/", "12/UBND-", "A-", "số ", " ", "1/TB-", "nq 1 ", "&A", "57-NQ/", "kế hoạch "]
)
def test_ten_thousand_repetitions_are_read_quickly(unit):
    started = time.perf_counter()
    find_signs("số 1/" + unit * 10_000)
    find_blank_sign("số /" + unit * 10_000)
    find_sign_queries(unit * 10_000)

    assert time.perf_counter() - started < 20
