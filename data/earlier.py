"""What the load before stored, as relations beside those of a reading, and how its rows get onto the board."""

from pathlib import Path

import duckdb

from data.reading.reports import FileReport
from data.reading.sql import quoted, run
from data.tables import LINEAGE, tables


def create_export_file(connection: duckdb.DuckDBPyConnection) -> None:
    """The table export_file: every file whose rows were read, and whether they stay off the board all the same."""
    run(
        connection,
        """
        create table export_file (
            file varchar, sha256 varchar, system varchar, kind varchar, extent varchar, exported_on date,
            modified_at timestamp, is_set_aside boolean
        )
        """,
    )


def add_export_files(connection: duckdb.DuckDBPyConnection, reports: list[FileReport]) -> None:
    for report in reports:
        run(
            connection,
            "insert into export_file values ($file, $sha256, $system, $kind, $extent, $day, $modified_at, false)",
            {
                "file": report.file,
                "sha256": report.sha256,
                "system": report.system,
                "kind": report.kind,
                "extent": report.extent,
                "day": report.exported_on,
                "modified_at": report.modified_at,
            },
        )


def stored(connection: duckdb.DuckDBPyConnection, path: Path, columns: dict[str, str]) -> str:
    """A query for the rows of a Parquet file with exactly these columns; one that it lacks is empty."""
    if not path.exists():
        empty = ", ".join(f"null::{sql_type} as {quoted(name)}" for name, sql_type in columns.items())
        return f"select {empty} where false"
    file = f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
    found = {row[0] for row in run(connection, f"describe select * from {file}")}
    chosen = ", ".join(
        f"{quoted(name) if name in found else 'null'}::{sql_type} as {quoted(name)}"
        for name, sql_type in columns.items()
    )
    return f"select {chosen} from {file}"


def stored_table(connection: duckdb.DuckDBPyConnection, earlier: Path, table: str) -> str:
    """A query for the rows of a canonical table of an earlier load."""
    return stored(connection, earlier / f"{table}.parquet", columns_of(table))


def columns_of(table: str) -> dict[str, str]:
    """Name and SQL type of each stored column of a canonical table."""
    return {column.name: column.sql_type for column in tables()[table].columns.values()} | LINEAGE


def id_of(table: str) -> str | None:
    """The column that holds the record's own id, where the table has one."""
    return f"{table}_id" if f"{table}_id" in tables()[table].columns else None


def has_table(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    return bool(run(connection, "select 1 from information_schema.tables where table_name = $name", {"name": name}))


def label(file: str, day: object) -> str:
    """How a file is called that is no longer in the folder: another one may have its name by now."""
    ending = f", exported {day}"
    return file if file.endswith(ending) else file + ending


def label_sql(file: str, day: str) -> str:
    """label() for two columns."""
    ending = f"', exported ' || {day}"
    return f"case when ends_with({file}, {ending}) then {file} else {file} || {ending} end"
