"""Page queries, asked with the shared rep filter where a query knows reps."""

from datetime import date
from typing import Any

import queries
from data.store import business_now
from pages.parts.board_of_day import is_sample


def knows_reps(query: str) -> bool:
    """False for numbers of the whole company, like the cash balance."""
    return "rep" in queries.read(query).parameters


def ask(board: queries.Board, query: str, rep: str | None = None, **values: Any) -> queries.Table:
    """The rows of a page query."""
    if rep is not None and knows_reps(query):
        values["rep"] = rep
    return queries.run(board, query, **values)


def count_rows(board: queries.Board, query: str, rep: str | None = None) -> int:
    """How many rows a page query has, without fetching them."""
    if rep is not None and knows_reps(query):
        return queries.count_rows(board, query, rep=rep)
    return queries.count_rows(board, query)


def rows(board: queries.Board, query: str, rep: str | None = None, **values: Any) -> list[dict[str, Any]]:
    """The rows of a page query, each a dictionary."""
    return ask(board, query, rep, **values).records()


def first(board: queries.Board, query: str, rep: str | None = None, **values: Any) -> dict[str, Any]:
    """The only row of a query that makes totals; empty when there is none."""
    return ask(board, query, rep, **values).first() or {}


def today(board: queries.Board) -> date:
    """The day by the clock of the business. The sample company lives on its own day, which never gets older."""
    return board.as_of if is_sample(board.version.folder) else business_now(board.version.settings).date()


def ages(board: queries.Board) -> list[dict[str, Any]]:
    """How old the exports of each area are today."""
    return rows(board, "data/ages", today=today(board))


def table_ages(board: queries.Board) -> list[dict[str, Any]]:
    """How old the export of each table is today."""
    return rows(board, "data/table_ages", today=today(board))


def old_exports(board: queries.Board, query: str) -> list[dict[str, Any]]:
    """The exports that are old among those that a query's numbers stand on, as data/table_ages has them."""
    sources = queries.stands_on(query)
    return [row for row in table_ages(board) if row["is_stale"] and row["table_name"] in sources]
