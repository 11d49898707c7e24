"""The HTTP service: questions, tasks, documents, health, and the chat page itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from assistant import edge, openai_api
from assistant.api_models import Health, Library, TaskFilter, TaskList
from assistant.callers import Answering, Holding, Refusal, Today, Viewer
from assistant.chat_models import ChatAnswer, ChatQuestion
from assistant.complaints import complaint
from assistant.document_models import DocumentList, DocumentText
from assistant.kept_files import NO_DOCUMENT, Absent
from assistant.models import Assistant
from assistant.sse import EventStream
from assistant.wire import Line, Problem
from ingest.errors import BadUse, TrolyError, UnreadableFile

WEB = Path(__file__).parent.parent / "web"
_VIETNAM = timezone(timedelta(hours=7))  # no daylight saving since 1975; spares the tz database
_DESCRIPTION = "Hỏi đáp trên văn bản chỉ đạo, điều hành; mỗi ý trả lời kèm chỗ trích nguyên văn. Chỉ để tham khảo."
_NOT_JSON = "Nội dung gửi lên không phải JSON hợp lệ."
_ERRORS = (400, 401, 404, 408, 413, 422, 500, 503)
_BY_STATUS = {404: "Không có địa chỉ này.", 405: "Địa chỉ này không nhận cách gọi đó.", 400: _NOT_JSON}

router = APIRouter()


class _Png(Response):
    media_type = "image/png"


def vietnam_today() -> date:
    """Today's date where the documents are in force."""
    return datetime.now(_VIETNAM).date()


@router.post(
    "/api/chat",
    response_model=ChatAnswer,
    summary="Hỏi trợ lý",
    responses={200: {"content": {"text/event-stream": {}}}},
)
def chat(
    asked: ChatQuestion, viewer: Viewer, assistant: Answering, today: Today, accept: Annotated[str, Header()] = ""
) -> ChatAnswer | EventStream:
    """JSON một lần; với Accept: text/event-stream là các sự kiện status, token, citation, rồi done hoặc error."""
    question = asked.asked_by(viewer, today)
    if "text/event-stream" in accept.lower():
        return EventStream(assistant.stream(question))
    return ChatAnswer.of(assistant.ask(question))


@router.get("/api/tasks", summary="Danh sách nhiệm vụ")
def tasks(wanted: Annotated[TaskFilter, Query()], viewer: Viewer, library: Holding) -> TaskList:
    """Các nhiệm vụ, chỉ tiêu khớp điều kiện, theo thứ tự trong văn bản."""
    found = library.tasks(viewer, wanted.model_copy(update={"limit": wanted.limit + 1}))
    after = wanted.offset + wanted.limit if len(found) > wanted.limit else None
    return TaskList(tasks=tuple(found[: wanted.limit]), offset=wanted.offset, next_offset=after)


@router.get("/api/documents", summary="Danh sách văn bản")
def documents(viewer: Viewer, library: Holding) -> DocumentList:
    """Các văn bản đã nạp mà người gọi được đọc."""
    return DocumentList(documents=tuple(library.documents(viewer)))


@router.get("/api/documents/{id}", summary="Toàn văn một văn bản")
def document(id: Line, viewer: Viewer, library: Holding) -> DocumentText:
    """Văn bản không có và văn bản không được xem trả về cùng một lỗi 404."""
    found = library.document(id, viewer)
    if found is None:
        raise Refusal(404, NO_DOCUMENT)
    return found


@router.get("/api/documents/{id}/original", summary="Bản gốc", response_class=FileResponse)
def original(id: Line, viewer: Viewer, library: Holding) -> FileResponse:
    """Tệp như đã nạp, để tải về; 404 như với toàn văn, hoặc khi kho không còn bản gốc."""
    kept = library.files.original(id, viewer)
    # The type by header: Starlette would add a charset to it, and old texts have another one.
    return FileResponse(kept.path, headers={"Content-Type": kept.type}, filename=kept.name)


@router.get("/api/documents/{id}/pages/{page}.png", summary="Ảnh một trang", response_class=_Png)
def page_image(
    id: Line, page: int, viewer: Viewer, library: Holding, if_none_match: Annotated[str, Header()] = ""
) -> Response:
    """Trang của PDF hoặc bản quét, tính từ 1; ETag theo nội dung tệp, mỗi lần dùng lại đều hỏi quyền xem."""
    found = library.files.page_image(id, viewer, page)
    headers = {"ETag": f'"{found.tag}"', "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    return _Png(found.draw(), headers=headers)


@router.get("/health", summary="Tình trạng dịch vụ")
def health(library: Holding) -> Health:
    """503 kèm lý do khi chưa trả lời được."""
    if reason := library.ready():
        raise Refusal(503, reason)
    return library.health()


@router.get("/documents/{id}", include_in_schema=False)
def document_page(request: Request) -> FileResponse:
    """The start page, whose script opens the document; it holds nothing itself, so it is the same for every id."""
    return FileResponse(request.app.state.web / "index.html")


def _told_http(request: Request, error: HTTPException) -> Response:
    sentence = error.detail if isinstance(error, Refusal) else _BY_STATUS.get(error.status_code, edge.FAILED)
    return edge.problem(request.url.path, error.status_code, sentence, dict(error.headers or {}))


def _told_absent(request: Request, error: Absent) -> Response:
    return edge.problem(request.url.path, 404, str(error))


def _told_troly(request: Request, error: TrolyError) -> Response:
    status = 400 if isinstance(error, BadUse) else 422 if isinstance(error, UnreadableFile) else 503
    return edge.problem(request.url.path, status, str(error))


def _told_invalid(request: Request, error: RequestValidationError) -> Response:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return edge.problem(request.url.path, 400, _NOT_JSON)
    return edge.problem(request.url.path, 422, complaint(first, within=1))


def create_app(
    assistant: Assistant,
    library: Library,
    *,
    origins: Sequence[str] = (),
    limits: edge.Limits = edge.Limits(),  # noqa: B008  # frozen
    today: Callable[[], date] = vietnam_today,
) -> FastAPI:
    """The service. ``origins`` are the other sites that may embed the widget."""
    errors: dict[int | str, dict[str, Any]] = {status: {"model": Problem} for status in _ERRORS}
    app = FastAPI(title="Trợ lý văn bản", description=_DESCRIPTION, docs_url=None, redoc_url=None, responses=errors)
    app.state.assistant, app.state.library, app.state.today, app.state.web = assistant, library, today, WEB
    app.include_router(router)
    app.include_router(openai_api.router)
    app.mount("/", StaticFiles(directory=WEB, html=True))
    app.exception_handler(HTTPException)(_told_http)
    app.exception_handler(Absent)(_told_absent)
    app.exception_handler(TrolyError)(_told_troly)
    app.exception_handler(RequestValidationError)(_told_invalid)
    app.add_middleware(edge.Ring, limits=limits)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=("GET", "POST"),
        allow_headers=("Authorization", "Content-Type"),
    )
    return app
