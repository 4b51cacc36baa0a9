"""Setting a company up: what it tells of itself is looked at before it is kept, and nothing of one company reaches another.

A company that told nothing has the habits that the settings of the installation give it (justif/settings.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stdnum import iban
from stdnum.fr import siren, siret, tva
from stdnum.ma import ice
from stdnum.sn import ninea

from accounting.chart import country_pack
from domain import plugins
from domain.company import Company, as_words, from_words
from domain.document import Event
from domain.kinds import Category
from domain.problem import refused
from storage.register import Register

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")

_CHECK_DIGITS: dict[str, tuple[tuple[str, Callable[[str], bool]], ...]] = {
    "fr": ((r"\d{9}", siren.is_valid), (r"\d{14}", siret.is_valid), (r"FR[0-9A-Z]{2}\d{9}", tva.is_valid)),
    "ma": ((r"\d{15}", ice.is_valid),),
    "sn": ((r"\d{7}[0-2][A-Z]\d", ninea.is_valid),),
}
"""Forms whose check digits are known, by country; what has none of these forms is taken as it is."""
_IBAN = r"[A-Z]{2}\d{2}[0-9A-Z]{11,30}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies:
    """The companies of this installation: those that the register knows, and before them those of the settings."""

    register: Register
    usual: Company
    settled: Mapping[str, Company]

    def get(self, code: str | None = None) -> Company:
        """The company of that code, of `usual` where none is named; an unknown code has the habits of the latter."""
        code = code or self.usual.code
        told = self.register.firms.get(code)
        return told or self.settled.get(code) or (self.usual if code == self.usual.code else _nameless(self.usual, code))

    def codes(self) -> tuple[str, ...]:
        """Every company that is set up, or has documents; the usual one first."""
        known = {*self.settled, *self.register.firms.codes(), *self.register.companies()} - {self.usual.code}
        return (self.usual.code, *sorted(known))

    def tell(self, code: str, values: Mapping[str, str], *, by: str, is_new: bool = False) -> Company:
        """Write some of a company's habits over those it had. Raises RefusedError, and then keeps nothing."""
        if not _CODE.fullmatch(code):
            raise refused("bad_code", what="This is no code of a company.", where=code, remedy="Use small letters, digits, - and _.")
        if is_new and (code in self.codes()):
            raise refused("company_known", what="There is a company of that code.", where=code, remedy="Use `justif company set`.")

        def how(before: Company | None) -> Company:
            after = _told(code, as_words(before or self.get(code)) | dict(values))
            self._keep_country(before or self.get(code), after)
            return after

        return self.register.firms.change(code, how, by=by)

    def history(self, code: str) -> tuple[Event, ...]:
        return self.register.firms.history(code)

    def _keep_country(self, before: Company, after: Company) -> None:
        """The plan, the currency and the years of books that have begun stay as they are."""
        same = (before.country, before.fiscal_year(2000)) == (after.country, after.fiscal_year(2000))
        if not same and self.register.books.years(after.code):
            what = "The country and the closing month of a company with booked entries do not change."
            raise refused("books_begun", what=what, where=after.code, remedy="Add another company.")


def _nameless(usual: Company, code: str) -> Company:
    """A company of which nothing is known shares the country of the usual one, and neither its name nor its numbers."""
    return Company(code=code, country=usual.country)


def _told(code: str, words: Mapping[str, str]) -> Company:
    try:
        company = from_words(code, words)
        _check_country(company)
        _check_identifiers(company)
        _check_purposes(company)
    except ValueError as error:
        message, field = error.args
        raise refused("bad_value", what=f"{message}.", where=field, remedy="Nothing was changed.") from error
    return company


def _check_country(company: Company) -> None:
    known = plugins.names("locales.countries")
    if company.country not in known:
        raise ValueError(f"{company.country!r} is not one of {', '.join(known)}", "country")


def _check_identifiers(company: Company) -> None:
    for identifier in company.identifiers:
        forms = (*_CHECK_DIGITS.get(company.country, ()), (_IBAN, _iban_or_other))
        test = next((is_valid for form, is_valid in forms if re.fullmatch(form, identifier)), None)
        if test and not test(identifier):
            raise ValueError(f"the check digits of {identifier} do not agree", "identifiers")


def _iban_or_other(identifier: str) -> bool:
    """A number that begins as an IBAN of a country that has them is one; others (RCCM…) may look alike."""
    return iban.is_valid(identifier) or not re.match(r"(?:FR|MA|SN|CI|BE|DE)\d{2}", identifier)


def _check_purposes(company: Company) -> None:
    """Only what the chart of the country knows can have a number of the company's own."""
    purposes = {*Category, *country_pack(company.country).tables.purposes()}
    for purpose, _ in company.accounts:
        if purpose not in purposes:
            raise ValueError(f"there is no {purpose} in the chart; there are: {', '.join(sorted(purposes))}", "accounts")
