"""The shapes of a column: its cells with every digit as 9, so that a million cells become a few forms to judge."""

from dataclasses import dataclass

import duckdb

from data.reading.sql import quoted, run


@dataclass(frozen=True)
class Shape:
    """One form of cell: how often it stands in the column, and the first cell that has it."""

    text: str
    count: int
    row: int
    example: str
    begins_with_zero: bool  # "0.500" can have no thousands mark, "1.500" can


def shape_of(cell: str) -> str:
    """SQL for the shape of a cell."""
    return f"translate({cell}, '0123456789', '9999999999')"


def shapes(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> list[Shape]:
    """Every form in a column of text, in the order in which they first appear."""
    cell = quoted(column)
    rows = run(
        connection,
        f"""
        select
            {shape_of(cell)} as shape,
            count(*),
            min(source_row),
            arg_min({cell}, source_row),
            regexp_matches({cell}, '^[^0-9]*0[.,]') as begins_with_zero
        from {quoted(table)}
        where {cell} is not null
        group by shape, begins_with_zero
        order by 3
    """,
    )
    return [Shape(*row) for row in rows]
