"""Deals about to close: how much, what should be won of all deals, which are past their date, and which come first."""

from functools import partial
from typing import Any

from pages.parts.format import count, percent, short_day
from pages.parts.wall.tile import Content, Tile, Wall, changing, tick, unknown
from pages.parts.wall.tiles.figures import Line, headline, sheet
from pages.parts.wall.tiles.worklists import line, listed

SOON, WON, PAST, FIRST = "Should close within 60 days", "Should be won", "Past their date", "Most likely value first"
PARTS = (("from_open", "open deals"), ("from_new", "+ new deals"), ("run_rate", "pace of 13 weeks"))

Row = dict[str, Any]


def soon(wall: Wall) -> Content:
    """The deals that should close within 60 days, and how much of them is likely."""
    totals = wall.first("cash/closing_totals")
    if totals.get("deals") is None:
        return unknown(SOON, "the amounts of open deals")
    body = (
        f"{headline('amount', wall.headline(totals['amount']))}"
        f'<div class="mb-made">{_made_up(wall, totals)}</div>'
        f'<div class="mb-bar">{_bar(totals)}</div><div class="mb-verdict">{_past(totals)}</div>'
    )
    return Content(SOON, body, wall.trace("cash/closing_totals", "amount"), css="mb-need")


def won(wall: Wall) -> Content:
    """What should be won in 15, 30 and 60 days, and what that number is made of."""
    rows = wall.rows("cash/won_value")
    if not rows or all(row["forecast"] is None for row in rows):
        return Content(WON, '<div class="mb-needs">not known yet: too few deals were won</div>', wall.page("cash"))
    lines = [Line(["forecast", *(_amount(wall, row, "forecast") for row in rows)], is_lead=True)]
    lines += [Line([words, *(_amount(wall, row, part) for row in rows)]) for part, words in PARTS]
    body = sheet(["", *(f"{row['horizon_days']} days" for row in rows)], lines)
    return Content(WON, body, wall.page("cash"), wall.aside("cash/won_value", "mean of deals and pace"))


def past(wall: Wall, rows: int = 4) -> Content:
    """The most valuable of the deals whose date is gone: they need a new one, or to be closed."""
    deals = [row for row in wall.rows("cash/closing") if row["is_past_due"]]
    shown = wall.that_fit(rows)
    body = listed([_deal(wall, row) for row in deals[:shown]], shown, "✓ No deal is past its date", "mb-with-rep")
    return Content(PAST, body, wall.page("cash"), count(len(deals), "deal") if deals else "")


def first(wall: Wall, rows: int = 12) -> Content:
    """The deals still to come, the one with the most likely value first."""
    shown = wall.that_fit(rows)
    deals = [row for row in wall.rows("cash/closing", limit=shown) if not row["is_past_due"]]
    body = listed([_deal(wall, row) for row in deals], shown, "No deal is about to close", "mb-with-rep mb-long")
    return Content(FIRST, body, wall.page("cash"), "chance and day of closing")


SOON_TILE = Tile("soon", SOON, ("cash/closing_totals",), soon)
WON_TILE = Tile("won", WON, ("cash/won_value",), won)


def past_tile(rows: int = 4) -> Tile:
    """The deals past their date, with so many rows at the size of a room."""
    return Tile("past", PAST, ("cash/closing",), partial(past, rows=rows))


def first_tile(rows: int = 12) -> Tile:
    """The deals to come, with so many rows at the size of a room."""
    return Tile("first", FIRST, ("cash/closing",), partial(first, rows=rows))


def _made_up(wall: Wall, totals: Row) -> str:
    deals = f"in <b>{changing('deals', count(totals['deals'], 'deal'))}</b>"
    if totals["expected_value"] is None:
        return deals
    return f"{deals}, likely <b>{changing('likely', wall.short(totals['expected_value']))}</b>"


def _bar(totals: Row) -> str:
    """The likely part of the amount."""
    if not totals["amount"] or totals["expected_value"] is None:
        return ""
    share = float(totals["expected_value"] / totals["amount"])
    return f'<span class="mb-layer-1" style="width:{share * 100:.2f}%"></span>'


def _past(totals: Row) -> str:
    if not totals["past_due"]:
        return f'<b class="mb-ok">{changing("past", tick("none past its date"))}</b>'
    text = f"▲ {count(totals['past_due'])} past their date"
    return f'<b class="mb-act" style="--letters:{len(text)}">{changing("past", text)}</b>'


def _amount(wall: Wall, row: Row, part: str) -> str:
    return changing(f"{part} {row['horizon_days']}", wall.short(row[part]))


def _deal(wall: Wall, row: Row) -> str:
    more = [f'<span class="mb-muted">{wall.name(row["rep"], "nobody")}</span>']
    on = short_day(row["close_on"], year_of=wall.day) if row["close_on"] else "no date"
    if row["win_chance"] is not None and not row["is_past_due"]:
        on = f"{percent(row['win_chance'])}, {on}"
    name, key = row["name"] or row["account"], f"{row['source_file']} {row['deal_id']}"
    return line(wall, name, on, wall.whole(row["amount"]), act=bool(row["is_past_due"]), key=key, more=more)
