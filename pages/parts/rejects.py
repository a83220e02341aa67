"""Everything that was not taken in: the reasons, the rows, and all of it as one file."""

import io

import streamlit as st

from data import rejects
from pages.parts import ask, cards, tables
from pages.parts.format import count
from pages.parts.frame import Frame, Open
from pages.parts.tables import Column

REASONS = {
    "severity": Column("What happened"),
    "file_name": Column("File"),
    "column_name": Column("Column"),
    "rows": Column("Rows", "count"),
    "first_row": Column("First line", "count"),
    "message": Column("For example"),
}
ROWS = {
    "file_name": Column("File"),
    "source_row": Column("Line", "count"),
    "column_name": Column("Column"),
    "severity": Column("What happened"),
    "wanted": Column("Wanted"),
    "found": Column("Found"),
    "message": Column("Reason"),
}


def show(frame: Frame) -> None:
    """The reasons first, then row by row."""
    cards.section(
        "Not taken in",
        "Nothing disappears: every file and every row that is not on the board stands here with its reason. Mend it in "
        "the system that it came from and export again.",
    )
    if frame.board is None:
        cards.note("There is no board yet. The files and their reasons stand under Files.")
        return
    found = ask.rows(frame.board, "data/reasons")
    if not found:
        cards.note("<b>✓ All rows of all files were taken in.</b>")
        return
    download(frame)
    tables.show(found, REASONS, name="reasons")
    cards.section("Row by row")
    tables.of_query(opened(frame), "data/issues", ROWS, name="issues")


def download(frame: Frame) -> None:
    """All refusals and rejections as one CSV; it is only made when the button is pressed."""
    board = frame.board
    if board is None:
        return
    st.download_button(
        "Download everything that was not taken in",
        lambda: as_csv(opened(frame)),
        file_name="not-taken-in.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="rejects_file",
    )


def as_csv(frame: Open) -> bytes:
    """File, line, column, value and reason of all that was refused or rejected, fetched in portions."""
    file = io.BytesIO()
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    rejects.write(rejects.rows_of_version(frame.board.version.path), text)
    text.flush()
    return file.getvalue()


def opened(frame: Frame) -> Open:
    """A frame that is known to have a board."""
    return Open(**{name: getattr(frame, name) for name in Frame.__dataclass_fields__})


def how_many(frame: Frame) -> int:
    """Rows and files that were refused or rejected."""
    if frame.board is None:
        return 0
    return sum(row["rows"] for row in ask.rows(frame.board, "data/reasons") if row["severity"] in rejects.SEVERITIES)


def in_words(rows: int) -> str:
    """Such as "3 rows or files"."""
    return count(rows, "row or file", "rows or files")
