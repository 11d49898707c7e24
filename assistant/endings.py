"""The sentence of every ending: what it means and what to do next, in Vietnamese and English."""

from __future__ import annotations

from assistant.models import AnswerStatus

_ENDINGS: dict[AnswerStatus, tuple[str, str]] = {
    AnswerStatus.ANSWERED: ("", ""),
    AnswerStatus.PARTLY_ANSWERED: (
        "Chỉ trả lời được một phần; phần còn lại văn bản không nêu.",
        "Only part of this is stated in the documents.",
    ),
    AnswerStatus.NEEDS_CLARIFICATION: (
        "Câu hỏi có thể hiểu theo nhiều cách; anh/chị hãy nêu rõ văn bản, nhiệm vụ hoặc cơ quan.",
        "The question can be understood in several ways; name the document, task or agency.",
    ),
    AnswerStatus.NOT_IN_CORPUS: (
        "Không tìm thấy nội dung này trong các văn bản hiện có. Anh/chị có thể hỏi bằng từ ngữ của văn bản, hoặc nêu số, cơ quan, thời hạn.",
        "This was not found in the documents. Try the words of the document, or its number, an agency, a deadline.",
    ),
    AnswerStatus.NOT_STATED: (
        "Văn bản có nói đến việc này nhưng không nêu điều được hỏi.",
        "The documents speak of this but do not state what is asked.",
    ),
    AnswerStatus.BLANK_IN_DOCUMENT: (
        "Thông tin này để trống trong bản hiện có; hãy đối chiếu bản đã ban hành.",
        "This is blank in the copy on file; compare the issued one.",
    ),
    AnswerStatus.NO_SUCH_TASK: (
        "Không có nhiệm vụ như vậy trong các văn bản hiện có; anh/chị hãy kiểm tra lại số thứ tự hoặc thời hạn.",
        "There is no such task in the documents; check its number or the deadline.",
    ),
    AnswerStatus.NO_SUCH_PLACE: (
        "Văn bản không có mục, điều, khoản, điểm hoặc phụ lục như vậy; anh/chị hãy kiểm tra lại số.",
        "The document has no such section, article, point or annex; check its number.",
    ),
    AnswerStatus.NO_SUCH_DOCUMENT: (
        "Không có văn bản như vậy trong kho; anh/chị hãy kiểm tra lại số, ký hiệu hoặc nạp văn bản.",
        "There is no such document in the corpus; check its number or ingest it.",
    ),
    AnswerStatus.NO_PROGRESS: (
        "Văn bản chỉ giao việc, không có thông tin về tiến độ hay kết quả thực hiện nên không xác định được việc này đã làm hay chưa. Hãy xem báo cáo của cơ quan được giao; có thể hỏi thời hạn hoặc việc nào đã quá hạn.",
        "The documents assign work and carry no information on progress. See the report of the assigned agency; you can ask for the deadline or what is overdue.",
    ),
    AnswerStatus.SMALL_TALK: (
        "Chào anh/chị. Tôi là trợ lý AI tra cứu văn bản chỉ đạo: hỏi cơ quan chủ trì, phối hợp, thời hạn, văn bản giao, chỉ tiêu, người ký; mọi câu trả lời đều kèm trích dẫn. Ví dụ: «Sở Tài chính được giao nhiệm vụ gì?», «Nhiệm vụ nào đến hạn trong 30 ngày tới?», «Tóm tắt thông báo mới nhất».",
        "Hello. I am an AI assistant for directives: ask who leads, by when, under which document; every answer quotes its source. For example: “Which tasks does the Department of Finance lead?”, “Which tasks are due in the next 30 days?”.",
    ),
    AnswerStatus.ADVICE: (
        "troly không nêu ý kiến, dự đoán hay tư vấn pháp lý, chỉ dẫn lại điều văn bản ghi. Anh/chị hãy hỏi văn bản quy định gì, hoặc hỏi cơ quan có thẩm quyền.",
        "troly gives no opinion, forecast or legal advice; it repeats what the documents say. Ask what they state, or ask the competent agency.",
    ),
    AnswerStatus.PERSONAL_DATA: (
        "troly không cung cấp thông tin liên hệ hay thông tin cá nhân. Anh/chị hãy liên hệ văn phòng của cơ quan; có thể hỏi cơ quan nào được giao việc.",
        "Contact or personal data are not provided. Contact the office of the agency; you can ask which agency is assigned.",
    ),
    AnswerStatus.OUT_OF_SCOPE: (
        "Câu hỏi nằm ngoài phạm vi: troly chỉ tra cứu nội dung các văn bản đã được nạp, không soạn thảo, không dịch, không trả lời chuyện khác. Anh/chị hãy hỏi về nhiệm vụ, thời hạn, cơ quan trong văn bản.",
        "Out of scope: troly only looks up the documents that were ingested; it does not draft or translate. Ask about tasks, deadlines and agencies.",
    ),
    AnswerStatus.REFUSED_INPUT: (
        "Yêu cầu này không phải câu hỏi về văn bản nên không được thực hiện. Anh/chị hãy hỏi về nhiệm vụ, thời hạn, cơ quan trong văn bản.",
        "This is not a question about the documents and is declined. Ask about tasks, deadlines and agencies.",
    ),
    AnswerStatus.NO_CORPUS: (
        "Chưa có văn bản nào để hỏi (hoặc đơn vị của anh/chị chưa được xem văn bản nào). Hãy nạp văn bản bằng lệnh troly ingest.",
        "There is no document to ask about yet. Run troly ingest first.",
    ),
}
OFFICE_HOLDER = (
    "Văn bản không nêu người giữ chức vụ này; chỉ có thể hỏi ai ký một văn bản cụ thể.",
    "The documents do not name the holder of this office; you can ask who signed a document.",
)


def ending(status: AnswerStatus, english: bool) -> str:
    """The sentence of a status; empty for an answer, which speaks for itself."""
    return _ENDINGS[status][english]
