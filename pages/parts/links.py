"""Addresses inside the board: the trace of a number, and other pages, with the shared filters kept."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlencode

import queries
from pages.parts.html import html


def query_string(values: dict[str, object]) -> str:
    """The part of an address behind the question mark; empty values are left out."""
    kept = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
    return urlencode({key: value for key, value in kept.items() if value not in (None, "")})


def trace(
    query: str,
    column: str | None = None,
    *,
    rep: str | None = None,
    as_of: date | None = None,
    where: Mapping[str, object] | None = None,
    left_out: bool = False,
) -> str:
    """The address that opens a number: its query, its column, and the values that pick its row."""
    values: dict[str, object] = {"query": query, "column": column, **(where or {}), "rep": rep, "as_of": as_of}
    if left_out:
        values["left_out"] = "1"
    return "trace?" + query_string(values)


def page(name: str, *, rep: str | None = None, as_of: date | None = None) -> str:
    """The address of a page with the shared filters."""
    text = query_string({"rep": rep, "as_of": as_of})
    return f"{name}?{text}" if text else name


def anchor(address: str, body: str, css: str = "") -> str:
    """An HTML link; `body` is HTML already."""
    return f'<a class="{css}" href="{escape(address, quote=True)}">{body}</a>'


def note(text: str, address: str) -> None:
    """A quiet link on a line of its own."""
    html(f'<span class="mb-under">{anchor(address, escape(text))}</span>')


def opened(
    rows: list[dict[str, Any]], query: str, column: str, *, rep: str | None = None, as_of: date | None = None
) -> list[dict[str, Any]]:
    """The rows with a link each that opens one of their numbers; a row without a name of its own has none."""
    keys = queries.read(query).keys
    found = []
    for row in rows:
        where = {key: row[key] for key in keys}
        named = all(value is not None for value in where.values())
        rows_of = where.pop("rep", None) or rep
        link = trace(query, column, where=where, rep=rows_of, as_of=as_of) if named else None
        found.append(row | {"rows": link})
    return found
