"""Rebuild the learned weights, to the byte: `make train`. Those that find sheets are taught apart (sheetnet.py)."""

from __future__ import annotations

import sys

from training import calibration, categories, roles, types, unknown
from training.receipts import load_receipts


def main() -> int:
    """The roles of lines first: the other models read documents with them."""
    roles.train(load_receipts())
    types.train()
    categories.train()
    calibration.train()
    unknown.train()
    return 0


if __name__ == "__main__":
    sys.exit(main())
