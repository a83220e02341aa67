"""Garwood's exact interval for a count, as a table that SQL joins."""

import duckdb
import pyarrow

HIGHEST_COUNT = 2000
COVERAGE = 0.8


def add_count_intervals(connection: duckdb.DuckDBPyConnection) -> None:
    """Make settings.count_intervals(count, low, high): the middle 80 % interval of the rate behind a count.

    Garwood (1936): low is half the lower chi-square quantile with 2k degrees of freedom, high half the upper one
    with 2k + 2.
    """
    import numpy
    from scipy.special import gammaincinv

    tail = (1 - COVERAGE) / 2
    counts = numpy.arange(HIGHEST_COUNT + 1)
    low = numpy.where(counts > 0, gammaincinv(numpy.maximum(counts, 1), tail), 0.0)
    high = gammaincinv(counts + 1, 1 - tail)
    connection.register("intervals", pyarrow.table({"count": counts, "low": low, "high": high}))
    connection.execute("create table settings.count_intervals as select * from intervals")
    connection.unregister("intervals")
