"""Blocks and rows become passages: what is searched, what is shown, what is cited."""

from directives import letter, read, sample

from ingest.passages import title_of

ROWS = (
    "KẾ HOẠCH\nCải cách hành chính\nI. NỘI DUNG\nTheo Phụ lục./.\nNơi nhận:\n- Lưu: VT.\nPhụ lục\nNHIỆM VỤ\n"
    "STT\tNội dung công việc\tĐơn vị chủ trì\tThời gian hoàn thành\n1\tRà soát văn bản\tSở Tư pháp\tQuý II/2026\n2\tB c\tSở Y tế\tQuý II/2026\n"
)


def test_a_document_is_called_by_kind_number_and_subject(agencies):
    record = letter("1. Sở Y tế báo cáo./.\n", agencies)
    assert title_of(record.document) == "Công văn 123/UBND-TH V/v triển khai nhiệm vụ trọng tâm"


def test_a_document_without_identity_is_called_by_its_file(agencies):
    assert title_of(read("Sở Y tế báo cáo.", agencies).document) == "a.txt"


def test_a_bullet_is_searched_with_its_headings(agencies):
    record = letter("1. Sở Y tế:\n- Rà soát nhân lực.\n", agencies)
    passage = next(p for p in record.passages if p.text == "Rà soát nhân lực.")
    assert passage.context.endswith(" > 1. Sở Y tế")
    assert passage.task_id == record.tasks[0].id


def test_a_row_is_one_passage_with_its_columns_spelled_out(agencies):
    record = read(ROWS, agencies)
    found = [p for p in record.passages if p.task_id == record.tasks[0].id]
    assert [p.text for p in found] == ["Nhiệm vụ 1: Rà soát văn bản. Chủ trì: Sở Tư pháp. Thời hạn: Quý II/2026"]


def test_a_row_of_data_carries_the_names_of_its_columns_and_says_which_cell_is_empty(agencies):
    text = (
        "BÁO CÁO\nRà soát hộ nghèo\nI. KẾT QUẢ\nTheo Phụ lục./.\nNơi nhận:\n- Lưu: VT.\nPhụ lục\nKẾT QUẢ RÀ SOÁT\n"
        "TT   Xã, phường          Số hộ nghèo   Tỷ lệ hộ nghèo\n"
        "1    Mường Lát                   412            28,6%\n"
        "2    Pù Nhi                     1.021\n"
        "3    Trung Lý, gồm cả            377            24,0%\n"
        "     bản Tà Cóm\n"
    )
    record = read(text, agencies)
    rows = [p for p in record.passages if p.text.startswith("TT: ")]
    assert [p.text for p in rows] == [
        "TT: 1; Xã, phường: Mường Lát; Số hộ nghèo: 412; Tỷ lệ hộ nghèo: 28,6%",
        "TT: 2; Xã, phường: Pù Nhi; Số hộ nghèo: 1.021; Tỷ lệ hộ nghèo: [để trống]",
        "TT: 3; Xã, phường: Trung Lý, gồm cả bản Tà Cóm; Số hộ nghèo: 377; Tỷ lệ hộ nghèo: 24,0%",
    ]
    cited = " ".join(text[s.start : s.end] for s in rows[0].spans)
    assert all(word in cited for word in ("Tỷ lệ hộ nghèo", "Mường Lát", "28,6%"))
    assert not record.tasks


def test_every_task_has_a_passage(agencies):
    record = letter(
        "1. Giao Sở Y tế lập dự án. Giao Sở Tài chính bố trí vốn.\n2. Cơ chế\n- Chủ trì: Sở Nội vụ.\n", agencies
    )
    assert {t.id for t in record.tasks} == {p.task_id for p in record.passages if p.task_id}


def test_addressees_and_recipients_are_lists_of_their_own(agencies):
    texts = [p.text for p in letter("1. Sở Y tế báo cáo./.\n", agencies).passages]
    assert "Kính gửi: Các sở, ban, ngành; UBND các xã, phường" in texts
    assert "Nơi nhận: Như trên; Lưu: VT, TH" in texts


def test_sentences_of_a_passage_are_raw_words(agencies):
    record = letter("1. Sở Y tế:\n- Rà soát nhân lực. Báo cáo kết quả.\n", agencies)
    passage = next(p for p in record.passages if p.text.startswith("Rà soát"))
    text = record.document.source.text
    assert [text[s[0].start : s[-1].end] for s in passage.sentences] == ["- Rà soát nhân lực.", "Báo cáo kết quả."]


def test_ids_are_unique_and_footnotes_are_found(agencies):
    record = sample("000", agencies)
    assert len({p.id for p in record.passages}) == len(record.passages)
    assert any("Chú thích 1" in p.context for p in record.passages)
