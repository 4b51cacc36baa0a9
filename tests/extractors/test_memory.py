"""A validated document teaches where its seller prints what; a sum that closes is stronger than any habit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.facts import Facts, Found
from extractors.memory import learn, recall
from tests.extractors.printed import printed

FIRST = """
HELIOGRAPHIE DU MIDI
Notre repère    K-2201      Jour    12/03/2025
Tirages                                     100,00
Valeur nette                                100,00
Taxe d'État                                  20,00
À verser                                    120,00
"""
NEXT = """
HELIOGRAPHIE DU MIDI
Notre repère    K-2318      Jour    09/05/2025
Tirages                                     250,00
Valeur nette                                250,00
Taxe d'État                                  50,00
À verser                                    300,00
"""


def known() -> Facts:
    return Facts(
        seller_name=sure("Héliographie du Midi"),
        invoice_number=sure("K-2201"),
        issue_date=Found(value=date(2025, 3, 12), confidence=1.0),
        total_tax=Found(value=Decimal("20.00"), confidence=1.0),
        total_with_tax=Found(value=Decimal("120.00"), confidence=1.0),
    )


def sure(text: str) -> Found[str]:
    return Found(value=text, confidence=1.0)


def test_the_words_beside_a_value_are_remembered_as_plain_text() -> None:
    assert dict(learn(printed(FIRST), known())) == {
        "invoice_number": "beside NOTRE REPERE",
        "issue_date": "beside JOUR",
        "total_tax": "beside TAXE D ETAT",
        "total_with_tax": "beside A VERSER",
        "seller_name": "is Héliographie du Midi",
    }


def test_the_next_document_is_read_by_them() -> None:
    read = recall(printed(NEXT), Facts(), learn(printed(FIRST), known()))
    assert read.invoice_number is not None
    assert read.invoice_number.value == "K-2318"
    assert read.issue_date is not None
    assert read.issue_date.value == date(2025, 5, 9)
    assert read.total_with_tax is not None
    assert read.total_with_tax.value == Decimal("300.00")
    assert read.total_with_tax.reason == "as on a validated document of this seller, beside a verser"
    assert read.total_with_tax.place is not None


def test_a_value_in_a_box_is_remembered_by_the_head_above_it() -> None:
    boxes = "Repère          Jour\nK-2201          12/03/2025"
    layout = learn(printed(boxes), Facts(invoice_number=sure("K-2201")))
    assert layout == (("invoice_number", "below REPERE"),)
    read = recall(printed("Repère          Jour\nK-2400          01/06/2025"), Facts(), layout)
    assert read.invoice_number is not None
    assert read.invoice_number.value == "K-2400"


def test_a_doubtful_value_gives_way_and_a_sure_one_stands() -> None:
    layout = learn(printed(FIRST), known())
    doubtful = recall(printed(NEXT), Facts(total_with_tax=Found(value=Decimal("250.00"), confidence=0.6)), layout)
    certain = recall(printed(NEXT), Facts(total_with_tax=Found(value=Decimal("250.00"), confidence=0.97)), layout)
    assert doubtful.total_with_tax is not None
    assert doubtful.total_with_tax.value == Decimal("300.00")
    assert certain.total_with_tax is not None
    assert certain.total_with_tax.value == Decimal("250.00")


def test_no_habit_breaks_a_sum_that_closes() -> None:
    closing = Facts(
        total_without_tax=Found(value=Decimal("200.00"), confidence=0.8),
        total_tax=Found(value=Decimal("50.00"), confidence=0.8),
        total_with_tax=Found(value=Decimal("250.00"), confidence=0.8),
    )
    after = recall(printed(NEXT), closing, (("total_with_tax", "beside A VERSER"),))
    assert after.total_with_tax == closing.total_with_tax


def test_what_agrees_with_the_habit_is_surer() -> None:
    read = Facts(total_with_tax=Found(value=Decimal("300.00"), confidence=0.8, reason="beside A VERSER"))
    after = recall(printed(NEXT), read, learn(printed(FIRST), known())).total_with_tax
    assert after is not None
    assert after.confidence == 0.9


def named(name: str, address: str) -> Facts:
    return Facts(seller_name=Found(value=name, confidence=0.99), seller_address=Found(value=address, confidence=0.99))


TAUGHT = (("seller_name", "is CHEZ FANNY"), ("seller_address", "is 4 rue du Moulin, 67000 Strasbourg"))


def test_a_validated_name_that_is_printed_again_outweighs_another_line() -> None:
    page = printed("CHEZ FANMY CENTRE VILLE\nSARL DES TROIS PONTS")
    assert recall(page, named("SARL DES TROIS PONTS", ""), TAUGHT).seller_name.value == "CHEZ FANNY"  # type: ignore[union-attr]
    elsewhere = recall(printed("SARL DES TROIS PONTS"), named("SARL DES TROIS PONTS", ""), TAUGHT)
    assert elsewhere.seller_name.value == "SARL DES TROIS PONTS"  # type: ignore[union-attr]


def test_a_piece_of_a_validated_address_is_made_whole_and_another_branch_stays() -> None:
    for read, told in (
        ("67000 Strasbourg", "4 rue du Moulin, 67000 Strasbourg"),
        ("12 place du Marché, 68000 Colmar", "12 place du Marché, 68000 Colmar"),
    ):
        after = recall(printed(read), named("CHEZ FANNY", read), TAUGHT)
        assert after.seller_address.value == told  # type: ignore[union-attr]


def test_several_values_under_one_head_say_nothing_of_the_total() -> None:
    layout = (("total_with_tax", "below PRIX"),)
    two = printed("Prix\n76,00\n\n\nPrix\n141,00")
    read = Facts(total_with_tax=Found(value=Decimal("217.00"), confidence=0.8))
    assert recall(two, read, layout).total_with_tax == read.total_with_tax
    assert learn(printed("Prix\n217,00\nA VERSER 217,00"), read) == (("total_with_tax", "beside A VERSER"),)


def test_words_that_name_a_subtotal_are_not_learned_for_a_total() -> None:
    first = printed("GEDUNG MAJU\nSUBTOTAL   24.00\nJUMLAH AKHIR   24.00")
    facts = Facts(total_with_tax=Found(value=Decimal("24.00"), confidence=1.0))
    assert dict(learn(first, facts)) == {"total_with_tax": "beside JUMLAH AKHIR"}
    alone = printed("GEDUNG MAJU\nSUBTOTAL   24.00\nTHANK YOU")
    assert dict(learn(alone, facts)) == {}


def test_a_value_without_words_beside_or_above_it_is_found_after_the_last_words_before_it() -> None:
    layout = learn(
        printed("KEDAI RUNCIT MAJU     JUMLAH\n4471\n                                      24.00\nTERIMA KASIH"),
        Facts(total_with_tax=Found(value=Decimal("24.00"), confidence=1.0)),
    )
    assert dict(layout) == {"total_with_tax": "after RUNCIT MAJU JUMLAH"} or dict(layout) == {
        "total_with_tax": "after KEDAI RUNCIT MAJU JUMLAH"
    }
    following = printed("KEDAI RUNCIT MAJU     JUMLAH\n4472\n                                      31.50\nTERIMA KASIH")
    total = recall(following, Facts(), layout).total_with_tax
    assert total is not None
    assert total.value == Decimal("31.50")
    assert total.confidence < 0.9


def test_words_printed_before_a_value_move_no_likely_one() -> None:
    layout = (("total_with_tax", "after JUMLAH"),)
    page = printed("JUMLAH\n                    31.50\nTOTAL   30.00")
    likely = Facts(total_with_tax=Found(value=Decimal("30.00"), confidence=0.7))
    assert recall(page, likely, layout) == likely


def test_a_rate_within_its_words_hides_no_label() -> None:
    first = printed("KEDAI MAJU\nJUMLAH INCL. GST @6%  RM   13.30\nCASH 20.00")
    facts = Facts(total_with_tax=Found(value=Decimal("13.30"), confidence=1.0))
    assert dict(learn(first, facts)) == {"total_with_tax": "beside JUMLAH INCL GST RM"}
