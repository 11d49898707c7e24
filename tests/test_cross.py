"""What documents tell of one another: numbers and days of copies that leave them blank."""

from dataclasses import replace
from datetime import date

import pytest

from ingest.cross import named_by_others
from ingest.lookup import Citing, StoredDocument
from ingest.models import Fact, Identity, Provenance, Reference, Relation, Span

SUBJECT = "Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp nghe và cho ý kiến về ứng dụng AI giai đoạn 2026-2030"
BLANK = Identity(kind=Fact("Thông báo"), subject=Fact(SUBJECT), event_day=Fact("2025-12-29"))
MENTION = Reference(
    "537/TB-UBND",
    "537/TB-UBND",
    "Thông báo",
    date(2025, 12, 31),
    "UBND tỉnh",
    f"về {SUBJECT}",
    (Span(10, 60),),
    Relation.IMPLEMENTS,
)


def stored(identity, document_id="a"):
    fields = dict.fromkeys(StoredDocument.__dataclass_fields__)
    return StoredDocument(**{**fields, "id": document_id, "identity": identity})


def named(identity, *references):
    (document,) = named_by_others([stored(identity)], [Citing("b", r) for r in references])
    return document.identity


def test_a_blank_number_is_told_by_another_document():
    found = named(BLANK, MENTION)
    assert (found.number.value, found.day.value) == ("537/TB-UBND", "2025-12-31")
    assert (found.number.provenance, found.number.source_id) == (Provenance.CORPUS, "b")
    assert found.number.spans == (Span(10, 60),)


def test_spacing_and_dashes_of_the_subject_do_not_matter():
    reference = replace(MENTION, subject=f"Về {SUBJECT.replace('2026-2030', '2026 – 2030')}")
    assert named(BLANK, reference).number.value == "537/TB-UBND"


def test_an_own_number_is_never_replaced():
    own = replace(BLANK, number=Fact("12/TB-UBND"))
    assert named(own, MENTION).number.value == "12/TB-UBND"


@pytest.mark.parametrize(
    "reference",
    [
        replace(MENTION, kind="Kế hoạch"),
        replace(MENTION, subject="về phòng, chống dịch bệnh mùa đông xuân"),
        replace(MENTION, subject=None),
        replace(MENTION, day=date(2025, 12, 1)),
    ],
)
def test_another_kind_subject_or_an_earlier_day_tells_nothing(reference):
    assert named(BLANK, reference).number is None


def test_two_different_numbers_tell_nothing():
    assert named(BLANK, MENTION, replace(MENTION, sign="538/TB-UBND")).number is None


def test_a_blank_sign_must_agree():
    assert named(replace(BLANK, sign=Fact("KH-UBND")), MENTION).number is None
    assert named(replace(BLANK, sign=Fact("TB-UBND")), MENTION).number.value == "537/TB-UBND"


def test_a_document_does_not_name_itself():
    (document,) = named_by_others([stored(BLANK, "b")], [Citing("b", MENTION)])
    assert document.identity.number is None
