"""Who calls the HTTP service and what answers them: the parts every route of it may ask for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from assistant.api_models import Library
from assistant.models import Assistant

_BAD_TOKEN = "Mã truy cập không đúng hoặc đã hết hiệu lực; hãy hỏi quản trị viên đơn vị."

_bearer = HTTPBearer(auto_error=False, description="Mã truy cập của đơn vị; không có thì chỉ thấy văn bản công khai")


class Refusal(HTTPException):
    """An ending whose ``detail`` is already our sentence."""


def _assistant(request: Request) -> Assistant:
    return request.app.state.assistant  # type: ignore[no-any-return]  # Starlette's state is untyped


def _library(request: Request) -> Library:
    return request.app.state.library  # type: ignore[no-any-return]  # Starlette's state is untyped


def _today(request: Request) -> date:
    return request.app.state.today()  # type: ignore[no-any-return]  # Starlette's state is untyped


Answering = Annotated[Assistant, Depends(_assistant)]
Holding = Annotated[Library, Depends(_library)]
Today = Annotated[date, Depends(_today)]
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def viewer_of(token: str | None, library: Library) -> str:
    """The unit whose access code this is; raises Refusal for any other."""
    unit = library.unit_of(token) if token else None
    if unit is None:
        raise Refusal(401, _BAD_TOKEN, {"WWW-Authenticate": "Bearer"})
    return unit


def _viewer(request: Request, library: Holding, given: Bearer) -> str | None:
    if "authorization" not in request.headers:
        return None
    return viewer_of(given.credentials if given else None, library)


Viewer = Annotated[str | None, Depends(_viewer)]
