"""What a load takes over from those before it: changes of deals, closed invoices, newer exports."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.loads import loads
from data.store import LoadError, confirm, load, undo

OPEN_LIST = """
system = "books"
kind = "open invoices"
title = "open invoices of the books"
source = "made for this test"
verified = true
table = "invoice"
extent = "open list"
required = ["No.", "Open balance"]
key = ["number"]
filled = ["number"]

[columns]
number = "No."
customer_name = "Customer"
due_on = "Due"
total = "Total"
balance = "Open balance"
"""
TEN = [(str(number), f"Customer {number}", 100 * number) for number in range(1, 11)]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def rows(version, table, columns, order="all"):
    file = version.path / f"{table}.parquet"
    return duckdb.sql(f"select {columns} from read_parquet('{file}') order by {order}").fetchall()


def changes(version):
    columns = "changed_at, deal_id, field, from_value, to_value"
    found = rows(version, "deal_change", columns, "changed_at, deal_id, field")
    return [(moment.date().isoformat(), *rest) for moment, *rest in found]


def deals(*lines: str) -> str:
    return "deal_id,stage,amount,close_on,owner_name\n" + "\n".join(lines) + "\n"


def open_list(*numbers: int) -> str:
    lines = [f"{number},{name},2026-05-31,{total},{total}" for number, name, total in TEN if int(number) in numbers]
    return "No.,Customer,Due,Total,Open balance\n" + "\n".join(lines) + "\n"


@pytest.fixture
def books(exports):
    exports.write("columns/open_list.toml", OPEN_LIST)
    return exports


# --- changes of deals


def test_deals_that_differ_between_two_loads_changed_on_the_day_of_the_newer_export(exports, store):
    exports.write("deals 2026-06-01.csv", deals("1,Open,5,2026-07-01,Ana", "2,Open,7,,Ben"))
    first = load(exports.folder, store)
    (exports.folder / "deals 2026-06-01.csv").unlink()
    exports.write("deals 2026-06-08.csv", deals("2,Open,7,,Ana", "3,New,1,,Ben", "1,Won,6.50,2026-06-05,Ana"))
    second = load(exports.folder, store)
    assert changes(first) == []
    assert changes(second) == [
        ("2026-06-08", "1", "amount", "5.00", "6.50"),
        ("2026-06-08", "1", "close date", "2026-07-01", "2026-06-05"),
        ("2026-06-08", "1", "stage", "Open", "Won"),
        ("2026-06-08", "2", "owner", "Ben", "Ana"),
    ]
    assert rows(second, "deal_change", "distinct source_file, source_row") == [
        ("deals 2026-06-08.csv", 2),
        ("deals 2026-06-08.csv", 4),
    ]


def test_the_changes_of_all_loads_stay_and_name_the_file_that_is_gone(exports, store):
    for day, stage in (("01", "Open"), ("08", "Offer"), ("15", "Won")):
        exports.write("deals.csv", f"deal_id,stage,created_at\n1,{stage},2026-05-01\n9,Open,2026-06-{day}\n")
        version = load(exports.folder, store)
    assert rows(version, "deal_change", "changed_at, from_value, to_value, source_file, source_row") == [
        (datetime(2026, 6, 8), "Open", "Offer", "deals.csv, exported 2026-06-08", 2),
        (datetime(2026, 6, 15), "Offer", "Won", "deals.csv", 2),
    ]


def test_the_order_of_loading_does_not_matter(exports, store, tmp_path):
    stages = {"2026-06-01": "Open", "2026-06-08": "Offer", "2026-06-15": "Open"}
    found = []
    for number, order in enumerate((("01", "08", "15"), ("15", "01", "08"), ("08", "15", "01"))):
        folder = type(exports)(tmp_path / f"exports {number}")
        for day in order:
            name = f"deals 2026-06-{day}.csv"
            folder.write(name, deals(f"1,{stages[name[6:16]]},5,,Ana", f"{day},Open,5,,Ana"))
            version = load(folder.folder, store)
        found.append(changes(version))
    assert found[0] == [
        ("2026-06-08", "1", "stage", "Open", "Offer"),
        ("2026-06-15", "1", "stage", "Offer", "Open"),
    ]
    assert found[0] == found[1] == found[2]


def test_exports_of_one_day_are_taken_in_the_order_of_their_times(exports, store):
    for stage in ("Open", "Offer", "Won"):
        exports.write("deals.csv", deals(f"1,{stage},5,,Ana"))
        version = load(exports.folder, store)
    assert {change[3:] for change in changes(version)} == {("Open", "Offer"), ("Offer", "Won")}


def test_a_column_that_comes_with_a_newer_export_is_no_change(exports, store):
    exports.write("deals 2026-06-01.csv", "deal_id,stage\n1,Open\n2,Open\n")
    load(exports.folder, store)
    exports.write("deals 2026-06-08.csv", "deal_id,stage,amount\n1,Open,5\n2,Open,\n")
    load(exports.folder, store)
    exports.write("deals 2026-06-15.csv", "deal_id,stage,amount\n1,Open,\n2,Open,8\n")
    assert changes(load(exports.folder, store)) == [
        ("2026-06-15", "1", "amount", "5.00", None),
        ("2026-06-15", "2", "amount", None, "8.00"),
    ]


def test_a_history_export_wins_for_the_fields_that_it_covers_up_to_its_own_day(exports, store):
    exports.write("deals 2026-06-01.csv", deals("1,Open,5,,Ana"))
    load(exports.folder, store)
    exports.write("deals 2026-06-08.csv", deals("1,Won,6,,Ana"))
    load(exports.folder, store)
    exports.write(
        "history 2026-06-10.csv",
        "deal_id,changed_at,field,from_value,to_value\n"
        "1,2026-06-03 09:00,stage,Open,Offer\n1,2026-06-04 10:00,stage,Offer,Won\n",
    )
    told = load(exports.folder, store)
    expected = [
        ("2026-06-03", "1", "stage", "Open", "Offer"),
        ("2026-06-04", "1", "stage", "Offer", "Won"),
        ("2026-06-08", "1", "amount", "5.00", "6.00"),
    ]
    assert changes(told) == expected
    exports.write("deals 2026-06-15.csv", deals("1,Lost,6,,Ana"))
    assert changes(load(exports.folder, store)) == [*expected, ("2026-06-15", "1", "stage", "Won", "Lost")]


def test_reading_the_same_export_in_another_way_is_no_change(exports, store):
    exports.write("deals 2026-06-01.csv", "deal_id,stage,close_on\n1,Open,1/2/2026\n")
    exports.settings('date_order = "day first"')
    load(exports.folder, store)
    exports.settings('date_order = "month first"')
    version = load(exports.folder, store)
    assert rows(version, "deal", "close_on") == [(date(2026, 1, 2),)]
    assert changes(version) == []


# --- invoices that are missing from a newer open list


def test_an_invoice_missing_from_the_newer_open_list_is_closed_on_its_day(books, store):
    books.write("open 2026-06-01.csv", open_list(1, 2, 3))
    load(books.folder, store)
    (books.folder / "open 2026-06-01.csv").unlink()
    books.write("open 2026-06-08.csv", open_list(1, 3, 4))
    version = load(books.folder, store)
    columns = "number, total, balance, paid_on, source_file, source_row"
    assert rows(version, "invoice", columns) == [
        ("1", Decimal(100), Decimal(100), None, "open 2026-06-08.csv", 2),
        ("2", Decimal(200), Decimal(0), date(2026, 6, 8), "open 2026-06-01.csv, exported 2026-06-01", 3),
        ("3", Decimal(300), Decimal(300), None, "open 2026-06-08.csv", 3),
        ("4", Decimal(400), Decimal(400), None, "open 2026-06-08.csv", 4),
    ]
    assert rows(version, "import_issue", "file_name, source_row, code, severity, found, message") == [
        (
            "open 2026-06-01.csv, exported 2026-06-01",
            3,
            "closed",
            "note",
            "200.00 open",
            "open 2026-06-01.csv, exported 2026-06-01, line 3: closed on 2026-06-08: "
            "no longer in the open list of open 2026-06-08.csv.",
        )
    ]


def test_a_closed_invoice_stays_until_it_is_open_again(books, store):
    for day, numbers in (("01", (1, 2, 3)), ("08", (1, 3)), ("15", (1, 3))):
        books.write("open.csv", open_list(*numbers))
        (books.folder / "open.csv").rename(books.folder / f"open 2026-06-{day}.csv")
        version = load(books.folder, store)
        (books.folder / f"open 2026-06-{day}.csv").unlink()
    assert rows(version, "invoice", "number, balance, paid_on") == [
        ("1", Decimal(100), None),
        ("2", Decimal(0), date(2026, 6, 8)),
        ("3", Decimal(300), None),
    ]
    books.write("open 2026-06-22.csv", open_list(1, 2, 3))
    version = load(books.folder, store)
    assert rows(version, "invoice", "number, balance, paid_on")[1] == ("2", Decimal(200), None)
    assert rows(version, "import_issue", "code") == []


def test_two_open_lists_side_by_side_close_as_two_loads_do(books, store):
    books.write("open 2026-06-01.csv", open_list(1, 2, 3))
    books.write("open 2026-06-08.csv", open_list(1, 3, 4))
    version = load(books.folder, store)
    assert rows(version, "invoice", "number, balance, paid_on, source_file") == [
        ("1", Decimal(100), None, "open 2026-06-08.csv"),
        ("2", Decimal(0), date(2026, 6, 8), "open 2026-06-01.csv"),
        ("3", Decimal(300), None, "open 2026-06-08.csv"),
        ("4", Decimal(400), None, "open 2026-06-08.csv"),
    ]
    files = rows(version, "import_file", "rows_read, rows_kept, rows_repeated, rows_rejected", "file_name")
    assert files == [(3, 1, 2, 0), (3, 3, 0, 0)]


def test_lists_that_share_nothing_are_parts_of_one_whole(books, store):
    books.write("open north 2026-06-01.csv", open_list(1, 2, 3))
    books.write("open south 2026-06-08.csv", open_list(4, 5))
    version = load(books.folder, store)
    assert rows(version, "invoice", "count(*), sum(balance)") == [(5, Decimal(1500))]
    (books.folder / "open south 2026-06-08.csv").unlink()
    assert rows(load(books.folder, store), "invoice", "count(*), sum(balance)") == [(3, Decimal(600))]


def test_the_successor_of_a_part_closes_nothing_of_the_others(books, store):
    books.write("open north.csv", open_list(1, 2, 3))
    books.write("open south.csv", open_list(4, 5, 6))
    load(books.folder, store)
    books.write("open south.csv", open_list(4, 6, 7))
    version = load(books.folder, store)
    assert rows(version, "invoice", "number", "number") == [(str(number),) for number in range(1, 8)]
    assert [number for number, balance in rows(version, "invoice", "number, balance") if balance == 0] == ["5"]


def test_a_list_that_would_close_more_than_half_asks_first(books, store):
    books.write("open.csv", open_list(*range(1, 11)))
    good = load(books.folder, store)
    books.write("open.csv", open_list(1, 2, 3, 4))
    with pytest.raises(LoadError) as error:
        load(books.folder, store)
    assert "The last good data stays until somebody confirms" in str(error.value)
    assert "open.csv: it would close 6 of the 10 invoices that were open in open.csv, exported" in str(error.value)
    (question,) = error.value.questions
    with pytest.raises(LoadError):
        load(books.folder, store)
    confirm(books.folder, question, store)
    version = load(books.folder, store)
    assert version.name != good.name
    assert [balance for (balance,) in rows(version, "invoice", "balance", "number::int")][4:] == [0] * 6
    assert load(books.folder, store) == version


def test_half_is_not_more_than_half(books, store):
    books.write("open.csv", open_list(1, 2, 3, 4))
    load(books.folder, store)
    books.write("open.csv", open_list(1, 2))
    assert rows(load(books.folder, store), "invoice", "count(*), sum(balance)") == [(4, Decimal(300))]


def test_a_confirmation_is_for_the_very_content(books, store):
    books.write("open.csv", open_list(*range(1, 11)))
    load(books.folder, store)
    books.write("open.csv", open_list(1, 2))
    with pytest.raises(LoadError) as error:
        load(books.folder, store)
    confirm(books.folder, error.value.questions[0], store)
    books.write("open.csv", open_list(1))
    with pytest.raises(LoadError, match="9 of the 10"):
        load(books.folder, store)
    books.write("renamed.csv", open_list(1, 2))
    (books.folder / "open.csv").unlink()
    assert rows(load(books.folder, store), "invoice", "sum(balance)") == [(Decimal(300),)]


def test_a_list_that_is_away_for_one_load_closes_when_it_comes_again(books, store):
    books.write("deals.csv", deals("1,Open,5,,Ana"))
    books.write("open.csv", open_list(1, 2, 3))
    load(books.folder, store)
    (books.folder / "open.csv").unlink()
    assert rows(load(books.folder, store), "invoice", "count(*)") == [(0,)]
    books.write("open.csv", open_list(1, 3))
    assert rows(load(books.folder, store), "invoice", "number, balance")[1] == ("2", Decimal(0))


def test_an_invoice_that_a_full_list_still_has_is_left_to_that_list(books, store):
    books.write("open.csv", open_list(1, 2, 3))
    load(books.folder, store)
    full = OPEN_LIST.replace('"open invoices"', '"invoices"').replace("open list", "full list")
    full = full.replace("Open balance", "Balance due").replace('"No."', '"Invoice"')
    books.write("columns/full_list.toml", full)
    books.write("open.csv", open_list(1, 3))
    books.write("all.csv", "Invoice,Customer,Due,Total,Balance due\n2,Customer 2,2026-05-31,200,150\n")
    version = load(books.folder, store)
    assert rows(version, "invoice", "number, balance")[1] == ("2", Decimal(150))


# --- older exports in the place of newer ones


def test_an_older_export_in_the_place_of_a_newer_one_does_not_turn_the_board_back(exports, store):
    exports.write("leads.csv", "lead_id,name,created_at\n1,Ana,2026-06-01\n2,Ben,2026-06-12\n")
    exports.write("deals.csv", "deal_id,stage,created_at\n1,Won,2026-06-10\n2,Open,2026-06-10\n")
    load(exports.folder, store)
    exports.write("leads.csv", "lead_id,name,created_at\n1,Ana,2026-06-01\n2,Ben,2026-06-12\n3,Cy,2026-06-14\n")
    exports.write("deals.csv", "deal_id,stage,created_at\n1,Open,2026-06-03\n")
    version = load(exports.folder, store)
    assert rows(version, "deal", "deal_id, stage, source_file") == [
        ("1", "Won", "deals.csv, exported 2026-06-10"),
        ("2", "Open", "deals.csv, exported 2026-06-10"),
    ]
    assert rows(version, "lead", "count(*)") == [(3,)]
    assert version.exported_on == date(2026, 6, 14)
    assert changes(version) == [("2026-06-10", "1", "stage", "Open", "Won")]
    files = rows(version, "import_file", "file_name, status, rows_read, rows_kept, rows_rejected")
    assert files == [
        ("deals.csv", "set aside", 1, 0, 1),
        ("deals.csv, exported 2026-06-10", "read", 2, 2, 0),
        ("leads.csv", "read", 3, 3, 0),
    ]
    (question,) = loads(exports.folder, store)[0].held_back
    assert question.file == "deals.csv"
    assert "an export of 2026-06-03, and the board holds one of 2026-06-10" in question.text
    assert load(exports.folder, store) == version

    exports.write("leads.csv", "lead_id,name,created_at\n1,Ana,2026-06-01\n2,Ben,2026-06-15\n")
    later = load(exports.folder, store)
    assert rows(later, "deal", "count(*)") == [(2,)]

    confirm(exports.folder, question, store)
    wanted = load(exports.folder, store)
    assert rows(wanted, "deal", "deal_id, stage, source_file") == [("1", "Open", "deals.csv")]


def test_an_older_open_list_closes_nothing(books, store):
    books.write("open 2026-06-08.csv", open_list(2, 3, 4))
    load(books.folder, store)
    (books.folder / "open 2026-06-08.csv").unlink()
    books.write("open 2026-06-01.csv", open_list(1, 2, 3))
    version = load(books.folder, store)
    assert rows(version, "invoice", "number, balance, source_file") == [
        (str(number), Decimal(100 * number), "open 2026-06-08.csv, exported 2026-06-08") for number in (2, 3, 4)
    ]
    (books.folder / "open 2026-06-01.csv").unlink()
    books.write("open 2026-06-15.csv", open_list(3, 4))
    assert rows(load(books.folder, store), "invoice", "number, balance, paid_on") == [
        ("2", Decimal(0), date(2026, 6, 15)),
        ("3", Decimal(300), None),
        ("4", Decimal(400), None),
    ]


def test_taking_the_newer_file_away_is_no_older_export(exports, store):
    exports.write("deals 2026-06-01.csv", deals("1,Open,5,,Ana"))
    exports.write("deals 2026-06-08.csv", deals("1,Won,5,,Ana"))
    load(exports.folder, store)
    (exports.folder / "deals 2026-06-08.csv").unlink()
    assert rows(load(exports.folder, store), "deal", "stage") == [("Open",)]


# --- undoing a load


def test_undoing_a_load_takes_its_changes_and_closed_invoices_back(books, store):
    books.write("deals.csv", deals("1,Open,5,,Ana"))
    books.write("open.csv", open_list(1, 2, 3))
    load(books.folder, store)
    books.write("deals.csv", deals("1,Lost,5,,Ana"))
    books.write("open.csv", open_list(1, 3))
    load(books.folder, store)
    undo(books.folder, store)
    books.write("deals.csv", deals("1,Won,5,,Ana"))
    books.write("open.csv", open_list(1, 2, 3))
    version = load(books.folder, store)
    assert [change[1:] for change in changes(version)] == [("1", "stage", "Open", "Won")]
    assert rows(version, "invoice", "sum(balance)") == [(Decimal(600),)]


def test_the_list_of_loads_says_what_each_changed(books, store):
    books.write("deals 2026-06-01.csv", deals("1,Open,5,,Ana", "2,Open,7,,Ben"))
    books.write("open.csv", open_list(1, 2, 3))
    load(books.folder, store)
    (books.folder / "deals 2026-06-01.csv").unlink()
    books.write("deals 2026-06-08.csv", deals("2,Won,7,,Ben", "3,Open,1,,Ana", "4,Open,2,,Ana"))
    books.write("open.csv", open_list(1, 3))
    load(books.folder, store)
    newest, first = loads(books.folder, store)
    assert newest.changes == {"deal": {"new": 2, "changed": 1, "gone": 1}, "invoice": {"closed": 1}}
    assert newest.changed == "deals: 2 new, 1 changed, 1 gone; invoices: 1 closed"
    assert first.changes == {"deal": {"new": 2}, "invoice": {"new": 3}}
    assert (newest.files, newest.rows, newest.is_current, first.is_current) == (2, 5, True, False)


# --- an open list beside full lists of the same invoices

FULL_LIST = OPEN_LIST.replace("open invoices of", "invoices of").replace('"open list"', '"full list"')
FULL_LIST = FULL_LIST.replace('"No."', '"Invoice"').replace("Open balance", "Balance due")
PLAIN_LIST = FULL_LIST.replace("Balance due", "Memo").replace('balance = "Memo"', 'issued_on = "Issued"')


def test_what_a_full_list_had_open_is_closed_by_a_newer_open_list(books, store):
    books.write("columns/full.toml", FULL_LIST)
    books.write(
        "all 2026-06-01.csv",
        "Invoice,Customer,Due,Total,Balance due\n1,A,,100,100\n2,B,,200,150\n3,C,,300,0\n",
    )
    books.write("open 2026-06-08.csv", open_list(1))
    version = load(books.folder, store)
    assert rows(version, "invoice", "number, balance, paid_on") == [
        ("1", Decimal(100), None),
        ("2", Decimal(0), date(2026, 6, 8)),
        ("3", Decimal(0), None),
    ]


def test_a_newer_full_list_tells_itself_what_is_open(books, store):
    books.write("columns/full.toml", FULL_LIST)
    books.write("all 2026-06-15.csv", "Invoice,Customer,Due,Total,Balance due\n2,B,2026-05-31,200,150\n")
    books.write("open 2026-06-01.csv", open_list(1, 2, 3))
    books.write("open 2026-06-08.csv", open_list(1, 3))
    version = load(books.folder, store)
    assert rows(version, "invoice", "number, balance, paid_on") == [
        ("1", Decimal(100), None),
        ("2", Decimal(150), None),
        ("3", Decimal(300), None),
    ]


def test_a_list_without_balances_is_settled_where_the_open_list_has_nothing(books, store):
    books.write("columns/plain.toml", PLAIN_LIST)
    books.write(
        "transactions 2026-06-20.csv",
        "Invoice,Customer,Due,Total,Memo,Issued\n1,A,,100,,2026-05-01\n2,B,,200,,2026-05-01\n9,C,,900,,2026-06-19\n",
    )
    books.write("open 2026-06-08.csv", open_list(1))
    version = load(books.folder, store)
    assert rows(version, "invoice", "number, balance, paid_on") == [
        ("1", Decimal(100), None),
        ("2", Decimal(0), None),
        ("9", None, None),
    ]
    assert ("settled", "note") in rows(version, "import_issue", "code, severity")
