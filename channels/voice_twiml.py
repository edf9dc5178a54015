"""Builds TwiML (https://www.twilio.com/docs/voice/twiml): what is said, and what the provider does
next. Every document ends in a question with a way on, a dialled number, a recording, or a goodbye.
Used by the voice channel."""

from collections.abc import Sequence
from typing import Any

from twilio.twiml.voice_response import VoiceResponse

from clinic.phone_line.keypad import KeyPlace
from clinic.phone_line.place import Place
from clinic.phone_line.spoken import Digits, pieces
from clinic.settings import Settings

# Addresses are relative to the one that was posted to, so that any proxy may stand in front.
TURN, SILENCE, DIALLED, RECORDED = "turn", "silence", "dialled", "recorded"
INPUT = "dtmf speech"
PAUSE_S, BREATH = 1, "300ms"
RINGING_S, LONGEST_MESSAGE_S, SILENT_S = 25, 120, 5


class Twiml:
    def __init__(self, settings: Settings, short_numbers: frozenset[str]) -> None:
        self._settings = settings
        self._short_numbers = short_numbers

    def ask(self, parts: Sequence[str], place: Place, keys: KeyPlace, hints: str) -> str:
        """The caller may speak or press at any moment. Nothing in either goes to SILENCE."""
        document, settings = VoiceResponse(), self._settings
        gather = document.gather(
            input=INPUT,
            action=_address(TURN, place),
            method="POST",
            language=settings.voice_language,
            speech_model=settings.voice_speech_model,
            speech_timeout=settings.voice_speech_timeout,
            timeout=settings.voice_timeout,
            hints=hints,
            # A hash alone has to arrive, so no key ends what is pressed but the last one expected.
            finish_on_key="",
            num_digits=keys.most_keys,
            barge_in=True,
            profanity_filter=False,
        )
        self._say(gather, parts)
        document.redirect(_address(SILENCE, place), method="POST")
        return str(document)

    def end(self, parts: Sequence[str]) -> str:
        """The last of the parts is a goodbye."""
        document = VoiceResponse()
        self._say(document, parts)
        document.hangup()
        return str(document)

    def dial(self, parts: Sequence[str], number: str, place: Place) -> str:
        document = VoiceResponse()
        self._say(document, parts)
        dial = document.dial(action=_address(DIALLED, place), method="POST", timeout=RINGING_S)
        dial.number(number)
        return str(document)

    def record(self, parts: Sequence[str], place: Place) -> str:
        """Where nothing is recorded the provider goes on to the next verb."""
        document = VoiceResponse()
        self._say(document, parts)
        document.record(
            action=_address(RECORDED, place),
            method="POST",
            max_length=LONGEST_MESSAGE_S,
            timeout=SILENT_S,
            finish_on_key="#",
            play_beep=True,
        )
        document.redirect(_address(RECORDED, place), method="POST")
        return str(document)

    def _say(self, verb: Any, parts: Sequence[str]) -> None:
        """In parts with pauses between, so that a long answer can be followed and cut short."""
        for number, part in enumerate(parts):
            if number:
                verb.pause(length=PAUSE_S)
            self._say_one(verb, part)

    def _say_one(self, verb: Any, text: str) -> None:
        settings = self._settings
        say = verb.say(voice=settings.voice, language=settings.voice_language)
        for piece in pieces(text, self._short_numbers):
            if isinstance(piece, Digits):
                _say_digits(say, piece)
            else:
                say.append(piece)


def _say_digits(say: Any, digits: Digits) -> None:
    for number, group in enumerate(digits.groups):
        if number:
            say.break_(time=BREATH)
        say.say_as(group, interpret_as="digits")


def _address(path: str, place: Place) -> str:
    return f"{path}?{place.query()}"
