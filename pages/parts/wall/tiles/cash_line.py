"""The cash line as one large chart, with its lowest point and the day it crosses the reserve written where they are."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from html import escape

from pages.parts.format import day, short_day
from pages.parts.wall.tile import Content, Tile, Wall, changing, tick, unknown
from pages.parts.wall.tiles.figures import large, pairs
from pages.parts.wall.tiles.line import Plane, Row, drawn, plane_of

TITLE = "Cash, next 13 weeks"
ABOVE, BELOW = 0.16, 0.17
"""Of the height of what is drawn so much stays free for the words above and below it."""
APART = 11.0
"""So far apart (in percent of the height) the words at the right end stand, to be read."""
NARROWEST_MONTH = 9.0
"""From this share of the width (in percent) a month has room for its name."""


def cash_line(wall: Wall) -> Content:
    """The likely balance of each day, the band around it and the reserve."""
    rows = _known(wall)
    if not rows:
        return unknown(TITLE, wall.first("cash/need").get("missing"))
    plane = plane_of(rows, ABOVE, BELOW)
    lowest = min(rows, key=lambda row: row["balance"])
    over = "".join((_crossing(wall, plane, rows), _lowest_mark(wall, plane, lowest), _zero(wall, plane)))
    line = drawn(rows, plane, f'<div class="mb-over">{over}</div>')
    body = f'<div class="mb-labelled">{line}{_ends(wall, plane, rows[-1])}{_months(plane)}</div>'
    title = f"Cash, next {(plane.last - plane.first).days // 7} weeks"
    return Content(title, body, wall.page("cash"), wall.aside("cash/path", "likely path, 8-in-10 band"))


def lowest_point(wall: Wall) -> Content:
    """The smallest balance of the likely path, its day, and the cautious balance of that day."""
    rows = _known(wall)
    if not rows:
        return unknown("Lowest point", wall.first("cash/need").get("missing"))
    lowest = min(rows, key=lambda row: row["balance"])
    body = large("lowest", wall.short(lowest["balance"]), "mb-act" if _is_below(lowest) else "mb-ok")
    body += f'<div class="mb-words">on {day(lowest["day"], year_of=wall.day)}</div>'
    lines = [
        ("cautious", changing("low", wall.short(lowest["low"]))),
        ("today", changing("today", wall.short(rows[0]["balance"]))),
        ("reserve", changing("reserve", wall.short(rows[0]["reserve"]))),
    ]
    return Content("Lowest point", body + pairs(lines), wall.page("cash"), wall.aside("cash/path"))


CASH_LINE = Tile("line", TITLE, ("cash/path",), cash_line)
LOWEST = Tile("lowest", "Lowest point", ("cash/path",), lowest_point)


def _known(wall: Wall) -> list[Row]:
    """The days of the path; none where its balance is not known."""
    return [row for row in wall.rows("cash/path") if row["balance"] is not None]


def _is_below(row: Row) -> bool:
    return row["reserve"] is not None and bool(row["balance"] < row["reserve"])


def _tag(left: float, edge: str, text: str, css: str) -> str:
    """Words at the upper or lower edge, over their day; at the ends they keep inside the chart."""
    return f'<span class="mb-tag {css}" style="left:{left:.2f}%;translate:{-left:.2f}% 0;{edge}:0">{text}</span>'


def _drop(left: float, top: float, bottom: float, css: str) -> str:
    """A thin line between words and their place in the chart."""
    return f'<i class="mb-drop {css}" style="left:{left:.2f}%;top:{top:.2f}%;bottom:{100 - bottom:.2f}%"></i>'


def _crossing(wall: Wall, plane: Plane, rows: list[Row]) -> str:
    on = wall.first("cash/first_breach").get("likely_on")
    if on is None:
        return _tag(0, "top", tick(f"stays above the {wall.short(rows[0]['reserve'])} reserve"), "mb-ok")
    left = plane.left(on)
    text = f"▲ below the reserve from {changing('crossing', short_day(on, year_of=wall.day))}"
    return _drop(left, 6, plane.top(rows[0]["reserve"]), "mb-act") + _tag(left, "top", text, "mb-act")


def _lowest_mark(wall: Wall, plane: Plane, row: Row) -> str:
    left, top = plane.left(row["day"]), plane.top(row["balance"])
    css = "mb-act" if _is_below(row) else "mb-ok"
    amount = changing("lowest", wall.short(row["balance"]))
    text = f"lowest {amount} on {short_day(row['day'], year_of=wall.day)}"
    dot = f'<i class="mb-dot {css}" style="left:{left:.2f}%;top:{top:.2f}%"></i>'
    return _drop(left, top, 94, css) + dot + _tag(left, "bottom", text, css)


def _zero(wall: Wall, plane: Plane) -> str:
    """The line of an empty account, where the path comes near it."""
    if not plane.low < 0 < plane.high:
        return ""
    return f'<span class="mb-zero" style="top:{plane.top(0):.2f}%">{wall.short(0)}</span>'


def _ends(wall: Wall, plane: Plane, last: Row) -> str:
    """What the lines are, at their right ends."""
    ends = [(plane.top(last["balance"]), "likely", wall.short(last["balance"]), "mb-ok")]
    if last["reserve"] is not None:
        ends.append((plane.top(last["reserve"]), "reserve", wall.short(last["reserve"]), "mb-act"))
    places = apart([top for top, *_ in ends])
    shown = "".join(
        f'<span class="{css}" style="top:{top:.2f}%">{words}<b>{changing(f"end {words}", amount)}</b></span>'
        for top, (_, words, amount, css) in zip(places, ends, strict=True)
    )
    return f'<div class="mb-ends">{shown}</div>'


def apart(tops: Sequence[float]) -> list[float]:
    """The same places in the same order, each at least APART below the one before, all within the chart."""
    order = sorted(range(len(tops)), key=lambda index: tops[index])
    placed: dict[int, float] = {}
    lowest = APART / 2
    for index in order:
        placed[index] = max(tops[index], lowest)
        lowest = placed[index] + APART
    highest = 100 - APART / 2
    for index in reversed(order):
        placed[index] = min(placed[index], highest)
        highest = placed[index] - APART
    return [placed[index] for index in range(len(tops))]


def _months(plane: Plane) -> str:
    """The months beneath the chart, each under its days."""
    shown = []
    start = plane.first
    while start <= plane.last:
        end = start.replace(day=monthrange(start.year, start.month)[1])
        left, right = plane.left(start), min(plane.left(min(end, plane.last)), 100)
        name = escape(f"{start:%B}") if right - left >= NARROWEST_MONTH else ""
        shown.append(f'<span style="left:{left:.2f}%;width:{right - left:.2f}%">{name}</span>')
        start = date(end.year + end.month // 12, end.month % 12 + 1, 1)
    return f'<div class="mb-months">{"".join(shown)}</div>'
