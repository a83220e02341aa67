"""A line over days, drawn by the page itself: it is there with the numbers, and as sharp as the screen is large."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]
HIGH = 1000
"""Steps from the top of a drawing to its bottom; a day is one step to the right."""


@dataclass(frozen=True)
class Plane:
    """Where a day and an amount stand in the drawing, in percent from its left and from its top."""

    first: date
    last: date
    low: float
    high: float

    def left(self, on: date) -> float:
        return (on - self.first).days / max((self.last - self.first).days, 1) * 100

    def top(self, amount: Any) -> float:
        return (self.high - float(amount)) / (self.high - self.low) * 100


def plane_of(rows: Sequence[Row], above: float = 0.03, below: float = 0.03) -> Plane:
    """The plane that holds all that is drawn, with so much of its height left free above and below."""
    drawn = [
        float(row[name]) for row in rows for name in ("low", "high", "balance", "reserve") if row[name] is not None
    ]
    low, high = min(drawn), max(drawn)
    height = high - low or 1.0
    return Plane(rows[0]["day"], rows[-1]["day"], low - below * height, high + above * height)


def drawn(rows: Sequence[Row], plane: Plane, over: str = "") -> str:
    """The likely balance, the band that holds it in 8 cases of 10, and the reserve, as HTML that fills its place.

    The browser draws it from these points (lines.js); `over` is HTML that lies above it.
    """
    band = [*_points(rows, "high", plane), *reversed(_points(rows, "low", plane))]
    points = {"band": band, "reserve": _points(rows, "reserve", plane), "likely": _points(rows, "balance", plane)}
    told = " ".join(f'data-{name}="{" ".join(shape)}"' for name, shape in points.items())
    days = max((plane.last - plane.first).days, 1)
    return f'<div class="mb-line" data-box="0 0 {days} {HIGH}" {told}>{over}</div>'


def _points(rows: Iterable[Row], column: str, plane: Plane) -> list[str]:
    return [
        f"{(row['day'] - plane.first).days},{plane.top(row[column]) * HIGH / 100:.1f}"
        for row in rows
        if row[column] is not None
    ]
