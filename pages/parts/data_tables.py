"""The parts of the data page: ages, files, rows that were not kept, checks and control totals."""

from html import escape

import queries
from pages.parts import ask, cards, tables
from pages.parts.format import age, clock, count, day
from pages.parts.frame import Frame
from pages.parts.tables import Column

FILES = {
    "file_name": Column("File"),
    "system": Column("System"),
    "kind": Column("Kind"),
    "status": Column("Status"),
    "message": Column("Message"),
    "exported_on": Column("Exported", "date"),
    "age_days": Column("Age, days", "count"),
    "rows_read": Column("Rows read", "count"),
    "rows_kept": Column("Kept", "count"),
    "rows_repeated": Column("Repeated", "count", "The same row came more than once; the newest was kept."),
    "rows_rejected": Column("Rejected", "count", "Rows with a value that cannot be what its column says."),
    "extent": Column("Extent"),
    "encoding": Column("Encoding"),
    "delimiter": Column("Delimiter"),
    "header_row": Column("Heading line", "count"),
    "date_order": Column("Date order"),
    "date_order_proof": Column("Proof of it"),
    "totals": Column("Totals in the file"),
}
ISSUES = {
    "file_name": Column("File"),
    "source_row": Column("Line", "count"),
    "column_name": Column("Column"),
    "severity": Column("What happened"),
    "wanted": Column("Wanted"),
    "found": Column("Found"),
    "message": Column("Message"),
}
CHECKS = {"check": Column("Check"), "harm": Column("What it would do"), "rows": Column("Rows", "count")}
TOTALS = {
    "file_name": Column("File"),
    "column_name": Column("Column"),
    "rows": Column("Rows kept", "count"),
    "total": Column("Total", "total", "Compare it with the total that the source system shows."),
}


def trouble(frame: Frame) -> None:
    """Why the newest files are not on the board."""
    error = frame.state.trouble
    if error is None:
        return
    lines = "".join(f"<li>{escape(line)}</li>" for line in error.message.splitlines() if line.strip())
    last = "The board shows the last good load." if frame.board else "There is no board yet."
    cards.note(f"<b>▲ Not taken in since {clock(error.since)}.</b> {last}<ul>{lines}</ul>", act=True)


def files(board: queries.Board) -> None:
    """Age of each area, then file by file."""
    cards.row(
        cards.Card(
            row["area"],
            age(row["age_days"]),
            f"exported on {day(row['exported_on'])}" if row["exported_on"] else "nothing read",
            sign="▲" if row["is_stale"] else "",
            act=bool(row["is_stale"]),
            grey=row["exported_on"] is None,
        )
        for row in ask.ages(board)
    )
    cards.section("Files", "A refused file could not be read; one set aside has headings that no mapping knows.")
    tables.show(ask.rows(board, "data/files"), FILES, name="files")


def issues(board: queries.Board) -> None:
    """Every row that was not kept, with its line and the reason."""
    found = ask.rows(board, "data/issues")
    cards.section(
        "Rows that were not kept",
        "Nothing disappears: each has its file, its line, and what was wanted there.",
    )
    if not found:
        cards.note("<b>✓ All rows were kept.</b>")
        return
    tables.show(found, ISSUES, name="issues")


def checks(board: queries.Board) -> None:
    """The checks that found something, with the harm it would do."""
    failing = ask.rows(board, "data/checks")
    everything = count(len(queries.checks()), "check")
    cards.section("Checks", "Each check looks for one kind of harm in the data.")
    if not failing:
        cards.note(f"<b>✓ All {everything} passed.</b>")
        return
    cards.note(f"<b>▲ {len(failing)} of {everything} found something.</b>", act=True)
    tables.show(failing, CHECKS, name="checks")


def totals(board: queries.Board) -> None:
    """Rows and sums of what was taken in, to hold against the source system."""
    cards.section("Control totals", "Compare these with what the CRM and the billing system show for the same export.")
    tables.show(ask.rows(board, "data/control_totals"), TOTALS, name="control-totals")
