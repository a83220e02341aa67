"""Writes what was read: a Parquet file for every canonical table, and three that tell about the load."""

import json
from pathlib import Path

import pyarrow as pa

from data.reading.folder import Reading
from data.reading.reports import ColumnReport, FileReport
from data.reading.sql import quoted, run
from data.tables import tables

IMPORT_FILE = pa.schema(
    [
        ("file_name", pa.string()),
        ("sha256", pa.string()),
        ("system", pa.string()),
        ("kind", pa.string()),
        ("table_name", pa.string()),
        ("status", pa.string()),
        ("message", pa.string()),
        ("extent", pa.string()),
        ("exported_on", pa.date32()),
        ("exported_on_proof", pa.string()),
        ("modified_at", pa.timestamp("us")),
        ("size_bytes", pa.int64()),
        ("rows_read", pa.int64()),
        ("rows_kept", pa.int64()),
        ("rows_repeated", pa.int64()),
        ("rows_rejected", pa.int64()),
        ("rows_not_data", pa.int64()),
        ("encoding", pa.string()),
        ("delimiter", pa.string()),
        ("header_row", pa.int32()),
        ("date_order", pa.string()),
        ("date_order_proof", pa.string()),
        ("decimal_mark", pa.string()),
        ("totals", pa.string()),
    ]
)
IMPORT_COLUMN = pa.schema(
    [
        ("file_name", pa.string()),
        ("table_name", pa.string()),
        ("column_name", pa.string()),
        ("heading", pa.string()),
        ("decided", pa.string()),
        ("proof", pa.string()),
        ("filled", pa.int64()),
        ("blank", pa.int64()),
        ("examples", pa.string()),  # JSON: [[as it stands in the file, as it was read], ...]
    ]
)


def write_tables(reading: Reading, folder: Path) -> None:
    """Fills a folder with <table>.parquet for every table, empty where no export fills it."""
    for name in tables():
        _copy(reading, f"select * from {quoted('final ' + name)}", folder / f"{name}.parquet")
    _copy(
        reading,
        "select * from issue order by file_name, source_row nulls first",
        folder / "import_issue.parquet",
    )
    files = [_import_file(report) for report in reading.reports]
    _write(reading, "import_file", pa.Table.from_pylist(files, IMPORT_FILE), folder)
    columns = [_import_column(report.file, column) for report in reading.reports for column in report.columns]
    _write(reading, "import_column", pa.Table.from_pylist(columns, IMPORT_COLUMN), folder)


def _write(reading: Reading, name: str, rows: pa.Table, folder: Path) -> None:
    reading.connection.register(name, rows)
    _copy(reading, f"select * from {name}", folder / f"{name}.parquet")
    reading.connection.unregister(name)


def _copy(reading: Reading, query: str, path: Path) -> None:
    target = str(path).replace("'", "''")  # COPY takes no parameter for its target
    run(reading.connection, f"copy ({query}) to '{target}' (format parquet, compression zstd)")


def _import_file(report: FileReport) -> dict[str, object]:
    row: dict[str, object] = {
        name: getattr(report, name) for name in IMPORT_FILE.names if name not in ("file_name", "table_name", "totals")
    }
    return row | {"file_name": report.file, "table_name": report.table, "totals": json.dumps(report.totals)}


def _import_column(file: str, column: ColumnReport) -> dict[str, object]:
    told: dict[str, object] = {
        name: getattr(column, name) for name in IMPORT_COLUMN.names if name in ColumnReport.__dataclass_fields__
    }
    named = {"file_name": file, "table_name": column.table, "column_name": column.column}
    return told | named | {"examples": json.dumps(column.examples, ensure_ascii=False)}
