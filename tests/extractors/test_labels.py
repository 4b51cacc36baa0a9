"""Labels in damaged print."""

from __future__ import annotations

from datetime import date

import pytest

from domain.geometry import Box
from domain.page import Line, Word
from extractors.labels import find_labels, normalise
from extractors.locale import open_locale
from tests.extractors.printed import locale, printed

LOCALE = open_locale(language="fr", country="fr", today=date(2026, 11, 23))


def labels(text: str) -> list[str]:
    words = tuple(Word(text=word, box=Box(20 * n, 0, 20 * n + 18, 10)) for n, word in enumerate(text.split()))
    return [hit.label for hit in find_labels(Line(page=1, words=words), LOCALE)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("TOTAL T.T.C. 12,50", "TOTAL TTC"),
        ("T0TAL TTC", "TOTAL TTC"),
        ("TOTALTTC", "TOTAL TTC"),
        ("T O T A L 12,50", "TOTAL"),
        ("NETAPAYER 12,50", "NET A PAYER"),
        ("NET A PAVER", "NET A PAYER"),
        ("Net à payer :", "NET A PAYER"),
        ("TOTA1 EUR", "TOTAL EUR"),
        ("Montant T.V.A", "MONTANT TVA"),
        ("RENDU MONNAlE", "RENDU MONNAIE"),
        ("Date d’échéance", "DATE D ECHEANCE"),
        ("المبلغ الإجمالي", "المبلغ الاجمالي"),
    ],
)
def test_a_label_is_found_in_the_forms_that_print_and_recognition_give_it(text: str, label: str) -> None:
    assert labels(text) == [label]


@pytest.mark.parametrize("text", ["TORTELL", "MENTHE", "COMMERCIALE", "HTC", "Saint-Denis", "VITTEL"])
def test_short_labels_are_not_found_inside_words(text: str) -> None:
    assert labels(text) == []


def test_the_longest_label_wins_where_two_begin() -> None:
    assert labels("TOTAL HT 100,00 TVA 20,00 TOTAL TTC 120,00") == ["TOTAL HT", "TVA", "TOTAL TTC"]


def test_included_is_not_taken_for_excluded() -> None:
    assert "AMOUNT EXCL GST" not in labels("AMOUNT INCL. GST")


def test_a_label_glued_to_its_amount_keeps_its_letters_only() -> None:
    assert labels("TOTAL12,50€ NET14.59") == ["TOTAL", "NET"]


def test_number_signs_are_one_word() -> None:
    assert {normalise(text) for text in ("N° 12", "Nº 12", "No. 12", "N' 12")} == {"NO 12"}


def test_a_label_set_wide_before_its_figure_is_one() -> None:
    (line,) = printed("SUMME     EUR          12,07").lines
    assert [hit.label for hit in find_labels(line, locale("de"))] == ["SUMME EUR"]


def test_a_row_of_boxes_has_a_label_a_box() -> None:
    (line,) = printed("Date        Échéance        Vos réf.").lines
    assert [hit.label for hit in find_labels(line, locale())] == ["DATE", "ECHEANCE", "VOS REF"]
    (two,) = printed("Date        Échéance").lines
    assert [hit.label for hit in find_labels(two, locale())] == ["DATE", "ECHEANCE"]
    (one,) = printed("Date d'échéance").lines
    assert [hit.label for hit in find_labels(one, locale())] == ["DATE D ECHEANCE"]
