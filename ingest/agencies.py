"""Which bodies a text names: longest match on the agency register, then the grammar of agency names.

The register is data: ``data/national.json`` (ministries, the usual provincial bodies, groups) and one file for
the province, which another province replaces. Names that stand in neither are still read, by their head noun
(Sở, Ban, Trung tâm, ...), and kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.agency_names import Directory, Entry, Kind, Token, tokens
from ingest.text import canonical, fold, is_unaccented, looks_like_syllable, nfc

HEADS = (
    "sở|ban|văn phòng|công an|công ty|tổng công ty|tập đoàn|trung tâm|chi cục|cục|tổng cục|vụ|viện|học viện|trường|đại học|"
    "cao đẳng|bệnh viện|phòng|ủy ban|ubnd|hđnd|hội đồng|hội|liên hiệp|liên đoàn|liên minh|mặt trận|tỉnh đoàn|thành đoàn|"
    "huyện ủy|thành ủy|tỉnh ủy|đảng ủy|đảng bộ|bộ|kho bạc|ngân hàng|bảo hiểm|thanh tra|thống kê|thuế|hải quan|báo|đài|"
    "tòa án|viện kiểm sát|thi hành án|tổ công tác|tổ công nghệ|tổ giúp việc|đội quản lý|hạt kiểm lâm|điện lực|bưu điện|xã|"
    "phường|thị trấn|đặc khu|huyện|thị xã|thành phố|tỉnh|chủ đầu tư|doanh nghiệp|hợp tác xã|chủ tịch|giám đốc|thủ trưởng|"
    "vnpt|viettel|chánh văn phòng"
)
_HEAD = re.compile(rf"(?:các |những )?(?:{HEADS})(?= |:)")
# After these a name may go on in small letters ("Ban quản lý ...", "Trung tâm y tế ..."); elsewhere it needs a capital.
_LOOSE = re.compile(r"(?:các )?(?:ban|trung tâm|chi cục|công ty|tổng công ty|viện|trường|bệnh viện|doanh nghiệp|hội|tổ công \w+|văn phòng|thủ trưởng|chủ tịch|giám đốc|ngân hàng|chủ đầu tư|ubnd|ủy ban|hđnd|hội đồng|công an|đảng ủy|mặt trận)$")
_BREAK = re.compile(r"[;\n:()]|,\s|\s(?:và|cùng)\s|\.(?:\s|$)")
_PLURAL = re.compile(r"(?:các )?(sở|bộ|phòng|ban|hội|chi cục|trung tâm|ubnd xã|ubnd phường|xã|phường|huyện)\s*:\s*")
_RELATED = re.compile(r",? ?(?:và )?(?:các )?(?:có )?liên quan(?!\w)")
_QUALIFIER = re.compile(
    r"[ ,]*(?:theo (?:đúng )?chức năng,? ?(?:và )?nhiệm vụ(?: được giao)?|trên địa bàn(?: (?:tỉnh|thành phố|xã|phường))?|"
    r"(?:trực )?thuộc (?:tỉnh|thành phố|ubnd tỉnh|ubnd thành phố)|cấp tỉnh|tỉnh|thành phố|(?:xã|phường)(?! \w))(?!\w)"
)
# Words that open what an agency does: a partner's name never runs past them.
VERBS = (
    "tham mưu|xây dựng|rà soát|tổ chức|triển khai|thực hiện|hướng dẫn|đôn đốc|theo dõi|kiểm tra|giám sát|báo cáo|tổng hợp|"
    "đề xuất|nghiên cứu|hoàn thiện|hoàn thành|ban hành|trình|phê duyệt|thẩm định|cân đối|bố trí|phân bổ|chuẩn bị|chỉ đạo|"
    "thúc đẩy|tăng cường|đẩy mạnh|tiếp tục|khẩn trương|chủ động|tập trung|cấp|lựa chọn|đánh giá|xem xét|giải quyết|xử lý|"
    "tháo gỡ|khắc phục|nâng cao|nâng cấp|phát triển|quản lý|vận hành|khai thác|sử dụng|tuyên truyền|phổ biến|đào tạo|"
    "bồi dưỡng|tập huấn|hỗ trợ|tạo|thành lập|kiện toàn|kết nối|chia sẻ|cung cấp|cập nhật|công bố|công khai|thống kê số|"
    "tiếp nhận|tiếp thu|thu hút|huy động|đầu tư|mua sắm|lập|để|nhằm|trong việc|trong công tác|khi|theo|căn cứ|bảo đảm|"
    "đảm bảo|có trách nhiệm|chịu trách nhiệm|tham gia|ký|làm|đưa|xác định|đề nghị|yêu cầu|giao|phân công|kịp thời|thường xuyên|"
    "định kỳ|duy trì|mở rộng|phục vụ|bảo vệ|phòng|tạo lập|góp ý|cho ý kiến|thông tin|rút ngắn|đơn giản|chuẩn hóa|số hóa|"
    "truyền thông|đồng hành|liên quan|tích cực|nghiêm túc|sớm|nhanh chóng|quyết liệt|thống nhất|cụ thể|tính toán"
)
_JOINTS = frozenset({"và", "cùng", "với", ";"})
_STOP = re.compile(rf"(?<!\w)(?:{VERBS})(?!\w)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One body named in a text: canonical ``name``, and the characters [start, end) of ``nfc(text)`` that name it."""

    name: str
    start: int
    end: int
    kind: Kind
    former: bool = False  # an old name of the body that took over its work
    others: tuple[str, ...] = ()  # bodies that the same unaccented words could mean as well


