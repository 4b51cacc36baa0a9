"""Where and in which languages a document is read: word lists, the country's rules, the firm's own identifiers, and today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, cast

from domain import plugins


class Language(Protocol):
    """What a module of locales/languages offers to finders; its other word lists are reached by name with `words`."""

    @property
    def CODE(self) -> str: ...  # noqa: N802 - the constant of a module

    @property
    def LABELS(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: N802

    @property
    def MONTHS(self) -> Mapping[str, int]: ...  # noqa: N802


class Country(Protocol):
    """What a module of locales/countries offers to finders."""

    @property
    def CODE(self) -> str: ...  # noqa: N802

    @property
    def CURRENCY(self) -> str: ...  # noqa: N802

    # STATE_NUMBERS, where it has them: patterns of numbers that its firms alone print.

    def rates(self, on: date) -> tuple[Decimal, ...]:
        """The rates of VAT in percent that a seller may have charged on that day."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """The ground on which finders stand.

    `languages` begins with the document's own; the others follow, since a German till prints `TOTAL` and an Algerian
    invoice two languages at once. `country` is the firm's, `countries` are all that are known. `own_identifiers` are the
    firm's: never a seller's.
    """

    languages: tuple[Language, ...]
    country: Country | None
    countries: tuple[Country, ...] = ()
    own_identifiers: tuple[str, ...] = ()
    today: date

    def labels(self, field: str) -> tuple[str, ...]:
        """Every printed label of a field, the document's own language first."""
        return tuple(dict.fromkeys(label for language in self.languages for label in language.LABELS.get(field, ())))

    @property
    def address_joint(self) -> str:
        """What stands between the lines of an address that is written on one line; a comma where the language does not say."""
        return str(getattr(self.languages[0], "ADDRESS_JOINT", ", "))

    def words(self, name: str) -> tuple[str, ...]:
        """A word list of that name from every language that has one."""
        return tuple(dict.fromkeys(word for language in self.languages for word in getattr(language, name, ())))


def open_locale(*, language: str, country: str, own_identifiers: tuple[str, ...] = (), today: date) -> Locale:
    """The locale by codes. Raises UnknownPluginError for a language that is not there; an unknown country has no rules."""
    names = plugins.names("locales.languages")
    first = cast(Language, plugins.load("locales.languages", language))
    others = tuple(cast(Language, plugins.load("locales.languages", name)) for name in names if name != language)
    countries = {one.CODE: cast(Country, one) for one in plugins.load_every("locales.countries")}
    return Locale(
        languages=(first, *others),
        country=countries.get(country),
        countries=tuple(countries.values()),
        own_identifiers=own_identifiers,
        today=today,
    )
