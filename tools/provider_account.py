"""An account to try text messages and calls with: at a provider that does not exist, with an
assistant of its own that believes in it; or, for an assistant that runs already, the credentials of
this environment. Used by `make sms` and `make call`."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from clinic.settings import SettingError, Settings, read_settings
from tools.assistant import Assistant, DidNotStart
from tools.provider import Provider
from tools.provider_server import ProviderServer

ACCOUNT, TOKEN = "ACtrial", "trial-token"
CLINIC, DESK, PERSON = "+15550100100", "+15550100142", "+15550100199"  # reserved for fiction
ON_THIS_MACHINE = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class Account:
    """`server` is where what the assistant sends arrives; None when it arrives elsewhere."""

    provider: Provider
    server: ProviderServer | None
    clinic: str = CLINIC
    person: str = PERSON


@contextmanager
def account_for(command: str) -> Iterator[Account]:
    """At the assistant whose address is the first argument, with the person's number as the second;
    or at one started for it."""
    url, person, *_ = *sys.argv[1:], "", ""
    try:
        with ExitStack() as open_until_end:
            account = _running(url, open_until_end) if url else _own(command, open_until_end)
            yield replace(account, person=person or PERSON)
    except DidNotStart as failure:
        sys.exit(f"{failure}\n{command}: the assistant did not start; what it said is above")
    except SettingError as error:
        sys.exit(f"{command}: {error}")


def _own(command: str, open_until_end: ExitStack) -> Account:
    print(f"{command}: starting the assistant (ten seconds; longer if it has to train)", flush=True)
    server = open_until_end.enter_context(ProviderServer(ACCOUNT, TOKEN))
    folder = open_until_end.enter_context(tempfile.TemporaryDirectory())
    credentials = {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_NUMBER": CLINIC,
        "AVN_TWILIO_API": server.url,
        "AVN_PUBLIC_URL": "",
        "AVN_CLINIC_DIAL": read_settings().clinic_dial or DESK,
    }
    assistant = open_until_end.enter_context(Assistant(Path(folder), **credentials))
    return Account(Provider(assistant.url, TOKEN), server)


def _running(url: str, open_until_end: ExitStack) -> Account:
    settings = read_settings()
    if not settings.has_provider:
        raise SettingError("set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN as for that assistant")
    provider = Provider(url.rstrip("/"), str(settings.twilio_auth_token), settings.public_url)
    return Account(
        provider, _own_server(settings, open_until_end), settings.twilio_number or CLINIC
    )


def _own_server(settings: Settings, open_until_end: ExitStack) -> ProviderServer | None:
    """Where the environment says that messages go to this machine, they arrive here."""
    place = urlsplit(settings.twilio_api or "")
    if place.hostname not in ON_THIS_MACHINE or not place.port:
        print("(texts that are no answer to a webhook do not come here; AVN_TWILIO_API says where)")
        return None
    account, token = str(settings.twilio_account_sid), str(settings.twilio_auth_token)
    try:
        return open_until_end.enter_context(ProviderServer(account, token, place.port))
    except OSError as error:
        raise SettingError(f"AVN_TWILIO_API: port {place.port}: {error.strerror}") from error
