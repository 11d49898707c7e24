"""The matcher: dates, numbers, words, refusals, and its agreement with the scorer that came with the gold file."""

import importlib.util
import json
import random
import unicodedata
from pathlib import Path

import pytest

from assistant.models import AnswerStatus
from eval.matcher import FACTS, REFUSAL_PHRASES, Labels, canonical, check, numbers, passes, refuses

GOLD = Path(__file__).parents[2] / "shared" / "gold"
NEEDS_GOLD = pytest.mark.skipif(not (GOLD / "scoring.py").exists(), reason="../shared/gold is not here")


def holds(alternative, answer):
    return check(Labels(((alternative,),)), answer).holds


@pytest.mark.parametrize("written", [
    "31/12/2025", "chậm nhất 31/12/2025.", "ngày 31 tháng 12 năm 2025", "31 tháng 12 năm 2025", "31-12-2025",
    "31.12.2025", "2025-12-31", "ngày 31/12 năm 2025", "31 tháng 12/2025", "December 31, 2025", "31 December 2025",
    "31st of December 2025", "Dec 31, 2025", "(31/12/2025)", "**31/12/2025**", "31 / 12 / 2025", "31/12, năm 2025",
])  # fmt: skip
def test_a_date_is_the_same_date_however_it_is_written(written):
    assert holds("31/12/2025", written)


@pytest.mark.parametrize("written", ["ngày 31 tháng 12 năm 2025", "31-12-2025", "December 31, 2025", "2025-12-31"])
def test_a_label_may_use_any_written_form_too(written):
    assert holds(written, "Hạn cuối: 31/12/2025")


@pytest.mark.parametrize(("wanted", "answer"), [
    ("1/12/2025", "ngày 31/12/2025"), ("9/12/2025", "ngày 29/12/2025"), ("8/4/2026", "ngày 28/4/2026"),
    ("12/2026", "ngày 15/12/2026"), ("30/11", "ngày 30/11/2026"), ("31/12/2025", "31/12/2026"),
    ("20/01/2026", "ngày 20 hằng tháng"), ("31/12/2025", "tháng 12/2025"), ("30/02/2026", "30/03/2026"),
])  # fmt: skip
def test_a_date_is_not_met_by_another_that_looks_alike(wanted, answer):
    assert not holds(wanted, answer)


@pytest.mark.parametrize(("wanted", "answer"), [
    ("08/4/2026", "8 tháng 4 năm 2026"), ("20/01/2026", "20 Jan 2026"), ("20/01/2026", "20th January 2026"),
    ("30/11", "trước ngày 30 tháng 11 hằng năm"), ("12/2026", "Tháng 12 năm 2026"), ("12/2026", "December 2026"),
    ("20/01/2026", "từ 10/01/2026-20/01/2026"), ("2026-2027", "từ năm 2026 đến năm 2027"),
    ("2026-2027", "2026 – 2027"),
])  # fmt: skip
def test_months_yearly_days_and_periods_have_their_own_meaning(wanted, answer):
    assert holds(wanted, answer)


def test_a_footnote_digit_stuck_to_a_year_makes_it_no_date():
    assert not holds("30/12/2025", "ban hành ngày 30/12/20251")
    assert check(Labels((), ("30/12/20251",)), "ngày 30/12/20251").found == ("30/12/20251",)


def test_an_impossible_date_stays_as_written():
    assert canonical("ngày 45/13/2026") == "ngày 45/13/2026"


def test_the_year_of_a_document_sign_makes_no_date():
    assert canonical("Nghị định 05/2026/NĐ-CP") == "nghị định 5/2026/nđ-cp"


@pytest.mark.parametrize(("wanted", "answer"), [
    ("2", "có 02 phụ lục"), ("5", "nhiệm vụ 05"), ("7", "từ 5 đến 10"), ("8", "nhiệm vụ 5–10"),
    ("12", "nhiệm vụ 11-14"), ("13", "từ nhiệm vụ 11 đến nhiệm vụ 14"), ("12", "11, 12, 13"), ("12", "11,12,13"),
    ("13", "4; 11; 13."), ("6", "tasks 5 to 10"), ("950.000", "950.000 thửa"), ("4.231", "4231 tài khoản"),
    ("2026", "Năm 2026"), ("02", "2 phụ lục"),
])  # fmt: skip
def test_a_number_is_found_padded_in_ranges_and_in_lists(wanted, answer):
    assert holds(wanted, answer)


