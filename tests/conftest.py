"""What every test runs under: no network, a working folder of its own, no settings of this machine.

The five sample directives are read once for the whole run, with vectors of hashed words (``fakes.FakeEmbedder``).
Tests that need the real model take ``real`` instead of ``troly`` and carry the mark ``model``.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeEmbedder
from fakes_models import word_graph, word_tokenizer

from assistant.ask import Troly
from assistant.models import Answer, Question, Turn
from assistant.tools import Tools
from eval.cli import main
from ingest.agencies import Agencies
from ingest.agency_names import PROVINCE_FILE, Directory
from ingest.build import INDEX, REGISTER, Kitchen, files_in, finish, ingest_files
from ingest.embed import open_embedder
from ingest.errors import StorageFailure
from ingest.index import Index
from ingest.model_folder import ONNX, TOKENIZER, Recipe, default_cache, folder_of, write_manifest
from ingest.models import Embedder, Visibility
from ingest.originals import FOLDER
from ingest.register import Register

SAMPLE = Path(__file__).parents[1] / "ingest" / "sample"
AS_OF = date(2026, 5, 10)
_LOCAL = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "", None)
_REAL_CACHE = default_cache()


def _forbid_network(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: whoever asks for another machine, in whatever library, fails."""
    if event == "socket.connect":
        address = arguments[1]
        outside = isinstance(address, tuple) and address[0] not in _LOCAL
    else:
        outside = event == "socket.getaddrinfo" and arguments[0] not in (*_LOCAL, b"localhost", b"127.0.0.1")
    if outside:
        raise RuntimeError(f"a test asked for the network: {event} {arguments!r}")


sys.addaudithook(_forbid_network)
for _name in [name for name in os.environ if name.startswith("TROLY_")]:
    del os.environ[_name]


@pytest.fixture(autouse=True)
def _own_folder() -> Iterator[None]:
    """Whatever a test writes beside itself goes away with it."""
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        yield


@pytest.fixture(scope="session")
def agencies() -> Agencies:
    return Agencies(Directory(PROVINCE_FILE))


@dataclass(frozen=True, slots=True)
class Office:
    """A data folder under construction: files in, an assistant out."""

    data: Path
    agencies: Agencies
    embedder: Embedder

    def take(self, *paths: Path, owner: str = "chung", visible_to: tuple[str, ...] | None = None) -> list[str | None]:
        """Ingest files; the sentence of each that was refused, None for the others."""
        self.data.mkdir(parents=True, exist_ok=True)
        register = Register.open(self.data / REGISTER)
        kitchen = Kitchen(self.data, register, self.agencies, self.embedder)
        reports = ingest_files(files_in(paths), kitchen, Visibility(owner, visible_to), lambda _: None)
        finish(kitchen, lambda _: None)
        register.close()
        return [report.problem for report in reports]

    @property
    def originals(self) -> Path:
        """Where the files lie as they were given."""
        return self.data / FOLDER

    def open(self) -> Troly:
        register = Register.open(self.data / REGISTER)
        index = Index.open(self.data / INDEX, self.embedder.name)
        return Troly(Tools(register, lambda: index, self.embedder, self.agencies))


@pytest.fixture
def office(tmp_path: Path, agencies: Agencies) -> Office:
    """An empty data folder with fake vectors."""
    return Office(tmp_path / "data", agencies, FakeEmbedder())


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory, agencies: Agencies) -> Office:
    """The five sample directives with fake vectors; read it, do not write to it."""
    made = Office(tmp_path_factory.mktemp("sample") / "data", agencies, FakeEmbedder())
    assert made.take(SAMPLE) == [None] * 5
    return made


@pytest.fixture(scope="session")
def troly(sample_office: Office) -> Troly:
    """The assistant over the five sample directives."""
    return sample_office.open()


@pytest.fixture(scope="session")
def tools(troly: Troly) -> Tools:
    return troly.tools


@pytest.fixture(scope="session")
def real_embedder() -> Embedder:
    """The built embedding model, or a skip."""
    try:
        return open_embedder("e5-small", _REAL_CACHE)
    except StorageFailure as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def real_office(tmp_path_factory: pytest.TempPathFactory, agencies: Agencies, real_embedder: Embedder) -> Office:
    """The five sample directives with vectors of the real model."""
    made = Office(tmp_path_factory.mktemp("real") / "data", agencies, real_embedder)
    assert made.take(SAMPLE) == [None] * 5
    return made


@pytest.fixture(scope="session")
def real(real_office: Office) -> Troly:
    """The assistant with the real model."""
    return real_office.open()


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def ask(troly: Troly) -> Ask:
    """Asks about the five sample directives as of 10 May 2026: ``ask("...", *earlier_questions)``."""

    def asked(text: str, *earlier: str, as_of: date = AS_OF, viewer: str | None = None) -> Answer:
        turns = tuple(Turn("user", words) for words in earlier)
        return troly.ask(Question(text, as_of, turns, viewer))

    return asked


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one sentence on stderr; fails where there is not exactly one line, or where something was printed."""
        assert self.out == ""
        [line] = self.err.strip().splitlines()
        return line


@dataclass(frozen=True, slots=True)
class Shell:
    """``troly`` in this process, with a tiny model of random word vectors."""

    cache: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"TROLY_CACHE": str(self.cache), "TROLY_MODEL": "từ"}

    def __call__(self, *words: object, **environment: str) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        status = 0
        command = self._as_command([str(word) for word in words], environment)
        with command, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as ending:
                status = int(ending.code or 0)
        return Ran(status, out.getvalue(), err.getvalue())

    @contextlib.contextmanager
    def _as_command(self, words: Sequence[str], environment: dict[str, str]) -> Iterator[None]:
        before, settings = sys.argv, {**self.environment, **environment}
        sys.argv = ["troly", *words]
        os.environ.update(settings)
        try:
            yield
        finally:
            sys.argv = before
            for name in settings:
                del os.environ[name]


@pytest.fixture(scope="session")
def word_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model cache that holds the model "từ" and nothing else."""
    cache = tmp_path_factory.mktemp("cache")
    path = folder_of("từ", cache)
    path.mkdir(parents=True)
    word_graph(path / ONNX)
    word_tokenizer().save(str(path / TOKENIZER))
    write_manifest(path, "từ", "test", Recipe(8, 16, "query: ", "passage: "))
    return cache


@pytest.fixture(scope="session")
def shell(word_cache: Path) -> Shell:
    return Shell(word_cache)


@pytest.fixture(scope="session")
def shell_data(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five sample directives, ingested by the command."""
    data = tmp_path_factory.mktemp("shell") / "data"
    ran = shell("ingest", SAMPLE, "--data", data)
    assert (ran.status, ran.out) == (0, "")
    return data
