import re
import time
from pathlib import Path

import pytest
from interleaving import FakeAgencies, random_table

from ingest.models import Column, Media, Source, Span
from ingest.tables import tables_in

SAMPLE = Path(__file__).parent.parent / "ingest" / "sample"
FACTS = {
    "2026-2030": 27, "Năm 2026": 11, "Sau khi": 2, "Tháng 12/2026": 1, "2026-2027": 1, "2025-2030": 1,
}  # fmt: skip


def read(text):
    return tables_in(Source("a.txt", "0", Media.TEXT, text), Span(0, len(text)), FakeAgencies())


def cells(row):
    return {cell.column: cell.text for cell in row.cells}


@pytest.fixture(scope="module")
def annexes():
    text = next(SAMPLE.glob("003*")).read_text(encoding="utf-8")
    zone = Span(text.index("Phụ lục I \n"), len(text))
    source = Source("003.txt", "0", Media.TEXT, text)
    started = time.perf_counter()
    tables = tables_in(source, zone, FakeAgencies())
    return text, zone, tables, time.perf_counter() - started


def row(tables, group, number):
    return next(r for r in tables[1].rows if r.groups[-1].label == group and r.number == number)


def test_both_annexes_have_all_their_rows(annexes):
    _, _, tables, _ = annexes
    assert [len(table.rows) for table in tables] == [21, 43]
    per_group = [r.groups[-1].label for r in tables[1].rows]
    assert [per_group.count(g) for g in dict.fromkeys(per_group)] == [10, 4, 9, 5, 4, 7, 2, 2]


def test_an_annex_of_targets_has_values_leads_and_executors(annexes):
    _, _, tables, _ = annexes
    expected = {Column.NUMBER, Column.TEXT, Column.VALUE, Column.LEAD, Column.IMPLEMENTING}
    assert all(set(cells(r)) == expected for r in tables[0].rows)
    assert {cells(r)[Column.VALUE] for r in tables[0].rows} == {"100%", "95%", "Đạt", "50%", "99%", "80%", "25%"}
    assert [[g.label for g in r.groups] for r in tables[0].rows][::10] == [["I", "I.1"], ["II", "II.1"], ["II", "II.2"]]


def test_deadlines_of_the_task_annex_are_whole(annexes):
    _, _, tables, _ = annexes
    deadlines = [cells(r)[Column.DEADLINE] for r in tables[1].rows]
    assert {key: sum(key in d for d in deadlines) for key in FACTS} == {**FACTS, "Năm 2026": 11 + 27 + 1}
    assert deadlines.count("Năm 2026") == 11
    assert deadlines[4] == deadlines[5] == "Sau khi Bộ Khoa học và Công nghệ ban hành hướng dẫn"


def test_leads_of_the_task_annex_are_whole(annexes):
    _, _, tables, _ = annexes
    police = [f"{r.groups[-1].label}.{r.number}" for r in tables[1].rows if "Công an tỉnh" in cells(r)[Column.LEAD]]
    assert " ".join(police) == "I.3 I.8 II.4 III.8 IV.1 V.1 V.3 V.4 VI.1 VI.7 VII.1 VIII.1"


def test_a_row_cut_by_a_page_is_joined_cell_by_cell(annexes):
    _, _, tables, _ = annexes
    cut = cells(row(tables, "I", "5"))
    assert cut[Column.TEXT].endswith("dịch vụ công trực tuyến, làm rõ khái niệm, yêu cầu kỹ thuật và tiêu chí đánh giá "
                                     "mức độ cá thể hóa, chủ động, gợi ý hành động,...")  # fmt: skip
    assert cut[Column.LEAD] == "Sở Khoa học và Công nghệ"
    assert cut[Column.COORDINATING] == "Các sở, ban, ngành; UBND các xã, phường, đặc khu"
    assert cut[Column.RESULT] == "Văn bản triển khai Hướng dẫn kỹ thuật được Bộ Khoa học và Công nghệ ban hành"


def test_three_cells_collapsed_on_one_line_go_back_to_their_columns(annexes):
    _, _, tables, _ = annexes
    cut = cells(row(tables, "III", "2"))
    assert cut[Column.TEXT].endswith("hành chính tỉnh Quảng Ngãi.")
    assert cut[Column.COORDINATING] == "Văn phòng UBND tỉnh, Công an tỉnh"
    assert cut[Column.RESULT] == "Hệ thống vận hành ổn định, đáp ứng các mục tiêu của từng thời kỳ"


