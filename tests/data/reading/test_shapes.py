"""Whichever way is quicker, the shapes of a column are the same: those of all of its cells."""

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reading.shapes import SAMPLE, Shape, fits_sql, shape_of, shape_of_text, shapes
from data.reading.sql import Parameters

ORDINARY = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%d %H:%M:%S")),
    st.datetimes().map(lambda moment: f"{moment.month}/{moment.day}/{moment.year} {moment:%I:%M %p}"),
    st.datetimes().map(lambda moment: moment.strftime("%b %d, %Y")),
    st.decimals(-(10**6), 10**6, places=2).map(str),
    st.decimals(0, 10**6, places=2).map("${:,.2f}".format),
    st.decimals(0, 2, places=3).map(str),
)
ODD = st.text(st.sampled_from("0189.,-/ $€Aé%'\n\u00a0٣"), max_size=8)


def table_of(cells: list[str | None]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("create table cells (source_row integer, cell varchar)")
    if cells:
        connection.executemany("insert into cells values (?, ?)", [[row, cell] for row, cell in enumerate(cells, 2)])
    return connection


def all_translated(connection: duckdb.DuckDBPyConnection) -> list[Shape]:
    found = connection.execute(
        f"""
        select {shape_of("cell")} as shape, count(*), min(source_row), arg_min(cell, source_row),
            regexp_matches(cell, '^[^0-9]*0[.,]') as begins_with_zero
        from cells where cell is not null group by shape, begins_with_zero order by 3
        """
    ).fetchall()
    return [Shape(*row) for row in found]


@settings(max_examples=60, deadline=None)
@given(st.lists(ORDINARY | ODD | st.none(), max_size=30), st.integers(1, 3), st.integers(1, 12))
def test_the_quick_ways_find_what_the_long_one_finds(cells, times, sample):
    with table_of(cells * times) as connection:
        assert shapes(connection, "cells", "cell", sample) == all_translated(connection)


@settings(max_examples=20, deadline=None)
@given(ORDINARY.flatmap(lambda cell: st.lists(st.just(cell) | ORDINARY, min_size=1, max_size=5)))
def test_a_column_longer_than_the_sample(few):
    cells = [cell if row % 3 else f"{cell}{row}" for row in range(SAMPLE) for cell in few[:2]]
    with table_of([]) as connection:
        connection.register("given", pa.table({"cell": cells}))
        connection.execute("insert into cells select row_number() over () + 1, cell from given")
        assert shapes(connection, "cells", "cell") == all_translated(connection)


@pytest.mark.parametrize(
    ("cell", "shape", "fits"),
    [
        ("2026-06-01", "9999-99-99", True),
        ("2026-06-1", "9999-99-99", False),
        ("(5)", "(9)", True),
        ("5", "(9)", False),
        ("a.b", "a.b", True),
        ("axb", "a.b", False),
        ("9\n9", "9\n9", True),
        ("é1", "é9", True),
    ],
)
def test_a_cell_fits_a_shape(cell, shape, fits):
    with duckdb.connect() as connection:
        asked = f"select {fits_sql('$cell', ['nothing', shape], Parameters())}"
        assert connection.execute(asked, {"cell": cell}).fetchone() == (fits,)
    assert (shape_of_text(cell) == shape) is fits


def test_free_text_has_no_end_of_shapes_and_is_counted_all_the_same(monkeypatch):
    monkeypatch.setattr("data.reading.shapes.MOST_SHAPES", 3)
    for times in (1, 2):
        cells = ["1", "a", "bb", "ccc", "dddd", "22"] * times
        with table_of(cells) as connection:
            found = shapes(connection, "cells", "cell", 4)
        assert {shape.text for shape in found} == {"9", "a", "bb", ""}
        assert sum(shape.count for shape in found) == len(cells)
