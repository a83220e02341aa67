"""The cash line: the likely balance of the next weeks, its band, and the reserve."""

from html import escape
from typing import Any

from pages.parts import charts
from pages.parts.format import short_day
from pages.parts.kept import kept
from pages.parts.wall.tile import Content, Tile, Wall, tick, unknown

TITLE = "Cash, next 13 weeks"


def path(wall: Wall) -> Content:
    """The line with the days beneath it and the day on which it falls below the reserve."""
    rows = wall.rows("cash/path")
    if not rows or all(row["balance"] is None for row in rows):
        return unknown(TITLE, wall.first("cash/need").get("missing"))
    currency = wall.board.currency
    return Content(
        f"Cash, next {(rows[-1]['day'] - rows[0]['day']).days // 7} weeks",
        "",
        wall.page("cash"),
        wall.aside("cash/path", "likely path, 8-in-10 band"),
        figure=lambda: kept(wall.board, ("path", wall.mode), lambda: charts.cash_path(rows, wall.palette, currency)),
        foot=_caption(wall, rows),
    )


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
