"""Past days replayed by the board's own method, and scored: what was expected against what came."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

import duckdb

from data.store import Version
from queries import Board, open_board, run


@dataclass(frozen=True)
class Window:
    """One forecast and what came of it: made_on, horizon_days, and amounts of money."""

    made_on: datetime.date
    horizon_days: int
    forecast: Decimal
    actual: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Score:
    """Over all windows, in percent of what came: WAPE, bias; and the share of windows inside their range."""

    windows: int
    wape: float
    bias: float
    coverage: float | None


def replayed(version: Version, as_of: datetime.date, weeks: int) -> Board:
    """The board of a day, which replays its forecast on so many weeks before it."""
    settings = replace(version.settings, cash=replace(version.settings.cash, replay_weeks=weeks))
    return open_board(replace(version, settings=settings), as_of)


def windows(board: Board, layer: str, first: datetime.date, last: datetime.date) -> list[Window]:
    """The closed windows of a layer whose forecast was made between two days."""
    return [
        Window(row["made_on"], row["horizon_days"], row["forecast"], row["actual"], row["low"], row["high"])
        for row in run(board, "cash/forecast_history").records()
        if row["layer"] == layer and row["actual"] is not None and first <= row["made_on"] <= last
    ]


def run_rates(board: Board, first: datetime.date, last: datetime.date) -> list[Window]:
    """The same windows of all cash, forecast at the rate of the receipts of the 13 weeks before."""
    with board.cursor() as cursor:
        rows = cursor.execute(
            "select origin, horizon_days, run_rate, actual from marts.forecast_windows "
            "where layer = 'total' and actual is not null and origin between ? and ?",
            [first, last],
        ).fetchall()
    return [Window(day, horizon, Decimal(str(rate)), Decimal(str(actual))) for day, horizon, rate, actual in rows]


def won_values(board: Board, first: datetime.date, last: datetime.date) -> dict[str, list[Window]]:
    """The value of won deals, as forecast and at the rate of the 13 weeks before."""
    with board.cursor() as cursor:
        rows = cursor.execute(
            "select origin, horizon_days, forecast, run_rate, actual from marts.won_value_replays "
            "where actual is not null and origin between ? and ?",
            [first, last],
        ).fetchall()
    return {
        "forecast": [Window(row[0], row[1], Decimal(str(row[2])), Decimal(str(row[4]))) for row in rows],
        "run-rate": [Window(row[0], row[1], Decimal(str(row[3])), Decimal(str(row[4]))) for row in rows],
    }


def customer_medians(version: Version, days: Iterable[datetime.date], horizons: Iterable[int]) -> list[Window]:
    """A common method beside ours: each open invoice is paid as late as its customer usually paid, at the earliest now.

    Only for exports in which every invoice that is paid is paid in full on one known day.
    """
    invoices = duckdb.sql(
        "select coalesce(customer_id, customer_name), issued_on, due_on, paid_on, total "
        f"from read_parquet('{version.path / 'invoice.parquet'}')"
    ).fetchall()
    found = []
    for day in days:
        late: dict[str, list[int]] = defaultdict(list)
        for customer, _, due_on, paid_on, _ in invoices:
            if paid_on and paid_on <= day:
                late[customer].append((paid_on - due_on).days)
        usual = median([days_late for each in late.values() for days_late in each])
        still_open = [row for row in invoices if row[1] <= day and not (row[3] and row[3] <= day)]
        for horizon in horizons:
            until = day + datetime.timedelta(days=horizon)
            expected = sum(
                (
                    total
                    for customer, _, due_on, _, total in still_open
                    if due_on + datetime.timedelta(days=median(late.get(customer) or [usual])) <= until
                ),
                Decimal(0),
            )
            came = sum((row[4] for row in still_open if row[3] and row[3] <= until), Decimal(0))
            found.append(Window(day, horizon, expected, came))
    return found


def scores(found: Iterable[Window]) -> dict[int, Score]:
    """The score of each horizon."""
    by_horizon: dict[int, list[Window]] = defaultdict(list)
    for window in found:
        by_horizon[window.horizon_days].append(window)
    return {horizon: _score(each) for horizon, each in sorted(by_horizon.items())}


def _score(found: list[Window]) -> Score:
    came = sum(window.actual for window in found)
    ranged = [window for window in found if window.low is not None and window.high is not None]
    inside = [window for window in ranged if window.low <= window.actual <= window.high]  # type: ignore[operator]
    return Score(
        windows=len(found),
        wape=float(100 * sum(abs(window.forecast - window.actual) for window in found) / came),
        bias=float(100 * sum(window.forecast - window.actual for window in found) / came),
        coverage=len(inside) / len(ranged) if ranged else None,
    )
