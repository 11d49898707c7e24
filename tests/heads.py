"""Invented documents of many bodies, each with the identity that a reader takes from it."""

HEADS = []


def head(name, text, **want):
    HEADS.append((name, text.strip("\n") + "\n", want))


head(
    "plan of a commune, capitals, two columns merged",
    """
ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ TAM DƯƠNG BẮC Độc lập - Tự do - Hạnh phúc
Số: 47/KH-UBND Tam Dương Bắc, ngày 09 tháng 02 năm 2026

KẾ HOẠCH
Triển khai thực hiện công tác chuyển đổi số năm 2026
trên địa bàn xã

Thực hiện Kế hoạch số 15/KH-UBND ngày 12/01/2026 của UBND tỉnh Phú Thọ về chuyển đổi số năm 2026, UBND xã ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Nâng cao nhận thức.
Nơi nhận:
- UBND tỉnh (b/c);
- TT Đảng ủy, HĐND xã;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Hòa
""",
    kind="Kế hoạch",
    number="47/KH-UBND",
    day="2026-02-09",
    place="Tam Dương Bắc",
    issuer="Ủy ban nhân dân xã Tam Dương Bắc",
    subject="Triển khai thực hiện công tác chuyển đổi số năm 2026 trên địa bàn xã",
    signer="Nguyễn Văn Hòa",
    signer_title="PHÓ CHỦ TỊCH",
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
)

head(
    "letter of a department, superior above, V/v over lines",
    """
UBND TỈNH NGHỆ AN
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
Số: 1287/SNNMT-CNTY
V/v tăng cường phòng, chống bệnh
Dịch tả lợn Châu Phi
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nghệ An, ngày 17 tháng 3 năm 2026

Kính gửi:
- Ủy ban nhân dân các xã, phường;
- Chi cục Chăn nuôi và Thú y.

Thực hiện Công điện số 109/CĐ-TTg ngày 22/7/2025 của Thủ tướng Chính phủ, Sở Nông nghiệp và Môi trường đề nghị:
1. Tổ chức tiêm phòng.
Nơi nhận:
- Như trên;
- Lưu: VT, CNTY.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trần Xuân Học
""",
    kind="Công văn",
    number="1287/SNNMT-CNTY",
    day="2026-03-17",
    place="Nghệ An",
    issuer="Sở Nông nghiệp và Môi trường",
    subject="V/v tăng cường phòng, chống bệnh Dịch tả lợn Châu Phi",
    signer="Trần Xuân Học",
    signer_title="PHÓ GIÁM ĐỐC",
    authority=("KT. GIÁM ĐỐC",),
    addressees=("Ủy ban nhân dân các xã, phường", "Chi cục Chăn nuôi và Thú y"),
)

head(
    "Party committee of a province: notice",
    """
TỈNH ỦY LÂM ĐỒNG
*
Số 214-TB/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Lâm Đồng, ngày 05 tháng 3 năm 2026

THÔNG BÁO
kết luận của Ban Thường vụ Tỉnh ủy về công tác quy hoạch

Ngày 02/3/2026, Ban Thường vụ Tỉnh ủy họp và kết luận:
1. Thống nhất chủ trương.
Nơi nhận:
- Các huyện ủy,
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Phạm Triều
""",
    kind="Thông báo",
    number="214-TB/TU",
    day="2026-03-05",
    place="Lâm Đồng",
    issuer="Tỉnh ủy Lâm Đồng",
    signer="Phạm Triều",
    signer_title="PHÓ BÍ THƯ",
    authority=("T/M BAN THƯỜNG VỤ",),
)

head(
    "Party committee of a commune under a province, joint head",
    """
ĐẢNG BỘ TỈNH THANH HÓA
ĐẢNG ỦY XÃ HOẰNG LỘC ĐẢNG CỘNG SẢN VIỆT NAM
* Hoằng Lộc, ngày 20 tháng 4 năm 2026
Số 12-CT/ĐU

CHỈ THỊ
về tăng cường sự lãnh đạo của Đảng đối với công tác thi đua

Thời gian qua, công tác thi đua có chuyển biến.
Nơi nhận:
- Ban Thường vụ Tỉnh ủy (b/c),
- Lưu VPĐU.
T/M ĐẢNG ỦY
BÍ THƯ
Lê Thị Hà
""",
    kind="Chỉ thị",
    number="12-CT/ĐU",
    day="2026-04-20",
    place="Hoằng Lộc",
    issuer="Đảng ủy xã Hoằng Lộc",
    signer="Lê Thị Hà",
    signer_title="BÍ THƯ",
    subject="về tăng cường sự lãnh đạo của Đảng đối với công tác thi đua",
)

