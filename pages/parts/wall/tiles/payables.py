"""What must be paid next, the overdue first."""

from datetime import date
from functools import partial
from typing import Any

from pages.parts.format import day
from pages.parts.wall.tile import Content, Tile, Wall
from pages.parts.wall.tiles.worklists import line, listed, near

TITLE = "Pay next"


def pay(wall: Wall, rows: int = 8) -> Content:
    """The bills and the recurring payments in the order of their days."""
    shown = wall.that_fit(rows)
    lines = [
        line(
            wall,
            row["what"],
            _when(row, wall.day),
            wall.whole(row["amount"]),
            act=bool(row["is_overdue"]),
            key=f"{row['source_file']} {row['source_row']} {row['planned_on']}",
        )
        for row in wall.rows("cash/obligations", limit=shown)
    ]
    href = wall.trace("cash/obligations", "amount")
    return Content(TITLE, listed(lines, shown, "Nothing to pay within 60 days"), href, _aside(wall))


def pay_tile(rows: int = 8) -> Tile:
    """The list of what to pay, with so many rows at the size of a room."""
    return Tile("pay", TITLE, ("cash/obligations",), partial(pay, rows=rows))


def _aside(wall: Wall) -> str:
    soon = wall.first("cash/need")
    due = soon.get("obligations")
    text = f"{wall.short(due)} to {day(soon['until_on'], year_of=wall.day)}" if due is not None else ""
    return wall.aside("cash/obligations", text)


def _when(row: dict[str, Any], today: date) -> str:
    due = row["due_on"]
    if due is None:
        return "no due date"
    if row["is_overdue"]:
        return f"{(today - due).days} d late"
    if due == today:
        return "today"
    return near(due, today)
