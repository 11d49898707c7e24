"""Slips of recognition are put right in what is understood, never in what is quoted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.agencies import Agencies
from ingest.agency_names import Directory
from ingest.directive import understand
from ingest.misread_names import MisreadNames
from ingest.models import Grid, Media, Record, Source, Span, Visibility
from ingest.places import NOWHERE, Place, Places
from ingest.slips import as_meant, slips

REGISTER = Agencies(Directory())
NAMES = MisreadNames(REGISTER.directory)


def scan(text: str, *, confidence: float | None = 0.9, grids: tuple[Grid, ...] = ()) -> Source:
    """A page whose words were recognised, or are the file's own where no confidence is given."""
    starts = [i for i, letter in enumerate(text) if not letter.isspace() and (i == 0 or text[i - 1].isspace())]
    words = [(start, start + len(text[start:].split(maxsplit=1)[0])) for start in starts]
    box = (0.0, 0.0, 10.0, 10.0)
    places = Places.of(Place(start, end, 1, box, confidence) for start, end in words)
    return Source("a.pdf", "0" * 64, Media.PDF, text, (0,), grids, places=places)


def meant(text: str) -> str:
    source = scan(text)
    return as_meant(source, slips(source, REGISTER)).text


def read(source: Source) -> Record:
    return understand(source, "d", REGISTER, Visibility("ubnd"))


@pytest.mark.parametrize(
    ("recognised", "right"),
    [
        ("Giao Sở Nội vu rà soát", "Giao Sở Nội vụ rà soát"),
        ("Giao Sở Nôi vụ rà soát", "Giao Sở Nội vụ rà soát"),
        ("SỞ TÀI CHỈNH", "SỞ TÀI CHÍNH"),
        ("Các trường Đại học, Cao đăng trên địa bàn\ntỉnh", "Các trường Đại học, Cao đẳng trên địa bàn\ntỉnh"),
        ("Các Sở: Nội vụ, Y tê", "Các Sở: Nội vụ, Y tế"),
        ("Sở Khoa hoc và Công nghê", "Sở Khoa học và Công nghệ"),
    ],
)
def test_a_name_with_one_wrong_mark_in_a_word_is_the_registered_name(recognised, right):
    assert meant(recognised) == right


@pytest.mark.parametrize(
    "text",
    [
        "giải quyết công ăn việc làm",
        "Các sơ đồ kèm theo",
        "Giao Sở Nởi vụ rà soát",  # two marks of a letter
        "Giao Sở Nội vụ rà soát",
    ],
)
def test_other_words_are_left_alone(text):
    assert meant(text) == text


def test_a_name_that_could_be_two_of_the_register_is_left_alone():
    names = {tuple(map(str.lower, n.split())) for n in ("xã Sơn Hà", "xã Sơn Hạ")}
    assert names <= REGISTER.directory.names.keys()
    assert meant("Giao UBND xã Sơn Há thực hiện") == "Giao UBND xã Sơn Há thực hiện"
    assert meant("Giao UBND xã Sơn Hạ thực hiện") == "Giao UBND xã Sơn Hạ thực hiện"


@pytest.mark.parametrize(
    ("recognised", "right"),
    [
        ("trong Quý 11/2026", "trong Quý II/2026"),
        ("trong Quy 11/2026", "trong Quý II/2026"),
        ("trong quý lII năm 2026", "trong quý III năm 2026"),
        ("trong Quý 1V/2026", "trong Quý IV/2026"),
        ("QUÝ Il.", "QUÝ II."),
        ("trong quý 1/2026", "trong quý 1/2026"),
        ("quy 11 điều", "quy 11 điều"),
        ("quý vị", "quý vị"),
    ],
)
def test_a_quarter_is_one_of_four(recognised, right):
    assert meant(recognised) == right


def listed(markers: str) -> str:
    return "".join(f"{marker} Rà soát.\n" for marker in markers.split())


