"""A person on any channel by its name, as far as the dialogue can tell: the real model and database
in this process, the real action server beside it. For channels whose connector is not at hand."""

import asyncio
import logging
import os
import uuid
from pathlib import Path
from typing import Any

from tools.assistant import Assistant


class Switchboard:
    """Rasa's agent, connected to a running assistant's action server and database."""

    def __init__(self, assistant: Assistant, model: Path) -> None:
        os.environ["AVN_ACTIONS_URL"] = f"http://127.0.0.1:{assistant.actions_port}/webhook"
        os.environ["AVN_ACTIONS_SECRET"] = assistant.environment["AVN_ACTIONS_SECRET"]
        os.environ["DATABASE_URL"] = f"sqlite:///{assistant.data_dir}/callers.db"
        from rasa.core.agent import load_agent  # noqa: PLC0415 - it takes seconds
        from rasa.core.utils import AvailableEndpoints  # noqa: PLC0415
        from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415

        configure_structlog(logging.ERROR)
        endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
        self.loop = asyncio.new_event_loop()
        self.agent = self.loop.run_until_complete(load_agent(str(model), endpoints=endpoints))

    def caller(self, channel: str) -> "Caller":
        return Caller(self, channel)


class Caller:
    """One conversation on one channel."""

    def __init__(self, switchboard: Switchboard, channel: str) -> None:
        self.switchboard, self.channel = switchboard, channel
        self.sender = f"{channel}-{uuid.uuid4().hex}"

    def hear(self, text: str) -> list[str]:
        """Says it, and gives the replies one by one."""
        return [reply["text"].strip() for reply in self._replies(text) if reply.get("text")]

    def _replies(self, text: str) -> list[dict[str, Any]]:
        from rasa.core.channels.channel import UserMessage  # noqa: PLC0415

        output = _output(self.channel)
        message = UserMessage(text, output, self.sender, input_channel=self.channel)
        handling = self.switchboard.agent.handle_message(message)
        self.switchboard.loop.run_until_complete(handling)
        replies: list[dict[str, Any]] = output.messages
        return replies


def _output(channel: str) -> Any:
    from rasa.core.channels.channel import OutputChannel  # noqa: PLC0415

    class Replies(OutputChannel):
        """Collects whole replies; Rasa's own collector takes them apart at blank lines."""

        def __init__(self) -> None:
            self.messages: list[dict[str, Any]] = []

        @classmethod
        def name(cls) -> str:
            return channel

        async def send_response(self, _: str, message: dict[str, Any]) -> None:
            self.messages.append(message)

    return Replies()
