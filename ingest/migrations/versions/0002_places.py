"""Where words stand in the original, how sure a reading is.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_DOCUMENTS = (
    sa.Column("unread", sa.Text(), nullable=False, server_default="[]"),
    sa.Column("page_sizes", sa.Text(), nullable=False, server_default="[]"),
    sa.Column("places", sa.LargeBinary(), nullable=False, server_default=""),
    sa.Column("parts", sa.Text(), nullable=False, server_default="[]"),
    sa.Column("signatures", sa.Text(), nullable=False, server_default="[]"),
    sa.Column("encoding", sa.String()),
)


def upgrade() -> None:
    for column in _DOCUMENTS:
        op.add_column("documents", column)
    op.add_column("facts", sa.Column("confidence", sa.Float(), nullable=False, server_default="1"))
    op.add_column("tasks", sa.Column("confidence", sa.Float(), nullable=False, server_default="1"))
    op.add_column("tasks", sa.Column("doubt", sa.Text()))


def downgrade() -> None:
    for column in _DOCUMENTS:
        op.drop_column("documents", column.name)
    op.drop_column("facts", "confidence")
    op.drop_column("tasks", "confidence")
    op.drop_column("tasks", "doubt")
