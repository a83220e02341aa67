"""The cash line: the likely balance of the next weeks, its band, and the reserve."""

from html import escape
from typing import Any

from pages.parts.format import short_day
from pages.parts.wall.tile import Content, Tile, Wall, tick, unknown
from pages.parts.wall.tiles.line import drawn, plane_of

TITLE = "Cash, next 13 weeks"


def path(wall: Wall) -> Content:
    """The line with the days beneath it and the day on which it falls below the reserve."""
    rows = [row for row in wall.rows("cash/path") if row["balance"] is not None]
    if not rows:
        return unknown(TITLE, wall.first("cash/need").get("missing"))
    title = f"Cash, next {(rows[-1]['day'] - rows[0]['day']).days // 7} weeks"
    body = drawn(rows, plane_of(rows)) + _caption(wall, rows)
    return Content(title, body, wall.page("cash"), wall.aside("cash/path", "likely path, 8-in-10 band"))


PATH = Tile("path", TITLE, ("cash/path",), path)


def _caption(wall: Wall, rows: list[dict[str, Any]]) -> str:
    """The days beneath the chart, and when the reserve is crossed."""
    below = next((row for row in rows if _is_below(row)), None)
    reserve = wall.short(rows[0]["reserve"])
    if below is None:
        middle = f'<span class="mb-ok">{tick(f"above the {reserve} reserve")}</span>'
    else:
        middle = (
            f'<span class="mb-act">▲ below {reserve} reserve from {short_day(below["day"], year_of=wall.day)}</span>'
        )
    first, last = (escape(short_day(rows[index]["day"], year_of=wall.day)) for index in (0, -1))
    return f'<div class="mb-axis"><span>{first}</span>{middle}<span>{last}</span></div>'


def _is_below(row: dict[str, Any]) -> bool:
    return row["balance"] is not None and row["reserve"] is not None and row["balance"] < row["reserve"]
