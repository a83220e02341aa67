"""The days on which each table was exported, over all loads: how often it comes tells when it is old."""

from pathlib import Path

from data.earlier import stored
from data.reading.folder import Reading
from data.reading.sql import run

LEDGER = "import_day"
COLUMNS = {"table_name": "VARCHAR", "exported_on": "DATE"}
KEPT_DAYS = 21  # of each table: the last 20 times from one export to the next


def add_export_days(reading: Reading, earlier: Path | None) -> None:
    """Creates the table import_day for the next load: the days of the loads before, and those of the files read now."""
    connection = reading.connection
    days = [
        (table, report.exported_on)
        for report in reading.reports
        if report.status == "read" and report.table and report.exported_on
        for table in report.table.split(", ")
    ]
    before = stored(connection, (earlier or Path("none")) / f"{LEDGER}.parquet", COLUMNS)
    run(
        connection,
        f"""
        create table {LEDGER} as
        with days as (
            {before}
            union
            select unnest($tables::varchar[]) as table_name, unnest($days::date[]) as exported_on
        )
        select table_name, exported_on from days
        qualify row_number() over (partition by table_name order by exported_on desc) <= {KEPT_DAYS}
        order by table_name, exported_on
        """,
        {"tables": [table for table, _ in days], "days": [day for _, day in days]},
    )
