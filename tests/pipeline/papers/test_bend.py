"""Paper whose sides are curves is laid flat by a mesh, and its points lead back to where they were seen."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.marks import find_marks, slope_degrees
from pipeline.papers.bend import mesh_of
from pipeline.papers.flatten import flatten
from pipeline.papers.outline import Outline
from pipeline.papers.sighted import sighted
from pipeline.papers.view import look
from pipeline.sheet import Pixels, plain_sheet
from pipeline.way import Mesh
from tests.pipeline.papers.drawn import laid

UPRIGHT = [[200, 200], [700, 200], [700, 1000], [200, 1000]]


def curled(height: float) -> Pixels:
    """A sheet whose middle is seen that many pixels lower than its sides, with a red spot at (450, 300) of the flat sheet."""
    flat = laid(UPRIGHT, ground=60)
    cv2.circle(flat, (450, 300), 8, (230, 0, 0), -1)
    rows, columns = np.indices(flat.shape[:2]).astype(np.float32)
    arch = height * np.sin(np.pi * np.clip((columns - 200) / 500, 0, 1)).astype(np.float32)
    return np.asarray(cv2.remap(flat, columns, rows - arch, cv2.INTER_LINEAR), np.uint8)


def red_spot(pixels: Pixels) -> tuple[float, float]:
    rows, columns = np.nonzero((pixels[:, :, 0] > 150) & (pixels[:, :, 1] < 80))
    return float(columns.mean()) + 0.5, float(rows.mean()) + 0.5


def test_lines_of_curled_paper_are_drawn_level_and_lead_back() -> None:
    pixels = curled(40)
    view = look(pixels)
    (paper,) = sighted(view).papers

    flat = flatten(plain_sheet(pixels, page=1), paper.outline.scaled(1 / view.scale))

    assert any(isinstance(step, Mesh) for step in flat.to_shown.steps)
    # In one line of print, the letters' feet stand within a few pixels of each other; in the picture within forty.
    boxes = find_marks(flat.pixels).boxes
    feet = boxes[boxes[:, 3] < boxes[:, 3].min() + 30, 3]
    assert np.percentile(feet, 80) - np.percentile(feet, 10) < 4
    assert slope_degrees(find_marks(flat.pixels)) == pytest.approx(0, abs=0.3)
    assert flat.to_shown.lead([red_spot(flat.pixels)])[0] == pytest.approx(red_spot(pixels), abs=2)


def test_flat_paper_needs_no_mesh() -> None:
    pixels = curled(0)
    view = look(pixels)
    (paper,) = sighted(view).papers

    flat = flatten(plain_sheet(pixels, page=1), paper.outline.scaled(1 / view.scale))

    assert len(flat.to_shown.steps) == 1


def test_a_side_that_bows_inwards_bends_no_line_at_its_corner() -> None:
    """A narrow receipt whose left and right sides bow: its top and bottom are straight, and so is its print."""
    down = np.linspace(0, 1, 400)
    bow = 25 * np.sin(np.pi * down) ** 0.5
    across = np.linspace(0, 220, 110)
    left, right = np.stack([bow, 800 * down], axis=1), np.stack([220 - bow, 800 * down], axis=1)
    contour = np.concatenate(
        [np.stack([across, 0 * across], axis=1), right, np.stack([across, 0 * across + 800], axis=1)[::-1], left[::-1]]
    )
    corners = np.array([[0, 0], [220, 0], [220, 800], [0, 800]], float)

    mesh = mesh_of(Outline(corners, contour, 1.0), np.eye(3), 220, 800)

    assert mesh is not None
    assert np.abs(mesh.nodes[0, :, 1]).max() < 2
    assert np.abs(mesh.nodes[-1, :, 1] - 800).max() < 2
    assert mesh.nodes[8, 0, 0] > 15
