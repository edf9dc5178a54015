"""`python -m tools.records`, as the clinic's staff use it."""

import json
from pathlib import Path

import pytest

from channels.numbers import conversations_of
from channels.secret import secret_of
from clinic.settings import read_settings
from records.keeper import RecordKeeper
from tests.records.conftest import reading
from tests.records.people import ANSWERS, FINISHED, record
from tools.records import main


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RecordKeeper:
    monkeypatch.setenv("AVN_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    keeper = RecordKeeper.from_settings(read_settings())
    keeper.hand_in(record())
    return keeper


def test_list_has_a_line_a_record(capsys: pytest.CaptureFixture[str]) -> None:
    main(["list"])
    made = f"{FINISHED:%Y-%m-%d %H:%M}"
    assert capsys.readouterr().out == f"{record().id} v1 {made} website review_first\n"


def test_show_is_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", record().id[:8]])
    assert "FOR THE SURGEON\nAge: 42" in capsys.readouterr().out


def test_an_earlier_version_can_be_shown(
    kept: RecordKeeper, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.hand_in(record(answers={**ANSWERS, "age": 43}))
    main(["show", record().id, "--version", "1"])
    main(["show", record().id])
    out = capsys.readouterr().out
    assert out.index("Age: 42") < out.index("Age: 43")


@pytest.mark.parametrize(
    ("format_", "start"),
    [("json", b'{\n  "id"'), ("fhir", b'{\n  "resourceType": "Bundle"'), ("pdf", b"%PDF-")],
)
def test_export_to_a_file(format_: str, start: bytes, tmp_path: Path) -> None:
    target = tmp_path / "out"
    main(["export", record().id, "--format", format_, "--to", str(target)])
    assert target.read_bytes().startswith(start)


def test_export_prints(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["export", record().id])
    assert json.loads(capfdbinary.readouterr().out)["id"] == record().id


def test_erase_gives_a_receipt(kept: RecordKeeper, capsys: pytest.CaptureFixture[str]) -> None:
    main(["erase", "Ana@Example.org"])
    assert capsys.readouterr().out.startswith("erased: records 1; receipt ")
    assert kept.store().latest() == []


@pytest.mark.parametrize("written", ["(415) 555-0199", "415.555.0199 ", "001 415 555 0199"])
def test_a_number_may_be_written_in_any_way(kept: RecordKeeper, written: str) -> None:
    main(["erase", written])
    assert kept.store().latest() == []


@pytest.mark.parametrize("person", ["+14155550123", "nobody@example.org", "web-9"])
def test_to_erase_nothing_is_a_failure(
    kept: RecordKeeper, capsys: pytest.CaptureFixture[str], person: str
) -> None:
    with pytest.raises(SystemExit, match="nothing was erased"):
        main(["erase", person])
    assert "receipt" not in capsys.readouterr().out
    assert kept.store().latest() == [record()]


def test_while_a_backup_reads_it_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with reading(tmp_path / "hipwise.db"):
        main(["erase", "+14155550199"])
        assert "still reads" in capsys.readouterr().out


def test_erase_finds_the_conversations_of_a_phone_number(kept: RecordKeeper) -> None:
    number = "+14155550188"
    for conversation in conversations_of(number, secret_of(read_settings())):
        kept.hand_in(record(conversation=conversation))
    main(["erase", number])
    assert [left.conversation for left in kept.store().latest()] == [record().conversation]


def test_retention_says_what_it_erased(capsys: pytest.CaptureFixture[str]) -> None:
    main(["retention"])
    assert capsys.readouterr().out == "erased 0 records, 0 events of conversations\n"


@pytest.mark.parametrize("command", [["show", "nothing"], ["export", "nothing"]])
def test_an_unknown_record_is_named(command: list[str]) -> None:
    with pytest.raises(SystemExit, match="no such record, or more than one: nothing"):
        main(command)


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AVN_RETENTION_DAYS", "never")
    with pytest.raises(SystemExit, match="AVN_RETENTION_DAYS"):
        main(["retention"])
