"""Identity of documents of many bodies and provinces: capitals, merged columns, faults of recognition, blanks."""

import pytest
from heads import HEADS

from ingest.directive import understand
from ingest.models import Media, Source, Visibility
from ingest.places import Place, Places


def identity_of(text, agencies, places=()):
    source = Source("a.txt", "0" * 64, Media.TEXT, text, places=Places.of(places))
    return understand(source, "a", agencies, Visibility("chung")).document.identity


def held(identity, field):
    value = getattr(identity, field)
    return tuple(fact.value for fact in value) if isinstance(value, tuple) else value and value.value


@pytest.mark.parametrize(("text", "wanted"), [(text, wanted) for _, text, wanted in HEADS], ids=[n for n, *_ in HEADS])
def test_identity_is_read_as_a_reader_does(agencies, text, wanted):
    identity = identity_of(text, agencies)
    assert {field: held(identity, field) for field in wanted} == wanted


@pytest.mark.parametrize(("text", "wanted"), [(text, wanted) for _, text, wanted in HEADS], ids=[n for n, *_ in HEADS])
def test_every_value_stands_in_the_text(agencies, text, wanted):
    identity = identity_of(text, agencies)
    for field in ("number", "day", "issuer", "subject", "signer", "place"):
        fact = getattr(identity, field)
        assert fact is None or (fact.spans and all(text[s.start : s.end].strip() for s in fact.spans))


def named(name):
    return next(text for n, text, _ in HEADS if n == name)


def test_a_number_put_together_is_less_sure(agencies):
    broken = identity_of(named("OCR faults: spaces in number and slash, letters of UBND"), agencies)
    whole = identity_of(named("press communiqué"), agencies)
    assert broken.number.confidence < whole.number.confidence == 1.0
    assert broken.day.confidence < whole.day.confidence == 1.0


def test_no_value_is_surer_than_the_recognition_of_its_words(agencies):
    text = named("press communiqué")
    start = text.index("18/TC-BNG")
    identity = identity_of(text, agencies, [Place(start, start + 9, 1, (0, 0, 9, 9), 0.62)])
    assert identity.number.confidence == 0.62
    assert identity.subject.confidence == 1.0


def test_a_name_taken_from_the_opening_words_is_less_sure(agencies):
    text = "KẾ HOẠCH\nTrồng rừng\nCăn cứ Luật Lâm nghiệp;\nUBND tỉnh Yên Bái ban hành Kế hoạch như sau:\n1. Sở Y tế báo cáo.\n"
    assert identity_of(text, agencies).issuer.confidence < 1.0
