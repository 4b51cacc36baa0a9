"""The ground on which finders stand."""

from __future__ import annotations

from datetime import date

import pytest

from domain import plugins
from domain.facts import FIELDS
from extractors.labels import normalise
from extractors.locale import Language, open_locale

LOCALE = open_locale(language="fr", country="nowhere", today=date(2026, 11, 23))


def test_the_documents_own_language_comes_first() -> None:
    assert LOCALE.labels("amount_due")[0] == "NET A PAYER"
    assert "AMOUNT DUE" in LOCALE.labels("amount_due")


def test_an_unknown_country_has_no_rules() -> None:
    assert LOCALE.country is None


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(plugins.UnknownPluginError, match="fr"):
        open_locale(language="xx", country="fr", today=date(2026, 11, 23))


@pytest.mark.parametrize("language", LOCALE.languages, ids=lambda language: language.CODE)
def test_a_language_has_labels_for_every_field_written_as_they_are_compared(language: Language) -> None:
    assert set(FIELDS) <= set(language.LABELS)
    for field, labels in language.LABELS.items():
        for label in labels:
            assert normalise(label) == label, (field, label)


@pytest.mark.parametrize("language", LOCALE.languages, ids=lambda language: language.CODE)
def test_a_language_knows_the_twelve_months(language: Language) -> None:
    assert set(language.MONTHS.values()) == set(range(1, 13))
