"""Exports of eleven systems in one folder, as each of them writes its files, are one company on one board."""

import gzip
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data.check import check
from data.store import load
from queries import Board, open_board, run

AS_OF = date(2026, 6, 30)

SALESFORCE_LEADS = """\
"Lead Owner","First Name","Last Name","Company / Account","Lead Source","Lead Status","Lead ID","Create Date"
"Dana Reed","Ann","O""Hara","Acme, Inc.","Customer Referral","Open - Not Contacted","00Qxx0000000001","6/15/2026"
"Lee Park","Bo","Nunez","Zeta GmbH","Web","Working - Contacted","00Qxx0000000002","6/16/2026"


"Leads of June"
"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
"""
HUBSPOT_DEALS = """\
"Record ID","Deal Name","Pipeline","Deal Stage","Amount","Close Date","Create Date","Deal owner","Associated Company"
"18001","Acme renewal","Sales","Contract Sent","125000","2026-08-01 00:00","2026-01-31 09:12","Dana Reed","Acme, Inc."
"18002","Zeta pilot","Sales","Closed Lost","","2026-03-05 14:22","2026-02-02 08:00","Reed, Dana","Zeta GmbH"
"""
PIPEDRIVE_DEALS = """\
Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Expected close date
7,Kappa boxes,Lee Park (deactivated),"4,000.50",USD,Kappa Ltd,Negotiation,Won,2026-05-02 10:00:00,2026-06-20 16:30:00,2026-06-25
"""  # noqa: E501
ZOHO_TASKS = """\
Record Id,Task Owner.id,Task Owner,Subject,Due Date,Status,Created Time,Closed Time
zcrm_4876876000000000501,zcrm_4876876000000000001,Dana Reed,Send prices,2026-06-18,Completed,"Jun 16, 2026 9:00 AM",2026-06-17 12:00:00
"""  # noqa: E501
SUGAR_CALLS = """\
"Subject";"ID";"Status";"Direction";"Date";"Duration Hours";"Parent Type";"Parent ID";"Assigned to";"Date Created"\r
"'-call back";"d6b1c2aa-3f0e-1111-2222-65a1f0c0aa01";"Held";"Outbound";"17/06/2026 09:12";"0";"Leads";"";"Lee Park";"17/06/2026 09:00"\r
"""  # noqa: E501
CLOSE_OPPORTUNITIES = """\
id,lead_id,lead_name,status_type,status_label,value,value_currency,confidence,date_created,date_won,user_name
oppo_1,lead_1,Sigma Oy,active,Proposal,2500,USD,50,2026-06-01,,Dana Reed
"""
STRIPE_INVOICES = """\
id,Amount Due,Billing,Closed,Currency,Customer,Customer Name,Date (UTC),Due Date (UTC),Number,Paid,Total,Amount Paid,Status
in_1,900.00,send_invoice,false,usd,cus_1,ACME INC,2026-06-02 00:38,2026-07-02 00:38,S-0001,false,900.00,100.00,open
in_2,500.00,send_invoice,true,usd,cus_2,Kappa Ltd.,2026-06-03 10:00,2026-07-03 10:00,S-0002,true,500.00,500.00,paid
"""  # noqa: E501
QUICKBOOKS_AGING = """\
A/R Aging Detail Report,,,,,,,
"Example Co, Inc.",,,,,,,
"As of June 30, 2026",,,,,,,

,Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance
1 - 30 days past due,,,,,,,
,05/20/2026,Invoice,1001,Acme:Job 7,06/19/2026,"12,500.00","12,500.00"
Total for 1 - 30 days past due,,,,,,"$12,500.00","$12,500.00"
Current,,,,,,,
,06/10/2026,Invoice,1044,Zeta,07/10/2026,"$9,500.00","$4,500.00"
Total for Current,,,,,,"$9,500.00","$4,500.00"
TOTAL,,,,,,"$22,000.00","$17,000.00"

"Accrual Basis Tuesday, June 30, 2026 01:27 AM GMT-05:00",,,,,,,
"""
CHASE = """\
Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #
CREDIT,06/29/2026,DEPOSIT,500.00,ACH_CREDIT,20500.00,,
DEBIT,06/15/2026,RENT,-1000.00,ACH_DEBIT,20000.00,,
"""


def _workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


