"""How bodies are named in administrative prose: head nouns, groups, office-holders, the verbs that end a name.

All patterns match canonical text (``ingest.text.canonical``).
"""

from __future__ import annotations

import re

from ingest.text import LOWER

HEADS = (
    "sở|ban|văn phòng|công an|công ty|tổng công ty|tập đoàn|trung tâm|chi cục|cục|tổng cục|vụ|viện|phân viện|học viện|"
    "trường|đại học|"
    "cao đẳng|bệnh viện|phòng|ủy ban|ubnd|hđnd|hội đồng|hội|liên hiệp|liên đoàn|liên minh|mặt trận|tỉnh đoàn|"
    "thành đoàn|"
    "huyện ủy|thành ủy|tỉnh ủy|đảng ủy|đảng bộ|bộ|kho bạc|ngân hàng|bảo hiểm|thanh tra|thống kê|thuế|hải quan|báo|đài|"
    "tòa án|viện kiểm sát|thi hành án|tổ công tác|tổ công nghệ|tổ giúp việc|đội quản lý|hạt kiểm lâm|điện lực|"
    "bưu điện|viễn thông|xã|"
    "phường|thị trấn|đặc khu|huyện|thị xã|thành phố|tỉnh|chủ đầu tư|doanh nghiệp|hợp tác xã|chủ tịch|giám đốc|"
    "thủ trưởng|"
    "tổ trưởng|bí thư|hiệu trưởng|ban giám hiệu|tổ dân phố|khu phố|vnpt|viettel|chánh văn phòng|trạm y tế|trạm|quỹ|đoàn thanh niên|hiệp hội|xí nghiệp|nhà máy|cảng vụ|trưởng"
)
_NO_HEAD = "trường hợp|bộ phận|bộ tiêu chí|hội nghị|hội thảo|ban hành|báo cáo|phòng chống|phòng ngừa|thuế suất|vụ việc"
HEAD = re.compile(rf"(?:các |những )?(?!(?:{_NO_HEAD})(?!\w))(?:{HEADS})(?= |:)")
# After these a name may go on in small letters ("Ban quản lý ...", "Trung tâm y tế ..."); elsewhere it needs a capital.
LOOSE = re.compile(
    r"(?:các )?(?:ban|trung tâm|chi cục|công ty|tổng công ty|viện|trường|bệnh viện|doanh nghiệp|hội|tổ công \w+|"
    r"văn phòng|"
    r"thủ trưởng|chủ tịch|giám đốc|ngân hàng|chủ đầu tư|ubnd|ủy ban|hđnd|hội đồng|công an|đảng ủy|mặt trận|"
    r"trạm y tế|hạt kiểm lâm|tổ trưởng|bí thư|hiệu trưởng|"
    r"trưởng)$"
)
BREAK = re.compile(r"[;\n:()]|,\s|\s(?:và|cùng)\s|\.(?:\s|$)")
PLURAL = re.compile(
    r"(?:các )?(sở|bộ|phòng|ban|hội|chi cục|trung tâm|ubnd xã|ubnd phường|xã|phường|huyện)\s*:\s*"
    r"|((?:ubnd|ủy ban nhân dân|đảng ủy|công an|chủ tịch ubnd) )các (xã|phường|đặc khu)(?:\s*:\s*|\s+(?!,))"
    r"|các (sở|bộ|phòng|hội)\s+(?!,)"
)
# "Sở Nội vụ, Tài chính": what may stand between a named department and a name that shares its head noun.
SHARED_HEADS = frozenset({"Sở", "Bộ"})
COMMUNES = ("xã", "phường", "đặc khu")  # no name of one contains "và"
GOES_ON = re.compile(r"\s*(?:,|và|, và)\s*(?=\w)")
# "UBND xã báo cáo ...", "Bệnh viện Đa khoa tỉnh tổ chức ...": a level that no proper name follows ends a name.
LEVEL = re.compile(
    rf"(?<!\w)(?:(?<!hợp tác )xã(?! hội)|phường|thị trấn|đặc khu|tỉnh|huyện|thành phố)(?= [{LOWER}(]|[,.;:)]|$)(?!, phường)"
)
RELATED = re.compile(r",? ?(?:và )?(?:các )?(?:có )?liên quan(?!\w)")
QUALIFIER = re.compile(
    r"[ ,]*(?:theo (?:đúng )?chức năng,? ?(?:và )?nhiệm vụ(?: được giao)?|(?:trên|trong) địa bàn(?: (?:tỉnh|"
    r"thành phố|xã|phường))?|"
    r"(?:trực )?thuộc (?:trung ương|tỉnh ủy|thành ủy|đảng bộ (?:tỉnh|thành phố)|tỉnh|thành phố|ubnd tỉnh|ubnd thành phố)|cấp tỉnh|tỉnh|thành phố|(?:xã|phường)(?! \w)|(?:xã|phường|đặc khu)(?= (?:tổng hợp|tham mưu|chủ trì|phối hợp|theo dõi|đôn đốc|báo cáo|có trách nhiệm|rà soát|thực hiện|bố trí|hướng dẫn|chuẩn bị)))(?!\w)"
)
# The holder of an office stands for the office: "Giám đốc Sở Y tế".
_TITLE = (
    r"(?:bộ trưởng|thống đốc|thủ trưởng|tổng giám đốc|giám đốc|chánh|chi cục trưởng|cục trưởng|chỉ huy trưởng|viện trưởng|hiệu trưởng"
    r"|trưởng|chủ tịch|chủ nhiệm)(?:,| và)? "
)
_COMRADE = r"(?:các đồng chí|đồng chí|đ/c) (?:(?!phó |thủ |tổng |chánh |trưởng |chủ |giám |cục |viện |hiệu |chi )\w+(?: \w+){1,4} ?[,–-] ?)?"  # "đồng chí Trần Văn A, Phó Chủ tịch UBND tỉnh"
HOLDER = re.compile(rf"(?:{_COMRADE}(?:{_TITLE}){{0,3}}|(?:{_TITLE}){{1,3}})(?=\w)")
HEAD_OF_BODIES = re.compile(r"(?:thủ trưởng|giám đốc|chủ tịch),? $")  # "Trưởng các thôn" are persons, not bodies
BRANCH = re.compile(r" (?:- )?(?:chi nhánh|khu vực)(?!\w)")  # "Ngân hàng Nhà nước Chi nhánh Khu vực 15" is its own body
_NOUNS = (
    r"sở|ban quản lý(?: rừng| dự án)?|ban|ngành(?! kinh tế| nghề| hàng| công nghiệp)|bộ(?! phận| tiêu chí| chỉ số)|phòng(?! học| khám| chống| ngừa)|"
    r"đơn vị|cơ quan|tổ chức(?! thực hiện| sự kiện)|địa phương|đoàn thể|hội(?! nghị| thảo| đồng| chợ| thi)|xã|"
    r"phường|đặc khu|thôn|bản|"
    r"ấp|khóm|tiểu khu|khu phố|khối phố|khối|buôn|tổ dân phố|doanh nghiệp|trường(?! hợp)|cơ sở (?:giáo dục|y tế|kinh doanh|"
    r"sản xuất|đào tạo|"
    r"khám bệnh|lưu trú|bảo trợ|tôn giáo)|chủ đầu tư|chủ rừng|chủ đập|chủ hồ|chủ dự án|nhà thầu|hợp tác xã|hộ dân|"
    r"cá nhân|nhà mạng|"
    r"đảng ủy|đảng bộ|chi bộ|cấp ủy|huyện|thị xã|thành phố|trung tâm|ban quản lý|lực lượng|nhà trường|bệnh viện|"
    r"công ty|"
    r"chi nhánh|ngân hàng|hiệp hội|trạm y tế|trưởng thôn|trưởng phòng|đồng chí|chi cục|cục|viện"
)
# "các phòng, ban, đơn vị": one group however many nouns it lists.
GROUP = re.compile(rf"(?:tất cả )?(?:các|những) (?:{_NOUNS})(?!\w)(?:(?:,| và|/) ?(?:các )?(?:{_NOUNS})(?!\w))*")
# Words that open what a body does: its name never runs past them.
_VERBS = (
    "tham mưu|xây dựng|rà soát|(?<!là )tổ chức|triển khai|thực hiện|hướng dẫn|đôn đốc|theo dõi|kiểm tra|giám sát|báo cáo|"
    "(?<!dịch vụ )tổng hợp|"
    "đề xuất|nghiên cứu|hoàn thiện|hoàn thành|ban hành|(?<!công )(?<!chương )(?<!quy )(?<!tờ )trình|phê duyệt|thẩm định|cân đối|bố trí|phân bổ|chuẩn bị|"
    "chỉ đạo|"
    "thúc đẩy|tăng cường|đẩy mạnh|tiếp tục|khẩn trương|chủ động|tập trung|cấp|lựa chọn|đánh giá|xem xét|"
    "giải quyết|xử lý|"
    "tháo gỡ|khắc phục|nâng cao|nâng cấp|phát triển|quản lý|vận hành|khai thác|sử dụng|tuyên truyền|phổ biến|đào tạo|"
    "bồi dưỡng|tập huấn|hỗ trợ|tạo|thành lập|kiện toàn|kết nối|chia sẻ|cung cấp|cập nhật|công bố|công khai|thống kê số|"
    "tiếp nhận|tiếp thu|thu hút|huy động|(?<!nhà )(?<!chủ )đầu tư|mua sắm|lập|để|nhằm|trong việc|trong công tác|khi|theo|căn cứ|bảo đảm|"
    "đảm bảo|có trách nhiệm|chịu trách nhiệm|tham gia|(?<!đăng )ký|(?<!việc )làm|đưa|xác định|đề nghị|yêu cầu|giao(?! thông| dịch| lưu| tiếp| ban)|phân công|kịp thời|"
    "thường xuyên|"
    "định kỳ|duy trì|mở rộng|phục vụ|bảo vệ|phòng(?=,? chống| ngừa)|tạo lập|góp ý|cho ý kiến|(?<!công nghệ )thông tin|rút ngắn|đơn giản|chuẩn hóa|"
    "số hóa|"
    "truyền thông|đồng hành|liên quan|tích cực|nghiêm túc|sớm|nhanh chóng|quyết liệt|thống nhất|cụ thể|tính toán|"
    "phối hợp|chủ trì|"
    "lãnh đạo|quán triệt|chấp hành|vận động|niêm yết|phát động|cử|gửi|nộp|quan tâm|chú trọng|ưu tiên|sắp xếp|"
    "phát huy|bám sát|"
    "nắm|bổ sung|chuyển|đăng|xác minh|tiến hành|ứng dụng|lấy ý kiến|kê khai|trang bị|tạm dừng|thanh toán|"
    "quyết toán|giải ngân|"
    "bàn giao|cam kết|sơ tán|(?<!thường )trực|điều chỉnh|phân loại|phân tích|gắn|đẩy nhanh|đề cao|siết chặt|chấn chỉnh|"
    "xử phạt|thanh tra|"
    "tuần tra|trên cơ sở|hằng|hàng|là cơ quan|là đơn vị|là đầu mối|trước ngày|chậm nhất|nếu|thu gom|lồng ghép|vận dụng|biểu dương|"
    "khen thưởng|tận dụng|"
    "nhân rộng|khuyến khích|tư vấn|thu thập|giới thiệu|quảng bá|(?<!đăng )ký kết|chi trả|kiểm soát|ngăn chặn|ứng phó|"
    "lắp đặt|thay thế|sửa chữa|nạo vét|khơi thông|gia cố|di dời|di chuyển|thi công|khởi công|nghiệm thu|cho phép|quyết định|tham dự|"
    "phát hành|phát sóng|phát bản tin|tổng kiểm tra|tổng rà soát|tổng kết|sơ kết|kiểm kê|kiểm đếm|thu hồi|thanh lý|thí điểm|đối thoại|"
    "cưỡng chế|điều tra|điều tiết|phân luồng|thương thảo|đàm phán|đấu thầu|mời thầu|xác nhận|chấm dứt|tạm ngừng|vận chuyển|"
    "nghiên cứu|khảo sát|đo đạc|lập hồ sơ|thuê|trồng|tiêm phòng|phun|bàn giao|mua|thống nhất|chỉnh lý|số hoá|niêm phong|"
    "huấn luyện|chỉnh trang|diễn tập|định hướng|biên soạn|biên tập|thẩm tra|in ấn|rất mong|mong (?:nhận|các|quý)|trân trọng"
)
JOINTS = frozenset({"và", "cùng", "với", ";"})
STOP = re.compile(rf"(?<!\w)(?:{_VERBS})(?!\w)")
_WORD = re.compile(r"\s*\w+")
_TAIL_END = re.compile(
    r"[;\n:().]|,(?! (?:phường|đặc khu|thị trấn)(?!\w))|\s(?:và|cùng|để|đã|đang|còn|chưa|phải|cần|được|nếu|khi|như|trước|sau)\s"
)
_NAMING = (
    "giáo dục ",
    "dự án ",
    "quỹ ",
    "dự án đầu tư ",
    "ban quản lý ",
)  # after these a verb is part of a name: "dự án đầu tư xây dựng"
# Fields of work that are verbs elsewhere: "Phòng Quản lý đầu tư", "Phòng Quy hoạch và xây dựng".
_FIELDS = "đầu tư|xây dựng|phát triển|đào tạo|khai thác|quản lý|kiểm định|bồi dưỡng|xúc tiến|hỗ trợ"
_OBJECT_OF_NAME = re.compile(r" (?:quản lý|xúc tiến|hỗ trợ|kiểm định|tư vấn|thẩm định|kế hoạch)(?:(?: \w+)? và)? $")
_FIELD = re.compile(rf"(?:{_FIELDS})(?!\w)")
_FIELD_CLOSES = re.compile(rf"(?:{_FIELDS})(?=\s*(?:$|[,;:.()])|\s+(?:{_VERBS})(?!\w))")
_FIELD_LAST = re.compile(r"(?:đầu tư|xây dựng|phát triển|đào tạo|kiểm định|bồi dưỡng)\s*:?\s*$")
_BUILDING = re.compile(  # what is built is missing: "Viện Kinh tế xây dựng công bố ..."
    rf"xây dựng (?!báo cáo|hướng dẫn|đề xuất|quyết định|thông tin|ứng dụng|tổ chức|phòng|chuyển|cấp|trực|quản lý|để|theo|trên|hằng|hàng|và)(?:{_VERBS})(?!\w)"
)
_OFFICES = ("phòng", "trung tâm", "chi cục", "vụ", "cục", "viện", "ban")
_FIELD_OF_LIST = re.compile(rf"(?:thông tin|truyền thông) và (?!(?:{_VERBS})(?!\w))")
_ENDS_SMALL = re.compile(r"(?<!\w)(?:được|họp|gồm|hoạt động|làm việc|tự|phải|cần)(?!\w)")
_LONGEST_TAIL = 90  # characters after the nouns of a group


