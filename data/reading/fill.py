"""Where a newer export of a record has no column for something that an older one tells, the older one still counts."""

import duckdb

from data.reading.issues import add_issues
from data.reading.parts import Part
from data.reading.reports import Issue
from data.reading.sql import literal, quoted, run
from data.tables import tables


def create_table(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """An empty table for what is taken from older exports; gives its name."""
    columns = ", ".join(f"{quoted(name)} {column.sql_type}" for name, column in tables()[table].columns.items())
    run(connection, f"create table fill_{table} (part varchar, source_row integer, key_text varchar, {columns})")
    return f"fill_{table}"


def fill_from_older(connection: duckdb.DuckDBPyConnection, table: str, parts: list[Part]) -> None:
    """Fills the table for the parts of one kind of export, the oldest first; reads the table standing."""
    for place, part in enumerate(parts):
        older = [other for other in parts[:place] if other.file != part.file]
        lacking = sorted({name for other in older for name in other.headings} - set(part.headings))
        if lacking:
            _fill(connection, table, part, older, lacking)


def _fill(connection: duckdb.DuckDBPyConnection, table: str, part: Part, older: list[Part], lacking: list[str]) -> None:
    newest = ", ".join(
        f"arg_max({quoted(name)}, place) filter ({quoted(name)} is not null) as {quoted(name)}" for name in lacking
    )
    labels = ", ".join(literal(other.label) for other in older)
    added = run(
        connection,
        f"""
        insert into fill_{table} by name
        with kept as (
            select part, source_row, key_text from standing where part = {literal(part.label)} and standing = 1
        ),
        told as (
            select key_text, {newest} from {quoted("candidate " + table)} where part in ({labels}) group by key_text
        )
        select kept.part, kept.source_row, told.* from kept join told using (key_text)
        """,
    )
    count = added[0][0] if added else 0
    if count:
        columns = ", ".join(lacking)
        files = ", ".join(sorted({other.file for other in older}))
        message = f"{part.file} has no {columns}: for {count:,} records they are taken from {files}."
        add_issues(connection, [Issue(part.file, None, None, "from an older export", "note", None, files, message)])


def filled_sql(table: str, rows: str) -> str:
    """The rows, with what is taken from older exports in the columns that they lack."""
    columns = [
        f"coalesce(rows.{quoted(name)}, fill.{quoted(name)}) as {quoted(name)}" for name in tables()[table].columns
    ]
    return f"""(
        select {", ".join(columns)}, rows.system, rows.source_file, rows.source_row
        from {rows} as rows
        left join fill_{table} as fill using (part, source_row, key_text)
    )"""
