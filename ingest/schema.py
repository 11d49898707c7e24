"""The tables of the register: one row per document, block, task, passage; deletes cascade from the document.

Lists without a meaning for SQL (spans, headings, cells) are kept as JSON text, see ``ingest.rows``.
Plain SQL types only, so that SQLite and PostgreSQL hold the same tables.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0004"
"""Latest migration; a register at this version is opened without importing Alembic."""

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})


def _of_document(*, primary_key: bool = False) -> Column[str]:
    cascade = ForeignKey("documents.id", ondelete="CASCADE")
    return Column("document_id", String, cascade, nullable=False, primary_key=primary_key)


def _ordinal(*, primary_key: bool = False) -> Column[int]:
    return Column("ordinal", Integer, nullable=False, primary_key=primary_key)


# One row: "revision", a random value that every change renews.
meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

units = Table(
    "units",
    metadata,
    Column("name", String, primary_key=True),
    Column("token_sha256", String(64), nullable=False, unique=True),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("file", String, nullable=False),
    Column("path", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("media", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("page_starts", Text, nullable=False),
    Column("grids", Text, nullable=False),
    Column("unread", Text, nullable=False, server_default="[]"),
    Column("page_sizes", Text, nullable=False, server_default="[]"),
    Column("places", LargeBinary, nullable=False, server_default=""),  # packed, see ``ingest.places``
    Column("parts", Text, nullable=False, server_default="[]"),
    Column("signatures", Text, nullable=False, server_default="[]"),
    Column("encoding", String),
    Column("owner", String, nullable=False),
    Column("everybody", Boolean, nullable=False),
    Column("fingerprint", String(64), nullable=False),  # of everything read from the file
    Column("ingested_at", DateTime, nullable=False),  # UTC
    Index(None, "owner", "path", unique=True),
)

visibility = Table(
    "visibility", metadata, _of_document(primary_key=True), Column("unit", String, primary_key=True, index=True)
)

facts = Table(
    "facts",
    metadata,
    _of_document(primary_key=True),
    Column("field", String, primary_key=True),
    _ordinal(primary_key=True),
    Column("value", Text, nullable=False),
    Column("spans", Text, nullable=False),
    Column("provenance", String, nullable=False),
    Column("source_id", String),
    Column("confidence", Float, nullable=False, server_default="1"),
)

# By what copies of one document are found: its number ("45/KH-UBND") and kind, and what makes one copy better.
document_keys = Table(
    "document_keys",
    metadata,
    _of_document(primary_key=True),
    Column("number", String, index=True),
    Column("kind", String, index=True),
    Column("is_signed", Boolean, nullable=False),  # has number and date, or a digital signature
    Column("is_recognised", Boolean, nullable=False),  # letters of a scan
)

# Pairs of copies of one document: who may read the newer one is shown no older one in lists.
versions = Table(
    "versions",
    metadata,
    Column("older", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("newer", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
)

moves = Table(
    "moves",
    metadata,
    _of_document(primary_key=True),
    _ordinal(primary_key=True),
    Column("sign", String, nullable=False),  # of the document that is changed
    Column("day", Date),
    Column("numbers", Text, nullable=False),  # or words of the tasks, see ingest.change_names
    Column("every", Boolean, nullable=False),
    Column("grp", String),
    Column("annex", String),
    Column("before", Text),
    Column("deadline", Text, nullable=False),  # JSON null where something else changes
    Column("spans", Text, nullable=False),
)

# ``footnote`` is the number of a footnote; null for the blocks of the running text.
blocks = Table(
    "blocks",
    metadata,
    _of_document(primary_key=True),
    _ordinal(primary_key=True),
    Column("footnote", String),
    Column("kind", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("spans", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("section_spans", Text, nullable=False),
    Column("marker", String),
    Column("cells", Text, nullable=False),
    Column("notes", Text, nullable=False),
)

cited = Table(
    "cited",
    metadata,
    _of_document(primary_key=True),
    _ordinal(primary_key=True),
    Column("sign", String, nullable=False, index=True),
    Column("printed", Text, nullable=False),
    Column("kind", String),
    Column("day", Date),
    Column("issuer", Text),
    Column("subject", Text),
    Column("spans", Text, nullable=False),
    Column("relation", String, nullable=False),
)

annexes = Table(
    "annexes",
    metadata,
    _of_document(primary_key=True),
    _ordinal(primary_key=True),
    Column("label", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("spans", Text, nullable=False),
    Column("row_count", Integer, nullable=False),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", String, primary_key=True),
    _of_document(),
    _ordinal(),
    Column("kind", String, nullable=False),
    Column("section", Text, nullable=False),
    Column("number", String, index=True),
    Column("annex", String),
    Column("grp", String),
    Column("role", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("result", Text),
    Column("value", Text),
    Column("basis", Text),
    Column("deadline_text", Text),
    Column("deadline_kind", String),
    Column("deadline_op", String),
    Column("deadline_start", Date),
    Column("deadline_end", Date),
    Column("recurrence", Text),
    Column("due", Date, index=True),  # last day that is on time
    Column("row_spans", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("confidence", Float, nullable=False, server_default="1"),
    Column("doubt", Text),
    Index(None, "document_id", "ordinal"),
)

task_agencies = Table(
    "task_agencies",
    metadata,
    Column("task_id", String, ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),
    _ordinal(primary_key=True),
    Column("agency", String, nullable=False),
    Index(None, "agency", "role"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    _of_document(),
    _ordinal(),
    Column("context", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("spans", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("page", Integer),
    Column("sentences", Text, nullable=False),
    Column("task_id", String),
    Column("content", String(64), nullable=False, index=True),  # sha256 of the searched text
    Index(None, "document_id", "ordinal"),
)

# A cache: outlives its passage until pruned. ``vector`` is little-endian float32.
vectors = Table(
    "vectors",
    metadata,
    Column("model", String, primary_key=True),
    Column("content", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# Files as they were given; one row each, the members of an archive too. Outlives neither its file's name nor ``forget``.
files = Table(
    "files",
    metadata,
    Column("owner", String, primary_key=True),
    Column("path", String, primary_key=True),
    Column("archive", String),  # path of the archive it came in
    Column("visible_to", Text),  # JSON list of units; NULL is everybody
    Column("given_by", String, nullable=False),  # account on this machine
    Column("state", String, nullable=False, index=True),
    Column("size", BigInteger),
    Column("modified", BigInteger),  # nanoseconds since 1970
    Column("sha256", String(64)),
    Column("version", String),  # of what read it, see ``ingest.reading_version``
    Column("document_id", String, index=True),
    Column("page", Integer),
    Column("pages", Integer),
    Column("tasks", Integer, nullable=False, server_default="0"),
    Column("reason", Text),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("changed_at", DateTime, nullable=False),  # UTC
)
