"""What Rasa says in one turn of a call. Used by the voice channel."""

from channels.turn_output import TurnOutput


class VoiceOutput(TurnOutput):
    @classmethod
    def name(cls) -> str:
        return "voice"
