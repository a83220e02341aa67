"""Tables: the first thousand rows on the screen, sortable as numbers and dates, and all of them as a download."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Literal

import pyarrow as pa
import streamlit as st

from pages.parts import ask, downloads, links
from pages.parts.format import count
from pages.parts.frame import Open
from pages.parts.html import html
from pages.parts.kept import kept

SHOWN = 1000
ROW_HEIGHT = 35
TALLEST = 14 * ROW_HEIGHT + 3

Rows = Sequence[Mapping[str, Any]]
Kind = Literal["text", "money", "count", "percent", "number", "total", "rate", "date", "moment", "flag", "link"]
_MONEY_FORMATS: dict[str, Literal["dollar", "euro", "yen"]] = {"USD": "dollar", "EUR": "euro", "JPY": "yen"}


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, what its values are, and what a first-time reader should know about it."""

    title: str
    kind: Kind = "text"
    help: str | None = None


SOURCE = {"source_file": Column("File"), "source_row": Column("Line", "count")}
"""Where a row comes from: the line that a person sees in an editor."""


def of_query(
    frame: Open,
    query: str,
    columns: Mapping[str, Column],
    *,
    name: str,
    opens: str = "",
    choose: Callable[[int], None] | None = None,
    key: str = "",
) -> None:
    """The table of a page query. Only the rows that are shown are fetched; `opens` is the number behind its links.

    With `choose` a row can be picked; it is told which one, counted as the query gives them. A pick lasts as long as
    the table's key stays the same.
    """

    def fetch() -> tuple[pa.Table, int]:
        rows = ask.rows(frame.board, query, frame.rep, limit=SHOWN)
        total = len(rows) if len(rows) < SHOWN else ask.count_rows(frame.board, query, frame.rep)
        if opens:
            rows = links.opened(rows, query, opens, rep=frame.rep, as_of=frame.as_of)
        return _on_screen(rows, columns), total

    on_screen, total = kept(frame.board, (query, name, opens, frame.rep, frame.as_of), fetch)
    everything = partial(ask.rows, frame.board, query, frame.rep)
    _draw(on_screen, columns, name, frame.board.currency, total, everything, choose, key)


def show(
    rows: Rows,
    columns: Mapping[str, Column],
    *,
    name: str,
    currency: str = "",
    total: int | None = None,
    everything: Callable[[], Rows] | None = None,
) -> None:
    """A table of rows that are at hand, with its download; `total` and `everything` where they are only the first."""
    total = len(rows) if total is None else total
    _draw(_on_screen(rows, columns), columns, name, currency, total, everything or (lambda: rows))


def _on_screen(rows: Rows, columns: Mapping[str, Column]) -> pa.Table:
    """The rows that are shown, as the browser takes them."""
    cells = {key: [_cell(row.get(key), column.kind) for row in rows[:SHOWN]] for key, column in columns.items()}
    return pa.table({key: pa.array(values) for key, values in cells.items()})


def _draw(
    on_screen: pa.Table,
    columns: Mapping[str, Column],
    name: str,
    currency: str,
    total: int,
    everything: Callable[[], Rows],
    choose: Callable[[int], None] | None = None,
    key: str = "",
) -> None:
    """A table with its download. Names come from exports, and a data frame never reads them as HTML or Markdown."""
    if not total:
        html('<div class="mb-note">No rows.</div>')
        return
    key = f"table_{key or name}"
    st.dataframe(
        on_screen,
        hide_index=True,
        height=min(TALLEST, (len(on_screen) + 1) * ROW_HEIGHT + 3),
        column_config={name: _config(column, currency) for name, column in columns.items()},
        key=key,
        placeholder="–",
        selection_mode="single-row",
        on_select=partial(_chosen, key, choose) if choose else "ignore",
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"under_{name}"):
        html(f'<span class="mb-under">{_how_many(total)}</span>')
        kept = [key for key, column in columns.items() if column.kind != "link"]
        downloads.buttons(
            name,
            [columns[key].title for key in kept],
            lambda: [[row.get(key) for key in kept] for row in everything()],
        )


def _chosen(key: str, choose: Callable[[int], None]) -> None:
    picked = st.session_state[key]["selection"]["rows"]
    if picked:
        choose(picked[0])


def guessed(rows: Rows, names: Sequence[str]) -> dict[str, Column]:
    """Columns for rows of any query: file and line first, the headings from the names, the kinds from the values."""
    lineage = [name for name in SOURCE if name in names]
    reason = [name for name in names if name == "reason"]
    rest = [name for name in names if name not in SOURCE and name != "reason"]
    return {name: SOURCE.get(name) or Column(title(name), _kind(name, rows)) for name in [*reason, *lineage, *rest]}


def title(name: str) -> str:
    """A column name as a heading: days_past_due -> Days past due."""
    return name.replace("_", " ").capitalize()


def _how_many(rows: int) -> str:
    if rows > SHOWN:
        return f"The first {SHOWN:,} of {rows:,} rows; the download has all of them."
    return count(rows, "row")


def _kind(name: str, rows: Rows) -> Kind:
    value = next((row[name] for row in rows if row[name] is not None), None)
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, datetime):
        return "moment"
    if isinstance(value, date):
        return "date"
    if isinstance(value, Decimal):
        return "money"
    if isinstance(value, int):
        return "count"
    if isinstance(value, float):
        return "number"
    return "text"


def _cell(value: Any, kind: Kind) -> Any:
    if value is None:
        return None
    if kind == "flag":
        return "yes" if value else ""
    if kind == "percent":
        return float(value) * 100
    if kind in {"money", "number", "total", "rate"}:
        # For the eye and for sorting only; the downloads carry the exact decimals.
        return float(value)
    return value


def _config(column: Column, currency: str) -> Any:
    match column.kind:
        case "money":
            known = _MONEY_FORMATS.get(currency.upper())
            heading = column.title if known or not currency else f"{column.title} ({currency.upper()})"
            return st.column_config.NumberColumn(heading, help=column.help, format=known or "accounting")
        case "percent":
            return st.column_config.NumberColumn(column.title, help=column.help, format="%.0f%%")
        case "count":
            return st.column_config.NumberColumn(column.title, help=column.help, format="localized")
        case "number":
            return st.column_config.NumberColumn(column.title, help=column.help, format="%.1f")
        case "total":
            return st.column_config.NumberColumn(column.title, help=column.help, format="accounting")
        case "rate":
            return st.column_config.NumberColumn(column.title, help=column.help, format="plain")
        case "date":
            return st.column_config.DateColumn(column.title, help=column.help, format="D MMM YYYY")
        case "moment":
            return st.column_config.DatetimeColumn(column.title, help=column.help, format="D MMM YYYY, HH:mm")
        case "link":
            return st.column_config.LinkColumn(column.title, help=column.help, display_text="open", width="small")
        case _:
            return st.column_config.TextColumn(column.title, help=column.help)
