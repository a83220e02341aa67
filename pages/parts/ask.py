"""Page queries, asked with the shared rep filter where a query knows reps."""

from typing import Any

import queries


def knows_reps(query: str) -> bool:
    """False for numbers of the whole company, like the cash balance."""
    return "rep" in queries.read(query).parameters


def ask(board: queries.Board, query: str, rep: str | None = None, **values: Any) -> queries.Table:
    """The rows of a page query."""
    if rep is not None and knows_reps(query):
        values["rep"] = rep
    return queries.run(board, query, **values)


def rows(board: queries.Board, query: str, rep: str | None = None, **values: Any) -> list[dict[str, Any]]:
    """The rows of a page query, each a dictionary."""
    return ask(board, query, rep, **values).records()


def first(board: queries.Board, query: str, rep: str | None = None, **values: Any) -> dict[str, Any]:
    """The only row of a query that makes totals; empty when there is none."""
    return ask(board, query, rep, **values).first() or {}
