"""The days on which each table was exported, kept from load to load."""

from datetime import date, timedelta

import duckdb
import pytest

from data.export_days import KEPT_DAYS
from data.store import load, undo


def days(version, table):
    file = version.path / "import_day.parquet"
    found = duckdb.sql(f"select exported_on from read_parquet('{file}') where table_name = '{table}' order by 1")
    return [day.isoformat() for (day,) in found.fetchall()]


def put(exports, name, day):
    """A new export takes the place of the one before."""
    for old in exports.folder.glob(f"{name} *.csv"):
        old.unlink()
    exports.write(f"{name} {day}.csv", f"deal_id,stage,amount,close_on,owner_name\n1,Open,5,{day},Ana\n")


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def test_each_load_keeps_the_days_of_those_before(exports, store):
    for day in ("2026-06-01", "2026-06-08", "2026-06-15"):
        put(exports, "deals", day)
        last = load(exports.folder, store)
    assert days(last, "deal") == ["2026-06-01", "2026-06-08", "2026-06-15"]


def test_the_same_day_counts_once_and_another_file_changes_nothing(exports, store):
    put(exports, "deals", "2026-06-01")
    load(exports.folder, store)
    exports.write("reps 2026-06-02.csv", "rep_id,name\n1,Ana\n")
    last = load(exports.folder, store)
    assert days(last, "deal") == ["2026-06-01"]
    assert days(last, "rep") == ["2026-06-02"]


def test_a_load_that_was_undone_left_no_day(exports, store):
    for day in ("2026-06-01", "2026-06-08"):
        put(exports, "deals", day)
        load(exports.folder, store)
    undo(exports.folder, store)
    put(exports, "deals", "2026-06-09")
    assert days(load(exports.folder, store), "deal") == ["2026-06-01", "2026-06-09"]


def test_files_of_several_days_side_by_side_tell_them_all(exports, store):
    exports.write("deals 2026-06-01.csv", "deal_id,stage,amount,close_on,owner_name\n1,Open,5,2026-07-01,Ana\n")
    exports.write("deals 2026-06-08.csv", "deal_id,stage,amount,close_on,owner_name\n1,Open,6,2026-07-01,Ana\n")
    assert days(load(exports.folder, store), "deal") == ["2026-06-01", "2026-06-08"]


def test_no_more_days_are_kept_than_count(exports, store):
    for back in range(KEPT_DAYS + 4, -1, -1):
        day = date(2026, 6, 26) - timedelta(days=back)
        exports.write(f"deals {day}.csv", f"deal_id,stage,amount,close_on,owner_name\n{back},Open,5,2026-07-01,Ana\n")
    kept = days(load(exports.folder, store), "deal")
    assert len(kept) == KEPT_DAYS
    assert kept[-1] == "2026-06-26"
