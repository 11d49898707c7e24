"""What a letter changes in the tasks of a plan: read from prose, lists and tables, and shown beside the task."""

import json
from datetime import date

import pytest
from conftest import Office
from fakes import FakeEmbedder
from test_find_relation import HEAD, TAIL
from test_relations import LETTER

from assistant.api_models import TaskView
from assistant.models import AnswerStatus, Question
from assistant.task_json import task_line
from assistant.wire import DocumentRef
from ingest.change_names import likeness, parts, task_names, told_names
from ingest.directive import understand
from ingest.lookup import TaskFilter
from ingest.models import Media, Relation, Source, Visibility

PLAN = (
    HEAD.format(number="66/KH-UBND", day="10 tháng 3 năm 2026")
    + "KẾ HOẠCH\nPhát triển dữ liệu số tỉnh Bắc Ninh năm 2026\n\nUBND tỉnh ban hành Kế hoạch như sau:\nI. MỤC TIÊU\nPhấn đấu hoàn thành./."
    + TAIL
    + "Phụ lục\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 66/KH-UBND ngày 10 tháng 3 năm 2026 của UBND tỉnh Bắc Ninh)\n"
    "STT\tTên nhiệm vụ\tCơ quan chủ trì\tThời hạn\n"
    "1\tXây dựng bộ tiêu chí đánh giá chất lượng dữ liệu\tSở Tài chính\t30/06/2026\n"
    "2\tCông bố 40 bộ dữ liệu mở đợt 1\tSở Công Thương\t30/09/2026\n"
    "3\tTổ chức hội thảo về dữ liệu mở\tSở Nội vụ\t31/10/2026\n"
)
CHANGE = (
    HEAD.format(number="987/UBND-VX", day="20 tháng 5 năm 2026")
    + "V/v điều chỉnh, bổ sung một số nhiệm vụ tại Kế hoạch số 66/KH-UBND ngày 10/3/2026\nKính gửi: Các sở, ban, ngành.\n\n"
    "UBND tỉnh có ý kiến như sau:\n"
    "1. Điều chỉnh thời gian hoàn thành một số nhiệm vụ tại Phụ lục Kế hoạch 66:\n"
    "a) Nhiệm vụ số 1 (Xây dựng bộ tiêu chí đánh giá chất lượng dữ liệu): từ ngày 30/6/2026 thành ngày 31/8/2026.\n"
    "2. Điều chỉnh cơ quan chủ trì nhiệm vụ số 2: từ Sở Công Thương thành Công an tỉnh; Sở Công Thương là cơ quan phối hợp; "
    "số bộ dữ liệu từ 40 bộ thành 55 bộ; thời gian hoàn thành giữ nguyên là ngày 30/9/2026.\n"
    "3. Bổ sung nhiệm vụ: Giao Sở Xây dựng chủ trì công bố dữ liệu quy hoạch; hoàn thành trước ngày 30/11/2026.\n"
    "4. Giao Sở Tài chính bố trí kinh phí thực hiện nhiệm vụ số 2 từ ngày 01/7/2026 đến ngày 30/12/2026.\n"
    "5. Các nội dung khác của Kế hoạch 66 không thay đổi./." + TAIL
)


def read(text, agencies):
    return understand(Source("a.txt", "0" * 64, Media.TEXT, text), "a", agencies, Visibility("chung"))


def moved(record):
    return [(m.names, m.deadline and str(m.deadline.end)) for m in record.document.moves]


