"""Replaying past days: what the board expected to collect from the invoices open then, against what was collected."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from data.store import Version
from queries import open_board, run

HORIZONS = (15, 30, 60)


@dataclass(frozen=True)
class Score:
    """Error over all replayed days, in percent of what was collected: absolute (WAPE) and signed (bias)."""

    wape: float
    bias: float
    days: int


def backtest(version: Version, first: datetime.date, every: int, days: int) -> dict[int, Score]:
    """Scores by horizon. Only for exports in which every invoice is paid in full on one known day."""
    with duckdb.connect() as connection:
        paid = connection.execute(
            f"select invoice_id, paid_on, total from read_parquet('{version.path / 'invoice.parquet'}')"
        ).fetchall()
    paid_on = {number: (day, total) for number, day, total in paid}
    pairs: dict[int, list[tuple[Decimal, Decimal]]] = {horizon: [] for horizon in HORIZONS}
    for step in range(days):
        as_of = first + datetime.timedelta(days=step * every)
        board = open_board(version, as_of)
        open_then = [paid_on[number] for number in run(board, "cash/to_collect").column("invoice_id")]
        for row in run(board, "cash/need").records():
            until = as_of + datetime.timedelta(days=row["horizon_days"])
            came = sum((total for day, total in open_then if day <= until), Decimal(0))
            pairs[row["horizon_days"]].append((row["collections"], came))
    return {horizon: _score(found) for horizon, found in pairs.items()}


def _score(pairs: list[tuple[Decimal, Decimal]]) -> Score:
    came = sum(actual for _, actual in pairs)
    return Score(
        wape=float(100 * sum(abs(expected - actual) for expected, actual in pairs) / came),
        bias=float(100 * sum(expected - actual for expected, actual in pairs) / came),
        days=len(pairs),
    )
