"""The files, one under the other: each opens to how it was understood, and its columns with the proof of each."""

import json
from collections import defaultdict
from collections.abc import Mapping as Dict
from decimal import Decimal
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from data.tables import tables
from pages.parts import ask, cards, downloads
from pages.parts.format import count, day
from pages.parts.frame import Frame
from pages.parts.html import html
from pages.parts.tables import title

SHOWN = 60
SIGNS = {"read": "✓", "set aside": "–", "refused": "▲"}
EXPORTED = {
    "file_name": "File",
    "system": "System",
    "kind": "Kind",
    "status": "Status",
    "message": "Message",
    "exported_on": "Exported",
    "exported_on_proof": "Proof of the day",
    "age_days": "Age, days",
    "rows_read": "Rows read",
    "rows_kept": "Kept",
    "rows_repeated": "Repeated",
    "rows_rejected": "Rejected",
    "rows_not_data": "No record",
    "extent": "Extent",
    "encoding": "Encoding",
    "delimiter": "Delimiter",
    "header_row": "Heading line",
    "date_order": "Date order",
    "date_order_proof": "Proof of it",
    "decimal_mark": "Decimal mark",
    "totals": "Totals in the file",
}
TYPES = {
    "text": "text",
    "integer": "whole number",
    "money": "amount",
    "rate": "rate",
    "fraction": "share",
    "date": "day",
    "timestamp": "time",
    "boolean": "yes or no",
}
COLUMNS = {
    "file_name": "File",
    "table_name": "Table",
    "column_name": "Column",
    "heading": "Heading",
    "decided": "Read as",
    "proof": "Proof",
    "filled": "Filled",
    "blank": "Blank",
    "examples": "Examples",
}

Row = Dict[str, Any]


def show(frame: Frame) -> None:
    """Every file of the folder, those that need attention first."""
    cards.section(
        "Files",
        "Open a file to see how it was understood: each column with the proof of how it is read. A refused file could "
        "not be read; one that is set aside holds nothing for the board.",
    )
    if frame.board is None:
        return
    files = ask.rows(frame.board, "data/files")
    columns = ask.rows(frame.board, "data/columns")
    reasons = ask.rows(frame.board, "data/reasons")
    listed = _found(files)
    by_file: dict[str, list[Row]] = defaultdict(list)
    for column in columns:
        by_file[column["file_name"]].append(column)
    why: dict[str, list[Row]] = defaultdict(list)
    for reason in reasons:
        why[reason["file_name"]].append(reason)
    entries = (_entry(file, by_file[file["file_name"]], why[file["file_name"]]) for file in listed[:SHOWN])
    html(f'<div class="mb-files">{"".join(entries)}</div>')
    if len(listed) > SHOWN:
        html(f'<p class="mb-evidence">The first {SHOWN} of {count(len(listed), "file")}; the download has all.</p>')
    _downloads(files, columns)


