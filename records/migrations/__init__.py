"""Brings the project's tables to their present shape (Alembic). Called at every start."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config

from records.database import be_patient

# Rasa's tables stand in the same database, so Alembic's own table is named as ours.
VERSION_TABLE = "hipwise_schema"


def upgrade(engine: Any) -> None:
    """Raises SQLAlchemyError when the database is away."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with engine.begin() as connection:
        be_patient(connection)
        if connection.dialect.name == "sqlite":
            # Of two that start together, the second waits; SQLite would let both begin.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
