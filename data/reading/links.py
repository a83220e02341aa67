"""The records that an activity hangs on: one row for each filled cell, by id or by name."""

import duckdb

from data.reading.mapping import LinkRule
from data.reading.parts import Part
from data.reading.sheet import Sheet
from data.reading.sql import literal, quoted, run
from data.reading.texts import Cells, id_sql

# Where an id or a name is looked up when the cell does not tell the kind of record.
ID_COLUMNS = {"lead": "lead_id", "contact": "contact_id", "account": "account_id", "deal": "deal_id"}


def create_links(connection: duckdb.DuckDBPyConnection) -> None:
    run(
        connection,
        """
        create table link (
            system varchar, source_file varchar, source_row integer, activity_id varchar,
            target_kind varchar, target varchar, look_up varchar, kinds varchar[]
        )
        """,
    )


def add_links(connection: duckdb.DuckDBPyConnection, part: Part, sheet: Sheet) -> None:
    """Collects the links of the rows of a part that are not rejected."""
    cells = Cells(part.file, sheet.recognition)
    for rule in sheet.mapping.links:
        name = cells.sql(rule.heading)
        if name is None:
            continue
        one = f"trim(unnest(string_split({name}, {literal(rule.separator)})))" if rule.separator else name
        target = "target" if rule.by_name else id_sql("target", part.mapping.ids)
        empty = ", ".join(map(literal, part.mapping.empty_ids)) or "''"
        look_up = "name" if rule.by_name else "id" if len(rule.kinds) > 1 else ""
        run(
            connection,
            f"""
            insert into link
            with targets as (select source_row, {one} as target from {sheet.cells} where {name} is not null),
            activities as (select source_row, activity_id from {part.record_table} where {part.not_rejected})
            select
                {literal(part.mapping.system)}, {literal(part.file)}, source_row, activity_id,
                {_kind_sql(rule)}, {target}, {literal(look_up)}, {literal(list(rule.kinds))}
            from activities
            join targets using (source_row)
            where target <> '' and target not in ({empty})
            """,
        )


def _kind_sql(rule: LinkRule) -> str:
    """The kind of record that a cell leads to; NULL where it must be looked up, or is none of ours."""
    if rule.prefixes:
        cases = [
            f"when starts_with(target, {literal(prefix)}) then {literal(kind)}"
            for prefix, kind in rule.prefixes.items()
        ]
        return f"case {' '.join(cases)} end"
    return literal(rule.kinds[0]) if len(rule.kinds) == 1 and not rule.by_name else "null::varchar"


def merge_links(connection: duckdb.DuckDBPyConnection) -> None:
    """The links of the activities that count, each once, beside the links that came as a table of their own.

    A name leads to the one record of that name; where several have it, or none, there is no link.
    """
    known = " union all ".join(
        f"""
        select system, 'id' as look_up, {literal(kind)} as kind, {column} as target, any_value({column}) as target_id
        from {quoted("final " + kind)} where {column} is not null group by all
        union all
        select system, 'name', {literal(kind)}, lower(name), any_value({column})
        from {quoted("final " + kind)} where name is not null group by system, lower(name)
        having count(distinct {column}) = 1
        """
        for kind, column in ID_COLUMNS.items()
    )
    run(
        connection,
        f"""
        create table found_link as
        with known as ({known}),
        told as (
            select system, source_file, source_row, activity_id, target_kind, target as target_id
            from link where look_up = '' and target_kind is not null
        ),
        looked_up as (
            select link.system, link.source_file, link.source_row, link.activity_id,
                arg_min(known.kind, list_position(link.kinds, known.kind)) as target_kind,
                arg_min(known.target_id, list_position(link.kinds, known.kind)) as target_id
            from link
            join known
                on known.system = link.system and known.look_up = link.look_up and list_contains(link.kinds, known.kind)
                and known.target = case when link.look_up = 'name' then lower(link.target) else link.target end
            where link.look_up <> ''
            group by link.system, link.source_file, link.source_row, link.activity_id, link.target
        )
        select activity_id, target_kind, target_id, system, source_file, min(source_row) as source_row
        from (from told union all from looked_up)
        semi join "final activity" using (system, source_file, activity_id)
        group by system, source_file, activity_id, target_kind, target_id
        order by source_file, source_row
        """,
    )
    run(connection, 'alter view "final activity_link" rename to "given activity_link"')
    run(
        connection,
        """
        create view "final activity_link" as
        from "given activity_link" union all by name from found_link
        """,
    )
