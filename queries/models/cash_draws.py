"""Draws of the cash that may come in within 91 days: each invoice and deal is paid on some day or not, by chance."""

from collections.abc import Iterator

import duckdb
import numpy
import pyarrow

from queries.models import payment_paths
from queries.models.payment_paths import DAYS, DRAWN_ONE_BY_ONE, Curves, Floats, whole

DRAWS = 2000
SEED = 20_000

NEEDS = ("cash_item_days", "collection_flow", "forecast_calibration", *payment_paths.NEEDS)


def add_cash_draws(connection: duckdb.DuckDBPyConnection) -> None:
    """Make marts.cash_draws(day_number, draw, cover): the cash that came in by each day ahead, in each of 2,000 draws.

    The largest 2,000 items are drawn one by one; what all smaller ones bring is drawn as a whole, from a normal
    distribution with their exact mean and variance. Draws know nothing of what moves all customers at once, so each
    day's are stretched around their mean by what past windows needed (marts.forecast_calibration). The seed is fixed,
    so the same board gives the same draws.
    """
    generator = numpy.random.default_rng(SEED)
    cover = numpy.zeros((DRAWS, DAYS + 1))
    for amount, chances in _large_items(connection):
        _add_item(cover, generator, amount, chances)
    cover = cover.cumsum(axis=1)
    mean, deviation = _small_items(connection)
    cover += numpy.maximum(mean + generator.standard_normal((DRAWS, 1)) * deviation, 0)
    middle = cover.mean(axis=0)
    cover = numpy.maximum(middle + (cover - middle) * _stretch(connection), 0)
    draws = pyarrow.table(
        {
            "day_number": numpy.tile(numpy.arange(DAYS + 1), DRAWS),
            "draw": numpy.repeat(numpy.arange(DRAWS), DAYS + 1),
            "cover": cover.ravel(),
        }
    )
    connection.register("drawn", draws)
    connection.execute("create table marts.cash_draws as select * from drawn")
    connection.unregister("drawn")


def _stretch(connection: duckdb.DuckDBPyConnection) -> Floats:
    """The factor of each day 0 to 91: that of the compared horizons, in a straight line between them, 1 without any."""
    rows = connection.execute(
        """
        select horizon_days, stretch
        from marts.forecast_calibration
        where layer = 'cover' and stretch is not null and origin = (select as_of from settings.company)
        order by horizon_days
        """
    ).fetchall()
    if not rows:
        return numpy.ones(DAYS + 1)
    horizons, stretches = zip(*rows, strict=True)
    return numpy.asarray(numpy.interp(numpy.arange(DAYS + 1), horizons, stretches), dtype=float)


def _large_items(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[float, Floats]]:
    """Amount and chance by day 1 to 91, item by item."""
    invoices = connection.execute(
        "select amount::double as amount, path, path_from, promised_in from marts.cash_items "
        "where layer = 'collection' and item_number <= $drawn order by item_number",
        {"drawn": DRAWN_ONE_BY_ONE},
    ).fetchnumpy()
    chances = Curves.of(connection).chances(*(whole(invoices[key]) for key in ("path", "path_from", "promised_in")))
    yield from zip(invoices["amount"].tolist(), chances, strict=True)
    rows = connection.execute(
        """
        select items.amount, list(days.chance order by days.day_number)
        from marts.cash_items as items
        inner join marts.cash_item_days as days
            on days.layer = items.layer and days.path = items.path and days.path_from = items.path_from
        where items.item_number <= $drawn and items.layer <> 'collection'
        group by items.item_number, items.amount
        having count(*) = $days
        order by items.item_number
        """,
        {"drawn": DRAWN_ONE_BY_ONE, "days": DAYS},
    ).fetchall()
    for amount, chance in rows:
        yield float(amount), numpy.asarray(chance, dtype=float)


def _add_item(cover: Floats, generator: numpy.random.Generator, amount: float, chances: Floats) -> None:
    """Add one item to the day on which it is paid in each draw."""
    day = numpy.searchsorted(chances, generator.random(DRAWS)) + 1
    paid = day <= DAYS
    cover[numpy.flatnonzero(paid), day[paid]] += amount


def _small_items(connection: duckdb.DuckDBPyConnection) -> tuple[Floats, Floats]:
    """Mean and standard deviation, by day 0 to 91, of what the items beyond the largest bring together."""
    rows = connection.execute(
        """
        select days.day_number, sum(items.amount * days.chance),
            sum(cast(items.amount as double) * items.amount * days.chance * (1 - days.chance))
        from marts.cash_items as items
        inner join marts.cash_item_days as days
            on days.layer = items.layer and days.path = items.path and days.path_from = items.path_from
        where items.item_number > $drawn and items.layer <> 'collection'
        group by days.day_number
        """,
        {"drawn": DRAWN_ONE_BY_ONE},
    ).fetchall()
    rows += connection.execute("select day_number, small_amount, small_variance from marts.collection_flow").fetchall()
    mean = numpy.zeros(DAYS + 1)
    variance = numpy.zeros(DAYS + 1)
    for day, expected, spread in rows:
        mean[day] += float(expected)
        variance[day] += float(spread)
    return mean, numpy.sqrt(variance)
