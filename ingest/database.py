"""Opens the database of the register: SQLite by default, any SQLAlchemy URL; migrates it; words its failures."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from ingest.errors import StorageFailure
from ingest.schema import HEAD

BUSY_SECONDS = 15
_JOURNAL = "PRAGMA journal_mode = WAL"  # readers go on while one writes; the file remembers it
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # a saved document survives a power cut
    "PRAGMA secure_delete = ON",  # a removed document leaves no text behind
)
_FULL_ERRNOS = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_FULL_NAMES = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE")
_FULL_WORDS = ("no space left", "file too large", "disk quota exceeded")  # of libraries that keep no error number

DISK_FULL = "Hết dung lượng đĩa hoặc đĩa không ghi được: hãy giải phóng chỗ trống rồi chạy lại; dữ liệu cũ còn nguyên."


def is_full(error: BaseException) -> bool:
    """Whether an error means that no more bytes could be written."""
    if isinstance(error, OSError) and error.errno in _FULL_ERRNOS:
        return True
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    return name in _FULL_NAMES or any(words in str(error).lower() for words in _FULL_WORDS)


def storage_failure(error: BaseException) -> StorageFailure:
    """The sentence for an error of the database."""
    detail = str(getattr(error, "orig", None) or error)
    if is_full(error):
        return StorageFailure(DISK_FULL)
    if "database is locked" in detail:
        return StorageFailure("Sổ đăng ký đang được một tiến trình khác ghi; hãy thử lại sau ít phút.")
    return StorageFailure(f"Không đọc hoặc ghi được sổ đăng ký ({detail}); hãy kiểm tra ổ đĩa và quyền truy cập.")


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is transactional too
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: upgrading a read lock later fails without waiting.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _url(place: str | Path) -> URL:
    if isinstance(place, str) and "://" in place:
        return make_url(place)
    return URL.create("sqlite", database=str(Path(place).absolute()))


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, isolation_level="REPEATABLE READ")  # as SQLite: one view for one transaction
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One view of the database; nothing that others write meanwhile is seen."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise storage_failure(error) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: everything in it is kept, or nothing."""
    try:
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise storage_failure(error) from error


def compact(engine: Engine) -> None:
    """Write the journal of SQLite into the database and empty it, so that removed text is not left there either."""
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _version(engine: Engine) -> str | None:
    with reading(engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _keep_journal(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:  # outside any transaction
            connection.cursor().execute(_JOURNAL)


def _migrate(engine: Engine) -> None:
    # Imported here because Alembic takes a quarter second, needed once in the life of a register.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "ingest:migrations")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _refuse_newer(version: str | None) -> None:
    if version is not None and version > HEAD:
        raise StorageFailure("Sổ đăng ký do một bản troly mới hơn tạo ra; hãy cập nhật chương trình rồi mở lại.")


def connect(place: str | Path) -> Engine:
    """An engine whose tables are at the latest version; ``place`` is a file or a SQLAlchemy URL."""
    try:
        engine = _engine(_url(place))
        with _opening_lock(engine):
            version = _version(engine)
            _refuse_newer(version)
            if version != HEAD:
                _keep_journal(engine)
                _migrate(engine)
    except (ArgumentError, NoSuchModuleError, ImportError, OSError) as error:
        raise StorageFailure(f"Không mở được sổ đăng ký tại {place}: {error}.") from error
    return engine


@contextmanager
def _opening_lock(engine: Engine) -> Iterator[None]:
    # SQLite does not wait for others when it changes the kind of its journal, so nobody else may be there then.
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file:
        yield
        return
    with FileLock(f"{file}.lock", timeout=BUSY_SECONDS):
        yield
