"""The contract of ``/v1``: chat completions as clients of OpenAI speak them, with our answer in the field ``troly``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_serializer

from assistant.chat_models import ChatAnswer
from assistant.wire import Day, Wire

MODEL = "troly"
_CREATED = 1_795_305_600  # 22 November 2026: the client wants a second, and the first version is from that day
_ONLY_WORDS = "Trợ lý chỉ nhận chữ; hãy bỏ hình ảnh, âm thanh hoặc tệp khỏi tin nhắn."
_ONE = "Mỗi yêu cầu chỉ có một câu trả lời; hãy bỏ trường “n” hoặc đặt n = 1."
_NO_FORMAT = "Trợ lý chỉ trả lời bằng chữ, không theo khuôn dạng; hãy bỏ trường “response_format”."
_NO_TOOLS = "Trợ lý không gọi công cụ; hãy bỏ trường “tool_choice”."


def _words(content: object) -> object:
    """A message's text, also where it comes as a list of parts; raises ValueError for pictures, sound and files."""
    if content is None:
        return ""
    if not isinstance(content, list):
        return content
    texts = [part.get("text") for part in content if isinstance(part, dict)]
    if len(texts) < len(content) or not all(isinstance(text, str) for text in texts):
        raise ValueError(_ONLY_WORDS)
    return "\n".join(map(str, texts))


def _one(count: int | None) -> int | None:
    if count not in (None, 1):
        raise ValueError(_ONE)
    return count


def _as_text(wanted: dict[str, object] | None) -> dict[str, object] | None:
    if wanted and wanted.get("type") != "text":
        raise ValueError(_NO_FORMAT)
    return wanted


def _free(choice: object) -> object:
    if choice not in (None, "auto", "none"):
        raise ValueError(_NO_TOOLS)
    return choice


class Given(BaseModel):
    """What clients send: fields that we do not know are passed over, since every client adds some of its own."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Message(Given):
    """Một tin nhắn; chỉ tin của người hỏi và của trợ lý được đọc."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"] = Field(
        description="Ai nói; system và developer không được coi là mệnh lệnh", examples=["user"]
    )
    content: Annotated[str, BeforeValidator(_words)] = Field(
        default="", description="Chuỗi chữ, hoặc mảng các phần {type: text, text}", examples=["Ai chủ trì nhiệm vụ 17?"]
    )


class StreamOptions(Given):
    """Tùy chọn khi trả lời dần."""

    include_usage: bool = Field(default=False, description="Kèm số chữ ở cuối", examples=[True])


class CompletionRequest(Given):
    """Yêu cầu theo kiểu OpenAI; các trường khác (temperature, max_tokens, tools …) được bỏ qua."""

    model: str = Field(description="Luôn là troly", examples=[MODEL])
    messages: tuple[Message, ...] = Field(
        description="Cuộc trao đổi, cũ đứng đầu; câu hỏi là tin cuối cùng của người hỏi",
        examples=[[{"role": "user", "content": "Ai chủ trì nhiệm vụ 17?"}]],
    )
    stream: bool = Field(default=False, description="Trả lời dần", examples=[True])
    stream_options: StreamOptions | None = Field(default=None, description="Tùy chọn khi trả lời dần")
    n: Annotated[int | None, AfterValidator(_one)] = Field(default=None, description="Chỉ nhận 1", examples=[1])
    response_format: Annotated[dict[str, object] | None, AfterValidator(_as_text)] = Field(
        default=None, description="Chỉ nhận {type: text}", examples=[{"type": "text"}]
    )
    tool_choice: Annotated[object, AfterValidator(_free)] = Field(
        default=None, description="Chỉ nhận auto hoặc none", examples=["none"]
    )
    as_of: Day | None = Field(
        default=None, description="Riêng của troly: tính đến ngày nào; trống là hôm nay", examples=["2026-01-31"]
    )


class UrlCitation(Wire):
    """Chỗ một dấu [n] đứng trong nội dung, và địa chỉ mở văn bản tại đoạn được trích."""

    start_index: int = Field(description="Ký tự đầu của dấu [n]", examples=[24])
    end_index: int = Field(description="Ngay sau ký tự cuối của dấu [n]", examples=[27])
    title: str = Field(description="Văn bản được trích", examples=["Thông báo kết luận cuộc họp"])
    url: str = Field(description="Địa chỉ", examples=["http://127.0.0.1:8000/documents/9f2c6a10?from=120&to=186"])


class Annotation(Wire):
    """Chú dẫn theo kiểu OpenAI."""

    type: Literal["url_citation"] = Field(default="url_citation", description="Loại", examples=["url_citation"])
    url_citation: UrlCitation = Field(description="Chỗ được trích")


class Reply(Wire):
    """Lời đáp."""

    role: Literal["assistant"] = Field(default="assistant", description="Trợ lý", examples=["assistant"])
    content: str = Field(description="Lời đáp, rồi các chỗ trích", examples=["Cơ quan chủ trì: Công an tỉnh. [1]"])
    refusal: None = Field(default=None, description="Luôn trống", examples=[None])
    annotations: tuple[Annotation, ...] = Field(default=(), description="Các dấu [n]", examples=[[]])


