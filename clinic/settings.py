"""Every setting of the assistant, read in one place. A wrong one stops the start and is named."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timezone, tzinfo
from pathlib import Path
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from clinic.emergency_numbers import countries
from clinic.opening_hours import OpeningHours, read_hours
from clinic.secret_files import with_secret_files

HIGHEST_PORT = 65535
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?")
ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~/-]*)?")
DIALLED_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]{5,20}")
DATABASE = re.compile(r"[\w+]+://.*")
SHORTEST_SECRET = 32  # bytes, as long as what HMAC-SHA256 makes of it (RFC 7518, 3.2)
AUTO, UTC = "auto", "UTC"
SENDING_NUMBER = re.compile(r"(whatsapp:)?\+[1-9][0-9]{6,14}")

Value = TypeVar("Value")


class Setting(Protocol):
    """Reads one setting."""

    def __call__(self, name: str, default: str, cast: Callable[[str], Value]) -> Value: ...


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message names it."""


@dataclass(frozen=True)
class Settings:
    """The table of settings in README.md explains each."""

    host: str
    port: int
    actions_port: int
    data_dir: Path
    database_url: str = field(repr=False)
    secret: str | None = field(repr=False)
    actions_secret: str | None = field(repr=False)
    start_patience_s: int
    session_hours: int
    retention_days: int
    conversation_retention_days: int
    allowed_origins: tuple[str, ...]
    rate_per_session: int
    rate_per_address: int
    trusted_proxies: int
    country: str
    clinic_name: str
    clinic_phone: str
    twilio_account_sid: str | None
    twilio_auth_token: str | None = field(repr=False)
    twilio_auth_token_secondary: str | None = field(repr=False)
    twilio_number: str | None
    twilio_api: str | None
    public_url: str | None
    clinic_dial: str | None
    opening_hours: OpeningHours | None
    voice: str
    voice_language: str
    voice_speech_model: str
    voice_timeout: int
    voice_speech_timeout: str
    voice_confidence: float

    @property
    def has_provider(self) -> bool:
        """Whether the channels sms and voice are on."""
        return bool(self.twilio_account_sid and self.twilio_auth_token)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises SettingError."""
    try:
        environment = with_secret_files(environment)
    except ValueError as error:
        raise SettingError(str(error)) from error

    def setting(name: str, default: str, cast: Callable[[str], Value]) -> Value:
        try:
            return cast(environment.get(name) or default)
        except ValueError as error:
            raise SettingError(f"{name}: {error}") from error

    data_dir = setting("AVN_DATA_DIR", "var", _folder)
    return Settings(
        host=setting("AVN_HOST", "127.0.0.1", str),
        port=setting("AVN_PORT", "5005", _port),
        actions_port=setting("AVN_ACTIONS_PORT", "5055", _port),
        data_dir=data_dir,
        database_url=setting("DATABASE_URL", f"sqlite:///{data_dir / 'hipwise.db'}", _database),
        secret=setting("AVN_SECRET", "", _secret),
        actions_secret=setting("AVN_ACTIONS_SECRET", "", _secret),
        start_patience_s=setting("AVN_START_PATIENCE_S", "120", _positive),
        session_hours=setting("AVN_SESSION_HOURS", "24", _positive),
        retention_days=setting("AVN_RETENTION_DAYS", "365", _positive),
        conversation_retention_days=setting("AVN_CONVERSATION_RETENTION_DAYS", "30", _positive),
        allowed_origins=setting("AVN_ALLOWED_ORIGINS", "", _origins),
        rate_per_session=setting("AVN_RATE_PER_SESSION", "60", _positive),
        rate_per_address=setting("AVN_RATE_PER_ADDRESS", "300", _positive),
        trusted_proxies=setting("AVN_TRUSTED_PROXIES", "0", _count),
        country=setting("AVN_COUNTRY", "US", _country),
        clinic_name=setting("AVN_CLINIC_NAME", "the hip clinic", str),
        clinic_phone=setting("AVN_CLINIC_PHONE", "the clinic's main number", str),
        twilio_account_sid=environment.get("TWILIO_ACCOUNT_SID") or None,
        twilio_auth_token=environment.get("TWILIO_AUTH_TOKEN") or None,
        twilio_auth_token_secondary=environment.get("TWILIO_AUTH_TOKEN_SECONDARY") or None,
        twilio_number=setting("TWILIO_NUMBER", "", _sending_number),
        twilio_api=setting("AVN_TWILIO_API", "", _address),
        public_url=setting("AVN_PUBLIC_URL", "", _address),
        clinic_dial=setting("AVN_CLINIC_DIAL", "", _dialled)
        or _number_in(environment.get("AVN_CLINIC_PHONE") or ""),
        opening_hours=_opening_hours(setting),
        voice=setting("AVN_VOICE", "Polly.Joanna", str),
        voice_language=setting("AVN_VOICE_LANGUAGE", "en-US", str),
        voice_speech_model=setting("AVN_VOICE_SPEECH_MODEL", "phone_call", str),
        voice_timeout=setting("AVN_VOICE_TIMEOUT", "5", _positive),
        voice_speech_timeout=setting("AVN_VOICE_SPEECH_TIMEOUT", AUTO, _auto_or_seconds),
        voice_confidence=setting("AVN_VOICE_CONFIDENCE", "0.6", _share),
    )


def _opening_hours(setting: Setting) -> OpeningHours | None:
    """None where no hours are set: then every call is put through, and nobody may answer."""
    spans = setting("AVN_CLINIC_HOURS", "", read_hours)
    zone = setting("AVN_CLINIC_TIMEZONE", UTC, _zone)
    return OpeningHours(spans, zone) if spans else None


def _zone(name: str) -> tzinfo:
    """UTC is known also where the machine has no list of zones."""
    if name == UTC:
        return timezone.utc
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{name!r} is not like America/New_York") from error


def _dialled(text: str) -> str | None:
    if text and not DIALLED_NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is not like +1 555 010 0100")
    return _number_in(text)


def _number_in(text: str) -> str | None:
    """As the provider dials it; None for words such as "the number on your letter"."""
    return re.sub(r"[^+0-9]", "", text) if DIALLED_NUMBER.fullmatch(text) else None


def _auto_or_seconds(text: str) -> str:
    return text if text == AUTO else str(_positive(text))


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise ValueError(f"{text!r} is not between 0 and 1")
    return share


def _folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _database(text: str) -> str:
    """What is no address is not shown: it may hold a password."""
    if not DATABASE.fullmatch(text):
        raise ValueError("it is not like postgresql://user:password@host/name")
    return text


def _secret(text: str) -> str | None:
    if text and len(text.encode()) < SHORTEST_SECRET:
        raise ValueError(f"shorter than {SHORTEST_SECRET} bytes; openssl rand -hex 32 makes one")
    return text or None


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(origin.strip().lower() for origin in text.split(",") if origin.strip())
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise ValueError(f"{origin!r} is not like https://www.clinic.example")
    return origins


def _address(text: str) -> str | None:
    if text and not ADDRESS.fullmatch(text):
        raise ValueError(f"{text!r} is not like https://assistant.clinic.example")
    return text.rstrip("/") or None


def _sending_number(text: str) -> str | None:
    if text and not SENDING_NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is not like +15550100100")
    return text or None


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"{text!r} is not a whole number")
    return int(text)


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise ValueError(f"{text!r} is not a whole number above zero")
    return number


def _port(text: str) -> int:
    port = _positive(text)
    if port > HIGHEST_PORT:
        raise ValueError(f"{text!r} is not a port; the highest is {HIGHEST_PORT}")
    return port


def _country(text: str) -> str:
    if text.upper() not in countries():
        raise ValueError(f"{text!r} is not one of {' '.join(countries())}")
    return text.upper()
