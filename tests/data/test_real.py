"""Real exports, where this machine has them: the counts and sums that a person finds in the files."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import pytest


def counts(result, table):
    return len(result.rows(table, "source_row"))


def total(result, table, column, where=lambda row: True, beside="source_row"):
    found = result.rows(table, column, beside)
    return sum((amount for amount, other in found if amount is not None and where(other)), Decimal(0))


@pytest.mark.parametrize(
    "name",
    [
        "zoho_crm",
        "xero",
        "ibm_receivables",
        "maven_crm",
        "salesforce_workshop",
        "vendor_samples/salesforce_data_export",
    ],
)
def test_every_row_of_a_set_is_accounted_for(real, name):
    result = real(name)
    for report in result.reports.values():
        counted = report.rows_kept + report.rows_repeated + report.rows_rejected + report.rows_not_data
        assert report.rows_read == counted, report.file
        assert report.status in ("read", "set aside"), report.message
        if report.status == "read":
            assert report.rows_rejected == 0, report.reasons
    tables = ("rep", "account", "contact", "lead", "activity", "deal", "deal_change", "customer", "invoice", "bill")
    # A row of a history tells several changes.
    kept = sum(len(set(result.rows(table, "source_file", "source_row"))) for table in tables)
    assert kept == sum(report.rows_kept for report in result.reports.values())


def test_zoho_counts(real):
    result = real("zoho_crm")
    calls = result.reports["Calls.csv"]
    assert (calls.rows_read, calls.rows_kept, calls.rows_repeated) == (4100, 399, 3701)
    types = Counter(result.rows("activity", "activity_type"))
    assert types == {"call": 399, "meeting": 2978, "task": 2978}
    tables = ("lead", "deal", "account", "contact", "invoice", "rep", "activity_link")
    assert [counts(result, table) for table in tables] == [3900, 3632, 2229, 1265, 1300, 11, 6048]
    aside = [report.file for report in result.reports.values() if report.status == "set aside"]
    assert aside == ["Campaign_Lead_Status.csv", "Campaigns.csv", "Sales_Orders.csv"]


def test_zoho_values(real):
    result = real("zoho_crm")
    assert total(result, "deal", "amount") == Decimal("231380900.00")
    assert total(result, "deal", "amount", lambda outcome: outcome == "open", "outcome") == Decimal("110255300.00")
    assert Counter(result.rows("deal", "outcome")) == {"open": 1722, "won": 1425, "lost": 485}
    assert total(result, "invoice", "total") == Decimal("16030187.00")
    assert result.rows("invoice", "total").count(None) == 270
    assert Counter(result.rows("lead", "is_converted")) == {True: 3632, False: 268}
    first = result.rows("deal", "deal_id", "lead_id", "close_on", "created_at", "currency", "source_row")[0]
    made = datetime(2021, 4, 15, 0, 2)
    assert first == ("1832 | Lewis, James | 15 Apr, 2021 00:02:00", "1832", date(2021, 4, 16), made, "USD", 2)
    assert "Santa Cruz Clara" in result.rows("rep", "name")
    assert not {"0", "-1"} & set(result.rows("activity_link", "target_id"))
    assert result.reading.newest_export == date(2021, 4, 20)


def test_xero_splits_documents_into_invoices_and_bills(real):
    result = real("xero")
    assert (counts(result, "invoice"), counts(result, "bill"), counts(result, "customer")) == (117, 484, 152)
    assert total(result, "invoice", "total") == Decimal("406541.59")
    assert total(result, "invoice", "balance") == Decimal("42841.00")
    assert total(result, "bill", "paid") == Decimal("54648.35")
    statuses = Counter(result.rows("bill", "status"))
    assert statuses == {"AUTHORISED": 3, "PAID": 473, "VOIDED": 8}
    assert {type(rate) for rate in result.rows("invoice", "currency_rate")} == {Decimal}
    assert result.reading.newest_export == date(2021, 3, 18)


def test_receivables(real):
    result = real("ibm_receivables")
    (report,) = result.reports.values()
    assert (report.rows_kept, report.totals) == (2466, {"total": "147703.18"})
    assert report.date_order_proof == '"InvoiceDate", line 3: "1/26/2013" can only be month first'
    assert "0000611365" in result.rows("invoice", "invoice_id")
    assert sum(number.startswith("0") for number in result.rows("invoice", "invoice_id")) == 266
    day = date(2013, 6, 30)
    open_then = [
        amount
        for amount, issued, paid in result.rows("invoice", "total", "issued_on", "paid_on")
        if issued <= day < paid
    ]
    assert (len(open_then), sum(open_then)) == (84, Decimal("5119.85"))


def test_sales_practice_set(real):
    result = real("maven_crm")
    assert [counts(result, table) for table in ("deal", "account", "rep")] == [8800, 85, 35]
    assert total(result, "deal", "closed_amount") == Decimal("10005534.00")
    assert result.rows("deal", "closed_amount").count(None) == 2089
    assert result.rows("rep", "name", "manager", "team")[0] == ("Anna Snelling", "Dustin Brinkmann", "Central")


def test_salesforce_by_data_loader(real):
    result = real("salesforce_workshop")
    tables = ("lead", "deal", "activity", "account", "contact")
    assert [counts(result, table) for table in tables] == [60, 50, 75, 22, 102]
    assert total(result, "deal", "amount") == Decimal("43603545.98")
    assert Counter(result.rows("deal", "is_closed", "is_won")) == {
        (False, False): 35,
        (True, True): 12,
        (True, False): 3,
    }
    assert result.rows("deal", "created_at")[0] == datetime(2024, 1, 22, 16, 14, 25)
    links = Counter(result.rows("activity_link", "target_kind"))
    assert links == {"contact": 60, "lead": 15, "account": 30}


def test_salesforce_data_export(real):
    result = real("vendor_samples/salesforce_data_export")
    assert set(result.rows("lead", "converted_account_id")) == {None}
    assert set(result.rows("account", "parent_id")) == {None}
    assert total(result, "deal", "amount") == Decimal("5760000.00")
    assert Counter(result.rows("rep", "is_person")) == {True: 3, False: 5}
    assert result.rows("deal", "close_on")[0] == date(2023, 9, 6)


def test_bank_activity_with_more_cells_than_headings(real):
    result = real("vendor_samples/bank")
    assert counts(result, "cash_balance") == 12
    newest = max(result.rows("cash_balance", "balance_on", "position", "balance"))
    assert (newest[0], newest[2]) == (date(2023, 8, 23), Decimal("1264.46"))
