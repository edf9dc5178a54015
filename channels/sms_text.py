"""Reads a text message out of the form that Twilio posts
(https://www.twilio.com/docs/messaging/guides/webhook-request). Used by the channel sms."""

from collections.abc import Mapping

from channels.incoming import Refused
from channels.numbers import sender_of
from clinic.texting.pages import WHATSAPP
from clinic.typed import as_words
from records.texts_received import Text

LONGEST_ID = 64
# With Twilio's "Advanced Opt-Out" it knows words for STOP, START and HELP in other languages, and
# says which of them it was.
OPT_OUT = "OptOutType"
TEXTS, WHATSAPP_TEXTS = "sms", "whatsapp"


def is_answered_by_twilio(fields: Mapping[str, str]) -> bool:
    """So that a second answer would be one too many. After a START it is welcome."""
    return fields.get(OPT_OUT) in ("STOP", "HELP")


def read_text(fields: Mapping[str, str], secret: str) -> Text:
    """Raises Refused."""
    sid, address, ours = (fields.get(name, "") for name in ("MessageSid", "From", "To"))
    if not all(0 < len(value) <= LONGEST_ID for value in (sid, address, ours)):
        raise Refused("malformed", 400)
    channel = WHATSAPP_TEXTS if address.startswith(WHATSAPP) else TEXTS
    return Text(
        sid=sid,
        conversation=sender_of(channel, address.removeprefix(WHATSAPP), secret),
        address=address,
        sender=ours,
        text=as_words(fields.get(OPT_OUT) or fields.get("Body", "")),
        has_attachment=fields.get("NumMedia", "0") not in ("", "0"),
    )
