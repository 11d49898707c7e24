"""The JSON contract of the chat: a question in, a cited answer out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field

from assistant.models import Answer, AnswerStatus, Citation, ModelPart, ModelUse, Question, Turn
from assistant.wire import Day, DocumentRef, Locator, PageRectangle, Wire, clean

QUESTION_LIMIT = 2_000
TURN_LIMIT = 8_000


def asked_text(text: str) -> str:
    """A question that can be put; raises ValueError with our sentence for any other."""
    cleaned = clean(text)
    if not cleaned:
        raise ValueError("Hãy nhập câu hỏi.")
    if len(cleaned) > QUESTION_LIMIT:
        raise ValueError(f"Câu hỏi dài {len(cleaned)} ký tự, tối đa {QUESTION_LIMIT}; hãy rút gọn.")
    return cleaned


class ChatTurn(Wire):
    """Một lượt trao đổi trước đó."""

    role: Literal["user", "assistant"] = Field(description="Người hỏi hoặc trợ lý", examples=["user"])
    content: Annotated[str, AfterValidator(clean)] = Field(
        description="Nội dung của lượt", max_length=TURN_LIMIT, examples=["Những nhiệm vụ nào có thời hạn trong quý I?"]
    )


class ChatQuestion(Wire):
    """Câu hỏi gửi trợ lý."""

    question: Annotated[str, AfterValidator(asked_text)] = Field(
        description="Câu hỏi, tối đa 2.000 ký tự", examples=["Những nhiệm vụ nào phải hoàn thành trong quý này?"]
    )
    history: tuple[ChatTurn, ...] = Field(default=(), description="Các lượt trước, cũ đứng đầu", max_length=20)
    as_of: Day | None = Field(
        default=None, description="Tính đến ngày nào; để trống là hôm nay", examples=["2026-01-31"]
    )

    def asked_by(self, viewer: str | None, today: date) -> Question:
        """The question as the assistant takes it."""
        turns = tuple(Turn(turn.role, turn.content) for turn in self.history)
        return Question(self.question, self.as_of or today, turns, viewer)


class ChatCitation(Wire):
    """Một chỗ được trích nguyên văn, ứng với dấu [n] trong câu trả lời."""

    marker: int = Field(description="Số n của dấu [n]", examples=[1])
    document: DocumentRef
    section: tuple[str, ...] = Field(description="Các đề mục, từ ngoài vào", examples=[["Phụ lục", "I. Hạ tầng số"]])
    page: int | None = Field(description="Trang, tính từ 1; trống nếu tệp không chia trang", examples=[2])
    quote: str = Field(description="Nguyên văn; các đoạn nối bằng “ … ”", examples=["Hoàn thành trong quý I"])
    recognised: float | None = Field(
        description="Độ tin cậy thấp nhất của chữ nhận dạng từ ảnh quét (0 đến 1); trống nếu chữ là của chính tệp",
        examples=[0.93],
    )
    locator: Locator

    @classmethod
    def of(cls, citation: Citation) -> Self:
        """From the inside type."""
        return cls(
            marker=citation.marker,
            document=DocumentRef.of(citation.document),
            section=citation.section,
            page=citation.page,
            quote=citation.quote,
            recognised=citation.recognised,
            locator=Locator(
                spans=citation.spans,
                rectangles=tuple(PageRectangle(page=line.page, box=line.box) for line in citation.rectangles),
                parts=citation.parts,
            ),
        )


class ChatModelUse(Wire):
    """Mô hình ngôn ngữ đã cấu hình và phần việc của nó trong câu trả lời."""

    name: str = Field(description="Tên mô hình", examples=["qwen3-8b"])
    prompts: str = Field(description="Mã băm của các mẫu câu lệnh", examples=["0f3a9c51d2be"])
    version: str = Field(description="Phiên bản troly", examples=["0.1.0"])
    part: ModelPart = Field(description="Phần việc của mô hình trong câu trả lời", examples=["worded"])

    @classmethod
    def of(cls, use: ModelUse) -> Self:
        """From the inside type."""
        return cls(name=use.name, prompts=use.prompts, version=use.version, part=use.part)


class ChatAnswer(Wire):
    """Câu trả lời, mỗi ý kèm chỗ trích."""

    id: str = Field(description="Mã câu trả lời", examples=["a1b2c3"])
    question: str = Field(description="Câu hỏi đã nhận", examples=["Việc nào phải xong trong quý I?"])
    status: AnswerStatus = Field(description="Cách kết thúc", examples=["answered"])
    answer: str = Field(description="Lời đáp, có dấu [n]", examples=["Có 01 nhiệm vụ: hoàn thiện quy trình [1]."])
    citations: tuple[ChatCitation, ...] = Field(description="Các chỗ trích", examples=[[]])
    tasks: tuple[str, ...] = Field(description="Mã các nhiệm vụ được nêu", examples=[["9f2c6a10-3"]])
    suggestions: tuple[str, ...] = Field(description="Câu hỏi gợi ý tiếp theo", examples=[["Ai phối hợp?"]])
    as_of: date = Field(description="Tính đến ngày", examples=["2026-01-31"])
    seconds: float = Field(description="Thời gian xử lý, giây", examples=[0.42])
    model: ChatModelUse | None = Field(default=None, description="Mô hình ngôn ngữ; trống nếu không cấu hình")

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """From the inside type."""
        return cls(
            id=answer.id,
            question=answer.question,
            status=answer.status,
            answer=answer.text,
            citations=tuple(map(ChatCitation.of, answer.citations)),
            tasks=answer.tasks,
            suggestions=answer.suggestions,
            as_of=answer.as_of,
            seconds=answer.seconds,
            model=ChatModelUse.of(answer.model) if answer.model else None,
        )
