"""What is kept of a person who texts goes when they ask for it; that they said STOP stays."""

import sqlite3
from contextlib import closing

from channels.numbers import sender_of
from tests.test_sms_webhook import sms
from tests.texter import WHATSAPP, Texter
from tools.assistant import Assistant
from tools.provider import new_sid

TABLES = ("hipwise_texts_in", "hipwise_texters", "hipwise_texts_out", "events")


def conversation_of(assistant: Assistant, number: str) -> str:
    secret = (assistant.data_dir / "session_secret").read_text()
    channel = "whatsapp" if number.startswith(WHATSAPP) else "sms"
    return sender_of(channel, number.removeprefix(WHATSAPP), secret)


def everything(assistant: Assistant) -> str:
    """All that the database holds, as text."""
    with closing(sqlite3.connect(assistant.data_dir / "hipwise.db", timeout=30)) as database:
        return "\n".join(line for line in database.iterdump() if "hipwise_opt_outs" not in line)


def rows_of(assistant: Assistant, conversation: str) -> int:
    column = {"events": "sender_id"}
    with closing(sqlite3.connect(assistant.data_dir / "hipwise.db", timeout=30)) as database:
        counts = [
            database.execute(
                f"SELECT count(*) FROM {table} WHERE {column.get(table, 'conversation')} = ?",
                [conversation],
            ).fetchone()[0]
            for table in TABLES
        ]
    return sum(counts)


def test_once_answered_a_text_leaves_neither_its_number_nor_its_words_in_our_tables(
    assistant: Assistant,
) -> None:
    texter = Texter(assistant)
    texter.text("my name is Xylophone")
    assert texter.number not in everything(assistant)
    with closing(sqlite3.connect(assistant.data_dir / "hipwise.db", timeout=30)) as database:
        kept = database.execute("SELECT address, sender, text FROM hipwise_texts_in").fetchall()
    assert (None, None, None) in kept
    assert not [row for row in kept if row[0] == texter.number]


def test_forget_me_leaves_nothing_that_leads_to_the_person(assistant: Assistant) -> None:
    texter = Texter(assistant)
    texter.text("how much does it cost?")
    texter.text("start")
    texter.text("delete my data")
    sid = new_sid("SM")
    (done,) = texter.text("yes", sid)
    receipt = done.partition("receipt: ")[2][:10]
    conversation = conversation_of(assistant, texter.number)
    assert rows_of(assistant, conversation) == 0
    assert conversation not in everything(assistant)
    lines = [line for line in everything(assistant).splitlines() if receipt in line]
    assert all("hipwise_receipts" in line for line in lines)
    assert texter.text("yes", sid) == [done]
    assert sms("utter_text_introduction") in texter.hear("hello")


def test_stop_is_remembered_when_all_else_is_forgotten(assistant: Assistant) -> None:
    texter = Texter(assistant)
    texter.known().text("delete my data")
    texter.text("yes")
    texter.text("STOP")
    assert texter.text("hello") == []
    assert Texter(assistant, texter.number, on_whatsapp=True).text("hello") == []