def test_a_letter_moves_gives_to_others_and_keeps_its_own_work(agencies):
    record = read(CHANGE, agencies)
    assert moved(record) == [
        (("1 “Xây dựng bộ tiêu chí đánh giá chất lượng dữ liệu”",), "2026-08-31"),
        (("2",), None),
    ]
    text, (_, change) = record.document.source.text, record.document.moves
    assert text[change.spans[0].start : change.spans[-1].end].endswith("giữ nguyên là ngày 30/9/2026.")
    assert [task.lead for task in record.tasks] == [("Sở Xây dựng",), ("Sở Tài chính",)]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "1. Lùi thời gian thực hiện nhiệm vụ xây dựng trang thông tin du lịch sang Quý I/2027.",
            [(("“xây dựng trang thông tin du lịch”",), "2027-03-31")],
        ),
        ("1. Không tiếp tục thực hiện nhiệm vụ số 3.", [(("3",), None)]),
        ("1. Bãi bỏ nhiệm vụ số 3 và số 5.", [(("3", "5"), None)]),
        ("1. Thay cụm từ “hội thảo” tại nhiệm vụ II.1 bằng cụm từ “hội nghị”.", [(("II.1",), None)]),
        ("1. Giao Sở Y tế thực hiện nhiệm vụ số 3 từ ngày 01/7/2026 đến ngày 30/9/2026.", []),
        ("1. Bổ sung nhiệm vụ số 6: Sở Y tế chủ trì số hóa bệnh án trước ngày 30/9/2026.", []),
        ("1. Đề nghị xem xét điều chỉnh cơ quan chủ trì nhiệm vụ số 3.", []),
        (
            "1. Gia hạn thời gian hoàn thành các nhiệm vụ sau:\n- Rà soát hồ sơ tồn đọng: đến hết ngày 31/7/2026;\n"
            "- Cấp phát thẻ điện tử: kéo dài thời hạn đến ngày 31/8/2026.",
            [(("“Rà soát hồ sơ tồn đọng”",), "2026-07-31"), (("“Cấp phát thẻ điện tử”",), "2026-08-31")],
        ),
    ],
)
def test_letters_change_in_many_words(agencies, body, wanted):
    subject = "V/v điều chỉnh thời hạn, nhiệm vụ tại Kế hoạch số 45/KH-SXD ngày 10/3/2026"
    assert moved(read(LETTER.format(subject=subject, body=body), agencies)) == wanted


def test_a_table_of_changes_tells_former_and_new_day(agencies):
    table = (
        "Điều chỉnh thời hạn một số nhiệm vụ như sau:\nSTT\tNhiệm vụ\tThời hạn cũ\tThời hạn điều chỉnh\n"
        "1\tSố hóa hồ sơ hộ tịch tại xã\t30/6/2026\t30/9/2026\n2\tSắp xếp đơn vị sự nghiệp công lập\tQuý II/2026\tQuý IV/2026\n"
    )
    record = read(LETTER.format(subject="V/v điều chỉnh thời hạn tại Kế hoạch số 45/KH-SXD", body=table), agencies)
    assert moved(record) == [
        (("“Số hóa hồ sơ hộ tịch tại xã”",), "2026-09-30"),
        (("“Sắp xếp đơn vị sự nghiệp công lập”",), "2026-12-31"),
    ]
    assert [str(move.before.end) for move in record.document.moves] == ["2026-06-30", "2026-06-30"]
    assert record.tasks == ()


def test_a_short_name_carries_what_is_done_to_the_document(agencies):
    body = (
        "Thực hiện Kế hoạch số 45/KH-SXD ngày 10/3/2026 (gọi tắt là Kế hoạch 45), Sở có ý kiến:\n"
        "1. Đồng ý gia hạn thời gian hoàn thành nhiệm vụ số 4 tại Kế hoạch 45 đến ngày 30/9/2026."
    )
    record = read(LETTER.format(subject="V/v tiến độ thực hiện", body=body), agencies)
    assert Relation.EXTENDS in {r.relation for r in record.document.references if r.sign == "45/KH-SXD"}
    assert moved(record) == [(("4",), "2026-09-30")]


def test_names_keep_number_and_words():
    assert task_names("các nhiệm vụ số 5, 7 và 9 tại Phụ lục II") == ("5", "7", "9")
    assert task_names("Nhiệm vụ số 12 (Phụ lục II): đến ngày 30/9/2026") == ("12",)
    assert told_names("Gia hạn thời hạn hoàn thành một số nhiệm vụ khó đến ngày 30/9/2026", listed=False) == ()
    assert parts("II.3 “Lập bản đồ số”") == ("II.3", "Lập bản đồ số")
    assert parts("“16 trạm đo mưa”") == (None, "16 trạm đo mưa")
    assert likeness("lắp đặt trạm đo mưa", "Lắp đặt thêm 16 trạm đo mưa tự động") == 1.0


