"""Puts the files of one kind together: the same key counts once, and the newest export of a list decides.

The records of the parts are never copied on the way: "candidate <table>" and "final <table>" are views, and only the
rows that do not count are kept in a table, dropped_<table>.
"""

from itertools import groupby

import duckdb

from data.reading import fill
from data.reading.parts import Part
from data.reading.sql import literal, quoted, run
from data.tables import LINEAGE, tables

# Two files are exports of one list, and not parts of it, when they share this much of the smaller one.
SAME_LIST_OVERLAP = 0.5


def merge(connection: duckdb.DuckDBPyConnection, table: str, parts: list[Part]) -> None:
    """Creates the view "final <table>"; rows that another row stands for become issues.

    Args:
        parts: of that table, those of the oldest export first; none where no file has such records
    """
    columns = ", ".join(quoted(name) for name in [*tables()[table].columns, *LINEAGE])
    if not parts:
        typed = ", ".join(
            f"null::{column.sql_type} as {quoted(column.name)}" for column in tables()[table].columns.values()
        )
        lineage = ", ".join(f"null::{sql_type} as {name}" for name, sql_type in LINEAGE.items())
        run(connection, f"create view {quoted('final ' + table)} as select {typed}, {lineage} where false")
        return
    candidate, dropped = quoted("candidate " + table), f"dropped_{table}"
    run(
        connection,
        f"create view {candidate} as "
        + " union all ".join(_records_sql(part, place) for place, part in enumerate(parts)),
    )
    run(connection, f"create table {dropped} (part varchar, source_row integer, key_text varchar)")
    filled = fill.create_table(connection, table)
    groups = sorted(parts, key=lambda part: (part.mapping.system, part.mapping.kind))
    for (system, kind), same in groupby(groups, key=lambda part: (part.mapping.system, part.mapping.kind)):
        _stand_for_each_other(connection, table, system, kind, list(same))
    keeps = f"(part, source_row, key_text) not in (from {dropped})" if _has_rows(connection, dropped) else "true"
    counted = f"(select * from {candidate} where {keeps})"
    if _has_rows(connection, filled):
        counted = fill.filled_sql(table, counted)
    run(connection, f"create view {quoted('final ' + table)} as select {columns} from {counted}")


def _has_rows(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(run(connection, f"select 1 from {table} limit 1"))


def _records_sql(part: Part, place: int) -> str:
    """The good records of a part with every column of their table."""
    table = tables()[part.rule.table]
    columns = [
        quoted(name) if name in part.headings else f"null::{column.sql_type} as {quoted(name)}"
        for name, column in table.columns.items()
    ]
    key = ", ".join(f"coalesce({quoted(name)}::varchar, '')" for name in part.rule.key if name in part.headings)
    return f"""
        select
            {", ".join(columns)},
            {literal(part.mapping.system)} as system, {literal(part.file)} as source_file, source_row,
            {literal(part.mapping.kind)} as kind, {literal(part.label)} as part, {place} as place,
            {part.file_place} as file_place, concat_ws(' | ', {key}) as key_text
        from {part.record_table}
        where {part.not_rejected}
    """


def _stand_for_each_other(
    connection: duckdb.DuckDBPyConnection, table: str, system: str, kind: str, parts: list[Part]
) -> None:
    """Finds the rows of one kind of export that do not count: another row has their key, or a newer list lacks them."""
    rows = f"(select * from {quoted('candidate ' + table)} where system = {literal(system)} and kind = {literal(kind)})"
    files = {part.file for part in parts}
    if len(files) == 1:
        ((is_unique,),) = run(connection, f"select count(*) = count(distinct hash(key_text)) from {rows}")
        if is_unique:
            return
    run(
        connection,
        f"""
        create or replace table standing as
        select
            source_file, source_row, part, key_text, file_place,
            row_number() over newest as standing,
            first_value(source_file) over newest as kept_file,
            first_value(source_row) over newest as kept_row
        from {rows}
        window newest as (partition by key_text order by place desc, source_row desc)
        """,
    )
    beside = [part.label for part in parts if part.stands_beside]
    run(
        connection,
        f"""
        insert into issue
        select
            source_file, source_row, null, 'repeated',
            case when part in ({", ".join(map(literal, beside)) or "''"}) then 'note' else 'repeated' end,
            'one row for each key', key_text,
            source_file || ', line ' || source_row || ': the same record stands in ' || kept_file || ', line '
                || kept_row || ', and that one counts.'
        from standing
        where standing > 1
        """,
    )
    run(connection, f"insert into dropped_{table} select part, source_row, key_text from standing where standing > 1")
    if len(files) > 1:
        fill.fill_from_older(connection, table, parts)
        _drop_missing_from_newer(connection, table, parts)
    run(connection, "drop table standing")


def _drop_missing_from_newer(connection: duckdb.DuckDBPyConnection, table: str, parts: list[Part]) -> None:
    """A row of an older full list that a newer one no longer has is gone, and is rejected as such.

    What a newer open list lacks is not gone but settled: the history of loads decides about it.
    """
    mappings = {part.file: part.mapping for part in parts}
    for older, newer in _replaced_files(connection):
        # A report of one quarter and an export of everything are of one kind, but not the same list.
        if mappings[older].extent != "full list" or mappings[older].origin != mappings[newer].origin:
            continue
        run(
            connection,
            """
            insert into issue
            select
                source_file, source_row, null, 'not in the newer list', 'rejected', 'a record of the newest list',
                key_text, source_file || ', line ' || source_row || ': the newer export ' || $newer
                    || ' no longer has this record.'
            from standing
            where source_file = $older and standing = 1
            """,
            {"older": older, "newer": newer},
        )
        run(
            connection,
            f"""
            insert into dropped_{table}
            select part, source_row, key_text from standing where source_file = $older and standing = 1
            """,
            {"older": older},
        )


def _replaced_files(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Each file of which a newer file is another export of the same list, with the newest such file."""
    return run(
        connection,
        f"""
        with keys as (select distinct source_file, file_place, key_text from standing),
        sizes as (select source_file, count(*) as size from keys group by source_file),
        shared as (
            select older.source_file, newer.source_file as newer_file, newer.file_place as newer_place,
                count(*) as common
            from keys as older
            join keys as newer on newer.key_text = older.key_text and newer.file_place > older.file_place
            group by all
        )
        select shared.source_file, arg_max(newer_file, newer_place)
        from shared
        join sizes as older_size on older_size.source_file = shared.source_file
        join sizes as newer_size on newer_size.source_file = shared.newer_file
        where common >= {SAME_LIST_OVERLAP} * least(older_size.size, newer_size.size)
        group by shared.source_file
        order by shared.source_file
        """,
    )
