"""What customers owe: how much and how old, how well it is collected, by whom, and where to begin."""

from decimal import Decimal
from functools import partial
from html import escape
from typing import Any

from pages.parts.format import count, percent
from pages.parts.wall.tile import Content, Tile, Wall, changing, tick, unknown
from pages.parts.wall.tiles.figures import headline
from pages.parts.wall.tiles.leaderboards import ends
from pages.parts.wall.tiles.worklists import is_at_risk, line, listed, when_due

OWED, HEALTH, REPS, CALLS = "Customers owe", "How well we collect", "Open and late, by rep", "Collect first"
AGES = {
    "not due": ("not due", "mb-layer-1"),
    "1-30": ("1–30 d late", "mb-late-1"),
    "31-60": ("31–60 d late", "mb-late-2"),
    "61-90": ("61–90 d late", "mb-late-3"),
    "91+": ("91+ d late", "mb-late-4"),
}
NO_DUE_DAY = "no due day", "mb-late-none"

Row = dict[str, Any]


def owed(wall: Wall) -> Content:
    """All that is open, how much of it is late, and how late."""
    totals = wall.first("cash/collect_totals")
    if totals.get("balance") is None:
        return unknown(OWED, "open invoices")
    ages = wall.rows("cash/aging")
    body = (
        f'<div class="mb-abreast">{headline("open", wall.headline(totals["balance"]))}'
        f'<div class="mb-verdict">{_late(wall, totals)}</div></div>'
        f'<div class="mb-bar">{_bar(ages)}</div>'
        f'<div class="mb-ages-of">{"".join(_age(wall, row) for row in ages)}</div>'
    )
    href = wall.trace("cash/collect_totals", "balance")
    return Content(OWED, body, href, count(totals.get("invoices"), "invoice"), "mb-need")


def health(wall: Wall) -> Content:
    """Three numbers in words: how long sales are owed, how much of what was due came, how late customers pay."""
    row = wall.first("cash/receivable_health")
    best = row.get("best_possible_dso")
    beyond = row.get("days_beyond_terms")
    parts = [
        _measure("dso", _days(row.get("dso")), "of sales are owed", _best(best), row.get("dso_missing")),
        _measure("cei", percent(row.get("cei")), "of what was due came in", "in 30 days", row.get("cei_missing")),
        _measure("beyond", _days(beyond), *_lateness(beyond, row), row.get("days_beyond_terms_missing")),
    ]
    body = f'<div class="mb-measures">{"".join(parts)}</div>'
    return Content(HEALTH, body, wall.page("cash"), wall.aside("cash/receivable_health"))


