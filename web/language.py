"""The languages of the pages: their gettext catalogues, and how each writes amounts, dates and counts.

Catalogues are read from `web/locale/XX/LC_MESSAGES/justif.po` once, at start; there is no build step. A language is one
folder more. What the other rooms say in English sentences (problems, doubts) is put into the reader's language by
`Speech.retell`, whose patterns stand in the same catalogue.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from domain.money import minor_units
from web.words import CHECKS, FIELDS

CATALOGUES = Path(__file__).parent / "locale"
FIRST = "fr"
NEIGHBOURS = {"ar": "fr"}
"""The firms that work in Arabic keep their books in French."""
NAMES = {**FIELDS, **CHECKS}
_FIGURE = re.compile(r"(?<![\w.])\d+\.(?:\d{2,3}(?![\w.])|\d+(?= %))")
_ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")


@dataclass(frozen=True)
class Speech:
    """One language: its words and its formats. Not slotted, for the cached patterns."""

    language: str
    words: gettext.NullTranslations

    @property
    def direction(self) -> str:
        """`rtl` for the languages that are written from right to left."""
        return "rtl" if self.language in ("ar", "fa", "he", "ur") else "ltr"

    def say(self, message: str) -> str:
        return self.words.gettext(message) if message else ""

    def count(self, one: str, many: str, number: int) -> str:
        """The form for that number, with `%(num)s` written as the language groups digits."""
        return self.words.ngettext(one, many, number) % {"num": self.number(number)}

    def number(self, number: int | Decimal) -> str:
        return numbers.format_decimal(number, locale=self.language)

    def percent(self, rate: Decimal) -> str:
        """A VAT rate, in percent already: `5,5 %`."""
        return numbers.format_percent(rate / 100, format=None, locale=self.language, decimal_quantization=False)

    def money(self, amount: Decimal | None, currency: str | None) -> str:
        """`3 482,10 €`; the bare number when the currency is unknown, and nothing for no amount."""
        if amount is None:
            return ""
        if not currency:
            return self.amount(amount)
        return numbers.format_currency(amount, currency, locale=self.language)

    def amount(self, amount: Decimal | None, currency: str | None = None) -> str:
        """The number alone, as it stands in a column or is typed in a form: `3 482,10`."""
        if amount is None:
            return ""
        return numbers.format_decimal(amount, format="#,##0." + "0" * max(2, minor_units(currency)), locale=self.language)

    def day(self, day: date | None) -> str:
        return dates.format_date(day, format="d MMM y", locale=self.language) if day else ""

    def typed_day(self, day: date) -> str:
        """A day as it is typed in a form: `14/03/2026` in French and Arabic, ISO 8601 in English, which reads 3/4 in two ways."""
        return f"{day:%d/%m/}{day.year:04}" if self.language in ("fr", "ar") else day.isoformat()

    def arithmetic(self, message: str) -> str:
        """The sum that a check shows, its figures written as this language writes them."""
        told = _FIGURE.sub(lambda figure: self._figure(figure[0]), self.retell(message))
        return _ISO_DAY.sub(lambda day: self._typed(day[0]), told)

    def month(self, day: date) -> str:
        return dates.format_skeleton("yMMMM", day, locale=self.language)

    def moment(self, moment: datetime) -> str:
        """Day and hour on this machine's clock."""
        local = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone()
        return dates.format_datetime(local, format="d MMM y, HH:mm", tzinfo=local.tzinfo, locale=self.language)

    def since(self, moment: datetime, now: datetime) -> str:
        """`il y a 3 minutes`; the day once it is older than a week."""
        age = now - moment.replace(tzinfo=moment.tzinfo or UTC)
        if age > timedelta(days=7):
            return self.day(moment.astimezone().date())
        return dates.format_timedelta(-max(age, timedelta(seconds=1)), add_direction=True, locale=self.language)

    def currency_name(self, code: str) -> str:
        return numbers.get_currency_name(code, locale=self.language)

    def retell(self, sentence: str) -> str:
        """An English sentence of another room in this language; unchanged when the catalogue does not know it.

        Values in a sentence are matched by the `{name}` placeholders of the catalogue's message; reasons joined by `; ` are told
        one by one.
        """
        known = self.words.gettext(sentence) if sentence else ""
        if known != sentence:
            return known
        for pattern, told in self._patterns:
            if match := pattern.fullmatch(sentence):
                return told.format_map({name: self._name(value) for name, value in match.groupdict().items()})
        if "; " in sentence:
            return "; ".join(map(self.retell, sentence.split("; ")))
        return sentence

    def _name(self, value: str) -> str:
        """A value inside a sentence: the word for a field or a rule that is named by its code, else retold."""
        return self.say(NAMES[value]) if value in NAMES else self.retell(value)

    def _typed(self, text: str) -> str:
        try:
            return self.typed_day(date.fromisoformat(text))
        except ValueError:
            return text

    def _figure(self, text: str) -> str:
        decimals = len(text.partition(".")[2])
        return numbers.format_decimal(Decimal(text), format="#,##0." + "0" * decimals, locale=self.language)

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The messages with placeholders, the longest first, so that the most telling one wins."""
        neighbour: Mapping[object, str] = getattr(getattr(self.words, "_fallback", None), "_catalog", {})
        own: Mapping[object, str] = getattr(self.words, "_catalog", {})
        catalogue = {**neighbour, **own}
        templates = [m for m in catalogue if isinstance(m, str) and "{" in m and catalogue[m]]
        return tuple((_as_pattern(template), catalogue[template]) for template in sorted(templates, key=len, reverse=True))


def open_languages(folder: Path = CATALOGUES) -> dict[str, Speech]:
    """Every language that has a catalogue, by its code. What one cannot say yet is said in its neighbour's language."""
    words = {path.parts[-3]: _read(path) for path in sorted(folder.glob("*/LC_MESSAGES/justif.po"))}
    for code, neighbour in NEIGHBOURS.items():
        if code in words and neighbour in words:
            words[code].add_fallback(words[neighbour])
    return {code: Speech(code, catalogue) for code, catalogue in words.items()}


def preferred(accept_language: str, known: Mapping[str, object]) -> str:
    """The known language that an Accept-Language header (RFC 9110, 12.5.4) likes best; French when it likes none.

    >>> preferred("de-DE,de;q=0.9,en-GB;q=0.8", {"fr": 1, "en": 1}), preferred("*", {"fr": 1}), preferred("en;q=x", {"fr": 1, "en": 1})
    ('en', 'fr', 'fr')
    """
    liked: list[tuple[float, int, str]] = []
    for rank, wish in enumerate(accept_language.split(",")[:20]):
        tag, _, weight = wish.partition(";")
        code = tag.strip().lower().partition("-")[0]
        quality = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", weight) if weight else None
        if code in known and (not weight or quality):
            liked.append((-(float(quality[1]) if quality else 1.0), rank, code))
    return min(liked)[2] if liked and min(liked)[0] < 0 else FIRST


def _read(path: Path) -> gettext.GNUTranslations:
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parts[-3], domain="justif")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _as_pattern(template: str) -> re.Pattern[str]:
    return re.compile(_PLACEHOLDER.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)
