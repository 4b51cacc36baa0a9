"""Can the text of a PDF page be trusted, or must the page be recognised like a scan?

The text is compared with what the page shows: words in invisible ink, behind a picture or without any ink are no
words of the page, garbled text is none either, and where the picture shows lines that the text does not hold, the text
is not the whole page. Reading such a page again costs a second or two; trusting it costs a wrong or missing figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from domain.page import Word
from pipeline.formats.pdf import DPI, OpenPage, draw, drawn_area
from pipeline.formats.pdf_words import TextWord, words_of

# The page is judged on a drawing at half the resolution of the shown page.
_SCALE = 0.5
_MAX_JUDGED_PIXELS = 6_000_000

# Share of the words that may be in invisible ink before the text is taken for a scanner's own recognition.
_MOSTLY = 0.5
# A picture over this share of the page hides the text that was drawn before it.
_WHOLE_PAGE = 0.8
# Letters seen outside the words: a logo has a dozen or two, a letterhead or a table drawn as a picture many more.
_LETTERS_UNCOVERED = 40
_SHARE_UNCOVERED = 0.05
# Fewer shapes of one height side by side are grain of a photograph rather than a word.
_LETTERS_IN_A_LINE = 4
# Share of characters that are no characters (unmapped glyphs): a few are icons, more are a font without its map.
_GARBLED = 0.03
_NO_CHARACTER = re.compile(r"[\ufffd\ue000-\uf8ff\x80-\x9f]|\(cid:\d+\)")
_MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf€šžœ‰]|Â[\u00a0-\u00bf]|â€.|â‚¬")
_LEADERS = frozenset(".·…_-–—=*|")  # rows of them lead the eye or draw a line
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüœæáíóúø")
# Share of vowels among Latin letters: French and English have 38–46 %, shifted glyph numbers 10–20 %.
_FEWEST_VOWELS = 0.22
_ENOUGH_LETTERS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLayer:
    """The words that a person sees on the page, and why they do not suffice (empty when they do)."""

    words: tuple[Word, ...]
    turn_degrees: int
    flaw: str


def text_layer(page: OpenPage) -> TextLayer:
    """The judged text of a page. A page without text and without ink is blank: there is nothing to recognise."""
    found = words_of(page)
    grey = _drawn_grey(page)
    if not found or _is_blank(grey):
        return TextLayer(words=(), turn_degrees=0, flaw="" if _is_blank(grey) else "no text")
    seen = tuple(one for one in found if one.is_drawn and _has_ink(one.word, grey, page))
    words = tuple(one.word for one in seen if not _is_icon(one.word.text))
    return TextLayer(words=words, turn_degrees=_turn(seen), flaw=_flaw(page, found, seen, words, grey))


def _flaw(
    page: OpenPage, found: tuple[TextWord, ...], seen: tuple[TextWord, ...], words: tuple[Word, ...], grey: npt.NDArray[np.uint8]
) -> str:
    if len(seen) < _MOSTLY * len(found):
        return "the text is not what the page shows"
    if is_garbled([word.text for word in words]):
        return "the text is garbled"
    if _lies_behind_a_picture(page):
        return "the text lies behind a picture"
    letters = sum(len(word.text) for word in words)
    uncovered = letters_outside(words, grey, scale=grey.shape[1] / page.width)
    return "the picture shows more than the text" if uncovered > max(_LETTERS_UNCOVERED, _SHARE_UNCOVERED * letters) else ""


def is_garbled(words: list[str]) -> bool:
    """Whether the text cannot be what was meant: unmapped glyphs, doubly encoded accents, letters that are no language.

    >>> is_garbled("Facture du 13 novembre 2017 à régler".split())
    False
    >>> is_garbled("Facture rÃ©glÃ©e, Ã payer".split()), is_garbled(["(cid:12)(cid:3)", "\\ufffd\\ufffd"])
    (True, True)
    """
    text = " ".join(words)
    count = sum(len(word) for word in words)
    bad = len(_NO_CHARACTER.findall(text))
    if bad >= 3 and bad > _GARBLED * count:
        return True
    if len(_MOJIBAKE.findall(text)) >= 2:
        return True
    telling = [c for c in text if not c.isspace() and c not in _LEADERS]
    if len(telling) >= 20 and sum(c.isalnum() for c in telling) < 0.4 * len(telling):
        return True
    latin = [c for c in text.lower() if "a" <= c <= "z" or "à" <= c <= "ÿ" or c == "œ"]
    return len(latin) >= _ENOUGH_LETTERS and sum(c in _VOWELS for c in latin) < _FEWEST_VOWELS * len(latin)


def _is_icon(text: str) -> bool:
    """A bullet or pictogram of a symbol font, which stands alone."""
    return len(text) == 1 and _NO_CHARACTER.fullmatch(text) is not None


def _turn(seen: tuple[TextWord, ...]) -> int:
    """The turn that most letters ask for, when most of them agree."""
    votes: dict[int, int] = {}
    for one in seen:
        votes[one.turn_degrees] = votes.get(one.turn_degrees, 0) + len(one.word.text)
    best = max(votes, key=lambda turn: votes[turn], default=0)
    return best if votes and votes[best] > 0.6 * sum(votes.values()) else 0


def _drawn_grey(page: OpenPage) -> npt.NDArray[np.uint8]:
    scale = min(_SCALE, (_MAX_JUDGED_PIXELS / (page.width * page.height)) ** 0.5)
    return np.asarray(cv2.cvtColor(draw(page, scale=scale), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _is_blank(grey: npt.NDArray[np.uint8]) -> bool:
    return int(grey.max()) - int(grey.min()) < 16


def _has_ink(word: Word, grey: npt.NDArray[np.uint8], page: OpenPage) -> bool:
    """Whether anything stands out where the word is said to be: white text on white does not."""
    sx, sy = grey.shape[1] / page.width, grey.shape[0] / page.height
    top, left = int(word.box.top * sy), int(word.box.left * sx)
    cut = grey[top : int(word.box.bottom * sy) + 2, left : int(word.box.right * sx) + 2]
    return cut.size > 0 and int(cut.max()) - int(cut.min()) >= 24


def _lies_behind_a_picture(page: OpenPage) -> bool:
    """Whether a picture as large as the page is drawn after the text, as scanners do that keep their text below."""
    width, height = page.handle.get_size()
    objects = [pdfium_c.FPDFPage_GetObject(page.handle, index) for index in range(min(5000, pdfium_c.FPDFPage_CountObjects(page.handle)))]
    kinds = [pdfium_c.FPDFPageObj_GetType(item) for item in objects]
    text = next((index for index, kind in enumerate(kinds) if kind == pdfium_c.FPDF_PAGEOBJ_TEXT), len(kinds))
    last_text = max((index for index, kind in enumerate(kinds) if kind == pdfium_c.FPDF_PAGEOBJ_TEXT), default=0)
    return text < len(kinds) and any(
        kind == pdfium_c.FPDF_PAGEOBJ_IMAGE and drawn_area(objects[index]) >= _WHOLE_PAGE * width * height
        for index, kind in enumerate(kinds)
        if index > last_text
    )


def letters_outside(words: tuple[Word, ...], grey: npt.NDArray[np.uint8], *, scale: float) -> int:
    """Shapes of the size of letters, standing in lines, that no word covers.

    Ink is what is darker (or, on dark ground, lighter) than its surroundings; closing joins the letters of a line into
    a bar, so that photographs, matrix codes and frames, which make large blobs, do not count.
    """
    ink = _ink(grey)
    for word in words:
        box = word.box
        ink[
            max(0, int((box.top - 3) * scale)) : int((box.bottom + 3) * scale) + 1,
            max(0, int((box.left - 3) * scale)) : int((box.right + 3) * scale) + 1,
        ] = 0
    tallest = 28 * (scale * DPI / 100)
    bars = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(3, round(9 * scale * DPI / 100))), np.uint8))
    _, bar_of, bar, _ = cv2.connectedComponentsWithStats(bars)
    is_line = (bar[:, cv2.CC_STAT_HEIGHT] >= 5) & (bar[:, cv2.CC_STAT_HEIGHT] <= tallest)
    is_line &= bar[:, cv2.CC_STAT_WIDTH] >= 2 * bar[:, cv2.CC_STAT_HEIGHT]
    is_line[0] = False
    kept = np.where(is_line[bar_of], ink, 0).astype(np.uint8)
    _, _, shape, center = cv2.connectedComponentsWithStats(kept)
    high, wide = shape[:, cv2.CC_STAT_HEIGHT], shape[:, cv2.CC_STAT_WIDTH]
    line = bar_of[np.round(center[:, 1]).astype(int), np.round(center[:, 0]).astype(int)]
    is_letter = (
        (high >= 4) & (high <= tallest) & (wide >= 2) & (wide <= 2 * tallest) & (2 * high >= bar[line, cv2.CC_STAT_HEIGHT]) & is_line[line]
    )
    is_letter[0] = False
    in_line = np.bincount(line[is_letter], minlength=len(bar))
    return int(in_line[in_line >= _LETTERS_IN_A_LINE].sum())


def _ink(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 25)
    light = cv2.adaptiveThreshold(255 - grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 25)
    # Light strokes count on dark ground only: beside dark letters the paper itself is lighter than its surroundings.
    ground = cv2.blur(grey, (31, 31))
    return np.where(ground < 128, light, dark).astype(np.uint8)
