"""Telex keystrokes become the words that were meant, and nothing else changes."""

import pytest

from assistant.telex import undone
from ingest.text import canonical


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nhieejm vuj cuar sowr coong thuwowng", "nhiệm vụ của sở công thương"),
        ("Sowr Taif chisnh phari lamf gif", "Sở Tài chính phải làm gì"),
        ("thowfi hanj khi naof", "thời hạn khi nào"),
        ("ddown vij naof chur trif", "đơn vị nào chủ trì"),
        ("keest quar", "kết quả"),
        ("quyeets ddinhj soos 12", "quyết định số 12"),
        ("xax hooij hoas", "xã hội hóa"),
        ("duongw", "dương"),
    ],
)
def test_keystrokes_are_undone(typed, meant):
    assert canonical(undone(typed)) == canonical(meant)


@pytest.mark.parametrize(
    "text",
    [
        "nhiem vu cua so cong thuong",
        "Sở Tài chính phải làm gì?",
        "STC và SKHCN phối hợp gì",
        "so khcn ctri nv nao han 30/4/2026",
        "Ai chủ trì xây dựng LGSP, IOC và data warehouse?",
        "537/TB-UBND",
        "",
    ],
)
def test_other_text_stays(text):
    assert undone(text) == text
