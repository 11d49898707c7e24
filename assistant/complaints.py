"""What is wrong with something sent to us, as one Vietnamese sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_BY_KIND = {
    "missing": "Thiếu trường “{field}”.",
    "extra_forbidden": "Không có trường “{field}” trong yêu cầu.",
    "string_type": "Trường “{field}” phải là chuỗi chữ.",
    "string_too_long": "Trường “{field}” dài quá {max_length} ký tự.",
    "too_long": "Trường “{field}” có quá {max_length} phần tử.",
    "literal_error": "Trường “{field}” chỉ nhận: {expected}.",
    "enum": "Trường “{field}” chỉ nhận: {expected}.",
    "date_from_datetime_parsing": "Trường “{field}” không phải một ngày có thật.",
    "int_parsing": "Trường “{field}” phải là số.",
    "date_parsing": "Trường “{field}” không phải một ngày có thật.",
}


def complaint(error: Mapping[str, Any], within: int = 0) -> str:
    """The sentence for one of Pydantic's errors; ``within`` parts of its place are not the sender's ("body")."""
    if error["type"] == "value_error":  # raised by our own models, already a sentence
        return str(error["ctx"]["error"])
    field = ".".join(str(part) for part in error["loc"][within:])[:60] or "nội dung"
    sentence = _BY_KIND.get(error["type"], "Trường “{field}” không đúng dạng.")
    said = sentence.format(field=field, **error.get("ctx", {}))
    return said.replace("' or '", "' hoặc '")  # Pydantic joins the choices of "expected"
