"""Sends one text message through Twilio's API, or that of a server which speaks as it does
(AVN_TWILIO_API), and says what became of it. Used by channels/outbound.py."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from twilio.base.exceptions import TwilioRestException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.rest import Client

from clinic.settings import Settings

PATIENCE_S = 10
OPTED_OUT = 21610  # https://www.twilio.com/docs/api/errors/21610
TOO_MANY, SERVER_FAULT = 429, 500
LATEST = 20
CLOCKS_DIFFER = timedelta(seconds=2)


class Refused(Exception):  # noqa: N818 - it reads as what happened
    """The text will never be sent; `code` is Twilio's."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


class Unavailable(Exception):  # noqa: N818 - as above
    """It may go later. `is_unclear` where the provider may have taken it all the same."""

    def __init__(self, reason: str, *, is_unclear: bool, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_unclear = is_unclear
        self.retry_after = retry_after  # seconds


class ProviderApi:
    """Made in the event loop that it is used in."""

    def __init__(self, settings: Settings) -> None:
        self._http = _Http(settings.twilio_api)
        self._client = Client(
            settings.twilio_account_sid, settings.twilio_auth_token, http_client=self._http
        )

    async def send(self, to: str, sender: str, text: str) -> None:
        """Raises Refused and Unavailable."""
        await _asked(self._client.messages.create_async(to=to, from_=sender, body=text))

    async def has_sent(self, to: str, sender: str, text: str, since: datetime) -> bool:
        """Whether the provider has it already, after a try of which nobody knows what became.
        Where it cannot be asked, no. Raises Unavailable."""
        sent = self._client.messages
        try:
            latest: list[Any] = await _asked(
                sent.list_async(to=to, from_=sender, limit=LATEST, page_size=LATEST)
            )
        except Refused:
            return False
        return any(m.body == text and m.date_created >= since - CLOCKS_DIFFER for m in latest)

    async def close(self) -> None:
        await self._http.close()


async def _asked(request: Any) -> Any:
    try:
        return await request
    except TwilioRestException as refused:
        raise Refused(refused.code) from None  # its own words name the number
    except (aiohttp.ClientConnectorError, ConnectionRefusedError) as fault:
        raise Unavailable(type(fault).__name__, is_unclear=False) from None
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as fault:
        raise Unavailable(type(fault).__name__, is_unclear=True) from None


class _Http(AsyncTwilioHttpClient):
    """Twilio's own client, with another address where one is set, and patience that ends."""

    def __init__(self, api: str | None) -> None:
        super().__init__()
        self._api = api

    async def request(self, method: str, url: str, *given: Any, **more: Any) -> Any:
        if self._api:
            address = urlsplit(url)
            url = f"{self._api}{address.path}" + (f"?{address.query}" if address.query else "")
        more["timeout"] = PATIENCE_S
        response = await super().request(method, url, *given, **more)
        status = response.status_code
        if status == TOO_MANY or status >= SERVER_FAULT:
            retry_after = _seconds(response.headers.get("Retry-After", ""))
            # Behind a gateway's error the message may have been taken.
            raise Unavailable(str(status), is_unclear=status != TOO_MANY, retry_after=retry_after)
        return response


def _seconds(text: str) -> float | None:
    return float(text) if text.isdecimal() else None
