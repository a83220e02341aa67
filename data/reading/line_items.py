"""Exports with a row for each line of a record: the lines become one record, whose amounts are added up."""

import duckdb

from data.reading.parts import Part
from data.reading.sql import quoted, run


def add_up(connection: duckdb.DuckDBPyConnection, part: Part) -> None:
    """Creates part.record_table; a record counts only if every line of it could be read."""
    keys = [name for name in part.rule.key if name in part.headings]
    key = ", ".join(quoted(name) for name in keys)
    selected = []
    for column in part.columns:
        name = quoted(column.name)
        if column.name in part.rule.sums:
            selected.append(f"sum({name})::{column.sql_type} as {name}")
        elif column.name not in keys:
            selected.append(f"arg_min({name}, source_row) as {name}")
    _reject_whole_records(connection, part, key)
    run(
        connection,
        f"""
        create table {part.record_table} as
        select {", ".join([key, "min(source_row) as source_row", *selected])}
        from {part.typed_table}
        where {part.not_rejected}
        group by {key}
        """,
    )
    run(
        connection,
        f"""
        insert into issue
        select
            $file, source_row, null, 'line of a record', 'repeated', 'one row for each record', null,
            $file || ', line ' || source_row || ': the line belongs to the record that begins in line '
                || first_row || '; its amounts are added up there.'
        from (
            select source_row, min(source_row) over (partition by {key}) as first_row
            from {part.typed_table}
            where {part.not_rejected}
        )
        where source_row <> first_row
        """,
        {"file": part.file},
    )


def _reject_whole_records(connection: duckdb.DuckDBPyConnection, part: Part, key: str) -> None:
    if not part.has_rejected:
        return
    rejected = f"rejected_{part.label}"
    run(
        connection,
        f"""
        create table {rejected}_records as
        select source_row from {part.typed_table}
        where {part.not_rejected}
            and ({key}) in (select ({key}) from {part.typed_table} where not ({part.not_rejected}))
        """,
    )
    run(
        connection,
        f"""
        insert into issue
        select
            $file, source_row, null, 'record not whole', 'rejected', 'every line of a record', null,
            $file || ', line ' || source_row || ': another line of the same record could not be read.'
        from {rejected}_records
        """,
        {"file": part.file},
    )
    run(connection, f"insert into {rejected} select source_row from {rejected}_records")
