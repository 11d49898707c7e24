"""Whom the words of a directive bind: headings, orders, requests, subjects, labels, closings; and whom they do not."""

import pytest
from directives import leads, letter, only, printed, read

from ingest.duties import asks_report, is_duty, is_formula
from ingest.models import DeadlineKind, Role, TaskKind

ORDER = "Thực hiện Kế hoạch năm 2026, Chủ tịch UBND tỉnh yêu cầu:\n"


def test_every_dash_under_a_body_is_its_task(agencies):
    record = letter(ORDER + "1. Sở Y tế:\n- Rà soát nhân lực.\n- Báo cáo kết quả.\n", agencies)
    assert leads(record) == [("Sở Y tế",), ("Sở Y tế",)]
    assert [t.number for t in record.tasks] == [None, None]
    assert {t.section for t in record.tasks} == {("1. Sở Y tế",)}


@pytest.mark.parametrize(
    "heading",
    [
        "2. Giao Sở Y tế:",
        "2. Yêu cầu Sở Y tế:",
        "2. Trách nhiệm của Sở Y tế",
        "2. Đối với Sở Y tế:",
        "2. Sở Y tế",
        "II- SỞ Y TẾ",
        "b) Sở Y tế:",
    ],
)
def test_a_heading_binds_however_it_is_put(agencies, heading):
    assert only(letter(f"{ORDER}{heading}\n- Rà soát nhân lực.\n", agencies)).lead == ("Sở Y tế",)


def test_a_run_in_heading_gives_its_number_to_the_task(agencies):
    task = only(letter(f"{ORDER}3. Sở Tài chính: Trên cơ sở đề nghị của các đơn vị, bố trí kinh phí.\n", agencies))
    assert (task.number, task.lead) == ("3", ("Sở Tài chính",))


def test_a_letter_under_a_body_keeps_its_own_number(agencies):
    task = only(letter(f"{ORDER}1. Công an tỉnh\nđ) Xử lý nghiêm vi phạm.\n", agencies))
    assert (task.number, task.group) == ("đ", "1")


def test_an_order_binds_whom_it_names(agencies):
    task = only(
        letter("1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Y tế xây dựng Đề án trước ngày 20/01/2026.\n", agencies)
    )
    assert (task.lead, task.coordinating, task.role) == (("Sở Nội vụ",), ("Sở Y tế",), Role.LEAD)
    assert task.deadline.end.isoformat() == "2026-01-20"


def test_an_item_that_opens_with_a_body_binds_it(agencies):
    record = letter(
        ORDER + "1. Sở Công Thương chỉ đạo bảo đảm an toàn hồ đập.\n2. Các chủ rừng tổ chức tuần tra.\n", agencies
    )
    assert leads(record) == [("Sở Công Thương",), ("Các chủ rừng",)]


@pytest.mark.parametrize(
    "opening",
    [
        "Căn cứ chức năng, nhiệm vụ được giao, các sở, ban, ngành",
        "Trên cơ sở Kế hoạch này, các sở, ban, ngành",
        "Giám đốc các sở, Thủ trưởng các ban, ngành",
    ],
)
def test_a_ground_or_an_office_before_the_body_does_not_hide_it(agencies, opening):
    task = only(letter(f"{ORDER}1. {opening} xây dựng kế hoạch trước ngày 30/6/2026.\n", agencies))
    assert (task.lead, task.deadline.text) == (("Các sở, ban, ngành",), "trước ngày 30/6/2026")


def test_ministers_and_chairmen_stand_for_their_bodies(agencies):
    chairmen = "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"
    text = f"{ORDER}1. Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ, {chairmen} tập trung chỉ đạo.\n"
    assert only(letter(text, agencies)).lead == (
        "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
        "UBND các tỉnh, thành phố",
    )
    assert only(letter(f"{ORDER}1. Bộ trưởng Bộ Tài chính rà soát kinh phí.\n", agencies)).lead == ("Bộ Tài chính",)


def test_an_order_after_a_lead_in_binds(agencies):
    text = "1. Về lĩnh vực y tế: Giao Sở Y tế chủ trì rà soát nhân lực.\n2. Về đầu tư: Các chủ đầu tư khẩn trương giải ngân; Sở Tài chính tổng hợp.\n"
    assert leads(letter(ORDER + text, agencies)) == [("Sở Y tế",), ("Các chủ đầu tư",), ("Sở Tài chính",)]


