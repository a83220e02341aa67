"""A load is a new version or nothing: CURRENT never names half of one."""

import json
import multiprocessing
import os
import shutil
import threading
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.loads import loads
from data.store import LoadError, current, load, store_of, undo, versions
from data.tables import tables

LEADS = "lead_id,created_at,name\n1,2026-06-01,Ana\n2,2026-06-02,Ben\n"
DEALS = "deal_id,stage,amount\n1,Open,5.00\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def count(version, table):
    return duckdb.sql(f"select count(*) from read_parquet('{version.path / table}.parquet')").fetchall()[0][0]


def test_a_load_writes_every_table_with_its_types(exports, store):
    exports.write("leads.csv", LEADS)
    version = load(exports.folder, store)
    for name, table in tables().items():
        described = duckdb.sql(f"describe select * from read_parquet('{version.path / name}.parquet')").fetchall()
        types = {column: sql_type for column, sql_type, *_ in described}
        assert types == {column.name: column.sql_type for column in table.columns.values()} | {
            "system": "VARCHAR",
            "source_file": "VARCHAR",
            "source_row": "INTEGER",
        }
    assert (count(version, "lead"), count(version, "deal")) == (2, 0)
    assert (version.exported_on, version.folder) == (date(2026, 6, 2), exports.folder.resolve())
    assert current(exports.folder, store) == version
    facts = json.loads((version.path / "load.json").read_text())
    assert facts["exported_on"] == "2026-06-02"


def test_the_import_file_table_tells_what_check_tells(exports, store):
    exports.write("deals.csv", DEALS)
    exports.write("odd.csv", "colour,shape\nred,round\n")
    version = load(exports.folder, store)
    rows = duckdb.sql(
        "select file_name, system, kind, table_name, status, rows_read, rows_kept, totals, modified_at is not null "
        f"from read_parquet('{version.path / 'import_file'}.parquet') order by file_name"
    ).fetchall()
    assert rows == [
        ("deals.csv", "plain", "deals", "deal", "read", 1, 1, '{"amount": "5.00"}', True),
        ("odd.csv", None, None, None, "refused", 0, 0, "{}", True),
    ]
    issues = duckdb.sql(
        f"select file_name, source_row, severity from read_parquet('{version.path / 'import_issue'}.parquet')"
    ).fetchall()
    assert issues == [("odd.csv", None, "refused")]


def test_nothing_is_read_twice_and_every_change_is_a_new_version(exports, store):
    exports.write("leads.csv", LEADS)
    first = load(exports.folder, store)
    assert load(exports.folder, store) == first
    exports.write("leads.csv", LEADS + "3,2026-06-03,Cy\n")
    second = load(exports.folder, store)
    exports.settings('timezone = "Europe/Berlin"')
    third = load(exports.folder, store)
    exports.settings('timezone = "Europe/Berlin"\ncompany = "Ours"')
    assert load(exports.folder, store).name == third.name  # the name of the company changes no table
    assert load(exports.folder, store).settings.company == "Ours"
    assert [version.name for version in versions(exports.folder, store)] == [first.name, second.name, third.name]
    assert (count(first, "lead"), count(second, "lead")) == (2, 3)


def test_a_folder_in_which_nothing_can_be_read_is_an_error_that_lists_the_files(exports, store):
    exports.write("odd.csv", "colour,shape\nred,round\n")
    exports.write("book.xlsx", b"PK")
    with pytest.raises(LoadError) as error:
        load(exports.folder, store)
    assert "odd.csv: No line of the file" in str(error.value)
    assert "book.xlsx: No line of the file has the headings of an export" in str(error.value)
    assert current(exports.folder, store) is None