def test_a_row_without_number_stays_without_number(annexes):
    _, _, tables, _ = annexes
    third = [r.number for r in tables[1].rows if r.groups[-1].label == "III"]
    assert third == ["1", "2", "3", "4", "5", "6", None, "7", "8"]


def test_every_word_of_the_annexes_is_accounted_for_once(annexes):
    text, zone, tables, _ = annexes
    used = [0] * len(text)
    for table in tables:
        parts = [*table.header_spans, *(s for r in table.rows for c in r.cells for s in c.spans)]
        parts += {s for r in table.rows for g in r.groups for s in g.spans}
        for span in parts:
            for i in range(span.start, span.end):
                used[i] += not text[i].isspace()
    assert max(used) == 1
    left = "".join(c if not used[i] else " " for i, c in enumerate(text) if zone.start <= i < zone.end)
    titles = r"Phụ lục I+|DANH MỤC CÁC CHỈ TIÊU CỤ THỂ|CÁC NHIỆM VỤ.*KẾ HOẠCH|\(Kèm theo.*\)"
    assert re.sub(titles, "", left).split() == []


def test_spans_quote_the_words_of_their_cells(annexes):
    text, _, tables, _ = annexes
    for table in tables:
        for r in table.rows:
            assert all(" ".join(" ".join(text[s.start : s.end] for s in c.spans).split()) == c.text for c in r.cells)
            assert all(any(o.start <= s.start and s.end <= o.end for o in r.spans) for c in r.cells for s in c.spans)


def test_the_annexes_are_read_within_seconds(annexes):
    assert annexes[3] < 5  # under 1 s on an idle core


@pytest.mark.parametrize("double_spaced", [True, False])
def test_tables_of_other_provinces_are_recovered(double_spaced):
    right = total = 0
    for seed in range(12):
        printed = random_table(seed, double_spaced)
        table = read(printed.text)[0]
        assert [name for _, name in table.columns[1:]] == printed.names
        found = [(r.number, [{c.name: c.text for c in r.cells}.get(n, "") for n in printed.names]) for r in table.rows]
        right += sum(row in found for row in printed.rows)
        total += len(printed.rows)
    assert right / total >= 0.95


def test_the_order_of_columns_comes_from_the_header():
    head = "STT\nNội dung công việc\nTiến độ\nĐơn vị chủ trì\n"
    body = "1\nXây dựng Đề án\nQuý II/2026\nSở Y tế\n2\nRà soát quy trình\n30/6/2026\nSở Nội vụ\n"
    first, second = read(head + body)[0].rows
    assert cells(first)[Column.DEADLINE] == "Quý II/2026"
    assert cells(second)[Column.LEAD] == "Sở Nội vụ"


def test_a_whole_row_on_one_line_is_divided():
    head = "TT\nNhiệm vụ\nCơ quan chủ trì\nThời hạn\n"
    (table,) = read(f"{head}1 Lập danh mục dữ liệu mở Sở Y tế Năm 2026\n2 Báo cáo Sở Nội vụ Năm 2027\n")
    assert [cells(r)[Column.LEAD] for r in table.rows] == ["Sở Y tế", "Sở Nội vụ"]


def test_two_tables_of_one_zone_stay_two():
    head = "TT\nNhiệm vụ\nCơ quan chủ trì\nThời hạn\n"
    one = f"{head}1\nLập danh mục\nSở Y tế\nNăm 2026\n"
    tables = read(f"{one}Phụ lục II\nNHIỆM VỤ KHÁC\n{one}")
    assert [len(t.rows) for t in tables] == [1, 1]


def test_running_text_has_no_tables():
    assert read("TT Huế là thành phố.\n1. Giao Sở Y tế chủ trì.\n2. Các sở phối hợp.\n") == ()


@pytest.mark.parametrize("filler", ["a" * 20, "1", "Sở", "I", "Năm 2026", "(", "Các sở, ban, ngành;"])
def test_hostile_rows_end_in_time(filler):
    text = "TT\nNhiệm vụ\nCơ quan chủ trì\nThời hạn\n1\n" + f"{filler}\n" * 500
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < 20


def test_a_long_table_is_read_in_linear_time():
    body = "".join(f"{n}\nLập danh mục dữ liệu mở của ngành\nSở Y tế\nNăm 2026\n" for n in range(1, 400))
    assert len(read(f"TT\nNhiệm vụ\nCơ quan chủ trì\nThời hạn\n{body}")[0].rows) == 399
