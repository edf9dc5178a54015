"""What Rasa says in one turn, collected for a channel that renders it when the turn is over."""

from typing import Any

from rasa.core.channels.channel import OutputChannel

NAME_OF_REPLY = "utter_action"
ERASED = "utter_erased"


class TurnOutput(OutputChannel):
    """Whole replies, each with its `text`, `buttons` and `metadata`; Rasa's own collector takes
    them apart at blank lines."""

    def __init__(self) -> None:
        self.replies: list[dict[str, Any]] = []

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        if message.get("text"):
            self.replies.append(message)

    @property
    def is_erased(self) -> bool:
        """Whether the person was told in this turn that they are forgotten."""
        return any(reply.get(NAME_OF_REPLY) == ERASED for reply in self.replies)

    def keep_only_alarms(self) -> None:
        self.replies = [r for r in self.replies if (r.get("metadata") or {}).get("alert")]
