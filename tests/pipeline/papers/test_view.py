"""A small copy of a picture tells whether it is a scan on white, or of one even ground."""

from __future__ import annotations

import numpy as np

from pipeline.papers.view import is_all_paper, is_even, look
from tests.pipeline.papers.drawn import laid

ON_A_TABLE = laid([[220, 200], [680, 200], [680, 1000], [220, 1000]])


def test_a_scan_without_a_border_is_paper_from_edge_to_edge() -> None:
    assert is_all_paper(look(np.full((900, 700, 3), 250, np.uint8)))
    assert not is_all_paper(look(ON_A_TABLE))


def test_grey_paper_from_edge_to_edge_is_even_and_a_sheet_on_a_table_is_not() -> None:
    pixels = np.full((900, 700, 3), 205, np.uint8)
    pixels[100:800:40, 100:600] = 40

    assert is_even(look(pixels))
    assert not is_even(look(ON_A_TABLE))
