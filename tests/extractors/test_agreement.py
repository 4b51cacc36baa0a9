"""Independent ways to a total, each counted once."""

from __future__ import annotations

from datetime import date

from extractors.agreement import ways_to_total
from extractors.choose import choose
from extractors.extract import candidates
from extractors.locale import open_locale
from tests.extractors.printed import printed


def ways(text: str) -> int:
    proposed = candidates(printed(text), open_locale(language="fr", country="fr", today=date(2026, 1, 1)))
    return ways_to_total(proposed, choose(proposed))


def test_a_label_alone_is_one_way() -> None:
    assert ways("BOULANGERIE\nTOTAL TTC 12,40 EUR") == 1


def test_table_label_and_card_are_three_ways_at_least() -> None:
    assert (
        ways("""
        PAIN                      3,20 EUR
        GATEAU                    7,80 EUR
        TOTAL TTC                11,00 EUR
        TVA 10,00 %    HT 10,00   TVA 1,00
        CARTE BANCAIRE           11,00 EUR
    """)
        >= 3
    )


def test_two_labels_of_one_total_are_one_way() -> None:
    assert ways("TOTAL TTC 12,40 EUR\nNET A PAYER 12,40 EUR") == 1


def test_no_total_no_way() -> None:
    assert ways("BONJOUR") == 0


def test_sums_that_mend_a_labelled_total_are_one_way() -> None:
    assert ways("Total HT  434,80\nTVA 20 %  86,96\nTotal TTC  521,72") == 1