head(
    "official telegram, urgency",
    """
ỦY BAN NHÂN DÂN
TỈNH KHÁNH HÒA
HỎA TỐC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/CĐ-UBND
Khánh Hòa, ngày 11 tháng 11 năm 2025

CÔNG ĐIỆN
Về việc tập trung ứng phó mưa lũ

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA điện:
- Các sở, ban, ngành tỉnh;
- UBND các xã, phường, đặc khu.

Để chủ động ứng phó, yêu cầu:
1. Theo dõi chặt chẽ diễn biến.
Nơi nhận:
- Như trên;
- Lưu: VT, TH.
CHỦ TỊCH
Trần Quốc Nam
""",
    kind="Công điện",
    number="05/CĐ-UBND",
    day="2025-11-11",
    place="Khánh Hòa",
    issuer="Ủy ban nhân dân tỉnh Khánh Hòa",
    urgency="HỎA TỐC",
    subject="Về việc tập trung ứng phó mưa lũ",
    signer="Trần Quốc Nam",
    signer_title="CHỦ TỊCH",
    authority=(),
)

head(
    "ministry proposal (tờ trình), blank number",
    """
BỘ Y TẾ
_______
Số:        /TTr-BYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày      tháng 5 năm 2026

TỜ TRÌNH
Về việc ban hành Nghị định quy định về quản lý thiết bị y tế

Kính gửi: Chính phủ

Thực hiện Quyết định số 99/QĐ-TTg ngày 10/01/2026, Bộ Y tế trình Chính phủ dự thảo.
Nơi nhận:
- Như trên;
- Lưu: VT, PC.
BỘ TRƯỞNG
Đào Hồng Lan
""",
    kind="Tờ trình",
    number=None,
    sign="TTr-BYT",
    day=None,
    partial_day="2026-05",
    place="Hà Nội",
    issuer="Bộ Y tế",
    subject="Về việc ban hành Nghị định quy định về quản lý thiết bị y tế",
    addressees=("Chính phủ",),
    signer="Đào Hồng Lan",
    signer_title="BỘ TRƯỞNG",
)

head(
    "hospital under a department",
    """
SỞ Y TẾ TỈNH ĐỒNG THÁP
BỆNH VIỆN ĐA KHOA SA ĐÉC
Số: 312/QĐ-BVSĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sa Đéc, ngày 03 tháng 6 năm 2026

QUYẾT ĐỊNH
Về việc kiện toàn Tổ công nghệ thông tin

GIÁM ĐỐC BỆNH VIỆN ĐA KHOA SA ĐÉC

Căn cứ Quyết định số 1456/QĐ-UBND ngày 01/7/2025 của UBND tỉnh Đồng Tháp;
Theo đề nghị của Trưởng phòng Tổ chức cán bộ,
QUYẾT ĐỊNH:
Điều 1. Kiện toàn Tổ công nghệ thông tin.
Nơi nhận:
- Như Điều 3;
- Lưu: VT, TCCB.
GIÁM ĐỐC
BS.CKII. Nguyễn Thị Tuyết Minh
""",
    kind="Quyết định",
    number="312/QĐ-BVSĐ",
    day="2026-06-03",
    place="Sa Đéc",
    issuer="Bệnh viện Đa khoa Sa Đéc",
    subject="Về việc kiện toàn Tổ công nghệ thông tin",
    signer="Nguyễn Thị Tuyết Minh",
    signer_title="GIÁM ĐỐC",
)

head(
    "National Assembly committee",
    """
QUỐC HỘI KHÓA XV
ỦY BAN PHÁP LUẬT VÀ TƯ PHÁP
Số: 1934/BC-UBPLTP15
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 14 tháng 10 năm 2025

BÁO CÁO
Thẩm tra dự án Luật Tương trợ tư pháp về dân sự

Kính gửi: Các vị đại biểu Quốc hội

Thực hiện quy định của Luật, Ủy ban thẩm tra.
Nơi nhận:
- Như trên;
- Lưu: HC, Vụ PLTP.
TM. ỦY BAN PHÁP LUẬT VÀ TƯ PHÁP
CHỦ NHIỆM
Hoàng Thanh Tùng
""",
    kind="Báo cáo",
    number="1934/BC-UBPLTP15",
    day="2025-10-14",
    issuer="Ủy ban Pháp luật và Tư pháp",
    signer="Hoàng Thanh Tùng",
    signer_title="CHỦ NHIỆM",
    authority=("TM. ỦY BAN PHÁP LUẬT VÀ TƯ PHÁP",),
)

