"""Figures and the labels that name them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from extractors.figures import Figure, read_figures
from extractors.locale import open_locale
from tests.extractors.printed import printed

LOCALE = open_locale(language="fr", country="fr", today=date(2026, 11, 23))


def money(text: str) -> list[Figure]:
    return list(read_figures(printed(text), LOCALE).money)


def named(text: str) -> list[tuple[str, str]]:
    return [(str(f.value), f.label.label if f.label else "") for f in money(text)]


def test_a_figure_is_named_by_the_label_on_its_left() -> None:
    assert named("Total HT 100,00 TVA 20,00 Total TTC 120,00") == [("100.00", "TOTAL HT"), ("20.00", "TVA"), ("120.00", "TOTAL TTC")]


def test_a_currency_between_a_label_and_its_figure_hides_no_label() -> None:
    german = open_locale(language="de", country="fr", today=date(2026, 11, 23))
    (figure,) = read_figures(printed("SUMME     EUR     152,00"), german).money
    assert figure.label
    assert figure.label.names("total_with_tax")


def test_a_figure_without_a_label_takes_the_one_above() -> None:
    assert named("MONTANT\n24,90 EUR") == [("24.90", "MONTANT")]


def test_a_damaged_figure_beside_a_label_keeps_it_from_the_next_line() -> None:
    assert named("TOTAL 25. 0\n50,00") == [("50.00", "")]


def test_dates_hours_telephones_codes_and_rates_are_no_money() -> None:
    assert named("12/05/2023 18.42 h\nTel 01.23.45.67.89\nFR76 3000 4000 0312 3456 7890 143\nA0000000421010\nTVA 20,00%") in (
        [],
        [("18.42", "")],
    )


def test_weights_and_prices_per_litre_are_factors_not_money() -> None:
    assert named("0,850 kg x 2,99 €/kg 2,54") == [("2.54", "")]
    assert named("PRIX/L 1,789 €\nVOLUME 45,32 L\nMONTANT 81,08 €")[-1] == ("81.08", "MONTANT")


def test_numbers_of_two_columns_are_not_one_number() -> None:
    assert [f.value for f in money("SR       6       411.50      24.69")] == [Decimal("411.50"), Decimal("24.69")]
    assert [f.value for f in money("Total HT 1 250,00")] == [Decimal("1250.00")]


def test_a_count_names_the_number_after_it_and_nothing_more() -> None:
    assert named("TOTAL QTY 8 25.15") == [("25.15", "")]


def test_a_total_that_says_tax_included_is_a_total() -> None:
    assert named("TOTAL RM INCL. OF GST 30.10")[0][1].startswith("TOTAL")


def test_francs_have_no_decimals() -> None:
    assert [f.value for f in money("MONTANT TTC 203.550 FCFA")] == [Decimal(203550)]


def test_a_sign_of_percent_that_was_misread_behind_a_usual_rate_is_no_figure() -> None:
    for text in ("5,50 96 178,20 9,80", "5,5 %6 178,20 9,80", "5,50 9/0 178,20 9,80"):
        rate, *rest = next(iter(read_figures(printed(text), LOCALE).rows)).figures
        assert (rate.percent, rate.value, [str(f.value) for f in rest]) == (True, Decimal("5.5"), ["178.20", "9.80"])
    assert not any(f.percent for f in read_figures(printed("12,34 96 178,20"), LOCALE).every)
