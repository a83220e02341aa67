"""Exports of billing systems and banks as their vendors write them: titles, sections, totals and all.

Every amount that a file adds up itself is held against what was read.
"""

# ruff: noqa: E501 (a row of an export is as long as it is)

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from data.check import check
from data.store import load

NOW = datetime(2026, 11, 30, 12, 0)
MONTH_FIRST = 'date_order = "month first"'
DAY_FIRST = 'date_order = "day first"'


def money(text):
    return None if text is None else Decimal(text)


def amounts(*texts):
    return [money(text) for text in texts]


def counts(report):
    return report.rows_read, report.rows_kept, report.rows_repeated, report.rows_rejected, report.rows_not_data


def lines(*rows, end="\n"):
    return end.join(rows) + end


def workbook(*rows, title="Sheet1"):
    """The bytes of an Excel file with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# Stripe

STRIPE_INVOICES = lines(
    "id,Amount Due,Billing,Closed,Currency,Customer,Date (UTC),Due Date (UTC),Number,Paid,Subscription,Subtotal,"
    "Total Discount Amount,Applied Coupons,Tax,Tax Percent,Total,Amount Paid,Status",
    "in_1,160.00,send_invoice,true,usd,cus_a,2026-09-08 00:38,2026-10-08 00:38,A-0001,true,,160.00,0.00,,,,160.00,160.00,paid",
    "in_2,250.50,send_invoice,false,usd,cus_a,2026-10-02 14:00,2026-11-01 14:00,A-0002,false,,250.50,0.00,,,,250.50,100.00,open",
    "in_3,80.00,send_invoice,false,eur,cus_b,2026-10-03 09:15,2026-11-02 09:15,,false,,80.00,0.00,,,,80.00,0.00,draft",
    "in_4,40.00,charge_automatically,true,usd,cus_b,2026-10-04 09:15,,B-0001,false,,40.00,0.00,,,,40.00,0.00,void",
    "in_5,30.00,charge_automatically,true,usd,cus_b,2026-10-05 09:15,,B-0002,false,,30.00,0.00,,,,30.00,0.00,uncollectible",
)


def test_stripe_invoices_are_open_for_what_is_due_less_what_is_paid(exports, read):
    exports.write("invoices.csv", STRIPE_INVOICES)
    result = read(NOW)
    assert result.rows("invoice", "invoice_id", "balance") == [
        ("in_1", money("0.00")),
        ("in_2", money("150.50")),
        ("in_3", money("80.00")),
        ("in_4", money("40.00")),
        ("in_5", money("30.00")),
    ]
    assert result.rows("invoice", "status") == ["paid", "open", "draft", "void", "uncollectible"]
    assert result.rows("invoice", "number", "customer_id", "issued_on", "due_on", "total", "paid", "currency")[1] == (
        "A-0002", "cus_a", date(2026, 10, 2), date(2026, 11, 1), money("250.50"), money("100.00"), "usd",
    )  # fmt: skip
    assert result.reports["invoices.csv"].exported_on == date(2026, 10, 5)


def test_stripe_tells_times_in_utc(exports, read):
    exports.settings('timezone = "America/New_York"')
    exports.write("invoices.csv", STRIPE_INVOICES)
    assert read(NOW).rows("invoice", "issued_on")[:2] == [date(2026, 9, 7), date(2026, 10, 2)]


PAYMENTS_2023 = lines(
    "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,"
    "Converted Amount Refunded,Fee,Taxes On Fee,Converted Currency,Status,Statement Descriptor,Customer ID,"
    "Customer Description,Customer Email,Captured,Card ID,Invoice ID,Transfer",
    "ch_1,,Payment complete.,2026-10-02 20:18,100.00,0.00,eur,117.00,0.00,3.20,0.00,usd,Paid,,cus_a,,a@example.com,true,card_1,in_2,",
    "ch_2,,The card was declined.,2026-10-03 20:18,150.50,0.00,eur,150.50,0.00,0.00,0.00,usd,Failed,,cus_a,,a@example.com,false,card_1,in_2,",
    "ch_3,,The card was declined.,2026-10-04 20:18,150.50,0.00,eur,150.50,0.00,0.00,0.00,usd,Failed,,cus_a,,a@example.com,false,card_1,in_2,",
    "ch_4,,Payment complete.,2026-10-05 20:18,60.00,45.00,usd,60.00,45.00,2.00,0.00,usd,Refunded,,cus_b,,b@example.com,true,card_2,in_9,",
)
PAYMENTS_2024 = lines(
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,"
    "Converted Currency,Decline Reason,Description,Fee,Refunded date (UTC),Statement Descriptor,Status,Seller Message,"
    "Taxes On Fee,PaymentIntent ID,Card ID,Card Name,Customer ID,Customer Description,Customer Email,Invoice ID,Invoice Number,Transfer",
    "py_1,2026-10-07 08:00:00,75.25,0.00,usd,true,75.25,0.00,usd,,,2.50,,,Paid,Payment complete.,0.00,pi_1,card_1,Ana,cus_a,Acme,a@example.com,in_7,A-0007,",
    "py_2,2026-10-07 09:00:00,75.25,0.00,usd,false,75.25,0.00,usd,insufficient_funds,,0.00,,,Failed,,0.00,pi_2,card_1,Ana,cus_a,Acme,a@example.com,in_8,A-0008,",
)
PAYMENTS_2026 = lines(
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,"
    "Converted Currency,Decline Reason,Description,Fee,Refunded date (UTC),Statement Descriptor,Status,Seller Message,"
    "Taxes On Fee,Card ID,Customer ID,Customer Description,Customer Email,Invoice ID,Transfer",
    "ch_9,2026-11-02 10:00,19.99,19.99,usd,true,19.99,19.99,usd,,,0.80,2026-11-09 10:00,,Refunded,Payment complete.,0.00,card_9,cus_c,,c@example.com,in_9,",
)


@pytest.mark.parametrize(
    ("content", "wanted", "left_out"),
    [
        (PAYMENTS_2023, [("ch_1", "in_2", date(2026, 10, 2), money("100.00")), ("ch_4", "in_9", date(2026, 10, 5), money("15.00"))], 2),
        (PAYMENTS_2024, [("py_1", "in_7", date(2026, 10, 7), money("75.25"))], 1),
        (PAYMENTS_2026, [("ch_9", "in_9", date(2026, 11, 2), money("0.00"))], 0),
    ],
    ids=["2023", "2024", "2026"],
)  # fmt: skip
def test_stripe_payments_are_what_was_paid_net_of_refunds(exports, read, content, wanted, left_out):
    exports.write("unified_payments.csv", content)
    result = read(NOW)
    assert result.rows("payment", "payment_id", "invoice_id", "paid_on", "amount") == wanted
    report = result.reports["unified_payments.csv"]
    assert report.rows_rejected == left_out
    assert {code for _, _, code in result.issues("rejected")} <= {"not for the board"}


def test_stripe_payments_keep_the_currency_of_their_invoice(exports, read):
    exports.write("unified_payments.csv", PAYMENTS_2023)
    assert read(NOW).rows("payment", "amount", "currency") == [(money("100.00"), "eur"), (money("15.00"), "usd")]


def test_stripe_customers_without_a_name_are_known_by_what_there_is(exports, read):
    exports.write(
        "unified_customers.csv",
        lines(
            "id,Description,Email,Name,Created (UTC),Delinquent,Card ID,Plan,Status,Cancel At Period End,Account Balance,"
            "Currency,Total Spend,Payment Count,Average Order,Refunded Volume,Dispute Losses,id (metadata),source (metadata)",
            "cus_a,,ap@acme.example,Acme Inc,2025-01-02 10:00,false,,,active,false,0.00,usd,260.00,2,130.00,0.00,0.00,77,web",
            "cus_b,Beta Ltd,b@example.com,,2025-01-03 10:00,false,,,,false,-5.00,usd,30.00,1,30.00,0.00,0.00,78,",
            "cus_c,,c@example.com,,2025-01-04 10:00,true,,,past_due,false,0.00,usd,0.00,0,0.00,0.00,0.00,79,",
        ),
    )
    assert read(NOW).rows("customer", "customer_id", "name") == [
        ("cus_a", "Acme Inc"),
        ("cus_b", "Beta Ltd"),
        ("cus_c", "c@example.com"),
    ]


# QuickBooks Online

RECEIVABLES_AGING = "\ufeff" + lines(
    '"Example Co, Inc.",,,,,,,',
    "A/R Aging Detail Report,,,,,,,",
    '"As of November 21, 2026",,,,,,,',
    "",
    ",Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance",
    "91 or more days past due,,,,,,,",
    ',07/01/2026,Invoice,1001,Acme:Job 7,07/31/2026,"12,500.00","12,500.00"',
    ',07/09/2026,Credit Memo,CM-3,Acme,07/09/2026,"(1,250.50)","(1,250.50)"',
    'Total for 91 or more days past due,,,,,,"$11,249.50","$11,249.50"',
    "1 - 30 days past due,,,,,,,",
    ",10/05/2026,Journal Entry,JE-9,Beta,10/25/2026,80.00,80.00",
    "Total for 1 - 30 days past due,,,,,,$80.00,$80.00",
    "Current,,,,,,,",
    ',11/10/2026,Invoice,1044,Zeta,12/10/2026,"$9,500.00","$4,500.00"',
    ",11/12/2026,Payment,,Zeta,11/12/2026,-300.00,-300.00",
    ",11/12/2026,Payment,,Acme,11/12/2026,-20.00,-20.00",
    'Total for Current,,,,,,"$9,180.00","$4,180.00"',
    'TOTAL,,,,,,"$20,509.50","$15,509.50"',
    ",,,,,,,",
    "",
    '"Accrual Basis Saturday, November 21, 2026 01:27 AM GMT-05:00",,,,,,,',
)


def test_quickbooks_receivables_aging(exports, read):
    exports.write("Example Co_A_R Aging Detail Report.csv", RECEIVABLES_AGING)
    result = read(NOW)
    assert result.rows("invoice", "number", "document", "customer_name", "issued_on", "due_on", "total", "balance") == [
        ("1001", "invoice", "Acme:Job 7", date(2026, 7, 1), date(2026, 7, 31), money("12500.00"), money("12500.00")),
        ("CM-3", "credit note", "Acme", date(2026, 7, 9), date(2026, 7, 9), money("-1250.50"), money("-1250.50")),
        ("JE-9", "invoice", "Beta", date(2026, 10, 5), date(2026, 10, 25), money("80.00"), money("80.00")),
        ("1044", "invoice", "Zeta", date(2026, 11, 10), date(2026, 12, 10), money("9500.00"), money("4500.00")),
        (None, "credit note", "Zeta", date(2026, 11, 12), date(2026, 11, 12), money("-300.00"), money("-300.00")),
        (None, "credit note", "Acme", date(2026, 11, 12), date(2026, 11, 12), money("-20.00"), money("-20.00")),
    ]
    assert sum(result.rows("invoice", "balance")) == money("15509.50")
    (report,) = result.reports.values()
    assert (report.extent, report.exported_on) == ("open list", date(2026, 11, 21))
    assert counts(report)[1:4] == (6, 0, 0)
    assert report.rows_read == report.rows_kept + report.rows_not_data
    assert not result.issues("rejected", "repeated")


def test_quickbooks_receivables_aging_in_a_workbook(exports, read):
    exports.write(
        "Example Co_A_R Aging Detail Report.xlsx",
        workbook(
            ["A/R Aging Detail Report"],
            ["Example Co, Inc."],
            ["As of Nov 21, 2026"],
            [],
            [None, "Date", "Transaction type", "Num", "Customer full name", "Due date", "Amount", "Open balance"],
            ["CURRENT"],
            [None, "11/10/2026", "Invoice", 1044.0, "Zeta", "12/10/2026", 9500.0, 4500.25],
            [None, "11/13/2026", "Payment", None, "Zeta", "11/13/2026", -300, -300],
            ["Total for CURRENT", None, None, None, None, None, "=SUM(G7:G8)", "=SUM(H7:H8)"],
            ["TOTAL", None, None, None, None, None, "=G9", "=H9"],
            [],
            ["Accrual Basis Saturday, November 21, 2026 01:27 AM GMT-05:00"],
            title="A_R Aging Detail",
        ),
    )
    result = read(NOW)
    assert result.rows("invoice", "number", "document", "customer_name", "due_on", "total", "balance") == [
        ("1044", "invoice", "Zeta", date(2026, 12, 10), money("9500.00"), money("4500.25")),
        (None, "credit note", "Zeta", date(2026, 11, 13), money("-300.00"), money("-300.00")),
    ]
    (report,) = result.reports.values()
    assert (report.exported_on, report.rows_rejected) == (date(2026, 11, 21), 0)


OPEN_INVOICES = lines(
    "Open Invoices,,,,,,",
    '"Example Co, Inc.",,,,,,',
    '"As of November 21, 2026",,,,,,',
    "",
    ",Date,Transaction type,Num,Term,Due date,Open balance",
    "Acme,,,,,,",
    ',07/01/2026,Invoice,1001,Net 30,07/31/2026,"12,500.00"',
    ",11/12/2026,Payment,,,11/12/2026,-20.00",
    'Total for Acme,,,,,,"$12,480.00"',
    "Zeta,,,,,,",
    ',11/10/2026,Invoice,1044,Net 30,12/10/2026,"4,500.00"',
    ',11/13/2026,Invoice,1045.0,Net 30,12/13/2026,"1,000.00"',
    'Total for Zeta,,,,,,"$5,500.00"',
    'TOTAL,,,,,,"$17,980.00"',
    "",
    '" Saturday, November 21, 2026 04:19 PM GMT-05:00",,,,,,',
)


def test_quickbooks_open_invoices_stand_under_their_customer(exports, read):
    exports.write("Open Invoices.csv", OPEN_INVOICES)
    result = read(NOW)
    assert result.rows("invoice", "customer_name", "number", "document", "balance") == [
        ("Acme", "1001", "invoice", money("12500.00")),
        ("Acme", None, "credit note", money("-20.00")),
        ("Zeta", "1044", "invoice", money("4500.00")),
        ("Zeta", "1045", "invoice", money("1000.00")),
    ]
    assert sum(result.rows("invoice", "balance")) == money("17980.00")
    # Without a column of the whole amount, what is open is all that is known of it.
    assert result.rows("invoice", "total") == result.rows("invoice", "balance")


def test_one_invoice_in_two_quickbooks_reports_counts_once(exports, read):
    exports.write("Example Co_A_R Aging Detail Report.csv", RECEIVABLES_AGING)
    exports.write("Open Invoices.csv", OPEN_INVOICES)
    numbers = [number for number in read(NOW).rows("invoice", "number") if number is not None]
    assert sorted(numbers) == ["1001", "1044", "1045", "CM-3", "JE-9"]


INVOICE_LIST = lines(
    "Example Co,,,,,,,",
    "Invoice List by Date,,,,,,,",
    '"January 1-November 21, 2026",,,,,,,',
    "",
    "Date,Transaction type,Num,Name,Memo,Due date,Amount,Open balance",
    '1/19/2026,Invoice,1001,"Fictive, Quartet",,2/18/2026,"1,000.00",0.00',
    "10/25/2026,Invoice,1002,Acme:Job 7,,11/24/2026,300.00,50.00",
    "10/26/2026,Invoice,1003,Acme,Voided,11/25/2026,0.00,0.00",
    'TOTAL,,,,,,"$1,300.00",$50.00',
    "",
    "",
    "",
    '" Saturday, November 21, 2026 09:30 PM GMT-05:00",,,,,,,',
    end="\r\n",
)


def test_quickbooks_invoice_list(exports, read):
    exports.write("Invoice List by Date.csv", INVOICE_LIST)
    result = read(NOW)
    assert result.rows("invoice", "number", "customer_name", "issued_on", "due_on", "total", "balance", "status") == [
        ("1001", "Fictive, Quartet", date(2026, 1, 19), date(2026, 2, 18), money("1000.00"), money("0.00"), None),
        ("1002", "Acme:Job 7", date(2026, 10, 25), date(2026, 11, 24), money("300.00"), money("50.00"), None),
        ("1003", "Acme", date(2026, 10, 26), date(2026, 11, 25), money("0.00"), money("0.00"), "Voided"),
    ]
    (report,) = result.reports.values()
    assert (report.extent, report.totals) == ("append only", {"total": "1300.00", "balance": "50.00"})


def test_invoices_of_an_earlier_range_of_days_stay(exports, read):
    head, row = INVOICE_LIST.split("1/19/2026", 1)[0], "{day},Invoice,{number},Acme,,{due},100.00,{balance}\r\n"
    january = row.format(day="1/19/2026", number="1001", due="2/18/2026", balance="100.00")
    march = row.format(day="3/19/2026", number="1002", due="4/18/2026", balance="100.00")
    paid = row.format(day="3/19/2026", number="1002", due="4/18/2026", balance="0.00")
    exports.write("first.csv", head + january + march)
    exports.write(
        "second.csv",
        head.replace("January 1", "March 1")
        + paid
        + row.format(day="5/19/2026", number="1003", due="6/18/2026", balance="5.00"),
    )
    assert sorted(read(NOW).rows("invoice", "number", "balance")) == [
        ("1001", money("100.00")),
        ("1002", money("0.00")),
        ("1003", money("5.00")),
    ]


def test_quickbooks_transaction_list_gives_invoices_receipts_and_payments(exports, read):
    exports.write(
        "Transaction List by Date.csv",
        lines(
            "Example Co,,,,,,,,",
            "Transaction List by Date,,,,,,,,",
            '"January 1-November 21, 2026",,,,,,,,',
            "",
            "Date,Transaction type,Num,Posting (Y/N),Name,Memo,Account name,Split,Amount",
            '1/19/2026,Invoice,1001,Yes,Acme,,Accounts Receivable (A/R),Sales,"1,000.00"',
            "1/20/2026,Payment,,Yes,Acme,,Checking,Accounts Receivable (A/R),400.00",
            "1/20/2026,Payment,,Yes,Acme,,Checking,Accounts Receivable (A/R),400.00",
            "1/21/2026,Sales Receipt,SR-1,Yes,Beta,,Checking,Sales,75.00",
            "1/22/2026,Credit Memo,CM-1,Yes,Acme,,Accounts Receivable (A/R),Returns,-30.00",
            "1/23/2026,Expense,,Yes,Office Store,,Checking,Supplies,-12.50",
            "TOTAL,,,,,,,,$1832.50",
            "",
            '" Saturday, November 21, 2026 09:30 PM GMT-05:00",,,,,,,,',
            end="\r\n",
        ),
    )
    result = read(NOW)
    # A day of payment on a receipt would say that the export tells it of every invoice.
    assert result.rows("invoice", "number", "document", "customer_name", "total", "balance", "paid_on") == [
        ("1001", "invoice", "Acme", money("1000.00"), None, None),
        ("SR-1", "invoice", "Beta", money("75.00"), money("0.00"), None),
        ("CM-1", "credit note", "Acme", money("-30.00"), None, None),
    ]
    # Two equal payments of one day are two payments.
    assert result.rows("payment", "customer_name", "paid_on", "amount") == [
        ("Acme", date(2026, 1, 20), money("400.00")),
        ("Acme", date(2026, 1, 20), money("400.00")),
    ]
    assert [(line, code) for _, line, code in result.issues("rejected")] == [(11, "not for the board")]


def test_quickbooks_invoices_and_received_payments_stand_under_their_customer(exports, read):
    exports.settings(MONTH_FIRST)
    exports.write(
        "Invoices and Received Payments.csv",
        lines(
            '"Example Co, LLC",,,,,',
            "Invoices and Received Payments,,,,,",
            "All Dates,,,,,",
            "",
            ",Date,Transaction type,Memo/Description,Transaction number,Amount",
            "Acme Corp,,,,,",
            ',01/10/2025,Invoice,,5001,"1,000.00"',
            ',03/15/2025,Payment,,,"1,125.00"',
            ",02/10/2025,Invoice,,5002,125.00",
            "Beta LLC,,,,,",
            ",03/01/2025,Invoice,Voided - twice,5003,0.00",
            "",
            "",
            '" Wednesday, September 30, 2026 01:49 PM GMT-05:00",,,,,',
        ),
    )
    result = read(NOW)
    assert result.rows("invoice", "number", "customer_name", "total", "status") == [
        ("5001", "Acme Corp", money("1000.00"), None),
        ("5002", "Acme Corp", money("125.00"), None),
        ("5003", "Beta LLC", money("0.00"), "Voided"),
    ]
    assert result.rows("payment", "customer_name", "paid_on", "amount") == [
        ("Acme Corp", date(2025, 3, 15), money("1125.00"))
    ]


def test_a_transaction_list_does_not_hide_what_is_open(exports, read):
    exports.settings(MONTH_FIRST)
    exports.write("Open Invoices.csv", OPEN_INVOICES)
    exports.write(
        "Transaction List by Date.csv",
        lines(
            "Example Co,,,,,,,,",
            "Transaction List by Date,,,,,,,,",
            '"January 1-November 21, 2026",,,,,,,,',
            "",
            "Date,Transaction type,Num,Posting (Y/N),Name,Memo,Account name,Split,Amount",
            '11/10/2026,Invoice,1044,Yes,Zeta,,Accounts Receivable (A/R),Sales,"9,500.00"',
            "11/25/2026,Invoice,1046,Yes,Zeta,,Accounts Receivable (A/R),Sales,10.00",
        ),
    )
    found = {number: rest for number, *rest in read(NOW).rows("invoice", "number", "due_on", "total", "balance")}
    assert found["1044"] == [date(2026, 12, 10), money("9500.00"), money("4500.00")]
    assert found["1046"] == [None, money("10.00"), None]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (
            ",Transaction date,Transaction type,Num,Customer full name,Description,Quantity,Sales price,Amount,Balance",
            ',01/10/2025,Invoice,5001,Acme Corp,Hosting,1.00,"1,000.00","1,000.00","1,000.00"',
        ),
        (
            ",Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance",
            ",01/10/2025,Invoice,5001,Acme Corp,Hosting,Sales,1000.00,1000.00",
        ),
    ],
    ids=["sales detail", "general ledger"],
)
def test_quickbooks_reports_of_lines_and_bookings_are_set_aside(exports, read, heading, row):
    exports.write("report.csv", lines("Example Co,,,", "", heading, row))
    (report,) = read(NOW).reports.values()
    assert report.status == "set aside"
    assert "Invoice List by Date" in report.message


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        (",Current,1 - 30,31 - 60,61 - 90,91 and over,Total", "A/R Aging Detail"),
        ("Contact,< 1 Month,1 Month,2 Months,3 Months,Older,Total", "Aged Receivables Detail"),
    ],
)
def test_sums_by_age_are_set_aside_for_the_report_with_days(exports, read, heading, wanted):
    exports.write("summary.csv", lines("Example Co,,,,,,", "", heading, "Acme,1.00,2.00,0.00,0.00,0.00,3.00"))
    (report,) = read(NOW).reports.values()
    assert report.status == "set aside"
    assert wanted in report.message


PAYABLES_AGING = lines(
    "A/P Aging Detail Report,,,,,,,,",
    '"Example Co, Inc.",,,,,,,,',
    '"As of November 21, 2026",,,,,,,,',
    "",
    ",Date,Transaction type,Num,Vendor display name,Due date,Past due,Amount,Open balance",
    "1 - 30 days past due,,,,,,,,",
    ',10/01/2026,Bill,B-77,Office Landlord,10/31/2026,21,"4,000.00","4,000.00"',
    ",10/13/2026,Vendor Credit,VC-2,Cloud Host,10/13/2026,39,-49.75,-49.75",
    'Total for 1 - 30 days past due,,,,,,,"$3,950.25","$3,950.25"',
    "CURRENT,,,,,,,,",
    ",11/15/2026,Bill,,Cloud Host,12/15/2026,-24,850.25,600.25",
    "Total for CURRENT,,,,,,,$850.25,$600.25",
    'TOTAL,,,,,,,"$4,800.50","$4,550.50"',
)


def test_quickbooks_payables_aging(exports, read):
    exports.write("Example Co_A_P Aging Detail Report.csv", PAYABLES_AGING)
    result = read(NOW)
    assert result.rows("bill", "number", "vendor", "issued_on", "due_on", "total", "balance") == [
        ("B-77", "Office Landlord", date(2026, 10, 1), date(2026, 10, 31), money("4000.00"), money("4000.00")),
        ("VC-2", "Cloud Host", date(2026, 10, 13), date(2026, 10, 13), money("-49.75"), money("-49.75")),
        ("Bill", "Cloud Host", date(2026, 11, 15), date(2026, 12, 15), money("850.25"), money("600.25")),
    ]
    assert sum(result.rows("bill", "balance")) == money("4550.50")
    (report,) = result.reports.values()
    assert (report.table, report.exported_on, report.rows_rejected) == ("bill", date(2026, 11, 21), 0)


def test_quickbooks_unpaid_bills_stand_under_their_vendor(exports, read):
    exports.write(
        "Unpaid Bills.csv",
        lines(
            "Unpaid Bills,,,,,,,",
            "Example Co,,,,,,,",
            "All Dates,,,,,,,",
            "",
            ",Date,Transaction Type,Num,Due Date,Past Due,Amount,Open Balance",
            "Cloud Host,,,,,,,",
            ",11/15/2026,Bill,C-1,12/15/2026,-24,850.25,600.25",
            "Total for Cloud Host,,,,,,$850.25,$600.25",
            "Office Landlord,,,,,,,",
            ',10/01/2026,Bill,B-77,10/31/2026,21,"4,000.00","4,000.00"',
            'Total for Office Landlord,,,,,,"$4,000.00","$4,000.00"',
            'TOTAL,,,,,,"$4,850.25","$4,600.25"',
        ),
    )
    result = read(NOW)
    assert result.rows("bill", "vendor", "number", "due_on", "balance") == [
        ("Cloud Host", "C-1", date(2026, 12, 15), money("600.25")),
        ("Office Landlord", "B-77", date(2026, 10, 31), money("4000.00")),
    ]
    assert result.rows("invoice", "number") == []


def test_quickbooks_collections_are_no_bills(exports, read):
    exports.settings(MONTH_FIRST)
    exports.write(
        "Collections Report.csv",
        lines(
            "Collections Report,,,,,,,",
            "Example Co,,,,,,,",
            "",
            ",Date,Transaction Type,Num,Due Date,Past Due,Amount,Open Balance",
            "Acme,,,,,,,",
            ",10/01/2026,Invoice,1001,10/31/2026,21,40.00,40.00",
            "Total for Acme,,,,,,$40.00,$40.00",
        ),
    )
    result = read(NOW)
    assert result.rows("bill", "number") == []
    assert [(line, code) for _, line, code in result.issues("rejected")] == [(6, "not for the board")]


# QuickBooks Desktop


def test_quickbooks_desktop_open_invoices(exports, read):
    exports.write(
        "qbd.csv",
        lines(
            ",Type,Date,Num,P. O. #,Terms,Due Date,Aging,Open Balance",
            "3000,,,,,,,,",
            ",Invoice,10/03/2026,INV-B,,Net 30,11/02/2026,19,200.00",
            ",Payment,10/15/2026,,,,,,-50.00",
            "Total 3000,,,,,,,,150.00",
            "Müller & Co:Halle 2,,,,,,,,",
            ',Invoice,11/03/2026,INV-C,PO 9,Net 30,12/03/2026,,"1,075.00"',
            'Total Müller & Co:Halle 2,,,,,,,,"1,075.00"',
            'TOTAL,,,,,,,,"1,225.00"',
            end="\r\n",
        ).encode("cp1252"),
    )
    result = read(NOW)
    assert result.rows("invoice", "customer_name", "number", "document", "due_on", "balance") == [
        ("3000", "INV-B", "invoice", date(2026, 11, 2), money("200.00")),
        ("3000", None, "credit note", None, money("-50.00")),
        ("Müller & Co:Halle 2", "INV-C", "invoice", date(2026, 12, 3), money("1075.00")),
    ]
    assert sum(result.rows("invoice", "balance")) == money("1225.00")


def spaced(*cells):
    """A row of QuickBooks Desktop, which leaves an empty column between every two."""
    return ",,," + ",,".join(cells)


def test_quickbooks_desktop_payables_with_empty_columns_between(exports, read):
    exports.write(
        "qbd payables.csv",
        lines(
            spaced("Type", "Date", "Num", "Name", "Due Date", "Aging", "Open Balance"),
            "Current" + "," * 15,
            spaced("Bill", "10/31/2026", "MAE-1", "Equipment Hire", "11/30/2026", "", '"1,134.31"'),
            "Total Current" + "," * 15 + '"1,134.31"',
            "> 90" + "," * 15,
            spaced("Credit", "07/01/2026", "LOG.- CM", "Paper Mill", "", "", "-525.00"),
            spaced("General Journal", "07/02/2026", "77", "Paper Mill", "", "142", "25.00"),
            "Total > 90" + "," * 15 + "-500.00",
            "TOTAL" + "," * 15 + "634.31",
        ),
    )
    result = read(NOW)
    assert result.rows("bill", "vendor", "number", "issued_on", "due_on", "balance") == [
        ("Equipment Hire", "MAE-1", date(2026, 10, 31), date(2026, 11, 30), money("1134.31")),
        ("Paper Mill", "LOG.- CM", date(2026, 7, 1), None, money("-525.00")),
        ("Paper Mill", "77", date(2026, 7, 2), None, money("25.00")),
    ]
    assert sum(result.rows("bill", "balance")) == money("634.31")


def test_quickbooks_desktop_receivables_aging(exports, read):
    exports.write(
        "qbd aging.csv",
        lines(
            spaced("Type", "Date", "Num", "P. O. #", "Name", "Terms", "Due Date", "Aging", "Open Balance"),
            "1 - 30" + "," * 19,
            spaced("Invoice", "10/13/2026", "77", "", "Acme:Job 1", "Net 10", "10/23/2026", "29", "90.00"),
            spaced("Credit Memo", "10/14/2026", "CM 1", "", "Acme", "", "", "", "-15.00"),
            "Total 1 - 30" + "," * 19 + "75.00",
            "TOTAL" + "," * 19 + "75.00",
        ),
    )
    result = read(NOW)
    assert result.rows("invoice", "customer_name", "number", "document", "due_on", "balance") == [
        ("Acme:Job 1", "77", "invoice", date(2026, 10, 23), money("90.00")),
        ("Acme", "CM 1", "credit note", None, money("-15.00")),
    ]


# Xero

XERO_HEADINGS = (
    "ContactName,EmailAddress,POAddressLine1,POCity,POCountry,InvoiceNumber,Reference,InvoiceDate,DueDate,PlannedDate,"
    "Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,InventoryItemCode,Description,Quantity,UnitAmount,Discount,"
    "LineAmount,AccountCode,TaxType,TaxAmount,TrackingName1,TrackingOption1,Currency,Type,Sent,Status"
)
XERO_SALES = lines(
    XERO_HEADINGS,
    "Acme,ap@example.com,,,,INV-0001,PO-9,03/11/2026,03/12/2026,,1200.00,200.00,200.00,1000.00,,Line A,1.0000,500.00,,500.00,200,20% (VAT),100.00,,,GBP,Sales invoice,Sent,Awaiting Payment",
    "Acme,ap@example.com,,,,INV-0001,PO-9,03/11/2026,03/12/2026,,1200.00,200.00,200.00,1000.00,,Line B,1.0000,500.00,,500.00,200,20% (VAT),100.00,,,GBP,Sales invoice,Sent,Awaiting Payment",
    "Zeta,,,,,INV-0002,,04/11/2026,04/12/2026,20/12/2026,60.00,10.00,0.00,60.00,,Line,1.0000,50.00,,50.00,200,20% (VAT),10.00,,,GBP,Sales invoice,Sent,Awaiting Payment",
    "Zeta,,,,,CN-0002,,13/11/2026,,,-50.00,0.00,0.00,-50.00,,Credit,1.0000,-50.00,,-50.00,200,No VAT,0.00,,,GBP,Sales credit note,,Awaiting Payment",
    "Zeta,,,,,INV-0003,,14/11/2026,14/12/2026,,10.00,0.00,0.00,10.00,,Line,1.0000,10.00,,10.00,200,No VAT,0.00,,,GBP,Sales invoice,,Draft",
    end="\r\n",
)


def test_xero_totals_that_stand_on_every_line_count_once(exports, read):
    exports.write("SalesInvoices.csv", "\ufeff" + XERO_SALES)
    result = read(NOW)
    assert sorted(
        result.rows("invoice", "number", "document", "customer_name", "total", "paid", "balance", "status")
    ) == [
        ("CN-0002", "credit note", "Zeta", money("-50.00"), money("0.00"), money("-50.00"), "Awaiting Payment"),
        ("INV-0001", "invoice", "Acme", money("1200.00"), money("200.00"), money("1000.00"), "Awaiting Payment"),
        ("INV-0002", "invoice", "Zeta", money("60.00"), money("0.00"), money("60.00"), "Awaiting Payment"),
        ("INV-0003", "invoice", "Zeta", money("10.00"), money("0.00"), money("10.00"), "Draft"),
    ]
    dates = {number: rest for number, *rest in result.rows("invoice", "number", "issued_on", "due_on", "expected_on")}
    assert dates["INV-0002"] == [date(2026, 11, 4), date(2026, 12, 4), date(2026, 12, 20)]
    assert set(result.rows("invoice", "currency")) == {"GBP"}
    (report,) = result.reports.values()
    assert (report.rows_read, report.rows_kept, report.rows_repeated, report.rows_rejected) == (5, 4, 1, 0)


def test_xero_bills_and_the_stars_of_the_template(exports, read):
    exports.settings(DAY_FIRST)
    starred = XERO_HEADINGS.replace("ContactName", "*ContactName").replace("InvoiceNumber", "*InvoiceNumber")
    starred = starred.replace("InvoiceDate", "*InvoiceDate").replace("DueDate", "*DueDate")
    row = "Paper Mill,,,,,{number},,01/11/2026,01/12/2026,,{total},0.00,0.00,{total},,Paper,1,1,,{total},300,No VAT,0.00,,,GBP,Bill,,Awaiting Payment"
    exports.write(
        "Bills.csv",
        lines(starred, row.format(number="77", total="12.00"), row.format(number="", total="5.00"), row.format(number="", total="6.00")),
    )  # fmt: skip
    result = read(NOW)
    assert sorted(result.rows("bill", "total", "number", "vendor", "due_on", "balance")) == [
        (money("5.00"), None, "Paper Mill", date(2026, 12, 1), money("5.00")),
        (money("6.00"), None, "Paper Mill", date(2026, 12, 1), money("6.00")),
        (money("12.00"), "77", "Paper Mill", date(2026, 12, 1), money("12.00")),
    ]
    assert result.rows("invoice", "number") == []


def test_xero_aged_receivables(exports, read):
    exports.write(
        "Aged Receivables Detail.csv",
        lines(
            "Aged Receivables Detail,,,,,,,,,,",
            "Example Ltd,,,,,,,,,,",
            "As at 31 October 2026,,,,,,,,,,",
            "Ageing by due date,,,,,,,,,,",
            "",
            "Invoice Number,Invoice Date,Due Date,Invoice Reference,Current,< 1 Month,1 Month,2 Months,3 Months,Older,Total",
            "",
            "Acme,,,,,,,,,,",
            "INV-0001,15 Jan 2026,14 Feb 2026,PO-9,0.00,0.00,0.00,0.00,0.00,2000.00,2000.00",
            ",20 Oct 2026,,refund,-80.00,0.00,0.00,0.00,0.00,0.00,-80.00",
            "Total Acme,,,,-80.00,0.00,0.00,0.00,0.00,2000.00,1920.00",
            "",
            "Zeta,,,,,,,,,,",
            "INV-0007,01 Oct 2026,31 Oct 2026,,150.50,0.00,0.00,0.00,0.00,0.00,150.50",
            "Total Zeta,,,,150.50,0.00,0.00,0.00,0.00,0.00,150.50",
            "",
            "Total,,,,70.50,0.00,0.00,0.00,0.00,2000.00,2070.50",
            "Percentage of total,,,,3.41%,0.00%,0.00%,0.00%,0.00%,96.59%,100.00%",
        ),
    )
    result = read(NOW)
    assert result.rows("invoice", "customer_name", "number", "document", "issued_on", "due_on", "balance") == [
        ("Acme", "INV-0001", "invoice", date(2026, 1, 15), date(2026, 2, 14), money("2000.00")),
        ("Acme", None, "credit note", date(2026, 10, 20), None, money("-80.00")),
        ("Zeta", "INV-0007", "invoice", date(2026, 10, 1), date(2026, 10, 31), money("150.50")),
    ]
    assert sum(result.rows("invoice", "balance")) == money("2070.50")
    (report,) = result.reports.values()
    assert (report.exported_on, report.rows_rejected) == (date(2026, 10, 31), 0)


def test_xero_aged_receivables_in_a_wide_workbook(exports, read):
    headings = ["Contact Account Number", "Primary Person", "Phone", "Email", "Mobile", "Contact Group"]
    headings += ["Invoice Date", "Due Date", "Expected Date", "Invoice Number", "Invoice Reference"]
    headings += [
        "< 1 Month",
        "1 Month",
        "2 Months",
        "3 Months",
        "Older",
        None,
        "Total",
        "Outstanding Tax",
        "PROJECT ID",
    ]
    invoice = [None] * 6 + [date(2026, 1, 15), date(2026, 2, 14), date(2026, 12, 1), "INV-0001", "PO-9"]
    invoice += [0, 0, 0, 0, 2000, None, 2000, 100, "P1"]
    exports.write(
        "Example_Ltd_-_Aged_Receivables_Detail.xlsx",
        workbook(
            ["Aged Receivables Detail"],
            ["Example Ltd"],
            ["As at 31 October 2026"],
            ["Ageing by due date"],
            [],
            headings,
            [],
            ["Acme"],
            invoice,
            ["Total Acme", *[None] * 14, 2000, None, 2000],
            ["Total", *[None] * 14, 2000, None, 0],
            title="Aged Receivables Detail",
        ),
    )
    result = read(NOW)
    wanted = ("customer_name", "number", "issued_on", "due_on", "expected_on", "total", "balance")
    assert result.rows("invoice", *wanted) == [
        (
            "Acme",
            "INV-0001",
            date(2026, 1, 15),
            date(2026, 2, 14),
            date(2026, 12, 1),
            money("2000.00"),
            money("2000.00"),
        ),
    ]


def test_xero_aged_payables(exports, read):
    exports.write(
        "Aged Payables Detail.csv",
        lines(
            "Aged Payables Detail,,,,,,,,,",
            "Example Ltd,,,,,,,,,",
            "As at 31 October 2026,,,,,,,,,",
            "",
            "Bill Date,Due Date,Planned Date,Reference,Current,< 1 Month,1 Month,2 Months,3 Months,Older,Total",
            "Paper Mill,,,,,,,,,,",
            "01 Oct 2026,31 Oct 2026,05 Nov 2026,P-1,99.00,0.00,0.00,0.00,0.00,0.00,99.00",
            "Total Paper Mill,,,,99.00,0.00,0.00,0.00,0.00,0.00,99.00",
            "Total,,,,99.00,0.00,0.00,0.00,0.00,0.00,99.00",
        ),
    )
    assert read(NOW).rows("bill", "vendor", "number", "issued_on", "due_on", "expected_on", "balance") == [
        ("Paper Mill", "P-1", date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 5), money("99.00"))
    ]


# FreshBooks, Zoho Books, Wave


def test_freshbooks_adds_up_the_lines_of_an_invoice(exports, read):
    exports.write(
        "invoice_details.csv",
        "\ufeff"
        + lines(
            "Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Date Paid,Item Name,Item Description,Rate,Quantity,"
            "Discount Percentage,Line Subtotal,Tax 1 Type,Tax 1 Amount,Tax 2 Type,Tax 2 Amount,Line Total,Currency",
            "Acme,000001,2026-02-24,2026-03-24,paid,2026-03-20,Design,,100.00,2,0,200.00,VAT,40.00,,,240.00,USD",
            "Acme,000001,2026-02-24,2026-03-24,paid,2026-03-20,Print,,10.00,1,0,10.00,VAT,2.00,,,12.00,USD",
            "Beta,000002,2026-10-02,2026-11-01,overdue,,Design,,50.00,1,0,50.00,,,,,50.00,USD",
            "Beta,000002,2026-10-02,2026-11-01,overdue,,Print,,5.25,1,0,5.25,,,,,5.25,USD",
            "Beta,000003,2026-10-03,2026-11-02,draft,,Design,,7.00,1,0,7.00,,,,,7.00,USD",
            "Zeta,000004,2026-10-04,2026-11-03,partial,,Design,,80.00,1,0,80.00,,,,,80.00,USD",
        ),
    )
    result = read(NOW)
    # A payment in part shows nowhere: what is open of the last one is not known.
    assert result.rows("invoice", "invoice_id", "customer_name", "total", "paid", "balance", "paid_on", "status") == [
        ("000001", "Acme", money("252.00"), None, money("0.00"), date(2026, 3, 20), "paid"),
        ("000002", "Beta", money("55.25"), money("0.00"), None, None, "overdue"),
        ("000003", "Beta", money("7.00"), money("0.00"), None, None, "draft"),
        ("000004", "Zeta", money("80.00"), None, None, None, "partial"),
    ]
    (report,) = result.reports.values()
    assert report.rows_read == 6
    assert report.rows_rejected == 0


def test_zoho_books_totals_that_stand_on_every_line_count_once(exports, read):
    exports.write(
        "Invoice.csv",
        lines(
            "Invoice Date,Invoice ID,Invoice Number,Estimate Number,Invoice Status,Customer Name,Customer ID,Due Date,"
            "Expected Payment Date,PurchaseOrder,Currency Code,Exchange Rate,Item Name,Quantity,Item Price,Item Total,"
            "SubTotal,Total,Balance,Sales person,Payment Terms Label,Last Payment Date,Notes",
            "2026-10-01,3000000000000000001,INV-1,,Overdue,Acme,3000000000000000091,2026-10-31,,,USD,1.00,A,1,10.00,10.00,30.00,33.00,13.00,Ana Lee,Net 30,2026-10-15,",
            "2026-10-01,3000000000000000001,INV-1,,Overdue,Acme,3000000000000000091,2026-10-31,,,USD,1.00,B,2,10.00,20.00,30.00,33.00,13.00,Ana Lee,Net 30,2026-10-15,",
            "2026-11-02,3000000000000000002,INV-2,,Sent,Beta,3000000000000000092,2026-12-02,2026-12-20,,EUR,1.10,A,1,10.00,10.00,10.00,11.00,11.00,,Net 30,,",
        ),
    )
    result = read(NOW)
    wanted = ("number", "customer_id", "owner_name", "expected_on", "paid_on", "total", "balance", "currency", "status")
    assert sorted(result.rows("invoice", *wanted)) == [
        ("INV-1", "3000000000000000091", "Ana Lee", None, None, money("33.00"), money("13.00"), "USD", "Overdue"),
        ("INV-2", "3000000000000000092", None, date(2026, 12, 20), None, money("11.00"), money("11.00"), "EUR", "Sent"),
    ]
    assert result.reports["Invoice.csv"].system == "zoho books"


def test_zoho_books_bills(exports, read):
    exports.write(
        "Bill.csv",
        lines(
            "Bill Date,Bill ID,Bill Number,PurchaseOrder,Bill Status,Vendor Name,Due Date,Currency Code,Exchange Rate,Item Name,"
            "Quantity,Rate,Item Total,SubTotal,Total,Balance,Payment Terms Label,Customer Name,Project Name",
            "2026-10-01,3000000000000000007,B-1,,Open,Paper Mill,2026-10-31,USD,1.00,Paper,1,10.00,10.00,30.00,33.00,33.00,Net 30,,",
            "2026-10-01,3000000000000000007,B-1,,Open,Paper Mill,2026-10-31,USD,1.00,Ink,2,10.00,20.00,30.00,33.00,33.00,Net 30,,",
        ),
    )
    assert read(NOW).rows("bill", "number", "vendor", "due_on", "total", "balance", "currency", "status") == [
        ("B-1", "Paper Mill", date(2026, 10, 31), money("33.00"), money("33.00"), "USD", "Open")
    ]


WAVE = lines(
    "Transaction ID,Transaction Date,Account Name,Transaction Description,Transaction Line Description,Amount (One column), ,"
    "Debit Amount (Two Column Approach),Credit Amount (Two Column Approach),Other Accounts for this Transaction,Customer,"
    "Vendor,Invoice Number,Bill Number,Notes / Memo,Amount Before Sales Tax,Sales Tax Amount,Sales Tax Name,"
    "Transaction Date Added,Transaction Date Last Modified,Account Group,Account Type,Account ID",
    "2403037444485185830,2026-10-01,Accounts Receivable,Invoice 12,,500.00,,500.00,,Sales,Acme,,12,,,500.00,,,2026-10-01,2026-10-01,Asset,Expected Payments from Customers,",
    "2403037444485185830,2026-10-01,Sales,Invoice 12,,500.00,,,500.00,Accounts Receivable,Acme,,12,,,500.00,,,2026-10-01,2026-10-01,Income,Income,",
    "2403037444485185831,2026-10-20,Checking,Payment,,200.00,,200.00,,Accounts Receivable,Acme,,12,,,200.00,,,2026-10-20,2026-10-20,Asset,Cash and Bank,",
    "2403037444485185831,2026-10-20,Accounts Receivable,Payment,,-200.00,,,200.00,Checking,Acme,,12,,,200.00,,,2026-10-20,2026-10-20,Asset,Expected Payments from Customers,",
    "2403037444485185832,2026-10-22,Accounts Payable,Bill 7,,90.00,,,90.00,Hosting,,Cloud Host,,B7,,90.00,,,2026-10-22,2026-10-22,Liability,Expected Payments to Vendors,",
    "2403037444485185832,2026-10-22,Hosting,Bill 7,,90.00,,90.00,,Accounts Payable,,Cloud Host,,B7,,90.00,,,2026-10-22,2026-10-22,Expense,Operating Expense,",
)


def test_wave_bookings_add_up_to_what_is_open(exports, read):
    exports.write("accounting.csv", WAVE)
    result = read(NOW)
    assert result.rows("invoice", "invoice_id", "customer_name", "issued_on", "total", "paid", "balance") == [
        ("12", "Acme", date(2026, 10, 1), money("500.00"), money("200.00"), money("300.00"))
    ]
    assert result.rows("bill", "bill_id", "vendor", "issued_on", "total", "balance") == [
        ("B7", "Cloud Host", date(2026, 10, 22), money("90.00"), money("90.00"))
    ]
    assert {code for _, _, code in result.issues("rejected")} == {"not for the board"}


# Chargebee, NetSuite, Sage, Recurly: headings that nobody here has seen in a file


def test_chargebee_invoices(exports, read):
    exports.write(
        "Invoices.csv",
        lines(
            "Invoice Number,Customer Id,Subscription Id,Status,Invoice Date,Due Date,Amount,Amount Paid,Amount Due,Currency",
            "INV-1,acme,sub1,paid,2026-10-01,2026-10-31,100.00,100.00,0.00,USD",
            "INV-2,acme,sub1,payment_due,2026-11-01,2026-11-30,100.00,25.00,75.00,USD",
        ),
    )
    assert read(NOW).rows("invoice", "number", "customer_id", "due_on", "total", "balance", "status") == [
        ("INV-1", "acme", date(2026, 10, 31), money("100.00"), money("0.00"), "paid"),
        ("INV-2", "acme", date(2026, 11, 30), money("100.00"), money("75.00"), "payment_due"),
    ]


def test_netsuite_search_counts_a_document_once(exports, read):
    exports.write(
        "results.csv",
        lines(
            "Internal ID,Document Number,Type,Date,Name,Due Date/Receive By,Status,Amount,Amount Remaining,Sales Rep,Currency",
            "11,INV11,Invoice,10/25/2026,Acme,11/24/2026,Invoice : Open,500.00,200.00,Ana Lee,USD",
            "11,INV11,Invoice,10/25/2026,Acme,11/24/2026,Invoice : Open,500.00,200.00,Ana Lee,USD",
            "12,CM12,Credit Memo,10/26/2026,Acme,,Credit Memo : Open,(50.00),(50.00),Ana Lee,USD",
            "13,B13,Bill,10/27/2026,Paper Mill,11/26/2026,Bill : Open,70.00,70.00,,USD",
        ),
    )
    result = read(NOW)
    assert sorted(result.rows("invoice", "number", "document", "owner_name", "due_on", "balance")) == [
        ("CM12", "credit note", "Ana Lee", None, money("-50.00")),
        ("INV11", "invoice", "Ana Lee", date(2026, 11, 24), money("200.00")),
    ]
    assert result.rows("bill", "number", "vendor", "balance") == [("B13", "Paper Mill", money("70.00"))]


def test_sage_sales_invoices(exports, read):
    exports.settings(DAY_FIRST)
    exports.write(
        "sales invoices.csv",
        lines(
            "Date,Invoice Number,Customer,Reference,Due Date,Total,Outstanding,Status",
            "01/10/2026,SI-1,Acme,PO 1,31/10/2026,120.00,20.00,Part Paid",
            "02/10/2026,SI-2,Acme,PO 1,31/10/2026,-10.00,-10.00,Unpaid",
        ),
    )
    assert read(NOW).rows("invoice", "number", "document", "customer_name", "due_on", "total", "balance") == [
        ("SI-1", "invoice", "Acme", date(2026, 10, 31), money("120.00"), money("20.00")),
        ("SI-2", "credit note", "Acme", date(2026, 10, 31), money("-10.00"), money("-10.00")),
    ]


def test_recurly_invoices(exports, read):
    exports.write(
        "invoices_summary.csv",
        lines(
            "id,invoice_number,billed_date,due_on,closed_at,status,net_terms,account_code,currency,total,balance",
            "b964b5439c2548a4,1291,2026-10-19 12:01:33 PST,2026-11-18 12:01:33 PST,,past_due,net-30,acme,USD,99.00,99.00",
        ),
    )
    assert read(NOW).rows("invoice", "number", "customer_id", "issued_on", "due_on", "total", "balance", "status") == [
        ("1291", "acme", date(2026, 10, 19), date(2026, 11, 18), money("99.00"), money("99.00"), "past_due")
    ]


# Banks


def newest(result):
    """(account, day, balance, currency) of the newest booking of each account."""
    found = {}
    for account, day, position, balance, currency in result.rows(
        "cash_balance", "bank_account", "balance_on", "position", "balance", "currency"
    ):
        if account not in found or (day, position) > found[account][:2]:
            found[account] = (day, position, balance, currency)
    return {account: (day, balance, currency) for account, (day, _, balance, currency) in found.items()}


CHASE = lines(
    "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #",
    'CREDIT,08/23/2026,"ACME",162.74,ACH_CREDIT,1264.46,,',
    'DEBIT,08/23/2026,"RENT",-100.00,ACH_DEBIT,1101.72,,',
    'DEBIT,08/22/2026,"PENDING",-5.00,DEBIT_CARD,,,',
    end="\r\n",
)


def test_chase_begins_with_the_newest_and_names_its_account_in_the_file_name(exports, read):
    exports.write("Chase4417_Activity_20260823.CSV", CHASE)
    exports.write("Chase9001_Activity_20260823.CSV", CHASE.replace("1264.46", "55.00"))
    result = read(NOW)
    assert newest(result) == {
        "Chase4417": (date(2026, 8, 23), money("1264.46"), "USD"),
        "Chase9001": (date(2026, 8, 23), money("55.00"), "USD"),
    }
    assert [(line, code) for _, line, code in result.issues("rejected")] == [(4, "blank"), (4, "blank")]


BOFA = lines(
    "Description,,Summary Amt.",
    'Beginning balance as of 01/01/2026,,"1,300.00"',
    'Total credits,,"3,350.00"',
    'Total debits,,"-2,239.98"',
    'Ending balance as of 02/09/2026,,"2,410.02"',
    "",
    "Date,Description,Amount,Running Bal.",
    '01/01/2026,Beginning balance as of 01/01/2026,,"1,300.00"',
    '01/27/2026,"WITHDRWL","-150.00","1,150.00"',
    '02/06/2026,"ZELLE","3,350.00","4,500.00"',
    '02/06/2026,"RENT","-2,089.98","2,410.02"',
)


def test_bank_of_america_has_two_tables_in_one_file(exports, read):
    exports.write("stmt.csv", BOFA)
    result = read(NOW)
    balances = sorted(result.rows("cash_balance", "balance_on", "balance", "amount"), key=str)
    assert (date(2026, 1, 1), money("1300.00"), None) in balances
    assert (date(2026, 2, 6), money("4500.00"), money("3350.00")) in balances
    assert (date(2026, 2, 9), money("2410.02"), None) in balances
    # The closing balance of the summary is younger than the last booking.
    assert newest(result) == {"Bank of America": (date(2026, 2, 9), money("2410.02"), "USD")}
    assert result.reading.newest_export == date(2026, 2, 9)


def test_a_folder_tells_the_accounts_of_a_bank_apart(exports, read):
    exports.write("checking/stmt.csv", BOFA)
    exports.write("savings/stmt.csv", BOFA.replace('"2,410.02"', '"9.00"'))
    assert newest(read(NOW)) == {
        "checking": (date(2026, 2, 9), money("2410.02"), "USD"),
        "savings": (date(2026, 2, 9), money("9.00"), "USD"),
    }


def test_capital_one(exports, read):
    exports.write(
        "2026-11-20_transaction_download.csv",
        lines(
            "Account Number,Transaction Date,Transaction Amount,Transaction Type,Transaction Description,Balance",
            "1234,11/19/26,50.00,Credit,Deposit,1050.00",
            "1234,11/18/26,-20.00,Debit,Fee,1000.00",
        ),
    )
    assert newest(read(NOW)) == {"1234": (date(2026, 11, 19), money("1050.00"), "USD")}


def test_schwab_writes_dollars_in_two_columns(exports, read):
    exports.write(
        "Checking_XXX123_Transactions.csv",
        lines(
            '"Date","Status","Type","CheckNumber","Description","Withdrawal","Deposit","RunningBalance"',
            '"11/19/2026","Posted","ACH","","ACME","","$1,500.00","$2,400.00"',
            '"11/18/2026","Posted","CHECK","101","RENT","$600.00","","$900.00"',
        ),
    )
    result = read(NOW)
    assert result.rows("cash_balance", "amount") == amounts("1500.00", "-600.00")
    assert newest(result) == {"Schwab": (date(2026, 11, 19), money("2400.00"), "USD")}


def test_lloyds(exports, read):
    exports.write(
        "statement.csv",
        lines(
            "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance,",
            "05/10/2026,BGC,'01-02-03,12345678,TEST INCOME ,,5259.31,14298.40",
            "04/10/2026,DEB,'01-02-03,12345678,TEST EXPENSE ,4.60,,9039.09",
        ),
    )
    result = read(NOW)
    assert result.rows("cash_balance", "amount") == amounts("5259.31", "-4.60")
    assert newest(result) == {"12345678": (date(2026, 10, 5), money("14298.40"), "GBP")}


ING = lines(
    "Umsatzanzeige;Datei erstellt am: 20.11.2026 10:14",
    ";Letztes Update: aktuell",
    "",
    "IBAN;DE91 1000 0000 0123 4567 89",
    "Kontoname;Girokonto",
    "Bank;ING",
    "Kunde;Muster GmbH",
    "Zeitraum;01.10.2026 - 20.11.2026",
    "Saldo;12.604,42;EUR",
    "",
    "Sortierung;Datum absteigend",
    "",
    "In der CSV-Datei finden Sie alle bereits gebuchten Umsätze.",
    "",
    "Buchung;Valuta;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung",
    "18.11.2026;18.11.2026;Acme GmbH;Gutschrift;Rechnung 12;12.604,42;EUR;3.784,22;EUR",
    "18.11.2026;18.11.2026;Vermieter;Dauerauftrag;Miete;8.820,20;EUR;-1.000;EUR",
    "13.11.2026;13.11.2026;Stadtwerke;Lastschrift;Strom;9.820,20;EUR;-16,00;EUR",
    end="\r\n",
)


def test_ing_with_lines_of_its_own_above_and_a_decimal_comma(exports, read):
    exports.write("Umsatzanzeige_DE91100000000123456789_20261120.csv", ING.encode("cp1252"))
    result = read(NOW)
    assert result.rows("cash_balance", "amount") == amounts("3784.22", "-1000.00", "-16.00")
    assert newest(result) == {"DE91100000000123456789": (date(2026, 11, 18), money("12604.42"), "EUR")}


def test_a_cooperative_bank(exports, read):
    exports.write(
        "Umsaetze.csv",
        lines(
            "Bezeichnung Auftragskonto;IBAN Auftragskonto;BIC Auftragskonto;Bankname Auftragskonto;Buchungstag;Valutadatum;"
            "Name Zahlungsbeteiligter;IBAN Zahlungsbeteiligter;BIC (SWIFT-Code) Zahlungsbeteiligter;Buchungstext;"
            "Verwendungszweck;Betrag;Waehrung;Saldo nach Buchung;Bemerkung;Gekennzeichneter Umsatz;Glaeubiger ID;Mandatsreferenz",
            "Girokonto;DE89370400440532013000;GENODEF1XXX;Volksbank;24.09.2026;24.09.2026;Muster GmbH;DE42;COBA;Lastschrift;Rechnung;-119,00;EUR;2.345,67;;;;",
            "Girokonto;DE89370400440532013000;GENODEF1XXX;Volksbank;22.09.2026;22.09.2026;Acme;DE43;COBA;Gutschrift;RE 7;1.190,00;EUR;2.464,67;;;;",
        ),
    )
    result = read(NOW)
    assert result.rows("cash_balance", "amount") == amounts("-119.00", "1190.00")
    assert newest(result) == {"DE89370400440532013000": (date(2026, 9, 24), money("2345.67"), "EUR")}


def test_a_german_statement_with_a_balance(exports, read):
    exports.write(
        "konto.csv",
        lines(
            '"Buchungstag";"Verwendungszweck";"Betrag";"Währung";"Saldo"',
            '"03.11.2026";"Überweisung Müller";"-1.234,56";"EUR";"8.765,44"',
            '"13.11.2026";"Gutschrift";"10.000";"EUR";"18.765,44"',
            end="\r\n",
        ).encode("cp1252"),
    )
    result = read(NOW)
    assert result.rows("cash_balance", "amount") == amounts("-1234.56", "10000.00")
    assert newest(result) == {"bank account": (date(2026, 11, 13), money("18765.44"), "EUR")}


@pytest.mark.parametrize(
    "content",
    [
        lines('"Buchungstag";"Verwendungszweck";"Betrag";"Währung"', '"03.11.2026";"Gutschrift";"10.000";"EUR"'),
        lines(
            '"Girokonto";"DE47120300001064289786"',
            "",
            '"Kontostand vom 06.08.2026:";"3.077,01 €"',
            '""',
            '"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";'
            '"Umsatztyp";"IBAN";"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"',
            '"04.08.26";"04.08.26";"Gebucht";"ISSUER";"KAFFEE";"Karte";"Ausgang";"DE96";"-6,6";"";"";"48"',
        ),
        lines(
            '"11/19/2026","-100.00","*","","RENT"',
            '"11/18/2026","1,200.00","*","","ACME"',
            '"11/17/2026","-20.00","*","1041","CHECK # 1041"',
        ),
        lines("Date,Description,Amount", "11/19/2026,COFFEE,4.50"),
    ],
    ids=["Sparkasse", "DKB", "Wells Fargo", "three columns"],
)
def test_bookings_without_a_balance_give_no_balance_and_say_so(exports, read, content):
    exports.write("bookings.csv", content)
    result = read(NOW)
    (report,) = result.reports.values()
    assert report.status == "set aside"
    assert "no balance" in report.message or "no column of balances" in report.message
    assert "[[cash.bank]]" in report.message
    assert result.rows("cash_balance", "balance") == []


@pytest.mark.parametrize(
    ("headings", "first", "second"),
    [
        ("Date,Description,Withdrawals,Deposits,Balance", "{day},Rent,600.00,,900.00", "{day},Acme,,1500.00,2400.00"),
        ("Date,Details,Paid out,Paid in,Balance", "{day},Rent,600.00,,900.00", "{day},Acme,,1500.00,2400.00"),
        ("Date,Description,Debit,Credit,Running Balance", "{day},Rent,600.00,,900.00", "{day},Acme,,1500.00,2400.00"),
        ("Date,Description,Amount,Balance", "{day},Rent,-600.00,900.00", "{day},Acme,1500.00,2400.00"),
        ("DATE,TRANSACTION TYPE,DESCRIPTION,AMOUNT,ID,MEMO,CURRENT BALANCE", "{day},Debit,Rent,-$600.00,1,,$900.00", '{day},Credit,Acme,"$1,500.00",2,,"$2,400.00"'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newest_first", [False, True])
def test_statements_of_any_bank_in_either_order(exports, read, headings, first, second, newest_first):
    early = first.format(day="2026-11-02").replace("900.00", "1500.00")
    rows = [early, first.format(day="2026-11-18"), second.format(day="2026-11-18")]
    exports.write("bank/statement.csv", lines(headings, *(rows[::-1] if newest_first else rows)))
    result = read(NOW)
    assert newest(result).keys() == {"bank"}
    assert newest(result)["bank"][:2] == (date(2026, 11, 18), money("2400.00"))
    assert sorted(result.rows("cash_balance", "amount")) == amounts("-600.00", "-600.00", "1500.00")


def test_accounts_in_a_column_are_accounts_of_their_own(exports, read):
    exports.write(
        "AccountHistory.csv",
        lines(
            "Account,Post Date,Check,Description,Debit,Credit,Status,Balance",
            "Business Checking ...1234,11/18/2026,,Acme,,1500.00,Posted,2400.00",
            "Savings-77,11/19/2026,,Interest,,1.00,Posted,801.00",
        ),
    )
    assert newest(read(NOW)) == {
        "Business Checking ...1234": (date(2026, 11, 18), money("2400.00"), None),
        "Savings-77": (date(2026, 11, 19), money("801.00"), None),
    }


def test_a_list_of_invoices_with_a_balance_is_no_bank_statement(exports, read):
    exports.write(
        "open items.csv",
        lines("Date,Customer,Description,Amount,Balance", "2026-11-18,Acme,Hosting,100.00,50.00"),
    )
    assert read(NOW).rows("cash_balance", "balance") == []


# All together


def test_a_folder_of_many_vendors_is_taken_in(exports, tmp_path):
    exports.settings(MONTH_FIRST)
    exports.write("invoices.csv", STRIPE_INVOICES)
    exports.write("unified_payments.csv", PAYMENTS_2023)
    exports.write("Example Co_A_R Aging Detail Report.csv", RECEIVABLES_AGING)
    exports.write("Example Co_A_P Aging Detail Report.csv", PAYABLES_AGING)
    exports.write("accounting.csv", WAVE)
    exports.write("stmt.csv", BOFA)
    reports = {report.file: report for report in check(exports.folder)}
    assert {report.status for report in reports.values()} == {"read"}
    systems = {report.system for report in reports.values()}
    assert systems == {"stripe", "quickbooks", "wave", "bank of america"}
    for report in reports.values():
        assert report.rows_read == sum(counts(report)[1:]), report.file
    version = load(exports.folder, tmp_path / "store")
    assert (version.path / "invoice.parquet").exists()
