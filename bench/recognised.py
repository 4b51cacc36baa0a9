"""Words that were recognised once and are kept, so that a change of what is made of them is measured in seconds."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from domain.page import Page
from domain.problem import ReadError
from domain.upload import Upload
from pipeline.read import recognised
from pipeline.tools import Tools

Documents = tuple[tuple[Page, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Recognised pages by the SHA-256 of the file, in a folder of one's own; the files are only read back by this bench."""

    folder: Path
    tools: Tools
    today: date

    def pages(self, content: bytes) -> Documents:
        """The documents of a file; none when it cannot be read."""
        place = self.folder / f"{hashlib.sha256(content).hexdigest()}.pages"
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