def test_two_orders_of_one_item_are_two_tasks_with_their_own_words(agencies):
    record = letter(
        "1. Thống nhất chủ trương. Giao Sở Y tế lập dự án. Giao Sở Tài chính bố trí vốn; hoàn thành trong tháng 3/2026.\n",
        agencies,
    )
    assert [(t.lead, t.text) for t in record.tasks] == [
        (("Sở Y tế",), "Giao Sở Y tế lập dự án."),
        (("Sở Tài chính",), "Giao Sở Tài chính bố trí vốn; hoàn thành trong tháng 3/2026."),
    ]
    assert [t.deadline is None for t in record.tasks] == [True, False]


def test_a_request_to_a_body_outside_the_line_is_a_request(agencies):
    task = only(letter("1. Đề nghị Hội Nông dân tỉnh tăng cường vận động hội viên.\n", agencies))
    assert (task.kind, task.lead) == (TaskKind.REQUEST, ("Hội Nông dân tỉnh",))


def test_a_letter_of_one_paragraph_orders_in_its_sentences(agencies):
    record = letter(
        "Để kịp thời tổng hợp, báo cáo Chính phủ, UBND tỉnh đề nghị các sở, ban, ngành, địa phương báo cáo kết quả, gửi Sở Tài chính "
        "trước ngày 22/5/2026. Giao Sở Tài chính tổng hợp trước ngày 25/5/2026./.\n",
        agencies,
    )
    assert leads(record) == [("Các sở, ban, ngành", "UBND các xã, phường, đặc khu"), ("Sở Tài chính",)]
    assert record.tasks[0].submit_to == ("Sở Tài chính",)
    assert [t.deadline.end.day for t in record.tasks] == [22, 25]


def test_an_unnamed_duty_of_a_letter_binds_its_addressees(agencies):
    task = only(letter(ORDER + "1. Thực hiện nghiêm chế độ báo cáo qua phần mềm.\n", agencies))
    assert task.lead == ("Các sở, ban, ngành", "UBND các xã, phường, đặc khu")


def test_a_dash_under_an_order_is_bound_by_it(agencies):
    record = letter(ORDER + "1. Giao Sở Y tế chủ trì xây dựng Đề án.\n- Thường xuyên trao đổi kinh nghiệm.\n", agencies)
    assert leads(record) == [("Sở Y tế",), ("Sở Y tế",)]


@pytest.mark.parametrize(
    "text",
    [
        "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.\n",
        "Yêu cầu Thủ trưởng các sở, ban, ngành nghiêm túc tổ chức thực hiện Chỉ thị này./.\n",
        "Nhận được Công văn này, yêu cầu các đơn vị nghiêm túc thực hiện./.\n",
        "Nay thông báo các cơ quan, đơn vị, địa phương thực hiện./.\n",
        "Văn phòng UBND tỉnh thông báo để các sở, ngành, địa phương biết, thực hiện./.\n",
    ],
)
def test_formulas_at_the_end_are_no_task(agencies, text):
    record = letter(f"{ORDER}1. Sở Y tế báo cáo.\n{text}", agencies)
    assert leads(record) == [("Sở Y tế",)]


@pytest.mark.parametrize(
    "text",
    [
        "Yêu cầu các cơ quan, đơn vị triển khai thực hiện và báo cáo kết quả về Sở Y tế trước ngày 20 hằng tháng./.\n",
        "Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị kịp thời báo cáo UBND tỉnh (qua Sở Y tế) để xem xét./.\n",
        "Trên đây là kết luận của Chủ tịch UBND tỉnh, yêu cầu các cơ quan, đơn vị thực hiện, báo cáo về Sở Y tế./.\n",
    ],
)
def test_a_closing_that_asks_for_a_report_is_one(agencies, text):
    task = letter(f"{ORDER}1. Sở Y tế báo cáo.\n{text}", agencies).tasks[-1]
    assert (task.kind, task.lead, task.section) == (TaskKind.CLOSING, ("Các cơ quan, đơn vị",), ("(đoạn kết)",))
    assert "Sở Y tế" in task.submit_to


