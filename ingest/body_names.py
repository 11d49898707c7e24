"""Names of bodies that a head prints in capitals, written as in running text (Nghi dinh 30/2020/ND-CP, Phu luc II)."""

from __future__ import annotations

import re

from ingest.text import canonical, collapse, fold, looks_like_syllable

_SPELLED = (
    "Ủy ban", "Hội đồng", "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc", "Mặt trận Tổ quốc", "Ban Chấp hành", "Ban Thường vụ",
    "Ban Thường trực", "Ban Bí thư", "Bộ Chính trị", "Trung ương", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy", "Đảng bộ",
    "Chi bộ", "Đảng Cộng sản Việt Nam", "Việt Nam", "Ban Chỉ đạo", "Ban Chỉ huy", "Ban Quản lý", "Ban Tổ chức", "Ban Tuyên giáo",
    "Ban Nội chính", "Văn phòng", "Công an", "Thanh tra", "Trung tâm", "Trường", "Bệnh viện", "Đa khoa", "Y tế", "Tiểu học",
    "Mầm non", "Mẫu giáo", "Trung học cơ sở", "Trung học phổ thông", "Đại học", "Cao đẳng", "Cục", "Chi cục", "Tổng cục", "Vụ",
    "Phòng", "Sở", "Bộ", "Ban", "Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Tòa án nhân dân",
    "Viện kiểm sát nhân dân", "Phục vụ hành chính công", "Đề án", "Tối cao", "Công đoàn", "Viên chức", "Liên đoàn Lao động",
    "Chủ tịch", "Hội", "Nông dân", "Phụ nữ", "Cựu chiến binh", "Đoàn", "Thanh niên", "Kho bạc Nhà nước", "Bảo hiểm xã hội", "Nhà nước", "Ngân hàng",
)  # fmt: skip
_LOWER = "thành phố|thị xã|thị trấn|tỉnh|xã hội|xã|phường|đặc khu|huyện|quận|khu vực|và|các|của"
_BY_WORDS = {canonical(name): name for name in _SPELLED}
_PHRASE = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_BY_WORDS, key=len, reverse=True))}|{_LOWER})(?!\w)")
# "Sở Khoa học và Công nghệ": what is named by its field writes the first word of each part with a capital.
_BY_FIELD = re.compile(r"(?:sở|bộ|phòng|chi cục|tổng cục|cục|vụ|ban|ủy ban)(?= )")
_BY_TASK = re.compile(
    r"ban (?:chỉ đạo|quản lý)(?= (?:dự án|về|phát|thực|xây|phòng|cải|chuyển|triển|công|đề))"
)  # the task in small letters
_PROPER = re.compile(
    r"(?:ủy ban (?:nhân dân|mặt trận|MTTQ)|ban (?:chấp hành|thường|bí thư|quản lý|chỉ huy)|bộ (?:chính trị|tư lệnh))"
)
_PLACE = re.compile(r"(?<!\w)(?:tỉnh|thành phố|thị xã|thị trấn|xã(?! hội)|phường|đặc khu|huyện|quận|khu vực)(?!\w)")
_CODES = {"UBND", "HĐND", "MTTQ", "PCCC", "CNCH", "CNTT", "THCS", "THPT"}


def body_name(caps: str) -> str:
    """A body printed in capitals, as it is written in running text; of what it is not sure it capitalises every word."""
    words = [w if _is_code(w) else canonical(w) for w in collapse(caps).split()]
    lowered = " ".join(words)
    if task := _BY_TASK.match(lowered):
        return _first_upper(_BY_WORDS[task.group()] + _with_capitals_of_place(lowered[task.end() :]))
    field = None if _PROPER.match(lowered) else _BY_FIELD.match(lowered)
    if field is None:
        return _first_upper(_spelled(lowered))
    place = _PLACE.search(lowered, field.end())
    end = place.start() if place else len(lowered)
    return _first_upper(_by_field(lowered[:end], field.end()) + _spelled(lowered[end:]))


def _with_capitals_of_place(lowered: str) -> str:
    place = _PLACE.search(lowered)
    end = place.start() if place else len(lowered)
    return re.sub(r"(?<!\w)đề án(?= \d)", "Đề án", lowered[:end]) + _spelled(lowered[end:])


def _is_code(word: str) -> bool:
    bare = word.strip(",-()")
    return bare.isupper() and (bare in _CODES or not looks_like_syllable(fold(bare)))


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spelled(lowered: str) -> str:
    """Known phrases as they are spelled, every other word with a capital."""
    out, position = [], 0
    for match in _PHRASE.finditer(lowered):
        out += [_capitals(lowered[position : match.start()]), _BY_WORDS.get(match.group(), match.group())]
        position = match.end()
    return "".join([*out, _capitals(lowered[position:])])


def _capitals(words: str) -> str:
    return re.sub(r"\w+", lambda m: m.group() if m.group().isupper() else m.group().capitalize(), words)


def _by_field(lowered: str, start: int) -> str:
    """``sở khoa học và công nghệ`` -> ``sở Khoa học và Công nghệ``."""
    fresh = True
    out = [lowered[:start]]
    for token in re.findall(r"\s+|\S+", lowered[start:]):
        if not token.isspace():
            out.append(_first_upper(token) if fresh and token not in ("và", "-") else token)
            fresh = token in ("và", "-") or token.endswith(",")
        else:
            out.append(token)
    return "".join(out)