head(
    "joint issuers: ministry and labour union",
    """
BỘ NỘI VỤ - BỘ TÀI CHÍNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 03/2025/TTLT-BNV-BTC
Hà Nội, ngày 22 tháng 8 năm 2025

THÔNG TƯ LIÊN TỊCH
Hướng dẫn chế độ phụ cấp đối với người làm công tác cơ yếu

Căn cứ Luật Cơ yếu ngày 26 tháng 11 năm 2011;
Điều 1. Phạm vi điều chỉnh
""",
    kind="Thông tư liên tịch",
    number="03/2025/TTLT-BNV-BTC",
    day="2025-08-22",
    issuer="Bộ Nội vụ - Bộ Tài chính",
    subject="Hướng dẫn chế độ phụ cấp đối với người làm công tác cơ yếu",
)

head(
    "people's council resolution",
    """
HỘI ĐỒNG NHÂN DÂN
THÀNH PHỐ CẦN THƠ
Số: 27/NQ-HĐND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cần Thơ, ngày 10 tháng 12 năm 2025

NGHỊ QUYẾT
Về dự toán ngân sách địa phương năm 2026

HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ CẦN THƠ
KHÓA X, KỲ HỌP THỨ 12

Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15;
QUYẾT NGHỊ:
Điều 1. Dự toán.
Nơi nhận:
- Ủy ban Thường vụ Quốc hội;
- Lưu: VT.
CHỦ TỊCH
Đồng Văn Thanh
""",
    kind="Nghị quyết",
    number="27/NQ-HĐND",
    day="2025-12-10",
    issuer="Hội đồng nhân dân thành phố Cần Thơ",
    subject="Về dự toán ngân sách địa phương năm 2026",
    signer="Đồng Văn Thanh",
)

head(
    "office of a people's committee, notice by order",
    """
ỦY BAN NHÂN DÂN
THÀNH PHỐ HẢI PHÒNG
VĂN PHÒNG
Số: 88/TB-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hải Phòng, ngày 19 tháng 01 năm 2026

THÔNG BÁO
Kết luận của Phó Chủ tịch Ủy ban nhân dân thành phố Lê Anh Quân
tại cuộc họp về giải phóng mặt bằng

Ngày 16/01/2026, Phó Chủ tịch UBND thành phố Lê Anh Quân chủ trì cuộc họp về giải phóng mặt bằng. Dự họp có các sở.
1. Giao Sở Xây dựng báo cáo.
Nơi nhận:
- CT, các PCT UBND TP;
- Lưu: VT, XD.
KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Trần Huy Kiên
""",
    kind="Thông báo",
    number="88/TB-VP",
    day="2026-01-19",
    place="Hải Phòng",
    issuer="Văn phòng Ủy ban nhân dân thành phố Hải Phòng",
    signer="Trần Huy Kiên",
    presider="Lê Anh Quân",
    event_day="2026-01-16",
)

head(
    "police of a province, internal unit letter",
    """
BỘ CÔNG AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
CÔNG AN TỈNH ĐẮK LẮK Độc lập - Tự do - Hạnh phúc
Số: 2045/CAT-PC06 Đắk Lắk, ngày 28 tháng 02 năm 2026
V/v đẩy mạnh cấp định danh điện tử

Kính gửi: Các sở, ban, ngành tỉnh

Để hoàn thành chỉ tiêu, Công an tỉnh đề nghị:
1. Rà soát.
Nơi nhận:
- Như trên;
- Lưu: VT, PC06.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Đại tá Lê Vinh Quy
""",
    kind="Công văn",
    number="2045/CAT-PC06",
    day="2026-02-28",
    place="Đắk Lắk",
    issuer="Công an tỉnh Đắk Lắk",
    subject="V/v đẩy mạnh cấp định danh điện tử",
    signer="Lê Vinh Quy",
    addressees=("Các sở, ban, ngành tỉnh",),
)

head(
    "invitation",
    """
UBND PHƯỜNG BÌNH TRƯNG
VĂN PHÒNG HĐND VÀ UBND
Số: 61/GM-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Trưng, ngày 02 tháng 4 năm 2026

GIẤY MỜI
Họp giao ban công tác tháng 4 năm 2026

Kính gửi: Trưởng các phòng chuyên môn

UBND phường mời dự họp.
1. Thời gian: 14 giờ 00.
Nơi nhận:
- Như trên;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Võ Minh Tâm
""",
    kind="Giấy mời",
    number="61/GM-VP",
    day="2026-04-02",
    place="Bình Trưng",
    issuer="Văn phòng HĐND và UBND phường Bình Trưng",
    subject="Họp giao ban công tác tháng 4 năm 2026",
    signer="Võ Minh Tâm",
    signer_title="CHÁNH VĂN PHÒNG",
    authority=("TL. CHỦ TỊCH",),
)

