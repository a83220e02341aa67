"""Every forecast that the board gave, kept beside the versions of an exports folder, so that time can judge it.

One SQLite file. Nothing is changed or deleted in it, which triggers enforce; a forecast is kept once for each version
of the data and day. Several processes may write at once: each write is a transaction of its own.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

FILE = "forecasts.sqlite"
WAIT_SECONDS = 20.0

_SCHEMA = """
create table if not exists forecast (
    number integer primary key autoincrement,
    made_at text not null,
    version text not null,
    as_of text not null,
    layer text not null,
    horizon_days integer not null,
    forecast text not null,
    low text,
    high text,
    unique (version, as_of, layer, horizon_days)
);
create trigger if not exists forecast_is_not_changed before update on forecast
begin select raise(abort, 'the log of forecasts is only added to'); end;
create trigger if not exists forecast_is_not_deleted before delete on forecast
begin select raise(abort, 'the log of forecasts is only added to'); end;
"""


@dataclass(frozen=True)
class Forecast:
    """What was expected on a day within a horizon from one layer of cash, with the range of 8 cases in 10."""

    as_of: date
    layer: str
    horizon_days: int
    forecast: Decimal
    low: Decimal | None
    high: Decimal | None


def keep(root: Path, version: str, forecasts: Iterable[Forecast]) -> int:
    """Keep the forecasts of a version of the data; those kept before stay. Returns how many are new.

    root is the store of an exports folder (data.store.store_of).
    """
    root.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    rows = [
        (now, version, each.as_of.isoformat(), each.layer, each.horizon_days, *map(_text, _amounts(each)))
        for each in forecasts
    ]
    with _open(root) as connection, connection:
        connection.execute("begin immediate")
        before = connection.total_changes
        connection.executemany(
            "insert or ignore into forecast (made_at, version, as_of, layer, horizon_days, forecast, low, high) "
            "values (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        return connection.total_changes - before


def kept(root: Path) -> list[Forecast]:
    """The last forecast that was kept for each day, layer and horizon."""
    if not (root / FILE).exists():
        return []
    with _open(root) as connection:
        rows = connection.execute(
            "select as_of, layer, horizon_days, forecast, low, high from forecast where number in "
            "(select max(number) from forecast group by as_of, layer, horizon_days) order by as_of, layer, horizon_days"
        ).fetchall()
    return [
        Forecast(date.fromisoformat(row[0]), row[1], row[2], Decimal(row[3]), _amount(row[4]), _amount(row[5]))
        for row in rows
    ]


def _amounts(forecast: Forecast) -> tuple[Decimal | None, ...]:
    return forecast.forecast, forecast.low, forecast.high


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@contextmanager
def _open(root: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(root / FILE, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = wal")
        if not connection.execute("select 1 from sqlite_master where name = 'forecast'").fetchone():
            connection.executescript(_SCHEMA)
        yield connection
