"""One deadline of a whole list reaches each of its duties, and says that it is shared."""

from directives import leads, letter

ORDER = "Chủ tịch UBND tỉnh yêu cầu:\n"
SHARED = "Thời hạn chung của cả danh mục, không đứng trong câu."


def ends(record):
    return [t.deadline.end.isoformat() if t.deadline and t.deadline.end else None for t in record.tasks]


def test_the_item_that_opens_a_list_sets_its_time(agencies):
    record = letter(
        f"{ORDER}1. Giao Sở Y tế thực hiện các nhiệm vụ sau, hoàn thành trước ngày 20/5/2026:\n"
        "a) Rà soát nhân lực.\nb) Công khai kết quả trước ngày 10/5/2026.\n2. Sở Tài chính bố trí kinh phí.\n",
        agencies,
    )
    assert ends(record) == ["2026-05-20", "2026-05-10", None]
    assert [t.doubt for t in record.tasks] == [SHARED, None, None]


def test_the_sentence_that_closes_a_list_sets_its_time_and_is_no_task(agencies):
    record = letter(
        f"{ORDER}1. Sở Y tế rà soát nhân lực.\n2. Sở Tài chính bố trí kinh phí.\n"
        "Các nhiệm vụ trên hoàn thành trước ngày 30/6/2026.\n",
        agencies,
    )
    assert leads(record) == [("Sở Y tế",), ("Sở Tài chính",)]
    assert ends(record) == ["2026-06-30", "2026-06-30"]
    (span,) = record.tasks[0].spans_of("deadline")
    assert record.document.source.text[span.start : span.end] == "hoàn thành trước ngày 30/6/2026"