XERO_BILLS = _workbook(
    [
        ["ContactName", "InvoiceNumber", "InvoiceDate", "DueDate", "Total", "InvoiceAmountPaid", "InvoiceAmountDue",
         "Description", "Quantity", "UnitAmount", "LineAmount", "Currency", "Type", "Status"],
        ["Office Landlord", "B-77", date(2026, 6, 1), date(2026, 7, 8), 4000, 0, 4000,
         "Rent", 1, 3000, 3000, "USD", "Bill", "Awaiting Payment"],
        ["Office Landlord", "B-77", date(2026, 6, 1), date(2026, 7, 8), 4000, 0, 4000,
         "Heating", 1, 1000, 1000, "USD", "Bill", "Awaiting Payment"],
    ]
)  # fmt: skip
DYNAMICS_ACCOUNTS = _workbook(
    [
        ["(Do Not Modify) Account", "(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On", "Account Name",
         "Owner", "Created On"],
        ["7d1f0c9e-0001-0000-0000-000000000001", "x1", date(2026, 6, 1), "Acme", "Dana Reed", date(2025, 1, 2)],
        ["7d1f0c9e-0001-0000-0000-000000000002", "x2", date(2026, 6, 1), "Kappa", "# Old Rep", date(2025, 1, 3)],
        ["7d1f0c9e-0001-0000-0000-000000000003", "x3", date(2026, 6, 1), "Zeta", "Lee Park", date(2025, 1, 4)],
    ]
)  # fmt: skip
HUBSPOT_COMPANIES = (
    "Record ID\tCompany name\tCompany Domain Name\tCompany owner\tCreate Date\n"
    "501\tSigma Oy\tsigma.example\tDana Reed\t2026-01-05 10:00\n"
).encode("utf-16")

FILES: dict[str, bytes] = {
    "report1719000000000.csv": SALESFORCE_LEADS.encode(),
    "hubspot-crm-exports-all-deals-2026-06-30.csv": HUBSPOT_DEALS.encode(),
    "hubspot-crm-exports-all-companies-2026-06-30.csv": HUBSPOT_COMPANIES,
    "deals-29684860-7.csv": PIPEDRIVE_DEALS.encode(),
    "Tasks_2026_06_30.csv": ZOHO_TASKS.encode(),
    "Calls.csv": SUGAR_CALLS.encode(),
    "close-opportunities.csv.gz": gzip.compress(CLOSE_OPPORTUNITIES.encode()),
    "My Accounts.xlsx": DYNAMICS_ACCOUNTS,
    "stripe/invoices.csv": STRIPE_INVOICES.encode(),
    "quickbooks/Example Co_A_R Aging Detail Report.csv": QUICKBOOKS_AGING.encode("utf-8-sig"),
    "xero/Bills.xlsx": XERO_BILLS,
    "bank/Chase4417_Activity_20260630.CSV": CHASE.encode(),
    "targets.csv": b"rep_name,metric,month,value\nDana Reed,referrals,2026-06-01,5\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    exports = tmp_path_factory.mktemp("exports")
    for name, content in FILES.items():
        path = exports / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (exports / "settings.toml").write_text('currency = "USD"\n')
    return exports


@pytest.fixture(scope="module")
def board(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Board:
    return open_board(load(folder, tmp_path_factory.mktemp("store")), AS_OF)


def test_every_file_is_read_and_every_row_is_told_of(folder):
    reports = check(folder)
    assert {report.file: report.message for report in reports if report.status != "read"} == {}
    assert len({report.system for report in reports}) == 12
    for report in reports:
        counted = report.rows_kept + report.rows_repeated + report.rows_rejected + report.rows_not_data
        assert report.rows_read == counted, report.file
        assert report.rows_rejected == 0, report.reasons


def test_what_is_open_adds_up_over_the_billing_systems(board):
    found = run(board, "cash/to_collect")
    opened = dict(zip(found.column("number"), found.column("balance"), strict=True))
    assert opened == {"S-0001": Decimal("800.00"), "1001": Decimal("12500.00"), "1044": Decimal("4500.00")}


def test_one_customer_of_three_systems_is_one_company(board):
    found = run(board, "cash/collect_by_account")
    by_account = dict(zip(found.column("account"), found.column("balance"), strict=True))
    # 800.00 in Stripe as ACME INC and 12,500.00 in QuickBooks as Acme:Job 7
    assert by_account == {"Acme": Decimal("13300.00"), "Zeta": Decimal("4500.00")}


def test_bills_and_bank_make_the_need(board):
    totals = run(board, "cash/need").rows
    assert totals
    obligations = run(board, "cash/obligations")
    assert sum(obligations.column("amount")) == Decimal("4000.00")  # two lines of one bill count once


def test_reps_are_the_same_people_in_all_systems(board):
    found = run(board, "follow_up/by_rep")
    assert {"Dana Reed", "Lee Park"} <= set(found.column("rep"))
    assert not {"Reed, Dana", "Lee Park (deactivated)", "# Old Rep"} & set(found.column("rep"))
