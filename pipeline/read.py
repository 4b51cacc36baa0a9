"""The whole road of a document, from its bytes to what is proposed. It stores nothing; pipeline/filing.py does.

Two ways in: an e-invoice already is facts, and only what its XML leaves out is taken from the page; everything else is
pages with words of their own, or sheets that must be read first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

from classifiers import document_type as types
from classifiers import language as languages
from domain.facts import AMOUNTS, FIELDS, Facts
from domain.kinds import DocumentType, Source
from domain.page import Page, Transcript
from domain.problem import ReadError, unreadable
from domain.reading import PageView, Reading, TypeGuess
from domain.upload import Upload
from domain.wordmap import pack
from extractors.einvoice import EInvoice
from extractors.extract import extract
from pipeline.conclude import conclude
from pipeline.flat import flattened, led_back
from pipeline.join import joined
from pipeline.judge import judged
from pipeline.layout import transcribe
from pipeline.leaves import is_blank, is_separator, without_empty_leaves, without_empty_sheets
from pipeline.load import Loaded, load
from pipeline.prepare import prepare
from pipeline.sheet import Sheet
from pipeline.slips import in_documents
from pipeline.split import laid_flat, split
from pipeline.stopwatch import Stopwatch
from pipeline.tools import Tools
from pipeline.upright import read_upright

__all__ = ["conclude", "read", "recognised", "understand"]

logger = logging.getLogger(__name__)

_E_INVOICE_IS_WHAT_IT_SAYS = 0.99


def read(upload: Upload, tools: Tools, *, today: date) -> tuple[Reading, ...]:
    """What the document says: one Reading, or one for each receipt of a photo. A document at fault gives a Reading with its error."""
    road = _Road(upload=upload, tools=tools, today=today, watch=Stopwatch())
    try:
        readings = tuple(conclude(reading, company=tools.company, today=today) for reading in road.travel())
    except ReadError as error:
        return (Reading(error=error.problem, timings_ms=road.watch.timings_ms()),)
    logger.info("read %d document(s) in %d ms", len(readings), dict(road.watch.timings_ms())["total"])
    return readings


def recognised(upload: Upload, tools: Tools, *, today: date) -> tuple[tuple[Page, ...], ...]:
    """The pages of each document of an upload with their words, before any of them is understood. Raises ReadError."""
    road = _Road(upload=upload, tools=tools, today=today, watch=Stopwatch())
    return road.pages()


def understand(pages: tuple[Page, ...], tools: Tools, *, today: date) -> Reading:
    """The second half of the road: what the words of a document's pages say. Raises ReadError when there are none."""
    road = _Road(upload=Upload(name="", content=b""), tools=tools, today=today, watch=Stopwatch())
    return conclude(road.understood(pages), company=tools.company, today=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One document of the upload: its pages, and which of several it is."""

    pages: tuple[Page, ...]
    number: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Road:
    """One upload on its way, with the steps as methods."""

    upload: Upload
    tools: Tools
    today: date
    watch: Stopwatch

    def travel(self) -> Iterator[Reading]:
        with self._step("load"):
            loaded = load(self.upload, max_pages=self.tools.max_pages)
        if loaded.einvoice:
            yield self._stated(loaded.einvoice, loaded)
            return
        for part in self._parts(loaded):
            reading = self.understood(part.pages)
            yield replace(reading, pages=loaded.page_count, views=_views(loaded, part.pages), part=part.number, notes=part.notes)

    def pages(self) -> tuple[tuple[Page, ...], ...]:
        """The words alone, an e-invoice's from its page."""
        loaded = load(self.upload, max_pages=self.tools.max_pages)
        if loaded.einvoice:
            return (loaded.text_pages,)
        return tuple(part.pages for part in self._parts(loaded))

    # ------------------------------------------------------------ recognition

    def _parts(self, loaded: Loaded) -> tuple[_Part, ...]:
        """The documents of the upload: the receipts of a photo are one each, the pages of anything longer belong together."""
        if loaded.page_count > 1 or not loaded.unread:
            recognised = tuple(self._recognised(loaded.sheet, number) for number in loaded.unread)
            pages, notes = without_empty_leaves(_in_order((*loaded.text_pages, *recognised)))
            return (_Part(pages=joined(pages), notes=notes),)
        sheet = self._sheet(loaded.sheet, loaded.unread[0])
        with self._step("preprocess"):
            sheets = split(sheet, self.tools.engine)
        if len(sheets) == 1:
            return (_Part(pages=(self._read_sheet(sheets[0]),)),)
        kept, notes = without_empty_sheets(self._read_sheet(one) for one in sheets)
        documents = in_documents(kept)
        return tuple(
            _Part(pages=pages, number=n if len(documents) > 1 else None, notes=notes) for n, pages in enumerate(documents, start=1)
        )

    def _recognised(self, sheet: Callable[[int], Sheet], number: int) -> Page:
        drawn = self._sheet(sheet, number)
        with self._step("preprocess"):
            flat = laid_flat(drawn, self.tools.engine)
        return self._read_sheet(flat)

    def _sheet(self, sheet: Callable[[int], Sheet], number: int) -> Sheet:
        self.tools.on_step("ready")
        self.tools.ready()  # opening the engine is no document's time
        with self._step("load"):
            return sheet(number)

    def _read_sheet(self, sheet: Sheet) -> Page:
        with self._step("preprocess"):
            upright = prepare(sheet, self.tools.engine)
        with self._step("ocr"):
            page = read_upright(upright, self.tools.engine)
        return judged(upright, page)

    # ------------------------------------------------------------ understanding

    def understood(self, pages: tuple[Page, ...]) -> Reading:
        """The facts of pages, as the finders see them."""
        if all(map(is_separator, pages)):
            what = "This is a sheet that separates documents."
            raise unreadable("separator", what=what, where=self.upload.name, remedy="Nothing is to be done.")
        with self._step("extract"):
            level = flattened(pages)
            transcript = transcribe(level)
        if not transcript.lines or all(map(is_blank, pages)):
            raise self._wordless(_flaws_of(pages))
        with self._step("classify"):
            language = _language_of(transcript.text)
        facts = self._extracted(transcript, language)
        with self._step("classify"):
            guesses = types.classify(transcript.text, facts)
        return Reading(
            pages=len(pages),
            document_type=guesses[0] if guesses else TypeGuess(value=DocumentType.OTHER, confidence=0.0),
            language=language,
            source=_source_of(pages),
            flaws=_flaws_of(pages),
            qualities=tuple(page.quality for page in pages if page.quality),
            facts=led_back(_as_its_kind_bears(facts, guesses), level, pages),
            timings_ms=self.watch.timings_ms(),
            words=tuple(map(pack, pages)),
            text=transcript.text,
            likeness=pages[0].likeness,
        )

    def _stated(self, einvoice: EInvoice, loaded: Loaded) -> Reading:
        """The facts of an e-invoice; a profile without lines leaves more to the page (Factur-X MINIMUM and BASIC WL)."""
        pages = loaded.text_pages
        facts, text = einvoice.facts, einvoice.text
        with self._step("extract"):
            transcript = transcribe(pages)
        with self._step("classify"):
            language = _language_of(transcript.text or text)
        if not einvoice.has_lines and transcript.lines:
            facts = _completed(facts, self._extracted(transcript, language))
        return Reading(
            pages=loaded.page_count,
            document_type=TypeGuess(value=einvoice.document_type, confidence=_E_INVOICE_IS_WHAT_IT_SAYS),
            language=language,
            source=einvoice.source,
            facts=facts,
            timings_ms=self.watch.timings_ms(),
            views=loaded.views,
            words=tuple(map(pack, pages)),
            text="\n".join(filter(None, (text, transcript.text))),
        )

    def _extracted(self, transcript: Transcript, language: str) -> Facts:
        company = self.tools.company
        with self._step("extract"):
            return extract(transcript, language=language, country=company.country, own_identifiers=company.identifiers, today=self.today)

    def _step(self, name: str) -> AbstractContextManager[None]:
        self.tools.on_step(name)
        return self.watch.step(name)

    def _wordless(self, flaws: Sequence[str]) -> ReadError:
        remedy = "Photograph it again, from above and in good light."
        if flaws:
            return unreadable("no_text", what=flaws[0], where=self.upload.name, remedy=remedy)
        return unreadable("no_text", what="No text was found on this document.", where=self.upload.name, remedy=remedy)


_SURE_OF_ITS_KIND = 0.7


def _as_its_kind_bears(facts: Facts, guesses: Sequence[TypeGuess]) -> Facts:
    """The facts without amounts, where the document is surely of a kind that has no total."""
    if not guesses or guesses[0].confidence < _SURE_OF_ITS_KIND or guesses[0].value.bears_a_total:
        return facts
    return facts.having(tax_breakdown=(), **dict.fromkeys(AMOUNTS))


def _flaws_of(pages: Sequence[Page]) -> tuple[str, ...]:
    """What is wrong with the pictures of a document, each told once."""
    return tuple(dict.fromkeys(flaw for page in pages for flaw in page.flaws))


def _language_of(text: str) -> str:
    """The likeliest language; French where nothing speaks for any."""
    guesses = languages.classify(text)
    return guesses[0][0] if guesses else "fr"


def _source_of(pages: tuple[Page, ...]) -> Source:
    """Recognition makes a document uncertain even where only one of its pages needed it."""
    return Source.OCR if any(page.source is Source.OCR for page in pages) else Source.PDF_TEXT


def _completed(facts: Facts, seen: Facts) -> Facts:
    """What the XML states, and beside it what only the page shows."""
    missing = {name: seen.get(name) for name in FIELDS if facts.get(name) is None}
    return replace(facts.having(**missing), lines=facts.lines or seen.lines, tax_breakdown=facts.tax_breakdown or seen.tax_breakdown)


def _in_order(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    return tuple(sorted(pages, key=lambda page: page.number))


def _views(loaded: Loaded, pages: tuple[Page, ...]) -> tuple[PageView, ...]:
    """The pages as they are shown: recognition may have found that one lies on its side."""
    seen = {page.number: page for page in pages}
    return tuple(_view(seen[view.number]) if view.number in seen else view for view in loaded.views)


def _view(page: Page) -> PageView:
    return PageView(number=page.number, width=page.width, height=page.height, turn_degrees=page.turn_degrees)