@pytest.mark.parametrize(
    "body",
    [
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Các sở, ban, ngành tổ chức thực hiện nghiêm túc.\n",
        "I. MỤC TIÊU\n- Sở Y tế triển khai hồ sơ sức khỏe cho 100% người dân.\n",
        "1. Đánh giá chung\nSở Y tế đã chủ động triển khai.\n",
        "1. Sở Y tế đã hoàn thành nhiệm vụ được giao.\n",
        "1. Đồng ý với đề xuất của Sở Xây dựng về điều chỉnh quy hoạch.\n",
        "Sau khi nghe Sở Y tế báo cáo, Chủ tịch UBND tỉnh kết luận như sau:\n",
        "Căn cứ Luật Đất đai; theo đề nghị của Sở Y tế tại Tờ trình số 1/TTr-SYT.\n",
    ],
)
def test_aims_findings_and_openings_bind_nobody(agencies, body):
    assert letter(body, agencies).tasks == ()


def test_a_decision_binds_by_its_articles_but_not_by_its_enactment(agencies):
    text = (
        "QUYẾT ĐỊNH\nBan hành Quy chế\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Đất đai;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo "
        "Quyết định này Quy chế quản lý chất thải trên địa bàn tỉnh.\nĐiều 2. Giao Sở Nội vụ theo dõi, báo cáo UBND tỉnh trước ngày "
        "15/12/2026.\nĐiều 3. Giao các cơ quan sau:\n1. Sở Y tế hướng dẫn.\nĐiều 4. Quyết định này có hiệu lực kể từ ngày ký.\nĐiều 5. "
        "Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Y tế, Nội vụ và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    record = read(text, agencies)
    assert [(t.number, t.lead) for t in record.tasks] == [("Điều 2", ("Sở Nội vụ",)), ("1", ("Sở Y tế",))]


def test_a_regulation_binds_by_its_headings_of_responsibility(agencies):
    text = "Nơi nhận:\n- Lưu: VT.\nQUY CHẾ\nPhối hợp\nĐiều 1. Phạm vi điều chỉnh\n1. Quy chế này áp dụng với các sở.\nĐiều 2. Trách nhiệm của Sở Y tế\n1. Hướng dẫn các đơn vị.\n"
    task = only(
        read("QUYẾT ĐỊNH\nBan hành Quy chế\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế./.\n" + text, agencies)
    )
    assert (task.lead, task.annex) == (("Sở Y tế",), "QUY CHẾ")


def test_labelled_lines_name_who_and_when(agencies):
    body = (
        "III. NHIỆM VỤ\n1. Hoàn thiện cơ chế\nRà soát, tham mưu ban hành chính sách.\n- Cơ quan chủ trì: Sở Nội vụ.\n"
        "- Cơ quan phối hợp: Sở Tài chính, Sở Tư pháp.\n- Thời gian hoàn thành: Quý II/2026.\n- Sản phẩm: Nghị quyết.\n"
    )
    record = letter(body, agencies)
    task = only(record)
    assert (task.text, task.lead) == ("Rà soát, tham mưu ban hành chính sách.", ("Sở Nội vụ",))
    assert (task.coordinating, task.result, task.number) == (("Sở Tài chính", "Sở Tư pháp"), "Nghị quyết", "1")
    assert task.deadline.kind is DeadlineKind.QUARTER
    assert printed(record, "deadline", task) == "Quý II/2026"


def test_labels_in_one_line_with_the_task_are_no_part_of_it(agencies):
    task = only(
        letter("1. Rà soát chính sách. Chủ trì: Sở Nội vụ. Phối hợp: Sở Y tế. Thời gian: Tháng 9/2026.\n", agencies)
    )
    assert (task.text, task.lead, task.coordinating) == ("Rà soát chính sách", ("Sở Nội vụ",), ("Sở Y tế",))


@pytest.mark.parametrize(
    "brackets",
    [
        "(Sở Nội vụ chủ trì; Sở Y tế phối hợp; hoàn thành trước 30/9/2026).",
        "(Sở Nội vụ chủ trì, Sở Y tế phối hợp, hoàn thành trước 30/9/2026)",
        "(chủ trì: Sở Nội vụ; phối hợp: Sở Y tế; thời gian: trước 30/9/2026)",
        "(Cơ quan chủ trì: Sở Nội vụ; Cơ quan phối hợp: Sở Y tế; Thời gian hoàn thành: trước 30/9/2026)",
    ],
)
def test_brackets_behind_a_task_say_who_and_when(agencies, brackets):
    task = only(letter(f"{ORDER}I. NHIỆM VỤ\n2. Bồi dưỡng kỹ năng số {brackets}\n", agencies))
    assert (task.text, task.lead, task.coordinating) == ("Bồi dưỡng kỹ năng số", ("Sở Nội vụ",), ("Sở Y tế",))
    assert task.deadline.end.isoformat() == "2026-09-30"


def test_labels_under_a_heading_alone_make_it_the_task(agencies):
    task = only(letter("1. Hoàn thiện cơ chế, chính sách\n- Chủ trì: Sở Nội vụ.\n- Thời gian: Năm 2026.\n", agencies))
    assert (task.text, task.lead) == ("Hoàn thiện cơ chế, chính sách", ("Sở Nội vụ",))


def test_the_offices_of_a_commune_are_its_own(agencies):
    text = (
        "ỦY BAN NHÂN DÂN\nXÃ YÊN THÀNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 5/UBND-VHXH\nYên Thành, ngày 22 tháng 01 năm 2026\n"
        "Kính gửi: Công an xã; Trưởng các thôn.\nUBND xã yêu cầu:\n1. Công an xã báo cáo UBND xã trước ngày 30/01/2026.\n2. Các đơn vị "
        "tuyên truyền đến nhân dân.\n"
    )
    first, second = read(text, agencies).tasks
    assert (first.lead, first.submit_to) == (("Công an xã Yên Thành",), ("UBND xã Yên Thành",))
    assert second.lead == ("Công an xã Yên Thành", "Trưởng các thôn")


def test_evidence_is_the_words_of_each_field(agencies):
    record = letter("1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Y tế lập Đề án trước ngày 20/01/2026.\n", agencies)
    task = only(record)
    assert printed(record, "lead", task) == "Sở Nội vụ"
    assert printed(record, "coordinating", task) == "Sở Y tế"
    assert printed(record, "deadline", task) == "trước ngày 20/01/2026"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (" nghiêm túc triển khai thực hiện Chỉ thị này./.", True),
        (" biết, thực hiện.", True),
        (" báo cáo trước ngày 3/4.", False),
    ],
)
def test_formulas_are_made_of_formula_words_alone(words, answer):
    assert is_formula(words) is answer


