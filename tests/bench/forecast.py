"""How long the forecast of open invoices takes: the marts from what was paid to the cash of each day, summed up."""

import datetime
import tempfile
import threading
import time
from pathlib import Path

import duckdb

from data.store import Version
from queries import board, open_board
from queries.library import Relation
from tests.queries.given import version_of

DAY = datetime.date(2026, 6, 30)
FORECAST = ("payment_", "receipt", "receivable_dates", "cash_", "forecast_", "new_invoice_curve", "invoice_terms")
SIZES = ((10_000, 500), (1_000_000, 10_000))


def main() -> None:
    """Print the seconds for 10,000 and for a million open invoices, each beside twice as many that were paid."""
    with tempfile.TemporaryDirectory() as folder:
        for invoices, customers in SIZES:
            version = _version(Path(folder), invoices, customers)
            seconds = _timed(version)
            forecast = sum(spent for mart, spent in seconds.items() if mart.startswith(FORECAST) or "replays" in mart)
            print(f"{invoices:,} open invoices: forecast {forecast:.1f} s of a board in {sum(seconds.values()):.1f} s")
            for mart, spent in sorted(seconds.items(), key=lambda item: -item[1])[:8]:
                print(f"    {mart}: {spent:.2f} s")


def _version(folder: Path, open_invoices: int, customers: int) -> Version:
    """Invoices of two years; the last third of them is open."""
    version = version_of(folder, {})
    rows = 3 * open_invoices
    with duckdb.connect() as connection:
        columns = ", ".join(
            f"cast({_VALUES.get(name, 'null')} as {kind}) as {name}"
            for name, kind in connection.execute(
                f"select name, type from (describe select * from read_parquet('{version.path / 'invoice.parquet'}')) "
                "as described(name, type, a, b, c, d)"
            ).fetchall()
        )
        connection.execute("select setseed(0.5)")
        connection.execute(
            f"create table made as select *, random() as chance from (select unnest(range({rows})) as number)"
        )
        connection.execute(
            f"copy (select {columns} from (select *, date '{DAY}' - 730 + (number * 700 // {rows})::integer as day, "
            f"number % {customers} as customer, number >= {rows} * 2 // 3 as is_open from made)) "
            f"to '{version.path / 'invoice.parquet'}' (format parquet)"
        )
    return version


_VALUES = {
    "system": "'billing'",
    "invoice_id": "'i' || number",
    "customer_id": "'c' || customer",
    "customer_name": "'Customer ' || customer",
    "issued_on": "day",
    "due_on": "day + 30",
    "paid_on": "case when not is_open then day + 15 + (chance * 30)::integer end",
    "total": "10 + (chance * 1000)::decimal(18, 2)",
    "currency": "'USD'",
    "source_file": "'invoices.csv'",
    "source_row": "number + 2",
}


def _timed(version: Version) -> dict[str, float]:
    """Seconds by mart; two are built at a time."""
    seconds: dict[str, float] = {}
    guard = threading.Lock()
    build, builders = board._build_mart, board.BUILDERS

    def timed(connection: duckdb.DuckDBPyConnection, mart: Relation) -> None:
        started = time.perf_counter()
        build(connection, mart)
        with guard:
            seconds[mart.name] = time.perf_counter() - started

    board._build_mart, board.BUILDERS = timed, 1  # one after the other, so that seconds add up
    try:
        open_board(version, DAY)
    finally:
        board._build_mart, board.BUILDERS = build, builders
    return seconds


if __name__ == "__main__":
    main()
