"""How old the exports are: each judged by how often it comes, an area by its oldest one."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from data.settings import Calendar, Settings
from queries import Board, open_board, run
from tests.queries.given import board_of

JUNE_26 = datetime.date(2026, 6, 26)  # a Friday


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def exported(
    folder: Path,
    exports: dict[str, str],
    days: dict[str, Iterable[str]] | None = None,
    settings: Settings | None = None,
) -> Board:
    """A board of one file for each "table, table" with its day; days are those of each table over all loads."""
    files = [
        {"file_name": f"{number}.csv", "table_name": names, "status": "read", "exported_on": exported_on}
        for number, (names, exported_on) in enumerate(exports.items())
    ]
    seen = [{"table_name": table, "exported_on": on} for table, each in (days or {}).items() for on in each]
    return board_of(folder, {"import_file": files, "import_day": seen}, settings=settings)


def age(board: Board, table: str, today: str) -> dict[str, Any]:
    rows = run(board, "data/table_ages", today=day(today)).records()
    return next(row for row in rows if row["table_name"] == table)


@pytest.mark.parametrize(
    ("today", "is_stale"),
    [("2026-06-26", False), ("2026-06-29", False), ("2026-06-30", False), ("2026-07-01", True), ("2026-07-04", True)],
)
def test_without_any_rhythm_two_working_days_are_fresh(tmp_path: Path, today: str, is_stale: bool) -> None:
    """Exported on Friday: Monday and Tuesday are the two working days."""
    row = age(exported(tmp_path, {"deal": "2026-06-26"}), "deal", today)
    assert (row["is_stale"], row["rhythm_days"]) == (is_stale, None)


def test_days_off_are_no_working_days(tmp_path: Path) -> None:
    settings = Settings(calendar=Calendar(holidays=(day("2026-06-29"),)))
    board = exported(tmp_path, {"deal": "2026-06-26"}, settings=settings)
    assert not age(board, "deal", "2026-07-01")["is_stale"]
    assert age(board, "deal", "2026-07-02")["is_stale"]


WEEKLY = ("2026-06-05", "2026-06-12", "2026-06-19", "2026-06-26")
DAILY = ("2026-06-22", "2026-06-23", "2026-06-24", "2026-06-25", "2026-06-26")


@pytest.mark.parametrize(
    ("days", "rhythm", "fresh_on", "stale_on", "because"),
    [
        (DAILY, 1.0, "2026-06-30", "2026-07-01", "deals: 5 days old, usually every day"),
        # One and a half weeks after the 26th is the 6th and a half.
        (WEEKLY, 7.0, "2026-07-06", "2026-07-07", "deals: 11 days old, usually every 7 days"),
        # Two times from one export to the next tell nothing yet.
        (WEEKLY[1:], None, "2026-06-30", "2026-07-01", "deals: 5 days old, more than 2 working days"),
        # 1, 1 and 8 days: in the middle stands 1.
        (("2026-06-16", "2026-06-17", "2026-06-18", "2026-06-26"), 1.0, "2026-06-30", "2026-07-01", None),
    ],
)
def test_what_is_usual_is_the_middle_of_the_last_times(
    tmp_path: Path, days: tuple[str, ...], rhythm: float | None, fresh_on: str, stale_on: str, because: str | None
) -> None:
    board = exported(tmp_path, {"deal": "2026-06-26"}, {"deal": days})
    assert age(board, "deal", fresh_on)["rhythm_days"] == rhythm
    assert not age(board, "deal", fresh_on)["is_stale"]
    row = age(board, "deal", stale_on)
    assert row["is_stale"]
    assert because is None or row["stale_because"] == because


def test_only_the_last_twenty_times_count(tmp_path: Path) -> None:
    """Monthly for a long time, daily for three weeks: daily."""
    months = [datetime.date(2024, month, 1).isoformat() for month in range(1, 13)]
    days = [(JUNE_26 - datetime.timedelta(days=back)).isoformat() for back in range(21)]
    row = age(exported(tmp_path, {"deal": "2026-06-26"}, {"deal": months + days}), "deal", "2026-06-26")
    assert row["rhythm_days"] == 1.0


def test_the_settings_go_before_what_was_seen_and_a_table_before_its_area(tmp_path: Path) -> None:
    settings = Settings(ages={"CRM": 7, "lead": 1})
    board = exported(tmp_path, {"deal": "2026-06-26", "lead": "2026-06-26"}, {"deal": DAILY}, settings)
    assert age(board, "deal", "2026-07-06")["is_stale"] is False
    assert age(board, "lead", "2026-07-01")["stale_because"] == "leads: 5 days old, should come every day"
    assert age(board, "deal", "2026-07-07")["stale_because"] == "deals: 11 days old, should come every 7 days"


def test_lists_that_are_looked_up_in_are_never_stale_unless_the_settings_name_them(tmp_path: Path) -> None:
    exports = {"rep": "2025-01-01", "account, contact": "2025-01-01", "target": "2025-01-01"}
    board = exported(tmp_path, exports)
    rows = run(board, "data/table_ages", today=day("2026-07-01")).records()
    assert [(row["table_name"], row["is_stale"]) for row in rows] == [
        ("account", False), ("contact", False), ("rep", False), ("target", False)
    ]  # fmt: skip
    assert run(board, "data/ages", today=day("2026-07-01")).records()[0]["is_stale"] is False
    named = exported(tmp_path, exports, settings=Settings(ages={"account": 90}))
    assert age(named, "account", "2026-07-01")["is_stale"]
    assert not age(named, "contact", "2026-07-01")["is_stale"]


def test_an_area_is_as_old_as_its_oldest_export(tmp_path: Path) -> None:
    board = exported(
        tmp_path, {"lead": "2026-06-30", "deal": "2026-06-09", "rep": "2025-01-01", "invoice": "2026-06-30"}
    )
    crm, billing, bank = run(board, "data/ages", today=day("2026-06-30")).records()
    assert crm == {
        "area": "CRM",
        "exported_on": day("2026-06-09"),
        "age_days": 21,
        "is_stale": True,
        "stale_because": "deals: 21 days old, more than 2 working days",
        "oldest_export": "deals",
    }
    assert (billing["age_days"], billing["is_stale"], billing["oldest_export"]) == (0, False, None)
    assert (bank["exported_on"], bank["is_stale"], bank["stale_because"]) == (None, True, "nothing read")


def test_a_fresh_weekly_export_does_not_hide_a_daily_one_that_is_late(tmp_path: Path) -> None:
    settings = Settings(ages={"invoice": 7, "payment": 1, "bill": 1})
    board = exported(tmp_path, {"invoice": "2026-06-23", "payment, bill": "2026-06-25"}, settings=settings)
    billing = run(board, "data/ages", today=day("2026-06-30")).records()[1]
    assert billing["age_days"] == 7
    assert billing["is_stale"]
    assert billing["stale_because"] == "bills, payments: 5 days old, should come every day"


def test_an_export_of_a_later_day_has_no_age(tmp_path: Path) -> None:
    board = exported(tmp_path, {"deal": "2026-07-02"})
    row = age(board, "deal", "2026-07-01")
    assert (row["age_days"], row["is_stale"]) == (None, False)
    crm = run(board, "data/ages", today=day("2026-07-01")).records()[0]
    assert (crm["age_days"], crm["is_stale"]) == (0, False)


def test_an_older_version_knows_no_days(tmp_path: Path) -> None:
    board = exported(tmp_path, {"deal": "2026-06-26"})
    (board.version.path / "import_day.parquet").unlink()
    again = open_board(board.version, board.as_of, whole=False)
    assert age(again, "deal", "2026-06-29")["rhythm_days"] is None
