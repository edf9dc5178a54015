"""The migrations make the very tables that the code uses, beside Rasa's, and can run again."""

from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from records.migrations import VERSION_TABLE, upgrade
from records.tables import metadata
from tests.records.conftest import Conversations

OURS = ("hipwise_",)


def is_ours(_: Any, name: str, kind: str, *__: Any) -> bool:
    return kind != "table" or (name.startswith(OURS) and name != VERSION_TABLE)


@pytest.mark.usefixtures("conversations")
def test_the_tables_are_those_of_the_code(engine: Any) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": is_ours, "version_table": VERSION_TABLE}
        )
        assert compare_metadata(context, metadata) == []


def test_it_runs_at_every_start_and_leaves_what_is_there(
    engine: Any, conversations: Conversations
) -> None:
    upgrade(engine)
    conversations.say("web-1", "hello")
    upgrade(engine)
    assert conversations.texts() == ["hello"]
    assert VERSION_TABLE in sa.inspect(engine).get_table_names()