@pytest.fixture(scope="module")
def told(tmp_path_factory, agencies):
    folder = tmp_path_factory.mktemp("changed")
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    (folder / "letter.txt").write_text(CHANGE, "utf-8")
    office = Office(folder / "data", agencies, FakeEmbedder())
    assert office.take(folder / "plan.txt", folder / "letter.txt") == [None, None]
    troly = office.open()
    return lambda text, day=date(2026, 8, 10): troly.ask(Question(text, day))


@pytest.mark.parametrize(
    "question", ["Nhiệm vụ 2 Kế hoạch 66/KH-UBND ai chủ trì?", "Công bố bộ dữ liệu mở đợt 1 ai chủ trì?"]
)
def test_a_changed_lead_stands_beside_the_printed_one(told, question):
    answer = told(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert "Sở Công Thương" in answer.text
    assert "từ Sở Công Thương thành Công an tỉnh" in answer.text
    assert {c.document.file for c in answer.citations} == {"plan.txt", "letter.txt"}
    assert "thành Công an tỉnh" not in told(question, date(2026, 5, 1)).text


def test_what_a_later_document_changes_stands_in_the_machine_readable_task(tmp_path, agencies):
    for name, text in (("plan.txt", PLAN), ("letter.txt", CHANGE)):
        (tmp_path / name).write_text(text, "utf-8")
    office = Office(tmp_path / "data", agencies, FakeEmbedder())
    assert office.take(tmp_path / "plan.txt", tmp_path / "letter.txt") == [None, None]
    tools = office.open().tools
    [task] = [t for t in tools.tasks(None, TaskFilter(as_of=date(2026, 8, 10))) if t.changed]
    ids = (task.document_id, task.changed[0].document_id)
    whole = {id: tools.document(id, None) for id in ids}
    [change] = json.loads(task_line(task, whole[ids[0]], whole))["changed"]
    assert change["document"]["file"] == "letter.txt"
    assert "thành Công an tỉnh" in change["quote"]
    view = TaskView.of(task, DocumentRef(id=ids[0], file="plan.txt", number=None, title=""), None)
    assert [c.document for c in view.changed] == [ids[1]]


def test_the_new_lead_is_told_of_its_task(told):
    assert "Nhiệm vụ 2: " in told("Công an tỉnh chủ trì gì?").text


@pytest.mark.parametrize(
    "question",
    ["Kế hoạch 66/KH-UBND có gì thay đổi?", "Công văn 987/UBND-VX lùi hạn những nhiệm vụ nào, hạn mới là ngày nào?"],
)
def test_changes_additions_and_what_stays_are_listed(told, question):
    text = told(question).text
    assert "31/8/2026 (đã điều chỉnh, trước là 30/06/2026)" in text
    assert "từ 40 bộ thành 55 bộ" in text
    assert "Nhiệm vụ được bổ sung:" in text
    assert "“Các nội dung khác của Kế hoạch 66 không thay đổi”" in text


def test_what_holds_now_comes_before_what_was_printed(told):
    lines = told("Nhiệm vụ 2 Kế hoạch 66/KH-UBND ai chủ trì?").text.splitlines()
    assert lines[0] == "Văn bản sau có thay đổi:"
    assert lines.index("Ban đầu ghi:") == 2


def test_a_list_with_a_time_tells_the_new_lead_too(told):
    text = told("Công an tỉnh chủ trì nhiệm vụ gì có hạn trong quý III/2026?").text
    assert "từ Sở Công Thương thành Công an tỉnh" in text
    assert "Ban đầu ghi:" not in text


def test_the_words_that_move_a_deadline_are_shown_with_it(told):
    text = told("Nhiệm vụ 1 Kế hoạch 66/KH-UBND hạn khi nào?").text
    assert text.startswith("**Thời hạn: ngày 31/8/2026 (đã điều chỉnh, trước là 30/06/2026).**")
    assert "từ ngày 30/6/2026 thành ngày 31/8/2026" in text
