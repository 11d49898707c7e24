"""Copies of one document, deadlines that documents move.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _document(name: str = "document_id") -> sa.Column[str]:
    return sa.Column(name, sa.String(), sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)


def upgrade() -> None:
    op.create_table(
        "document_keys",
        _document(),
        sa.Column("number", sa.String()),
        sa.Column("kind", sa.String()),
        sa.Column("is_signed", sa.Boolean(), nullable=False),
        sa.Column("is_recognised", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_document_keys_number", "document_keys", ["number"])
    op.create_index("ix_document_keys_kind", "document_keys", ["kind"])
    op.create_table("versions", _document("older"), _document("newer"))
    op.create_index("ix_versions_newer", "versions", ["newer"])
    op.create_table(
        "moves",
        _document(),
        sa.Column("ordinal", sa.Integer(), primary_key=True),
        sa.Column("sign", sa.String(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("every", sa.Boolean(), nullable=False),
        sa.Column("grp", sa.String()),
        sa.Column("annex", sa.String()),
        sa.Column("before", sa.Text()),
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    for table in ("moves", "versions", "document_keys"):
        op.drop_table(table)
