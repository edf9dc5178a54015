"""Checks on the sms versions: what fits two messages of the GSM-7 alphabet. One character from
outside it turns the whole text into 70-character messages, which cost more; only languages that
cannot be written otherwise may do so."""

from collections.abc import Iterator

from clinic.texting.gsm7 import ALPHABET, JOINED, JOINED_UCS2, septets
from clinic.texting.pages import MOST_SEGMENTS
from tools.content.model import Problem
from tools.content.placeholders import filled
from tools.content.reading import Content

MOST_SEPTETS = MOST_SEGMENTS * JOINED
MOST_UCS2 = MOST_SEGMENTS * JOINED_UCS2
OTHER_LETTERS = ("hi", "zh")


def sms_is_gsm7(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        strange = "".join(sorted(set(filled(reply)) - ALPHABET))
        if reply.channel == "sms" and strange and reply.language not in OTHER_LETTERS:
            yield reply.problem(f"not in the SMS alphabet: {strange}")


def sms_fits(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        length = septets(filled(reply))
        most = MOST_UCS2 if reply.language in OTHER_LETTERS else MOST_SEPTETS
        if reply.channel == "sms" and length > most:
            yield reply.problem(f"{length} characters of at most {most}")
