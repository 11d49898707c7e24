"""Tasks and targets from table rows: each field stands in its own cell."""

from directives import only, printed, read

from ingest.models import DeadlineKind, Role, TaskKind

SIGNED = "KẾ HOẠCH\nNăm 2026\nI. NỘI DUNG\nTheo Phụ lục./.\nNơi nhận:\n- Lưu: VT.\n"
HEADER = "STT\tNội dung công việc\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian hoàn thành\tSản phẩm\n"


def annex(rows, agencies, header=HEADER):
    return read(f"{SIGNED}Phụ lục I\nNHIỆM VỤ TRỌNG TÂM\n(Kèm theo Kế hoạch số 1/KH-UBND)\n{header}{rows}", agencies)


def test_a_row_gives_every_field_its_cell(agencies):
    record = annex(
        "1\tRà soát văn bản\tSở Tư pháp\tSở Nội vụ; UBND các xã, phường\tQuý II/2026\tBáo cáo\n2\tA\tSở Y tế\t\tTháng 9/2026\tB\n",
        agencies,
    )
    task = record.tasks[0]
    assert (task.number, task.text, task.lead) == ("1", "Rà soát văn bản", ("Sở Tư pháp",))
    assert task.coordinating == ("Sở Nội vụ", "UBND các xã, phường, đặc khu")
    assert (task.deadline.kind, task.result, task.annex) == (DeadlineKind.QUARTER, "Báo cáo", "Phụ lục I")
    assert printed(record, "lead", task) == "Sở Tư pháp"


def test_a_row_without_a_lead_is_carried_out(agencies):
    rows = "1\tRà soát văn bản\t\tSở Nội vụ\tQuý II/2026\tBáo cáo\n2\tB\tSở Y tế\t\tQuý III/2026\tA\n"
    assert annex(rows, agencies).tasks[0].role is Role.IMPLEMENT


def test_a_lead_cell_may_name_its_partner(agencies):
    rows = "1\tCấp chứng thư số\tSở Nội vụ phối hợp với Văn phòng Tỉnh ủy\t\tQuý II/2026\tA\n2\tB\tSở Y tế\t\tQuý II/2026\tC\n"
    task = annex(rows, agencies).tasks[0]
    assert (task.lead, task.coordinating) == (("Sở Nội vụ",), ("Văn phòng Tỉnh ủy",))


def test_a_table_of_values_holds_targets(agencies):
    header = "TT\tChỉ tiêu\tKết quả năm 2026\tCơ quan chủ trì\n"
    rows = "1\tTỷ lệ hồ sơ trực tuyến\t100%\tSở Nội vụ\n2\tTỷ lệ số hóa\t90%\tSở Tư pháp\n"
    tasks = annex(rows, agencies, header).tasks
    assert {t.lead for t in tasks} == {("Sở Nội vụ",), ("Sở Tư pháp",)}
    assert [t.kind for t in tasks] in ([TaskKind.TARGET] * 2, [TaskKind.TASK] * 2)


def test_a_table_of_money_assigns_nothing(agencies):
    assert annex("1\tĐường A\t20\n2\tĐường B\t30\n", agencies, "STT\tTên dự án\tTổng mức đầu tư\n").tasks == ()


def test_an_annex_in_prose_carries_its_label(agencies):
    task = only(annex("1. Sở Nội vụ\n- Theo dõi, tổng hợp báo cáo quý.\n", agencies, ""))
    assert (task.annex, task.lead, task.id) == ("Phụ lục I", ("Sở Nội vụ",), "d-PL1.1.n1")


def test_a_table_in_the_body_assigns_too(agencies):
    record = read(
        f"KẾ HOẠCH\nNăm 2026\nI. NHIỆM VỤ\n{HEADER}1\tA b\tSở Y tế\tSở Nội vụ\tQuý II/2026\tB\n2\tC d\tSở Tư pháp\t\tQuý II/2026\tD\n",
        agencies,
    )
    assert [(t.lead, t.annex) for t in record.tasks] == [(("Sở Y tế",), None), (("Sở Tư pháp",), None)]


def test_a_cell_of_bodies_keeps_those_that_no_grammar_knows(agencies):
    rows = (
        "1\tTrồng rừng\tSở Y tế\tVườn quốc gia Phú Quốc; các hộ nuôi cá, tôm\tQuý II/2026\tA\n"
        "2\tTrả kết quả tại nhà\tSở Nội vụ\tBưu điện trung tâm Ninh Kiều, Hợp tác xã Tân An\tQuý II/2026\tB\n"
        "3\tTổng kết\tSở Tư pháp\tTheo phân công của Sở\tQuý II/2026\tC\n"
    )
    assert [t.coordinating for t in annex(rows, agencies).tasks] == [
        ("Vườn quốc gia Phú Quốc", "Các hộ nuôi cá, tôm"),
        ("Bưu điện trung tâm Ninh Kiều", "Hợp tác xã Tân An"),
        (),
    ]


def test_several_figures_of_a_row_stand_under_the_names_of_their_columns(agencies):
    header = "TT\tChỉ tiêu\tNăm 2025\tMục tiêu năm 2026\tĐơn vị theo dõi\n"
    rows = "1\tTỷ lệ hồ sơ trực tuyến\t71%\t85%\tSở Nội vụ\n2\tTỷ lệ số hóa\t88%\t100%\tSở Tư pháp\n"
    record = annex(rows, agencies, header)
    assert [t.value for t in record.tasks] == [
        "Năm 2025: 71%; Mục tiêu năm 2026: 85%",
        "Năm 2025: 88%; Mục tiêu năm 2026: 100%",
    ]
    assert " ".join(printed(record, "value", record.tasks[0]).split()) == "Năm 2025 Mục tiêu năm 2026 71% 85%"
