from __future__ import annotations

from extractors.blocks import blocks, cells, place_of
from tests.extractors.printed import printed


def test_a_wide_gap_parts_two_cells() -> None:
    page = printed("35 rue de la République          Alexandre Payet")
    assert [cell.text for cell in cells(page)] == ["35 rue de la République", "Alexandre Payet"]


def test_what_stands_in_one_column_is_one_block() -> None:
    page = printed("""
        Menuiserie Perrin SARL                    Boulangerie Aubry
        12 rue des Ormes                          3 place du Marché
        25000 Besançon                            39100 Dole

        Facture F-12
    """)
    assert [block.text for block in blocks(cells(page))] == [
        "Menuiserie Perrin SARL\n12 rue des Ormes\n25000 Besançon",
        "Boulangerie Aubry\n3 place du Marché\n39100 Dole",
        "Facture F-12",
    ]


def test_every_cell_is_in_exactly_one_block() -> None:
    page = printed("""
        a b      c
          d      e      f
        g
    """)
    every = cells(page)
    assert sorted(cell.text for block in blocks(every) for cell in block.cells) == sorted(cell.text for cell in every)


def test_the_place_of_some_characters_is_the_box_of_their_words() -> None:
    line = printed("SIRET 552 100 554 00013 Lyon").lines[0]
    start = line.text.index("552")
    box = place_of(line, start, start + len("552 100 554 00013")).box
    assert (box.left, box.right) == (line.words[1].box.left, line.words[4].box.right)