@pytest.mark.parametrize(("wanted", "answer"), [
    ("14", "13 nhiệm vụ"), ("4", "hạn 30/04/2026"), ("4", "Kế hoạch số 04-KH/BCĐTW"), ("17", "Kế hoạch số 17-KH/BCĐ"),
    ("57", "Nghị quyết 57"), ("100", "đạt 100%"), ("4", "mục VI.4"), ("6", "điểm 6.a"), ("5", "phủ sóng 5G"),
    ("2028", "giai đoạn 2026-2030"), ("2026", "giai đoạn 2026-2030"), ("9", "950.000 thửa"), ("3", "Xem [3]"),
    ("11", "từ 5 đến 10"), ("60", "Luật 60/2024/QH15"), ("2", "2,5 tỷ đồng"),
])  # fmt: skip
def test_digits_inside_other_things_are_no_number(wanted, answer):
    assert not holds(wanted, answer)


def test_line_numbers_are_dropped_but_printed_task_numbers_stay():
    assert numbers(canonical("1. Rà soát\n2. Báo cáo\n3. Tập huấn")) == set()
    assert numbers(canonical("4. Chỉ đạo\n11. Thiết lập kênh\n12. Triển khai")) == {4, 11, 12}


def test_a_range_written_backwards_states_nothing_between():
    assert numbers(canonical("từ 10 đến 5")) == {10, 5}


@pytest.mark.parametrize(("wanted", "answer"), [
    ("hai", "Có 5 phụ lục về triển khai"), ("chín", "Sở Tài chính"), ("hồ sơ mật", "bảo mật hồ sơ"),
    ("14 nhiệm vụ", "13 nhiệm vụ, trong đó có nhiệm vụ 14"), ("5 sản phẩm", "15 sản phẩm"),
    ("tối thiểu 5", "tối thiểu 500"), ("10 triệu người", "10 triệu lượt"), ("có 9", "có 950.000 thửa"),
    ("100 ngày kể từ", "Kế hoạch cao điểm 100 ngày, hạn 31/12/2027"), ("nhiệm vụ 1", "nhiệm vụ 12"),
    ("ngày 20", "ngày 20/01/2026"), ("I.1", "I.10"), ("I.1", "VI.1"), ("", "bất cứ điều gì"),
])  # fmt: skip
def test_words_are_matched_whole(wanted, answer):
    assert not holds(wanted, answer)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("wanted", "answer"), [
    ("Tỉnh ủy", "Ban Thường vụ Tỉnh uỷ"), ("Phòng Văn hóa", "Phòng Văn hoá – Xã hội"), ("25%", "25 %"),
    ("25%", "25 phần trăm"), ("Sở KH&CN", "sở kh & cn"), ("2 phụ lục", "02 phụ lục"), ("3-5 dự án", "03 – 05 dự án"),
    ("5 sản phẩm", "tối thiểu 05 sản phẩm"), ("mật, tối mật", "hồ sơ Mật, Tối Mật"), ("hoàn thành", "HOÀN THÀNH"),
    ("People's Committee", "the City People’s Committee"), ("2005/SKHCN", "Công văn 2005/SKHCN-KH&ĐMST"),
    ("04-KH/BCĐTW", "Kế hoạch số 04-KH/BCĐTW, ngày 05/01/2026"),
    ("ký ngày 10/4/2026", "được ký ngày 10 tháng 4 năm 2026"),
])  # fmt: skip
def test_ways_of_spelling_are_the_same(wanted, answer, form):
    assert holds(wanted, unicodedata.normalize(form, answer))


def test_every_group_must_be_met_and_those_that_are_not_are_named():
    labels = Labels((("Công an tỉnh", "CAT"), ("30/06/2026",)))
    assert check(labels, "CAT, hạn 30/6/2026").holds
    assert check(labels, "Công an tỉnh").missing == (("30/06/2026",),)


def test_an_answer_that_lists_everything_fails():
    labels = Labels((("5",), ("20",)), ("9", "13", "Tổ chức tập huấn kỹ năng số cho cán"))
    assert check(labels, "Nhiệm vụ 5 và 20").holds
    assert check(labels, "Nhiệm vụ 1-20").found == ("9", "13")
    assert not check(labels, "5; 20; Tổ chức tập huấn kỹ năng số cho cán bộ").holds


def test_a_forbidden_date_is_found_in_any_form_and_no_other_date_is():
    labels = Labels((), ("08/01/2026",))
    assert not check(labels, "ban hành ngày 8 tháng 1 năm 2026").holds
    assert check(labels, "ban hành ngày 18/01/2026").holds


@pytest.mark.parametrize("answer", [
    "Phụ lục III không tồn tại.", "Tài liệu không nêu.", "Không đủ căn cứ để trả lời.", "Tôi không thể trả lời.",
    "Văn bản không nhắc đến.", "Chưa tìm thấy trong tài liệu.", "Không thuộc nội dung tài liệu.", "Số để trống.",
    "Ngoài phạm vi các tài liệu.", "No amount is given in the corpus.", "The documents do not mention it.",
])  # fmt: skip
def test_refusals_are_known_by_their_words(answer):
    assert refuses(answer)


