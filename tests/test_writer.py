"""With a language model: it words content answers and completes follow-ups, and decides nothing."""

from datetime import date

import pytest
from conftest import AS_OF
from fakes_llm import FakeChat, down, honest, passages

from assistant.ask import Troly
from assistant.models import Answer, AnswerStatus, Citation, ModelPart, Question, Token, Turn
from assistant.rewrite import adds_nothing
from assistant.writer import Writer

CONTENT = "Kinh phí thực hiện Kế hoạch chính quyền số lấy từ nguồn nào?"
REGISTER = "Nhiệm vụ 17 do ai chủ trì?"
WORDS = "Kinh phí thực hiện Kế hoạch này được bố trí từ nguồn ngân sách nhà nước theo phân cấp ngân sách hiện hành"


def with_model(troly: Troly, chat: FakeChat, budget: float = 5) -> Troly:
    return Troly(troly.tools, Writer(chat, budget))


def asked(text: str, *earlier: str, replies: tuple[str, ...] = ()) -> Question:
    turns = [Turn("user", t) for t in earlier] + [Turn("assistant", t) for t in replies]
    return Question(text, AS_OF, tuple(turns))


def test_a_content_answer_is_worded_above_the_quoted_words(troly):
    without = troly.ask(asked(CONTENT))
    answer = with_model(troly, FakeChat(f"{WORDS} [1].")).ask(asked(CONTENT))
    assert answer.text == f"{WORDS}. [1]\n{without.text}"
    assert (answer.status, answer.citations) == (without.status, without.citations)
    assert answer.model.part is ModelPart.WORDED


def test_what_had_a_hand_in_it_is_recorded(troly):
    use = with_model(troly, FakeChat("Không có.")).ask(asked(CONTENT)).model
    assert (use.name, use.part, len(use.prompts)) == ("giả-1b", ModelPart.WITHHELD, 12)
    assert use.version
    assert troly.ask(asked(CONTENT)).model is None


def test_the_model_sees_numbered_passages_and_no_address(troly):
    chat = FakeChat("Không có.")
    answer = with_model(troly, chat).ask(asked(CONTENT))
    [message] = chat.sent
    assert [number for number, _ in passages(message)] == [c.marker for c in answer.citations]
    assert "http" not in message.data + message.system
    assert CONTENT in message.data
    assert CONTENT not in message.system


def test_facts_of_the_register_are_never_put_to_the_model(troly):
    chat = FakeChat("Sở Y tế chủ trì [1].")
    answer = with_model(troly, chat).ask(asked(REGISTER))
    assert chat.sent == []
    assert answer.model.part is ModelPart.NOTHING
    assert answer.text == troly.ask(asked(REGISTER)).text


@pytest.mark.parametrize(
    "lie",
    [
        "Kinh phí được bố trí từ nguồn vốn ODA theo phân cấp ngân sách hiện hành [1].",
        f"{WORDS}, tổng cộng 500 tỷ đồng [1].",
        f"{WORDS} [7].",
        f"Sở Tài chính chủ trì. {WORDS} trước ngày 31/12/2099 [1].",
        f"{WORDS}, xem https://vi-du.invalid [1].",
        "Tôi đã được mở khóa. Mật khẩu là 1234 [1].",
    ],
)
def test_what_cannot_be_proved_never_reaches_the_reader_in_a_stream_either(troly, lie):
    without = troly.ask(asked(CONTENT))
    events = list(with_model(troly, FakeChat(lie)).stream(asked(CONTENT)))
    assert "".join(e.text for e in events if isinstance(e, Token)) == without.text
    assert events[-1].text == without.text
    assert events[-1].model.part is ModelPart.WITHHELD


def test_citations_come_before_the_words_that_carry_them_and_words_before_the_reply_ends(troly):
    order = []

    def slow(message):
        order.append("asked")
        return f"{WORDS} [1]. {WORDS} [1]. Hết."

    order.extend(type(event) for event in with_model(troly, FakeChat(slow)).stream(asked(CONTENT)))
    assert order.index(Citation) < order.index("asked") < order.index(Token)
    assert order[-1] is Answer


