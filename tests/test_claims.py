"""A stream of pieces becomes whole sentences with what they cite, however it is cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims import Claim, read

REPLY = (
    "Theo Điều 5. Sở Y tế báo cáo theo khoản 2. Mục này [1]. TP. Hồ Chí Minh họp ngày 12. 3. 2026. [2] "
    "PGS.TS. Nguyễn Văn A trình trước ngày 30/6/2026 [1, 3].\n- **Công an tỉnh** chủ trì [2][4]\n"
)
CLAIMS = [
    Claim("Theo Điều 5. Sở Y tế báo cáo theo khoản 2. Mục này.", (1,)),
    Claim("TP. Hồ Chí Minh họp ngày 12. 3. 2026.", (2,)),
    Claim("PGS.TS. Nguyễn Văn A trình trước ngày 30/6/2026.", (1, 3)),
    Claim("Công an tỉnh chủ trì", (2, 4)),
]


@given(st.lists(st.integers(0, len(REPLY)), max_size=40))
def test_it_does_not_matter_where_the_stream_is_cut(cuts):
    edges = [0, *sorted(cuts), len(REPLY)]
    assert list(read(REPLY[a:b] for a, b in pairwise(edges))) == CLAIMS


def test_a_sentence_is_given_as_soon_as_the_next_one_has_begun():
    def pieces():
        yield "Công an tỉnh chủ trì [1]. Sở"
        raise AssertionError("asked for more than was needed")

    assert next(read(pieces())) == Claim("Công an tỉnh chủ trì.", (1,))


@pytest.mark.parametrize(
    "reply", ["Công an tỉnh chủ trì và", "Sở Y tế (theo Kế hoạch.", "[1] [2].", "...", "x" * 2_000 + "."]
)
def test_what_is_cut_off_or_says_nothing_is_no_claim(reply):
    assert list(read([reply])) == []


def test_composed_and_decomposed_letters_are_the_same_claim():
    [claim] = read(["Sơ\u0309 Y tê\u0301 chu\u0309 tri\u0300 [1]."])
    assert claim.text == "Sở Y tế chủ trì."
