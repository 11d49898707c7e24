"""What a PDF holds beside the words of its pages: where words stand, what was stamped at signing, who signed."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from makers import SHARED, PdfPage, pdf, ruled
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from ingest.formats.pdf_reader import read_pdf

BODY = [
    (72, 700 - 20 * i, 13, "Thực hiện Kế hoạch số 12-KH/TU ngày 02 tháng 01 năm 2026 của Tỉnh ủy") for i in range(4)
]


def signed(blob: bytes, name: str) -> bytes:
    """The file with a signature whose certificate its owner issued himself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    package = pkcs12.serialize_key_and_certificates(b"", key, certificate, None, BestAvailableEncryption(b"1"))
    signer = signers.SimpleSigner.load_pkcs12_data(package, other_certs=[], passphrase=b"1")
    writer, out = IncrementalPdfFileWriter(io.BytesIO(blob)), io.BytesIO()
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Chuky"), signer=signer, output=out)
    return out.getvalue()


def test_every_word_knows_where_it_is_printed() -> None:
    words = [(80, 580, 12, "TT"), (130, 580, 12, "Nhiệm vụ"), (80, 550, 12, "1"), (130, 550, 12, "Rà soát")]
    bars = ruled((72, 120, 300), (540, 570, 600))
    extract = read_pdf(pdf(PdfPage(), PdfPage([(72, 700, 12, "PHỤ LỤC I"), *words], bars)))
    assert [extract.text[p.start : p.end] for p in extract.places] == extract.text.split()
    assert extract.page_sizes == ((595, 842), (595, 842))
    first = next(iter(extract.places))
    assert (first.page, first.confidence) == (2, None)
    assert first.box[0] == pytest.approx(72, abs=1) and first.box[1] < 842 - 700 < first.box[3]


def test_words_beside_a_raised_digit_keep_their_places() -> None:
    page = PdfPage([(72, 760, 13, "ngày 30/12/2025"), (162, 765, 7, "1"), (72, 700, 13, "năm 2026")])
    extract = read_pdf(pdf(page))
    assert [extract.text[p.start : p.end] for p in extract.places] == ["ngày", "30/12/2025¹", "năm", "2026"]


def test_number_and_date_stamped_at_signing_stand_in_their_gaps() -> None:
    words = [
        (72, 780, 12, "Số:"), (140, 780, 12, "/KH-UBND"),
        (330, 780, 12, "Gia Lai, ngày"), (426, 780, 12, "tháng"), (475, 780, 12, "năm 2026"),
    ]  # fmt: skip
    stamps = [(100, 780, 12, "123"), (411, 780, 12, "05"), (460, 780, 12, "01")]
    text = read_pdf(pdf(PdfPage([*words, *BODY], stamps=stamps))).text
    assert text.startswith("Số: 123/KH-UBND\nGia Lai, ngày 05 tháng 01 năm 2026\nThực hiện")


def test_a_stamp_without_a_line_of_its_own_goes_below_what_it_stands_under() -> None:
    words = [(72, 800, 12, "ỦY BAN NHÂN DÂN"), (330, 800, 12, "CỘNG HÒA XÃ HỘI"), *BODY]
    text = read_pdf(pdf(PdfPage(words, stamps=[(72, 776, 12, "Số: 7/TB-UBND")]))).text
    assert text.startswith("ỦY BAN NHÂN DÂN\nSố: 7/TB-UBND\nCỘNG HÒA XÃ HỘI\nThực hiện")


def test_a_stamp_right_of_everything_stays_below_what_is_printed_higher() -> None:
    words = [(72, 800, 12, "ỦY BAN NHÂN DÂN"), (72, 740, 12, "Kính gửi:"), (72, 720, 12, "Sở Y tế")]
    text = read_pdf(pdf(PdfPage(words, stamps=[(430, 764, 12, "Khẩn")]))).text
    assert text == "ỦY BAN NHÂN DÂN\nKhẩn\nKính gửi:\nSở Y tế\n"


def test_the_block_that_tells_who_signed_is_no_part_of_the_words() -> None:
    block = ["Người ký: Văn phòng UBND tỉnh", "Email: vp@gialai.gov.vn", "Thời gian ký: 05.01.2026 08:12:53 +07:00"]
    placed = [(10, 830 - 9 * i, 8, line) for i, line in enumerate(block)]
    plain = read_pdf(pdf(PdfPage(BODY))).text
    assert read_pdf(pdf(PdfPage(BODY, stamps=placed))).text == plain
    assert read_pdf(pdf(PdfPage([*placed, *BODY]))).text == plain


def test_a_form_that_asks_who_signs_is_kept() -> None:
    words = [(72, 760, 12, "Người ký: Chủ tịch Ủy ban nhân dân xã"), (72, 740, 12, "Thẩm quyền: theo quy chế")]
    assert read_pdf(pdf(PdfPage(words))).text.startswith("Người ký: Chủ tịch")


def test_a_page_whose_only_words_are_a_signature_is_a_scan() -> None:
    block = [(10, 830, 8, "Ký bởi: Văn phòng Ủy ban nhân dân tỉnh Gia Lai"), (10, 820, 8, "Ngày ký: 2026-01-05")]
    assert read_pdf(pdf(PdfPage(picture=1.0, stamps=block))).unread == (1,)


def test_a_signature_tells_who_signed_and_whether_the_file_is_as_signed() -> None:
    blob = signed(pdf(PdfPage(BODY)), "Trần Văn Mẫu")
    (found,) = read_pdf(blob).signatures
    assert (found.signer, found.issuer, found.intact, found.whole) == ("Trần Văn Mẫu", "Trần Văn Mẫu", True, True)
    assert found.page == 1 and found.time is not None
    (changed,) = read_pdf(blob.replace(b"/Widths [", b"/Widths  ", 1).replace(b"%PDF-1.7", b"%PDF-1.6")).signatures
    assert changed.intact is False and changed.signer == "Trần Văn Mẫu"


def test_a_damaged_signature_leaves_the_words_readable() -> None:
    blob = signed(pdf(PdfPage(BODY)), "Trần Văn Mẫu")
    at = blob.index(b"/Contents <") + 11
    extract = read_pdf(blob[:at] + b"0" * 400 + blob[at + 400 :])
    assert extract.text.startswith("Thực hiện")
    assert [(s.signer, s.intact) for s in extract.signatures] in ([], [(None, None)])


@pytest.mark.skipif(not SHARED.exists(), reason="the shared documents are not here")
def test_a_real_file_shows_the_number_and_date_of_its_signing() -> None:
    extract = read_pdf((SHARED / "real" / "digital_congvan_signed_word2016.pdf").read_bytes())
    assert "Số: 286/C07-P6\n" in extract.text and "Hà Nội, ngày 27 tháng 01 năm 2026" in extract.text
    assert len(extract.signatures) == 5 and all(s.intact and s.page == 1 for s in extract.signatures)
    assert [s.whole for s in extract.signatures] == [False] * 4 + [True]
