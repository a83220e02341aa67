"""The issue table of a load: every row that was not kept and every file that was not read, with the reason."""

from collections.abc import Sequence
from dataclasses import astuple, fields

import duckdb
import pyarrow as pa

from data.reading.reports import Issue, Reason
from data.reading.sql import run

LINES_SHOWN = 5


def create_issues(connection: duckdb.DuckDBPyConnection) -> None:
    run(
        connection,
        """
        create table issue (
            file_name varchar, source_row integer, column_name varchar, code varchar, severity varchar,
            wanted varchar, found varchar, message varchar
        )
        """,
    )


def add_issues(connection: duckdb.DuckDBPyConnection, issues: Sequence[Issue]) -> None:
    if not issues:
        return
    columns = list(zip(*(astuple(issue) for issue in issues), strict=True))
    types = [pa.int32() if field.name == "source_row" else pa.string() for field in fields(Issue)]
    arrays = [pa.array(column, type_) for column, type_ in zip(columns, types, strict=True)]
    connection.register("new_issues", pa.table(arrays, names=[field.name for field in fields(Issue)]))
    run(connection, "insert into issue by name select * from new_issues")
    connection.unregister("new_issues")


def reasons(connection: duckdb.DuckDBPyConnection, file_name: str) -> list[Reason]:
    """The issues of one file, alike ones together, the most frequent first."""
    rows = run(
        connection,
        f"""
        with grouped as (
            select
                code,
                severity,
                column_name,
                wanted,
                count(*) as issue_count,
                arg_min(message, coalesce(source_row, 0)) as message,
                min(source_row) as first_row,
                list(source_row order by source_row)[1:{LINES_SHOWN}] as first_rows
            from issue
            where file_name = $file
            group by code, severity, column_name, wanted
        )
        select code, severity, message, issue_count, first_rows
        from grouped
        order by issue_count desc, first_row
        """,
        {"file": file_name},
    )
    return [
        Reason(code, severity, message, count, [row for row in first_rows if row is not None])
        for code, severity, message, count, first_rows in rows
    ]
