"""What the parts of the cash page ask for: rows, their links, and which exports are missing."""

from typing import Any

import queries
from pages.parts import ask, links
from pages.parts.frame import Open


def rows(frame: Open, query: str, **values: Any) -> list[dict[str, Any]]:
    """The rows of a page query with the page's filters."""
    return ask.rows(frame.board, query, frame.rep, **values)


def first(frame: Open, query: str, **values: Any) -> dict[str, Any]:
    """The only row of a query that makes totals; empty where there is none."""
    return next(iter(rows(frame, query, **values)), {})


def missing(frame: Open, query: str) -> list[str]:
    """The exports that a query cannot do without and that are not there."""
    return frame.board.needs(query)


def address(frame: Open, query: str, column: str, **where: object) -> str:
    """The address that opens a number to its rows; empty where its query does not say which rows make it up."""
    if column not in queries.read(query).adds_up:
        return ""
    rep = frame.rep if ask.knows_reps(query) else None
    return links.trace(query, column, rep=rep, as_of=frame.as_of, where=where)


def unresolved(frame: Open) -> str:
    """The address of what is overdue without any date; none with a rep chosen, whose part alone it would open."""
    return "" if frame.rep else address(frame, "cash/collect_totals", "unresolved")


def opened(frame: Open, body: str, query: str, column: str, **where: object) -> str:
    """A value that opens to its rows where it can; `body` is HTML already."""
    link = address(frame, query, column, **where)
    return links.anchor(link, body) if link else body
