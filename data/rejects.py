"""Everything that was not taken in, as one CSV: file, line, column, value and reason."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import duckdb

HEADINGS = ("file", "line", "column", "value", "what happened", "reason")
SEVERITIES = ("refused", "rejected", "set aside")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Rows that are fetched at a time, so that a million of them never stand in memory.
CHUNK = 10_000


def harmless(value: Any) -> Any:
    """A text that begins like a formula gets a leading apostrophe, as spreadsheets themselves mark plain text."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def write(rows: Iterable[Sequence[Any]], file: TextIO) -> int:
    """Writes rows of (file, line, column, value, severity, message) as CSV; gives how many there were."""
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    written = 0
    for row in rows:
        writer.writerow([harmless(value) for value in row])
        written += 1
    return written


def rows_of(connection: duckdb.DuckDBPyConnection) -> Iterator[Sequence[Any]]:
    """What a reading did not take in, from its table of issues, in the order of files and lines."""
    yield from _rows(connection, "issue", {})


def rows_of_version(path: Path) -> Iterator[Sequence[Any]]:
    """What the load of a version did not take in.

    Args:
        path: the folder of the version
    """
    with duckdb.connect() as connection:
        yield from _rows(connection, "read_parquet($path)", {"path": str(path / "import_issue.parquet")})


def _rows(connection: duckdb.DuckDBPyConnection, relation: str, parameters: dict[str, str]) -> Iterator[Sequence[Any]]:
    found = connection.execute(
        f"""
        select file_name, source_row, column_name, found, severity, message
        from {relation}
        where list_contains($severities, severity)
        order by file_name, source_row nulls first, column_name
        """,
        {"severities": list(SEVERITIES), **parameters},
    )
    while rows := found.fetchmany(CHUNK):
        yield from rows
