"""Every sentence that troly says of its own, in Vietnamese and English; facts are filled in by code."""

from __future__ import annotations

from assistant.endings import ending

__all__ = ["NOTICE", "ending", "field_name", "say"]

NOTICE = "Trợ lý AI – chỉ để tham khảo, hãy đối chiếu văn bản được trích dẫn (Luật Trí tuệ nhân tạo số 134/2025/QH15)."

_WORDS: dict[str, tuple[str, str]] = {
    "lead": ("Cơ quan chủ trì", "Lead agency"),
    "assigned": ("Cơ quan được giao", "Assigned to"),
    "coordinating": ("Cơ quan phối hợp", "Coordinating"),
    "implementing": ("Cơ quan thực hiện", "Implementing"),
    "deadline": ("Thời hạn", "Deadline"),
    "basis": ("Văn bản giao", "Assigned by"),
    "result": ("Kết quả", "Result"),
    "value": ("Chỉ tiêu", "Target"),
    "submit_to": ("Gửi/báo cáo", "Report to"),
    "no_relation_to": (
        "Bản hiện có của {document} không nêu việc {relation} văn bản nào.",
        "The copy of {document} on file does not say that it {relation} any document.",
    ),
    "no_relation_from": (
        "Trong các văn bản hiện có, không có văn bản nào {relation} {document}.",
        "Among the documents on file none {relation} {document}.",
    ),
    "ended": (
        "Lưu ý: {document} đã hết hiệu lực, được {relation} bởi {other}.",
        "Note: {document} has ended; it is {relation} by {other}.",
    ),
    "ended_itself": (
        "Lưu ý: {document} đã hết hiệu lực từ sau ngày {day}.",
        "Note: {document} had effect until {day}.",
    ),
    "not_ended": (
        "Tính đến ngày {day}, trong các văn bản hiện có không có văn bản nào thay thế hoặc bãi bỏ {document}.",
        "As of {day}, no document on file replaces or abolishes {document}.",
    ),
    "valid_from": ("Văn bản có hiệu lực từ ngày {day}.", "It has effect from {day}."),
    "valid_to": ("Văn bản có hiệu lực đến ngày {day}.", "It has effect until {day}."),
    "extended": ("Thời hạn thực hiện của văn bản được điều chỉnh: {deadline}.", "Its term was changed: {deadline}."),
    "moved": ("{new} (đã điều chỉnh, trước là {old})", "{new} (changed, formerly {old})"),
    "moved_first": ("{new} (do văn bản sau ấn định)", "{new} (set by a later document)"),
    "no_deadline": ("Văn bản không nêu thời hạn cho nội dung này.", "The document states no deadline for this."),
    "no_field": ("Văn bản không nêu {field} cho nội dung này.", "The document does not state this ({field})."),
    "as_of": (
        "Tính đến ngày {day}; văn bản chỉ giao việc, không cho biết việc đã hoàn thành hay chưa.",
        "As of {day}; the documents assign work and do not say whether it is done.",
    ),
    "count_tasks": ("{who} {role} {n} nhiệm vụ{where}{window}:", "{who} {role} {n} task(s){where}{window}:"),
    "group_head": ("**{name}**: {n} nhiệm vụ", "**{name}**: {n} task(s)"),
    "nobody": ("Không nêu cơ quan", "No body named"),
    "most_assigned": (
        "{who} được giao nhiều nhiệm vụ nhất{where}{window}: {n} nhiệm vụ.",
        "{who} is assigned the most tasks{where}{window}: {n}.",
    ),
    "fewest": (
        "{who} được giao ít nhiệm vụ nhất{where}{window} trong số các cơ quan được nêu tên: {n} nhiệm vụ.",
        "{who} is assigned the fewest tasks{where}{window} of the bodies that are named: {n}.",
    ),
    "told_above": ("Đã nêu ở câu {number}.", "Told under {number}."),
    "footnote": ("Cước chú", "Footnote"),
    "highest": ("Cao nhất trong {n} dòng có số liệu:", "Highest of the {n} rows with a figure:"),
    "lowest": ("Thấp nhất trong {n} dòng có số liệu:", "Lowest of the {n} rows with a figure:"),
    "rows_beyond": ("Có {n} trong {of} dòng của bảng:", "{n} of the {of} rows of the table:"),
    "most_lead": (
        "{who} chủ trì nhiều nhiệm vụ nhất{where}{window}: {n} nhiệm vụ.",
        "{who} leads the most tasks{where}{window}: {n}.",
    ),
    "most_coordinating": (
        "{who} phối hợp nhiều nhiệm vụ nhất{where}{window}: {n} nhiệm vụ.",
        "{who} coordinates the most tasks{where}{window}: {n}.",
    ),
    "most_implementing": (
        "{who} thực hiện nhiều nhiệm vụ nhất{where}{window}: {n} nhiệm vụ.",
        "{who} implements the most tasks{where}{window}: {n}.",
    ),
    "corpus": ("Đang có {n} văn bản:", "{n} document(s) on file:"),
    "no_such_documents": (
        "Không có văn bản nào như vậy trong các văn bản hiện có.",
        "No document on file is like that.",
    ),
    "found_tasks": ("Có {n} nhiệm vụ{where}{window}:", "{n} task(s){where}{window}:"),
    "found_targets": ("Có {n} chỉ tiêu{where}{window}:", "{n} target(s){where}{window}:"),
    "not_by_name": (
        "{who} không được giao đích danh{where}; thuộc nhóm «{group}» nên cùng thực hiện {n} nhiệm vụ{window}:",
        "{who} is not named{where}; it belongs to «{group}» and shares {n} task(s){window}:",
    ),
    "also_group": (
        "Ngoài ra {who} thuộc nhóm «{group}» được giao chung một số nhiệm vụ khác; có thể hỏi tiếp về nhóm này.",
        "{who} also belongs to «{group}», which shares further tasks.",
    ),
    "side_body": (
        "{who}: {n} nhiệm vụ{where}{window} (chủ trì hoặc được giao {led}, phối hợp {partnered})",
        "{who}: {n} task(s){where}{window} (leads or is assigned {led}, coordinates {partnered})",
    ),
    "side_window": ("{n} nhiệm vụ{window}{where}{who}", "{n} task(s){window}{where}{who}"),
    "more_tasks": ("… và {n} nhiệm vụ khác; có thể hỏi riêng để xem đủ.", "… and {n} more; ask for them alone."),
    "shared": ("Chung cho các bên: {n} nhiệm vụ.", "Common to all: {n} task(s)."),
    "none_shared": ("Không có nhiệm vụ nào chung cho các bên.", "No task is common to all."),
    "tasks_given": ("Giao {n} nhiệm vụ: {who}.", "Gives {n} task(s): {who}."),
    "no_tasks_given": ("Không thấy nhiệm vụ được giao.", "Gives no task."),
    "due_between": ("Thời hạn sớm nhất {first}, muộn nhất {last}.", "First due {first}, last due {last}."),
    "first_due": ("Nhiệm vụ đến hạn sớm nhất:", "Due first:"),
    "some_tasks": ("Nhiệm vụ:", "Tasks:"),
    "moved_tasks": ("Có {n} nhiệm vụ được điều chỉnh thời hạn:", "{n} task(s) with a changed deadline:"),
    "no_changes": (
        "Trong các văn bản hiện có, không thấy nội dung nào được điều chỉnh, gia hạn hoặc sửa đổi. {document}",
        "The documents on file show no change, extension or amendment. {document}",
    ),
    "former_copy": ("So với bản trước ({file}):", "Against the former copy ({file}):"),
    "same_tasks": ("Các nhiệm vụ không thay đổi.", "The tasks are the same."),
    "gone": ("Không còn", "No longer there"),
    "former": ("Lưu ý: «{old}» là tên cũ; nay là {new}.", "Note: «{old}» is a former name; now {new}."),
    "which_task": (
        "{name} có ở {n} chỗ. Anh/chị muốn hỏi nhiệm vụ nào?",
        "{name} occurs in {n} places. Which one do you mean?",
    ),
    "which_agency": (
        "Tên này có thể là: {names}. Anh/chị muốn hỏi cơ quan nào?",
        "This name could be: {names}. Which one do you mean?",
    ),
    "which_unit": (
        "Chưa biết đơn vị của anh/chị. Hãy nêu tên cơ quan, ví dụ «Sở Tài chính được giao nhiệm vụ gì?».",
        "Your unit is not known. Name the agency, for example “Which tasks does the Department of Finance lead?”.",
    ),
    "which_document": ("Anh/chị muốn hỏi văn bản nào?", "Which document do you mean?"),
    "no_task": ("Không có nhiệm vụ {number}{where}.", "There is no task {number}{where}."),
    "only_tasks": (
        "{where} chỉ có {n} nhiệm vụ, số cuối là {last}; không có nhiệm vụ {number}.",
        "{where} has only {n} tasks, the last is {last}; there is no task {number}.",
    ),
    "no_task_in_window": ("Không có nhiệm vụ nào{who} có hạn {window}{where}.", "No task{who} is due {window}{where}."),
    "nearest_deadlines": ("Các hạn hiện có: {days}.", "Deadlines on record: {days}."),
    "no_agency_tasks": (
        "Không tìm thấy nhiệm vụ nào giao cho {who}{where} trong các văn bản hiện có.",
        "No task for {who}{where} was found in the documents.",
    ),
    "no_document": (
        "Không có văn bản số {sign} trong các văn bản hiện có.",
        "There is no document {sign} among the documents.",
    ),
    "near_signs": ("Gần với số này có: {signs}.", "Near this number there are: {signs}."),
    "only_cited": (
        "Không có văn bản này trong kho; {sign} chỉ được viện dẫn.",
        "This document is not in the corpus; {sign} is only cited.",
    ),
    "blank": (
        "Văn bản này để trống {what} trong bản hiện có ({printed}).",
        "The {what} is blank in the copy on file ({printed}).",
    ),
    "absent": ("Bản hiện có không ghi {what} của văn bản này.", "The copy on file does not state its {what}."),
    "from_corpus": (
        "{what}: {value} (theo văn bản khác viện dẫn; bản này không ghi).",
        "{what}: {value} (as cited by another document; not printed in this one).",
    ),
    "no_amount": ("Các văn bản hiện có không nêu số tiền cho nội dung này.", "The documents state no amount for this."),
    "no_share": (
        "Các văn bản hiện có không nêu tỷ lệ phần trăm cho nội dung này.",
        "The documents state no percentage for this.",
    ),
    "no_year": (
        "Các văn bản hiện có không nêu số liệu của năm được hỏi cho nội dung này.",
        "The documents state no figure of that year for this.",
    ),
    "no_names": (
        "Các văn bản hiện có không nêu tên cụ thể cho nội dung này.",
        "The documents give no names for this.",
    ),
    "no_period": (
        "Không có giai đoạn {period} trong các văn bản hiện có.",
        "The documents do not mention the period {period}.",
    ),
    "mentioned": ("Có {n} văn bản nói về nội dung này:", "{n} document(s) are about this:"),
    "no_mention": (
        "Không có văn bản nào trong các văn bản hiện có nói về nội dung này.",
        "No document on file is about this.",
    ),
    "nearest": ("Nội dung gần nhất tìm được:", "The nearest passage found:"),
    "in_document": ("Theo {document}:", "According to {document}:"),
    "annex_count": ("Có {n} phụ lục:", "There are {n} annexes:"),
    "no_place": (
        "Văn bản không có mục, điều, khoản, điểm này; các mục hiện có:",
        "The document has no such section, article or point; its sections are:",
    ),
    "no_such_annex": (
        "Không có phụ lục {annex}; các phụ lục hiện có:",
        "There is no annex {annex}; the annexes on file are:",
    ),
    "none_of_year": (
        "Không có văn bản như vậy ban hành năm {year}; văn bản gần nhất hiện có:",
        "There is no such document issued in {year}; the nearest on file:",
    ),
    "no_annex": ("Văn bản này không có phụ lục.", "This document has no annex."),
    "item_count": ("Có {n} {what}:", "There are {n} {what}:"),
    "named_later": ("Văn bản sau còn nói đến:", "Also named by a later document:"),
    "as_printed": ("Ban đầu ghi:", "As first printed:"),
    "added_later": ("Nhiệm vụ được bổ sung:", "Tasks added by a later document:"),
    "changed_later": ("Văn bản sau có thay đổi:", "Changed by a later document:"),
    "sent_to": ("Có {n} nhiệm vụ phải gửi, báo cáo {who}{where}:", "{n} task(s) report to {who}{where}:"),
    "none_together": (
        "Không có nhiệm vụ nào được giao chung cho {who}{where}.",
        "No task is given to {who} together{where}.",
    ),
    "groups": ("Chia thành {n} nhóm:", "In {n} groups:"),
    "contains": ("Có: «{value}» nằm trong {list}.", "Yes: «{value}» is in the {list}."),
    "not_contains": ("Không thấy «{value}» trong {list}.", "«{value}» is not in the {list}."),
    "contradiction": (
        "Lưu ý: các văn bản còn hiệu lực nêu khác nhau về {field}; văn bản mới nhất đứng trước:",
        "Note: documents in force differ on the {field}; the newest comes first:",
    ),
    "understood_as": ("Hiểu câu hỏi là: “{question}”", "Understood as: “{question}”"),
    "model_failed": (
        "(Mô hình ngôn ngữ hiện không trả lời trọn vẹn; phần trích nguyên văn trên đây được lập không cần mô hình.)",
        "(The language model did not reply in full; the quoted part of this answer was made without it.)",
    ),
    "summary_scope": (" trong {document}", " in {document}"),
}
_FIELD_NAMES: dict[str, tuple[str, str]] = {
    "number": ("số, ký hiệu", "number"), "day": ("ngày ban hành", "date of issue"), "signer": ("người ký", "signer"),
    "issuer": ("cơ quan ban hành", "issuer"), "addressees": ("nơi kính gửi", "addressees"), "recipients": ("nơi nhận", "recipients"),
    "subject": ("trích yếu", "subject"), "presider": ("người chủ trì cuộc họp", "chair of the meeting"), "event": ("ngày họp", "meeting day"),
    "lead": ("cơ quan chủ trì", "lead agency"), "coordinating": ("cơ quan phối hợp", "coordinating agency"), "deadline": ("thời hạn", "deadline"),
    "basis": ("văn bản giao", "assigning document"), "result": ("kết quả, sản phẩm", "result"), "value": ("con số chỉ tiêu", "target value"),
    "submit_to": ("nơi nhận báo cáo", "recipient of reports"), "implementing": ("cơ quan thực hiện", "implementing agency"), "annexes": ("phụ lục", "annexes"),
}  # fmt: skip


def say(key: str, english: bool, **facts: object) -> str:
    """One of troly's own sentences with facts filled in."""
    return _WORDS[key][english].format(**facts)


def field_name(field: str, english: bool) -> str:
    """What a fact is called in a sentence."""
    return _FIELD_NAMES.get(field, (field, field))[english]
