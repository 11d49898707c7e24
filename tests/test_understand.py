"""What the words of one question say."""

import unicodedata

import pytest
from conftest import AS_OF
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Question
from assistant.query import Field, Query, Shape
from assistant.understand import Known, understand
from ingest.rows import AgencyRole


@pytest.fixture(scope="module")
def read(tools):
    known = tools.known(None)

    def understood(text: str) -> Query:
        return understand(Question(text, AS_OF), known)

    return understood


@pytest.mark.parametrize(
    "question",
    [
        "Sở Khoa học và Công nghệ phải làm gì?",
        "so khoa hoc va cong nghe phai lam gi",
        "Sở KH&CN được giao việc gì?",
        "skhcn duoc giao gi",
        "SỞ KHCN CHỦ TRÌ NHIỆM VỤ NÀO?",
        unicodedata.normalize("NFD", "Sở Khoa học và Công nghệ phải làm gì?"),
        "What must the Department of Science and Technology do?",
    ],
)
def test_one_body_has_one_name_however_it_is_typed(read, question):
    query = read(question)
    assert [mention.name for mention in query.agencies] == ["Sở Khoa học và Công nghệ"]
    assert query.agency_is_subject
    assert query.shape is Shape.LIST


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Công an tỉnh và Sở Nội vụ cùng làm việc gì?", ["Công an tỉnh", "Sở Nội vụ"]),
        ("Sở Văn hóa, Thể thao và Du lịch phải làm gì?", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("UBND các xã, phường, đặc khu phải làm gì?", ["UBND các xã, phường, đặc khu"]),
        ("Sở Kế hoạch và Đầu tư được giao việc gì?", ["Sở Tài chính"]),  # merged into it in 2025
        ("Lĩnh vực y tế, giáo dục có việc gì?", []),
    ],
)
def test_bodies_are_found_whole(read, question, names):
    assert [mention.name for mention in read(question).agencies] == names


def test_a_former_name_is_known_as_such(read):
    [mention] = read("Sở Kế hoạch và Đầu tư được giao việc gì?").agencies
    assert mention.former


def test_an_unaccented_name_of_two_communes_keeps_both(read):
    [mention] = read("ubnd xa son ha duoc giao viec gi").agencies
    assert {"UBND xã Sơn Hà", "UBND xã Sơn Hạ"} == {*mention.others}


def test_a_body_of_which_something_is_reported_is_not_the_subject(read):
    assert not read("Ai làm đầu mối báo cáo về Sở Khoa học và Công nghệ?").agency_is_subject


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("Cơ quan nào chủ trì nhiệm vụ 17, và thời hạn khi nào?", {Field.LEAD, Field.DEADLINE}),
        ("ai lam nhiem vu 17, han khi nao", {Field.LEAD, Field.DEADLINE}),
        ("Nhiệm vụ 17 phối hợp với ai?", {Field.COORDINATING}),
        ("Which agency leads task 17 and what is the deadline?", {Field.LEAD, Field.DEADLINE}),
        ("Who signed the plan?", {Field.SIGNER, Field.LEAD}),
        ("Kết quả của nhiệm vụ VI.4 là gì?", {Field.RESULT}),
    ],
)
def test_the_facts_asked_for_are_named(read, question, fields):
    assert read(question).fields >= fields


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("Sở Nội vụ chủ trì việc gì?", (AgencyRole.LEAD,)),
        ("so noi vu phoi hop viec gi", (AgencyRole.COORDINATING,)),
        ("SKHCN ctri nv nào?", (AgencyRole.LEAD,)),
        ("Sở Nội vụ phải làm gì?", ()),
    ],
)
def test_roles_are_read_from_the_verb(read, question, roles):
    assert read(question).roles == roles


@pytest.mark.parametrize(
    ("question", "shape", "counts"),
    [
        ("Công an tỉnh chủ trì bao nhiêu nhiệm vụ?", Shape.LIST, True),
        ("Có mấy nhiệm vụ của Sở Nội vụ?", Shape.LIST, True),
        ("Tổng số nhiệm vụ của Sở Nội vụ là mấy?", Shape.LIST, True),
        ("Liệt kê nhiệm vụ của Sở Nội vụ", Shape.LIST, False),
        ("Hai thông báo khác nhau thế nào?", Shape.COMPARE, False),
        ("Nhiệm vụ 17 do ai chủ trì?", Shape.ONE, False),
        ("Tỷ lệ hồ sơ trực tuyến đạt bao nhiêu phần trăm?", Shape.ONE, False),
        ("Cuộc họp lúc mấy giờ?", Shape.ONE, False),
    ],
)
def test_lists_counts_and_comparisons_are_told_apart(read, question, shape, counts):
    query = read(question)
    assert (query.shape, query.counts) == (shape, counts)


def test_short_forms_are_written_out_and_the_typed_words_kept(read):
    query = read("cq nào ctri nv 17?")
    assert query.text == "cơ quan nào chủ trì nhiệm vụ 17?"
    assert "ctri nv 17" in query.searched
    assert query.place.numbers == ("17",)


def test_english_is_noticed_and_vietnamese_without_marks_is_not(read):
    assert read("Which agency leads task 17?").english
    assert read("Who signed the notice 537/TB-UBND?").english
    assert read("Which tasks does Sở Y tế lead?").english
    assert not read("Sở Y tế và Sở Nội vụ lead task nào của kế hoạch, deadline khi nào?").english
    assert not read("co quan nao chu tri nhiem vu 17").english
    assert not read("Cơ quan nào chủ trì nhiệm vụ 17?").english


def test_what_is_left_is_the_topic(read):
    assert read("Cơ quan nào chủ trì nhiệm vụ 17, và thời hạn khi nào?").topic == ()
    assert {"chung", "thu"} <= set(read("Tài liệu nói gì về chứng thư số?").topic)


def test_a_period_in_the_title_of_the_named_document_is_no_window(read):
    assert read("Kế hoạch phát triển Chính quyền số giai đoạn 2026-2030 giao gì?").window is None
    assert read("Chỉ tiêu giai đoạn 2026-2027 là gì?").window is not None


@given(text=st.text(max_size=150))
def test_any_text_is_understood_with_places_inside_it(agencies, text):
    query = understand(Question(text, AS_OF), Known((), agencies))
    assert all(0 <= mention.start < mention.end <= len(query.text) for mention in query.agencies)
    assert all(0 <= sign.span.start < sign.span.end <= len(query.text) for sign in query.signs)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Kiểm tra bao nhiêu hồ chứa nước?", "hồ chứa"),
        ("Nhà máy nước giao ai?", "nhà máy"),
        ("Chống hạn hán ai lo?", "hạn hán"),
    ],
)
def test_words_that_only_fold_like_a_question_word_ask_nothing(read, question, topic):
    query = read(question)
    assert topic in " ".join(" ".join(run) for run in query.topic_runs)
    assert Field.DEADLINE not in query.fields
    assert query.counts == ("bao nhiêu" in question)


def test_a_remark_in_brackets_is_no_topic(read):
    assert read("Sở Y tế chủ trì mấy nhiệm vụ (chưa tính điều chỉnh)?").topic == ()


def test_whom_one_works_with_restricts_no_role(read):
    assert read("Sở Y tế được giao việc gì, phối hợp với ai?").roles == ()
    assert read("Sở Y tế phối hợp những việc gì?").roles == (AgencyRole.COORDINATING,)
