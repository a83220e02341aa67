"""Puts the files of one kind together: the same key counts once, and the newest export of a list decides."""

import duckdb

from data.reading.parts import Part
from data.reading.sql import quoted, run
from data.tables import LINEAGE, tables

# Two files are exports of one list, and not parts of it, when they share this much of the smaller one.
SAME_LIST_OVERLAP = 0.5


def create_candidates(connection: duckdb.DuckDBPyConnection) -> None:
    """One empty table for each canonical table, and one for the links of activities."""
    for table in tables().values():
        columns = ", ".join(f"{quoted(column.name)} {column.sql_type}" for column in table.columns.values())
        lineage = ", ".join(f"{name} {sql_type}" for name, sql_type in LINEAGE.items())
        run(
            connection,
            f"create table {quoted('candidate ' + table.name)} ({columns}, {lineage}, kind varchar, key_text varchar)",
        )
    run(
        connection,
        """
        create table link (
            system varchar, kind varchar, source_file varchar, source_row integer, activity_id varchar,
            target_kind varchar, target_id varchar
        )
    """,
    )


def add_candidates(connection: duckdb.DuckDBPyConnection, part: Part) -> None:
    """Hands the rows of a part that have no rejected cell to its table."""
    names = ", ".join(quoted(name) for name in part.headings)
    key = ", ".join(f"coalesce({quoted(name)}::varchar, '')" for name in part.rule.key if name in part.headings)
    run(
        connection,
        f"""
        insert into {quoted("candidate " + part.rule.table)} by name
        select
            {names}, $system as system, $file as source_file, source_row, $kind as kind,
            concat_ws(' | ', {key}) as key_text
        from {part.typed_table}
        where source_row not in (
            select source_row from issue where file_name = $file and severity = 'rejected' and source_row is not null
        )
        """,
        {"system": part.mapping.system, "file": part.file, "kind": part.mapping.kind},
    )


def merge(connection: duckdb.DuckDBPyConnection, table: str, appended_kinds: set[tuple[str, str]]) -> None:
    """Creates the final table; rows that another row stands for become issues. Needs the table file_place."""
    candidates = quoted("candidate " + table)
    run(
        connection,
        f"""
        create table standing as
        select
            candidates.*,
            file_place.place,
            row_number() over newest as standing,
            first_value(source_file) over newest as kept_file,
            first_value(source_row) over newest as kept_row
        from {candidates} as candidates
        join file_place using (source_file)
        window newest as (partition by system, kind, key_text order by place desc, source_row desc)
    """,
    )
    _add_repeated(connection)
    _drop_missing_from_newer(connection, appended_kinds)
    columns = ", ".join(quoted(name) for name in [*tables()[table].columns, *LINEAGE])
    run(
        connection,
        f"""
        create table {quoted("final " + table)} as
        select {columns} from standing where standing = 1 order by place, source_row
    """,
    )
    if table == "activity":
        run(
            connection,
            """
            create table kept_activity as
            select system, kind, source_file, activity_id from standing where standing = 1
        """,
        )
    run(connection, "drop table standing")


def leave_empty(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """The final table of a kind of record that no file has."""
    columns = ", ".join(quoted(name) for name in [*tables()[table].columns, *LINEAGE])
    run(
        connection,
        f"create table {quoted('final ' + table)} as select {columns} from {quoted('candidate ' + table)} limit 0",
    )


def _add_repeated(connection: duckdb.DuckDBPyConnection) -> None:
    run(
        connection,
        """
        insert into issue
        select
            source_file, source_row, null, 'repeated', 'repeated', 'one row for each key', key_text,
            source_file || ', line ' || source_row || ': the same record stands in ' || kept_file || ', line '
                || kept_row || ', and that one counts.'
        from standing
        where standing > 1
    """,
    )


def _drop_missing_from_newer(connection: duckdb.DuckDBPyConnection, appended_kinds: set[tuple[str, str]]) -> None:
    """A row of an older export of a list that the newer one no longer has is gone, and is rejected as such."""
    groups = run(
        connection,
        "select system, kind from standing group by system, kind having count(distinct source_file) > 1",
    )
    if all((system, kind) in appended_kinds for system, kind in groups):
        return
    pairs = run(
        connection,
        f"""
        with keys as (select distinct system, kind, source_file, place, key_text from standing),
        sizes as (select source_file, count(*) as size from keys group by source_file),
        shared as (
            select older.system, older.kind, older.source_file, newer.source_file as newer_file,
                newer.place as newer_place, count(*) as common
            from keys as older
            join keys as newer
                on newer.system = older.system and newer.kind = older.kind and newer.key_text = older.key_text
                and newer.place > older.place
            group by all
        )
        select shared.system, shared.kind, shared.source_file, arg_max(newer_file, newer_place)
        from shared
        join sizes as older_size on older_size.source_file = shared.source_file
        join sizes as newer_size on newer_size.source_file = shared.newer_file
        where common >= {SAME_LIST_OVERLAP} * least(older_size.size, newer_size.size)
        group by shared.system, shared.kind, shared.source_file
    """,
    )
    for system, kind, older, newer in pairs:
        if (system, kind) in appended_kinds:
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
        run(connection, "delete from standing where source_file = $older and standing = 1", {"older": older})


def merge_links(connection: duckdb.DuckDBPyConnection) -> None:
    """The links of the kept activities, each once, beside the links that came as a table of their own."""
    run(
        connection,
        """
        insert into "final activity_link" by name
        select
            activity_id, target_kind, target_id, system, source_file, min(source_row) as source_row
        from link
        semi join kept_activity using (system, kind, source_file, activity_id)
        group by system, source_file, activity_id, target_kind, target_id
        order by source_file, source_row
    """,
    )