@pytest.mark.parametrize(
    ("words", "numbered", "answer"),
    [
        (" tham mưu UBND tỉnh", False, True),
        (" có trách nhiệm rà soát", False, True),
        (" tăng thời lượng đưa tin", True, True),
        (" tăng thời lượng đưa tin", False, False),
        (" đã tham mưu UBND tỉnh", True, False),
        (" (Cơ quan thường trực) tổ chức trực ban", True, True),
        (" chịu trách nhiệm thi hành Quyết định này", True, False),
    ],
)
def test_a_duty_is_told_from_a_report(words, numbered, answer):
    assert is_duty(words, numbered) is answer


def test_carrying_out_is_no_report():
    assert asks_report("gửi báo cáo trước ngày 20")
    assert not asks_report("nghiêm túc triển khai thực hiện")


def test_a_last_paragraph_that_orders_one_body_is_an_ordinary_task(agencies):
    record = letter(
        ORDER + "1. Sở Nội vụ báo cáo.\nGiao Sở Y tế theo dõi, tổng hợp báo cáo trước ngày 15/7/2026./.\n", agencies
    )
    assert [(t.kind, t.lead) for t in record.tasks][-1] == (TaskKind.TASK, ("Sở Y tế",))


def test_a_body_behind_its_duty_is_bound(agencies):
    record = letter(
        ORDER + "1. Việc thu hồi đất do Sở Y tế chủ trì, phối hợp với Sở Tài chính thực hiện trước ngày 20/5/2026.\n"
        "2. Việc thu hồi đất do Sở Xây dựng thực hiện đã xong.\n",
        agencies,
    )
    assert next((t.lead, t.coordinating) for t in record.tasks) == (("Sở Y tế",), ("Sở Tài chính",))
    assert ("Sở Xây dựng",) not in leads(record)


def test_a_polite_closing_is_no_duty(agencies):
    text = "Cục Bảo trợ xã hội rất mong nhận được sự quan tâm, phối hợp của Quý đơn vị./.\n"
    assert letter(text, agencies).tasks == ()


