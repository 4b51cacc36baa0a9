"""Keeps the gettext catalogues in step with the pages: `python -m web.messages` (the chore `make messages`).

New messages are added without a translation, lost ones are dropped, and the translations stay. Sentences of other rooms,
which `Speech.retell` translates, are kept as they are: they bear the context comment `told by another room`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages import extract
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from web.language import CATALOGUES

ROOM = Path(__file__).parent
TOLD = "told by another room"
# Without dates and persons: a catalogue that did not change is the same file.
_HEADER = """# The words of Justif's pages; `make messages` keeps this file in step with them.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_OPTIONS = {"templates/**.html": {"trimmed": "true", "encoding": "utf-8"}}
_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "say": None, "ngettext": (1, 2), "count": (1, 2)}


def extracted() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Every message of templates and modules, with the file that holds it."""
    found = extract.extract_from_dir(ROOM, _METHODS, _OPTIONS, keywords=_KEYWORDS)
    for name, _line, message, _comments, _context in found:
        yield name, message


def refresh(path: Path) -> None:
    """One catalogue, rewritten in the order of the messages."""
    with path.open("rb") as source:
        old = read_po(source, locale=path.parts[-3], domain="justif")
    new = Catalog(locale=path.parts[-3], domain="justif")
    for name, message in extracted():
        kept = old.get(message if isinstance(message, str) else message[0])
        new.add(message, kept.string if kept else "", locations=[(name, 1)])
    for entry in old:
        if entry.id and TOLD in entry.auto_comments:
            new.add(entry.id, entry.string, auto_comments=[TOLD])
    with path.open("wb") as target:
        target.write(_HEADER.format(language=path.parts[-3], plural=new.plural_forms).encode())
        write_po(target, new, sort_output=True, width=120, omit_header=True, include_lineno=False)


def main() -> None:
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/justif.po")):
        refresh(path)


if __name__ == "__main__":
    main()
