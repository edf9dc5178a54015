"""Signed web sessions. The server issues them; a browser cannot choose whose conversation it
reads. Used by the website channel."""

import time
import uuid

import jwt

from channels.secret import secret_of
from clinic.settings import Settings

ALGORITHM = "HS256"
LEEWAY_S = 60  # the clocks of two servers differ, and one may be set right
AUDIENCE = "website"


class SessionRefused(Exception):  # noqa: N818 - it reads as what happened
    """The token is missing, forged, expired or made for something else."""


class Sessions:
    """Issues and checks session tokens (RFC 7519)."""

    def __init__(self, secret: str, hours: int) -> None:
        self._secret = secret
        self._lifetime = hours * 3600

    @classmethod
    def from_settings(cls, settings: Settings) -> "Sessions":
        return cls(secret_of(settings), settings.session_hours)

    def issue(self) -> str:
        now = int(time.time())
        claims = {
            "sub": f"web-{uuid.uuid4().hex}",
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + self._lifetime,
        }
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def sender_id(self, authorization: str | None) -> str:
        """The conversation of an `Authorization: Bearer` header. Raises SessionRefused."""
        scheme, _, token = (authorization or "").partition(" ")
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                leeway=LEEWAY_S,
                options={"require": ["sub", "exp"]},
            )
        except jwt.InvalidTokenError as error:
            raise SessionRefused from error
        if scheme.lower() != "bearer":
            raise SessionRefused
        return str(claims["sub"])
