"""One box to find everything: the sentence is understood, what was understood is shown, and each part can be changed or taken away.

address.py      the address of a search, which says all of it   →  Asked, and the Query that it means
chips.py        what was understood, part by part, and the ways to narrow it
answers.py      the line that answers a question: "14 invoices, 3,482.10 € with tax"
page.py         the page and the CSV of a search
helping.py      suggestions while typing, and the searches that people keep
places.py       where on the pages of a document the words of a search stand
"""

from __future__ import annotations

from fastapi import APIRouter

from web.searching import helping, page, places

router = APIRouter()
for part in (page, helping, places):
    router.include_router(part.router)
