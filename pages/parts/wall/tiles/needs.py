"""The money needed in 15, 30 and 60 days, how it is made up, and how much of it is covered: a tile for each horizon."""

from decimal import Decimal
from functools import partial
from html import escape
from typing import Any

from pages.parts.format import day, likely
from pages.parts.wall.tile import Content, Tile, Wall, changing, needs, tick
from pages.parts.wall.tiles.figures import headline

HORIZONS = (15, 30, 60)
LAYERS = (("collections", "mb-layer-1"), ("signed", "mb-layer-2"), ("closings", "mb-layer-3"))
WIDE_ENOUGH = 13
WIDE_ENOUGH_FOR_A_BAND = 24
WIDE_ENOUGH_ON_A_PHONE = 25
"""From this share of the bar (in percent) an amount fits into its piece."""


def need(wall: Wall, horizon: int) -> Content:
    """The tile of one horizon."""
    title = f"Next {horizon} days"
    row = next((row for row in wall.rows("cash/need") if row["horizon_days"] == horizon), None)
    if row is None or row["need"] is None:
        return needs(title, wall.board.needs("cash/need") or ["bills", "bank balance"])
    body = (
        f"{headline('need', wall.headline(row['need']))}"
        f'<div class="mb-made">{_made_up(wall, row)}</div>'
        f'<div class="mb-bar">{_bar(wall, row)}</div>'
        f'<div class="mb-verdict">{_verdict(wall, row)}<span class="mb-odds">{_odds(wall, row)}</span></div>'
    )
    href = wall.trace("cash/need", "need", horizon_days=horizon)
    return Content(
        title, body, href, wall.aside("cash/need", f"to {day(row['until_on'], year_of=wall.day)}"), "mb-need"
    )


TILES = tuple(
    Tile(f"need{days}", f"Next {days} days", ("cash/need",), partial(need, horizon=days), stands_alone=True)
    for days in HORIZONS
)


def _made_up(wall: Wall, row: dict[str, Any]) -> str:
    due, reserve, cash = (wall.short(row[name]) for name in ("obligations", "reserve", "free_cash"))
    return f"needed: <b>{due}</b> due + <b>{reserve}</b> reserve − <b>{cash}</b> cash"


def _bar(wall: Wall, row: dict[str, Any]) -> str:
    needed = row["need"]
    covered = sum((row[name] or Decimal(0) for name, _ in LAYERS), Decimal(0))
    whole = max(needed, covered)
    if not whole:
        return ""
    pieces = [_piece(wall, row[name], whole, css) for name, css in LAYERS if row[name]]
    if needed > covered:
        pieces.append(_piece(wall, None, whole, "mb-layer-gap", needed - covered))
    elif needed > 0 and covered > needed:
        pieces.append(f'<i class="mb-mark" style="left:{float(needed / whole) * 100:.2f}%"></i>')
    return "".join(pieces)


def _piece(wall: Wall, amount: Decimal | None, whole: Decimal, css: str, width_of: Decimal | None = None) -> str:
    share = float((width_of if amount is None else amount) / whole) * 100  # type: ignore[operator]
    wide = WIDE_ENOUGH_FOR_A_BAND if wall.display.amounts == "bands" else WIDE_ENOUGH
    text = wall.short(amount) if amount is not None and share >= wide else ""
    narrow = " mb-narrow" if share < WIDE_ENOUGH_ON_A_PHONE else ""
    return f'<span class="{css}{narrow}" style="width:{share:.2f}%">{text}</span>'


def _verdict(wall: Wall, row: dict[str, Any]) -> str:
    gap = row["gap"]
    if gap is None:
        return f'<b class="mb-open">cover not known<small>no export has {escape(row["missing"] or "it")}</small></b>'
    if gap > 0:
        css, text = "mb-act", f"▲ short {wall.short(gap)}"
    else:
        css, text = "mb-ok", f"covered{f', {wall.short(-gap)} over' if gap < 0 else ''}"
    letters = len(text) + 2
    shown = changing("gap", text if gap > 0 else tick(text))
    fit = f"--fit:{min(1.0, 20 / letters):.2f};--letters:{letters}"
    return f'<b class="{css}" style="{fit}">{shown}<small>{_since(wall, row)}</small></b>'


def _since(wall: Wall, row: dict[str, Any]) -> str:
    if row["short_from"] is None:
        return "stays above the reserve"
    return f"below reserve from {day(row['short_from'], year_of=wall.day)}"


def _odds(wall: Wall, row: dict[str, Any]) -> str:
    lines = []
    if row["chance"] is not None:
        lines.append(f"{escape(likely(row['chance']))} sure")
    if row["gap_low"] is not None and row["gap_high"] is not None and wall.display.amounts != "bands":
        # The gap counts what is short; the wall says it the other way round, as money left.
        lines.append(f"{_signed(wall, -row['gap_high'])} to {_signed(wall, -row['gap_low'])}")
    return "<br>".join(lines)


def _signed(wall: Wall, amount: Decimal) -> str:
    return ("+" if amount > 0 else "") + wall.short(amount)
