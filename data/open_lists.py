"""Invoices that a newer open list no longer has: they are closed, and stay on the board as such.

An open list names only what is still open. What stood on a list and is missing from its successor was paid or credited
by the day of the successor. The table open_list remembers each invoice with the last list that had it; it is stored
with every load, because by the time of the next one that list may have been overwritten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Closing:
    """What the open lists of a folder do: how many invoices they close, and what must be confirmed first."""

    invoices: int = 0
    questions: tuple[Question, ...] = ()


def close_invoices(reading: Reading, earlier: Path | None, confirmed: frozenset[str]) -> Closing:
    """Closes the invoices that the successor of their list no longer has, and creates the table open_list.

    A list that would close more than half of the invoices that were open before is asked about.
    """
    connection = reading.connection
    _create_remembered(connection, earlier)
    if not run(connection, "from (select 1 from list_file union all select 1 from remembered) limit 1"):
        run(
            connection, f"create table {LEDGER} as select {_names(columns_of('invoice') | OWN_COLUMNS)} from remembered"
        )
        return Closing()
    _create_sighted(connection)
    _find_successors_of_gone(connection, earlier)
    _find_successors_beside(connection)
    _create_closed(connection)
    questions = tuple(question for question in _questions(connection) if question.sha256 not in confirmed)
    _note(connection)
    _put_on_the_board(reading)
    _settle_the_untold(reading)
    _remember(connection)
    ((closed,),) = run(connection, "select count(*) from closed where is_news")
    return Closing(closed, questions)


def _names(columns: Iterable[str], of: str = "") -> str:
    return ", ".join(of + quoted(name) for name in columns)


def _create_remembered(connection: duckdb.DuckDBPyConnection, earlier: Path | None) -> None:
    """list_file: the open lists of the folder; remembered: what earlier loads know of open lists."""
    run(
        connection,
        """
        create table list_file as
        select * from export_file where extent = 'open list' and not is_set_aside
        """,
    )
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


def _create_sighted(connection: duckdb.DuckDBPyConnection) -> None:
    """sighted: what each list has; listed: the last sight of each invoice; before: what was remembered and no list has.

    What a full list of the same kind has open is a sight too, until a newer open list lacks it.
    """
    columns = columns_of("invoice")
    invoices = f'(select {_names(columns)} from "final invoice")'
    if has_table(connection, "candidate invoice"):
        # Before merging, because an older list beside a newer one is a sight too; and what was kept of an earlier load.
        invoices = f"""(
            select {_names(columns)} from "candidate invoice"
            union all
            select {_names(columns)} from "final invoice"
            where source_file not in (select source_file from "candidate invoice")
        )"""
    run(
        connection,
        f"""
        create table sighted as
        select
            {_names(columns, "invoice.")}, file.kind, file.sha256, file.exported_on as listed_on,
            null::date as closed_on, null::varchar as closed_by, {IDENTITY} as identity,
            file.extent = 'open list' as is_of_list
        from {invoices} as invoice
        join export_file as file on file.file = invoice.source_file and not file.is_set_aside
        where file.extent = 'open list'
            or (invoice.balance > 0 and (file.system, file.kind) in (select (system, kind) from list_file))
        """,
    )
    run(
        connection,
        """
        create table listed as
        select * from sighted
        qualify row_number() over (
            partition by system, kind, coalesce(identity, source_file || ' ' || source_row)
            order by listed_on desc, is_of_list desc, source_file desc, source_row desc
        ) = 1
        """,
    )
    run(
        connection,
        """
        create table before as
        select * from remembered
        where identity is not null
            and (system, identity) not in (select (system, identity) from sighted where identity is not null)
        """,
    )
    run(
        connection,
        f"""
        create table teller as
        select source_file as file, count(balance) + count(paid) + count(paid_on) > 0 as tells_balance
        from {invoices} group by source_file
        """,
    )
    run(
        connection,
        f'create view invoice_now as select invoice.*, {IDENTITY} as identity from "final invoice" as invoice',
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
    """Adds the lists of the folder that stand beside a newer open list with which they share an invoice."""
    run(
        connection,
        """
        insert into successor
        with pairs as (
            select distinct older.sha256, next.file, next.sha256 as next_sha256, next.exported_on
            from sighted as older
            join sighted as newer
                on newer.system = older.system and newer.kind = older.kind and newer.identity = older.identity
            join list_file as next on next.file = newer.source_file and next.exported_on > older.listed_on
        )
        select sha256, arg_min(file, exported_on), arg_min(next_sha256, exported_on), min(exported_on)
        from pairs
        group by sha256
        """,
    )


def _create_closed(connection: duckdb.DuckDBPyConnection) -> None:
    """closed: the invoices that were closed before, and those whose list has a successor now.

    An invoice about which another export of that day, or a newer one, says itself what is open is left to that export.
    """
    gone_file = label_sql("source_file", "listed_on")
    run(
        connection,
        f"""
        create table closed as
        with found as (
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
                listed.* exclude (is_of_list) replace (next_on as closed_on, next_file as closed_by),
                source_file as shown_file,
                identity is null or (system, identity) not in (
                    select (system, identity) from remembered where closed_on is not null and identity is not null
                ) as is_news,
                true as is_here
            from listed join successor using (sha256)
        )
        select * from found
        where not exists (
            from invoice_now as invoice
            join teller on teller.file = invoice.source_file and teller.tells_balance
            join export_file as file on file.file = invoice.source_file and file.extent <> 'open list'
            where invoice.system = found.system and invoice.identity = found.identity
                and file.exported_on >= found.closed_on
        )
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
    run(
        connection,
        """
        insert into open_before
        select successor.*, sighted.source_file, count(*) from successor join sighted using (sha256) group by all
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
    """Rows of closed invoices have nothing open any more; those that the folder no longer has come back as closed."""
    amounts = {
        "balance": "case when closed_on is null then balance else 0 end as balance",
        "paid": "case when closed_on is null then paid else total end as paid",
        "paid_on": "coalesce(closed_on, paid_on) as paid_on",
    }
    columns = {name: amounts.get(name, quoted(name)) for name in columns_of("invoice")}
    gone = columns | {"source_file": "shown_file as source_file"}
    reading.replace(
        "invoice",
        f"""
        with named as (
            select system, identity, max(closed_on) as closed_on from closed where identity is not null group by all
        ),
        unnamed as (
            select source_file, source_row, closed_on from closed where identity is null
        ),
        invoices as (
            select invoice_now.*, coalesce(named.closed_on, unnamed.closed_on) as closed_on
            from invoice_now
            left join named on named.system = invoice_now.system and named.identity = invoice_now.identity
            left join unnamed
                on unnamed.source_file = invoice_now.source_file and unnamed.source_row = invoice_now.source_row
        )
        select {", ".join(columns.values())} from invoices
        union all by name
        select {", ".join(gone.values())} from closed
        where identity is not null
            and (system, identity) not in (select (system, identity) from invoice_now where identity is not null)
        """,
    )


def _settle_the_untold(reading: Reading) -> None:
    """Invoices of a list that tells of no money open are open where the newest open list has them, and settled else.

    Nobody knows the day on which they were settled, so they get none.
    """
    run(
        reading.connection,
        """
        create table settled as
        with newest as (
            select system, kind, min(exported_on) as listed_on, max(file) as file
            from list_file where sha256 not in (select sha256 from successor)
            group by system, kind
        )
        select invoice.source_file, invoice.source_row, newest.file as list_file
        from invoice_now as invoice
        join teller on teller.file = invoice.source_file and not teller.tells_balance
        join export_file as file on file.file = invoice.source_file and file.extent = 'full list'
        join newest on newest.system = file.system and newest.kind = file.kind
        where invoice.balance is null
            and invoice.paid_on is null
            and invoice.issued_on <= newest.listed_on
            and (invoice.system, invoice.identity) not in (
                select (system, identity) from sighted where is_of_list and identity is not null
            )
        """,
    )
    run(
        reading.connection,
        """
        insert into issue by name
        select
            source_file as file_name,
            'settled' as code,
            'note' as severity,
            source_file || ': it does not say what is open of ' || count(*) || ' of its invoices, and the open list of '
                || list_file || ' does not have them: they count as settled.' as message
        from settled
        group by source_file, list_file
        """,
    )
    if run(reading.connection, "select 1 from settled limit 1"):
        reading.replace(
            "invoice",
            """
            select invoice.* replace (
                case when settled.source_file is null then balance else 0 end as balance,
                case when settled.source_file is null then paid else total end as paid
            )
            from "final invoice" as invoice
            left join settled
                on settled.source_file = invoice.source_file and settled.source_row = invoice.source_row
            """,
        )


def _remember(connection: duckdb.DuckDBPyConnection) -> None:
    """open_list: what the next load must know, with the amounts that were open last."""
    columns = _names(columns_of("invoice") | OWN_COLUMNS)
    run(
        connection,
        f"""
        create table {LEDGER} as
        select {columns} from listed
        where is_of_list and sha256 not in (select sha256 from successor)
        union all
        select {columns} from closed
        union all
        select {columns} from before
        where not has_kind
            or (closed_on is null and not has_list and sha256 not in (select sha256 from successor))
        """,
    )
