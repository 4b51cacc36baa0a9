"""The inputs of the reckoning are what the register and the files say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.scale_inputs import inputs_of
from domain.company import Company
from domain.kinds import Source
from domain.upload import Upload
from pipeline.filing import Filing
from pipeline.tools import Stores, Tools
from search.engines.embedded import EmbeddedIndex
from storage.objects.folder import open_store
from storage.register import open_register
from tests.web.made import NoEngine, Script, an_invoice, conclude


def test_seconds_are_medians_by_kind_and_bytes_are_those_of_the_files(tmp_path: Path) -> None:
    script = Script()
    for number, (source, total) in enumerate([(Source.OCR, 1000), (Source.OCR, 3000), (Source.OCR, 9000), (Source.FACTURX, 40)]):
        script.readings[f"{number}"] = replace(an_invoice(number=f"FA-{number}"), source=source, timings_ms=(("total", total),))
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}")
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    stores = Stores(objects=open_store(f"folder://{tmp_path / 'originals'}"), register=register, index=index)
    filing = Filing(stores=stores, tools=Tools(engine=NoEngine(), company=Company()), reader=script, concluder=conclude)
    for name in script.readings:
        filing.read_document(filing.receive(Upload(name=name, content=name.encode() * 500)).id)

    measured = inputs_of(tmp_path)

    assert measured.count == {"photo or scan": 3, "e-invoice": 1}
    assert measured.seconds["photo or scan"]["total"] == 3.0
    assert measured.seconds["e-invoice"]["ocr"] == 0.0
    assert measured.original_bytes == 500
    assert measured.register_bytes > 0
    assert measured.index_bytes > 0


def test_where_nothing_was_read_there_is_nothing_to_reckon_with(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no document"):
        inputs_of(tmp_path)
