"""Whose is this place on the page, the seller's or the buyer's?

The buyer's block stands under a printed label ("Facturé à", "Client", "Bill to") or, in France, without a label where the
window of the envelope is. Whatever stands in it, identifiers too, is the buyer's; the rest of the page is the seller's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.page import Line, Transcript
from extractors.blocks import Block, blocks, cells, words_between
from extractors.locale import Locale
from extractors.plain import labels_pattern, plain
from extractors.roles.features import PHONE

_NUMBER_OF = re.compile(r"^(?:NO|N|NUM|NUMERO|NUMBER|REF|CODE|ID|N°|#)\b|^[#°\d]|^(?:SERVICE|COPY|SIGNATURE|SUPPORT|RELATION)|^\W*$")


_POSTCODE = re.compile(r"(?:^|[\s,-])(?:[A-Z]{1,2}-)?\d{4,5}\s+[A-Z][A-Z-]{2,}")
_FIRM_MARK = re.compile(r"\b(?:SIRET|SIREN|RCS|CAPITAL|TVA|IBAN|APE|NAF|VAT|UST|NIF|ICE|NINEA)\b")
_TOP_SHARE = 0.5
"""An address window stands in the upper half of the first page (NF Z 10-011 puts it in the upper third)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Cells of the document, and which of them are the buyer's; `delivery` cells are the buyer's too, elsewhere.

    `labelled` says that a printed label names the buyer, and not only the place of a window.
    """

    cells: tuple[Line, ...]
    blocks: tuple[Block, ...]
    buyer: tuple[Line, ...] = ()
    delivery: tuple[Line, ...] = ()
    labelled: bool = False

    def is_buyers(self, cell: Line) -> bool:
        """Whether this cell, or the cell that it is part of, is one of the buyer's."""
        return any(
            theirs.page == cell.page and theirs.box.overlap_y(cell.box) > 0.5 and theirs.box.overlap_x(cell.box) > 0.5
            for theirs in (*self.buyer, *self.delivery)
        )


def sides(transcript: Transcript, locale: Locale) -> Sides:
    """Part the page between the two; nothing is the buyer's when nothing says so."""
    every = cells(transcript)
    stacks = blocks(every)
    delivery = tuple(
        cell for label, value in _labelled(every, locale, "delivery_address") for cell in _named_by(label, value, every, stacks)
    )
    buyer = tuple(cell for label, value in _labelled(every, locale, "buyer_name") for cell in _named_by(label, value, every, stacks))
    buyer = buyer or _with_buyers_number(stacks, locale, known=delivery)
    window = () if buyer else _window(stacks, transcript, known=delivery)
    return Sides(cells=every, blocks=stacks, buyer=buyer or window, delivery=delivery, labelled=bool(buyer))


def _with_buyers_number(stacks: Sequence[Block], locale: Locale, *, known: Sequence[Line]) -> tuple[Line, ...]:
    """The address block that holds the buyer's own VAT id, as its label says."""
    label = labels_pattern(locale.labels("buyer_vat_id"))
    for block in stacks:
        if block.cells[0] in known or not any(_POSTCODE.search(plain(cell.text)) for cell in block.cells):
            continue
        numbered = next((at for at, cell in enumerate(block.cells) if label.match(plain(cell.text))), None)
        if numbered:
            return block.cells[: numbered + 1]
    return ()


def value_behind(cell: Line, labels: tuple[str, ...]) -> tuple[bool, Line | None]:
    """Whether the cell begins with such a label, and the words behind it; a number or code of somebody names nobody."""
    text = plain(cell.text)
    found = labels_pattern(labels).match(text, _first_letter(text))
    if not found:
        return False, None
    rest = re.match(r"\s*(?:\([^)]*\)\s*)?(?P<colon>[:.]*)\s*(?P<value>.*)$", text[found.end() :])
    value = rest["value"] if rest else ""
    if not value:
        return True, None
    if not rest or not rest["colon"] or _NUMBER_OF.match(value) or sum(map(str.isalpha, value)) < 3:
        return False, None
    return True, Line(page=cell.page, words=tuple(words_between(cell, found.end() + rest.start("value"))))


