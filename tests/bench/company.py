"""A large made-up company as a stored version: 100 reps, a million leads, deals, invoices, ten million activities."""

import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import parquet

from data.reading.tables_out import IMPORT_COLUMN, IMPORT_FILE
from data.settings import Bank, Cash, Settings
from data.store import Version
from data.tables import tables
from tests.queries.given import IMPORT_ISSUE

DAY = datetime.date(2026, 6, 30)
LEADS = 1_000_000
ACTIVITIES = 10_000_000
DEALS = 1_000_000
INVOICES = 1_000_000
BILLS = 20_000
ACCOUNTS = 10_000
REPS = 100

# Each draw is a hash of the row's number and a word, so the same company comes out every time.
MACROS = """
create macro draw(number, word) as (hash(number, word) % 1000003) / 1000003.0;
create macro pick(number, word, many) as cast(floor(draw(number, word) * many) as integer);
create macro moment(number, word, days) as
    timestamp '2026-06-30 18:00:00' - to_seconds(cast(floor(draw(number, word) * days * 86400) as bigint));
"""

ROWS = {
    "rep": f"""
        select 'r' || number as rep_id, 'Rep ' || number as name, number % 20 <> 0 as is_active,
            true as is_person, number
        from range({REPS}) as numbers(number)""",
    "account": f"""
        select 'a' || number as account_id, 'Company ' || number as name,
            'r' || pick(number, 'owner', {REPS}) as owner_id,
            moment(number, 'made', 1500) as created_at, number
        from range({ACCOUNTS}) as numbers(number)""",
    "lead": f"""
        select 'l' || number as lead_id, 'Lead ' || number as name,
            'Company ' || pick(number, 'company', {ACCOUNTS}) as company,
            'r' || pick(number, 'owner', {REPS}) as owner_id,
            ['New', 'Working', 'Closed - Converted', 'Closed - Not Converted'][1 + pick(number, 'status', 4)] as status,
            ['Web', 'Trade Show', 'Employee Referral', 'External Referral', 'Partner'][1 + pick(number, 'source', 5)]
                as source,
            moment(number, 'made', 730) as created_at, number
        from range({LEADS}) as numbers(number)""",
    "activity": f"""
        select 't' || number as activity_id,
            ['call', 'email', 'meeting', 'task'][1 + pick(number, 'kind', 4)] as activity_type,
            case when draw(number, 'direction') < 0.3 then 'inbound' else 'outbound' end as direction,
            'Subject ' || pick(number, 'subject', 5000) as subject, draw(number, 'done') < 0.9 as is_done,
            'r' || pick(number // 10, 'owner', {REPS}) as owner_id,
            moment(number // 10, 'made', 730) + to_minutes(cast(draw(number, 'wait') * 14400 as bigint)) as done_at,
            number
        from range({ACTIVITIES}) as numbers(number)""",
    "activity_link": f"""
        select 't' || number as activity_id, 'lead' as target_kind, 'l' || (number // 10) as target_id, number
        from range({ACTIVITIES}) as numbers(number)""",
    "deal": f"""
        select 'd' || number as deal_id, 'Deal ' || number as name,
            'a' || pick(number, 'account', {ACCOUNTS}) as account_id,
            'r' || pick(number, 'owner', {REPS}) as owner_id,
            cast(1000 + floor(draw(number, 'amount') * 50000) as decimal(18, 2)) as amount, 'USD' as currency,
            moment(number, 'made', 730) as created_at,
            cast(moment(number, 'made', 730) as date) + 10 + pick(number, 'cycle', 90) as close_on,
            case
                when cast(moment(number, 'made', 730) as date) + 10 + pick(number, 'cycle', 90) > date '2026-06-30'
                    then 'Proposal'
                when draw(number, 'won') < 0.35 then 'Closed Won' else 'Closed Lost'
            end as stage,
            ['Web', 'Employee Referral', 'Partner'][1 + pick(number, 'source', 3)] as source, number
        from range({DEALS}) as numbers(number)""",
    "invoice": f"""
        select 'i' || number as invoice_id, 'INV-' || number as number_text,
            'c' || pick(number, 'account', {ACCOUNTS}) as customer_id,
            'Company ' || pick(number, 'account', {ACCOUNTS}) as customer_name,
            cast(moment(number, 'made', 730) as date) as issued_on,
            cast(moment(number, 'made', 730) as date) + 30 as due_on,
            cast(moment(number, 'made', 730) as date) + 25 + pick(number, 'late', 30) as paid_on,
            cast(100 + floor(draw(number, 'amount') * 5000) as decimal(18, 2)) as total, 'USD' as currency, number
        from range({INVOICES}) as numbers(number)""",
    "bill": f"""
        select 'b' || number as bill_id, 'Vendor ' || pick(number, 'vendor', 500) as vendor,
            cast(moment(number, 'made', 730) as date) as issued_on,
            cast(moment(number, 'made', 730) as date) + 30 as due_on,
            cast(moment(number, 'made', 730) as date) + 28 as paid_on,
            cast(100 + floor(draw(number, 'amount') * 90000) as decimal(18, 2)) as total, 'USD' as currency, number
        from range({BILLS}) as numbers(number)""",
}


def make(folder: Path) -> Version:
    """Write the company into a folder, or find it there, as a version of which a board can be built."""
    version = Version(folder, folder, "bench", datetime.datetime(2026, 6, 30, 18), DAY, _settings())
    folder.mkdir(parents=True, exist_ok=True)
    _write_reports(folder)
    if (folder / "done").exists():
        return version
    connection = duckdb.connect()
    connection.execute(MACROS)
    for name, table in tables().items():
        types = {column.name: column.sql_type for column in table.columns.values()}
        given = ROWS.get(name, "select 0 as number where false")
        known = {row[0] for row in connection.execute(f"describe {given}").fetchall()}
        columns = [
            f"cast({column if column in known else 'null'} as {kind}) as {column}"
            for column, kind in types.items()
            if column != "number"
        ]
        if "number" in types:
            columns.append(f"cast({'number_text' if 'number_text' in known else 'null'} as varchar) as number")
        columns += ["'crm' as system", f"'{name}.csv' as source_file", "cast(rows.number as integer) + 2 as source_row"]
        sql = f"select {', '.join(columns)} from ({given}) as rows"
        connection.execute(f"copy ({sql}) to '{folder / name}.parquet' (format parquet, compression zstd)")
    connection.close()
    (folder / "done").touch()
    return version


def _settings() -> Settings:
    million = Decimal("1000000.00")
    return Settings(company="Bench", currency="USD", cash=Cash(reserve=million, bank=(Bank("main", million, DAY),)))


def _write_reports(folder: Path) -> None:
    """What loading reports of itself; a company that no file was read for has none of it."""
    reports: dict[str, pa.Schema] = {"import_file": IMPORT_FILE, "import_column": IMPORT_COLUMN}
    for name, schema in reports.items():
        parquet.write_table(schema.empty_table(), folder / f"{name}.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"create table import_issue ({IMPORT_ISSUE})")
        connection.execute(f"copy import_issue to '{folder / 'import_issue.parquet'}' (format parquet)")
