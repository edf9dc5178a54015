"""The server that other tests freeze can be frozen, and goes on afterwards."""

import psycopg2
import pytest

from records.postgres_patience import PatientConnection
from tests.postgres import PostgresServer


def test_a_frozen_server_answers_nothing_until_it_is_thawed(
    postgres_server: PostgresServer, postgres: str
) -> None:
    with postgres_server.frozen(), pytest.raises(psycopg2.OperationalError, match="timeout"):
        # In time whether or not somebody has opened a database in this process before.
        psycopg2.connect(postgres, connect_timeout=1, connection_factory=PatientConnection)
    assert postgres_server.run("SELECT 1", postgres) == [(1,)]


def test_each_database_is_a_new_one(postgres_server: PostgresServer, postgres: str) -> None:
    postgres_server.run("CREATE TABLE kept (id integer)", postgres)
    postgres_server.restart()
    assert postgres_server.run("SELECT * FROM kept", postgres) == []
    with pytest.raises(psycopg2.errors.UndefinedTable):
        postgres_server.run("SELECT * FROM kept", postgres_server.new_database())
