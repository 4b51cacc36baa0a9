"""The 626 real receipts that are learned from: SROIE, ICDAR 2019, CC BY 4.0 (data/ATTRIBUTION.md), words, boxes and truth."""

from __future__ import annotations

import json
import lzma
import re
from datetime import date
from pathlib import Path
from typing import Any

from bench.dataset import Unit
from domain.kinds import Source
from domain.page import Page
from locales.dates import parse_date
from training.roles import lines_of

RECEIPTS = Path(__file__).parent / "data" / "sroie-receipts.jsonl.xz"


def load_receipts() -> list[dict[str, Any]]:
    """One object a receipt: `file_name`, `words`, `bboxes`, `entities` (company, date, address, total)."""
    with lzma.open(RECEIPTS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def page_of(receipt: dict[str, Any]) -> Page:
    """The page of a receipt with its annotated words. This edition's runs end at their first comma; the address gives some
    of them back their tail."""
    words = [word for line in lines_of(receipt) for word in line.words]
    size = receipt["image_size"]
    return Page(number=1, width=size["width"], height=size["height"], words=tuple(words), source=Source.OCR)


def truth_of(receipt: dict[str, Any]) -> Unit:
    """What the receipt says, in the terms of the contract; what cannot be read as a date or an amount is not judged."""
    entities = receipt["entities"]
    day = parse_date(entities.get("date") or "", today=date(2026, 1, 1))
    amount = re.sub(r"[^\d.-]", "", entities.get("total") or "")
    fields = {
        "seller_name": entities.get("company"),
        "seller_address": entities.get("address"),
        "issue_date": day.isoformat() if day else None,
        "total_with_tax": amount if re.fullmatch(r"-?\d+\.\d\d", amount) else None,
    }
    return Unit(fields={name: value for name, value in fields.items() if value}, cash_rounding=True, strict=entities)
