"""Reports that are written for people: what is a record in them, under which section it stands, and what is neither."""

from datetime import datetime
from decimal import Decimal

import pytest

QUICKBOOKS = ",Date,Transaction type,Num,Due date,Amount,Open balance\n"


def quickbooks(*lines: str) -> str:
    """An Open Invoices report of QuickBooks Online; the headings stand in line 5."""
    title = '"Foundry, Inc",,,,,,\nOpen Invoices,,,,,,\n"As of June 30, 2026",,,,,,\n\n' + QUICKBOOKS
    footer = '\n"Accrual Basis Tuesday, June 30, 2026 01:27 AM GMT-05:00",,,,,,\n'
    return title + "".join(f"{line}\n" for line in lines) + footer


def invoice(number: int, balance: str) -> str:
    return f",06/14/2026,Invoice,{number},07/14/2026,{balance},{balance}"


def kinds(result) -> list[tuple[int, str]]:
    return [(line, code) for _, line, code in result.issues("not data")]


def counts(result, name: str) -> tuple[int, int, int]:
    report = result.reports[name]
    assert report.rows_read == report.rows_kept + report.rows_repeated + report.rows_rejected + report.rows_not_data
    return report.rows_kept, report.rows_rejected, report.rows_not_data


def test_sections_are_customers(exports, read):
    exports.write(
        "open.csv",
        quickbooks(
            "Acme,,,,,,",
            invoice(1, "10.00"),
            invoice(2, "20.00"),
            "Total for Acme,,,,,$30.00,$30.00",
            "Bolt & Sons,,,,,,",
            invoice(3, "5.00"),
            "Total for Bolt & Sons,,,,,$5.00,$5.00",
            "TOTAL,,,,,$35.00,$35.00",
        ),
    )
    result = read()
    assert result.rows("invoice", "customer_name", "number", "balance", "source_row") == [
        ("Acme", "1", Decimal("10.00"), 7),
        ("Acme", "2", Decimal("20.00"), 8),
        ("Bolt & Sons", "3", Decimal("5.00"), 11),
    ]
    assert kinds(result) == [
        (6, "section"), (9, "subtotal"), (10, "section"), (12, "subtotal"), (13, "subtotal"), (15, "footer"),
    ]  # fmt: skip
    assert counts(result, "open.csv") == (3, 0, 6)
    assert result.reports["open.csv"].exported_on.isoformat() == "2026-06-30"


def test_a_section_within_a_section_is_a_job_of_its_customer(exports, read):
    exports.write(
        "open.csv",
        quickbooks(
            "Acme,,,,,,",
            invoice(1, "10.00"),
            "Kitchen,,,,,,",
            invoice(2, "20.00"),
            "Total for Kitchen,,,,,$20.00,$20.00",
            invoice(3, "5.00"),
            "Total for Acme,,,,,$35.00,$35.00",
            "Bolt,,,,,,",
            invoice(6, "3.00"),
            "Total for Bolt,,,,,$3.00,$3.00",
            "Roof,,,,,,",
            invoice(4, "1.00"),
            "Total for Roof,,,,,$1.00,$1.00",
            "Total for Bolt with sub-customers,,,,,$4.00,$4.00",
            "Cobalt,,,,,,",
            invoice(5, "2.00"),
            "Total for Cobalt,,,,,$2.00,$2.00",
        ),
    )
    assert read().rows("invoice", "number", "customer_name") == [
        ("1", "Acme"),
        ("2", "Acme:Kitchen"),
        ("3", "Acme"),
        ("6", "Bolt"),
        ("4", "Bolt:Roof"),
        ("5", "Cobalt"),
    ]


def test_customers_within_ages(exports, read):
    exports.write(
        "aging.csv",
        quickbooks(
            "1 - 30 days past due,,,,,,",
            "Acme,,,,,,",
            invoice(1, "10.00"),
            "Total for Acme,,,,,$10.00,$10.00",
            "Current Affairs,,,,,,",
            invoice(2, "20.00"),
            "Total for Current Affairs,,,,,$20.00,$20.00",
            "Total for 1 - 30 days past due,,,,,$30.00,$30.00",
            "Current,,,,,,",
            "Acme,,,,,,",
            invoice(3, "5.00"),
            "Total for Acme,,,,,$5.00,$5.00",
            "Total for Current,,,,,$5.00,$5.00",
        ),
    )
    result = read()
    assert result.rows("invoice", "number", "customer_name") == [("1", "Acme"), ("2", "Current Affairs"), ("3", "Acme")]
    assert counts(result, "aging.csv") == (3, 0, 11)


