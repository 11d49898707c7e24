"""Bars for the report: figures become places on a drawing, so that the template holds no arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eval.figures import Figure

LEFT, WIDTH = 240, 860  # pixels: where bars begin, and the whole drawing
_ROOM = 90  # pixels at the right for the value
_BAR, _GAP = 14, 8


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of several series for each label; ``top`` is the value of a full bar, shares are written in per cent."""

    title: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]
    top: float = 1.0
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in pixels; ``low`` and ``high`` are the ends of its interval."""

    series: int
    top: int
    height: int
    width: float
    low: float
    high: float
    shown: str


@dataclass(frozen=True, slots=True)
class Row:
    """The bars of one label."""

    label: str
    middle: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in pixels."""

    title: str
    series: tuple[str, ...]
    rows: tuple[Row, ...]
    width: int
    height: int
    left: int = LEFT


def draw(chart: Chart) -> Drawing:
    """Where everything of a chart stands; bars without a value are left out."""
    step = _BAR * len(chart.series) + _GAP
    rows = tuple(
        Row(label, at * step + (step - _GAP) / 2, tuple(_bars(chart, figures, at * step)))
        for at, (label, figures) in enumerate(chart.rows)
    )
    return Drawing(chart.title, chart.series, rows, WIDTH, max(step * len(rows), 1))


def _bars(chart: Chart, figures: tuple[Figure, ...], top: int) -> Iterator[Bar]:
    for series, figure in enumerate(figures):
        if figure.value is None:
            continue
        low = figure.value if figure.low is None else figure.low
        high = figure.value if figure.high is None else figure.high
        width = _across(chart, figure.value)
        ends = (LEFT + _across(chart, low), LEFT + _across(chart, high))
        yield Bar(series, top + series * _BAR, _BAR - 2, width, *ends, _shown(chart, figure.value))


def _across(chart: Chart, value: float) -> float:
    return round(min(max(value / chart.top, 0.0), 1.0) * (WIDTH - LEFT - _ROOM), 1)


def _shown(chart: Chart, value: float) -> str:
    return f"{value:.1%}" if chart.unit == "%" else f"{value:.0f} {chart.unit}"


def by_name(title: str, systems: Mapping[str, Mapping[str, Figure]], names: tuple[str, ...]) -> Chart:
    """The named figures of several systems side by side."""
    rows = tuple((name, tuple(figures[name] for figures in systems.values())) for name in names)
    return Chart(title, tuple(systems), rows)
