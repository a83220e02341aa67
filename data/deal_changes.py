"""The changes of deals: from a history export where there is one, else from the differences between deal exports.

Every deal export is a sight of each of its deals on the day of the export. deal_seen keeps, for each deal, the runs of
sights that agree: what was seen, and when first and last. A new export, whatever its day, is put among them, and a
change is where one run follows another. So it does not matter in which order the exports came, nor how often.
"""

from pathlib import Path

import duckdb

from data.earlier import has_table, label_sql, stored
from data.reading.folder import Reading
from data.reading.sql import run

LEDGER = "deal_seen"
FIELDS = {"stage": "stage", "amount": "amount", "close_date": "close date", "owner": "owner", "outcome": "outcome"}
"""Column of deal_seen -> what the table deal_change calls it."""

_SIGHT = {"on": "DATE", "modified_at": "TIMESTAMP", "sha256": "VARCHAR", "file": "VARCHAR", "row": "INTEGER"}
SEEN = (
    dict.fromkeys(("system", "kind", "deal_id", *FIELDS), "VARCHAR")
    | {f"first_{name}": sql_type for name, sql_type in _SIGHT.items()}
    | {f"last_{name}": sql_type for name, sql_type in _SIGHT.items()}
)
"""An empty text is a field that the export has and the deal does not; null is a field that no export had yet."""


def add_deal_changes(reading: Reading, earlier: Path | None) -> None:
    """Puts the differences beside what the history exports told, and creates the table deal_seen for the next load."""
    connection = reading.connection
    _create_sights(connection, earlier)
    _create_runs(connection)
    _add_changes(reading)


def _create_sights(connection: duckdb.DuckDBPyConnection, earlier: Path | None) -> None:
    """sight: each deal as each export shows it; of the runs of earlier loads, the first and the last one."""
    # Before merging, because an older export beside a newer one is a sight too.
    deals = (
        '"candidate deal"' if has_table(connection, "candidate deal") else "(select *, '' as kind from \"final deal\")"
    )
    run(
        connection,
        f"""
        create table sight as
        with shown as (
            select
                deal.system,
                deal.kind,
                deal.deal_id,
                trim(deal.stage) as stage,
                deal.amount::varchar as amount,
                deal.close_on::varchar as close_date,
                coalesce(deal.owner_id, trim(deal.owner_name)) as owner,
                coalesce(
                    trim(deal.outcome),
                    case
                        when deal.is_won then 'won'
                        when deal.is_closed then 'lost'
                        when not deal.is_closed then 'open'
                    end
                ) as outcome,
                file.exported_on as seen_on,
                file.modified_at,
                file.sha256,
                file.file,
                deal.source_row
            from {deals} as deal
            join export_file as file on file.file = deal.source_file
            where deal.deal_id is not null
            qualify row_number() over (
                partition by file.file, deal.kind, deal.deal_id order by deal.source_row desc
            ) = 1
        ),
        told as (
            select file, {", ".join(f"count({field}) > 0 as has_{field}" for field in FIELDS)}
            from shown group by file
        )
        select
            system,
            kind,
            deal_id,
            {", ".join(f"case when has_{field} then coalesce({field}, '') end as {field}" for field in FIELDS)},
            seen_on,
            modified_at,
            sha256,
            file,
            source_row
        from shown join told using (file)
        """,
    )
    path = (earlier or Path("none")) / f"{LEDGER}.parquet"
    run(connection, f"create table seen_before as {stored(connection, path, SEEN)}")
    run(connection, "create table seen_anew as select distinct sha256 from sight")
    for end, needed in (("first", "true"), ("last", "last_sha256 <> first_sha256")):
        run(
            connection,
            f"""
            insert into sight
            select
                system, kind, deal_id, {", ".join(FIELDS)},
                {end}_on, {end}_modified_at, {end}_sha256, {end}_file, {end}_row
            from seen_before
            where {needed} and {end}_sha256 not in (select sha256 from seen_anew)
            """,
        )


def _create_runs(connection: duckdb.DuckDBPyConnection) -> None:
    """deal_seen: the sights of each deal in the order of their days, those that agree put together."""
    seen = ", ".join(FIELDS)
    run(
        connection,
        f"""
        create table {LEDGER} as
        with filled as (
            select
                * exclude ({seen}),
                {", ".join(f"last_value({field} ignore nulls) over sights as {field}" for field in FIELDS)}
            from sight
            window sights as (
                partition by system, kind, deal_id order by seen_on, modified_at, file rows unbounded preceding
            )
        ),
        numbered as (
            select
                *,
                row_number() over sights as place,
                row_number() over (
                    partition by system, kind, deal_id, {seen} order by seen_on, modified_at, file
                ) as place_among_equals
            from filled
            window sights as (partition by system, kind, deal_id order by seen_on, modified_at, file)
        )
        select
            system,
            kind,
            deal_id,
            {seen},
            min(seen_on) as first_on,
            {_ends("arg_min", "first")},
            max(seen_on) as last_on,
            {_ends("arg_max", "last")}
        from numbered
        group by system, kind, deal_id, {seen}, place - place_among_equals
        """,
    )


def _ends(function: str, end: str) -> str:
    names = {"modified_at": "modified_at", "sha256": "sha256", "file": "file", "row": "source_row"}
    return ", ".join(f"{function}({column}, place) as {end}_{name}" for name, column in names.items())


def _add_changes(reading: Reading) -> None:
    """Adds the differences to deal_change, but none that a history export of the same system tells about itself."""
    by_field = " union all ".join(
        f"select *, '{name}' as field, {field}_before as from_value, {field} as to_value from steps "
        f"where {field}_before <> {field}"
        for field, name in FIELDS.items()
    )
    reading.replace(
        "deal_change",
        f"""
        with steps as (
            select *, {", ".join(f"lag({field}) over runs as {field}_before" for field in FIELDS)}
            from {LEDGER}
            window runs as (partition by system, kind, deal_id order by first_on, first_modified_at, first_file)
        ),
        changes as ({by_field}),
        told as (
            select change.system, change.field, max(file.exported_on) as told_until
            from "final deal_change" as change
            join export_file as file on file.file = change.source_file
            group by change.system, change.field
        )
        select * from "final deal_change"
        union all by name
        select
            null as change_id,
            deal_id,
            first_on::timestamp as changed_at,
            field,
            nullif(from_value, '') as from_value,
            nullif(to_value, '') as to_value,
            system,
            case
                when (first_file, first_sha256) in (select (file, sha256) from export_file) then first_file
                else {label_sql("first_file", "first_on")}
            end as source_file,
            first_row as source_row
        from changes
        left join told using (system, field)
        where told_until is null or first_on > told_until
        qualify dense_rank() over (
            partition by system, deal_id, field, first_on, from_value, to_value order by kind
        ) = 1
        """,
    )
