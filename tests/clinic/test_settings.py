"""Settings: defaults that work, and a wrong value named."""

from pathlib import Path

import pytest

from clinic.settings import SettingError, read_settings


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
    ],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({name: value})
