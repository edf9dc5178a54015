"""How often one conversation and one address may ask. The limits are far beyond what people type,
so that no alarm meets one. Used by the website channel."""

import re
import time
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from sanic.request import Request

from channels.incoming import Refused
from clinic.settings import Settings

COUNTS_KEPT = 5000
# Some proxies add the port, write brackets as in addresses of pages, or name the network card.
WRITTEN = re.compile(r"\[?(?P<address>[0-9.]+|[0-9a-fA-F:.]+)(?:%[^]]*)?\]?(?::[0-9]+)?")
IPV6 = 6


class Rates:
    """Counts in memory, a bounded number; under a flood of new conversations and addresses all
    counts begin anew, as it is worse to turn a patient away than to let a flood on."""

    def __init__(self, settings: Settings) -> None:
        self._per_session = RateLimitItemPerMinute(settings.rate_per_session)
        self._per_address = RateLimitItemPerMinute(settings.rate_per_address)
        self._proxies = settings.trusted_proxies
        self._counts = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._counts)

    def count_session(self, kind: str, sender_id: str) -> None:
        """Raises Refused."""
        self._count(self._per_session, kind, sender_id)

    def count_address(self, kind: str, request: Request) -> None:
        """Raises Refused. `kind` has a count of its own: no flood of sessions stops a message."""
        forwarded = ",".join(request.headers.getall("X-Forwarded-For", []))
        address = address_of(request.ip, forwarded, self._proxies)
        if address:
            self._count(self._per_address, kind, address)

    def _count(self, limit: RateLimitItemPerMinute, kind: str, whose: str) -> None:
        if len(self._counts.storage) > COUNTS_KEPT:
            self._counts.reset()  # type: ignore[no-untyped-call]
        if not self._limiter.hit(limit, kind, whose):
            resets_at, _ = self._limiter.get_window_stats(limit, kind, whose)
            raise Refused("too_many", 429, retry_after=max(1, round(resets_at - time.time()) + 1))


def address_of(peer: str, forwarded: str, proxies: int) -> str | None:
    """Who asks, behind so many trusted proxies, each of which adds whom it heard to
    X-Forwarded-For. None on this machine: then it is most likely a proxy that was not announced,
    and one limit would count for all patients together."""
    named = [name.strip() for name in forwarded.split(",") if name.strip()]
    text = named[-proxies] if 0 < proxies <= len(named) else peer
    try:
        address = ip_address(_without_port(text))
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_loopback:
        return None
    # One subscriber has a whole network of the newer kind.
    return str(ip_network((address, 64 if address.version == IPV6 else 32), strict=False))


def _without_port(text: str) -> str:
    """192.0.2.1:4711, [2001:db8::1]:4711, [2001:db8::1], fe80::1%eth0."""
    found = WRITTEN.fullmatch(text.strip('"'))
    return found["address"] if found else text
