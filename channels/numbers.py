"""Whose conversation a phone number has: a name from which nobody reads the number, for logs and
tables hold it. Used by the channels sms and voice, and by `tools.records` to erase by number."""

import hashlib
import hmac

CHANNELS = ("sms", "whatsapp", "voice")


def sender_of(channel: str, number: str, secret: str) -> str:
    """The same for the same number; another for another channel, so that a text message does not
    continue a call."""
    digest = hmac.new(secret.encode(), f"{channel} {number}".encode(), hashlib.sha256)
    return f"{channel}-{digest.hexdigest()[:32]}"


def conversations_of(number: str, secret: str) -> list[str]:
    """On every channel that knows people by their numbers."""
    return [sender_of(channel, number, secret) for channel in CHANNELS]
