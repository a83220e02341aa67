"""Real billing and bank exports, and files in the shape of real ones, where this machine has them.

What is wanted is added up from the bytes of each file, without the code that reads it for the board.
"""

import csv
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from data.reading.folder import read_folder
from data.settings import read_settings

NOW = datetime(2026, 11, 30, 12, 0)


@pytest.fixture(scope="session")
def shapes(real_exports: Path) -> Path:
    folder = real_exports.parent / "shapes"
    if not folder.is_dir():
        pytest.skip("no files in the shape of exports here")
    return folder


@pytest.fixture
def read_alone(exports, read):
    """Reads one file as it is, alone in a folder."""

    def reader(path: Path, settings: str = ""):
        if not path.exists():
            pytest.skip(f"no {path.name} here")
        exports.settings(settings)
        exports.write(path.name, path.read_bytes())
        return read(NOW)

    return reader


def records(path, encoding="utf-8-sig"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def add_up(texts):
    return sum((Decimal(text) for text in texts), Decimal(0))


def only_report(result):
    (report,) = result.reports.values()
    assert report.status == "read", report.message
    assert report.rows_read == report.rows_kept + report.rows_repeated + report.rows_rejected + report.rows_not_data
    return report


def test_stripe_invoices(real_exports, read_alone):
    path = real_exports / "vendor_samples/stripe/invoices.redacted.csv"
    result = read_alone(path)
    wanted = records(path)
    assert only_report(result).rows_kept == len(wanted) == 21
    assert result.rows("invoice", "invoice_id") == [row["id"] for row in wanted]
    assert result.rows("invoice", "total") == [Decimal(row["Total"]) for row in wanted]
    assert result.rows("invoice", "balance") == [
        Decimal(row["Amount Due"]) - Decimal(row["Amount Paid"]) for row in wanted
    ]
    assert result.rows("invoice", "issued_on") == [date.fromisoformat(row["Date (UTC)"][:10]) for row in wanted]
    assert result.rows("invoice", "due_on") == [date.fromisoformat(row["Due Date (UTC)"][:10]) for row in wanted]
    assert Counter(result.rows("invoice", "status")) == {"paid": 18, "draft": 3}
    assert only_report(result).exported_on == date(2023, 9, 8)


def test_stripe_payments(real_exports, read_alone):
    path = real_exports / "vendor_samples/stripe/unified_payments_2023.redacted.csv"
    result = read_alone(path)
    wanted = [row for row in records(path) if row["Status"] in ("Paid", "Refunded")]
    assert only_report(result).rows_kept == len(wanted) == 16
    net = [Decimal(row["Amount"]) - Decimal(row["Amount Refunded"]) for row in wanted]
    assert result.rows("payment", "amount") == net
    assert sum(net) == add_up(row["Amount"] for row in wanted) - Decimal("365.00")
    assert result.rows("payment", "invoice_id") == [row["Invoice ID"] or None for row in wanted]


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("unified_customers.header.csv", "customer"),
        ("unified_customers_2023.header.csv", "customer"),
        ("unified_payments_2026.header.csv", "payment"),
    ],
)
def test_files_with_nothing_but_headings_are_read(real_exports, read_alone, name, table):
    result = read_alone(real_exports / "vendor_samples/stripe" / name)
    report = only_report(result)
    assert (report.system, report.table, report.rows_read, report.rows_kept) == ("stripe", table, 0, 0)
    assert result.rows(table, "source_row") == []


def test_chase(real_exports, read_alone):
    path = real_exports / "vendor_samples/bank/ChaseNNNN_Activity_YYYYMMDD.redacted.CSV"
    result = read_alone(path)
    wanted = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    assert only_report(result).rows_kept == len(wanted)
    assert result.rows("cash_balance", "balance_on", "amount", "balance") == [
        (datetime.strptime(row[1], "%m/%d/%Y").date(), Decimal(row[3]), Decimal(row[5])) for row in wanted
    ]
    assert max(result.rows("cash_balance", "balance_on", "position", "balance"))[2] == Decimal("1264.46")
    assert set(result.rows("cash_balance", "bank_account")) == {"Chase"}


@pytest.fixture(scope="module")
def retail(real_exports):
    """The online retail set and its own records, read once."""
    path = real_exports / "online_retail/online_retail_invoices_derived.csv"
    if not path.exists():
        pytest.skip("no online retail set here")
    reading = read_folder(path.parent, read_settings(path.parent), NOW)
    yield reading, records(path)
    reading.connection.close()


def test_online_retail(retail):
    reading, wanted = retail
    (report,) = reading.reports
    assert (report.rows_read, report.rows_kept, report.exported_on) == (len(wanted), len(wanted), date(2011, 12, 9))
    found = reading.connection.execute(
        "select document, count(*), sum(total), min(issued_on), max(issued_on), count(customer_id) "
        'from "final invoice" group by document order by document'
    ).fetchall()
    means = {"C": "credit note", "A": "adjustment"}
    sums = {}
    for row in wanted:
        document = means.get(row["InvoiceNo"][0], "invoice")
        day = date.fromisoformat(row["InvoiceDate"][:10])
        count, total, first, last, known = sums.get(document, (0, Decimal(0), day, day, 0))
        sums[document] = (
            count + 1, total + Decimal(row["Amount"]), min(first, day), max(last, day), known + bool(row["CustomerID"]),
        )  # fmt: skip
    assert {row[0]: row[1:] for row in found} == sums
    assert sums["credit note"][0] == 3836


