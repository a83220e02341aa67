"""Invoices that a newer open list no longer has: they are closed, and stay on the board as such.

An open list names only what is still open. What stood on a list and is missing from its successor was paid or credited
by the day of the successor. The table open_list remembers each invoice with the last list that had it; it is stored
with every load, because by the time of the next one that list may have been overwritten.
"""

from pathlib import Path

import duckdb

from data.earlier import columns_of, has_table, label_sql, stored
from data.questions import Question
from data.reading.folder import Reading
from data.reading.sql import quoted, run

LEDGER = "open_list"
OWN_COLUMNS = {"kind": "VARCHAR", "sha256": "VARCHAR", "listed_on": "DATE", "closed_on": "DATE", "closed_by": "VARCHAR"}
IDENTITY = (
    "coalesce('id ' || nullif(trim(invoice_id), ''), coalesce(lower(document), 'invoice') || ' ' || trim(number))"
)
"""The same for two rows of one system that are one invoice; empty where nothing names it."""


def close_invoices(reading: Reading, earlier: Path | None, confirmed: frozenset[str]) -> list[Question]:
    """Closes the invoices that the successor of their list no longer has, and creates the table open_list.

    Returns what must be confirmed first: a list that would close more than half of the invoices open before.
    """
    connection = reading.connection
    _create_listed(connection)
    _create_before(connection, earlier)
    _find_successors_of_gone(connection, earlier)
    _find_successors_beside(connection)
    _create_closed(connection)
    questions = [question for question in _questions(connection) if question.sha256 not in confirmed]
    _note(connection)
    _put_on_the_board(reading)
    _remember(connection)
    return questions


def _create_listed(connection: duckdb.DuckDBPyConnection) -> None:
    """list_file: the open lists of the folder; listed: each invoice with the newest of them that has it."""
    run(
        connection,
        "create table list_file as select * from export_file where extent = 'open list' and not is_set_aside",
    )
    run(
        connection,
        f"""
        create table listed as
        select
            invoice.*, list_file.kind, list_file.sha256, list_file.exported_on as listed_on,
            null::date as closed_on, null::varchar as closed_by, {IDENTITY} as identity
        from "final invoice" as invoice
        join list_file on list_file.file = invoice.source_file
        """,
    )


def _create_before(connection: duckdb.DuckDBPyConnection, earlier: Path | None) -> None:
    """before: what earlier loads remember, without the invoices that the folder has again or still."""
    path = (earlier or Path("none")) / f"{LEDGER}.parquet"
    run(
        connection,
        f"""
        create table remembered as
        select
            stored.*,
            {IDENTITY} as identity,
            exists (from list_file where list_file.sha256 = stored.sha256) as has_list,
            exists (
                from list_file where list_file.system = stored.system and list_file.kind = stored.kind
            ) as has_kind
        from ({stored(connection, path, columns_of("invoice") | OWN_COLUMNS)}) as stored
        """,
    )
    run(
        connection,
        f"""
        create table before as
        select * from remembered
        where identity is not null and (system, identity) not in (
            select (system, {IDENTITY}) from "final invoice" where {IDENTITY} is not null
        )
        """,
    )


def _find_successors_of_gone(connection: duckdb.DuckDBPyConnection, earlier: Path | None) -> None:
    """successor: for each list that is gone, the new file that took its place, if one did.

    Lists of one kind can also be parts of one whole, such as one a country. The successor has the same name, or shares
    invoices with the list, or it is the only new one where only one is gone.
    """
    path = (earlier or Path("none")) / "import_file.parquet"
    known = stored(connection, path, {"sha256": "VARCHAR", "status": "VARCHAR"})
    run(
        connection,
        f"""
        create table successor as
        with gone as (
            select distinct system, kind, sha256, source_file, listed_on
            from remembered where closed_on is null and not has_list
        ),
        fresh as (
            select * from list_file
            where sha256 not in (select sha256 from remembered)
                and sha256 not in (select sha256 from ({known}) where status = 'read')
        ),
        shared as (
            select remembered.sha256, listed.sha256 as next_sha256, count(*) as invoices
            from remembered
            join listed on listed.system = remembered.system and listed.identity = remembered.identity
            group by all
        ),
        pairs as (
            select
                gone.sha256,
                fresh.file as next_file,
                fresh.sha256 as next_sha256,
                greatest(fresh.exported_on, gone.listed_on) as next_on,
                gone.source_file = fresh.file
                    or starts_with(gone.source_file, fresh.file || ', exported ') as same_name,
                coalesce(shared.invoices, 0) as invoices,
                count(*) over (partition by gone.system, gone.kind) = 1 as is_alone
            from gone
            join fresh on fresh.system = gone.system and fresh.kind = gone.kind
            left join shared on shared.sha256 = gone.sha256 and shared.next_sha256 = fresh.sha256
        )
        select sha256, next_file, next_sha256, next_on
        from pairs
        where same_name or invoices > 0 or is_alone
        qualify row_number() over (partition by sha256 order by same_name desc, invoices desc, next_on, next_file) = 1
        """,
    )


