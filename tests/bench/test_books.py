"""The bench of the accounts file writes a sound one."""

from __future__ import annotations

from pathlib import Path

from accounting.check_fec import check_fec
from accounting.files import file_of
from bench.books import FIRM, fill, measure
from storage.register import open_register


def test_the_file_that_is_timed_passes_every_check(tmp_path: Path) -> None:
    register = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}")
    fill(register, 50)
    content = file_of("fec", register.books.of_year("default", 2026), company=FIRM, year=2026).content

    assert list(check_fec(content, name="732829320FEC20261231.txt")) == []
    assert measure(register)["lines"] == 151
    register.database.close()
