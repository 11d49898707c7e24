"""Prints a table as a PDF text layer does: cells wrapped to column widths, flushed column by column, cut by pages."""

import random
import re
from dataclasses import dataclass

from ingest.table_lines import SPACE, width

DUTIES = [
    "Xây dựng Đề án phát triển du lịch cộng đồng gắn với bảo tồn văn hóa các dân tộc thiểu số",
    "Rà soát, đơn giản hóa quy trình giải quyết thủ tục hành chính thuộc thẩm quyền của cấp xã",
    "Triển khai hệ thống giám sát hồ chứa, cảnh báo sớm lũ quét và sạt lở đất trên địa bàn. Cập nhật bản đồ rủi ro",
    "Hoàn thiện cơ sở dữ liệu đất đai, kết nối với hệ thống thông tin của ngành thuế, ngân hàng và công chứng",
    "Tổ chức 10 lớp tập huấn cho cán bộ bán chuyên trách",
    "Đầu tư nâng cấp 25 trạm y tế tuyến xã đạt chuẩn quốc gia giai đoạn 2026-2030 theo Quyết định số 12/QĐ-TTg",
    "Vận hành Trung tâm điều hành đô thị",
    "Nghiên cứu, đề xuất cơ chế thu hút nhà đầu tư chiến lược vào khu công nghiệp công nghệ cao, trình cấp có "
    "thẩm quyền xem xét; bố trí quỹ đất sạch; công khai danh mục dự án kêu gọi đầu tư trên Cổng thông tin điện tử",
    "Số hóa hồ sơ người có công với cách mạng",
]
BODIES = [
    "Sở Tài chính", "Sở Nội vụ", "Sở Y tế", "Sở Xây dựng", "Sở Giáo dục và Đào tạo", "Sở Nông nghiệp và Môi trường",
    "Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh", "Văn phòng UBND tỉnh", "Thanh tra tỉnh", "Sở Công Thương",
]  # fmt: skip
GROUPS = ["Các sở, ban, ngành", "UBND các xã, phường", "các cơ quan, đơn vị có liên quan"]
RESULTS = [
    "Đề án được phê duyệt", "Báo cáo kết quả hằng năm", "Quyết định của Chủ tịch UBND tỉnh", "Kế hoạch",
    "Hệ thống được nghiệm thu, đưa vào sử dụng ổn định", "100% hồ sơ được cập nhật", "Nghị quyết của HĐND tỉnh",
    "Văn bản hướng dẫn thực hiện được ban hành",
]  # fmt: skip
TIMES = [
    "Quý II/2026", "Tháng 9/2026", "Năm 2026", "Giai đoạn 2026-2030", "30/6/2026", "Hằng năm", "Trước ngày 15/12/2026",
    "Quý IV năm 2027", "Thường xuyên", "Sau khi Bộ Tài chính ban hành hướng dẫn",
]  # fmt: skip
BASES = ["Nghị quyết số 45/NQ-HĐND ngày 10/12/2025", "Kế hoạch số 118/KH-UBND", "Thông báo số 77/TB-VP ngày 02/3/2026"]
TITLES = ["Về kinh tế", "Hạ tầng và đô thị", "Cải cách hành chính"]
NAMES = {
    "text": ["Nội dung công việc", "Nhiệm vụ", "Nhiệm vụ, giải pháp", "Tên nhiệm vụ"],
    "lead": ["Đơn vị chủ trì", "Cơ quan chủ trì", "Cơ quan tham mưu", "Cơ quan, đơn vị chủ trì thực hiện"],
    "partners": ["Đơn vị phối hợp", "Cơ quan phối hợp"],
    "result": ["Sản phẩm", "Kết quả", "Sản phẩm đầu ra"],
    "time": ["Thời hạn hoàn thành", "Tiến độ", "Thời gian thực hiện"],
    "basis": ["Văn bản giao", "Căn cứ"],
}
ORDERS = [
    ("text", "lead", "partners", "result", "time"),
    ("text", "lead", "partners", "time", "result"),
    ("text", "lead", "time"),
    ("text", "result", "lead", "partners", "time"),
    ("text", "lead", "basis", "time"),
    ("text", "time", "lead", "partners"),
    ("text", "lead", "result", "time"),
]
WIDTHS = {"text": (13000, 19000), "result": (7500, 11000), "basis": (8000, 11000), "time": (5600, 7500)}


