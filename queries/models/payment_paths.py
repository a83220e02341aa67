"""When the open invoices are paid, day by day: what SQL could do only by a row for every invoice and day.

The chance is that of the metric chance_of_payment, from marts.payment_hazard; a test compares the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy
import pyarrow
from numpy.typing import NDArray

DAYS = 91
WATCHED_DAYS = 180
FIRST_DAY, LAST_DAY = -272, 180
DRAWN_ONE_BY_ONE = 2000
AT_ONCE = 20_000

NEEDS = ("cash_items", "payment_hazard", "payment_pace", "promise_record")

Floats = NDArray[numpy.float64]
Whole = NDArray[numpy.int64]


@dataclass(frozen=True)
class Curves:
    """The cumulative hazard of each customer by day from the due day (-272 to 180), and what scales it."""

    hazard: Floats
    pace: float
    kept_share: float

    @staticmethod
    def of(connection: duckdb.DuckDBPyConnection) -> "Curves":
        """Those of the as-of day; nothing is expected before a curve begins, nor of who has none."""
        rows = connection.execute(
            f"""
            select customer * {LAST_DAY - FIRST_DAY + 1} + day - ({FIRST_DAY}) as place, cumulative_hazard
            from marts.payment_hazard
            where origin = (select as_of from settings.company)
            """
        ).fetchnumpy()
        found = connection.execute(
            """
            select coalesce(pace.factor, 0), record.kept_share
            from marts.payment_pace as pace
            cross join marts.promise_record as record
            where pace.origin = (select as_of from settings.company)
            """
        ).fetchall()
        width = LAST_DAY - FIRST_DAY + 1
        places = numpy.asarray(rows["place"], dtype=numpy.int64)
        hazard = numpy.zeros((int(places.max()) // width + 1 if len(places) else 1) * width)
        hazard[places] = rows["cumulative_hazard"]
        pace, kept_share = found[0] if found else (0.0, 0.0)
        return Curves(hazard, float(pace), float(kept_share))

    def scaled(self, customers: Whole, path_from: Whole, days: int) -> Floats:
        """Hazard from now to each of the next days, one line a path; nothing is added after 180 days late."""
        ahead = numpy.minimum(path_from[:, None] + numpy.arange(1, days + 1), LAST_DAY) - FIRST_DAY
        base = customers * (LAST_DAY - FIRST_DAY + 1)
        now = self.hazard[base + path_from - FIRST_DAY]
        scaled: Floats = self.pace * (self.hazard[base[:, None] + ahead] - now[:, None])
        return scaled

    def chances(self, customers: Whole, path_from: Whole, promised_in: Whole) -> Floats:
        """The chance of being paid within 1 to 91 days, one line a path."""
        paid = numpy.round(1 - numpy.exp(-self.scaled(customers, path_from, DAYS)), 9)
        promised = promised_in[:, None]
        kept = numpy.where(promised == 0, 0.0, self.kept_share)
        chances: Floats = (1 - kept) * paid + kept * (numpy.arange(1, DAYS + 1) >= promised)
        return chances


def add_payment_days(connection: duckdb.DuckDBPyConnection) -> None:
    """Make marts.payment_days(path, path_from, low_day, middle_day, high_day).

    The days ahead by which an invoice of this customer and age is paid with a chance of 10, 50 and 90 in 100; empty
    where it is not within 180 days.
    """
    curves = Curves.of(connection)
    paths = connection.execute(
        "select distinct path, path_from from marts.cash_items where layer = 'collection' order by path, path_from"
    ).fetchnumpy()
    customers, path_from = whole(paths["path"]), whole(paths["path_from"])
    found: dict[str, list[Whole]] = {"low_day": [], "middle_day": [], "high_day": []}
    for part in _parts(len(customers)):
        hazard = curves.scaled(customers[part], path_from[part], WATCHED_DAYS)
        within = path_from[part, None] + numpy.arange(1, WATCHED_DAYS + 1) <= LAST_DAY
        for name, chance in (("low_day", 0.1), ("middle_day", 0.5), ("high_day", 0.9)):
            reached = (hazard >= -numpy.log(1 - chance)) & within
            found[name].append(numpy.where(reached.any(axis=1), reached.argmax(axis=1) + 1, 0))
    days = {name: numpy.concatenate([*each, numpy.zeros(0, dtype=numpy.int64)]) for name, each in found.items()}
    connection.register("dated", pyarrow.table({"path": customers, "path_from": path_from, **days}))
    connection.execute(
        """
        create table marts.payment_days as
        select
            cast(path as integer) as path,
            path_from,
            nullif(low_day, 0) as low_day,
            nullif(middle_day, 0) as middle_day,
            nullif(high_day, 0) as high_day
        from dated
        """
    )
    connection.unregister("dated")


def add_collection_flow(connection: duckdb.DuckDBPyConnection) -> None:
    """Make marts.collection_flow(day_number, amount, small_amount, small_variance): cash from invoices by each day.

    small_ are expected amount and variance of all but the 2,000 largest items (those are drawn one by one).
    """
    curves = Curves.of(connection)
    groups = connection.execute(
        """
        select path, path_from, promised_in,
            sum(amount)::double as amount,
            coalesce(sum(amount) filter (where item_number > $drawn), 0)::double as small,
            coalesce(sum(amount::double * amount::double) filter (where item_number > $drawn), 0) as squares
        from marts.cash_items
        where layer = 'collection'
        group by path, path_from, promised_in
        order by path, path_from, promised_in
        """,
        {"drawn": DRAWN_ONE_BY_ONE},
    ).fetchnumpy()
    sums = numpy.zeros((3, DAYS))
    keys = [whole(groups[name]) for name in ("path", "path_from", "promised_in")]
    for part in _parts(len(keys[0])):
        chances = curves.chances(*(key[part] for key in keys))
        sums[0] += groups["amount"][part] @ chances
        sums[1] += groups["small"][part] @ chances
        sums[2] += groups["squares"][part] @ (chances * (1 - chances))
    flow = {"day_number": numpy.arange(1, DAYS + 1, dtype=numpy.int32)}
    flow |= dict(zip(("amount", "small_amount", "small_variance"), sums, strict=True))
    connection.register("flow", pyarrow.table(flow))
    connection.execute("create table marts.collection_flow as select * from flow")
    connection.unregister("flow")


def _parts(length: int) -> Iterator[slice]:
    """Slices that fit into little memory."""
    return (slice(start, start + AT_ONCE) for start in range(0, length, AT_ONCE))


def whole(values: object) -> Whole:
    """Whole numbers of a column as places in an array."""
    return numpy.asarray(values, dtype=numpy.int64)