@pytest.mark.parametrize(
    "name", ["Total Wine", "3000", "Current Affairs", "24-7", "Grand Total Ltd", "Older & Wiser", "Sub-Total"]
)
def test_customers_with_odd_names(exports, read, name):
    total = f"Total for {name},,,,,$30.00,$30.00"
    exports.write("open.csv", quickbooks(f"{name},,,,,,", invoice(1, "10.00"), invoice(2, "20.00"), total))
    result = read()
    if name == "Sub-Total":  # nobody can tell
        assert result.rows("invoice", "customer_name") == [None, None]
    else:
        assert result.rows("invoice", "customer_name") == [name, name]
        assert counts(result, "open.csv") == (2, 0, 3)


def test_totals_whose_sums_were_never_computed(exports, read):
    """In a workbook they are formulas; without their results only the words stand there."""
    exports.write(
        "open.csv",
        quickbooks(
            "Acme,,,,,,", invoice(1, "10.00"), "Total for Acme,,,,,,", "Bolt,,,,,,", invoice(2, "5.00"), "TOTAL,,,,,,"
        ),
    )
    result = read()
    assert result.rows("invoice", "customer_name") == ["Acme", "Bolt"]
    assert counts(result, "open.csv") == (2, 0, 5)


def test_headings_that_stand_above_each_section(exports, read):
    exports.write(
        "open.csv",
        quickbooks(
            "Acme,,,,,,", invoice(1, "10.00"), "Total for Acme,,,,,$10.00,$10.00", "", QUICKBOOKS.strip(),
            "Bolt,,,,,,", invoice(2, "5.00"), "Total for Bolt,,,,,$5.00,$5.00",
        ),
    )  # fmt: skip
    result = read()
    assert result.rows("invoice", "customer_name", "source_row") == [("Acme", 7), ("Bolt", 12)]
    assert (10, "headings again") in kinds(result)


def test_a_report_of_nothing(exports, read):
    exports.write("open.csv", quickbooks("There are no transactions for the criteria selected.,,,,,,"))
    result = read()
    assert counts(result, "open.csv") == (0, 0, 2)
    assert result.reports["open.csv"].status == "read"


def test_sums_of_no_name(exports, read):
    exports.write("open.csv", quickbooks("Acme,,,,,,", invoice(1, "10.00"), ",,,,,10.00,10.00", ",,,,,-,(1.00)"))
    result = read()
    assert counts(result, "open.csv") == (1, 0, 4)


def test_a_report_that_breaks_off_is_refused(exports, read):
    whole = quickbooks("Acme,,,,,,", invoice(1, "10.00"), invoice(2, "20.00")).encode()
    for cut in (b",06/1", b",06/14/2026,Invoice,2,07", b",06/14/2026,Invoice,2,07/14/2026,20.00"):
        end = whole.index(cut, whole.index(b"Invoice,1")) + len(cut)
        exports.write("open.csv", whole[:end])
        report = read().reports["open.csv"]
        assert (report.status, "half-written" in report.message) == ("refused", True)


def test_a_salesforce_report_with_its_footer(exports, read):
    exports.write(
        "report1.csv",
        '"Opportunity Owner","Account Name","Opportunity Name","Stage","Amount","Close Date","Created Date"\n'
        '"Ana","Total Wine","Bottles","Proposal","$1,234.00","8/13/2026","5/1/2026"\n'
        '"Ben","Acme","Boxes","Closed Won","$50.00","4/25/2026","4/1/2026"\n'
        '"Grand Totals (2 records)","","","","$1,284.00","",""\n'
        "\n\n"
        '"Deals of the year"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
        '"Confidential Information - Do Not Distribute"\n"Generated By: Ana 6/30/2026"\n"Foundry"',
    )
    result = read()
    assert result.rows("deal", "account_name", "name", "amount", "source_row") == [
        ("Total Wine", "Bottles", Decimal("1234.00"), 2),
        ("Acme", "Boxes", Decimal("50.00"), 3),
    ]
    assert counts(result, "report1.csv") == (2, 0, 6)
    assert result.issues("note") == []


