"""Learn the roles of the lines of a letterhead → extractors/roles/weights.json.

From the training part of SROIE (data/ATTRIBUTION.md): its words, their boxes, and the entities company and address; and from
made-up French and German letterheads. Before it trains on everything it prints how lines are told on a third of the
receipts that was kept out.

The words of this edition end at their first comma; where the address goes on, it gives them back their tail.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from domain.geometry import Box
from domain.page import Line, Word
from extractors.locale import Locale, open_locale
from extractors.plain import plain
from extractors.roles.features import LOOKED_AT, REGISTRATION, Matrix, features
from extractors.roles.model import ADDRESS, MORE, NAME, OTHER, from_json
from training.letterheads import letterheads

WEIGHTS = Path(__file__).parent.parent / "extractors" / "roles" / "weights.json"
MADE_UP = 500
MADE_UP_WEIGHT = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A letterhead, its roles and how much it counts: shops that gave many receipts count less for each."""

    rows: Matrix
    roles: tuple[int, ...]
    weight: float
    shop: str = ""


def train(receipts: Sequence[dict[str, Any]]) -> None:
    """Say how well it does on unseen shops, then learn from everything and write the weights beside the model."""
    examples, made_up = _receipt_examples(receipts), _made_up_examples()
    # Whole shops are kept out, so that none is known by heart.
    shops = sorted({example.shop for example in examples})
    Random(7).shuffle(shops)
    unseen = set(shops[: len(shops) // 3])
    measured = from_json(_fit([example for example in examples if example.shop not in unseen] + made_up))
    right = [_right(measured.probabilities(example.rows), example.roles) for example in examples if example.shop in unseen]
    print(f"lines told right on the receipts of {len(unseen)} unseen shops: {np.mean(np.concatenate(right)):.4f}", file=sys.stderr)
    WEIGHTS.write_text(_fit(examples + made_up), encoding="utf-8")


def _fit(examples: Sequence[Example]) -> str:
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows = np.vstack([example.rows for example in examples])
    roles = np.concatenate([example.roles for example in examples])
    weights = np.concatenate([np.full(len(example.roles), example.weight) for example in examples])
    trained = HistGradientBoostingClassifier(
        max_iter=60, max_leaf_nodes=8, learning_rate=0.15, min_samples_leaf=12, l2_regularization=3.0, early_stopping=False, random_state=0
    ).fit(rows, roles, sample_weight=weights)
    return _as_json(trained)


def _as_json(trained: Any) -> str:
    told: dict[str, Any] = {key: [] for key in ("roots", "feature", "threshold", "left", "right", "value")}
    depth = 0
    for trees in trained._predictors:
        for tree in trees:
            first = len(told["feature"])
            told["roots"].append(first)
            for number, node in enumerate(tree.nodes):
                leaf = bool(node["is_leaf"])
                told["feature"].append(0 if leaf else int(node["feature_idx"]))
                told["threshold"].append(0.0 if leaf else round(float(node["num_threshold"]), 6))
                told["left"].append(first + (number if leaf else int(node["left"])))
                told["right"].append(first + (number if leaf else int(node["right"])))
                told["value"].append(round(float(node["value"]), 5) if leaf else 0.0)
                depth = max(depth, int(node["depth"]))
    told["start"] = [round(float(value), 5) for value in np.ravel(trained._baseline_prediction)]
    return json.dumps(told | {"depth": depth}, separators=(",", ":")) + "\n"


def _right(told: Matrix, roles: Sequence[int]) -> Matrix:
    return np.asarray(told.argmax(axis=1) == np.array(roles), dtype=np.float64)


def _locale(language: str) -> Locale:
    return open_locale(language=language, country="fr", today=date(2026, 1, 1))


def _made_up_examples() -> list[Example]:
    locales = {language: _locale(language) for language in ("fr", "de")}
    return [
        Example(features(head.lines[:LOOKED_AT], locales[head.language]), head.roles[:LOOKED_AT], MADE_UP_WEIGHT)
        for head in letterheads(MADE_UP, seed=1)
    ]


def _receipt_examples(receipts: Sequence[dict[str, Any]]) -> list[Example]:
    named = [receipt for receipt in receipts if receipt["entities"].get("company")]
    count = Counter(receipt["entities"]["company"] for receipt in named)
    locale = _locale("en")
    examples = []
    for receipt in named:
        lines = lines_of(receipt)[:LOOKED_AT]
        company, address = receipt["entities"]["company"], receipt["entities"].get("address") or ""
        weight = float(count[company] ** -0.5)
        told = _roles(lines, company, address)
        examples.append(Example(features(lines, locale), told, weight, company))
        damaged, roles = _damaged(lines, told, Random(receipt["file_name"]))
        examples.append(Example(features(damaged, locale), roles, weight / 2, company))
    return examples


def _damaged(lines: Sequence[Line], roles: Sequence[int], random: Random) -> tuple[list[Line], tuple[int, ...]]:
    """As a recogniser gives them: words glued together, letters misread, and at the top a scribble or a stamped number."""
    worse = [_glued(line, random) for line in lines]
    told = list(roles)
    if random.random() < 0.5 and lines:
        box = lines[0].box
        height = box.height * random.uniform(0.5, 3)
        scribble = random.choice(("A04031", "31802016", "4 C", "P.", "h0>038", "Pnar SUMAY", "e", "POSTED", "08 08", "L-T", "8 o M"))
        left, top = random.uniform(0, box.right), max(0.0, box.top - 1.5 * height)
        word = Word(
            text=scribble, box=Box(left, top, left + height * len(scribble) / 2, top + height), confidence=random.uniform(0.3, 0.99)
        )
        worse, told = [Line(page=1, words=(word,)), *worse], [OTHER, *told]
    return worse[:LOOKED_AT], tuple(told[:LOOKED_AT])


def _glued(line: Line, random: Random) -> Line:
    words: list[Word] = []
    for word in line.words:
        text = "".join(random.choice("O0I1S5B8") if random.random() < 0.015 else letter for letter in word.text)
        if words and random.random() < 0.15:
            last = words.pop()
            box = Box(
                last.box.left, min(last.box.top, word.box.top), max(last.box.right, word.box.right), max(last.box.bottom, word.box.bottom)
            )
            words.append(Word(text=last.text + text, box=box, confidence=0.9))
        else:
            words.append(Word(text=text, box=word.box, confidence=random.uniform(0.8, 1.0)))
    return Line(page=line.page, words=tuple(words))


def lines_of(receipt: dict[str, Any]) -> list[Line]:
    """The annotated runs of words, each a line, top to bottom, their lost tails restored from the address."""
    runs = _with_tails(receipt["words"], receipt["entities"].get("address") or "")
    lines = []
    for text, (left, top, right, bottom) in zip(runs, receipt["bboxes"], strict=True):
        letter = (right - left) / max(1, len(text))
        words = [
            Word(text=match[0], box=Box(left + letter * match.start(), top, left + letter * match.end(), bottom))
            for match in re.finditer(r"\S+", text)
        ]
        if words and right > left and bottom > top:
            lines.append(Line(page=1, words=tuple(words)))
    return sorted(lines, key=lambda line: (round(line.box.center_y / max(1.0, line.box.height)), line.box.left))


def _with_tails(runs: Sequence[str], address: str) -> list[str]:
    starts: list[tuple[int, int]] = []
    reached = 0
    for number, run in enumerate(runs[:25]):
        for match in re.finditer(r"(?<![A-Z0-9])" + re.escape(run.strip().upper()) + r"(?![A-Z0-9])", address.upper()):
            if match.start() >= reached and (len(_letters(run)) >= 3 or address[match.end() : match.end() + 1] == ","):
                starts.append((number, match.start()))
                reached = match.end()
                break
    whole = list(runs)
    for (number, start), (_, end) in zip(starts, [*starts[1:], (0, len(address))], strict=False):
        whole[number] = address[start:end].strip()
    return whole


def _roles(lines: Sequence[Line], company: str, address: str) -> tuple[int, ...]:
    """What each line bears by its likeness to the truth; a name is told once, at its first place."""
    roles = [_role(line, _letters(company), _letters(address)) for line in lines]
    named = [number for number, role in enumerate(roles) if role == NAME]
    told = ""
    for place, number in enumerate(named):
        broken = place > 0 and (number != named[place - 1] + 1 or len(told) >= 0.9 * len(_letters(company)))
        if broken:
            for later in named[place:]:
                roles[later] = OTHER
            break
        told += _letters(lines[number].text)
        roles[number] = MORE if place else NAME
    return tuple(roles)


def _role(line: Line, company: str, address: str) -> int:
    letters = _letters(line.text)
    mark = REGISTRATION.search(plain(line.text))
    head = _letters(line.text[: mark.start()]) if mark and mark.start() > 4 else letters
    if len(head) >= 3 and (head in company or company in head or fuzz.ratio(head, company) >= 85 or _is_part(head, company)):
        return NAME
    if len(letters) >= 2 and address and (letters in address or _is_part(letters, address)):
        return ADDRESS
    return OTHER


def _is_part(letters: str, whole: str) -> bool:
    return 5 <= len(letters) <= len(whole) + 3 and fuzz.partial_ratio(letters, whole) >= 87


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())
