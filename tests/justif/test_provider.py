"""Signing in by a provider is set up whole and safely, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from domain.problem import RefusedError
from justif import doctor
from justif.assemble import make_provider
from justif.serving import serve
from justif.settings import Settings
from tests.web.people.provider_server import CLIENT, SECRET, a_provider
from web.people.provider import Provider

WHOLE = Settings(oidc_issuer="https://id.example/realms/firm", oidc_client=CLIENT, oidc_secret=SecretStr(SECRET))


def test_without_a_setting_there_is_none() -> None:
    assert make_provider(Settings()) is None


def test_the_button_says_where_one_signs_in_unless_it_is_given_a_name() -> None:
    made = make_provider(WHOLE)
    assert made == Provider(issuer="https://id.example/realms/firm", client=CLIENT, secret=SECRET, name="id.example")
    named = make_provider(WHOLE.model_copy(update={"oidc_name": "Annuaire", "public_url": "https://compta.example"}))
    assert named
    assert (named.name, named.pages) == ("Annuaire", "https://compta.example")


def test_the_secret_is_shown_nowhere() -> None:
    assert SECRET not in f"{WHOLE!r} {make_provider(WHOLE)!r}"


def test_the_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    filed = WHOLE.model_copy(update={"oidc_secret": SecretStr(""), "oidc_secret_file": tmp_path / "secret"})

    made = make_provider(filed)
    assert made
    assert made.secret == SECRET
    (tmp_path / "secret").unlink()
    with pytest.raises(RefusedError, match="cannot be read"):
        make_provider(filed)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"oidc_client": ""}, "JUSTIF_OIDC_CLIENT"),
        ({"oidc_issuer": ""}, "JUSTIF_OIDC_ISSUER"),
        ({"oidc_client": "", "oidc_secret": SecretStr("")}, "JUSTIF_OIDC_CLIENT, JUSTIF_OIDC_SECRET"),
        ({"oidc_issuer": "http://id.example"}, "https://"),
        ({"oidc_issuer": "id.example"}, "https://"),
    ],
)
def test_one_that_is_set_up_in_part_or_unsafely_keeps_the_pages_shut_and_says_why(
    changes: dict[str, object], told: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = WHOLE.model_copy(update={"home": tmp_path / "home", **changes})

    assert not serve(settings, host="127.0.0.1", port=0, jobs=1)
    assert told in capfd.readouterr().err
    assert not (tmp_path / "home").exists()


def test_the_doctor_asks_it_for_its_description(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "QUESTIONS", tuple(ask for ask in doctor.QUESTIONS if ask.__name__ == "_provider"))
    with a_provider() as running:
        settings = WHOLE.model_copy(update={"oidc_issuer": running.issuer})
        assert doctor.examine(Settings())
        assert doctor.examine(settings)
        assert not doctor.examine(settings.model_copy(update={"oidc_issuer": f"{running.issuer}/"}))
    assert not doctor.examine(settings)
    assert "its description is that of" in capfd.readouterr().out
