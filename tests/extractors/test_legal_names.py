from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.legal_names import legal_name
from tests.extractors.printed import locale


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("SARL Perrin & Fils au capital de 8 000 € - RCS Dole 732 829 320", "SARL Perrin & Fils"),
        ("Au bon moulin SARL - 1242 chemin de l'olive", "Au bon moulin SARL"),
        ("Transports Girard SAS, 4 quai du Port", "Transports Girard SAS"),
        ("Aldi GmbH & Co. KG, Schloß Holte", "Aldi GmbH & Co. KG"),
        ("UKST: 2'17 Dirk Rossmann GmbH", "Dirk Rossmann GmbH"),
        ("Siège : Ets Morel - 25000 Besançon", "Ets Morel"),
    ],
)
def test_the_registered_name_is_what_goes_with_the_form(line: str, name: str) -> None:
    found = legal_name(line, locale())
    assert found
    assert line[found.start : found.end] == name


@pytest.mark.parametrize("line", ["SARL au capital de 120 000 €", "2,99 EUR/kg", "Merci de votre visite", "Total Amt Inc. GST 6%", ""])
def test_no_name_where_no_form_goes_with_one(line: str) -> None:
    assert legal_name(line, locale()) is None


@given(st.text(max_size=60))
def test_any_line_is_read_without_a_fault(line: str) -> None:
    found = legal_name(line, locale())
    assert found is None or 0 <= found.start < found.end <= len(line)