@pytest.mark.parametrize("answer", ["Đã hoàn thành 60%, không có vướng mắc.", "Sở Tài chính chủ trì.", "Không gian số"])
def test_a_statement_with_a_negative_word_is_no_refusal(answer):
    assert not refuses(answer)


def test_a_question_without_an_answer_is_judged_by_the_status():
    labels = Labels((), ("60",), answerable=False)
    assert passes(labels, "Xin lỗi.", AnswerStatus.OUT_OF_SCOPE)
    assert passes(labels, "Xin lỗi.", AnswerStatus.NOT_IN_CORPUS)
    assert not passes(labels, "Không nêu.", AnswerStatus.ANSWERED)
    assert not passes(labels, "Hỏi văn bản nào?", AnswerStatus.NEEDS_CLARIFICATION)
    assert not passes(labels, "Không nêu, có thể là 60 việc.", AnswerStatus.NOT_IN_CORPUS)


def test_without_a_status_the_words_decide():
    labels = Labels((), ("60",), answerable=False)
    assert passes(labels, "Tài liệu không nêu.")
    assert not passes(labels, "Khoảng 70 việc.")


def test_a_negative_fact_passes_where_it_is_accepted():
    labels = Labels((("chỉ có 20",),), answerable=False, accept_answered=True)
    assert passes(labels, "Phụ lục chỉ có 20 nhiệm vụ.", AnswerStatus.ANSWERED)
    assert not passes(labels, "Nhiệm vụ 21 giao Công an tỉnh.", AnswerStatus.ANSWERED)
    assert passes(labels, "Xin lỗi.", AnswerStatus.NO_SUCH_TASK)


def test_asking_back_passes_only_where_it_is_accepted():
    status = AnswerStatus.NEEDS_CLARIFICATION
    assert not passes(Labels((("A",),)), "Hỏi văn bản nào?", status)
    assert passes(Labels((("A",),), accept_clarification=True), "Hỏi văn bản nào?", status)


def _scorer():
    spec = importlib.util.spec_from_file_location("gold_scoring", GOLD / "scoring.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _variants(question, others, chance):
    """Answers of many kinds: right, cut, listing too much, wrong, in other letters, refusing."""
    groups = [[g] if isinstance(g, str) else g for g in question["must_include"]]
    picked = [chance.choice(group) for group in groups]
    unwanted = [*question.get("must_not_include", ()), *question.get("forbidden_values", ())]
    yield from (question["answer"], "; ".join(picked), ", ".join(picked[:-1]), " ".join(picked + unwanted), "")
    yield from (question["answer"].upper(), unicodedata.normalize("NFD", question["answer"]), question["question"])
    yield "\n".join(f"{n}. {item} [{n}]" for n, item in enumerate(picked + unwanted[:1], start=1))
    yield from (f"Tài liệu không nêu {item}." for item in picked[:2])
    yield from (chance.choice(others)["answer"] for _ in range(3))
    yield from ("Nhiệm vụ 1-20, từ 30/4/2026 đến 30/06/2026, 25 %", "Không tìm thấy.", "Ngoài phạm vi.")
    yield from (quote["quote"] for quote in question["citations"])


@NEEDS_GOLD
def test_it_agrees_with_the_gold_scorer_on_every_question_and_kind_of_answer():
    scorer, chance = _scorer(), random.Random(20)
    questions = [json.loads(line) for line in (GOLD / "questions.jsonl").read_text("utf-8").splitlines()]
    statuses = [None, *AnswerStatus]
    seen = set()
    for question in questions:
        groups = tuple((g,) if isinstance(g, str) else tuple(g) for g in question["must_include"])
        unwanted = (*question.get("must_not_include", ()), *question.get("forbidden_values", ()))
        accepts = question.get("accept_answered", False), question.get("accept_clarification", False)
        labels = Labels(groups, unwanted, question["answerable"], *accepts)
        for answer in _variants(question, questions, chance):
            match, status = check(labels, answer), chance.choice(statuses)
            ok, missing, found = scorer.check(question, answer)
            assert (match.holds, len(match.missing), list(match.found)) == (ok, len(missing), found), answer
            assert canonical(answer) == scorer.canonical(answer)
            verdict = passes(labels, answer, status)
            assert verdict == scorer.passes(question, answer, status and str(status)), (answer, status)
            seen.add((question["answerable"], verdict, match.holds))
    assert len(seen) >= 6  # every kind of ending was met


@NEEDS_GOLD
def test_refusal_phrases_are_the_same_as_the_gold_scorers():
    assert REFUSAL_PHRASES == _scorer().REFUSAL_PHRASES
    assert {str(status) for status in FACTS} == set(_scorer().FACTS)
