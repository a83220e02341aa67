"""Two tiles that say where to begin: the invoices to collect first, and the deals about to close."""

from datetime import date
from html import escape
from typing import Any

from pages.parts.format import count, percent, short_day
from pages.parts.wall.tile import Wall, needs, shell

ROWS = 6


def collect(wall: Wall) -> str:
    """What to collect, in the order in which it pays to call."""
    if missing := wall.board.needs("cash/to_collect"):
        return needs("collect", "Collect first", missing)
    totals = wall.first("cash/collect_totals")
    late = f", {wall.short(totals['overdue'])} late" if totals.get("overdue") else ""
    rows = [
        _row(
            row["account"],
            _when_due(row, wall.day),
            wall.whole(row["balance"]),
            _is_act(row),
        )
        for row in wall.rows("cash/to_collect", limit=ROWS)
    ]
    aside = f"{wall.short(totals.get('balance'))} open{late}"
    return shell(
        "collect",
        wall.trace("cash/collect_totals", "balance"),
        "Collect first",
        aside,
        _list(rows, "Nothing to collect"),
    )


def closing(wall: Wall) -> str:
    """The deals that should close soon, largest expected value first."""
    if missing := wall.board.needs("cash/closing"):
        return needs("closing", "About to close", missing)
    totals = wall.first("cash/closing_totals")
    likely = f", likely {wall.short(totals['expected_value'])}" if totals.get("expected_value") is not None else ""
    rows = [
        _row(
            row["name"] or row["account"],
            "past its date" if row["is_past_due"] else _when_closing(row, wall.day),
            wall.whole(row["amount"]),
            bool(row["is_past_due"]),
        )
        for row in wall.rows("cash/closing", limit=ROWS)
    ]
    aside = f"{count(totals.get('deals'), 'deal')}, {wall.short(totals.get('amount'))}{likely}"
    return shell(
        "closing",
        wall.trace("cash/closing_totals", "amount"),
        "About to close",
        aside,
        _list(rows, "No deal is about to close"),
    )


def _list(rows: list[str], none: str) -> str:
    if not rows:
        return f'<div class="mb-needs">{none}</div>'
    return f'<div class="mb-list" style="--rows:{ROWS}">{"".join(rows)}</div>'


def _row(name: str | None, when: str, amount: str, act: bool) -> str:
    sign = "▲ " if act else ""
    return (
        f'<div class="mb-row"><span class="mb-name">{escape(name or "no name")}</span>'
        f'<span class="{"mb-act" if act else "mb-muted"}">{sign}{escape(when)}</span><b>{amount}</b></div>'
    )


def _is_act(row: dict[str, Any]) -> bool:
    return row["state"] == "at risk" and (row["days_past_due"] or 0) > 0


def _when_due(row: dict[str, Any], today: date) -> str:
    late = row["days_past_due"]
    if late is None:
        return "no due date"
    if late > 0:
        return f"{late} d late"
    if late == 0:
        return "due today"
    return f"due {_near(row['due_on'], today)}"


def _when_closing(row: dict[str, Any], today: date) -> str:
    chance = f"{percent(row['win_chance'])}, " if row["win_chance"] is not None else ""
    return chance + (short_day(row["close_on"], year_of=today) if row["close_on"] else "no date")


def _near(day: date, today: date) -> str:
    return f"{day:%a}" if 0 < (day - today).days < 7 else short_day(day, year_of=today)