def _find_successors_beside(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds the lists of the folder that stand beside a newer one with which they share an invoice."""
    if not has_table(connection, "candidate invoice"):
        return
    run(
        connection,
        """
        insert into successor
        with pairs as (
            select distinct list_file.sha256, next.file, next.sha256 as next_sha256, next.exported_on
            from "candidate invoice" as older
            join list_file on list_file.file = older.source_file
            join "candidate invoice" as newer
                on newer.system = older.system and newer.kind = older.kind and newer.key_text = older.key_text
            join list_file as next on next.file = newer.source_file and next.exported_on > list_file.exported_on
        )
        select sha256, arg_min(file, exported_on), arg_min(next_sha256, exported_on), min(exported_on)
        from pairs
        group by sha256
        """,
    )


def _create_closed(connection: duckdb.DuckDBPyConnection) -> None:
    """closed: the invoices that were closed before, and those whose list has a successor now."""
    gone_file = label_sql("source_file", "listed_on")
    run(
        connection,
        f"""
        create table closed as
        select before.* exclude (has_list, has_kind), {gone_file} as shown_file, false as is_news, false as is_here
        from before where has_kind and closed_on is not null
        union all by name
        select
            before.* exclude (has_list, has_kind) replace (next_on as closed_on, next_file as closed_by),
            {gone_file} as shown_file,
            true as is_news,
            false as is_here
        from before join successor using (sha256) where closed_on is null
        union all by name
        select
            listed.* replace (next_on as closed_on, next_file as closed_by),
            source_file as shown_file,
            identity is null or (system, identity) not in (
                select (system, identity) from remembered where closed_on is not null and identity is not null
            ) as is_news,
            true as is_here
        from listed join successor using (sha256)
        """,
    )


def _questions(connection: duckdb.DuckDBPyConnection) -> list[Question]:
    """The lists that would close more than half of what was open in the lists before them."""
    run(
        connection,
        f"""
        create table open_before as
        select successor.*, {label_sql("source_file", "listed_on")} as file, count(*) as invoices
        from successor join remembered using (sha256)
        where closed_on is null and not has_list and identity is not null
        group by all
        """,
    )
    if has_table(connection, "candidate invoice"):
        run(
            connection,
            """
            insert into open_before
            select successor.*, list_file.file, count(distinct key_text)
            from successor
            join list_file using (sha256)
            join "candidate invoice" as invoice on invoice.source_file = list_file.file
            group by all
            """,
        )
    rows = run(
        connection,
        """
        with closing as (select sha256, count(*) as invoices from closed where is_news group by sha256)
        select
            next_file, next_sha256, max(file), sum(closing.invoices) as closing, sum(open_before.invoices) as before
        from open_before
        join closing using (sha256)
        group by next_file, next_sha256
        having sum(closing.invoices) * 2 > sum(open_before.invoices)
        order by next_file
        """,
    )
    return [
        Question(
            file,
            sha256,
            f"it would close {closing:,} of the {invoices:,} invoices that were open in {former}, "
            "because it does not have them. If it is a different list, keep both files in the folder.",
        )
        for file, sha256, former, closing, invoices in rows
    ]


def _note(connection: duckdb.DuckDBPyConnection) -> None:
    """Every closed invoice says where it stood, with how much, and by which list it was closed."""
    run(
        connection,
        """
        insert into issue by name
        select
            shown_file as file_name,
            source_row,
            null as column_name,
            'closed' as code,
            'note' as severity,
            'an invoice of the newest open list' as wanted,
            balance::varchar || ' open' as found,
            shown_file || ', line ' || source_row || ': closed on ' || closed_on
                || ': no longer in the open list of ' || closed_by || '.' as message
        from closed
        """,
    )


def _put_on_the_board(reading: Reading) -> None:
    columns = ", ".join(
        {
            "balance": "0 as balance",
            "paid": "total as paid",
            "paid_on": "closed_on as paid_on",
            "source_file": "shown_file as source_file",
        }.get(name, quoted(name))
        for name in columns_of("invoice")
    )
    reading.replace(
        "invoice",
        f"""
        select * from "final invoice"
        where (source_file, source_row) not in (select (source_file, source_row) from closed where is_here)
        union all by name
        select {columns} from closed
        """,
    )


def _remember(connection: duckdb.DuckDBPyConnection) -> None:
    """open_list: what the next load must know, with the amounts that were open last."""
    columns = ", ".join(quoted(name) for name in columns_of("invoice") | OWN_COLUMNS)
    run(
        connection,
        f"""
        create table {LEDGER} as
        select {columns} from listed
        where sha256 not in (select sha256 from successor)
        union all
        select {columns} from closed
        union all
        select {columns} from before
        where not has_kind
            or (closed_on is null and not has_list and sha256 not in (select sha256 from successor))
        """,
    )
