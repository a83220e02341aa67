"""Each file in awkward/ is one way in which exports are odd; its name says which."""

from datetime import datetime
from decimal import Decimal

import pytest


def test_byte_order_mark_does_not_stick_to_the_first_heading(exports, read):
    exports.awkward("byte_order_mark.csv")
    result = read()
    assert result.rows("lead", "lead_id", "name") == [("007", "Ana")]
    assert result.reports["byte_order_mark.csv"].encoding == "UTF-8 with BOM"


def test_utf16_with_tabs(exports, read):
    exports.awkward("utf16_tabs_from_excel.csv")
    result = read()
    assert result.rows("lead", "name") == ["Zoë"]
    report = result.reports["utf16_tabs_from_excel.csv"]
    assert (report.encoding, report.delimiter) == ("UTF-16", "tab")


def test_windows_1252_with_euro(exports, read):
    exports.awkward("windows_1252_with_euro.csv")
    assert read().rows("invoice", "customer_name", "total", "currency") == [
        ("Müller", Decimal("1234.50"), "EUR"),
        ("Größe", Decimal("-10.00"), "EUR"),
    ]


def test_old_mac_line_ends(exports, read):
    exports.awkward("old_mac_line_ends.csv")
    assert read().rows("lead", "name", "source_row") == [("Ana", 2), ("Ben", 3)]


def test_a_newline_inside_quotes_keeps_the_lines_right(exports, read):
    exports.awkward("newline_inside_quotes.csv")
    result = read()
    assert result.rows("lead", "name", "source_row") == [("Ana\nof Bergen", 2), ("Cy", 5)]
    assert result.messages() == [
        'newline_inside_quotes.csv, line 4: "created_at" should be a date or time, but it is "soon".'
    ]


def test_title_lines_above_the_headings(exports, read):
    exports.awkward("title_lines_above.csv")
    result = read()
    assert result.rows("lead", "name", "source_row") == [("Ana", 5)]
    assert result.reports["title_lines_above.csv"].header_row == 4


def test_a_footer_is_no_row_of_the_list(exports, read):
    exports.awkward("footer_below.csv")
    result = read()
    assert result.rows("lead", "name") == ["Ana"]
    assert result.issues("not data") == [
        ("footer_below.csv", 4, "subtotal"),
        ("footer_below.csv", 5, "footer"),
    ]


def test_decimal_comma_is_decided_for_the_column(exports, read):
    exports.awkward("semicolons_and_decimal_comma.csv")
    result = read()
    assert result.rows("invoice", "total") == [Decimal("1234.56"), Decimal("10000.00"), Decimal("-0.50")]
    report = result.reports["semicolons_and_decimal_comma.csv"]
    assert (report.decimal_mark, report.totals) == (",", {"total": "11234.06"})


@pytest.mark.parametrize(("mark", "first"), [(".", Decimal("1.00")), (",", Decimal("1000.00"))])
def test_a_lone_point_before_three_digits_is_asked(exports, read, mark, first):
    exports.awkward("thousands_or_decimals.csv")
    report = read().reports["thousands_or_decimals.csv"]
    assert report.status == "refused"
    assert 'line 2 "1.000" may be thousands or decimals' in report.message
    assert "decimal_mark" in report.message
    exports.settings(f'decimal_mark = "{mark}"')
    assert read().rows("invoice", "total")[0] == first


def test_two_decimal_marks_in_one_column_are_refused(exports, read):
    exports.awkward("two_decimal_marks.csv")
    message = read().reports["two_decimal_marks.csv"].message
    assert 'line 2 "1,234.50" has a point, line 3 "1.234,50" has a comma' in message


@pytest.mark.parametrize(
    ("order", "first"), [("day first", datetime(2026, 4, 3)), ("month first", datetime(2026, 3, 4))]
)
def test_dates_that_could_be_either_are_asked(exports, read, order, first):
    exports.awkward("dates_that_could_be_either.csv")
    report = read().reports["dates_that_could_be_either.csv"]
    assert report.status == "refused"
    assert (report.rows_read, report.rows_rejected) == (2, 2)
    assert "date_order" in report.message
    exports.settings(f'date_order = "{order}"')
    assert read().rows("lead", "created_at")[0] == first