head(
    "party conclusion of the centre",
    """
BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG CỘNG SẢN VIỆT NAM
* Hà Nội, ngày 15 tháng 01 năm 2026
Số 233-KL/TW

KẾT LUẬN
CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ
về tiếp tục sắp xếp tổ chức bộ máy

Tại phiên họp, Bộ Chính trị kết luận:
1. Khẩn trương rà soát.
T/M BỘ CHÍNH TRỊ
Trần Cẩm Tú
""",
    kind="Kết luận",
    number="233-KL/TW",
    day="2026-01-15",
    place="Hà Nội",
    issuer="Ban Chấp hành Trung ương",
    signer="Trần Cẩm Tú",
    authority=("T/M BỘ CHÍNH TRỊ",),
)

head(
    "steering committee",
    """
UBND TỈNH TUYÊN QUANG
BAN CHỈ ĐẠO PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO,
CHUYỂN ĐỔI SỐ VÀ ĐỀ ÁN 06
Số: 19/KH-BCĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tuyên Quang, ngày 30 tháng 01 năm 2026

KẾ HOẠCH
Hoạt động năm 2026 của Ban Chỉ đạo

Căn cứ Quyết định số 51/QĐ-BCĐ ngày 5/9/2025;
I. MỤC TIÊU
Nơi nhận:
- Thành viên BCĐ;
- Lưu: VT.
TRƯỞNG BAN
CHỦ TỊCH UBND TỈNH
Phan Huy Ngọc
""",
    kind="Kế hoạch",
    number="19/KH-BCĐ",
    day="2026-01-30",
    issuer="Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06",
    signer="Phan Huy Ngọc",
    subject="Hoạt động năm 2026 của Ban Chỉ đạo",
)

head(
    "OCR faults: tone placement, dot leaders, lower-case title noise",
    """
UỶ BAN NHÂN DÂN
TỈNH SƠN LA
Sô: 311/QĐ-UBND
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn La, ngày 06 tháng 02 năm 2026

QUYÉT ĐỊNH
Về việc phê duyệt Đề án sắp xếp trường học

CHỦ TỊCH UỶ BAN NHÂN DÂN TỈNH

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;
QUYẾT ĐỊNH:
Điều 1. Phê duyệt.
Nơi nhận:
- Như Điều 3;
- Lưu: VT, KGVX.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Hà Trung Chiến
""",
    kind="Quyết định",
    number="311/QĐ-UBND",
    day="2026-02-06",
    place="Sơn La",
    issuer="Ủy ban nhân dân tỉnh Sơn La",
    subject="Về việc phê duyệt Đề án sắp xếp trường học",
    signer="Hà Trung Chiến",
)

head(
    "OCR faults: spaces in number and slash, letters of UBND",
    """
ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN Độc lập - Tự do – Hạnh phúc
Số: 1 45 /KH - UBND Lạng Sơn, ngày 2 1 tháng 5 năm 2026
KẾ HOẠCH
Phát triển kinh tế số năm 2026
Căn cứ Quyết định số 411/QĐ-TTg;
I. MỤC TIÊU
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hồ Tiến Thiệu
""",
    kind="Kế hoạch",
    number="145/KH-UBND",
    day="2026-05-21",
    place="Lạng Sơn",
    issuer="Ủy ban nhân dân tỉnh Lạng Sơn",
    signer="Hồ Tiến Thiệu",
)

head(
    "department letter, very urgent, delegated signature",
    """
BỘ TÀI CHÍNH
CỤC THUẾ
THUẾ TỈNH GIA LAI
THƯỢNG KHẨN
Số: 908/GLA-QLDN1
V/v triển khai hóa đơn điện tử khởi tạo từ máy tính tiền
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Gia Lai, ngày 24 tháng 4 năm 2026

Kính gửi: Thuế cơ sở các khu vực

Triển khai chỉ đạo của Cục Thuế, Thuế tỉnh yêu cầu:
1. Rà soát hộ kinh doanh.
Nơi nhận:
- Như trên;
- Lưu: VT, QLDN1.
TUQ. TRƯỞNG THUẾ TỈNH
TRƯỞNG PHÒNG
Mai Đình Dũng
""",
    kind="Công văn",
    number="908/GLA-QLDN1",
    day="2026-04-24",
    issuer="Thuế tỉnh Gia Lai",
    urgency="THƯỢNG KHẨN",
    subject="V/v triển khai hóa đơn điện tử khởi tạo từ máy tính tiền",
    signer="Mai Đình Dũng",
    signer_title="TRƯỞNG PHÒNG",
    authority=("TUQ. TRƯỞNG THUẾ TỈNH",),
)

