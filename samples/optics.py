"""A pinhole camera over a table: where every point of a bent sheet falls in the picture, and back.

The world is in millimetres, x right, y down, z up from the table; the picture in pixels, edges at 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from samples.bend import RING, Surface
from samples.tables import Floats

Points = npt.NDArray[np.float32]
"""(…, 2) in pixels of the picture."""

COARSE = 4
"""The way back is solved at every fourth pixel and interpolated: the mesh is much coarser than that."""

FINE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A camera that looks at `target` on the table from `distance` millimetres. `tilt` leans it away from the vertical towards
    `azimuth`, `roll` turns it about its own axis; degrees. `focal` is in pixels, for a picture of width × height."""

    width: int
    height: int
    focal: float
    distance: float
    target: tuple[float, float] = (0.0, 0.0)
    tilt: float = 0.0
    azimuth: float = 0.0
    roll: float = 0.0

    def project(self, points: Floats) -> Points:
        """World points (…, 3) to pixels."""
        axes, position = self._pose()
        seen = (points - position.astype(np.float32)) @ axes.T.astype(np.float32)
        return np.asarray(seen[..., :2] / seen[..., 2:] * self.focal + np.array([self.width / 2, self.height / 2], np.float32), np.float32)

    def _pose(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """The camera's axes (right, down, forward) in the world, and where it is."""
        tilt, azimuth, roll = np.deg2rad([self.tilt, self.azimuth, self.roll])
        away = np.array([np.sin(tilt) * np.cos(azimuth), np.sin(tilt) * np.sin(azimuth), np.cos(tilt)])
        position = np.array([*self.target, 0.0]) + away * self.distance
        forward = -away
        right = np.array([1.0, 0.0, 0.0])
        right = right - forward * (right @ forward)
        right /= np.linalg.norm(right)
        down = np.cross(right, forward)
        turned = np.cos(roll) * right + np.sin(roll) * down, np.cos(roll) * down - np.sin(roll) * right
        return np.stack([*turned, forward]), position


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mesh:
    """A sheet in the picture: the pixel of each node. `size` is the sheet in its own units, (across, down)."""

    points: Points
    size: tuple[float, float]

    def at(self, places: npt.ArrayLike) -> Points:
        """Pixels of places on the sheet, (…, 2) in the sheet's units from its upper left corner."""
        rows, columns = self.points.shape[0], self.points.shape[1]
        nodes = np.asarray(places, np.float32) / np.array(self.size) * [columns - 1 - 2 * RING, rows - 1 - 2 * RING] + RING
        # cv2.remap rounds places to a 32nd, here a pixel and more.
        first = np.floor(nodes).astype(int).clip(0, [columns - 2, rows - 2])
        (i, j), (a, b) = np.moveaxis(first, -1, 0), np.moveaxis(nodes - first, -1, 0)[..., None]
        upper = self.points[j, i] * (1 - a) + self.points[j, i + 1] * a
        lower = self.points[j + 1, i] * (1 - a) + self.points[j + 1, i + 1] * a
        return np.asarray(upper * (1 - b) + lower * b, np.float32)

    @property
    def corners(self) -> Points:
        """(4, 2): top left, top right, bottom right, bottom left of the sheet as it is read."""
        return self.points[[RING, RING, -1 - RING, -1 - RING], [RING, -1 - RING, -1 - RING, RING]]

    @property
    def inside(self) -> Points:
        """The nodes on the paper, (rows, columns, 2)."""
        return self.points[RING:-RING, RING:-RING]

    @property
    def outline(self) -> Points:
        """(N, 2), clockwise from the upper left corner."""
        net = self.inside
        return np.concatenate([net[0], net[1:, -1], net[-1, -2::-1], net[-2:0:-1, 0]])

    def back(self, box: tuple[int, int, int, int]) -> tuple[Points, Points]:
        """For every pixel of the box (left, top, right, bottom), multiples of COARSE, the node that is seen there, (across, down).

        Newton's method on the bilinear mesh, at every fourth pixel. A place beside the sheet gives a node beside it.
        """
        left, top, right, bottom = box
        x = np.arange(left, right, COARSE, np.float32) + COARSE / 2
        y = np.arange(top, bottom, COARSE, np.float32) + COARSE / 2
        wanted = np.stack(np.meshgrid(x, y), axis=-1)
        rows, columns = self.points.shape[:2]
        place = self._first_guess(wanted, rows, columns)
        # cv2.remap rounds places to a 32nd: on a net eight times as fine that is a tenth of a pixel.
        fine = cv2.resize(self.points, None, fx=FINE, fy=FINE, interpolation=cv2.INTER_LINEAR)
        slopes = np.concatenate([np.gradient(self.points, axis=1), np.gradient(self.points, axis=0)], axis=-1).astype(np.float32)
        for _ in range(5):
            i, j = place[..., 0].clip(0, columns - 1), place[..., 1].clip(0, rows - 1)
            missing = wanted - cv2.remap(fine, i * FINE + (FINE - 1) / 2, j * FINE + (FINE - 1) / 2, cv2.INTER_LINEAR)
            xa, ya, xd, yd = np.moveaxis(cv2.remap(slopes, i, j, cv2.INTER_LINEAR), -1, 0)
            scale = xa * yd - xd * ya
            scale = np.where(np.abs(scale) < 1e-3, 1e-3, scale)
            move = (
                np.stack([missing[..., 0] * yd - missing[..., 1] * xd, missing[..., 1] * xa - missing[..., 0] * ya], axis=-1)
                / scale[..., None]
            )
            place = np.stack([i, j], axis=-1) + move.clip(-30, 30)
        full = (right - left, bottom - top)
        found = cv2.resize(place, full, interpolation=cv2.INTER_LINEAR)
        return found[..., 0], found[..., 1]

    def _first_guess(self, wanted: Points, rows: int, columns: int) -> Points:
        nodes = np.array(
            [[RING, RING], [columns - 1 - RING, RING], [columns - 1 - RING, rows - 1 - RING], [RING, rows - 1 - RING]], np.float32
        )
        flat = cv2.getPerspectiveTransform(self.corners.astype(np.float32), nodes)
        return np.asarray(cv2.perspectiveTransform(wanted, flat), np.float32)


def seen(lens: Lens, surface: Surface, size: tuple[float, float]) -> Mesh:
    """A surface in the picture."""
    return Mesh(points=lens.project(surface.points), size=size)
