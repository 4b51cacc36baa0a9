"""The settings: with none set everything has a place, and each can be told by the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from domain.company import Company
from justif.serving import work
from justif.settings import PREFIX, Settings, unknown_settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"JUSTIF_{name.upper()}", raising=False)


def test_with_none_set_everything_lies_in_one_folder() -> None:
    settings = Settings()
    home = str(Path.home() / ".justif")
    assert str(settings.home) == home
    assert all(home in url for url in (settings.objects_url, settings.database_url, settings.index_url))


def test_the_home_folder_moves_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUSTIF_HOME", "/srv/books")
    assert Settings().database_url == "sqlite:////srv/books/register.sqlite"
    assert Settings().objects_url == "folder:///srv/books/originals"


def test_a_setting_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUSTIF_PORT", "http")
    with pytest.raises(ValidationError):
        Settings()


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_companies_have_their_own_country_and_identifiers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUSTIF_COMPANIES", '{"alger": {"name": "Alger Bois", "country": "dz", "identifiers": ["000016"]}}')
    monkeypatch.setenv("JUSTIF_COMPANY_NAME", "Bois de France")
    settings = Settings()
    assert settings.company_of("alger") == Company(code="alger", name="Alger Bois", country="dz", identifiers=("000016",))
    assert settings.company_of() == Company(name="Bois de France")
    assert settings.company_of("new") == Company(code="new")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("JUSTIF_OBJECT", "JUSTIF_OBJECTS"),
        ("JUSTIF_DATABSE", "JUSTIF_DATABASE"),
        ("JUSTIF_METRIC_PORT", "JUSTIF_METRICS_PORT"),
        ("JUSTIF_REGISTER_URL", ""),
        ("justif_brokr", "JUSTIF_BROKER"),
    ],
)
def test_a_name_that_is_no_setting_is_told_with_the_nearest_one(name: str, nearest: str) -> None:
    assert unknown_settings({name: "x", "PATH": "/bin"}) == ((name, nearest),)


def test_no_setting_is_taken_for_an_unknown_one() -> None:
    assert unknown_settings({f"{PREFIX}{name.upper()}": "x" for name in Settings.model_fields}) == ()


def test_who_starts_to_work_is_told_of_a_name_that_is_no_setting(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("justif.tasks.work", lambda *_, **__: None)
    monkeypatch.setenv("JUSTIF_OBJECT", "s3://x")

    work(Settings(home=tmp_path, broker="redis://localhost"), jobs=1)

    assert "JUSTIF_OBJECT is no setting of Justif and does nothing (JUSTIF_OBJECTS is perhaps meant)." in capfd.readouterr().err
