"""Alembic environment: runs inside the transaction that ``ingest.database`` hands over."""

from alembic import context

from ingest.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
