"""Lists that say where to begin: the invoices to collect first, and the deals about to close."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape
from typing import Any

from pages.parts.format import count, percent, short_day
from pages.parts.wall.tile import Content, Tile, Wall, changing


def collect(wall: Wall, rows: int = 6) -> Content:
    """What to collect, in the order in which it pays to call."""
    totals = wall.first("cash/collect_totals")
    late = f", {wall.short(totals['overdue'])} late" if totals.get("overdue") else ""
    shown = wall.that_fit(rows)
    lines = [
        line(
            wall,
            row["account"],
            when_due(row, wall.day),
            wall.whole(row["balance"]),
            act=is_at_risk(row),
            key=f"{row['source_file']} {row['source_row']}",
        )
        for row in wall.rows("cash/to_collect", limit=shown)
    ]
    aside = f"{wall.short(totals.get('balance'))} open{late}"
    href = wall.trace("cash/collect_totals", "balance")
    return Content("Collect first", listed(lines, shown, "Nothing to collect"), href, aside)


def closing(wall: Wall, rows: int = 6) -> Content:
    """The deals that should close soon, largest expected value first."""
    totals = wall.first("cash/closing_totals")
    likely = f", likely {wall.short(totals['expected_value'])}" if totals.get("expected_value") is not None else ""
    shown = wall.that_fit(rows)
    lines = [
        line(
            wall,
            row["name"] or row["account"],
            "past its date" if row["is_past_due"] else when_closing(row, wall.day),
            wall.whole(row["amount"]),
            act=bool(row["is_past_due"]),
            key=row["deal_id"],
        )
        for row in wall.rows("cash/closing", limit=shown)
    ]
    aside = f"{count(totals.get('deals'), 'deal')}, {wall.short(totals.get('amount'))}{likely}"
    href = wall.trace("cash/closing_totals", "amount")
    return Content("About to close", listed(lines, shown, "No deal is about to close"), href, aside)


def collect_tile(rows: int = 6) -> Tile:
    """The list of what to collect, with so many rows at the size of a room."""
    return Tile("collect", "Collect first", ("cash/to_collect",), partial(collect, rows=rows))


def closing_tile(rows: int = 6) -> Tile:
    """The list of what is about to close, with so many rows at the size of a room."""
    return Tile("closing", "About to close", ("cash/closing",), partial(closing, rows=rows))


def listed(lines: list[str], places: int, none: str, css: str = "") -> str:
    """Lines that share the height of their tile as if all places were taken; `css` says how wide which cell is."""
    if not lines:
        return f'<div class="mb-needs">{escape(none)}</div>'
    return f'<div class="mb-list {css}" style="--rows:{places}">{"".join(lines)}</div>'


def line(
    wall: Wall, name: str | None, note: str, value: str, *, key: str, act: bool = False, more: Sequence[str] = ()
) -> str:
    """A row of a list: a name, a muted note or an orange one with its sign, and a value; `key` tells it from others.

    `more` are cells of HTML that stand behind the name.
    """
    sign = "▲ " if act else ""
    return (
        f'<div class="mb-row">{wall.name(name)}{"".join(more)}'
        f'<span class="{"mb-act" if act else "mb-muted"}">{sign}{escape(note)}</span>'
        f"<b>{changing(f'row {key}', value)}</b></div>"
    )


def is_at_risk(row: dict[str, Any]) -> bool:
    """True for an invoice that is late and for which nobody can say when it comes."""
    return row["state"] == "at risk" and (row["days_past_due"] or 0) > 0


def when_due(row: dict[str, Any], today: date) -> str:
    """How late an invoice is, or when it is due."""
    late = row["days_past_due"]
    if late is None:
        return "no due date"
    if late > 0:
        return f"{late} d late"
    if late == 0:
        return "due today"
    return f"due {near(row['due_on'], today)}"


def when_closing(row: dict[str, Any], today: date) -> str:
    """The chance of a deal and the day on which it should close."""
    chance = f"{percent(row['win_chance'])}, " if row["win_chance"] is not None else ""
    return chance + (short_day(row["close_on"], year_of=today) if row["close_on"] else "no date")


def near(day: date, today: date) -> str:
    """A day of the coming week by its weekday, any other by its date."""
    return f"{day:%a}" if 0 < (day - today).days < 7 else short_day(day, year_of=today)