head(
    "acting head",
    """
UBND TỈNH CÀ MAU
SỞ XÂY DỰNG
Số: 77/HD-SXD
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Cà Mau, ngày 12 tháng 02 năm 2026

HƯỚNG DẪN
Quy trình cấp giấy phép xây dựng trên môi trường điện tử

Căn cứ Luật Xây dựng;
I. PHẠM VI
Nơi nhận:
- UBND các xã, phường;
- Lưu: VT.
Q. GIÁM ĐỐC
Lý Hoàng Tiến
""",
    kind="Hướng dẫn",
    number="77/HD-SXD",
    day="2026-02-12",
    issuer="Sở Xây dựng",
    subject="Quy trình cấp giấy phép xây dựng trên môi trường điện tử",
    signer="Lý Hoàng Tiến",
    signer_title="Q. GIÁM ĐỐC",
)

head(
    "regulation attached to a decision, own head",
    """
ỦY BAN NHÂN DÂN
TỈNH BẮC NINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

QUY CHẾ
Quản lý, vận hành Trung tâm dữ liệu tỉnh Bắc Ninh
(Ban hành kèm theo Quyết định số 35/2026/QĐ-UBND ngày 18 tháng 3 năm 2026 của UBND tỉnh Bắc Ninh)

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
""",
    kind="Quy chế",
    issuer="Ủy ban nhân dân tỉnh Bắc Ninh",
    subject="Quản lý, vận hành Trung tâm dữ liệu tỉnh Bắc Ninh",
)

head(
    "press communiqué",
    """
BỘ NGOẠI GIAO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 18/TC-BNG
Hà Nội, ngày 01 tháng 9 năm 2025

THÔNG CÁO
Về hoạt động đối ngoại tháng 8 năm 2025

Trong tháng 8, Bộ Ngoại giao đã tổ chức.
1. Hoạt động.
TL. BỘ TRƯỞNG
VỤ TRƯỞNG VỤ THÔNG TIN BÁO CHÍ
Phạm Thu Hằng
""",
    kind="Thông cáo",
    number="18/TC-BNG",
    day="2025-09-01",
    issuer="Bộ Ngoại giao",
    subject="Về hoạt động đối ngoại tháng 8 năm 2025",
    signer="Phạm Thu Hằng",
    authority=("TL. BỘ TRƯỞNG",),
)

head(
    "special zone, place and date before number, mixed case title",
    """
UBND ĐẶC KHU PHÚ QUỐC
PHÒNG VĂN HÓA - XÃ HỘI
Số: 230/BC-VHXH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Phú Quốc, ngày 15 tháng 6 năm 2026

BÁO CÁO
Kết quả thực hiện nhiệm vụ 6 tháng đầu năm,
phương hướng nhiệm vụ 6 tháng cuối năm 2026

Phòng Văn hóa - Xã hội báo cáo như sau:
I. KẾT QUẢ
Nơi nhận:
- UBND đặc khu;
- Lưu: VT.
TRƯỞNG PHÒNG
Danh Thị Tươi
""",
    kind="Báo cáo",
    number="230/BC-VHXH",
    day="2026-06-15",
    place="Phú Quốc",
    issuer="Phòng Văn hóa - Xã hội",
    subject="Kết quả thực hiện nhiệm vụ 6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2026",
    signer="Danh Thị Tươi",
)

head(
    "mass organisation",
    """
ỦY BAN MTTQ VIỆT NAM
TỈNH AN GIANG
BAN THƯỜNG TRỰC
Số: 402/MTTQ-BTT
V/v vận động ủng hộ đồng bào vùng lũ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Giang, ngày 21 tháng 11 năm 2025

Kính gửi: Ban Thường trực Ủy ban MTTQ Việt Nam các xã, phường, đặc khu

Thực hiện Lời kêu gọi, Ban Thường trực đề nghị:
1. Tổ chức vận động.
Nơi nhận:
- Như trên;
- Lưu: VP.
TM. BAN THƯỜNG TRỰC
PHÓ CHỦ TỊCH
Trương Thanh Thúy
""",
    kind="Công văn",
    number="402/MTTQ-BTT",
    day="2025-11-21",
    issuer="Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh An Giang",
    subject="V/v vận động ủng hộ đồng bào vùng lũ",
    signer="Trương Thanh Thúy",
)