@pytest.mark.parametrize(
    ("recognised", "right"),
    [
        ("d) đ) e) f) ø) h) ¡)", "d) đ) e) f) g) h) i)"),
        ("e) ø) h) i) k)", "e) g) h) i) k)"),
        ("e) 8) h)", "e) g) h)"),
        ("a) b) C) d)", "a) b) c) d)"),
        ("e) ø)", "e) ø)"),  # f or g
        ("a) b) ø) a) b)", "a) b) c) a) b)"),
        ("a) 1) 2) b)", "a) 1) 2) b)"),
        ("A) B) C)", "A) B) C)"),
        ("a) b) e) d)", "a) b) e) d)"),  # a letter may be the author's own slip
    ],
)
def test_a_sign_before_a_bracket_is_the_letter_that_its_neighbours_leave(recognised, right):
    assert meant(listed(recognised)) == listed(right)


def table(*rows: str) -> Source:
    text = "\n".join(f"{number}\tRà soát" for number in rows) + "\n"
    cells, position = [], 0
    for number in rows:
        end = position + len(number)
        cells.append(((Span(position, end),), (Span(end + 1, end + 8),)))
        position = end + 9
    return scan(text, grids=(Grid(Span(0, len(text) - 1), tuple(cells)),))


def test_row_numbers_follow_each_other():
    source = table("1,", "2.", "S.", "4.", "II", "5.", "l0.", "7.")
    right = as_meant(source, slips(source, REGISTER)).text
    assert [line.split("\t")[0] for line in right.splitlines()] == ["1.", "2.", "3.", "4.", "II", "5.", "l0.", "7."]


def test_letters_of_the_file_itself_are_never_changed():
    text = "Giao Sở Nội vu rà soát trong Quý 11/2026.\n" + listed("e) ø) h)")
    assert slips(scan(text, confidence=None), REGISTER) == ()
    assert slips(Source("a.txt", "0" * 64, Media.TEXT, text, places=NOWHERE), REGISTER) == ()


LETTER = (
    "Chủ tịch UBND tỉnh yêu cầu:\n"
    "1. Giao Sở Nội vu rà soát chế độ, hoàn thành trong Quý 11/2026.\n"
    "2. Giao Sở Y tế tổng hợp, báo cáo UBND tỉnh trước ngày 30/6/2026.\n"
)


def test_a_task_holds_what_is_meant_beside_the_words_as_recognised():
    record = read(scan(LETTER))
    task = record.tasks[0]
    assert task.lead == ("Sở Nội vụ",)
    assert task.deadline is not None
    assert task.deadline.end is not None
    assert task.deadline.end.isoformat() == "2026-06-30"
    assert "Quý 11/2026" in task.deadline.text
    assert record.document.source.text == LETTER
    assert all(word in LETTER for block in record.document.blocks for word in block.text.split())
    assert task.confidence < 0.8
    assert task.doubt == "Bản quét nhận dạng là «vu», được hiểu là «vụ», cần đối chiếu với bản gốc."


def test_a_task_without_slips_has_no_doubt_of_them():
    assert read(scan(LETTER)).tasks[1].doubt is None


@given(st.sampled_from(sorted(REGISTER.directory.names)), st.randoms(use_true_random=False))
def test_a_registered_name_that_lost_a_mark_is_read_as_itself_or_not_at_all(name, chance):
    """Never as another body."""
    words = list(name)
    at = chance.randrange(len(words))
    letters = [unicodedata.normalize("NFD", letter) for letter in words[at]]
    marked = [i for i, parts in enumerate(letters) if len(parts) > 1]
    if marked:
        i = chance.choice(marked)
        letters[i] = letters[i][:-1]
        words[at] = unicodedata.normalize("NFC", "".join(letters))
    text = "Giao " + " ".join(words)
    right = text
    for start, word in NAMES.find(text):
        right = right[:start] + word + right[start + len(word) :]
    entry = REGISTER.directory.names.get(tuple(right.split()[1:]))
    assert right == text or (entry is not None and entry.name == REGISTER.directory.names[name].name)
