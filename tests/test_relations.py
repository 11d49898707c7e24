"""What a document does to another that it names, and what it only seems to do."""

import pytest

from ingest.directive import understand
from ingest.models import Media, Relation, Source, Visibility

DECISION = (
    "UBND TỈNH BẮC NINH\nSỞ XÂY DỰNG\nSố: 9/QĐ-SXD\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Bắc Ninh, ngày 03 tháng 6 năm 2026\n\nQUYẾT ĐỊNH\n{subject}\n\nGIÁM ĐỐC SỞ XÂY DỰNG\n\n{body}\n"
)
LETTER = (
    "UBND TỈNH BẮC NINH\nSỞ XÂY DỰNG\nSố: 19/SXD-KH\n{subject}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Bắc Ninh, ngày 03 tháng 6 năm 2026\n\nKính gửi: UBND các xã, phường\n\n{body}\n"
)
BODY = "Căn cứ Luật Xây dựng;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế.\n"


def relations(text, agencies):
    record = understand(Source("a.txt", "0" * 64, Media.TEXT, text), "a", agencies, Visibility("chung"))
    found = {}
    for reference in record.document.references:
        found.setdefault(reference.sign, []).append(reference.relation)
    return found


@pytest.mark.parametrize(
    ("subject", "relation"),
    [
        ("Về việc bãi bỏ Quyết định số 12/QĐ-SXD ngày 05/01/2024 của Giám đốc Sở Xây dựng", Relation.ABOLISHES),
        ("Sửa đổi, bổ sung một số điều của Quy chế ban hành kèm theo Quyết định số 12/QĐ-SXD", Relation.AMENDS),
        ("Về việc đính chính Quyết định số 12/QĐ-SXD ngày 05 tháng 01 năm 2024", Relation.CORRECTS),
        ("Về việc điều chỉnh thời hạn thực hiện một số nhiệm vụ tại Kế hoạch số 12/QĐ-SXD", Relation.EXTENDS),
        ("Về việc gia hạn thời gian thực hiện Kế hoạch số 12/QĐ-SXD ngày 05/01/2024", Relation.EXTENDS),
        ("Về việc thay thế Phụ lục I ban hành kèm theo Quyết định số 12/QĐ-SXD", Relation.AMENDS),
        ("Triển khai thực hiện Quyết định số 12/QĐ-SXD ngày 05/01/2024 của Sở Xây dựng", Relation.IMPLEMENTS),
        ("Kiện toàn Ban Chỉ đạo thành lập theo Quyết định số 12/QĐ-SXD ngày 05/01/2024", Relation.BASED_ON),
    ],
)
def test_the_title_says_what_is_done(agencies, subject, relation):
    assert relations(DECISION.format(subject=subject, body=BODY), agencies)["12/QĐ-SXD"] == [relation]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        (
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 7/QĐ-SXD ngày 02/02/2023.",
            Relation.REPLACES,
        ),
        ("Điều 2. Quyết định này có hiệu lực từ ngày 01/7/2026, bãi bỏ Quyết định số 7/QĐ-SXD.", Relation.ABOLISHES),
        ("Điều 2. Bãi bỏ Quyết định số 7/QĐ-SXD ngày 02/02/2023 của Sở Xây dựng.", Relation.ABOLISHES),
        ("Điều 2. Bãi bỏ khoản 3 Điều 5 của Quyết định số 7/QĐ-SXD ngày 02/02/2023.", Relation.AMENDS),
        (
            "Điều 2. Quyết định số 7/QĐ-SXD ngày 02/02/2023 hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
            Relation.ABOLISHES,
        ),
        ("Điều 2. Quyết định số 7/QĐ-SXD ngày 02/02/2023 được thay thế bằng Quyết định này.", Relation.REPLACES),
        (
            "Điều 2. Giao Phòng Quản lý đô thị tham mưu bãi bỏ Quyết định số 7/QĐ-SXD ngày 02/02/2023.",
            Relation.PROPOSED_BY,
        ),
        ("Điều 2. Các phòng thực hiện Quyết định số 7/QĐ-SXD ngày 02/02/2023.", Relation.IMPLEMENTS),
        (
            "Điều 2. Quy chế này áp dụng cùng Nghị định đã được sửa đổi, bổ sung tại Quyết định số 7/QĐ-SXD.",
            Relation.CITED,
        ),
    ],
)
def test_an_article_acts_where_the_document_is_the_subject(agencies, sentence, relation):
    text = DECISION.format(subject="Ban hành Quy chế làm việc", body=BODY + sentence)
    assert relations(text, agencies)["7/QĐ-SXD"] == [relation]


