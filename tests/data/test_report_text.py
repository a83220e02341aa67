"""The report of a folder as a person reads it in a terminal."""

from data.reading.reports import ColumnReport, FileReport, Reason
from data.report_text import as_text

DECIDED = ColumnReport(
    "deal", "close_on", "Close Date", "month first", 'line 3: "4/25/2026" can only be month first', 2, 1,
    (("4/25/2026", "2026-04-25"),),
)  # fmt: skip
PLAIN = ColumnReport("deal", "stage", "Stage", "", "", 3, 0, (("Open", "Open"),))


def report(**more) -> FileReport:
    counted = {"rows_read": 6, "rows_kept": 2, "rows_repeated": 1, "rows_rejected": 1, "rows_not_data": 2}
    told = {"encoding": "UTF-8", "delimiter": "comma", "header_row": 1, "columns": [DECIDED, PLAIN]}
    return FileReport("deals.csv", message="as deals of the CRM", **(counted | told | more))


def test_the_rows_add_up_with_those_that_are_no_record():
    lines = as_text([report()]).splitlines()
    assert "  rows           6 read = 2 kept + 1 repeated + 1 rejected + 2 no record" in lines
    assert lines[-1] == "6 rows read = 2 kept + 1 repeated + 1 rejected + 2 no record"


def test_a_plain_list_does_not_speak_of_what_it_has_not():
    text = as_text([report(rows_read=4, rows_not_data=0)])
    assert "4 read = 2 kept + 1 repeated + 1 rejected\n" in text
    assert "no record" not in text


def test_only_columns_that_took_a_decision_are_shown():
    text = as_text([report()])
    assert '  columns        month first: "Close Date", line 3: "4/25/2026" can only be month first\n' in text
    assert "Stage" not in text


def test_all_columns_are_shown_with_counts_and_an_example_where_asked():
    lines = as_text([report()], columns=True).splitlines()
    assert (
        '  columns        month first: "Close Date", line 3: "4/25/2026" can only be month first '
        "(deal.close_on: 2 filled, 1 blank, such as 4/25/2026 -> 2026-04-25)"
    ) in lines
    assert '                 as it is: "Stage" (deal.stage: 3 filled, 0 blank, such as Open)' in lines


def test_a_note_is_told_without_the_name_of_its_file():
    note = Reason("blank mark", "note", 'deals.csv: "amount": "-" read as blank (1 cell).', 1, [])
    assert '                 such as "amount": "-" read as blank (1 cell).' in as_text([report(reasons=[note])])


def test_no_files():
    assert as_text([]) == "There is no export in the folder."
