"""Small pictures of paper on tables, drawn with their truth."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.sheet import Pixels

Corners = npt.NDArray[np.float64]


def laid(corners: npt.ArrayLike, *, paper: int = 235, ground: int = 80, size: tuple[int, int] = (900, 1200)) -> Pixels:
    """A sheet with lines of letters between its corners (clockwise from the top left), on a plain table of width × height pixels."""
    width, height = size
    flat = np.full((800, 500, 3), paper, np.uint8)
    for row in range(12):
        cv2.putText(flat, f"ARTICLE {row}    {row},50", (40, 90 + 58 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (40, 40, 40), 2, cv2.LINE_AA)
    matrix = cv2.getPerspectiveTransform(np.array([[0, 0], [500, 0], [500, 800], [0, 800]], np.float32), np.asarray(corners, np.float32))
    noise = np.random.default_rng(3).integers(-6, 7, (height, width, 1))
    table = np.clip(ground + noise, 0, 255).astype(np.uint8).repeat(3, axis=2)
    lit = cv2.warpPerspective(flat, matrix, (width, height))
    cover = cv2.warpPerspective(np.full((800, 500), 255, np.uint8), matrix, (width, height))
    return np.where(cover[..., None] > 127, lit, table).astype(np.uint8)
