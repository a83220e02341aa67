"""Running a page query on a board: its result, the rows that a number counts, and the rows it leaves out."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from queries.board import Board
from queries.library import Query, QueryError, read

LONGEST_KEPT = 2_000

Value = Decimal | int | float | str | bool | datetime.date | datetime.datetime | None


@dataclass(frozen=True)
class Table:
    """Rows with named columns. Money is Decimal, rates are float, a missing value is None. Viewers share it."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]

    def records(self) -> list[dict[str, Any]]:
        """Each row as a dictionary by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Any]:
        """All values of one column, in the order of the rows."""
        position = self.columns.index(name)
        return [row[position] for row in self.rows]

    def first(self) -> dict[str, Any] | None:
        """The first row as a dictionary, or None where there is no row."""
        return dict(zip(self.columns, self.rows[0], strict=True)) if self.rows else None

    def __len__(self) -> int:
        return len(self.rows)


def run(board: Board, name: str, limit: int | None = None, **parameters: Value) -> Table:
    """The result of a page query, or its first rows. Parameters that are not given are None, which means all.

    Raises QueryError for an unknown query or parameter.
    """
    query = read(name)
    bound = _bound(query, parameters)
    key = (name, limit, *bound.items())
    kept: Table | None = board.answers.get(key)
    if kept is None:
        kept = _execute(board, query.sql + _first(limit), bound)
        if len(kept) <= LONGEST_KEPT:
            board.answers.keep(key, kept)
    return kept


def count_rows(board: Board, name: str, **parameters: Value) -> int:
    """How many rows a page query gives, without fetching them."""
    query = read(name)
    table = _execute(board, f"select count(*) from ({query.sql}\n) as counted_rows", _bound(query, parameters))
    return int(str(table.rows[0][0]))


def rows_behind(
    board: Board,
    name: str,
    column: str | None = None,
    where: Mapping[str, Value] | None = None,
    limit: int | None = None,
    **parameters: Value,
) -> Table:
    """The rows that a number counts: the query's first step, kept to one row of its result and one of its columns.

    where picks the row by the query's keys, column the number in it. Every row names source_file and source_row.
    """
    query = read(name)
    tail, bound = _behind(query, column, where, parameters)
    return _execute(board, query.ending_in("counted", tail + _first(limit)), bound)


def count_behind(
    board: Board, name: str, column: str | None = None, where: Mapping[str, Value] | None = None, **parameters: Value
) -> int:
    """How many rows a number counts, without fetching them (see rows_behind for the arguments)."""
    query = read(name)
    tail, bound = _behind(query, column, where, parameters)
    steps = query.ending_in("counted").rsplit("\nselect * from counted", 1)[0]
    table = _execute(board, f"{steps}\nselect count(*) as rows from counted{tail}", bound)
    return int(str(table.rows[0][0]))


def left_out(board: Board, name: str, limit: int | None = None, **parameters: Value) -> Table:
    """The rows that a query leaves out, the reason first; empty where it leaves out none."""
    query = read(name)
    if "left_out as (" not in query.sql:
        return Table(("reason", "source_file", "source_row"), [])
    return _execute(board, query.ending_in("left_out", _first(limit)), _bound(query, parameters))


def left_out_reasons(board: Board, name: str, **parameters: Value) -> list[tuple[str, int]]:
    """How many rows a query leaves out for each reason, the most frequent first."""
    query = read(name)
    if "left_out as (" not in query.sql:
        return []
    steps = query.ending_in("left_out").rsplit("\nselect * from left_out", 1)[0]
    counted = "select reason, count(*) as rows from left_out group by reason order by count(*) desc, reason"
    table = _execute(board, f"{steps}\n{counted}", _bound(query, parameters))
    return [(str(reason), int(str(rows))) for reason, rows in table.rows]


def _first(limit: int | None) -> str:
    return "" if limit is None else f"\nlimit {int(limit)}"


def added_up(
    board: Board, name: str, column: str, where: Mapping[str, Value] | None = None, **parameters: Value
) -> Value:
    """One number once more, added up from the rows behind it alone (see rows_behind for the arguments)."""
    query = read(name)
    tail, bound = _behind(query, column, where, parameters)
    steps = query.ending_in("counted").rsplit("\nselect * from counted", 1)[0]
    table = _execute(board, f"{steps}\nselect {query.adds_up[column].expression} as total from counted{tail}", bound)
    return table.rows[0][0]


def _behind(
    query: Query, column: str | None, where: Mapping[str, Value] | None, parameters: Mapping[str, Value]
) -> tuple[str, dict[str, Value]]:
    """The condition that keeps the rows of one number, and the values bound in it."""
    where = where or {}
    unknown = [key for key in where if key not in query.keys]
    if unknown:
        raise QueryError(f"{query.name} has no key {unknown[0]}; its keys are: {', '.join(query.keys) or 'none'}")
    conditions = [f"{key} is not distinct from ${key}_key" for key in where]
    if column is not None:
        if column not in query.adds_up:
            known = ", ".join(query.adds_up) or "none"
            raise QueryError(f"{query.name} does not say which rows make up {column}; it does for: {known}")
        if query.adds_up[column].filter:
            conditions.append(f"({query.adds_up[column].filter})")
    tail = " where " + " and ".join(conditions) if conditions else ""
    return tail, _bound(query, parameters) | {f"{key}_key": value for key, value in where.items()}


def _bound(query: Query, parameters: Mapping[str, Value]) -> dict[str, Value]:
    unknown = [name for name in parameters if name not in query.parameters]
    if unknown:
        known = ", ".join(query.parameters) or "none"
        raise QueryError(f"{query.name} takes no parameter {unknown[0]}; its parameters are: {known}")
    return {name: parameters.get(name) for name in query.parameters}


def _execute(board: Board, sql: str, bound: Mapping[str, Value]) -> Table:
    with board.cursor_for(sql) as cursor:
        used = duckdb.extract_statements(sql)[0].named_parameters
        result = cursor.execute(sql, {name: value for name, value in bound.items() if name in used} or None)
        columns = tuple(column[0] for column in result.description)
        return Table(columns, result.fetchall())
