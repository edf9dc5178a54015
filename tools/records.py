"""The records that patients agreed to leave, for the clinic's staff: list, read, export, erase.

Usage: python -m tools.records list | show ID | export ID --format json|fhir|pdf|text
       | callbacks | erase PERSON | retention
ID may be the beginning of one. PERSON is a conversation, a phone number (+1 415-555-0199) or an
e-mail address; where nothing is kept of them, the exit code is 1.
"""

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from channels.numbers import conversations_of
from channels.secret import secret_of
from clinic.language.phone import INVALID, dialled
from clinic.record import Record
from clinic.settings import SettingError, Settings, read_settings
from records.erasure import Erased
from records.exports.json_export import as_json
from records.exports.text import as_text
from records.keeper import RecordKeeper
from records.retention import Limits


def main(arguments: list[str] | None = None) -> None:
    wanted = _read(arguments)
    try:
        settings = read_settings()
        COMMANDS[wanted.command](RecordKeeper.from_settings(settings), settings, wanted)
    except (SettingError, SQLAlchemyError) as error:
        sys.exit(f"records: {error}")


def list_all(keeper: RecordKeeper, _: Settings, __: Namespace) -> None:
    for record in keeper.store().latest():
        results = ", ".join(standing.headline for standing in record.hips)
        made = f"{record.finished_at:%Y-%m-%d %H:%M}"
        print(record.id, f"v{record.version}", made, record.channel, results)


def list_call_backs(keeper: RecordKeeper, _: Settings, __: Namespace) -> None:
    for wanted in keeper.calls().call_backs():
        asked = f"{wanted.at:%Y-%m-%d %H:%M}"
        recording = wanted.recording or "no message"
        print(asked, wanted.phone or "number hidden", recording, wanted.conversation)


def show(keeper: RecordKeeper, _: Settings, wanted: Namespace) -> None:
    print(as_text(_found(keeper, wanted)), end="")


def export(keeper: RecordKeeper, _: Settings, wanted: Namespace) -> None:
    content = FORMATS[wanted.format](_found(keeper, wanted))
    if wanted.to:
        wanted.to.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def erase(keeper: RecordKeeper, settings: Settings, wanted: Namespace) -> None:
    person = _as_kept(wanted.person, settings.country)
    receipt = keeper.forget_everywhere(person, conversations_of(person, secret_of(settings)))
    if receipt is None:
        sys.exit(f"records: nothing is kept of {person}; nothing was erased")
    print(f"erased: {_counted(receipt.erased)}; receipt {receipt.id}")
    if not keeper.forget_for_good():
        print("a backup or another program still reads old pages of the database;")
        print("while the assistant runs, they are overwritten within a minute of its end")
    if waiting := keeper.erase_recordings(settings):
        print(f"{waiting} recordings are still at the provider; it is tried again every minute")


def retention(keeper: RecordKeeper, settings: Settings, _: Namespace) -> None:
    erased = keeper.erase_expired(Limits.from_settings(settings), datetime.now(timezone.utc))
    print(f"erased {erased.records} records, {erased.events} events of conversations")


def _as_kept(person: str, country: str) -> str:
    """A phone number in whatever way it is written is kept as +14155550199."""
    has_letters = any(map(str.isalpha, person))
    number = INVALID if has_letters else dialled(person, country)
    return person.strip() if number == INVALID else number


def _counted(erased: Erased) -> str:
    names = {
        "records": erased.records,
        "events of conversations": erased.events,
        "text messages": erased.texts,
        "calls": erased.calls,
        "files that waited for the database": erased.waiting,
    }
    return ", ".join(f"{name} {number}" for name, number in names.items() if number)


def _fhir(record: Record) -> bytes:
    from records.exports.fhir import as_fhir  # noqa: PLC0415 - its models are slow to import

    return as_fhir(record).encode()


def _pdf(record: Record) -> bytes:
    from records.exports.pdf import as_pdf  # noqa: PLC0415 - as above

    return as_pdf(record)


FORMATS: dict[str, Callable[[Record], bytes]] = {
    "json": lambda record: as_json(record).encode(),
    "fhir": _fhir,
    "pdf": _pdf,
    "text": lambda record: as_text(record).encode(),
}
COMMANDS: dict[str, Callable[[RecordKeeper, Settings, Namespace], None]] = {
    "list": list_all,
    "callbacks": list_call_backs,
    "show": show,
    "export": export,
    "erase": erase,
    "retention": retention,
}


def _read(arguments: list[str] | None) -> Namespace:
    parser = ArgumentParser(
        "records", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("list", "callbacks", "retention"):
        commands.add_parser(name)
    for name in ("show", "export"):
        command = commands.add_parser(name)
        command.add_argument("id")
        command.add_argument("--version", type=int, help="the latest unless one is named")
    command.add_argument("--format", choices=FORMATS, default="json")
    command.add_argument("--to", type=Path, help="a file; printed unless one is named")
    commands.add_parser("erase").add_argument("person")
    return parser.parse_args(arguments)


def _found(keeper: RecordKeeper, wanted: Namespace) -> Record:
    record = keeper.store().get(wanted.id, wanted.version)
    if record is None:
        sys.exit(f"records: there is no such record, or more than one: {wanted.id}")
    return record


if __name__ == "__main__":
    main()
