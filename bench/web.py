"""A scripted person at the bench: how long from the key that validates to the next document being ready, and how long a correction takes.

    python -m bench.web [--sizes 10 110] [--documents 8]

Ready is what a person would call so: the next document stands on the page, its picture is drawn, and the key validates it.
The person types as fast as people do (`_KEY_MS` between keys). Printed as JSON, in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import time
from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright

from bench.served import served

_KEY_MS = 120
_READY = """() => {
  const validate = document.getElementById('validate');
  const picture = document.querySelector('.page img');
  return document.readyState === 'complete' && validate && picture && picture.complete && picture.naturalWidth > 0
    && location.pathname !== window.name;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 110], help="documents in the queue")
    parser.add_argument("--documents", type=int, default=8, help="documents to validate, and to correct, at each size")
    options = parser.parse_args()
    print(json.dumps([measured(size, options.documents) for size in options.sizes], indent=2))


def measured(size: int, documents: int) -> dict[str, object]:
    """The times at a queue of that size."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with served(size) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # Waiting for a condition evaluates it as text, which the pages' own policy forbids.
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="fr-FR", bypass_csp=True)
        page.goto(f"{address}/desk?queue=green")
        page.locator("#start").click()
        _wait(page)
        validating = [_timed(page, _validate) for _ in range(min(documents, size * 4 // 5 - 1))]
        page.goto(f"{address}/desk?queue=doubtful")
        page.locator("#start").click()
        _wait(page)
        correcting = [_timed(page, _correct) for _ in range(min(documents, size // 5 - 1))]
        browser.close()
    return {"queue": size, "validate_one_key_ms": _told(validating), "correct_one_field_and_validate_ms": _told(correcting)}


def _validate(page: Page) -> None:
    page.keyboard.press("Enter")


def _correct(page: Page) -> None:
    """The doubtful total is typed anew, kept, its entry seen, and validated."""
    value = page.locator("#f-total_with_tax").input_value()
    page.locator("#f-total_with_tax").select_text()
    page.keyboard.type(value, delay=_KEY_MS)
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'validate' && !document.body.classList.contains('saving')")
    page.keyboard.press("Enter")


def _timed(page: Page, act: Callable[[Page], None]) -> float:
    start = time.perf_counter()
    act(page)
    _wait(page)
    return (time.perf_counter() - start) * 1000


def _wait(page: Page) -> None:
    """Until another document than the last one is ready to be judged."""
    page.wait_for_function(_READY, timeout=30_000)
    page.evaluate("window.name = location.pathname")


def _told(times: list[float]) -> dict[str, int]:
    return {"count": len(times), "median": round(statistics.median(times)), "worst": round(max(times))} if times else {"count": 0}


if __name__ == "__main__":
    main()