head(
    "decision blank stamp number with dots",
    """
UBND TỈNH ĐIỆN BIÊN
SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: ......../QĐ-SGDĐT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Điện Biên, ngày ... tháng ... năm 2026

QUYẾT ĐỊNH
Về việc ban hành Quy chế tuyển sinh

GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO

Căn cứ Luật Giáo dục;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn Đoạt
""",
    kind="Quyết định",
    number=None,
    sign="QĐ-SGDĐT",
    day=None,
    partial_day="2026",
    issuer="Sở Giáo dục và Đào tạo",
    subject="Về việc ban hành Quy chế tuyển sinh",
    signer="Nguyễn Văn Đoạt",
)

head(
    "old style decision, mixed case title and issuer in title",
    """
BỘ GIAO THÔNG VẬN TẢI
Số: 12/2004/QĐ-BGTVT
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 29 tháng 6 năm 2004

Quyết định của Bộ trưởng Bộ Giao thông vận tải
Về việc ban hành quy chế bảo trì đường bộ

Bộ trưởng Bộ Giao thông vận tải
Căn cứ Nghị định số 34/2003/NĐ-CP;
Quyết định:
Điều 1. Ban hành.
Nơi nhận:
- Như Điều 4;
- Lưu VT.
KT. BỘ TRƯỞNG BỘ GIAO THÔNG VẬN TẢI
THỨ TRƯỞNG
Trần Doãn Thọ
""",
    kind="Quyết định",
    number="12/2004/QĐ-BGTVT",
    day="2004-06-29",
    issuer="Bộ Giao thông vận tải",
    signer="Trần Doãn Thọ",
    signer_title="THỨ TRƯỞNG",
)
head(
    "letter of a Party committee (CV)",
    """
ĐẢNG ỦY ỦY BAN NHÂN DÂN
TỈNH HƯNG YÊN
*
Số 341-CV/ĐU
V/v rà soát đảng viên
ĐẢNG CỘNG SẢN VIỆT NAM
Hưng Yên, ngày 08 tháng 5 năm 2026

Kính gửi: - Các chi bộ, đảng bộ trực thuộc

Thực hiện Hướng dẫn số 03-HD/BTCTW, Ban Thường vụ Đảng ủy đề nghị:
1. Rà soát.
Nơi nhận:
- Như trên,
- Lưu VPĐU.
T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG
Đỗ Hữu Nhân
""",
    kind="Công văn",
    number="341-CV/ĐU",
    day="2026-05-08",
    place="Hưng Yên",
    issuer="Đảng ủy Ủy ban nhân dân tỉnh Hưng Yên",
    subject="V/v rà soát đảng viên",
    signer="Đỗ Hữu Nhân",
    signer_title="CHÁNH VĂN PHÒNG",
    authority=("T/L BAN THƯỜNG VỤ",),
)


head(
    "health centre, motto first, signature beside recipients",
    """
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
UBND HUYỆN KRÔNG PẮC
TRUNG TÂM Y TẾ
Số: 88/TTYT-TCHC            Krông Pắc, ngày 4 tháng 4 năm 2025
V/v báo cáo nhân lực
Kính gửi: Sở Y tế tỉnh Đắk Lắk.
Trung tâm Y tế báo cáo như sau:
1. Nhân lực.
Nơi nhận:                                              GIÁM ĐỐC
- Như trên;
- Lưu: VT.
                                                   BS. Y Bliu Arul
""",
    kind="Công văn",
    number="88/TTYT-TCHC",
    day="2025-04-04",
    issuer="Trung tâm Y tế",
    subject="V/v báo cáo nhân lực",
    signer="Y Bliu Arul",
    signer_title="GIÁM ĐỐC",
    addressees=("Sở Y tế tỉnh Đắk Lắk",),
)


head(
    "university, two columns",
    """
BỘ GIÁO DỤC VÀ ĐÀO TẠO      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRƯỜNG ĐẠI HỌC CẦN THƠ            Độc lập - Tự do - Hạnh phúc
Số: 1520/QĐ-ĐHCT              Cần Thơ, ngày 17 tháng 4 năm 2026

QUYẾT ĐỊNH
Về việc thành lập Hội đồng Khoa học và Đào tạo
nhiệm kỳ 2026 - 2031
HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC CẦN THƠ
Căn cứ Luật Giáo dục đại học;
QUYẾT ĐỊNH:
Điều 1. Thành lập.
Nơi nhận:                     HIỆU TRƯỞNG
- Như Điều 3;
- Lưu: VT, TCCB.              GS.TS. Trần Trung Tính
""",
    kind="Quyết định",
    number="1520/QĐ-ĐHCT",
    day="2026-04-17",
    place="Cần Thơ",
    issuer="Trường Đại học Cần Thơ",
    subject="Về việc thành lập Hội đồng Khoa học và Đào tạo nhiệm kỳ 2026 - 2031",
    signer="Trần Trung Tính",
    recipients=("Như Điều 3", "Lưu: VT, TCCB"),
)


