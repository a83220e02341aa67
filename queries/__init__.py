"""Layer 2: every number. One board for a day, named queries on it, and the rows behind each of their numbers."""

from queries.answers import (
    Table,
    added_up,
    count_behind,
    count_rows,
    left_out,
    left_out_reasons,
    rows_behind,
    run,
)
from queries.board import Board, open_board
from queries.forecasts import keep_forecasts
from queries.library import Check, Metric, Query, QueryError, checks, metrics, query_names, read
from queries.sources import stands_on

__all__ = [
    "Board",
    "Check",
    "Metric",
    "Query",
    "QueryError",
    "Table",
    "added_up",
    "checks",
    "count_behind",
    "count_rows",
    "keep_forecasts",
    "left_out",
    "left_out_reasons",
    "metrics",
    "open_board",
    "query_names",
    "read",
    "rows_behind",
    "run",
    "stands_on",
]