def test_all_that_a_clause_lists_is_replaced(agencies):
    body = (
        BODY
        + "Điều 2. Quyết định này thay thế Quyết định số 7/QĐ-SXD ngày 02/02/2023 và Quyết định số 8/QĐ-SXD ngày 03/3/2023."
    )
    found = relations(DECISION.format(subject="Ban hành Quy chế", body=body), agencies)
    assert (found["7/QĐ-SXD"], found["8/QĐ-SXD"]) == ([Relation.REPLACES], [Relation.REPLACES])


def test_a_list_takes_the_act_that_announces_it(agencies):
    body = BODY + (
        "Điều 2. Bãi bỏ các văn bản sau đây:\n1. Quyết định số 7/QĐ-SXD ngày 02/02/2023;\n"
        "2. Quyết định số 8/QĐ-SXD ngày 03/3/2023.\nĐiều 3. Các phòng phối hợp theo Quy chế số 5/QC-SXD."
    )
    found = relations(DECISION.format(subject="Ban hành Quy chế", body=body), agencies)
    assert (found["7/QĐ-SXD"], found["8/QĐ-SXD"]) == ([Relation.ABOLISHES], [Relation.ABOLISHES])
    assert found["5/QC-SXD"] == [Relation.BASED_ON]


def test_a_task_to_amend_a_decision_amends_nothing(agencies):
    text = (
        "KẾ HOẠCH\nCải cách hành chính\nCăn cứ Nghị quyết số 3/NQ-HĐND;\nI. NHIỆM VỤ\n1. Sở Tư pháp:\n"
        "- Sửa đổi, bổ sung Quyết định số 7/QĐ-UBND ngày 02/02/2023 trước ngày 30/6/2026.\n- Bãi bỏ Quyết định số 8/QĐ-UBND.\n"
        "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn An\n"
    )
    found = relations(text, agencies)
    assert found["3/NQ-HĐND"] == [Relation.BASED_ON]
    assert {found["7/QĐ-UBND"][0], found["8/QĐ-UBND"][0]} == {Relation.CITED}


def test_a_letter_agrees_to_a_later_deadline(agencies):
    body = "1. Thống nhất gia hạn thời hạn hoàn thành nhiệm vụ số 4 tại Kế hoạch số 15/KH-SXD đến ngày 30/9/2026.\n2. Đề nghị báo cáo."
    text = LETTER.format(subject="V/v thời hạn hoàn thành nhiệm vụ", body=body)
    assert relations(text, agencies)["15/KH-SXD"] == [Relation.EXTENDS]


def test_who_asks_for_a_later_deadline_moves_none(agencies):
    body = "1. Đề nghị gia hạn thời hạn hoàn thành nhiệm vụ số 4 tại Kế hoạch số 15/KH-SXD đến ngày 30/9/2026.\n2. Kính mong."
    text = LETTER.format(subject="V/v báo cáo tiến độ", body=body)
    assert relations(text, agencies)["15/KH-SXD"] != [Relation.EXTENDS]


def test_a_letter_replaces_a_letter(agencies):
    body = "1. Rà soát quy hoạch.\n2. Công văn này thay thế Công văn số 7/SXD-KH ngày 02/02/2026."
    assert relations(LETTER.format(subject="V/v rà soát", body=body), agencies)["7/SXD-KH"] == [Relation.REPLACES]
