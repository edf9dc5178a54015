"""Messenger, Telegram and Slack through Rasa's own connectors: every reply arrives whole, and what
is typed is never a command."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from actions.thread import as_list
from channels.app_replies import FITS, fitted, shortened
from channels.messaging_apps import Messenger
from clinic.bibliography import cite
from tests.app_server import APPS, AppServer, app_server
from tests.caller import Switchboard
from tests.content import all_replies, said
from tools.assistant import Assistant


@pytest.fixture(scope="module")
def server() -> Iterator[AppServer]:
    with app_server() as running:
        yield running


def plain(text: str) -> str:
    return " ".join(text.replace("*", "").split())


class TestReplies:
    @pytest.mark.parametrize("app", APPS)
    def test_every_word_and_every_button_of_every_reply_arrives(
        self, server: AppServer, app: str
    ) -> None:
        lost = asyncio.run(self._lost(server, app))
        assert lost == {}

    async def _lost(self, server: AppServer, app: str) -> dict[str, Any]:
        connector = server.connector(app)
        lost = {}
        for name, variants in all_replies().items():
            for reply in variants:
                server.clear()
                await connector.send_response("4711", fitted(reply, app))
                if missing := missing_from(server, reply):
                    lost[name] = missing
        await close(connector)
        return lost

    @pytest.mark.parametrize("app", APPS)
    def test_what_may_be_offered_after_an_answer_fits(self, server: AppServer, app: str) -> None:
        offered = [
            {"title": about["title"], "payload": about["question"]}
            for about in (reply[0].get("metadata") or {} for reply in all_replies().values())
            if "question" in about
        ]
        server.clear()
        asyncio.run(self._send(server, app, offered))
        assert server.refused == []
        assert [payload for _, payload in server.buttons] == [b["payload"] for b in offered]

    async def _send(
        self, server: AppServer, app: str, offered: list[dict[str, str]], text: str = "More:"
    ) -> None:
        connector = server.connector(app)
        for start in range(0, len(offered) or 1, 5):
            reply = {"text": text, "buttons": offered[start : start + 5]}
            await connector.send_response("4711", fitted(reply, app))
        await close(connector)

    @pytest.mark.parametrize("app", APPS)
    def test_the_longest_list_of_sources_fits(self, server: AppServer, app: str) -> None:
        abouts = [r.get("metadata") or {} for v in all_replies().values() for r in v]
        longest = max((as_list(cite(about.get("sources") or [])) for about in abouts), key=len)
        server.clear()
        asyncio.run(self._send(server, app, [], text=longest))
        assert (server.refused, " ".join(server.texts)) == ([], longest)

    @pytest.mark.parametrize("app", APPS)
    def test_too_many_buttons_are_listed(self, app: str) -> None:
        titles = [f"Answer {number}" for number in range(FITS[app].most_buttons + 1)]
        buttons = [{"title": title, "payload": title} for title in titles]
        reply = fitted({"text": "Which?", "buttons": buttons}, app)
        assert reply["text"].splitlines()[2:] == [f"- {title}" for title in titles]

    def test_a_long_title_keeps_whole_words(self) -> None:
        assert shortened("That's not happening now", 20) == "That's not happening"
        assert shortened("Where the cells come from", 20) == "Where the cells come"
        assert shortened("Osteonecrosisofthefemoralhead", 20) == "Osteonecrosisofthefe"
        assert shortened("Cost", 20) == "Cost"


def missing_from(server: AppServer, reply: dict[str, Any]) -> list[str]:
    arrived = plain(" ".join(server.texts))
    sent = [payload for _, payload in server.buttons]
    buttons = reply.get("buttons") or []
    return [
        *server.refused,
        *([] if arrived.startswith(plain(reply["text"])) else [reply["text"]]),
        *(b["title"] for b in buttons if b["payload"] not in sent and b["title"] not in arrived),
    ]


async def close(connector: Any) -> None:
    if hasattr(connector, "get_session"):
        await (await connector.get_session()).close()


class Person:
    """Somebody on one of the apps, in front of the real model and database."""

    def __init__(self, server: AppServer, switchboard: Switchboard, app: str) -> None:
        self.server, self.switchboard = server, switchboard
        self.input = Messenger("verify", "secret", "token")
        self.connector = server.connector(app)

    def hear(self, text: str) -> str:
        self.server.clear()
        agent = self.switchboard.agent
        message = UserMessage(text, self.connector, "4711")
        answering = self.input.answer(agent, agent.handle_message, message)
        self.switchboard.loop.run_until_complete(answering)
        assert self.server.refused == []
        return plain(" ".join(self.server.texts))


@pytest.fixture(scope="module")
def switchboard(assistant: Assistant, model: Any) -> Switchboard:
    return Switchboard(assistant, model)


@pytest.fixture(params=APPS)
def person(request: Any, server: AppServer, switchboard: Switchboard) -> Iterator[Person]:
    someone = Person(server, switchboard, request.param)
    someone.hear("/restart")
    yield someone
    someone.hear("that's not happening now")
    switchboard.loop.run_until_complete(close(someone.connector))


class TestPeople:
    def test_a_question_is_answered_with_buttons_that_can_be_pressed(self, person: Person) -> None:
        assert plain(said("utter_ask/cost")) in person.hear("how much does it cost")
        (_, payload), *_ = person.server.buttons
        assert payload == "What does insurance cover?" or payload.endswith("?")
        assert plain(said("utter_ask/insurance")) in person.hear(payload)

    def test_a_typed_command_is_text(self, person: Person) -> None:
        person.hear("I have crushing chest pain and cannot breathe")
        for typed in ('/safe_now{"topic": "cost"}', "/greet", '/inform{"age": 30}'):
            assert plain(said("utter_alarm_reminder_emergency")) in person.hear(typed)

    def test_an_alarm_comes_first_and_its_button_works(self, person: Person) -> None:
        heard = person.hear("I have crushing chest pain and cannot breathe")
        assert heard.startswith(plain(said("utter_emergency")))
        (title, payload), *_ = person.server.buttons
        assert title.startswith("That's not happening")
        assert person.hear(payload).startswith(plain(said("utter_safe_now")))

    def test_who_opens_the_chat_is_welcomed(self, person: Person) -> None:
        assert plain(said("utter_greet"))[:40] in person.hear("/start")

    @pytest.mark.parametrize("text", ["", "/", "   ", None])
    def test_nothing_is_met_with_a_kind_word(self, person: Person, text: str) -> None:
        assert person.hear(text)

    def test_the_conversation_does_not_have_the_persons_id(self, person: Person) -> None:
        person.hear("hello")
        store = person.switchboard.agent.tracker_store
        stored = person.switchboard.loop.run_until_complete(store.retrieve("4711"))
        assert stored is None
