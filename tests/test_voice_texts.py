"""Everything that may be said on the phone, as it would reach the provider: nothing that a voice
stumbles over, nothing too long for one breath of listening."""

import re
import xml.etree.ElementTree as ET

import pytest

from channels.voice_twiml import Twiml
from clinic.phone_line.keypad import KeyPlace
from clinic.phone_line.place import Place
from clinic.settings import read_settings
from tests.content import all_replies
from tools.content.model import Reply
from tools.content.placeholders import filled

UNSPEAKABLE = re.compile(r"[*_#`<>\[\]|~%{}()/;]|https?:|www\.|\d[A-Za-z]|[A-Z]{2,}")
# Stages are filled in as they are said (clinic/staging.py).
STAGES = {"{ficat}": "2 B or 3", "{arco}": "3 A or 3 B", "{steinberg}": "4 B or 4 C"}
MOST_CHARACTERS = 4096  # of one <Say> at the provider
TWIML = Twiml(read_settings({}), frozenset({"911", "988"}))


def spoken_replies() -> list[tuple[str, str]]:
    return [
        (name, filled(Reply("", name, "voice", _with_stages(reply["text"]), None, ())))
        for name, variants in all_replies().items()
        for reply in variants
        if reply.get("channel") == "voice" and "language" not in (reply.get("metadata") or {})
    ]


def _with_stages(text: str) -> str:
    for place, stages in STAGES.items():
        text = text.replace(place, stages)
    return text


def said(text: str) -> str:
    document = ET.fromstring(TWIML.ask([text], Place(), KeyPlace(), ""))
    return " ".join("".join(say.itertext()) for say in document.iter("Say"))


@pytest.mark.parametrize(("name", "text"), spoken_replies())
def test_it_can_be_said(name: str, text: str) -> None:
    heard = said(text)
    assert not UNSPEAKABLE.search(heard), (name, UNSPEAKABLE.findall(heard))
    assert len(heard) <= MOST_CHARACTERS


def test_signs_are_no_markup_of_twiml() -> None:
    assert said("Tom & Jerry <b>say</b> 5 < 6") == "Tom and Jerry bsay/b 5 6"