def _found(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The files whose name holds what was typed; only long lists are searched."""
    if len(files) <= SHOWN:
        return files
    typed = st.text_input("Find a file", key="find_file", placeholder="Part of a name").strip().casefold()
    return [file for file in files if typed in file["file_name"].casefold()]


def _entry(file: Row, columns: list[Row], reasons: list[Row]) -> str:
    needs_look = file["status"] == "refused" or (file["status"] == "read" and file["rows_rejected"])
    sign = "▲" if needs_look else SIGNS.get(file["status"], "–")
    state = "mb-act" if needs_look else "mb-grey" if file["status"] == "set aside" else ""
    exported = day(file["exported_on"]) if file["exported_on"] else ""
    return (
        f'<details class="mb-file {state}"><summary><span class="mb-sign">{sign}</span>'
        f'<b>{escape(file["file_name"])}</b><span class="mb-kind">{escape(_kind(file, reasons))}</span>'
        f'<span class="mb-kind">{escape(exported)}</span>'
        f'<span class="mb-counts">{escape(_counts(file))}</span></summary>'
        f"<div>{_facts(file)}{_reasons(file, reasons)}{_columns(columns)}</div></details>"
    )


def _kind(file: Row, reasons: list[Row]) -> str:
    """What a file is, or why it was given back."""
    if file["status"] == "refused":
        return next((str(reason["code"]) for reason in reasons if reason["severity"] == "refused"), "")
    return str(file["message"] or "").removeprefix("as ") if file["status"] == "read" else ""


def _counts(file: Row) -> str:
    if file["status"] != "read":
        return str(file["status"])
    kept = count(file["rows_kept"], "row")
    return f"{kept}, {count(file['rows_rejected'])} rejected" if file["rows_rejected"] else kept


def _facts(file: Row) -> str:
    """How a file was understood, as pairs; only what is known."""
    no_record = file.get("rows_not_data") or 0
    rows = (
        f"{count(file['rows_read'])} read = {count(file['rows_kept'])} kept + {count(file['rows_repeated'])} repeated "
        f"+ {count(file['rows_rejected'])} rejected + {count(no_record)} no record"
    )
    line = f", headings in line {file['header_row']}" if file["header_row"] else ""
    exported = f"{day(file['exported_on'])} ({file['exported_on_proof']}), {file['extent']}"
    pairs = [
        ("Why" if file["status"] == "refused" else "What it is", file["message"] or ""),
        ("How it is written", f"{file['encoding']}, {file['delimiter']}{line}" if file["encoding"] else ""),
        ("Rows", rows if file["rows_read"] else ""),
        ("Exported on", exported if file["exported_on"] else ""),
        ("Dates", f"{file['date_order']}: {file['date_order_proof']}" if file["date_order"] else ""),
        ("Totals", _totals(file["totals"])),
    ]
    inner = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(text))}</dd>" for name, text in pairs if text)
    return f'<dl class="mb-facts">{inner}</dl>'


def _totals(totals: str | None) -> str:
    found = json.loads(totals) if totals else {}
    return " · ".join(f"{title(name.replace('.', ' '))} {Decimal(total):,}" for name, total in found.items())


def _reasons(file: Row, reasons: list[Row]) -> str:
    listed = [reason for reason in reasons if reason["severity"] not in ("refused", "set aside")]
    if not listed:
        return ""
    start = f"{file['file_name']}, "
    lines = "".join(
        f"<li><b>{escape(reason['severity'])}</b> {count(reason['rows'], 'row')}, such as "
        f"{escape(str(reason['message']).removeprefix(start).removeprefix(start[:-2] + ': '))}</li>"
        for reason in listed
    )
    return f'<ul class="mb-reasons">{lines}</ul>'


def _columns(columns: list[Row]) -> str:
    if not columns:
        return ""
    head = "".join(f"<th>{name}</th>" for name in ("Column", "Heading", "Read as", "Filled", "Examples"))
    several = len({column["table_name"] for column in columns}) > 1
    body = "".join(_column(column, several) for column in sorted(columns, key=_place))
    return f'<div class="mb-scroll"><table class="mb-columns"><tr>{head}</tr>{body}</table></div>'


def _place(column: Row) -> tuple[str, int]:
    """Columns stand in the order of their table; what only tells the day of the export comes last."""
    names = list(tables()[column["table_name"]].columns) if column["table_name"] in tables() else []
    name = column["column_name"]
    return column["table_name"], names.index(name) if name in names else len(names)


def _column(column: Row, several: bool) -> str:
    known = tables()[column["table_name"]].columns if column["table_name"] in tables() else {}
    kind = known[column["column_name"]].type if column["column_name"] in known else ""
    name = title(column["column_name"]) if kind else "Tells the day of the export"
    decided = ", ".join(word for word in (TYPES.get(kind, ""), column["decided"]) if word)
    table = f"<p>{escape(column['table_name'])}</p>" if several else ""
    blank = f"<p>{count(column['blank'])} blank</p>" if column["blank"] else ""
    examples = "".join(_example(stands, read, kind) for stands, read in json.loads(column["examples"] or "[]")[:3])
    cells = (
        ("Column", f"<b>{escape(name)}</b>{table}"),
        ("Heading", escape(column["heading"] or "")),
        ("Read as", f"{escape(decided)}<p>{escape(column['proof'] or '')}</p>"),
        ("Filled", f"{count(column['filled'])}{blank}"),
        ("Examples", examples),
    )
    return f"<tr>{''.join(f'<td data-name={name!r}>{cell}</td>' for name, cell in cells)}</tr>"


def _example(stands: str, read: str | None, kind: str) -> str:
    became = str(read if read is not None else "")
    if kind in ("fraction", "rate") and "." in became:
        became = became.rstrip("0").rstrip(".")
    arrow = f" → {escape(became)}" if became and became != stands else ""
    return f"<div><code>{escape(str(stands))}</code>{arrow}</div>"


def _downloads(files: list[dict[str, Any]], columns: list[dict[str, Any]]) -> None:
    for name, one, rows, titles in (("files", "file", files, EXPORTED), ("columns", "column", columns, COLUMNS)):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"under_{name}"):
            html(f'<span class="mb-under">{count(len(rows), one)}</span>')
            downloads.buttons(name, list(titles.values()), partial(_cells, rows, titles))


def _cells(rows: list[dict[str, Any]], names: Dict[str, str]) -> list[list[Any]]:
    return [[row.get(name) for name in names] for row in rows]