def test_a_clause_after_a_semicolon_may_begin_with_any_capital(agencies):
    record = letter(
        ORDER + "1. Giao Sở Y tế rà soát nhân lực; Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát.\n", agencies
    )
    assert len(record.tasks) == 2


def test_bodies_invited_to_a_meeting_are_not_bound(agencies):
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 7/GM-UBND\nHà Tĩnh, ngày 02 tháng 7 năm 2026\nGIẤY MỜI\nHọp giao ban\n"
        "UBND tỉnh kính mời:\n1. Sở Y tế\n- Thời gian: 08 giờ ngày 06/7/2026.\n2. Giao Sở Y tế chuẩn bị báo cáo.\n"
    )
    assert [t.text for t in read(text, agencies).tasks] == ["Giao Sở Y tế chuẩn bị báo cáo."]


def test_a_meeting_that_confers_is_no_body(agencies):
    (task,) = letter("8. Văn phòng UBND tỉnh chuẩn bị nội dung cuộc họp giao ban lần sau.\n", agencies).tasks
    assert task.lead == ("Văn phòng UBND tỉnh",)


def test_numbers_with_a_hyphen_open_items_before_any_capital(agencies):
    tasks = letter(
        "1- Đảng ủy UBND tỉnh lãnh đạo xây dựng kế hoạch.\n2- Các đảng ủy xã, phường trực thuộc Tỉnh ủy xây dựng chương trình.\n"
        "Kế hoạch này phổ biến đến chi bộ.\n",
        agencies,
    ).tasks
    assert [(t.number, t.lead) for t in tasks] == [("1", ("Đảng ủy UBND tỉnh",)), ("2", ("Các đảng ủy xã, phường",))]


def test_a_bracket_that_explains_a_heading_is_no_part_of_the_name(agencies):
    task = only(letter("3. Các chủ rừng là tổ chức (Ban quản lý rừng, Công ty):\n- Làm mới đường băng.\n", agencies))
    assert task.lead == ("Các chủ rừng là tổ chức",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Trên cơ sở danh mục này, Sở Y tế lắp đặt 16 trạm. Riêng đèo Gia Bắc, Sở Xây dựng làm việc với địa phương.",
            [("Sở Y tế",), ("Sở Xây dựng",)],
        ),
        (
            "Các đơn vị được giao nhiệm vụ báo cáo kết quả trước thứ Năm hằng tuần.",
            [("Các đơn vị được giao nhiệm vụ",)],
        ),
        ("Tổ trưởng các tổ dân phố vận động mỗi hộ trang bị bình chữa cháy.", [("Tổ trưởng các tổ dân phố",)]),
    ],
)
def test_bodies_behind_a_ground_and_heads_of_hamlets_are_bound(words, expected, agencies):
    tasks = letter(
        f"I. NHIỆM VỤ\n1. Về cảnh báo sớm\n{words}\n2. Về phòng cháy\nCông an tỉnh tuần tra.\n", agencies
    ).tasks
    assert [t.lead for t in tasks][:-1] == expected


def test_a_clause_that_tells_which_of_a_group_are_meant_keeps_the_heading(agencies):
    task = only(letter("6. UBND các xã, phường có dự án đi qua:\n- Khởi công trước ngày 20/5/2026.\n", agencies))
    assert task.lead == ("UBND các xã, phường, đặc khu",)


def test_a_clause_inside_the_name_of_a_group_is_no_restriction(agencies):
    heading = "1. Các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
    assert "UBND các tỉnh, thành phố" in only(letter(f"{ORDER}{heading}\na) Rà soát các khó khăn.\n", agencies)).lead


def test_a_list_of_members_binds_nobody(agencies):
    assert (
        letter("Thành viên gồm:\n1. Sở Tài chính tỉnh Quảng Ngãi.\n2. Công an tỉnh Quảng Ngãi.\n", agencies).tasks == ()
    )


def test_who_gets_a_report_is_not_ordered_by_it(agencies):
    text = (
        "SỞ Y TẾ\nTỈNH HƯNG YÊN\nSố: 187/BC-SYT\nHưng Yên, ngày 03 tháng 4 năm 2026\nBÁO CÁO\nKết quả triển khai quý I\n"
        "Kính gửi: UBND tỉnh.\nIII. PHƯƠNG HƯỚNG\n1. Nâng tỷ lệ tạo lập hồ sơ lên 85% dân số.\n"
    )
    assert read(text, agencies).tasks == ()
