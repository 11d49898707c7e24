"""The report as one HTML file: no script, nothing loaded from elsewhere, every value escaped."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.charts import draw
from eval.report import Run, as_json

DATA = Path(__file__).parent / "data"


def page(run: Run, moment: datetime) -> str:
    """Charts, tables, notes, and failures with what was labelled beside what was cited."""
    loader = FileSystemLoader(DATA)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("report.html").render(
        run=run,
        config=as_json(run.config),
        charts=[draw(chart) for chart in run.charts],
        moment=f"{moment:%Y-%m-%d %H:%M}",
    )
