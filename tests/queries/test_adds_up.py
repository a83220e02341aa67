"""The rows behind every number of every query add up to it, on the sample company and on real exports."""

import datetime
from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from data.store import Version
from queries import Board, added_up, open_board, query_names, read, rows_behind, run
from tests.data.deep import TIMES

SETS = {
    "zoho_crm": "2021-04-16",
    "ibm_receivables": "2013-06-30",
    "xero": "2021-03-18",
    "maven_crm": "2017-10-01",
    "salesforce_workshop": "2024-02-01",
}
MOST_ROWS = 12
MOST_REAL_ROWS = 4 * TIMES


def parameters_of(name: str, board: Board) -> dict[str, Any]:
    return {"today": board.as_of} if "today" in read(name).parameters else {}


def check(board: Board, name: str, most_rows: int = MOST_ROWS, **more: Any) -> None:
    query = read(name)
    parameters = parameters_of(name, board) | more
    table = run(board, name, **parameters).records()
    step = max(1, len(table) // most_rows)
    for row in table[::step]:
        where = {key: row[key] for key in query.keys}
        for column in query.adds_up:
            if row[column] is None:
                continue
            assert added_up(board, name, column, where, **parameters) == row[column], (name, column, where)
            behind = rows_behind(board, name, column, where, limit=1, **parameters)
            assert {"source_file", "source_row"} <= set(behind.columns), name


@pytest.mark.parametrize("name", query_names())
def test_every_number_of_the_sample_adds_up(sample_version: Version, name: str) -> None:
    check(open_board(sample_version), name)


@pytest.mark.parametrize("name", [name for name in query_names() if "rep" in read(name).parameters])
def test_every_number_of_one_rep_adds_up(sample_version: Version, name: str) -> None:
    check(open_board(sample_version), name, rep="Priya Raman")


@pytest.mark.parametrize("folder", SETS)
def test_every_number_of_real_exports_adds_up(real_version: Callable[[str], Version], folder: str) -> None:
    board = open_board(real_version(folder), datetime.date.fromisoformat(SETS[folder]))
    for name in query_names():
        check(board, name, MOST_REAL_ROWS)


def test_the_reps_add_up_to_the_whole(sample_version: Version) -> None:
    board = open_board(sample_version)
    for whole, parts, columns in (
        ("follow_up/totals", "follow_up/by_rep", ("leads", "too_young", "judged", "followed_up", "never_touched")),
        ("review/totals", "review/by_rep", ("open_deals", "open_amount", "won_deals", "won_amount", "past_due")),
        ("cash/collect_totals", "cash/collect_by_rep", ("invoices", "balance")),
        ("cash/collect_totals", "cash/collect_by_account", ("invoices", "balance")),
        ("cash/collect_totals", "cash/aging", ("invoices", "balance")),
        ("cash/collect_totals", "cash/to_collect", ("balance",)),
    ):
        total = run(board, whole).first()
        assert total is not None
        for column in columns:
            assert sum(value for value in run(board, parts).column(column) if value is not None) == total[column], (
                column
            )


def test_a_source_row_is_the_line_in_the_file(sample_version: Version) -> None:
    board = open_board(sample_version)
    (row, *_) = rows_behind(board, "cash/to_collect").records()
    lines = (sample_version.folder / row["source_file"]).read_text(encoding="utf-8-sig").splitlines()
    assert row["invoice_id"] in lines[row["source_row"] - 1]


ENTRY = {
    "lead": ("leads", "cast(created_at as date)"),
    "deal": ("deals", "cast(created_at as date)"),
    "invoice": ("invoices", "issued_on"),
}


def entered(version: Version, table: str, day: str, as_of: datetime.date) -> int:
    with duckdb.connect() as connection:
        file = version.path / f"{table}.parquet"
        known = f"select count(*) from read_parquet('{file}') where {day} is null or {day} <= $as_of"
        return int(connection.execute(known, {"as_of": as_of}).fetchall()[0][0])


def test_no_row_is_doubled_or_lost_on_the_way(sample_version: Version) -> None:
    board = open_board(sample_version)
    for table, (mart, day) in ENTRY.items():
        with board.cursor() as cursor:
            kept = cursor.execute(f"select count(*) from marts.{mart}").fetchall()[0][0]
        assert kept == entered(sample_version, table, day, board.as_of)


@pytest.mark.parametrize("folder", SETS)
def test_no_row_of_real_exports_is_doubled_or_lost(real_version: Callable[[str], Version], folder: str) -> None:
    version = real_version(folder)
    board = open_board(version, datetime.date.fromisoformat(SETS[folder]))
    for table, (mart, day) in ENTRY.items():
        with board.cursor() as cursor:
            kept = cursor.execute(f"select count(*) from marts.{mart}").fetchall()[0][0]
        assert kept == entered(version, table, day, board.as_of)
