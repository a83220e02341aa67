"""Boards from rows that stand in a test: given these rows, expect those numbers."""

import datetime
import itertools
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from data import export_days
from data.settings import Settings
from data.store import Version
from data.tables import LINEAGE, tables
from queries import Board, open_board

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
DAY = datetime.date(2026, 6, 30)

IMPORT_FILE = (
    "file_name varchar, sha256 varchar, system varchar, kind varchar, table_name varchar, status varchar, "
    "message varchar, "
    "extent varchar, exported_on date, exported_on_proof varchar, modified_at timestamp, size_bytes bigint, "
    "rows_read bigint, rows_kept bigint, rows_repeated bigint, rows_rejected bigint, rows_not_data bigint, "
    "encoding varchar, delimiter varchar, "
    "header_row integer, date_order varchar, date_order_proof varchar, decimal_mark varchar, totals varchar"
)
IMPORT_ISSUE = (
    "file_name varchar, source_row integer, column_name varchar, code varchar, severity varchar, wanted varchar, "
    "found varchar, message varchar"
)
IMPORTED = {
    "import_file": IMPORT_FILE,
    "import_issue": IMPORT_ISSUE,
    "import_day": ", ".join(f"{name} {kind}" for name, kind in export_days.COLUMNS.items()),
}
_numbers = itertools.count(1)


def version_of(folder: Path, rows: Rows, settings: Settings | None = None) -> Version:
    """A stored version of these rows alone; source_file is named like the table, source_row counts from 2."""
    path = folder / f"version-{next(_numbers):04}"
    path.mkdir(parents=True)
    connection = duckdb.connect()
    for name, table in tables().items():
        types = {column.name: column.sql_type for column in table.columns.values()} | LINEAGE
        columns = ", ".join(f'"{column}" {kind}' for column, kind in types.items())
        connection.execute(f"create table {name} ({columns})")
        if not rows.get(name):
            _link_empty(connection, name, path)
            continue
        lineage = {"system": "crm", "source_file": f"{name}.csv"}
        _insert(connection, name, [{**lineage, "source_row": line, **row} for line, row in enumerate(rows[name], 2)])
        connection.execute(f"copy {name} to '{path / name}.parquet' (format parquet)")
    for name, columns in IMPORTED.items():
        connection.execute(f"create table {name} ({columns})")
        if rows.get(name):
            _insert(connection, name, rows[name])
            connection.execute(f"copy {name} to '{path / name}.parquet' (format parquet)")
        else:
            _link_empty(connection, name, path)
    connection.close()
    loaded_at = datetime.datetime(2026, 6, 30, 12)
    return Version(folder, path, path.name, loaded_at, DAY, settings or Settings())


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        named = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join("?" for _ in row)
        connection.execute(f"insert into {name} ({named}) values ({marks})", list(row.values()))


def _link_empty(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Put the file of a table without rows into a folder. All versions share it, so it is written once."""
    shared = Path(_shared_folder().name) / f"{name}.parquet"
    if not shared.exists():
        connection.execute(f"copy {name} to '{shared}' (format parquet)")
    shutil.copyfile(shared, path / shared.name)


@cache
def _shared_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="moneyboard-given-")


def board_of(folder: Path, rows: Rows, as_of: datetime.date = DAY, settings: Settings | None = None) -> Board:
    """The board of these rows on a day; it builds what a test asks for."""
    return open_board(version_of(folder, rows, settings), as_of, whole=False)
