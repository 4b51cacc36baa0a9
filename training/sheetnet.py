"""A small network that tells sheets of paper from what they lie on, and from each other, learned from drawn photographs.

    make train-sheets        → pipeline/papers/sheets.onnx

It is a U-net (Ronneberger and others, 2015) of half a million numbers. For each pixel it gives three shares: that it shows paper, that it
lies on the inner part of a sheet, a little off the sheet's border, and that print stands there. Two sheets that touch share no inner
part. It takes an hour and a half on two processors; another kind of processor gives slightly other weights.
"""

from __future__ import annotations

import math
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.sheetlessons import SIZES, Lesson, changed, unchanged
from training.sheetshots import load, write

PICTURES = Path(".justif") / "sheetshots"
WEIGHTS = Path("pipeline") / "papers" / "sheets.onnx"

COUNT, KEPT_ASIDE = 4900, 300
"""Pictures that are drawn, and how many of them are not learned from: what the network is worth is told on them."""

CYCLES = ((3800, 3e-3, 0.0), (1300, 2e-3, 8.0), (2700, 2e-3, 8.0))
"""Steps; the rate of learning at their beginning, which falls to nothing along half a cosine; and by how much more a pixel counts where two
sheets touch: such places are few, and hard."""

BATCH = 12
PRINT = 0.3
"""What print counts against paper: it is learned beside it, as a hint where text was left out."""


class SheetNet(nn.Module):
    """(N, 3, H, W) of red, green and blue less 0.5 → (N, 3, H, W) of shares before the sigmoid; H and W are multiples of 32."""

    def __init__(self, widths: tuple[int, int, int, int, int] = (12, 24, 40, 64, 96)) -> None:
        super().__init__()
        first, *_ = widths
        self.stem = _step(3, first, 2)
        self.down = nn.ModuleList(
            nn.Sequential(_step(before, after, 2), *(_step(after, after) for _ in range(2 if after == widths[-1] else 1)))
            for before, after in pairwise(widths)
        )
        self.up = nn.ModuleList(
            _step(below + beside, beside + (4 if beside == first else 0))
            for below, beside in zip(widths[:0:-1], widths[-2::-1], strict=True)
        )
        self.last = nn.Conv2d(first + 4, 3 * 4, 3, 1, 1)

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        levels = [self.stem(picture)]
        for step in self.down:
            levels.append(step(levels[-1]))
        found = levels.pop()
        for step in self.up:
            wider = functional.interpolate(found, scale_factor=2.0, mode="nearest")
            found = step(torch.cat([wider, levels.pop()], 1))
        return functional.pixel_shuffle(self.last(found), 2)


def _step(before: int, after: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True))


def train() -> None:
    """Draw what is missing of the pictures, learn, and write the weights."""
    write(PICTURES, COUNT, jobs=2)
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    net = SheetNet().to(memory_format=torch.channels_last)
    for steps, rate, seam in CYCLES:
        _learn(net, rng, steps, rate, seam)
    print(f"loss on pictures kept aside: {_loss_aside(net):.4f}", file=sys.stderr)
    _write(net)


def _learn(net: SheetNet, rng: np.random.Generator, steps: int, rate: float, seam: float) -> None:
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-3)
    started, losses = time.monotonic(), list[float]()
    net.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, step / 100 + 0.01) * (0.5 + 0.5 * math.cos(math.pi * step / steps) + 0.005)
        size = SIZES[int(rng.integers(2))]
        numbers = rng.integers(COUNT - KEPT_ASIDE, size=BATCH).tolist()
        loss = _loss(net, [changed(load(PICTURES, number), rng, size, seam) for number in numbers])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss.item()))
        if step % 100 == 99:
            print(f"step {step + 1}, {time.monotonic() - started:.0f} s, loss {np.mean(losses[-100:]):.4f}", file=sys.stderr)


def _loss(net: SheetNet, lessons: list[Lesson]) -> torch.Tensor:
    pictures, wanted, weights = (torch.from_numpy(np.stack(part)) for part in zip(*lessons, strict=True))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = net(pictures.to(memory_format=torch.channels_last))
    each = functional.binary_cross_entropy_with_logits(found.float(), wanted, reduction="none")
    return (each[:, :2] * weights[:, None]).mean() + PRINT * each[:, 2].mean()


def _loss_aside(net: SheetNet) -> float:
    net.eval()
    with torch.no_grad():
        aside = [unchanged(load(PICTURES, number)) for number in range(COUNT - KEPT_ASIDE, COUNT)]
        return float(np.mean([_loss(net, [lesson]).item() for lesson in aside]))


class _Shares(nn.Module):
    def __init__(self, net: SheetNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.net(picture))


def _write(net: SheetNet) -> None:
    net.eval()
    sizes = {2: "height", 3: "width"}
    torch.onnx.export(
        _Shares(net),
        (torch.zeros(1, 3, 384, 288),),
        str(WEIGHTS),
        input_names=["picture"],
        output_names=["shares"],
        dynamic_axes={"picture": sizes, "shares": sizes},
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    train()
