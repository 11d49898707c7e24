"""``troly serve``: the page, the widget and the API on one address."""

from __future__ import annotations

import typer
import uvicorn

from assistant import open as opened
from assistant.api import create_app
from assistant.library import RegisterLibrary
from assistant.options import ServeOptions
from assistant.settings import read_settings
from ingest import originals


def run(options: ServeOptions) -> None:
    """Serve until interrupted; raises NoCorpus before anything was ingested."""
    settings = read_settings()
    data = options.data or settings.data
    troly = opened.assistant(settings, data)
    origins = [o.strip() for o in settings.origins.split(",") if o.strip()]
    app = create_app(troly, RegisterLibrary(troly.tools, data / originals.FOLDER), origins=origins)
    opened.warm(troly.tools.embedder)
    host, port = options.host or settings.host, options.port or settings.port
    typer.echo(f"troly đang phục vụ tại http://{host}:{port} (Ctrl+C để dừng)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=10)
