"""Promises are drawn against what was so."""

from __future__ import annotations

from xml.etree import ElementTree

from bench.reliability import kept_promises, reliability_plot


def test_a_tenth_with_few_values_says_nothing() -> None:
    assert kept_promises([(0.35, True)] * 4) == ()


def test_the_plot_is_a_picture_with_its_counts() -> None:
    drawn = reliability_plot({"measured": [(0.95, True)] * 9 + [(0.95, False)] + [(0.55, True), (0.55, False)] * 3})
    texts = [text.text for text in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert {"10", "6", "measured"} <= set(texts)
