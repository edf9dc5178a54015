"""Run by Alembic for every command: on the connection that `upgrade` opened."""

from alembic import context

from records.migrations import VERSION_TABLE
from records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