def group_end(text: str, lowered: str, start: int) -> int:
    """End of a group named by its nouns ("các trường trung học phổ thông"), or ``start`` where none begins."""
    match = GROUP.match(lowered, start)
    if match is None:
        return start
    limit = min(len(lowered), match.end() + _LONGEST_TAIL)
    verbs = (m.start() for m in STOP.finditer(lowered, match.end(), limit) if text[m.start()].islower())
    limit = next(verbs, limit)
    ends = _TAIL_END.search(lowered, match.end(), limit)
    end = ends.start() if ends else limit
    return start + len(lowered[start:end].rstrip(" ,;.-"))


def first_verb(text: str, lowered: str, start: int) -> int:
    """Where the words of a duty begin after a head noun, at least one word later; the end of the text where none do."""
    first = _WORD.match(lowered, start)
    after = first.end() if first else start + 1
    small = _ENDS_SMALL.match(lowered, start + 1)
    if small:
        return start
    verbs = (m.start() for m in STOP.finditer(lowered, after) if text[m.start()].islower())
    return next(
        (v for v in verbs if not lowered.endswith(_NAMING, 0, v) and not _is_field(lowered, start, v)), len(text)
    )


def _is_field(lowered: str, start: int, verb: int) -> bool:
    """Whether a verb names what a body is for: what it manages or promotes, or the last of its fields."""
    before = lowered[start:verb]
    if _OBJECT_OF_NAME.fullmatch(before) and _FIELD.match(lowered, verb):
        return True
    if lowered.endswith(_OFFICES, 0, start) and (_FIELD_LAST.match(lowered, verb) or _BUILDING.match(lowered, verb)):
        return True
    if before.endswith(", ") and _FIELD_OF_LIST.match(lowered, verb):
        return True
    return before.endswith(" và ") and _FIELD_CLOSES.match(lowered, verb) is not None
