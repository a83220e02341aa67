"""What a load takes over from the loads before it: newer exports, closed invoices, and the changes of deals.

Each load is kept as a version; the newest one carries in small tables of its own all that the next load needs to know.
Undoing a load therefore needs no more than going back to the version before it.
"""

from dataclasses import dataclass
from pathlib import Path

from data import deal_changes, export_days, open_lists
from data.earlier import add_export_files, create_export_file
from data.older_exports import keep_newer
from data.questions import Question
from data.reading.folder import Reading
from data.reading.sql import run

LEDGERS = (open_lists.LEDGER, deal_changes.LEDGER, export_days.LEDGER)


@dataclass(frozen=True)
class History:
    """What the folder's exports do to those before: what they close, what is asked first, what stays as it was."""

    closed_invoices: int
    blocking: tuple[Question, ...]
    held_back: tuple[Question, ...]


def add_history(reading: Reading, earlier: Path | None, confirmed: frozenset[str]) -> History:
    """Completes what was read with what is known from earlier loads.

    `earlier` is the folder of the version before, None for the first load; `confirmed` are the sha256 of the contents
    about which somebody said yes. Alters "final invoice" and "final deal_change", the issues and the reports.
    """
    create_export_file(reading.connection)
    add_export_files(reading.connection, [report for report in reading.reports if report.status == "read"])
    held_back = keep_newer(reading, earlier, confirmed) if earlier else []
    closing = open_lists.close_invoices(reading, earlier, confirmed)
    deal_changes.add_deal_changes(reading, earlier)
    export_days.add_export_days(reading, earlier)
    return History(closing.invoices, closing.questions, tuple(held_back))


def write_ledgers(reading: Reading, folder: Path) -> None:
    """Stores what the next load must know beside the tables of the version."""
    for name in LEDGERS:
        target = str(folder / f"{name}.parquet").replace("'", "''")
        run(reading.connection, f"copy {name} to '{target}' (format parquet, compression zstd)")
