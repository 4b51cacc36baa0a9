"""The facts of a transcript: every finder of the folder proposes, then one consistent set is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, cast

from domain import plugins
from domain.facts import Facts
from domain.kinds import Source
from domain.page import Transcript
from extractors.agreement import ways_to_total
from extractors.calibrate import calibrated
from extractors.candidate import Candidate
from extractors.choose import choose
from extractors.locale import Locale, open_locale


class Finder(Protocol):
    """What a module of extractors/finders offers."""

    @property
    def FIELDS(self) -> Sequence[str]: ...  # noqa: N802 - the constant of a module

    def find(self, transcript: Transcript, locale: Locale) -> Iterable[Candidate]:
        """Proposals for its fields; none is an honest answer."""
        ...


def extract(transcript: Transcript, *, language: str, country: str, own_identifiers: tuple[str, ...] = (), today: date) -> Facts:
    """The most likely facts of a document that says nothing structured of itself. Raises nothing on odd print."""
    locale = open_locale(language=language, country=country, own_identifiers=own_identifiers, today=today)
    recognised = any(page.source is Source.OCR for page in transcript.pages)
    proposed = candidates(transcript, locale)
    facts = choose(proposed)
    return calibrated(facts, Source.OCR if recognised else Source.PDF_TEXT, ways_to_total(proposed, facts))


def candidates(transcript: Transcript, locale: Locale) -> tuple[Candidate, ...]:
    """What every finder proposes."""
    finders = [cast(Finder, module) for module in plugins.load_every("extractors.finders")]
    return tuple(candidate for finder in finders for candidate in finder.find(transcript, locale))
