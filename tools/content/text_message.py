"""Checks on the sms versions: what fits two messages of the GSM-7 alphabet (3GPP TS 23.038). One
character from outside it turns the whole text into 70-character messages, which cost more; only
languages that cannot be written otherwise may do so."""

from collections.abc import Iterator

from tools.content.model import Problem
from tools.content.placeholders import filled
from tools.content.reading import Content

MOST_SEPTETS = 306  # two messages of 153, each with the header that joins them
MOST_UCS2 = 134  # two of 67
OTHER_LETTERS = ("hi", "zh")

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "\f^{}\\[~]|€"  # sent as two


def sms_is_gsm7(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        strange = "".join(sorted(set(filled(reply)) - set(_BASIC + _EXTENDED)))
        if reply.channel == "sms" and strange and reply.language not in OTHER_LETTERS:
            yield reply.problem(f"not in the SMS alphabet: {strange}")


def sms_fits(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        septets = sum(2 if character in _EXTENDED else 1 for character in filled(reply))
        most = MOST_UCS2 if reply.language in OTHER_LETTERS else MOST_SEPTETS
        if reply.channel == "sms" and septets > most:
            yield reply.problem(f"{septets} characters of at most {most}")