head(
    "Party board, two columns",
    """
TỈNH ỦY QUẢNG TRỊ          ĐẢNG CỘNG SẢN VIỆT NAM
BAN TUYÊN GIÁO VÀ DÂN VẬN
*                 Quảng Trị, ngày 02 tháng 02 năm 2026
Số 55-HD/BTGDVTU

HƯỚNG DẪN
tuyên truyền kỷ niệm 96 năm Ngày thành lập Đảng

Thực hiện Kế hoạch số 12-KH/TU, ngày 05/01/2026 của Ban Thường vụ Tỉnh ủy, Ban hướng dẫn như sau:
I- MỤC ĐÍCH
Nơi nhận:          K/T TRƯỞNG BAN
- Các đảng ủy,     PHÓ TRƯỞNG BAN
- Lưu.
                   Nguyễn Thị Lan
""",
    kind="Hướng dẫn",
    number="55-HD/BTGDVTU",
    day="2026-02-02",
    place="Quảng Trị",
    issuer="Ban Tuyên giáo và Dân vận",
    subject="tuyên truyền kỷ niệm 96 năm Ngày thành lập Đảng",
    signer="Nguyễn Thị Lan",
    authority=("K/T TRƯỞNG BAN",),
    signer_title="PHÓ TRƯỞNG BAN",
)


head(
    "government office, urgency below the date",
    """
VĂN PHÒNG CHÍNH PHỦ
Số: 3045/VPCP-KTTH
V/v giảm mặt bằng lãi suất
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 20 tháng 4 năm 2026
KHẨN
Kính gửi: Ngân hàng Nhà nước Việt Nam.
Xét báo cáo của Ngân hàng Nhà nước, Phó Thủ tướng có ý kiến:
1. Chủ động.
Nơi nhận:
- Như trên;
- Lưu: VT, KTTH (2b).
KT. BỘ TRƯỞNG, CHỦ NHIỆM
PHÓ CHỦ NHIỆM
Mai Thị Thu Vân
""",
    number="3045/VPCP-KTTH",
    issuer="Văn phòng Chính phủ",
    urgency="KHẨN",
    signer="Mai Thị Thu Vân",
    signer_title="PHÓ CHỦ NHIỆM",
    authority=("KT. BỘ TRƯỞNG, CHỦ NHIỆM",),
)


head(
    "people's council of a commune, blank, no recipients",
    """
HỘI ĐỒNG NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ IA GRAI Độc lập - Tự do - Hạnh phúc
Số:      /TB-HĐND Ia Grai, ngày     tháng 7 năm 2026
THÔNG BÁO
Kết luận của Thường trực HĐND xã tại phiên họp thứ 5
Ngày 03/7/2026, Thường trực HĐND xã họp phiên thứ 5.
1. Giao UBND xã rà soát.
TM. THƯỜNG TRỰC HĐND
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Rơ Châm H'Yéo
""",
    kind="Thông báo",
    number=None,
    day=None,
    sign="TB-HĐND",
    partial_day="2026-07",
    place="Ia Grai",
    issuer="Hội đồng nhân dân xã Ia Grai",
    signer="Rơ Châm H'Yéo",
    authority=("TM. THƯỜNG TRỰC HĐND", "KT. CHỦ TỊCH"),
)


head(
    "trade union",
    """
LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI
CÔNG ĐOÀN VIÊN CHỨC
Số: 14/CĐVC
V/v đăng ký thi đua
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lào Cai, ngày 9 tháng 2 năm 2026
Kính gửi: Các công đoàn cơ sở
Để thực hiện tốt, đề nghị:
1. Đăng ký.
TM. BAN THƯỜNG VỤ
CHỦ TỊCH
Phạm Thị Hồng
""",
    kind="Công văn",
    number="14/CĐVC",
    issuer="Công đoàn Viên chức",
    signer="Phạm Thị Hồng",
    authority=("TM. BAN THƯỜNG VỤ",),
)


head(
    "court and procuracy together",
    """
TÒA ÁN NHÂN DÂN TỐI CAO - VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 01/2026/TTLT-TANDTC-VKSNDTC
Hà Nội, ngày 15 tháng 3 năm 2026
THÔNG TƯ LIÊN TỊCH
Quy định phối hợp thi hành một số quy định
Căn cứ Luật Tổ chức Tòa án nhân dân;
Điều 1. Phạm vi
""",
    kind="Thông tư liên tịch",
    number="01/2026/TTLT-TANDTC-VKSNDTC",
    issuer="Tòa án nhân dân Tối cao - Viện kiểm sát nhân dân Tối cao",
)


