"""The shapes of charts: columns, lines and bars in the units of an SVG's view box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 480, 96
GAP = 0.25  # of the space of a column


class Bar(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


def columns(numbers: Sequence[int], *, most: int) -> list[Bar]:
    """One column a number, `most` as high as the chart; a number above 0 is never too low to be seen."""
    space = WIDTH / max(1, len(numbers))
    heights = [round(_height(number, most), 1) for number in numbers]
    return [
        Bar(round((at + GAP / 2) * space, 1), HEIGHT - height, round((1 - GAP) * space, 1), height)
        for at, height in enumerate(heights)
    ]


def line(numbers: Sequence[int], *, most: int) -> str:
    """The `points` of a polyline through the middle of each column."""
    space = WIDTH / max(1, len(numbers))
    heights = [_height(number, most) for number in numbers]
    return " ".join(f"{(at + 0.5) * space:.1f},{HEIGHT - height:.1f}" for at, height in enumerate(heights))


def share(part: int, whole: int) -> float:
    """How long a bar of the width of the chart is."""
    return round(WIDTH * part / whole, 1) if whole else 0


def _height(number: int, most: int) -> float:
    return max(2.0, HEIGHT * number / most) if number and most else 0.0
