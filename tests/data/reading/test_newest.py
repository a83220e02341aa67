from datetime import date, datetime

import pytest

from data.reading.newest import day_in_name, told_day, untold_day

TODAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 12)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("deals-2026-06-15.csv", date(2026, 6, 15)),
        ("Deals_2026_06_15.csv", date(2026, 6, 15)),
        ("Chase1234_Activity_20260615.CSV", date(2026, 6, 15)),
        ("ytd-2025-01-15-to-2026-06-15.csv", date(2026, 6, 15)),
        ("2026-06-15/deals.csv", None),  # the name of the file counts, not of its folder
        ("deals-2026-07-15.csv", None),  # not here yet
        ("deals-2026-02-31.csv", None),
        ("report1642777476321.csv", None),
        ("deals.csv", None),
    ],
)
def test_the_day_in_a_file_name(name, expected):
    assert day_in_name(name, TODAY) == expected


def test_the_name_comes_before_the_records_and_they_before_the_time():
    evidence = (datetime(2026, 6, 20, 9), "Created Time")
    assert told_day("deals-2026-06-15.csv", evidence, NOW) == (date(2026, 6, 15), "the date in the file name")
    assert told_day("deals.csv", evidence, NOW) == (date(2026, 6, 20), 'the newest "Created Time"')
    assert told_day("deals.csv", None, NOW) is None
    assert untold_day(datetime(2026, 6, 29), date(2026, 6, 20), NOW)[0] == date(2026, 6, 20)
    assert untold_day(datetime(2026, 6, 10), date(2026, 6, 20), NOW)[0] == date(2026, 6, 10)
    assert untold_day(datetime(2026, 8, 1), None, NOW) == (TODAY, "the time of the file")


def test_records_from_the_future_say_nothing_about_the_export(exports, read):
    exports.write("leads.csv", "lead_id,created_at\n1,2026-06-20\n2,2027-01-01\n")
    report = read().reports["leads.csv"]
    assert (report.exported_on, report.rows_kept) == (date(2026, 6, 20), 2)