head(
    "project board, name over two lines",
    """
UBND THÀNH PHỐ HUẾ
BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG
KHU VỰC HƯƠNG TRÀ
Số: 212/TTr-BQLDA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hương Trà, ngày 11 tháng 5 năm 2026
TỜ TRÌNH
Về việc phê duyệt kế hoạch lựa chọn nhà thầu
Kính gửi:
- Ủy ban nhân dân thành phố Huế;
- Sở Tài chính.
Căn cứ Luật Đấu thầu;
1. Nội dung.
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
(Đã ký)
Hồ Văn Khởi
""",
    kind="Tờ trình",
    number="212/TTr-BQLDA",
    issuer="Ban Quản lý dự án đầu tư xây dựng khu vực Hương Trà",
    signer="Hồ Văn Khởi",
    addressees=("Ủy ban nhân dân thành phố Huế", "Sở Tài chính"),
)


head(
    "joint resolution, every component apart",
    """
ỦY BAN NHÂN DÂN
XÃ ĐẠI PHƯỚC

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 09/2026/NQLT-UBND-MTTQ

Đại Phước, ngày 01 tháng 3 năm 2026

NGHỊ QUYẾT LIÊN TỊCH
Về phối hợp vận động hiến đất làm đường

Căn cứ Luật Mặt trận Tổ quốc Việt Nam;
Điều 1. Nội dung
""",
    kind="Nghị quyết liên tịch",
    number="09/2026/NQLT-UBND-MTTQ",
    issuer="Ủy ban nhân dân xã Đại Phước",
    subject="Về phối hợp vận động hiến đất làm đường",
)

head(
    "a title of a collection of law that carries everything",
    """
NGHỊ ĐỊNH
CỦA CHÍNH PHỦ SỐ  57 /1998/NĐ-CP NGÀY 31 THÁNG 7 NĂM 1998
QUY ĐỊNH CHI TIẾT THI HÀNH LUẬT THƯƠNG MẠI

CHÍNH PHỦ

Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992;
Điều 1. Phạm vi
""",
    kind="Nghị định",
    number="57/1998/NĐ-CP",
    sign="NĐ-CP",
    day="1998-07-31",
    issuer="Chính phủ",
    subject="QUY ĐỊNH CHI TIẾT THI HÀNH LUẬT THƯƠNG MẠI",
)
head(
    "who decides stands in the title in capitals, a stray code beside the number",
    """
   ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
THÀNH PHỐ ĐÀ NẴNG                   Độc lập - Tự do - Hạnh phúc
                                                            XV80
  Số:  25 /2004/QĐ-UB                    Đà Nẵng, ngày  01 tháng  7 năm 2004

QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG
V/v ban hành Chương trình Cải cách hành chính

     ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG

Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003;
QUYẾT ĐỊNH:
Điều 1. Ban hành.
""",
    kind="Quyết định",
    number="25/2004/QĐ-UB",
    day="2004-07-01",
    issuer="Ủy ban nhân dân thành phố Đà Nẵng",
    subject="V/v ban hành Chương trình Cải cách hành chính",
)
head(
    "recognised head, cut at the blanks of number and day",
    """
ỦY BAN NHÂN DÂN
TỈNH HƯNG YÊN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA
VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:
/UBND-KGVX
Hưng Yên,ngày
tháng ` năm 2026
Về việc triển khai Thông báo
số 8-TB/TU ngày 10/4/2026
Kính gửi:
- Các sở, ban, ngành tỉnh.
Thực hiện Thông báo số 8-TB/TU, UBND tỉnh yêu cầu:
1. Rà soát.
""",
    kind="Công văn",
    number=None,
    day=None,
    sign="UBND-KGVX",
    partial_day="2026",
    place="Hưng Yên",
    issuer="Ủy ban nhân dân tỉnh Hưng Yên",
    subject="Về việc triển khai Thông báo số 8-TB/TU ngày 10/4/2026",
)
head(
    "stamp of an electronic signature above a recognised head",
    """
Ký bởi: CỔNG THÔNG TIN ĐIỆN TỬ
Cơ quan: VĂN PHÒNG CHÍNH PHỦ
Ngày ký: 2026-02-05 16:36:10 +07:00
BỘ CÔNG AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 51/2025/TT-BCA
Hà Nội, ngày 30 tháng 6 năm 2025
,THÔNG TƯ
Quy định về cấp chứng nhận đăng ký xe

Căn cứ Luật Trật tự, an toàn giao thông đường bộ;
Điều 1. Phạm vi
""",
    kind="Thông tư",
    number="51/2025/TT-BCA",
    issuer="Bộ Công an",
    subject="Quy định về cấp chứng nhận đăng ký xe",
)
