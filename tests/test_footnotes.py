"""Footnotes: cut out of the running text, kept by number, re-attached to the words that carry their mark."""

from directives import letter, lines_of

from ingest.footnotes import take_out


def notes_of(text):
    return take_out(text, lines_of(text))


def test_a_raised_number_at_a_line_start_is_a_note():
    found = notes_of("Nghị quyết của Bộ Chính trị¹ về khoa học.\n¹ Nghị quyết số 57-NQ/TW.\nCác sở báo cáo.")
    assert [n.number for n in found.notes] == ["1"]
    assert [line.text for line in found.lines] == ["Nghị quyết của Bộ Chính trị về khoa học.", "Các sở báo cáo."]


def test_a_note_of_html_goes_on_over_lines_until_it_ends():
    text = "theo Công văn<sup>2</sup> nêu trên.\n<sup>2</sup> Công văn số 3/UBND\ncủa UBND tỉnh.\nHết."
    found = notes_of(text)
    note = found.notes[0].span
    assert text[note.start : note.end] == "Công văn số 3/UBND\ncủa UBND tỉnh."


def test_a_digit_glued_to_a_year_is_a_mark_where_a_note_of_that_number_stands():
    text = "ngày 30/12/20251 và các văn bản.\n1 Về hướng dẫn xây dựng Kế hoạch."
    found = notes_of(text)
    assert [(m.number, text[m.span.start : m.span.end]) for m in found.marks] == [("1", "1")]


def test_a_year_without_a_note_is_left_alone():
    assert notes_of("ngày 30/12/20251 và\n1. Sở Y tế").marks == ()


def test_a_note_that_lost_its_mark_is_told_by_the_sentence_it_cuts():
    text = "báo cáo trên Hệ\nCông văn số 38/UBND-TH ngày 13/4/2026 của\nUBND tỉnh.\nthống theo dõi; định kỳ cập nhật."
    found = notes_of(text)
    assert [text[n.span.start : n.span.end] for n in found.notes] == [
        "Công văn số 38/UBND-TH ngày 13/4/2026 của\nUBND tỉnh."
    ]
    assert [line.text for line in found.lines] == ["báo cáo trên Hệ", "thống theo dõi; định kỳ cập nhật."]


def test_a_citation_at_a_line_start_is_no_note():
    text = (
        "theo quy định tại\nQuyết định số 38/QĐ-UBND.\nCác sở báo cáo.\na) Rà soát\nNghị quyết số 5/NQ-CP.\nb) Báo cáo"
    )
    assert notes_of(text).notes == ()


def test_a_numbered_item_is_no_note():
    found = notes_of("ngày 30/12/2025.\n1 Sở Y tế báo cáo.")
    assert found.notes == ()
    assert len(found.lines) == 2


def test_a_note_inside_a_sentence_is_taken_out_and_the_halves_join(agencies):
    body = "1. Sở Y tế: Báo cáo theo Nghị quyết¹ của\n¹ Nghị quyết số 57-NQ/TW.\nBộ Chính trị.\n"
    record = letter("UBND tỉnh yêu cầu:\n" + body, agencies)
    assert record.tasks[0].text == "Báo cáo theo Nghị quyết của Bộ Chính trị."
    assert [number for number, _ in record.document.footnotes] == ["1"]


def test_the_mark_is_kept_with_its_block(agencies):
    body = "UBND tỉnh yêu cầu:\n1. Sở Y tế báo cáo theo Kết luận¹ nêu trên.\n¹ Kết luận số 1-KL/TW.\n"
    blocks = letter(body, agencies).document.blocks
    assert [b.notes for b in blocks if b.notes] == [("1",)]


def test_a_digit_glued_to_a_word_is_a_mark_where_a_paragraph_of_notes_has_that_number():
    text = "phê duyệt 02 dự án còn lại1 trước ngày 15/6/2026.\nTrương Minh Hoài\n\n1 Gồm: dự án Cảng Dương Đông và\ndự án Bãi Khem.\n"
    found = notes_of(text)
    assert [(m.number, text[m.span.start : m.span.end]) for m in found.marks] == [("1", "1")]
    assert [text[n.span.start : n.span.end] for n in found.notes] == ["Gồm: dự án Cảng Dương Đông và\ndự án Bãi Khem."]
    assert [line.text for line in found.lines][-1] == "Trương Minh Hoài"


def test_units_of_measure_rows_and_marks_without_a_note_are_left_alone():
    rows = "Tuyến đường dài 12 km1 qua hai xã1.\n\n1 Sở Xây dựng chủ trì\n3 Sở Tài chính phối hợp\n"
    for text in ("Diện tích 12 km2 và m3.\n\n2 Sở Xây dựng báo cáo.", "hai dự án còn lại1.\n1. Sở Xây dựng", rows):
        assert notes_of(text).marks == ()
        assert notes_of(text).notes == ()