def reps(wall: Wall, bars: int = 6) -> Content:
    """A bar for each rep: all that is open of their customers, its late part in front."""
    rows = sorted(wall.rows("cash/collect_by_rep"), key=lambda row: -(row["overdue"] or Decimal(0)))
    most = max([float(row["balance"] or 0) for row in rows], default=0.0) or 1.0
    shown = ends(rows, wall.that_fit(bars))
    lines = [_rep(wall, row, most) for row in shown]
    if len(rows) > len(shown):
        between = f'<div class="mb-between">{count(len(rows) - len(shown), "more rep")} between</div>'
        lines.insert((len(lines) + 1) // 2, between)
    body = f'<div class="mb-bars mb-owing">{"".join(lines)}</div>' if lines else '<div class="mb-needs">None</div>'
    return Content(REPS, body, wall.page("cash"), wall.aside("cash/collect_by_rep"))


def calls(wall: Wall, rows: int = 12) -> Content:
    """The invoices to collect, in the order in which it pays to call, with who should."""
    shown = wall.that_fit(rows)
    lines = [
        line(
            wall,
            row["account"],
            when_due(row, wall.day),
            wall.whole(row["balance"]),
            act=is_at_risk(row),
            key=f"{row['source_file']} {row['source_row']}",
            more=[f'<span class="mb-muted">{wall.name(row["rep"], "nobody")}</span>'],
        )
        for row in wall.rows("cash/to_collect", limit=shown)
    ]
    body = listed(lines, shown, "Nothing to collect", "mb-with-rep mb-long")
    return Content(CALLS, body, wall.page("cash"), "what shrinks the gap most")


OWED_TILE = Tile("owed", OWED, ("cash/collect_totals",), owed)
HEALTH_TILE = Tile("health", HEALTH, ("cash/receivable_health",), health)


def reps_tile(bars: int = 6) -> Tile:
    """What is open by rep, with so many bars at the size of a room."""
    return Tile("reps", REPS, ("cash/collect_by_rep",), partial(reps, bars=bars))


def calls_tile(rows: int = 12) -> Tile:
    """The list of what to collect with reps, with so many rows at the size of a room."""
    return Tile("calls", CALLS, ("cash/to_collect",), partial(calls, rows=rows))


def _bar(ages: list[Row]) -> str:
    # A credit can make an age negative; a bar has no place for it.
    widths = [max(float(row["balance"] or 0), 0) for row in ages]
    whole = sum(widths) or 1.0
    return "".join(
        f'<span class="{AGES.get(row["bucket"], NO_DUE_DAY)[1]}" style="width:{width / whole * 100:.2f}%"></span>'
        for row, width in zip(ages, widths, strict=True)
        if width
    )


def _age(wall: Wall, row: Row) -> str:
    words, css = AGES.get(row["bucket"], NO_DUE_DAY)
    amount = changing(f"age {row['bucket']}", wall.short(row["balance"]))
    return f'<span><i class="mb-key {css}"></i>{words}<b>{amount}</b></span>'


def _late(wall: Wall, totals: Row) -> str:
    if not totals.get("overdue"):
        return f'<b class="mb-ok">{changing("late", tick("nothing is late"))}</b>'
    text = f"▲ {wall.short(totals['overdue'])} late"
    small = f"{percent(totals['overdue_share'])} of it, {count(totals['overdue_invoices'], 'invoice')}"
    return f'<b class="mb-act" style="--letters:{len(text)}">{changing("late", text)}<small>{small}</small></b>'


def _days(value: float | None) -> str:
    return count(round(value), "day") if value is not None else "–"


def _best(best: float | None) -> str:
    return f"{_days(best)} if nothing were late" if best is not None else ""


def _lateness(beyond: float | None, row: Row) -> tuple[str, str]:
    of = f"mean of {count(row.get('payments'), 'payment')}" if beyond is not None else ""
    return ("paid before the due day" if beyond is not None and beyond < 0 else "paid after the due day"), of


def _measure(key: str, number: str, words: str, more: str, missing: str | None) -> str:
    """A number with what it says beneath it; without it, what the exports lack."""
    if missing:
        return f'<div><b class="mb-muted">–</b><span>{words}: no export has {escape(missing)}</span></div>'
    return f"<div><b>{changing(key, number)}</b><span>{words}</span><span>{more}</span></div>"


def _rep(wall: Wall, row: Row, most: float) -> str:
    """The late part of a bar stands in orange with its amount, then the rest of what is open."""
    rep = row["rep"] or ""
    late, balance = (max(float(row[name] or 0), 0) for name in ("overdue", "balance"))
    widths = (late / most * 100, max(balance - late, 0) / most * 100)
    pieces = "".join(f'<i style="width:{width:.2f}%"></i>' for width in widths)
    words = f"▲ {wall.short(row['overdue'])} late" if late else tick("none late")
    return (
        f'<div class="mb-bar-row">{wall.name(row["rep"], "nobody")}<span class="mb-track mb-owed">{pieces}</span>'
        f"{changing(f'open {rep}', wall.short(row['balance']), 'mb-figure')}"
        f"{changing(f'late {rep}', words, 'mb-act' if late else 'mb-ok')}</div>"
    )
