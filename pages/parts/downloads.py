"""Downloads as CSV and Excel. A text that a spreadsheet would run as a formula is made harmless."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

import streamlit as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from data.rejects import harmless

EXCEL_ROWS = 1_048_575

Rows = Sequence[Sequence[Any]]


def buttons(name: str, titles: Sequence[str], rows: Callable[[], Rows]) -> None:
    """The two download buttons of a table; the file is only made when one of them is pressed."""
    file = name.replace("/", "-")
    st.download_button(
        "CSV",
        lambda: as_csv(titles, rows()),
        file_name=f"{file}.csv",
        mime="text/csv",
        key=f"csv_{name}",
        on_click="ignore",
        type="tertiary",
    )
    st.download_button(
        "Excel",
        lambda: as_excel(titles, rows()),
        file_name=f"{file}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"xlsx_{name}",
        on_click="ignore",
        type="tertiary",
    )


def as_csv(titles: Sequence[str], rows: Rows) -> bytes:
    """The rows as CSV, with the mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(title) for title in titles])
    writer.writerows([_plain(harmless(value)) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_excel(titles: Sequence[str], rows: Rows) -> bytes:
    """The rows as an Excel sheet; what is more than a sheet can hold is said in its last line."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Moneyboard")
    sheet.append([_excel(title) for title in titles])
    for row in _fitting(rows):
        sheet.append([_excel(value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fitting(rows: Rows) -> Iterable[Sequence[Any]]:
    if len(rows) <= EXCEL_ROWS:
        return rows
    cut = len(rows) - EXCEL_ROWS + 1
    return [*rows[: EXCEL_ROWS - 1], [f"{cut:,} more rows do not fit into a sheet; the CSV has all of them."]]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def _excel(value: Any) -> Any:
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", harmless(value))
    return value
