"""Words drawn at known places, seen askew and bent under a lamp, are found at those places on the page that a person is shown.

The boxes are as high as the detector's runs, half as high again as the letters, so that the intersection with a box drawn tightly
around the letters is three quarters of their union and not nine tenths.
"""

from __future__ import annotations

from statistics import median

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from domain.geometry import Box
from domain.page import Page
from pipeline.engines.paddle import open_engine
from pipeline.prepare import prepare
from pipeline.recognize import OcrEngine
from pipeline.sheet import Pixels, plain_sheet
from pipeline.split import split
from pipeline.upright import read_upright
from samples.fonts import PROPORTIONAL
from samples.pen import Pen

pytestmark = pytest.mark.slow

Words = tuple[tuple[str, Box], ...]
