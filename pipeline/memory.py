"""The memory of sellers on the road: what a validated document teaches, and how the next document of its seller is read by it."""

from __future__ import annotations

from dataclasses import replace

from domain.kinds import Source
from domain.page import Page, Transcript
from domain.reading import Reading
from domain.seller import Seller
from extractors.memory import Layout, learn, recall
from pipeline.layout import transcribe


def layout_of(reading: Reading, known: Layout = ()) -> Layout:
    """The anchors of a document that a person stands for, over those known before."""
    return tuple((dict(known) | dict(learn(_transcript(reading), reading.facts))).items())


def remembered(reading: Reading, seller: Seller | None) -> Reading:
    """The reading, with what the layout of its seller adds; an e-invoice, which says for itself, is left as it is."""
    if seller is None or not seller.layout or reading.source not in (Source.OCR, Source.PDF_TEXT):
        return reading
    return replace(reading, facts=recall(_transcript(reading), reading.facts, seller.layout))


def _transcript(reading: Reading) -> Transcript:
    """The lines of a reading, from the words that are kept of it."""
    views = {view.number: view for view in reading.views}
    pages = tuple(
        Page(
            number=kept.page,
            width=views[kept.page].width,
            height=views[kept.page].height,
            words=kept.words(),
            source=reading.source or Source.OCR,
        )
        for kept in reading.words
        if kept.page in views
    )
    return transcribe(pages)