def _labelled(every: Sequence[Line], locale: Locale, field: str) -> Iterator[tuple[Line, Line | None]]:
    labels = locale.labels(field)
    for cell in every:
        is_label, value = value_behind(cell, labels)
        if is_label:
            yield cell, value


def _first_letter(text: str) -> int:
    return next((i for i, character in enumerate(text) if character.isalpha()), 0)


def _named_by(label: Line, value: Line | None, every: Sequence[Line], stacks: Sequence[Block]) -> tuple[Line, ...]:
    if value:
        return (value, *_below(label, stacks))
    return _below(label, stacks) or _beside(label, every)


def _below(label: Line, stacks: Sequence[Block]) -> tuple[Line, ...]:
    """The rest of the label's block, or the block that begins just under it."""
    home = next(block for block in stacks if label in block.cells)
    rest = home.cells[home.cells.index(label) + 1 :]
    if rest:
        return rest
    height = label.box.height
    near = [
        block
        for block in stacks
        if block.page == label.page
        and -0.5 * height <= block.box.top - label.box.bottom <= 3 * height
        and (block.box.overlap_x(label.box) > 0.5 or abs(block.box.left - label.box.left) < 2 * height)
    ]
    return min(near, key=lambda block: block.box.top).cells if near else ()


def _beside(label: Line, every: Sequence[Line]) -> tuple[Line, ...]:
    right = [c for c in every if c.page == label.page and c.box.left >= label.box.right and c.box.overlap_y(label.box) > 0.5]
    return (min(right, key=lambda c: c.box.left),) if right else ()


def _window(stacks: Sequence[Block], transcript: Transcript, *, known: Sequence[Line]) -> tuple[Line, ...]:
    """The unlabelled address in the window of the envelope: an address block on the right, without a firm's marks.

    A letter has something on the left of it, and names its sender by another address or a firm's mark; on a till roll the
    only address is the seller's, wherever the roll lies on the glass. Where the sender stands on the right, with telephone or
    register, the one other address is the buyer's.
    """
    page = transcript.pages[0] if transcript.pages else None
    if page is None:
        return ()
    here = [block for block in stacks if block.page == page.number]
    addresses = [
        block
        for block in here
        if len(block.cells) >= 2
        and block.box.top < _TOP_SHARE * page.height
        and any(_POSTCODE.search(plain(cell.text)) for cell in block.cells[1:])
        and not _is_a_senders(block)
        and not any(cell in known for cell in block.cells)
    ]
    right = [block for block in addresses if block.box.left > 0.4 * page.width and _has_a_left_side(block, here)]
    window = max(right, key=lambda block: block.box.left, default=None) or _left_window(addresses, here)
    if window is None or not any(_names_a_sender(block) for block in here if block is not window):
        return ()
    return window.cells


def _left_window(addresses: Sequence[Block], here: Sequence[Block]) -> Block | None:
    """The only address without a firm's marks, left of a sender's that has them."""
    if len(addresses) != 1:
        return None
    (one,) = addresses
    senders = [block for block in here if _is_a_senders(block) and any(_POSTCODE.search(plain(cell.text)) for cell in block.cells)]
    return one if any(block.box.left > one.box.right and block.box.top < one.box.bottom for block in senders) else None


def _is_a_senders(block: Block) -> bool:
    """Whether a firm speaks of itself: registers, or how to telephone it."""
    text = plain(block.text)
    return bool(_FIRM_MARK.search(text) or PHONE.search(text))


def _has_a_left_side(block: Block, here: Sequence[Block]) -> bool:
    """Whether something is written on the left of the block, beside it or above."""
    box = block.box
    return any(
        other.box.left < box.left - box.width / 2 and other.box.top < box.bottom and sum(map(str.isalpha, other.text)) >= 6
        for other in here
        if other is not block
    )


def _names_a_sender(block: Block) -> bool:
    text = plain(block.text)
    return bool(_FIRM_MARK.search(text) or any(_POSTCODE.search(plain(cell.text)) for cell in block.cells))
