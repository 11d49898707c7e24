"""How sure a task is, and the sentence that says why not."""

from directives import letter, only

from assistant.task_json import task_line

ORDER = "Chủ tịch UBND tỉnh yêu cầu:\n"


def test_a_task_that_says_everything_is_sure(agencies):
    task = only(letter(f"{ORDER}1. Giao Sở Y tế mua vắc xin trước ngày 20/02/2026.\n", agencies))
    assert (task.confidence, task.doubt) == (1.0, None)


def test_a_body_from_the_heading_lowers_the_confidence_a_little(agencies):
    task = only(letter(f"{ORDER}1. Sở Y tế\n- Mua vắc xin.\n", agencies))
    assert (task.confidence, task.doubt) == (0.9, None)


def test_addressees_taken_for_the_body_are_doubted(agencies):
    record = letter(f"{ORDER}1. Tuyên truyền đến từng hộ dân.\n2. Bố trí kinh phí mua vắc xin.\n", agencies)
    assert {t.doubt for t in record.tasks} == {"Cơ quan thực hiện suy từ nơi kính gửi, không đứng trong câu."}


def test_a_day_without_a_year_is_doubted(agencies):
    task = only(letter(f"{ORDER}1. Giao Sở Y tế mua vắc xin trước ngày 20/02.\n", agencies))
    assert task.deadline.end.isoformat() == "2026-02-20"
    assert task.doubt == "Thời hạn không ghi năm, năm lấy theo ngày của văn bản."


def test_a_pointer_and_an_open_group_say_so(agencies):
    record = letter(
        f"{ORDER}1. Giao Sở Y tế thực hiện nhiệm vụ tại Phụ lục II.\n"
        "2. Giao các đơn vị liên quan cung cấp số liệu cho Sở Y tế.\n",
        agencies,
    )
    assert [t.doubt for t in record.tasks] == [
        "Nội dung cụ thể nằm ở phụ lục hoặc mục khác mà câu dẫn tới.",
        "Cơ quan thực hiện là một nhóm mở, văn bản không nêu tên từng đơn vị.",
    ]


def test_the_json_line_carries_confidence_and_doubt(agencies):
    record = letter(f"{ORDER}1. Giao Sở Y tế mua vắc xin trước ngày 20/02.\n", agencies)
    line = task_line(record.tasks[0], record.document)
    assert '"confidence": 0.75' in line
    assert '"doubt": "Thời hạn không ghi năm' in line
