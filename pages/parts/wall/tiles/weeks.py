"""Cash week by week: thirteen to come, and what the last eight brought beside what was forecast."""

from datetime import date
from functools import partial
from typing import Any

from pages.parts.format import short_day
from pages.parts.wall.tile import Content, Tile, Wall, changing, unknown
from pages.parts.wall.tiles.figures import Line, sheet

AHEAD = "Week by week"
GONE = "What customers paid, week by week"
COLUMNS = ("collections", "closings", "obligations")

Row = dict[str, Any]


def ahead(wall: Wall, rows: int = 13) -> Content:
    """What comes in and goes out in each week, and what is left at its end."""
    weeks = [row for row in wall.rows("cash/weeks") if not row["is_past"] and row["closing"] is not None]
    needed = wall.first("cash/need")
    if not weeks:
        return unknown(AHEAD, needed.get("missing"))
    lines = [_line(wall, row, needed.get("reserve")) for row in weeks[: wall.that_fit(rows)]]
    body = sheet(["week to", "collect", "from deals", "pay", "left"], lines)
    return Content(AHEAD, body, wall.page("cash"), wall.aside("cash/weeks"))


def gone(wall: Wall) -> Content:
    """A column for each week: what came in, and a mark at what was forecast before it began."""
    weeks = [row for row in wall.rows("cash/weeks") if row["actual"] is not None and row["forecast"] is not None]
    if not weeks:
        words = "Not enough history yet to compare a week with its forecast"
        return Content(GONE, f'<div class="mb-needs">{words}</div>', wall.page("cash"), wall.aside("cash/weeks"))
    most = max(float(row[name]) for row in weeks for name in ("actual", "forecast")) or 1.0
    columns = "".join(_column(wall, row, most) for row in weeks)
    aside = wall.aside("cash/weeks", "mark: what was forecast")
    return Content(GONE, f'<div class="mb-weeks">{columns}</div>', wall.page("cash"), aside)


def ahead_tile(rows: int = 13) -> Tile:
    """The weeks to come, with so many lines at the size of a room."""
    return Tile("weeks", AHEAD, ("cash/weeks",), partial(ahead, rows=rows))


PAST = Tile("gone", GONE, ("cash/weeks",), gone)


def _line(wall: Wall, row: Row, reserve: Any) -> Line:
    until: date = row["until_on"]
    cells = [changing(f"{name} {until}", wall.short(row[name])) for name in COLUMNS]
    is_below = reserve is not None and row["closing"] < reserve
    left = f"{'▲ ' if is_below else ''}{wall.short(row['closing'])}"
    end = changing(f"left {until}", left, "mb-act" if is_below else "mb-strong")
    return Line([short_day(until, year_of=wall.day), *cells, end])


def _column(wall: Wall, row: Row, most: float) -> str:
    until: date = row["until_on"]
    amount = changing(f"came {until}", wall.short(row["actual"])) if wall.display.amounts != "bands" else ""
    height, mark = (max(float(row[name]), 0) / most * 100 for name in ("actual", "forecast"))
    pillar = f'<i style="height:{height:.2f}%"></i><i class="mb-rung" style="bottom:{mark:.2f}%"></i>'
    return (
        f'<div><span class="mb-strong">{amount}</span><span class="mb-pillar">{pillar}</span>'
        f'<span class="mb-muted">{short_day(until, year_of=wall.day)}</span></div>'
    )
