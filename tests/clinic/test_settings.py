"""Settings: defaults that work, a wrong value named, and secrets that stand in files."""

import re
from pathlib import Path

import pytest

from clinic.secret_files import SECRETS
from clinic.settings import SettingError, read_settings

LONG = "0123456789abcdef" * 2
PROJECT = Path(__file__).parent.parent.parent
NOT_SECRET = {"TELEGRAM_BOT_NAME", "TELEGRAM_WEBHOOK_URL"}


def test_defaults_need_nothing() -> None:
    settings = read_settings({})
    assert settings.port == 5005
    assert settings.country == "US"
    assert settings.database_url.startswith("sqlite:///")
    assert (settings.retention_days, settings.conversation_retention_days) == (365, 30)


def test_the_database_follows_the_data_folder(tmp_path: Path) -> None:
    settings = read_settings({"AVN_DATA_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path / 'hipwise.db'}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AVN_PORT", "http"),
        ("AVN_PORT", "0"),
        ("AVN_PORT", "70000"),
        ("AVN_COUNTRY", "XX"),
        ("AVN_SESSION_HOURS", "-1"),
        ("AVN_RETENTION_DAYS", "0"),
        ("AVN_CONVERSATION_RETENTION_DAYS", "a month"),
        ("AVN_PUBLIC_URL", "assistant.clinic.example"),
        ("AVN_TWILIO_API", "ftp://api.example"),
        ("TWILIO_NUMBER", "5550100"),
        ("AVN_START_PATIENCE_S", "0"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({name: value})


class TestSecrets:
    @pytest.mark.parametrize("name", ["AVN_SECRET", "AVN_ACTIONS_SECRET"])
    def test_a_short_one_is_refused_and_not_shown(self, name: str) -> None:
        assert read_settings({name: LONG})
        with pytest.raises(SettingError, match=f"{name}: shorter than 32 bytes") as refused:
            read_settings({name: LONG[:-1]})
        assert LONG[:-1] not in str(refused.value)

    def test_what_is_no_database_is_not_shown(self) -> None:
        with pytest.raises(SettingError, match="DATABASE_URL") as refused:
            read_settings({"DATABASE_URL": "clinic:hunter2@db"})
        assert "hunter2" not in str(refused.value)

    def test_none_is_shown_with_the_settings(self) -> None:
        names = ("AVN_SECRET", "AVN_ACTIONS_SECRET", "TWILIO_AUTH_TOKEN")
        given = dict.fromkeys((*names, "TWILIO_AUTH_TOKEN_SECONDARY"), LONG)
        assert LONG not in repr(read_settings({**given, "DATABASE_URL": f"sqlite:///{LONG}"}))

    def test_each_may_stand_in_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text(f"{LONG}\n")
        (tmp_path / "database").write_text("sqlite:///x.db\r\n")
        settings = read_settings(
            {
                "AVN_SECRET_FILE": str(tmp_path / "secret"),
                "TWILIO_AUTH_TOKEN_FILE": str(tmp_path / "secret"),
                "DATABASE_URL_FILE": str(tmp_path / "database"),
            }
        )
        assert (settings.secret, settings.twilio_auth_token) == (LONG, LONG)
        assert settings.database_url == "sqlite:///x.db"

    def test_a_short_one_in_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("short")
        with pytest.raises(SettingError, match="AVN_SECRET: shorter than 32 bytes"):
            read_settings({"AVN_SECRET_FILE": str(tmp_path / "secret")})

    def test_twice_is_once_too_often(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text(LONG)
        with pytest.raises(SettingError, match="AVN_SECRET, AVN_SECRET_FILE: both are set"):
            read_settings({"AVN_SECRET": LONG, "AVN_SECRET_FILE": str(tmp_path / "secret")})

    @pytest.mark.parametrize(
        ("content", "why"), [(None, "No such file"), (b"\n", "nothing is in"), (b"\xff", "no text")]
    )
    def test_a_file_that_cannot_be_read_is_named(
        self, tmp_path: Path, content: bytes | None, why: str
    ) -> None:
        if content is not None:
            (tmp_path / "token").write_bytes(content)
        with pytest.raises(SettingError, match=f"TWILIO_AUTH_TOKEN_FILE: {why}"):
            read_settings({"TWILIO_AUTH_TOKEN_FILE": str(tmp_path / "token")})

    def test_those_of_the_messaging_apps_are_known(self) -> None:
        credentials = (PROJECT / "credentials.yml").read_text()
        assert set(re.findall(r"\$\{(\w+)\}", credentials)) - NOT_SECRET <= set(SECRETS)
