"""Records, headings that come again, sections, subtotals and footers, told apart by hand-made rows."""

import pytest

from data.reading.row_kinds import Row, as_of, is_bucket, is_heading_again, kinds_in_list, outline

HEADINGS = ["", "Date", "Num", "Balance"]


@pytest.mark.parametrize(
    "section",
    [
        "Current", "CURRENT", "1 - 30", "1-30 days past due", "31 – 60", "61 to 90 days", "> 90", "91+", "91 + days",
        "91 or more days past due", "Over 90 days", "< 1 Month", "1 Month", "2 months", "Older", "Not due yet",
        "0 - 30",
        "90 days and over", "30 days overdue",
    ],
)  # fmt: skip
def test_ages(section):
    assert is_bucket(section)


@pytest.mark.parametrize(
    "section",
    [
        "3000", "24-7", "7-11", "9 to 5", "Current Affairs", "Older & Wiser", "30 Days of Night", "3 Months Ltd",
        "1 - 30 Club", "Total", "", "90 - 30",
    ],
)  # fmt: skip
def test_names_that_are_no_ages(section):
    assert is_bucket(section) == (section in ("7-11",))  # nobody can tell


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("As of November 21, 2026", "November 21, 2026"),
        ("As at 31 March 2026", "31 March 2026"),
        ("A/R Aging Detail as of  6/30/2026.", "6/30/2026"),
        ("Stand: 30.06.2026", "30.06.2026"),
        ("as of today", None),
        ("They stand for quality", None),
        ("Accrual Basis Tuesday, June 30, 2026", None),
    ],
)
def test_the_day_of_a_report(text, day):
    assert as_of(["Foundry, Inc", text]) == day


def test_headings_again():
    assert is_heading_again(["ID ", "Name*"], ["Id", "Name"])
    assert is_heading_again(["Id", "Name", "", ""], ["Id", "Name", ""])
    assert not is_heading_again(["Id", "Name", "Total"], ["Id", "Name"])
    assert not is_heading_again(["Id"], ["Id", "Name"])
    assert not is_heading_again(["", ""], ["", ""])
    assert not is_heading_again([], ["Id"])


def rows(*cells: str, first_line: int = 2) -> list[Row]:
    return [Row(line, row.split(",")) for line, row in enumerate(cells, start=first_line)]


def in_list(*cells: str, last_record: int = 0, ends: bool = True) -> list[tuple[int, str]]:
    found = kinds_in_list(rows(*cells), ["Id", "Name", "Amount"], last_record, ends)
    return [(row.line, row.kind) for row in found]


def test_the_odd_rows_of_a_list():
    assert in_list("Total,,5", "Id,Name,Amount", ",Acme Total,5", "Made by Ana,,", last_record=1) == [
        (2, "subtotal"), (3, "headings again"), (4, "subtotal"), (5, "footer"),
    ]  # fmt: skip


def test_a_row_that_only_lacks_something_is_a_record_after_all():
    assert in_list(",Total Wine,five", ",Acme,5", "Ana,,", last_record=9) == []


@pytest.mark.parametrize("cell", ["A", "Total"])
def test_a_cell_at_the_very_end_may_be_the_beginning_of_a_row(cell):
    assert in_list(cell, last_record=1, ends=False) == []
    assert in_list(cell, last_record=1, ends=True) != []
    behind_a_blank_line = [Row(4, [cell], after_blank=True)]
    assert kinds_in_list(behind_a_blank_line, ["Id", "Name"], 2, ends_with_newline=False) != []


def test_below_a_total_a_cell_is_a_footer():
    assert in_list("Total,,5", "Made by Ana", last_record=1, ends=False) == [(2, "subtotal"), (3, "footer")]


def sorted_out(*cells: str, ends: bool = True):
    found = outline(rows(*cells), HEADINGS, ends)
    records = [(record.line, record.section, record.bucket) for record in found.records]
    return records, [(row.line, row.kind) for row in found.others]


def test_sections_and_totals():
    assert sorted_out(
        "Acme,,,", ",1/2,7,5", "Total Acme,,,5", "Bolt,,,", ",1/2,8,5", "Total Bolt,,,5", "TOTAL,,,10"
    ) == (
        [(3, "Acme", None), (6, "Bolt", None)],
        [(2, "section"), (4, "subtotal"), (5, "section"), (7, "subtotal"), (8, "subtotal")],
    )


def test_a_section_without_a_total_ends_where_the_next_begins():
    assert sorted_out("Acme,,,", ",1/2,7,5", "Bolt,,,", ",1/2,8,5")[0] == [(3, "Acme", None), (5, "Bolt", None)]


def test_below_its_total_a_section_is_over():
    assert sorted_out("Acme,,,", ",1/2,7,5", "Total Acme,,,5", ",1/2,8,5")[0] == [(3, "Acme", None), (5, None, None)]


def test_customers_within_ages_and_jobs_within_customers():
    report = [
        "Current,,,",
        "Acme,,,",
        "Roof,,,",
        ",1/2,7,5",
        "Total Roof,,,5",
        ",1/2,8,5",
        "Total Acme,,,5",
        "Total Current,,,5",
    ]
    assert sorted_out(*report)[0] == [(5, "Acme:Roof", "Current"), (7, "Acme", "Current")]


def test_the_total_of_an_age_that_says_nothing_of_its_customers():
    assert sorted_out("Current,,,", ",1/2,7,5", "Older,,,", ",1/2,8,5", "Total,,,9")[0] == [
        (3, None, "Current"), (5, None, "Older"),
    ]  # fmt: skip


def test_a_list_of_sums_has_customers_called_total():
    records, others = sorted_out("Acme,5,5,5", "Total Wine,5,5,5", "TOTAL,10,10,10")
    assert [line for line, *_ in records] == [2, 3]
    assert others == [(4, "subtotal")]


def test_parents_in_a_list_of_sums_are_added_up():
    records, _ = sorted_out("Acme,5,5,5", "Roof,1,1,1", "Total Acme,6,6,6", "TOTAL,6,6,6")
    assert [line for line, *_ in records] == [2, 3]


def test_the_end_of_a_report_that_breaks_off_is_no_footer():
    assert sorted_out("Acme,,,", ",1/2,7,5", "Tot", ends=False)[0][-1] == (4, None, None)
    assert sorted_out("Acme,,,", ",1/2,7,5", "Total,,,5", "Accrual Ba", ends=False)[1][-1] == (5, "footer")
    assert sorted_out("Acme,,,", ",1/2,7,5", "Made by Ana", ends=True)[1][-1] == (4, "footer")


def test_a_report_of_nothing():
    assert sorted_out() == ([], [])
    assert sorted_out("No transactions,,,") == ([], [(2, "footer")])
