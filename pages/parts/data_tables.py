"""The parts of the data page that are made from the board alone: ages, checks and control totals, and trouble."""

from html import escape
from typing import Any

import streamlit as st

import queries
from pages.parts import ask, cards, tables
from pages.parts.format import age, clock, count, day
from pages.parts.frame import Frame
from pages.parts.tables import Column

CHECKS = {"check": Column("Check"), "harm": Column("What it would do"), "rows": Column("Rows", "count")}
AGES = {
    "export": Column("Export"),
    "area": Column("From"),
    "exported_on": Column("Exported on", "date"),
    "age_days": Column("Days old", "count"),
    "rhythm_days": Column("Usual days between two", "number", "From the last exports, or from your settings."),
    "stale_because": Column("Too old because"),
}
TOTALS = {
    "file_name": Column("File"),
    "column_name": Column("Column"),
    "rows": Column("Rows kept", "count"),
    "total": Column("Total", "total", "Compare it with the total that the source system shows."),
}


def trouble(frame: Frame) -> None:
    """Why the newest files are not on the board."""
    error = frame.state.trouble
    if error is None:
        return
    lines = "".join(f"<li>{escape(line)}</li>" for line in error.message.splitlines() if line.strip())
    last = "The board shows the last good load." if frame.board else "There is no board yet."
    cards.note(f"<b>▲ Not taken in since {clock(error.since)}.</b> {last}<ul>{lines}</ul>", act=True)


def ages(board: queries.Board) -> None:
    """How old the exports of each area are, and each of them."""
    cards.row(
        cards.Card(
            row["area"],
            age(row["age_days"]),
            _exported(row),
            sign="▲" if row["is_stale"] else "",
            act=bool(row["is_stale"]),
            grey=row["exported_on"] is None,
        )
        for row in ask.ages(board)
    )
    with st.expander("The age of each export"):
        tables.show(ask.table_ages(board), AGES, name="export-ages")


def _exported(row: dict[str, Any]) -> str:
    """The day of an area's oldest export, and which it is where others are newer."""
    if row["exported_on"] is None:
        return "nothing read"
    only = f": {row['oldest_export']}, the others are newer" if row["oldest_export"] else ""
    return f"exported on {day(row['exported_on'])}{only}"


def checks(board: queries.Board) -> None:
    """The checks that found something, with the harm it would do."""
    failing = ask.rows(board, "data/checks")
    everything = count(len(queries.checks()), "check")
    cards.section("Checks", "Each check looks for one kind of harm in the data.")
    if not failing:
        cards.note(f"<b>✓ All {everything} passed.</b>")
        return
    cards.note(f"<b>▲ {len(failing)} of {everything} found something.</b>", act=True)
    tables.show(failing, CHECKS, name="checks")


def totals(board: queries.Board) -> None:
    """Rows and sums of what was taken in, to hold against the source system."""
    cards.section("Control totals", "Compare these with what the CRM and the billing system show for the same export.")
    tables.show(ask.rows(board, "data/control_totals"), TOTALS, name="control-totals")
