"""Orders to the assistant, told from questions in a chat and from the prose of documents. They are never carried out;

recognising them only keeps them from being looked up, quoted or worded.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.intents import ORDERS
from ingest.text import fold

_ASSISTANT = (
    r"(?:tro ly(?: (?:ai|ao|so))?|he thong (?:ai|tra cuu)|mo hinh ngon ngu|chatbot|ai assistants?|the (?:ai|assistant))"
)
_SPEAKS = r"(?:tra loi (?:rang|bang|moi|nguon|nguoi|so|:)|tra loi \S*[\d-]\S*|noi|in|ghi|viet|chen|them|ghep|moi|ket luan|ket thuc|thong bao cho|trich|say|state|print|write)"
# To whom, with which force, to say what: "trợ lý AI phải trả lời rằng ...".
_ADDRESSED = re.compile(
    rf"(?<!\w){_ASSISTANT}(?:[ ,:]+\w+){{0,6}}?[ ,:]+(?:hay|phai|duoc phep|co trach nhiem|khong duoc|tra loi|say|must)\b.{{0,40}}?(?<!\w){_SPEAKS}(?!\w)"
)
# Prose of law has "không tuân theo quy định": in documents only what nobody says to people.
_OVERRIDES = re.compile(
    r"(?:ignore|disregard|forget)\b.{0,30}(?:instruction|prompt)|bo qua (?:(?:moi|tat ca|cac) )?huong dan (?:va|truoc|o tren|he thong)|loi nhac he thong|system prompt"
)
_MARKUP = re.compile(
    r"<\|\w+\|>|\[/?(?:inst|he thong|system)\]|<</?sys>>|</?(?:system|user|assistant|passages|tool_call|script|iframe|img)\b|<!--"
    r"|[\"']tool[\"']\s*:|(?:^|[.?!\n] ?)(?:assistant|system|tro ly)\s*:|#{2,} ?(?:chi thi|system|instruction)|!\[[^\]]*\]"
)
_IMPERATIVE = re.compile(
    r"(?<!\w)(?:hay (?:in(?! danh sach| cac| nhung)|chen|ghi(?! ro| day du| danh sach| cac| nhung)|ghep|nhac lai(?! nhiem vu| thoi han| noi dung)|tu gioi thieu|goi (?:cong cu|ham)|viet cau tra loi|lam theo)|(?:roi|va) (?:in|lam theo)|ban phai noi|giai ma"
    r"|moi cau tra loi (?:phai|deu|sau|tu|cua ban)|cho phep (?:ban|ai|chatbot|tro ly).{0,20}\bin|thay cho cau tra loi|rep moi|khong trich dan|chi dan chieu"
    r"|your (?:only )?(?:answer|output|name|prompt)|every answer|(?:the )?user to|follow it|obey|decode|pretend|(?:then|and) (?:print|write|start)|confirm (?:with|that)|note to the ai|repeat the (?:text|words?|prompts?|instructions?)"
    r"|new policy|report the result|from now on)(?!\w)|(?:^|[.:!?] )(?:please )?(?:append|output|render|reveal|cite|use a reference|(?:print|repeat|tell)(?! me\b(?! your)| us\b| (?:the(?! password| secret| key| prompt| system| text| word)|a|all|every|which|what|who|when|how) )) "
)
_ENCODED = re.compile(r"(?<![\w/+])(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[\w/+]{20,}={0,2}(?![\w/+])")
_SPACED = re.compile(r"(?:(?<!\w)\w\s+){5,}\w(?!\w)")


def is_order(question: str) -> bool:
    """Whether a question contains an order to whoever answers it, in clear words or in disguise."""
    folded = fold(question)
    return bool(
        ORDERS.search(folded)
        or _ADDRESSED.search(folded)
        or _MARKUP.search(folded)
        or _IMPERATIVE.search(folded)
        or _ENCODED.search(question)
        or _SPACED.search(question)
        or _mixes_alphabets(question)
    )


def speaks_to_an_assistant(passage: str) -> bool:
    """Whether words of a document are meant for a machine that reads it. What assistants are to do for citizens is not."""
    folded = fold(passage)
    return bool(_ADDRESSED.search(folded) or _MARKUP.search(folded) or _OVERRIDES.search(folded))


def _mixes_alphabets(text: str) -> bool:
    """A word with letters that only look Latin."""
    return any(
        {"LATIN", "CYRILLIC"} <= kinds or {"LATIN", "GREEK"} <= kinds
        for word in text.split()
        for kinds in [{unicodedata.name(c, "").split(" ")[0] for c in word if c.isalpha()}]
    )
