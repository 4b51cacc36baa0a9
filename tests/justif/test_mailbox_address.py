"""The address of the inbox is understood, and a password is never sent in clear."""

from __future__ import annotations

import pytest

from domain.problem import ReadError
from justif.mailbox import Box, box_of
from justif.settings import Settings


def test_an_address_names_server_person_and_folder() -> None:
    assert box_of("imaps://factures%40moulin.example@mail.example/Re%C3%A7us", "secret") == Box(
        host="mail.example", port=993, name="factures@moulin.example", password="secret", folder="Reçus", is_tls=True
    )
    assert box_of("imap://anne@mail.example:1143", "").folder == "INBOX"


@pytest.mark.parametrize("url", ["", "mail.example", "https://anne@mail.example", "imaps://mail.example", "imaps://anne@"])
def test_what_is_no_inbox_is_refused(url: str) -> None:
    with pytest.raises(ReadError):
        box_of(url, "")


def test_passwords_print_as_stars() -> None:
    shown = str(Settings(mailbox_password="secret word", smtp_password="secret word"))  # type: ignore[arg-type]

    assert "secret word" not in shown
