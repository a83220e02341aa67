"""Writes what was read: a Parquet file for every canonical table, and the two that tell about the load."""

import json
from pathlib import Path

import pyarrow as pa

from data.reading.folder import Reading
from data.reading.reports import FileReport
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
        ("encoding", pa.string()),
        ("delimiter", pa.string()),
        ("header_row", pa.int32()),
        ("date_order", pa.string()),
        ("date_order_proof", pa.string()),
        ("decimal_mark", pa.string()),
        ("totals", pa.string()),
    ]
)


def write_tables(reading: Reading, folder: Path) -> None:
    """Fills a folder with <table>.parquet for every table, empty where no export fills it."""
    connection = reading.connection
    for name in tables():
        _copy(reading, f"select * from {quoted('final ' + name)}", folder / f"{name}.parquet")
    _copy(
        reading,
        "select * from issue order by file_name, source_row nulls first",
        folder / "import_issue.parquet",
    )
    rows = [_import_file(report) for report in reading.reports]
    connection.register("import_file", pa.Table.from_pylist(rows, IMPORT_FILE))
    _copy(reading, "select * from import_file", folder / "import_file.parquet")
    connection.unregister("import_file")


def _copy(reading: Reading, query: str, path: Path) -> None:
    target = str(path).replace("'", "''")  # COPY takes no parameter for its target
    run(reading.connection, f"copy ({query}) to '{target}' (format parquet, compression zstd)")


def _import_file(report: FileReport) -> dict[str, object]:
    row: dict[str, object] = {
        name: getattr(report, name) for name in IMPORT_FILE.names if name not in ("file_name", "table_name", "totals")
    }
    return row | {"file_name": report.file, "table_name": report.table, "totals": json.dumps(report.totals)}