class FakeAgencies:
    """A dozen names, and head nouns with one capitalised word or more: what an agency grammar does, in ten lines."""

    _whole = re.compile(
        r"(?:sở (?:khoa học và công nghệ|tài chính|nội vụ|y tế|xây dựng|giáo dục và đào tạo|công thương"
        r"|nông nghiệp và môi trường|văn hóa, thể thao và du lịch)|công an tỉnh|văn phòng (?:ubnd tỉnh|tỉnh ủy)"
        r"|thanh tra tỉnh|các sở, ban, ngành|ubnd các xã, phường(?:, đặc khu)?|ubnd tỉnh|các cơ quan, đơn vị"
        r"|các doanh nghiệp viễn thông trên địa bàn tỉnh)"
        r"(?: có liên quan)?"
    )

    def completeness(self, text: str) -> float:
        folded = " ".join(text.lower().split())
        found = sum(len(m.group().split()) for m in self._whole.finditer(folded))
        joints = len(re.findall(r"(?<= )và(?= )", self._whole.sub("", folded)))
        return found / max(1, len(re.findall(r"\w+\S*", folded)) - joints)


Row = tuple[str | None, list[str]]


@dataclass(frozen=True)
class Printed:
    """The text, its column names without the number, and the rows a reader should find."""

    text: str
    names: list[str]
    rows: list[Row]


def random_table(seed: int, double_spaced: bool = True, rows: int = 14) -> Printed:
    """A table of another province: its own names, order and widths of columns, groups, page breaks."""
    chance = random.Random(seed)
    order = chance.choice(ORDERS)
    names = [chance.choice(NAMES[kind]) for kind in order]
    widths = [chance.randint(*WIDTHS.get(kind, (6000, 8200))) for kind in order]
    listed: list[Row | str] = []
    number = 0
    for n in range(rows):
        if n % 5 == 0:
            listed.append(f"{['I', 'II', 'III'][n // 5]} {chance.choice(TITLES)}")
            number = 0
        number += 1
        listed.append((str(number), [_cell(kind, chance) for kind in order]))
    return _print(listed, names, widths, chance, double_spaced)


def _cell(kind: str, chance: random.Random) -> str:
    if kind == "text":
        return chance.choice(DUTIES) + chance.choice([".", ""])
    if kind == "lead":
        return "; ".join(chance.sample(BODIES, chance.choice([1, 1, 1, 2]))) if chance.random() < 0.9 else GROUPS[0]
    if kind == "partners":
        listed = chance.sample(BODIES, chance.randint(0, 3)) + chance.sample(GROUPS, chance.randint(1, 2))
        return chance.choice([", ", "; "]).join(listed)
    return chance.choice({"result": RESULTS, "time": TIMES, "basis": BASES}[kind])


def wrap(text: str, limit: int) -> list[str]:
    """Lines no wider than the limit, in type-size thousandths."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(lines[-1]) + SPACE + width(word) <= limit:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _flush(cells: list[list[str]], centred: bool) -> list[str]:
    """Lines of one row on one page; neighbours on one base line share a printed line."""
    height = max(map(len, cells))
    printed: list[tuple[str, float]] = []
    for lines in cells:
        top = (height - len(lines)) / 2 if centred else 0.0
        for n, line in enumerate(lines):
            if n == 0 and printed and printed[-1][1] == top:
                printed[-1] = (f"{printed[-1][0]} {line}", top)
            else:
                printed.append((line, top + n))
    return [line for line, _ in printed]


def _print(rows, names, widths, chance, double_spaced) -> Printed:
    head = [f"TT {line}" if n == 0 else line for n, line in enumerate(wrap(names[0], widths[0]))]
    head += [line for name, limit in zip(names[1:], widths[1:], strict=True) for line in wrap(name, limit)]
    out = list(head)
    page = room = chance.randint(18, 30)
    for row in rows:
        if isinstance(row, str):
            out.append(row)
            room -= 1
            continue
        number, cells = row
        wrapped = [wrap(cell, limit) for cell, limit in zip(cells, widths, strict=True)]
        height = max(map(len, wrapped))
        if height > room >= 2:
            out += _flush([[number], *(lines[:room] for lines in wrapped)], False)
            out += [str(chance.randint(2, 9))] * chance.randint(0, 1) + head
            out += _flush([lines[room:] for lines in wrapped], False)
            room = page + room - height
            continue
        if height > room:
            out += head
            room = page
        out += _flush([[number], *wrapped], chance.random() < 0.6)
        room -= height
    found = [row for row in rows if not isinstance(row, str)]
    return Printed(("\n\n" if double_spaced else "\n").join(out) + "\n", names, found)