XERO = """Aged Receivables Detail,,,,,,,,,,
Foundry,,,,,,,,,,
As at 31 March 2026,,,,,,,,,,
Ageing by due date,,,,,,,,,,

Invoice Number,Invoice Date,Due Date,Invoice Reference,Current,< 1 Month,1 Month,2 Months,3 Months,Older,Total

Total Wine,,,,,,,,,,
INV-1,13 Mar 2026,27 Mar 2026,,,100.00,,,,,100.00
Total Total Wine,,,,0.00,100.00,0.00,,,,100.00

3000,,,,,,,,,,
INV-2,1 Mar 2026,1 Apr 2026,PO 7,50.00,,,,,,50.00
,5 Mar 2026,,,,,-20.00,,,,-20.00
Total 3000,,,,50.00,0.00,-20.00,,,,30.00

Total,,,,50.00,100.00,-20.00,0.00,0.00,0.00,130.00
Percentage of total,,,,38%,77%,-15%,0%,0%,0%,100%
"""


def test_a_xero_report(exports, read):
    exports.write("aged.csv", XERO)
    result = read()
    assert result.rows("invoice", "customer_name", "issued_on", "balance", "source_row") == [
        ("Total Wine", datetime(2026, 3, 13).date(), Decimal("100.00"), 9),
        ("3000", datetime(2026, 3, 1).date(), Decimal("50.00"), 13),
        ("3000", datetime(2026, 3, 5).date(), Decimal("-20.00"), 14),
    ]
    assert counts(result, "aged.csv") == (3, 0, 6)
    assert result.reports["aged.csv"].exported_on.isoformat() == "2026-03-31"


def test_two_tables_in_one_file(exports, read):
    exports.write(
        "stmt.csv",
        'Description,,Summary Amt.\nBeginning balance as of 06/01/2026,,"1,300.00"\nTotal credits,,"3,350.00"\n'
        'Total debits,,"-2,239.98"\nEnding balance as of 06/30/2026,,"2,410.02"\n\n'
        'Date,Description,Amount,Running Bal.\n06/01/2026,Beginning balance as of 06/01/2026,,"1,300.00"\n'
        '06/13/2026,"ACME, INC","1,110.02","2,410.02"\n',
    )
    result = read()
    assert result.rows("cash_balance", "balance", "source_row") == [
        (Decimal("1300.00"), 2),
        (Decimal("2410.02"), 5),
        (Decimal("1300.00"), 8),
        (Decimal("2410.02"), 9),
    ]
    report = result.reports["stmt.csv"]
    assert report.rows_read == 6
    counts(result, "stmt.csv")


def test_the_same_export_twice_in_one_file_with_columns_in_another_order(exports, read):
    exports.write(
        "leads.csv",
        "lead_id,created_at,name,company\n1,2026-01-02,Ana,Acme\n\nlead_id,company,name,created_at\n2,Bolt,Ben,2026-01-03\n",
    )
    assert read().rows("lead", "lead_id", "name", "company", "source_row") == [
        ("1", "Ana", "Acme", 2),
        ("2", "Ben", "Bolt", 5),
    ]


def test_subtotals_in_the_middle_of_a_list(exports, read):
    exports.write(
        "invoices.csv",
        "customer_name,invoice_id,total\nAcme,1,10.00\nAcme,2,20.00\nAcme Total,,30.00\nTotal Wine,3,5.00\n"
        "Total Wine Total,,5.00\nBolt,,7.00\nGrand Total,,35.00\n",
    )
    result = read()
    assert result.rows("invoice", "customer_name", "total") == [
        ("Acme", Decimal("10.00")),
        ("Acme", Decimal("20.00")),
        ("Total Wine", Decimal("5.00")),
    ]
    assert kinds(result) == [(4, "subtotal"), (6, "subtotal"), (8, "subtotal")]
    assert result.issues("rejected") == [("invoices.csv", 7, "blank")]


def test_a_list_with_lines_below(exports, read):
    lines = "lead_id,created_at,name\n1,2026-01-02,Ana\n,,\nTotal,,\n\nExported by Ana,,\nPage 1 of 1\n"
    exports.write("leads.csv", lines)
    result = read()
    assert kinds(result) == [(4, "subtotal"), (6, "footer"), (7, "footer")]
    assert counts(result, "leads.csv") == (1, 0, 3)


def test_a_single_cell_between_records_is_no_footer(exports, read):
    exports.write("leads.csv", "lead_id,created_at,name\n,,only a name\n1,2026-01-02,Ana\n")
    result = read()
    assert kinds(result) == []
    assert result.issues("rejected") == [("leads.csv", 2, "blank")]
