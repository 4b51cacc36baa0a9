"""From the receipt of a photograph to what was read of it on the phone's screen: `python -m bench.phone [--photos 20]`.

A scripted person in a browser of a phone's size hands generated photographs in one after the other, as they come (samples/photos.py,
one receipt each, of every level of difficulty), to `justif serve` in a process of its own. The clock runs in the page: from the
moment at which it knows that the photo is safe to the moment at which the values stand on the screen. Beside it stands how long the
reading itself took, as the server tells it; the rest is the way there and back.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.web_load import quantile, served
from justif.assemble import make_filing
from justif.settings import Settings
from samples.photos import shoot

PHONE = {"width": 360, "height": 780}
BOUND_SECONDS = 2.0
_CLOCK = """
window.seen = {};
addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
  for (const row of document.querySelectorAll('#read > li')) {
    const id = row.id ? row.id.replace('captured-', '') : row.getAttribute('hx-get').split('/').pop();
    seen[id] ??= { safe: performance.now() };
    if (row.querySelector('dl, .note')) seen[id].shown ??= performance.now();
  }
}).observe(document.getElementById('read'), { childList: true, subtree: true }));
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="number of the first photograph of the set")
    options = parser.parse_args()
    waits, readings = measured(options.first, options.photos)
    rest = [wait - reading for wait, reading in zip(waits, readings, strict=True)]
    print(f"from the receipt to what was read, {len(waits)} photographs: {_told(waits)} (≤ {BOUND_SECONDS:.0f} s)")
    print(f"  of which the reading itself: {_told(readings)}")
    print(f"  and the way there and back: {_told(rest)}")


def measured(first: int, count: int) -> tuple[list[float], list[float]]:
    """Seconds on the phone, and seconds of the reading itself, of each photograph; the one before the first warms up."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    photos = [shoot("dev", number, kind="receipt").content for number in range(first, first + count + 1)]
    with tempfile.TemporaryDirectory() as home, served(Path(home)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # Waiting for a condition evaluates it as text, which the pages' own policy forbids.
        context = browser.new_context(viewport=PHONE, locale="fr-FR", has_touch=True, is_mobile=True, bypass_csp=True)  # type: ignore[arg-type]
        context.add_init_script(_CLOCK)
        page = context.new_page()
        page.goto(f"{address}/capture")
        for number, content in enumerate(photos):
            file: Any = {"name": f"ticket-{number}.jpg", "mimeType": "image/jpeg", "buffer": content}
            page.locator("#picker input[type=file]").last.set_input_files(file)
            page.wait_for_function(f"Object.values(seen).filter((each) => each.shown).length > {number}", timeout=120_000)
        seen: dict[str, dict[str, float]] = page.evaluate("seen")
        browser.close()
        took = {one: _read_seconds(Path(home), one) for one in seen}
    waits = [((each["shown"] - each["safe"]) / 1000, took[one]) for one, each in seen.items()][1:]
    return [wait for wait, _ in waits], [reading for _, reading in waits]


def _read_seconds(home: Path, document_id: str) -> float:
    """How long the road was, as it stands in the history of the document."""
    history = make_filing(Settings(home=home)).stores.register.history(document_id)
    return next((float(event.after.split()[0]) / 1000 for event in history if event.what == "read"), 0.0)


def _told(times: list[float]) -> str:
    return f"median {statistics.median(times):.2f} s, p95 {quantile(times, 0.95):.2f} s, latest {max(times):.2f} s"


if __name__ == "__main__":
    main()