def test_an_empty_folder_is_an_error(exports, store):
    with pytest.raises(LoadError, match="There is no export"):
        load(exports.folder, store)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leads.csv", LEADS + '3,2026-06-03,"C'),  # cut off in a quote
        ("leads.csv", LEADS + "3,2026-0"),  # cut off in the last line
        ("leads.csv", ""),
        ("more leads.csv", LEADS + "3,2026-06-03\x00"),  # not even recognised, but beside the good file it is news
        ("leads.csv", "colour,shape\nred,round\n"),
    ],
)
def test_a_broken_file_keeps_the_last_good_version(exports, store, name, content):
    exports.write("deals.csv", DEALS)
    exports.write("leads.csv", LEADS)
    good = load(exports.folder, store)
    exports.write("deals.csv", DEALS + "2,Open,6.00\n")
    exports.write(name, content)
    if name == "leads.csv":
        with pytest.raises(LoadError, match=f"The last good data stays.*\n  {name}: "):
            load(exports.folder, store)
        assert current(exports.folder, store) == good
    else:
        assert count(load(exports.folder, store), "deal") == 2


def test_a_second_file_of_a_held_kind_that_is_half_written_keeps_the_last_version(exports, store):
    exports.write("leads.csv", LEADS)
    good = load(exports.folder, store)
    exports.write("more.csv", "lead_id,created_at,name\n8,1/2/2026,Di\n")
    with pytest.raises(LoadError, match="date_order"):
        load(exports.folder, store)
    assert current(exports.folder, store) == good


def test_a_file_that_is_still_written_is_waited_for(exports, store):
    exports.write("deals.csv", DEALS)
    exports.write("leads.csv", LEADS + "3,2026-06-03,Cy", age_seconds=0)
    version = load(exports.folder, store)
    assert (count(version, "lead"), count(version, "deal")) == (0, 1)
    settled = time.time() - 60
    os.utime(exports.folder / "leads.csv", (settled, settled))  # the same bytes, but nobody writes any more
    assert count(load(exports.folder, store), "lead") == 3


