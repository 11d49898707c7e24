"""Digital signatures of a PDF file, by pyHanko: what the certificates and the signed bytes themselves say.

Nothing is looked up: no revocation, no trust. Whether the office believes a certificate is not the reader's question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import islice
from typing import TypeVar

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from ingest.source import Signature

_MOST = 50  # signatures of one file: each costs a hash over the whole of it
_MOST_PAGES = 200  # looked through for the visible mark
_T = TypeVar("_T")


def read_signatures(blob: bytes) -> tuple[Signature, ...]:
    """The signatures in the order of signing; what of one is damaged is None, a file too damaged to tell has none."""
    try:
        reader = PdfFileReader(BytesIO(blob), strict=False)
        embedded = list(islice(reader.embedded_regular_signatures, _MOST))
        pages = _pages(reader, {signature.field_name for signature in embedded})
    except Exception:  # pyHanko answers damage with errors of many kinds
        return ()
    return tuple(_signature(signature, pages) for signature in embedded)


def _signature(embedded: EmbeddedPdfSignature, pages: dict[str, int]) -> Signature:
    time = _or_none(lambda: embedded.self_reported_timestamp)
    return Signature(
        signer=_or_none(lambda: _common_name(embedded.signer_cert.subject.native)),
        time=None if time is None else time.isoformat(),
        intact=_or_none(lambda: _is_intact(embedded)),
        whole=bool(_or_none(lambda: _is_whole(embedded))),
        issuer=_or_none(lambda: _common_name(embedded.signer_cert.issuer.native)),
        page=pages.get(embedded.field_name),
    )


def _or_none(told: Callable[[], _T]) -> _T | None:
    try:
        return told()
    except Exception:  # a certificate or a range of bytes is damaged in one of many ways
        return None


def _common_name(name: Mapping[str, object]) -> str | None:
    common = name.get("common_name")
    return common if isinstance(common, str) else None


def _is_intact(embedded: EmbeddedPdfSignature) -> bool:
    """Whether the signed bytes are those that the signer's key has signed."""
    intact, valid = validate_sig_integrity(
        embedded.signer_info,
        embedded.signer_cert,
        expected_content_type="data",
        actual_digest=embedded.compute_digest(),
    )
    return bool(intact and valid)


def _is_whole(embedded: EmbeddedPdfSignature) -> bool:
    return embedded.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE


def _pages(reader: PdfFileReader, fields: set[str]) -> dict[str, int]:
    """The page on which each signature field is drawn; pages after the last of them stay unread."""
    pages: dict[str, int] = {}
    for number in range(min(_MOST_PAGES, int(reader.root["/Pages"]["/Count"]))):
        if pages.keys() >= fields:
            break
        page, _ = reader.find_page_for_modification(number)
        names = (annotation.get_object().get("/T") for annotation in page.get_object().get("/Annots", ()))
        pages |= {name: number + 1 for name in names if name in fields}
    return pages
