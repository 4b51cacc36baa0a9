"""Bills as firms of telephone, energy and water send them: number, date and total are read whatever their form."""

from __future__ import annotations

from datetime import date

import pytest

from classifiers import language
from extractors.extract import extract
from tests.extractors.bills import BILLS
from tests.extractors.printed import printed


@pytest.mark.parametrize("name", sorted(BILLS))
def test_a_bill_is_read(name: str) -> None:
    text, wanted = BILLS[name]
    facts = extract(printed(text), language=language.classify(text)[0][0], country="fr", today=date(2026, 11, 26))
    found = {field: str(one.value).replace(" ", "") if (one := facts.get(field)) else None for field in wanted}
    assert found == wanted
