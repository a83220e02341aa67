"""One number taken apart for the trace page: its rows, what they add up to, and what is left out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from html import escape
from typing import Any

import streamlit as st

import queries
from pages.parts import ask, cards, links, tables
from pages.parts.format import NO_VALUE, count, day, hours, money, percent
from pages.parts.frame import Open

OTHER_KEYS = frozenset({"query", "column", "rep", "as_of", "left_out"})


@dataclass(frozen=True)
class Asked:
    """The number that the address names."""

    query: queries.Query
    column: str | None
    where: dict[str, Any]
    left_out: bool

    def address(self, frame: Open, *, left_out: bool) -> str:
        return links.trace(
            self.query.name, self.column, rep=frame.rep, as_of=frame.as_of, left_out=left_out, where=self.where
        )


@dataclass(frozen=True)
class Opened:
    """The number with everything that belongs to it."""

    question: str
    line: dict[str, Any]
    """The row of the query's result in which the number stands; empty when the address names no single row."""
    added_up: Any
    """The number once more, added up from the rows behind it."""
    rows: int
    """How many rows the number counts."""
    reasons: list[tuple[str, int]]
    """Why rows are left out, and how many for each reason."""
    shown: queries.Table
    """The first of the rows that the address asks for: those that count, or those left out."""
    everything: Callable[[], queries.Table]
    """All of them, for the download."""

    @property
    def left_out(self) -> int:
        return sum(rows for _, rows in self.reasons)


def from_address(frame: Open) -> Asked | str:
    """The number that the address asks for, or what is wrong with the address, as HTML."""
    name = st.query_params.get("query", "")
    if not name:
        return ""
    try:
        query = queries.read(name)
    except queries.QueryError:
        return f"There is no query called <code>{escape(name)}</code>."
    column = st.query_params.get("column") or None
    result = ask.ask(frame.board, name, frame.rep)
    if column is not None and column not in result.columns:
        return f"<code>{escape(name)}</code> has no column <code>{escape(column)}</code>."
    where = _where(query, result, frame.rep)
    if isinstance(where, str):
        return where
    return Asked(query, column, where, st.query_params.get("left_out") == "1")


def _where(query: queries.Query, result: queries.Table, rep: str | None) -> dict[str, Any] | str:
    # The address carries texts; the values with their types come from the result itself.
    where: dict[str, Any] = {}
    for key in query.keys:
        text = st.query_params.get(key) or (rep if key == "rep" else None)
        if text is None:
            continue
        match = next((value for value in result.column(key) if _text(value) == text), None)
        if match is None:
            return f"No row has {escape(key)} = <code>{escape(text)}</code> on this day."
        where[key] = match
    return where


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def work_out(frame: Open, asked: Asked) -> Opened:
    """Run the query, its sums from the rows, and the first of the rows that the address asks for."""
    board, name = frame.board, asked.query.name
    values: dict[str, Any] = {"rep": frame.rep} if ask.knows_reps(name) else {}
    metric = _metric_of(asked)
    line = _only(queries.run(board, name, **values), asked.where)
    column = asked.column if asked.column in asked.query.adds_up else None
    if asked.left_out:
        everything = partial(queries.left_out, board, name, **values)
    else:
        everything = partial(queries.rows_behind, board, name, column, asked.where, **values)
    return Opened(
        question=metric.question if metric else f"One line of it is {asked.query.grain}.",
        line=line,
        added_up=queries.added_up(board, name, column, asked.where, **values) if column else None,
        rows=queries.count_behind(board, name, column, asked.where, **values),
        reasons=queries.left_out_reasons(board, name, **values),
        shown=everything(limit=tables.SHOWN),
        everything=everything,
    )


def _only(result: queries.Table, where: dict[str, Any]) -> dict[str, Any]:
    """The row that the keys pick, when they pick one."""
    found = [row for row in result.records() if all(row[key] == value for key, value in where.items())]
    return found[0] if len(found) == 1 else {}


def _metric_of(asked: Asked) -> queries.Metric | None:
    """The metric that is called like the column, or the only one that the query has."""
    metrics = [queries.metrics()[name] for name in asked.query.metrics]
    column = asked.column or asked.query.name
    like = (metric for metric in metrics if column in metric.name or metric.name in column)
    return next(like, metrics[0] if len(metrics) == 1 else None)


def cards_of(frame: Open, asked: Asked, number: Opened) -> list[cards.Card]:
    """The number itself, the number of rows, and what the rows add up to."""
    shown = []
    if asked.column and number.line:
        shown.append(
            cards.Card(
                tables.title(asked.column),
                value_text(number.line[asked.column], asked.column, frame.board.currency),
                _picked(asked),
            )
        )
    note = f"{count(number.left_out, 'row')} left out, see below" if number.left_out else "each with its file and line"
    shown.append(cards.Card("Rows behind it", count(number.rows), note))
    if asked.column in asked.query.adds_up and number.line:
        same = _same(number.added_up, number.line[asked.column])
        shown.append(
            cards.Card(
                "The rows add up to",
                value_text(number.added_up, str(asked.column), frame.board.currency),
                "the same as the number" if same else "not the same as the number: please report this",
                sign="✓" if same else "▲",
                act=not same,
            )
        )
    return shown


def _picked(asked: Asked) -> str:
    return ", ".join(
        f"{tables.title(key).lower()}: {day(value) if isinstance(value, date) else value}"
        for key, value in asked.where.items()
    )


def _same(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return left is right
    return abs(Decimal(str(left)) - Decimal(str(right))) < Decimal("0.005")


def value_text(value: Any, column: str, currency: str) -> str:
    """A value as people read it; what it is shows in its type and in the name of its column."""
    match value:
        case None:
            return NO_VALUE
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return money(value, currency)
        case int():
            return count(value)
        case float() if column.endswith("hours"):
            return hours(value)
        case float() if 0 <= value <= 1:
            return percent(value, 1)
        case float():
            return f"{value:,.2f}"
        case date():
            return day(value)
        case _:
            return str(value)


def facts_of(frame: Open, asked: Asked) -> list[tuple[str, str]]:
    """How the number is made: in words, and as the sum over the rows."""
    pairs = []
    metric = _metric_of(asked)
    if metric:
        pairs += [("Formula", metric.formula), ("Note", metric.note)]
    adds_up = asked.query.adds_up.get(asked.column or "")
    if adds_up:
        pairs.append(("Adds up as", f"{adds_up.expression}{f', where {adds_up.filter}' if adds_up.filter else ''}"))
    elif asked.column:
        pairs.append(("Adds up as", "a figure made from these rows, not a sum of them"))
    pairs += [("Rep", frame.rep or "all reps"), ("Query", asked.query.name)]
    return pairs
