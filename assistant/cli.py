"""The product's commands. Only ``typer`` is imported here; each command imports what it runs when it runs,

because ``troly --help`` has half a second and a wrong flag should not load a model.
"""

from __future__ import annotations

import typer

from assistant.flags import flags
from assistant.options import (
    AskOptions,
    DocumentOptions,
    ForgetOptions,
    IngestOptions,
    McpOptions,
    ServeOptions,
    TaskOptions,
    TokenOptions,
    WatchOptions,
)

app = typer.Typer(
    help="troly – trợ lý ảo tra cứu văn bản chỉ đạo: hỏi là có căn cứ.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
@flags(IngestOptions)
def ingest(options: IngestOptions) -> None:
    """Nạp văn bản (tệp hoặc thư mục) vào sổ đăng ký và chỉ mục."""
    from assistant.ingesting import run

    raise typer.Exit(run(options))


@app.command()
@flags(WatchOptions)
def watch(options: WatchOptions) -> None:
    """Theo dõi một thư mục và nạp văn bản mới hoặc thay đổi."""
    from assistant.watching import run

    run(options)


@app.command()
@flags(ForgetOptions)
def forget(options: ForgetOptions) -> None:
    """Bỏ một văn bản khỏi sổ đăng ký, chỉ mục và kho bản gốc."""
    from assistant.forgetting import run

    run(options)


@app.command()
@flags(AskOptions)
def ask(options: AskOptions) -> None:
    """Hỏi; câu trả lời kèm trích dẫn nguyên văn."""
    from assistant.asking import run

    run(options)


@app.command()
@flags(TaskOptions)
def tasks(options: TaskOptions) -> None:
    """Liệt kê nhiệm vụ trong sổ đăng ký."""
    from assistant.listing import list_tasks

    list_tasks(options)


@app.command()
@flags(DocumentOptions)
def documents(options: DocumentOptions) -> None:
    """Liệt kê văn bản đã nạp."""
    from assistant.listing import list_documents

    list_documents(options)


@app.command()
@flags(ServeOptions)
def serve(options: ServeOptions) -> None:
    """Phục vụ trang hỏi đáp và API."""
    from assistant.serving import run

    run(options)


@app.command()
@flags(McpOptions)
def mcp(options: McpOptions) -> None:
    """Phục vụ một chương trình khác qua giao thức MCP (stdin, stdout)."""
    from assistant.mcp_server import run

    run(options)


@app.command()
@flags(TokenOptions)
def token(options: TokenOptions) -> None:
    """Cấp (hoặc thu hồi) mã truy cập API cho một đơn vị."""
    from assistant.listing import give_token

    give_token(options)