def test_a_build_that_breaks_leaves_nothing_behind(exports, store, monkeypatch):
    exports.write("leads.csv", LEADS)
    good = load(exports.folder, store)
    exports.write("leads.csv", LEADS + "3,2026-06-03,Cy\n")

    def disk_full(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr("data.store.write_tables", disk_full)
    with pytest.raises(OSError, match="no space"):
        load(exports.folder, store)
    assert current(exports.folder, store) == good
    assert [path.name for path in store_of(exports.folder, store).iterdir() if path.name.startswith(".")] == []


def test_each_folder_has_a_store_of_its_own(tmp_path, store):
    assert store_of(tmp_path / "a" / "exports", store) != store_of(tmp_path / "b" / "exports", store)


def test_threads_that_load_at_once_get_one_version(exports, store):
    exports.write("leads.csv", LEADS)
    found = []
    threads = [threading.Thread(target=lambda: found.append(load(exports.folder, store).name)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == len(versions(exports.folder, store)) == 1


def load_name(folder: Path, store: Path, names) -> None:
    names.put(load(folder, store).name)


def test_two_processes_that_load_at_once_get_one_version(exports, store):
    exports.write("leads.csv", LEADS)
    context = multiprocessing.get_context("spawn")
    names = context.Queue()
    processes = [context.Process(target=load_name, args=(exports.folder, store, names)) for _ in range(2)]
    for process in processes:
        process.start()
    found = {names.get(timeout=60) for _ in processes}
    for process in processes:
        process.join()
    assert len(found) == len(versions(exports.folder, store)) == 1


def test_the_same_broken_files_are_not_read_for_every_viewer(exports, store, monkeypatch):
    exports.write("odd.csv", "colour,shape\nred,round\n")
    with pytest.raises(LoadError) as first:
        load(exports.folder, store)
    monkeypatch.setattr("data.store.read_folder", None)
    with pytest.raises(LoadError) as second:
        load(exports.folder, store)
    assert str(first.value) == str(second.value)
    monkeypatch.undo()
    exports.write("odd.csv", LEADS)
    assert count(load(exports.folder, store), "lead") == 2


def test_a_version_that_somebody_deleted_is_read_again(exports, store):
    exports.write("leads.csv", LEADS)
    shutil.rmtree(load(exports.folder, store).path)
    assert current(exports.folder, store) is None
    assert count(load(exports.folder, store), "lead") == 2


def names(folder, store):
    return [version.name for version in versions(folder, store)]


def test_undoing_a_load_goes_back_to_the_one_before(exports, store):
    exports.write("leads.csv", LEADS)
    first = load(exports.folder, store)
    exports.write("leads.csv", LEADS + "3,2026-06-03,Cy\n")
    second = load(exports.folder, store)
    assert undo(exports.folder, store) == first
    assert current(exports.folder, store) == first
    assert names(exports.folder, store) == [first.name]
    listed = [(item.name, item.is_current, item.is_undone) for item in loads(exports.folder, store)]
    assert listed == [(second.name, False, True), (first.name, True, False)]


def test_what_was_undone_is_not_taken_in_again_until_a_file_changes(exports, store):
    exports.write("leads.csv", LEADS)
    first = load(exports.folder, store)
    exports.write("leads.csv", LEADS + "3,2026-06-03,Cy\n")
    load(exports.folder, store)
    undo(exports.folder, store)
    assert load(exports.folder, store) == first
    exports.write("leads.csv", LEADS + "3,2026-06-03,Cy\n4,2026-06-04,Di\n")
    third = load(exports.folder, store)
    assert count(third, "lead") == 4
    assert names(exports.folder, store) == [first.name, third.name]


def test_what_was_undone_is_taken_in_again_when_somebody_says_so(exports, store):
    exports.write("leads.csv", LEADS)
    first = load(exports.folder, store)
    exports.write("leads.csv", LEADS + "3,2026-06-03,Cy\n")
    load(exports.folder, store)
    undo(exports.folder, store)
    again = load(exports.folder, store, again=True)
    assert count(again, "lead") == 3
    assert load(exports.folder, store) == again
    assert undo(exports.folder, store) == first
    assert load(exports.folder, store) == first


def test_loads_are_undone_one_after_the_other_down_to_the_first(exports, store):
    for day in (3, 4, 5):
        exports.write("leads.csv", LEADS + f"3,2026-06-0{day},Cy\n")
        load(exports.folder, store)
    first, second, _ = names(exports.folder, store)
    assert undo(exports.folder, store).name == second
    assert undo(exports.folder, store).name == first
    with pytest.raises(LoadError, match="no load before"):
        undo(exports.folder, store)
    assert current(exports.folder, store).name == first


def test_a_folder_that_was_never_loaded_has_nothing_to_undo(exports, store):
    with pytest.raises(LoadError, match="no load before"):
        undo(exports.folder, store)


def test_the_same_file_under_another_name_counts_once(exports, store):
    exports.write("leads.csv", LEADS)
    load(exports.folder, store)
    exports.write("copy of leads.csv", LEADS)
    version = load(exports.folder, store)
    assert count(version, "lead") == 2
    status = f"select status, rows_kept from read_parquet('{version.path / 'import_file'}.parquet') order by status"
    assert [row[0] for row in duckdb.sql(status).fetchall()] == ["read", "set aside"]


def test_what_killed_processes_left_behind_is_swept(exports, store):
    exports.write("leads.csv", LEADS)
    first = load(exports.folder, store)
    root = store_of(exports.folder, store)
    for name in (".building-x", "99991231T000000000000-orphan"):
        (root / name).mkdir()
        (root / name / "lead.parquet").write_bytes(b"half")
    (root / ".CURRENT-1-1").write_text("x")
    exports.write("leads.csv", LEADS + "3,2026-06-03,Cy\n")
    second = load(exports.folder, store)
    left = {path.name for path in root.iterdir() if path.is_dir() or path.name.startswith(".")}
    assert left == {first.name, second.name}