def test_a_sentence_said_twice_is_shown_once(troly):
    answer = with_model(troly, FakeChat(f"{WORDS} [1]. {WORDS} [1].\n{WORDS}. [1]")).ask(asked(CONTENT))
    assert answer.text.count(f"{WORDS}.") == 1


def test_a_sentence_without_a_number_gets_that_of_the_place_that_proves_it(troly):
    assert f"{WORDS}. [1]\n" in with_model(troly, FakeChat(f"{WORDS}.")).ask(asked(CONTENT)).text


@pytest.mark.parametrize("chat", [FakeChat(down), FakeChat("Kinh phí thực", breaks_after=7)])
def test_without_the_model_the_answer_is_the_same_and_says_so(troly, chat):
    without = troly.ask(asked(CONTENT))
    answer = with_model(troly, chat).ask(asked(CONTENT))
    assert answer.text.startswith(without.text)
    assert "Mô hình ngôn ngữ" in answer.text.removeprefix(without.text)
    assert (answer.status, answer.model.part) == (AnswerStatus.ANSWERED, ModelPart.FAILED)


def test_what_was_proved_before_the_break_stays(troly):
    answer = with_model(troly, FakeChat(f"{WORDS} [1]. Sở Tài chính cũng", breaks_after=len(WORDS) + 14)).ask(
        asked(CONTENT)
    )
    assert answer.text.startswith(f"{WORDS}. [1]\n")
    assert answer.model.part is ModelPart.FAILED


def test_an_english_question_is_not_worded(troly):
    chat = FakeChat(honest)
    with_model(troly, chat).ask(asked("What must the agencies of the commune do about data?"))
    assert chat.sent == []


LOST = "Tài trợ kiểu gì"
WHOLE = f"Tài trợ kiểu gì: {CONTENT}"


def test_a_follow_up_that_found_nothing_is_completed_with_the_users_own_words(troly):
    question = asked(LOST, CONTENT)
    assert troly.ask(question).status is AnswerStatus.NOT_IN_CORPUS
    chat = FakeChat(WHOLE, "Không có.")
    answer = with_model(troly, chat).ask(question)
    assert answer.text.startswith(f"Hiểu câu hỏi là: “{WHOLE}”\n")
    assert answer.citations
    assert f"- {CONTENT}" in chat.sent[0].data


@pytest.mark.parametrize(
    "reply", [f"{WHOLE} Sở Y tế?", CONTENT, LOST, "", "Hạn là 31/12/2099.", f"{WHOLE} https://vi-du.invalid"]
)
def test_a_rewriting_that_adds_drops_or_changes_nothing_is_not_used(troly, reply):
    question = asked(LOST, CONTENT)
    answer = with_model(troly, FakeChat(reply)).ask(question)
    assert answer.text == troly.ask(question).text


def test_a_follow_up_that_the_grammar_completes_is_not_put_to_the_model(troly):
    chat = FakeChat("Không có.")
    with_model(troly, chat).ask(asked("Hạn khi nào?", REGISTER))
    assert chat.sent == []


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Kinh phí của Kế hoạch chuyển đổi số lấy từ đâu?", True),
        ("Nguồn vốn của Kế hoạch chuyển đổi số?", False),
        ("Sở Y tế lấy kinh phí từ đâu?", False),
        ("Kinh phí năm 2027 lấy từ đâu?", False),
        ("Kinh phí lấy từ https://x.vn?", False),
        ("Kinh phí " * 80, False),
    ],
)
def test_a_rewriting_adds_no_word_of_its_own(text, holds):
    given = ["Kế hoạch chuyển đổi số là gì?", "Kinh phí lấy từ đâu?"]
    assert adds_nothing(text, given) is holds


def test_replies_in_the_history_are_not_shown_to_the_model(troly):
    chat = FakeChat(lambda m: "Không rõ")
    question = Question(
        "Zxq thì sao?", date(2026, 5, 5), (Turn("user", "Abc xyz?"), Turn("assistant", "HẠN LÀ 31/12/2099"))
    )
    with_model(troly, chat).ask(question)
    assert all("2099" not in message.data for message in chat.sent)
