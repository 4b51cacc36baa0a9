"""Words that were recognised once and are kept, so that a change of what is made of them is measured in seconds."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from domain.page import Page, Word
from domain.problem import ReadError
from domain.upload import Upload
from pipeline.read import recognised
from pipeline.tools import Tools

Documents = tuple[tuple[Page, ...], ...]

_FORM = repr([[field.name for field in fields(kind)] for kind in (Page, Word)]).encode()
"""What pages and words hold: words that were kept in another form are recognised anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Recognised pages by the SHA-256 of the file and of their form, in a folder of one's own; this bench alone reads them."""

    folder: Path
    tools: Tools
    today: date

    def pages(self, content: bytes) -> Documents:
        """The documents of a file; none when it cannot be read."""
        place = self.folder / f"{hashlib.sha256(content + _FORM).hexdigest()}.pages"
        if place.exists():
            known: Documents = pickle.loads(place.read_bytes())
            return known
        try:
            seen = recognised(Upload(name="document", content=content), self.tools, today=self.today)
        except ReadError:
            seen = ()
        self.folder.mkdir(parents=True, exist_ok=True)
        place.write_bytes(pickle.dumps(seen))
        return seen
