"""Nothing that is dated after the as-of day changes a number of it."""

import datetime
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.store import Version
from queries import Board, open_board, query_names, read, run

DAY = datetime.date(2026, 3, 31)

# The day on which a row of a table comes to be known; rows of later days are thrown about at will.
ENTRY = {
    "account": "created_at",
    "contact": "created_at",
    "lead": "created_at",
    "deal": "created_at",
    "activity": "coalesce(done_at, started_at, created_at)",
    "invoice": "issued_on",
    "payment": "paid_on",
    "bill": "issued_on",
    "cash_balance": "balance_on",
}
# Things that happen to a row later: when the first column is after the day, all of them are made up anew.
EVENTS = {
    "rep": [("left_on", {})],
    "lead": [("converted_at", {})],
    "deal": [
        (
            "case when is_closed or is_won or lower(coalesce(outcome, '')) in ('won', 'lost') "
            "then coalesce(closed_at, close_on) end",
            {
                "close_on": "close_on + 7",
                "closed_at": "closed_at + interval 9 day",
                "is_won": "not coalesce(is_won, false)",
                "closed_amount": "closed_amount * 3",
                "stage": "case when coalesce(is_won, false) then 'Closed Lost' else 'Closed Won' end",
            },
        )
    ],
    "invoice": [("paid_on", {"paid_on": "paid_on + 11"})],
    "bill": [("paid_on", {"paid_on": "paid_on + 13"})],
}


def scrambled(version: Version, folder: Path, day: datetime.date, seed: int) -> Version:
    """The same version with everything after a day changed, dropped or doubled."""
    chance = random.Random(seed)
    path = folder / f"scrambled-{seed}"
    path.mkdir()
    connection = duckdb.connect()
    for file in version.path.glob("*.parquet"):
        table = file.stem
        connection.execute(f"create table {table} as select * from read_parquet('{file}')")
        after = f"date '{day}' + 1"
        if table in ENTRY:
            late = f"cast({ENTRY[table]} as timestamp) >= {after}"
            connection.execute(f"create temp table doubled as select * from {table} where {late} using sample 30%")
            connection.execute(
                f"delete from {table} where {late} and hash(source_row + {chance.randint(1, 999)}) % 3 = 0"
            )
            for column in ("total", "amount", "balance"):
                if column in [row[0] for row in connection.execute(f"describe {table}").fetchall()]:
                    connection.execute(f"update {table} set {column} = {column} * 2 + 17 where {late}")
            connection.execute(f"insert into {table} select * from doubled")
            connection.execute("drop table doubled")
        for event, changes in EVENTS.get(table, []):
            later = f"cast({event} as timestamp) >= {after}"
            connection.execute(f"create temp table hit as select rowid as id from {table} where {later}")
            for column, new in (changes or {event: f"{event} + interval 5 day"}).items():
                connection.execute(f"update {table} set {column} = {new} where rowid in (select id from hit)")
            connection.execute("drop table hit")
        connection.execute(f"copy {table} to '{path / file.name}' (format parquet)")
    connection.close()
    return Version(version.folder, path, path.name, version.loaded_at, version.exported_on, version.settings)


KNOW_THE_CLOCK = {"data/ages", "data/table_ages", "review/countdown"}


def test_no_other_number_looks_at_the_clock() -> None:
    assert {name for name in query_names() if "today" in read(name).parameters} == KNOW_THE_CLOCK


def numbers(board: Board) -> dict[str, list[Any]]:
    """Every row of every page query, but for those that describe the files themselves."""
    found = {}
    for name in query_names():
        if not name.startswith("data/"):
            table = run(board, name, **({"today": board.as_of} if name in KNOW_THE_CLOCK else {}))
            found[name] = [table.columns, *(tuple(map(steady, row)) for row in table.rows)]
    return found


def steady(value: Any) -> Any:
    """A float without its last digits, which depend on the order in which threads add."""
    return float(f"{value:.9g}") if isinstance(value, float) else value


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_scrambling_the_future_changes_nothing(sample_version: Version, tmp_path: Path, seed: int) -> None:
    told = numbers(open_board(sample_version, DAY))
    changed = numbers(open_board(scrambled(sample_version, tmp_path, DAY, seed), DAY))
    for name, rows in told.items():
        assert changed[name] == rows, name


def test_the_scrambling_is_felt_on_a_later_day(sample_version: Version, tmp_path: Path) -> None:
    later = datetime.date(2026, 6, 30)
    told = numbers(open_board(sample_version, later))
    changed = numbers(open_board(scrambled(sample_version, tmp_path, DAY, 1), later))
    assert sum(changed[name] != rows for name, rows in told.items()) > len(told) / 2


@pytest.mark.parametrize("back", range(0, 360, 60))
def test_the_need_grows_with_the_horizon(sample_version: Version, back: int) -> None:
    day = datetime.date(2026, 6, 30) - datetime.timedelta(days=back)
    need = run(open_board(sample_version, day), "cash/need")
    for column in ("obligations", "need", "collections", "closings"):
        values = need.column(column)
        assert values[0] <= values[1] <= values[2], (day, column)
