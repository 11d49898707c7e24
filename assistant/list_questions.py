"""Whether a question asks for a list of tasks at all: a count, a whole document, or one figure or thing instead."""

from __future__ import annotations

import re

from assistant.query import Field, Order, Query, Shape
from assistant.vocabulary import EVERY

_COUNTED = re.compile(r"(?<!\w)(?:nhiem vu|viec|chi tieu|tasks?|targets?)(?!\w)")
_HOW_MUCH = re.compile(
    r"(?:chi tieu|nhiem vu|target) (?:la |dat )?(?:bao nhieu|may)(?! (?:nhiem vu|viec|chi tieu))(?!\W*$)"
)
_SHARE = re.compile(r"(?:bao nhieu|may) (?:%|phan tram)")
_OF_TARGET = re.compile(
    r"(?<!\w)(?:chi tieu|ty le|ti le|muc tieu)(?! (?:nao|gi))(?: [\w,/-]+){0,30} (?:la|dat|tang|giam|con|len) (?:bao nhieu|may)(?! (?:nhiem vu|viec|chi tieu))|(?:chi tieu|muc tieu) (?:bao nhieu|may) (?:%|phan tram)"
)
_TARGET, _DUE = re.compile(r"(?<!\w)(?:chi tieu|targets?)(?!\w)"), re.compile(r"(?<!\w)(?:han|den han|due)(?!\w)")
_CONTENT = 4  # topic words from which a question with a day is about content
_FIGURE_OF = 2  # topic words with which a figure in a period is no count of tasks
_OF_TOPIC = 3  # topic words that say of what a figure is asked
_MOMENT = re.compile(r"(?<!\w)(?:thoi diem|moc|ngay chot)(?: la| ngay)? $")  # "tại thời điểm 31/12/2020" names a state
_OTHER_FIELDS = frozenset(
    {
        Field.SIGNER,
        Field.NUMBER,
        Field.DAY,
        Field.ISSUER,
        Field.ADDRESSEES,
        Field.RECIPIENTS,
        Field.ANNEXES,
        Field.PRESIDER,
        Field.EVENT,
        Field.SUBJECT,
    }
)


def counts_tasks(query: Query) -> bool:
    """ "mấy nhiệm vụ", and not the figure of a target: "đặt chỉ tiêu bao nhiêu khách"."""
    return _COUNTED.search(query.folded) is not None and _HOW_MUCH.search(query.folded) is None


def asks_value(query: Query) -> bool:
    """ "Sở X chủ trì trung tâm dữ liệu tier mấy": one figure of a topic, no list of tasks."""
    counted = _COUNTED.search(query.folded) and not (_SHARE.search(query.folded) or _OF_TARGET.search(query.folded))
    if Field.VALUE not in query.fields or counted:
        return False
    alone = query.shape is Shape.ONE and query.window is None and len(query.topic) >= _OF_TOPIC
    return alone or (_OF_TARGET.search(query.folded) is not None and bool(query.topic))


def is_about_something_else(query: Query) -> bool:
    """A day inside a content question ("phấn đấu trước 30/6 được bao nhiêu bệnh viện") asks for no list of tasks."""
    is_moment = query.window is not None and _MOMENT.search(query.folded[: query.window.span[0]]) is not None
    counts_none = _COUNTED.search(query.folded.removeprefix("viec ")) is None  # "Việc khoanh vẽ ..." names one thing
    if _TARGET.search(query.folded) and len(query.topic) >= _OF_TOPIC and not _DUE.search(query.folded):
        return True  # "chỉ tiêu giảm phát thải năm 2026": the year is the target's
    if Field.VALUE in query.fields and counts_none and len(query.topic) >= _FIGURE_OF:
        return True  # "điểm chuẩn năm nay bao nhiêu"
    return is_moment or (query.shape is Shape.ONE and len(query.topic) >= _CONTENT and counts_none)


def is_whole(query: Query) -> bool:
    """Whether all the tasks are meant, of a named document or of the whole corpus."""
    listed = query.shape is Shape.LIST or query.order is not Order.AS_PRINTED
    bounded = bool(query.scope) or EVERY.search(query.folded) is not None or query.order is not Order.AS_PRINTED
    return listed and bounded and not query.topic and not query.fields & _OTHER_FIELDS