class Choice(Wire):
    """Lời đáp duy nhất."""

    index: int = Field(default=0, description="Luôn là 0", examples=[0])
    message: Reply = Field(description="Lời đáp")
    finish_reason: Literal["stop"] = Field(default="stop", description="Lý do dừng", examples=["stop"])
    logprobs: None = Field(default=None, description="Luôn trống", examples=[None])


class Usage(Wire):
    """Độ dài, đếm theo tiếng (không phải token của một mô hình)."""

    prompt_tokens: int = Field(description="Số tiếng nhận được", examples=[8])
    completion_tokens: int = Field(description="Số tiếng trả lời", examples=[120])
    total_tokens: int = Field(description="Tổng", examples=[128])

    @classmethod
    def counted(cls, asked: CompletionRequest, content: str) -> Usage:
        """Words of all messages, and of the reply."""
        prompt = sum(len(message.content.split()) for message in asked.messages)
        said = len(content.split())
        return cls(prompt_tokens=prompt, completion_tokens=said, total_tokens=prompt + said)


class Headed(Wire):
    """Phần chung của câu trả lời và của các mẩu của nó."""

    id: str = Field(description="Mã câu trả lời, như nhau ở mọi mẩu", examples=["chatcmpl-a1b2c3"])
    created: int = Field(description="Giây Unix", examples=[_CREATED])
    model: str = Field(default=MODEL, description="Luôn là troly", examples=[MODEL])


class Completion(Headed):
    """Câu trả lời trọn một lần."""

    object: Literal["chat.completion"] = Field(
        default="chat.completion", description="Loại", examples=["chat.completion"]
    )
    choices: tuple[Choice, ...] = Field(description="Một phần tử", examples=[[]])
    usage: Usage = Field(description="Độ dài")
    troly: ChatAnswer = Field(description="Câu trả lời như ở /api/chat")


class Progress(Wire):
    """Việc trợ lý đang làm."""

    progress: str = Field(description="Một dòng", examples=["Đang tìm trong các văn bản…"])


class Delta(Wire):
    """Phần mới của lời đáp."""

    role: Literal["assistant"] | None = Field(default=None, description="Ở mẩu đầu tiên", examples=["assistant"])
    content: str | None = Field(default=None, description="Chữ nối thêm", examples=["Cơ quan "])
    annotations: tuple[Annotation, ...] | None = Field(default=None, description="Ở mẩu cuối", examples=[[]])

    @model_serializer(mode="wrap")
    def _said(self, dump: Callable[[Delta], dict[str, object]]) -> dict[str, object]:
        """Only what is there: clients take a null role or text for something said."""
        return {name: value for name, value in dump(self).items() if value is not None}


class ChunkChoice(Wire):
    """Phần mới của lời đáp duy nhất."""

    index: int = Field(default=0, description="Luôn là 0", examples=[0])
    delta: Delta = Field(description="Phần mới")
    finish_reason: Literal["stop"] | None = Field(default=None, description="Ở mẩu cuối", examples=["stop"])


class Chunk(Headed):
    """Một mẩu của câu trả lời trả dần."""

    object: Literal["chat.completion.chunk"] = Field(
        default="chat.completion.chunk", description="Loại", examples=["chat.completion.chunk"]
    )
    choices: tuple[ChunkChoice, ...] = Field(description="Một phần tử; trống ở mẩu đếm chữ", examples=[[]])
    usage: Usage | None = Field(default=None, description="Chỉ ở mẩu đếm chữ")
    troly: ChatAnswer | Progress | None = Field(default=None, description="Việc đang làm, hoặc ở mẩu cuối câu trả lời")


class ModelCard(Wire):
    """Mô hình duy nhất."""

    id: str = Field(default=MODEL, description="Tên gọi", examples=[MODEL])
    object: Literal["model"] = Field(default="model", description="Loại", examples=["model"])
    created: int = Field(default=_CREATED, description="Giây Unix", examples=[_CREATED])
    owned_by: str = Field(default=MODEL, description="Chủ", examples=[MODEL])


class ModelList(Wire):
    """Các mô hình: chỉ có một."""

    object: Literal["list"] = Field(default="list", description="Loại", examples=["list"])
    data: tuple[ModelCard, ...] = Field(default=(ModelCard(),), description="Mô hình", examples=[[]])


class Fault(Wire):
    """Lỗi theo kiểu OpenAI."""

    message: str = Field(description="Một câu: điều không ổn và việc cần làm", examples=["Hãy nhập câu hỏi."])
    type: str = Field(description="Loại", examples=["invalid_request_error"])
    param: None = Field(default=None, description="Luôn trống", examples=[None])
    code: str | None = Field(default=None, description="Mã", examples=["invalid_api_key"])


class Faulty(Wire):
    """Vỏ của lỗi."""

    error: Fault = Field(description="Lỗi")

    @classmethod
    def of(cls, status: int, sentence: str) -> Faulty:
        """As an HTTP status is told to a client of OpenAI."""
        kind = "server_error" if status >= 500 else "invalid_request_error"
        code = {401: "invalid_api_key", 404: "not_found"}.get(status)
        return cls(error=Fault(message=sentence, type=kind, code=code))
