"""The order of day and month is decided for a column, by a cell that settles it, else by what stands around it."""

from datetime import date, datetime

import pytest

LEADS = "lead_id,created_at,converted_at\n"


def leads(*dates: tuple[str, str]) -> str:
    return LEADS + "".join(f"{number},{made},{converted}\n" for number, (made, converted) in enumerate(dates, 1))


def test_another_column_of_the_file_settles_it(exports, read):
    exports.write("leads.csv", leads(("3/4/2026", "13/4/2026")))
    result = read()
    assert result.rows("lead", "created_at") == [datetime(2026, 4, 3)]
    report = result.reports["leads.csv"]
    assert report.date_order == "day first"
    assert report.date_order_proof == '"converted_at", line 2: "13/4/2026" can only be day first'


def test_another_file_of_the_system_settles_it(exports, read):
    exports.write("leads.csv", leads(("3/4/2026", "")))
    exports.write("deals.csv", "deal_id,stage,close_on\n1,Open,4/25/2026\n")
    result = read()
    assert result.rows("lead", "created_at") == [datetime(2026, 3, 4)]
    proof = result.reports["leads.csv"].date_order_proof
    assert proof == '"created_at", as "close_on" in deals.csv, line 2: "4/25/2026"'


def test_a_file_of_another_system_settles_nothing(exports, read):
    exports.write("leads.csv", leads(("3/4/2026", "")))
    exports.write(
        "bank.csv",
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\nX,04/25/2026,x,1.00,Y,2.00,,\n",
    )
    assert read().reports["leads.csv"].status == "refused"


def test_columns_that_disagree_settle_nothing(exports, read):
    exports.write("leads.csv", leads(("3/4/2026", "")))
    exports.write("deals.csv", "deal_id,stage,close_on,created_at\n1,Open,4/25/2026,25/4/2026\n")
    reports = read().reports
    assert reports["leads.csv"].status == "refused"
    assert reports["deals.csv"].status == "read"


def test_the_proof_beats_the_settings(exports, read):
    exports.settings('date_order = "day first"')
    exports.write("leads.csv", leads(("3/4/2026", ""), ("4/25/2026", "")))
    assert read().rows("lead", "created_at")[0] == datetime(2026, 3, 4)


def test_a_vendor_that_always_writes_one_order_needs_no_proof(exports, read):
    exports.write(
        "bank.csv",
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\nX,03/04/2026,x,1.00,Y,2.00,,\n",
    )
    result = read()
    assert result.rows("cash_balance", "balance_on") == [date(2026, 3, 4)]
    assert "Chase account activity always writes it so" in result.reports["bank.csv"].date_order_proof


def test_a_date_that_reads_the_same_both_ways_needs_no_order(exports, read):
    exports.write("targets.csv", "rep_name,metric,month,value\nAna,referrals,1/1/2026,5\n")
    assert read().rows("target", "month") == [date(2026, 1, 1)]


def test_an_ambiguous_column_that_fills_nothing_does_not_stop_a_file(exports, read):
    exports.write(
        "columns/shop_orders.toml",
        'system = "shop"\nkind = "orders"\ntable = "invoice"\nrequired = ["Order", "Paid", "Touched"]\n'
        'key = ["invoice_id"]\nexported_on = ["Touched"]\n[columns]\ninvoice_id = "Order"\ntotal = "Paid"\n',
    )
    exports.write("orders.csv", "Order,Paid,Touched\n1,5.00,3/4/2026\n")
    report = read().reports["orders.csv"]
    assert (report.status, report.exported_on_proof) == ("read", "the time of the file")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2/3/26", datetime(2026, 3, 2)),
        ("02-03-2026 09:05", datetime(2026, 3, 2, 9, 5)),
        ("2/3/26 9:05 PM", datetime(2026, 3, 2, 21, 5)),
        ("2/3/2026, 9:05:07\u202fpm", datetime(2026, 3, 2, 21, 5, 7)),
        ("2/3/2026 12:00 AM", datetime(2026, 3, 2)),
        ("2-Mar-26", datetime(2026, 3, 2)),
        ("2 March 2026", datetime(2026, 3, 2)),
        ("2.3.26", datetime(2026, 3, 2)),
        ("20260302", datetime(2026, 3, 2)),
        ("2026-03-02T09:05:07.123456", datetime(2026, 3, 2, 9, 5, 7, 123456)),
    ],
)
def test_a_form_of_date(exports, read, cell, expected):
    exports.settings('date_order = "day first"')
    exports.write("leads.csv", f'lead_id,created_at\n1,"{cell}"\n')
    assert read().rows("lead", "created_at") == [expected]


@pytest.mark.parametrize("cell", ["31.02.2026", "2026-13-01", "2026-06-01 25:00", "15 Foo, 2026", "99/99/2026", "soon"])
def test_what_is_no_date_is_rejected_with_its_line(exports, read, cell):
    exports.settings('date_order = "day first"')
    exports.write("leads.csv", f'lead_id,created_at\n1,"{cell}"\n2,2026-06-01\n')
    result = read()
    assert result.rows("lead", "lead_id") == ["2"]
    assert result.issues("rejected") == [("leads.csv", 2, "not a date or time")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-06-01T02:00:00Z", datetime(2026, 5, 31, 22)),
        ("2026-01-01T02:00:00+00:00", datetime(2025, 12, 31, 21)),
        ("2026-06-01T02:00:00-0400", datetime(2026, 6, 1, 2)),
        ("2026-06-01T02:00:00-04:30", datetime(2026, 6, 1, 2, 30)),
        ("2026-06-01 02:00:00.000 UTC", datetime(2026, 5, 31, 22)),
        ("2026-06-01 02:00:00", datetime(2026, 6, 1, 2)),
        ("2026-06-01", datetime(2026, 6, 1)),
    ],
)
def test_zones_become_business_time(exports, read, cell, expected):
    exports.settings('timezone = "America/New_York"')
    exports.write("leads.csv", f"lead_id,created_at\n1,{cell}\n")
    assert read().rows("lead", "created_at") == [expected]


def test_a_midnight_with_a_zone_stays_the_day_that_is_written(exports, read):
    exports.settings('timezone = "America/New_York"')
    exports.write("deals.csv", "deal_id,stage,close_on\n1,Open,2026-06-01T00:00:00.000Z\n2,Open,2026-06-01T02:00:00Z\n")
    assert read().rows("deal", "close_on") == [date(2026, 6, 1), date(2026, 5, 31)]


def test_salesforce_times_without_a_zone_are_utc(exports, read):
    exports.settings('timezone = "America/New_York"')
    exports.write(
        "Opportunity.csv",
        "Id,Name,StageName,CloseDate,OwnerId,CreatedDate\n"
        "006A,Deal,Open,2026-06-01 00:00:00,005A,2026-06-01 02:00:00\n",
    )
    assert read().rows("deal", "close_on", "created_at") == [(date(2026, 6, 1), datetime(2026, 5, 31, 22))]
