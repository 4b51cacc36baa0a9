from __future__ import annotations

from extractors.sides import sides, value_behind
from tests.extractors.printed import locale, printed


def buyer(text: str) -> list[str]:
    return [cell.text for cell in sides(printed(text), locale()).buyer]


def test_the_block_under_the_label_is_the_buyers() -> None:
    text = """
        Perrin SARL                 Client :
        12 rue des Ormes            Aubry
        25000 Besançon              39100 Dole
    """
    assert buyer(text) == ["Aubry", "39100 Dole"]


def test_the_name_behind_the_label_is_the_buyers() -> None:
    assert buyer("Doit : Aubry et Fils") == ["Aubry et Fils"]


def test_the_name_beside_the_label_is_the_buyers() -> None:
    assert buyer("Client                 Aubry et Fils") == ["Aubry et Fils"]


def test_the_place_of_delivery_is_not_where_to_bill() -> None:
    page = sides(printed("Adresse de livraison\nAubry\n39100 Dole"), locale())
    assert page.buyer == ()
    assert [cell.text for cell in page.delivery] == ["Aubry", "39100 Dole"]


def test_a_roll_that_lies_on_the_right_of_the_glass_has_no_window() -> None:
    roll = """
                                              BOULANGERIE AUBRY
                                              3 place du Marché
                                              39100 DOLE
                                              BAGUETTE 1,20
    """
    assert buyer(roll) == []


def test_a_number_behind_the_label_is_no_name() -> None:
    cell = printed("Client : 4411").lines[0]
    assert value_behind(cell, ("CLIENT",)) == (False, None)