def test_cdnow(real_exports):
    path = real_exports / "cdnow/CDNOW_master.txt"
    if not path.exists():
        pytest.skip("no CDNOW set here")
    wanted = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
    reading = read_folder(path.parent, read_settings(path.parent), NOW)
    (report,) = reading.reports
    assert (report.rows_read, report.rows_kept, report.rows_rejected) == (len(wanted), len(wanted), 0)
    found = reading.connection.execute(
        "select count(*), count(distinct customer_id), sum(total), min(issued_on), max(issued_on), "
        'bool_and(paid_on = issued_on), count(distinct invoice_id) from "final invoice"'
    ).fetchall()
    first = reading.connection.execute(
        'select customer_id, issued_on, total from "final invoice" order by source_row limit 2'
    ).fetchall()
    reading.connection.close()
    days = [datetime.strptime(row[1], "%Y%m%d").date() for row in wanted]
    assert found == [
        (69659, len({row[0] for row in wanted}), add_up(row[3] for row in wanted), min(days), max(days), True, 69659)
    ]
    assert first == [("00001", date(2021, 1, 1), Decimal("11.77")), ("00002", date(2021, 1, 12), Decimal("12.00"))]


def report_rows(path, type_position, encoding="utf-8-sig"):
    """The records of a report: rows with a type in their place, below the headings."""
    with path.open(encoding=encoding, newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > type_position and not row[0].strip()]
    return [row for row in rows if row[type_position].strip() and "ype" not in row[type_position]]


def plain(text):
    """An amount of a report as a person reads it."""
    digits = text.replace("$", "").replace(",", "")
    return -Decimal(digits.strip("()")) if digits.startswith("(") else Decimal(digits)


def test_quickbooks_receivables(shapes, read_alone):
    path = shapes / "Example Co_A_R Aging Detail Report.csv"
    result = read_alone(path)
    wanted = report_rows(path, 2)
    assert result.rows("invoice", "balance") == [plain(row[7]) for row in wanted]
    assert sum(result.rows("invoice", "balance")) == Decimal("15449.50")
    assert result.rows("invoice", "document") == ["invoice", "credit note", "invoice", "credit note"]
    assert result.rows("invoice", "due_on") == [datetime.strptime(row[5], "%m/%d/%Y").date() for row in wanted]
    report = only_report(result)
    assert (report.rows_rejected, report.exported_on) == (0, date(2026, 11, 21))


def test_quickbooks_payables(shapes, read_alone):
    path = shapes / "Example Co_A_P Aging Detail Report.csv"
    result = read_alone(path)
    assert result.rows("bill", "vendor", "balance") == [(row[4], plain(row[8])) for row in report_rows(path, 2)]
    assert sum(result.rows("bill", "balance")) == Decimal("4850.25")
    assert only_report(result).exported_on == date(2026, 11, 21)


def test_quickbooks_desktop(shapes, read_alone):
    path = shapes / "qbd_open_invoices.csv"
    result = read_alone(path)
    assert result.rows("invoice", "customer_name", "balance") == [
        ("3000", plain(row[8])) for row in report_rows(path, 1)
    ]
    assert sum(result.rows("invoice", "balance")) == Decimal("150.00")


def test_xero_sales_invoices(shapes, read_alone):
    path = shapes / "SalesInvoices.csv"
    result = read_alone(path)
    once = {row["InvoiceNumber"]: row for row in records(path)}
    assert dict(result.rows("invoice", "number", "balance")) == {
        number: Decimal(row["InvoiceAmountDue"]) for number, row in once.items()
    }
    assert sum(result.rows("invoice", "total")) == Decimal("1150.00")
    # 13/11/2026 can only be day first.
    assert set(result.rows("invoice", "issued_on")) == {date(2026, 11, 3), date(2026, 11, 13)}


def test_bank_of_america(shapes, read_alone):
    result = read_alone(shapes / "bofa_stmt.csv")
    assert sorted(result.rows("cash_balance", "balance_on", "balance")) == [
        (date(2025, 1, 1), Decimal("1300.00")),
        (date(2025, 1, 27), Decimal("1150.00")),
        (date(2025, 6, 6), Decimal("1700.00")),
        (date(2026, 1, 1), Decimal("2410.02")),
    ]


def test_a_german_bank_without_balances(shapes, read_alone):
    result = read_alone(shapes / "bank_de_semicolon.csv")
    (report,) = result.reports.values()
    assert report.status == "set aside"
    assert "no column of balances" in report.message
    assert result.rows("cash_balance", "balance") == []
