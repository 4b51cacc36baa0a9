"""The way from points of a picture back to the page that a person is shown: flat steps, and bent ones where paper bends."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
"""(3, 3) projective map of homogeneous points (x, y, 1)."""

Points = npt.NDArray[np.float64]
"""(N, 2) of x, y in pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """A smooth bend: `nodes` (rows, columns, 2) say where the points of an even grid over width × height pixels lead."""

    nodes: npt.NDArray[np.float64]
    width: float
    height: float

    def lead(self, points: Points) -> Points:
        """Where they lead, each between its four nodes; a point outside the grid goes on as the nearest cell does."""
        rows, columns = self.nodes.shape[:2]
        x = points[:, 0] * (columns - 1) / self.width
        y = points[:, 1] * (rows - 1) / self.height
        column = np.clip(np.floor(x), 0, columns - 2).astype(int)
        row = np.clip(np.floor(y), 0, rows - 2).astype(int)
        across, down = (x - column)[:, None], (y - row)[:, None]
        upper = self.nodes[row, column] * (1 - across) + self.nodes[row, column + 1] * across
        lower = self.nodes[row + 1, column] * (1 - across) + self.nodes[row + 1, column + 1] * across
        return np.asarray(upper * (1 - down) + lower * down)


Step = Matrix | Mesh


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Steps from a picture to the shown page, in the order in which a point takes them. Flat steps are kept as one."""

    steps: tuple[Step, ...] = ()

    def lead(self, points: npt.ArrayLike) -> Points:
        """Where (N, 2) points of the picture lie on the shown page."""
        led = np.asarray(points, float).reshape(-1, 2)
        for step in self.steps:
            led = step.lead(led) if isinstance(step, Mesh) else _projected(step, led)
        return led

    def after(self, first: Step) -> Way:
        """The way of a picture whose points take that step first."""
        if self.steps and not isinstance(first, Mesh) and not isinstance(self.steps[0], Mesh):
            return Way((self.steps[0] @ first, *self.steps[1:]))
        return Way((first, *self.steps))

    def then(self, last: Matrix) -> Way:
        """The way to a shown page that was moved so."""
        if self.steps and not isinstance(self.steps[-1], Mesh):
            return Way((*self.steps[:-1], last @ self.steps[-1]))
        return Way((*self.steps, last))


def inverse(matrix: Matrix) -> Matrix:
    """The flat step back."""
    return np.asarray(np.linalg.inv(matrix), np.float64)


def _projected(matrix: Matrix, points: Points) -> Points:
    return np.asarray(cv2.perspectiveTransform(points[:, None, :], matrix)[:, 0, :], float) if len(points) else points
