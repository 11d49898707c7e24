"""Assembly: the one place that opens register, index, model and agency register from settings."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread

from assistant.ask import Troly
from assistant.settings import Settings
from assistant.tools import Tools
from assistant.writer import Writer
from ingest.agencies import Agencies
from ingest.agency_names import PROVINCE_FILE, Directory
from ingest.build import INDEX, REGISTER, Kitchen
from ingest.embed import OnnxEmbedder, open_embedder
from ingest.errors import BadUse, NoCorpus, StorageFailure, TrolyError
from ingest.index import Index
from ingest.models import Embedder
from ingest.register import Register

NO_CORPUS = "Chưa có văn bản nào trong «{data}»; hãy nạp bằng lệnh: troly ingest ĐƯỜNG_DẪN --data {data}"
BAD_MODEL = "Mô hình ngôn ngữ chưa đủ thông tin: TROLY_LLM_URL «{url}» phải bắt đầu bằng http và TROLY_LLM_MODEL phải có tên mô hình."
NO_FOLDER = "Không tạo được thư mục dữ liệu «{data}»; hãy chọn một thư mục ghi được bằng --data."


def agencies(settings: Settings) -> Agencies:
    """The national register and the province's file."""
    return Agencies(Directory(Path(settings.agencies) if settings.agencies else PROVINCE_FILE))


def embedder(settings: Settings) -> OnnxEmbedder:
    """The embedding model in use; raises StorageFailure where it was not built."""
    return open_embedder(settings.model, settings.cache, settings.threads or None)


def register(settings: Settings, data: Path, *, create: bool) -> Register:
    """The register of a data folder; raises NoCorpus where there is none and ``create`` is false."""
    if settings.database:
        return Register.open(settings.database)
    place = data / REGISTER
    if not create and not place.exists():
        raise NoCorpus(NO_CORPUS.format(data=data))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailure(NO_FOLDER.format(data=data)) from error
    return Register.open(place)


def kitchen(settings: Settings, data: Path, *, workers: int | None = None, create: bool = True) -> Kitchen:
    """What an ingest works with; raises NoCorpus where nothing is there and ``create`` is false."""
    model = embedder(settings)
    held = register(settings, data, create=create)
    return Kitchen(data, held, agencies(settings), model, workers or settings.workers)


def assistant(settings: Settings, data: Path) -> Troly:
    """The assistant over a data folder; raises NoCorpus before anything was ingested."""
    held = register(settings, data, create=False)
    if not (data / INDEX).is_dir():
        raise NoCorpus(NO_CORPUS.format(data=data))
    model = embedder(settings)
    tools = Tools(held, lambda: Index.open(data / INDEX, model.name), model, agencies(settings))
    return Troly(tools, writer(settings))


def writer(settings: Settings) -> Writer | None:
    """The language model, where one is configured; raises BadUse where only half of its address is."""
    if not settings.llm_url:
        return None
    if not settings.llm_model or not settings.llm_url.startswith(("http://", "https://")):
        raise BadUse(BAD_MODEL.format(url=settings.llm_url))
    from assistant.endpoint import Address, Endpoint  # nobody without a model waits for its client

    address = Address(settings.llm_url, settings.llm_model, settings.llm_key.get_secret_value())
    endpoint = Endpoint(address, settings.llm_seconds)
    Thread(target=endpoint.warm, daemon=True).start()  # while register and index are opened
    return Writer(endpoint, settings.llm_seconds)


def warm(model: Embedder) -> None:
    """Load the model beside other work: the first search would wait some two seconds for it."""
    Thread(target=_loaded, args=(model,), daemon=True).start()


def _loaded(model: Embedder) -> None:
    with suppress(TrolyError):  # a broken model is told to whoever asks
        model.query("khởi động")
