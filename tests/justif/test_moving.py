"""The move to services and back: nothing lost, nothing doubled, resumed where it broke off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from domain.kinds import State
from domain.problem import RefusedError
from domain.upload import Upload
from justif.assemble import make_filing
from justif.moving import differences, move, settings_in
from justif.settings import Settings
from pipeline.filing import Filing
from search.query import Query
from storage.objects import MissingObjectError
from storage.objects.folder import FolderStore
from tests.servers.addresses import a_bucket, a_schema, an_index, on

INVOICE = Path("samples/facture-ubl.xml").read_bytes()


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """An embedded installation with documents that were read, corrected, validated, rejected and that wait."""
    settings = Settings(home=tmp_path / "here")
    filing = make_filing(settings)
    ids = [filing.receive(Upload(name=f"{n}.xml", content=INVOICE + f"<!-- {n} -->".encode()), submitted_by="Anne").id for n in range(6)]
    for one in ids[:5]:
        filing.read_document(one)
    filing.correct(ids[0], {"invoice_number": "F-\u00e9\u4e2d"}, by="Karim")
    filing.validate(ids[1], by="Anne")
    filing.reject(ids[2], reason="private", by="Anne")
    return settings


@pytest.fixture(params=["embedded", on("versity"), on("minio")])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Empty stores: another folder, or servers."""
    with ExitStack() as opened:
        if request.param == "embedded":
            yield Settings(home=tmp_path / "there")
            return
        database, index = opened.enter_context(a_schema()), opened.enter_context(an_index())
        yield Settings(home=tmp_path / "there", objects=a_bucket(request.param), database=database, index=index)


def found(filing: Filing) -> set[str]:
    return {hit.card.document_id for hit in filing.stores.index.search(Query(), company="default", today=date(2026, 1, 1)).hits}


def test_everything_is_there_after_the_move_and_after_the_move_back(here: Settings, there: Settings, tmp_path: Path) -> None:
    assert move(here, there)
    before, after = make_filing(here), make_filing(there)
    assert after.stores.register.list() == before.stores.register.list()
    for document in before.stores.register.list():
        assert after.stores.objects.get(document.original) == before.stores.objects.get(document.original)
        assert after.stores.register.history(document.id) == before.stores.register.history(document.id)
    assert found(after) == found(before)

    back = Settings(home=tmp_path / "back")
    assert move(there, back)
    assert list(differences(before.stores.register.database, make_filing(back).stores.register.database)) == []


def test_work_goes_on_after_the_move_where_it_stood(here: Settings, there: Settings) -> None:
    move(here, there)
    filing = make_filing(there)
    waiting = filing.stores.register.list(state=State.RECEIVED)[0]
    filing.read_document(waiting.id)
    filing.validate(waiting.id, by="Anne")
    booked = filing.stores.register.get(waiting.id)
    assert booked
    assert booked.entry_number == 2


def test_a_move_that_broke_off_is_taken_up_where_it_stood(here: Settings, there: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    read = FolderStore.get

    def get(store: FolderStore, sha256: str) -> bytes:
        if len(sent) == 3:
            raise ConnectionError("the line is cut")
        sent.append(sha256)
        return read(store, sha256)

    with monkeypatch.context() as patched:
        patched.setattr(FolderStore, "get", get)
        with pytest.raises(ConnectionError):
            move(here, there)
    assert make_filing(there).stores.register.list() == ()
    assert move(here, there)
    assert move(here, there), "once more changes nothing"


def test_a_register_that_holds_other_documents_is_not_written_over(here: Settings, tmp_path: Path) -> None:
    there = Settings(home=tmp_path / "there")
    make_filing(there).receive(Upload(name="other.xml", content=b"<other/>"))
    with pytest.raises(RefusedError, match="other documents"):
        move(here, there)


def test_nothing_moves_while_somebody_reads(here: Settings, tmp_path: Path) -> None:
    make_filing(here).stores.register.claims.take(owner="somebody")
    with pytest.raises(RefusedError, match="being read"):
        move(here, Settings(home=tmp_path / "there"))


def test_a_lost_original_is_told_and_not_passed_over(here: Settings, tmp_path: Path) -> None:
    original = next(iter(make_filing(here).stores.register.originals()))
    (tmp_path / "here/originals" / original[:2] / original[2:4] / original).unlink()
    with pytest.raises(MissingObjectError, match=original):
        move(here, Settings(home=tmp_path / "there"))


def test_the_settings_of_a_file_stand_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUSTIF_COMPANY", "mine")
    file = tmp_path / "there.env"
    file.write_text("# the new place\nexport JUSTIF_HOME='/srv/justif'\nJUSTIF_BROKER=redis://localhost/0\n")
    told = settings_in(file)
    assert (str(told.home), told.broker, told.company) == ("/srv/justif", "redis://localhost/0", "default")
    assert Settings().company == "mine"
