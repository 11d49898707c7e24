"""Which files were given, how far each came, and why one was not taken.

Revision: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("owner", sa.String(), primary_key=True),
        sa.Column("path", sa.String(), primary_key=True),
        sa.Column("archive", sa.String()),
        sa.Column("visible_to", sa.Text()),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger()),
        sa.Column("modified", sa.BigInteger()),
        sa.Column("sha256", sa.String(64)),
        sa.Column("version", sa.String()),
        sa.Column("document_id", sa.String()),
        sa.Column("page", sa.Integer()),
        sa.Column("pages", sa.Integer()),
        sa.Column("tasks", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("reason", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_files_state", "files", ["state"])
    op.create_index("ix_files_document_id", "files", ["document_id"])


def downgrade() -> None:
    op.drop_table("files")
