"""One template environment a language: the words, the formats and the lists of the trade at hand, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from web import words
from web.language import Speech
from web.people.words import ROLES, SCOPES

_DOCUMENT = re.compile(r"\b([0-9a-f]{20})\b")
_MATCH = re.compile("«([^«»]*)»")
TEMPLATES = Path(__file__).parent / "templates"
WORDS: Mapping[str, Mapping[Any, str]] = {
    "field": words.FIELDS,
    "state": words.STATES,
    "document_type": words.DOCUMENT_TYPES,
    "payment_method": words.PAYMENT_METHODS,
    "category": words.CATEGORIES,
    "source": words.SOURCES,
    "check": words.CHECKS,
    "event": words.EVENTS,
    "vat_kind": words.VAT_KINDS,
    "certainty": words.CERTAINTIES,
    "circumstance": words.CIRCUMSTANCES,
    "circumstance_choice": words.CIRCUMSTANCE_CHOICES,
    "entry_kind": words.ENTRY_KINDS,
    "vat_regime": words.VAT_REGIMES,
    "vehicle": words.VEHICLES,
    "payment_status": words.PAYMENT_STATUSES,
    "sort": words.SORTS,
    "role": ROLES,
    "scope": SCOPES,
}


def environment(speech: Speech) -> Environment:
    """Templates that speak one language. An undefined name is our mistake and raises."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    translations: Any = made  # the i18n extension adds this method when it loads
    translations.install_gettext_translations(speech.words, newstyle=True)
    made.filters |= {
        "money": speech.money,
        "amount": speech.amount,
        "percent": speech.percent,
        "number": speech.number,
        "day": speech.day,
        "moment": speech.moment,
        "retell": speech.retell,
        "arithmetic": speech.arithmetic,
        "marked": marked,
        "linked": linked,
        "verb": verb,
    }
    made.globals |= {"word": _speak(speech), "icon": icon, "lists": WORDS, "languages": LANGUAGE_NAMES}
    return made


def verb(address: str, name: str) -> str:
    """The address at which something is done to a document, from the address that shows it.

    >>> verb("/documents/ab?queue=green", "reject")
    '/documents/ab/reject?queue=green'
    """
    path, mark, rest = address.partition("?")
    return f"{path}/{name}{mark}{rest}"


LANGUAGE_NAMES = {"fr": "Français", "en": "English", "ar": "العربية"}


def icon(name: str) -> Markup:
    """A picture of the sprite, hidden from screen readers: words stand beside it."""
    return Markup('<svg class="icon i-{}" aria-hidden="true" focusable="false"><use href="/static/icons.svg#{}"/></svg>').format(name, name)


def marked(snippet: str) -> Markup:
    """A snippet whose matches stand between « and », as marked text."""
    return Markup(_MATCH.sub(r"<mark>\1</mark>", str(escape(snippet))))


def linked(sentence: str) -> Markup:
    """A sentence in which the id of another document leads there."""
    return Markup(_DOCUMENT.sub(r'<a href="/documents/\1">\1</a>', str(escape(sentence))))


def _speak(speech: Speech) -> Any:
    @pass_context
    def word(_context: Context, kind: str, value: object) -> str:
        """The word for a member of a closed list; the member itself when the list does not know it."""
        return speech.say(WORDS[kind].get(value, str(value))) if value else ""

    return word
