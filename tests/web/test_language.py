"""The languages of the pages: nothing is left untranslated, and each writes figures its own way."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from domain.facts import FIELDS
from domain.kinds import Category, DocumentType, PaymentMethod, Source, State
from web import words
from web.language import CATALOGUES, open_languages, preferred
from web.messages import TOLD, extracted, refresh

SPEECHES = open_languages()
FR, EN = SPEECHES["fr"], SPEECHES["en"]


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES/justif.po").open("rb") as source:
        return read_po(source, locale=language)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_message_of_the_pages_is_translated(language: str) -> None:
    spoken = catalogue(language)
    missing = [message for _, message in extracted() if not is_translated(spoken, message)]

    assert missing == []


def test_what_other_rooms_say_is_told_in_arabic_as_in_french() -> None:
    french, arabic = ({m.id for m in catalogue(language) if TOLD in m.auto_comments and m.string} for language in ("fr", "ar"))

    assert arabic == french


def test_french_says_the_number_of_none_as_of_one() -> None:
    """French takes its singular for nought: « une pièce » would say one where there is none."""
    silent = [m.id[0] for m in catalogue("fr") if isinstance(m.id, tuple) and "%(num)s" not in (m.string or ("",))[0]]

    assert silent == ["the first one"]  # an order of hits, which is never of none


def is_translated(spoken: Catalog, message: str | tuple[str, ...]) -> bool:
    found = spoken.get(message if isinstance(message, str) else message[0])
    return bool(found and found.string and (isinstance(found.string, str) or all(found.string)))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_translations_keep_the_values_of_their_message(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else message.id
            told = [message.string] if isinstance(message.string, str) else list(message.string or ())
            wanted = {value for each in ids for value in re.findall(r"%\(\w+\)s|%s|\{\w+\}", each)}
            for each in told:
                assert set(re.findall(r"%\(\w+\)s|%s|\{\w+\}", each)) <= wanted, message.id
            if isinstance(message.id, str):
                assert set(re.findall(r"%\(\w+\)s|%s|\{\w+\}", told[0])) == wanted, message.id


@pytest.mark.parametrize("language", sorted(SPEECHES))
def test_the_catalogues_hold_what_the_pages_say_and_nothing_else(language: str, tmp_path: Path) -> None:
    kept = CATALOGUES / language / "LC_MESSAGES/justif.po"
    fresh = tmp_path / language / "LC_MESSAGES/justif.po"
    fresh.parent.mkdir(parents=True)
    fresh.write_bytes(kept.read_bytes())

    refresh(fresh)

    assert fresh.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("template", sorted(Path("web/templates").glob("*.html")), ids=lambda path: path.name)
def test_no_template_holds_a_word_outside_the_catalogues(template: Path) -> None:
    made = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    plain = "\x00".join(data.data for data in made.parse(template.read_text(encoding="utf-8")).find_all(nodes.TemplateData))
    spoken = re.sub(r"<!--.*?-->|<[^>]*>", " ", plain, flags=re.DOTALL)
    attributes = re.findall(r'\s(?:alt|title|placeholder|aria-label)="([^"\x00]+)"', plain)

    said = re.findall(r"[^\W\d_]{2,}", spoken)
    assert [word for word in said if word not in ("Justif", "PDF")] == []
    assert attributes == []


@pytest.mark.parametrize(
    ("kind", "spoken"),
    [
        (State, words.STATES),
        (DocumentType, words.DOCUMENT_TYPES),
        (PaymentMethod, words.PAYMENT_METHODS),
        (Category, words.CATEGORIES),
        (Source, words.SOURCES),
    ],
)
def test_every_member_of_a_list_has_its_word(kind: type[StrEnum], spoken: dict[str, str]) -> None:
    assert set(spoken) == set(kind)


def test_every_field_has_its_label() -> None:
    assert set(FIELDS) <= set(words.FIELDS)


def test_amounts_are_written_the_french_way() -> None:
    assert FR.money(Decimal("3482.10"), "EUR") == "3\u202f482,10\xa0€"
    assert EN.money(Decimal("3482.10"), "EUR") == "€3,482.10"
    assert FR.money(Decimal("1.5"), "TND") == "1,500\xa0TND"
    assert FR.money(Decimal("12"), None) == "12,00"
    assert FR.money(None, "EUR") == ""


def test_rates_and_days_are_written_the_french_way() -> None:
    assert FR.percent(Decimal("5.50")) == "5,5\xa0%"
    assert FR.percent(Decimal("20.00")) == "20\xa0%"
    assert FR.day(date(2017, 11, 13)) == "13 nov. 2017"
    assert FR.month(date(2025, 3, 1)) == "mars 2025"


def test_the_figures_of_a_sum_are_written_the_french_way() -> None:
    assert FR.arithmetic("1234.50 × 20.00 % = 246.90, printed 246.90") == "1\u202f234,50 × 20,00 % = 246,90, imprimé 246,90"
    assert FR.arithmetic("63.20 × 5.5 % = 3.48, printed 3.48") == "63,20 × 5,5 % = 3,48, imprimé 3,48"
    assert FR.arithmetic("issued 2025-06-30 is not after today, 2026-11-23") == "émis le 30/06/2025, pas après aujourd’hui, 23/11/2026"
    assert FR.arithmetic("version 1.2.34, No 12.5") == "version 1.2.34, No 12.5"


def test_a_moment_is_told_by_its_distance_until_it_is_old() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    assert FR.since(now - timedelta(minutes=3), now) == "il y a 3 minutes"
    assert FR.since(now, now) == "il y a 1 seconde"
    assert FR.since(now - timedelta(days=30), now) == "24 oct. 2026"


def test_what_another_room_says_is_told_again_in_french_with_its_values() -> None:
    assert FR.retell("This PDF is locked by a password.") == "Ce PDF est protégé par un mot de passe."
    assert FR.retell("perhaps the same document as 0123456789abcdef0123") == "peut-être le même document que 0123456789abcdef0123"
    assert FR.retell("a sentence nobody foresaw {x}") == "a sentence nobody foresaw {x}"
    assert EN.retell("perhaps the same document as 0123") == "perhaps the same document as 0123"
    assert FR.retell("") == ""


def test_reasons_are_told_one_by_one() -> None:
    assert FR.retell("its check digits fit; a label announces it") == "sa clé est juste; un libellé l’annonce"
    assert FR.retell("no issue_date was found") == "Date : rien n’a été trouvé"


def test_sentences_of_other_rooms_survive_the_upkeep_of_the_catalogue() -> None:
    assert any(TOLD in message.auto_comments for message in catalogue("fr"))


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fr"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("en-US,en;q=0.9", "en"),
        ("de", "fr"),
        ("en;q=0", "fr"),
        ("fr;q=0.1,en;q=0.9", "en"),
        ("x" * 9999, "fr"),
    ],
)
def test_the_browser_says_which_language_it_likes(header: str, language: str) -> None:
    assert preferred(header, SPEECHES) == language


def test_arabic_is_spoken_from_right_to_left() -> None:
    assert SPEECHES["ar"].say("Validate") == "مصادقة"
    assert SPEECHES["ar"].direction == "rtl"
    assert SPEECHES["ar"].retell("It is booked in a few seconds.") == "سيُقيَّد بعد ثوانٍ."


@pytest.mark.parametrize(("number", "told"), [(1, "مستند واحد"), (2, "مستندان"), (3, "3 مستندات"), (11, "11 مستندًا")])
def test_arabic_counts_in_its_own_forms(number: int, told: str) -> None:
    assert SPEECHES["ar"].count("%(num)s document", "%(num)s documents", number) == told