def test_dates_that_contradict_are_refused_with_a_line_for_each(exports, read):
    exports.awkward("dates_that_contradict.csv")
    message = read().reports["dates_that_contradict.csv"].message
    assert 'line 2 "13/04/2026" can only be day first, line 3 "04/25/2026" can only be month first' in message


def test_one_date_settles_the_whole_column(exports, read):
    exports.awkward("one_date_settles_all.csv")
    result = read()
    assert result.rows("lead", "created_at") == [datetime(2026, 3, 4), datetime(2026, 4, 25), datetime(2026, 5, 6)]
    report = result.reports["one_date_settles_all.csv"]
    assert report.date_order == "month first"
    assert report.date_order_proof == '"created_at", line 3: "4/25/2026" can only be month first'


def test_forms_that_cannot_be_mistaken_may_mix(exports, read):
    exports.awkward("many_forms_of_one_day.csv")
    result = read()
    assert result.rows("lead", "created_at") == [datetime(2026, 4, 15, 18, 55)] * 10
    assert result.reports["many_forms_of_one_day.csv"].date_order is None


def test_blank_cells_beyond_the_headings_are_fine_and_others_are_not(exports, read):
    exports.awkward("trailing_commas.csv")
    result = read()
    assert result.rows("lead", "lead_id", "name") == [("1", "Ana"), ("3", None)]
    assert result.issues("rejected") == [("trailing_commas.csv", 3, "too many cells")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cut_off_inside_a_quote.csv", "the quoted cell that begins in line 3 never ends"),
        ("cut_off_in_the_last_line.csv", "its last line 3 has 2 of 3 cells"),
    ],
)
def test_a_file_that_is_cut_off_is_refused(exports, read, name, words):
    exports.awkward(name)
    report = read().reports[name]
    assert report.status == "refused"
    assert words in report.message


def test_money_in_every_dress(exports, read):
    exports.awkward("money_in_every_dress.csv")
    result = read()
    assert dict(result.rows("invoice", "invoice_id", "total")) == {
        "plain": Decimal("1234.50"),
        "thousands": Decimal("1234.50"),
        "dollar": Decimal("1234.50"),
        "dollar with space": Decimal("1234.50"),
        "parentheses": Decimal("-1234.50"),
        "minus behind": Decimal("-1234.50"),
        "guarded": Decimal("-1234.50"),
        "code before": Decimal("1234.50"),
        "code behind": Decimal("1234.50"),
        "narrow spaces": Decimal("1234.50"),
        "short form": Decimal("1200.00"),
        "nothing": None,
    }
    assert result.issues("rejected") == [("money_in_every_dress.csv", 13, "not an amount of money")]
    currencies = dict(result.rows("invoice", "invoice_id", "currency"))
    assert (currencies["dollar"], currencies["code behind"], currencies["plain"]) == ("USD", "EUR", None)


def test_text_stays_text(exports, read):
    exports.awkward("hostile_text.csv")
    assert read().rows("lead", "lead_id", "name") == [
        ("=1+1", "<script>alert(1)</script>"),
        ("a'; drop table issue; --", '**bold** "quoted"'),
    ]


def test_an_empty_file_is_refused_and_a_list_of_nothing_is_not(exports, read):
    exports.awkward("empty.csv", "headings_only.csv")
    reports = read().reports
    assert (reports["empty.csv"].status, reports["empty.csv"].message) == ("refused", "The file is empty.")
    assert (reports["headings_only.csv"].status, reports["headings_only.csv"].rows_read) == ("read", 0)


def test_unknown_headings_are_refused(exports, read):
    exports.awkward("headings_of_nobody.csv")
    assert "No line of the file has the headings" in read().reports["headings_of_nobody.csv"].message


def test_of_two_equal_headings_the_first_counts(exports, read):
    exports.awkward("headings_twice.csv")
    result = read()
    assert result.rows("lead", "name") == ["Ana"]
    assert result.issues("note") == [("headings_twice.csv", 1, "repeated heading")]


def test_the_guard_before_what_looks_like_a_formula_is_no_part_of_the_text(exports, read):
    exports.write("leads.csv", "lead_id,created_at,name\n1,2026-06-01,'-Ana\n2,2026-06-01,'s Hertogenbosch\n")
    assert read().rows("lead", "name") == ["-Ana", "'s Hertogenbosch"]
