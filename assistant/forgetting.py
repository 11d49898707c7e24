"""``troly forget``: one document or file out of everything that troly keeps."""

from __future__ import annotations

from pathlib import Path

import typer

from assistant import open as opened
from assistant.listing import documents_named
from assistant.options import ForgetOptions
from assistant.settings import read_settings
from ingest.build import Kitchen
from ingest.errors import BadUse
from ingest.files import Given
from ingest.forget import forget, named


def run(options: ForgetOptions) -> None:
    """Forget what the name means; several files only with ``--all``."""
    settings = read_settings()
    kitchen = opened.kitchen(settings, options.data or settings.data, create=False)
    given = named(kitchen, options.name)
    ids = {one.document_id for one in given if one.document_id} or _numbered(kitchen, options.name, given)
    if len(ids) > 1 and not options.every:
        raise BadUse(
            f"«{options.name}» ứng với {len(ids)} văn bản ({', '.join(sorted(ids))}); hãy nêu mã của văn bản cần bỏ, "
            "hoặc thêm --all để bỏ tất cả."
        )
    gone = forget(kitchen, sorted(ids), given, lambda _: None)
    typer.echo(
        f"Đã bỏ {gone.documents} văn bản, {gone.originals} bản gốc đã lưu và {gone.files} mục theo dõi tệp; chỉ mục đã dựng lại."
    )
    for one in given:
        if Path(one.path).exists():
            typer.echo(f"Tệp {one.path} vẫn nằm ở chỗ cũ; nạp lại thư mục đó thì văn bản sẽ có trở lại.", err=True)


def _numbered(kitchen: Kitchen, name: str, given: list[Given]) -> set[str]:
    """Documents of any unit by their number or the id alone; none where a file without a document was meant."""
    if given:
        return set()
    return set(documents_named(name, kitchen.register.every_document()))