class Agencies:
    """The agency register and the grammar around it. Pass NFC text; offsets refer to it."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory

    def read_list(self, text: str, home: str | None = None) -> tuple[Mention, ...]:
        """The bodies of a cell, heading or partner list, in order. ``home`` is the commune whose offices are meant."""
        return tuple(m for m, _ in self._scan(text, home))

    def completeness(self, text: str) -> float:
        """Share of the words that a list of agencies accounts for: 1.0 for a complete list, 0.0 for none."""
        found = [t for t in tokens(nfc(text)) if t.text.isalnum()]
        if not found:
            return 0.0
        areas = [(m.start, until) for m, until in self._scan(text, None)]
        inside = [any(start <= t.start and t.end <= until for start, until in areas) for t in found]
        joints = sum(t.text in _JOINTS and not covered for t, covered in zip(found[:-1], inside, strict=False))
        return sum(inside) / max(1, len(found) - joints)

    def read_prefix(self, text: str, start: int, home: str | None = None) -> tuple[Mention, ...]:
        """The list of bodies that begins exactly at ``start`` of an NFC text and ends where something else begins."""
        lowered = canonical(text)
        found = [t for t in tokens(text) if t.start >= start]
        listed: list[Mention] = []
        position = 0
        while position < len(found):
            if found[position].text in _JOINTS and listed:
                position += 1
                continue
            hit = self._one(text, lowered, found, position, home)
            if hit is None or hit[0].start > found[position].start:
                break
            listed.append(hit[0])
            position = next((i for i, t in enumerate(found) if t.start >= hit[1]), len(found))
        return tuple(listed)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Bodies and groups of the register anywhere in running text, longest first; nothing by grammar alone."""
        return tuple(self._known(tokens(nfc(text)), self.directory.names))

    def find_asked(self, question: str) -> tuple[Mention, ...]:
        """Bodies named in a question: as printed, then abbreviated or without diacritics."""
        text = nfc(question)
        exact = list(self._known(tokens(text), self.directory.names))
        taken = [(m.start, m.end) for m in exact]
        folded = [Token(fold(t.text), t.start, t.end) for t in tokens(text)]
        plain = is_unaccented(text)
        for m in self._known(folded, self.directory.folded):
            printed = text[m.start : m.end]
            if any(s < m.end and m.start < e for s, e in taken) or not _is_meant(printed, plain):
                continue
            others = self.directory.collisions.get(tuple(t.text for t in folded if m.start <= t.start < m.end), ())
            exact.append(replace(m, others=others))
        return tuple(sorted(exact, key=lambda m: m.start))

    def _known(self, found: list[Token], names: dict[tuple[str, ...], Entry]) -> Iterable[Mention]:
        position = 0
        while position < len(found):
            hit = self.directory.longest(found, position, names)
            if hit is None or hit[0].kind is Kind.BARE:
                position += 1
                continue
            entry, length = hit
            yield Mention(entry.name, found[position].start, found[position + length - 1].end, entry.kind, entry.former)
            position += length

    def _scan(self, text: str, home: str | None) -> Iterable[tuple[Mention, int]]:
        """Mentions with the offset up to which the text is accounted for."""
        text = nfc(text)
        lowered = canonical(text)
        found = tokens(text)
        position = 0
        while position < len(found):
            plural = _PLURAL.match(lowered, found[position].start)
            if plural:
                listed = self._elided(text, lowered, plural)
                listed[:1] = [replace(m, start=plural.start()) for m in listed[:1]]
                yield from ((m, m.end) for m in listed)
                end = listed[-1].end if listed else plural.end()
            else:
                hit = self._one(text, lowered, found, position, home)
                if hit is None:
                    position += 1
                    continue
                yield hit
                end = hit[1]
            position = next((i for i, t in enumerate(found) if t.start >= end), len(found))

    def _one(
        self, text: str, lowered: str, found: list[Token], position: int, home: str | None
    ) -> tuple[Mention, int] | None:
        hit = self.directory.longest(found, position, self.directory.names)
        if hit is not None and hit[0].kind is not Kind.BARE:
            entry, length = hit
            end = found[position + length - 1].end
            mention = Mention(entry.name, found[position].start, end, entry.kind, entry.former)
            related = _RELATED.match(lowered, end)
            if entry.kind is Kind.GROUP and related and self.directory.open_group:
                return replace(mention, name=self.directory.open_group, end=related.end()), related.end()
            if entry.kind is Kind.OFFICE and home:
                mention = replace(mention, name=f"{entry.name} {home}")
            return mention, self._after(lowered, end)
        return self._by_grammar(text, lowered, found[position])

    def _after(self, lowered: str, end: int) -> int:
        qualifier = _QUALIFIER.match(lowered, end)
        end = qualifier.end() if qualifier else end
        place = self.directory.place_after(lowered, end)
        return max(end, place)

    def _by_grammar(self, text: str, lowered: str, token: Token) -> tuple[Mention, int] | None:
        head = _HEAD.match(lowered, token.start)
        following = text[head.end() :].lstrip()[:1] if head else ""
        if head is None or not following.isalnum():
            return None
        if following.islower() and (not _LOOSE.fullmatch(head.group()) or _STOP.match(lowered, head.end() + 1)):
            return None
        end = self._name_end(text, lowered, head.end())
        name = " ".join(text[token.start : end].split()).rstrip(" ,;.-")
        if len(name.split()) <= len(head.group().split()):
            return None
        return Mention(name[0].upper() + name[1:], token.start, token.start + len(text[token.start : end].rstrip(" ,;.-")), Kind.UNKNOWN), end

    def _name_end(self, text: str, lowered: str, start: int) -> int:
        """Where an unregistered name ends: at a separator before another body, or at the verb of the duty."""
        first_word = re.compile(r"\s*\w+").match(lowered, start)
        after = first_word.end() if first_word else start + 1
        verbs = (m.start() for m in _STOP.finditer(lowered, after) if text[m.start()].islower())
        limit = next(verbs, len(text))
        for separator in _BREAK.finditer(lowered, start, limit):
            rest = separator.end()
            sign = separator.group().strip()
            if sign in {";", ":", "(", ")", "", "."} or _HEAD.match(lowered, rest) or self._starts_known(text, rest):
                return separator.start()
            if sign == "," and not text[rest : rest + 1].isupper():
                return separator.start()
        return limit

    def _starts_known(self, text: str, start: int) -> bool:
        return self.directory.longest(tokens(text[start : start + 90]), 0, self.directory.names) is not None

    def _elided(self, text: str, lowered: str, head: re.Match[str]) -> list[Mention]:
        """``Các Sở: Ngoại vụ, Tư pháp, Văn hóa, Thể thao và Du lịch``: the head noun belongs to each name."""
        stop = re.compile(r"[;.\n]|$").search(text, head.end())
        limit = stop.start() if stop else len(text)
        found = [t for t in tokens(text) if head.end() <= t.start < limit]
        noun = head[1][0].upper() + head[1][1:]
        listed: list[Mention] = []
        position = 0
        while position < len(found):
            if found[position].text == "và":
                position += 1
                continue
            if self._starts_other(found, position):
                break
            length, entry = self._elided_length(text, found, position, noun)
            start, end = found[position].start, found[position + length - 1].end
            name = entry.name if entry else f"{noun} {text[start:end]}"
            listed.append(Mention(name, start, end, entry.kind if entry else Kind.UNKNOWN))
            position += length
        return listed

    def _starts_other(self, found: list[Token], position: int) -> bool:
        hit = self.directory.longest(found, position, self.directory.names)
        return hit is not None and hit[0].kind is not Kind.BARE

    def _elided_length(self, text: str, found: list[Token], position: int, noun: str) -> tuple[int, Entry | None]:
        headed = [Token(t, 0, 0) for t in canonical(noun).split()] + found[position : position + 12]
        hit = self.directory.longest(headed, 0, self.directory.names)
        extra = len(noun.split())
        if hit is not None and hit[1] > extra:
            return hit[1] - extra, hit[0]
        end = position + 1
        while end < len(found) and "," not in text[found[end - 1].end : found[end].start]:
            end += 1
        return end - position, None


def _is_meant(printed: str, plain: bool) -> bool:
    """Whether a folded match is a name and no ordinary word: short codes that are syllables must be typed in capitals."""
    if " " in printed.strip():
        return plain or any(c.isupper() for c in printed) or is_unaccented(printed)
    return printed.isupper() or not looks_like_syllable(fold(printed))
