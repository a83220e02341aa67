"""The sample company: the same bytes on every run, books that add up, and a story that can be counted."""

import csv
import math
import re
import statistics
import tomllib
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from data.sample import generate
from data.sample.office import EXPORT_DAY, after_office_days

FOLDER = Path(generate.__file__).parent
BANK = "Chase4417_Activity_20260630.CSV"
EMPTY = "000000000000000AAA"
COUNTED = ("Customer Referral", "Employee Referral", "External Referral")
Row = dict[str, str]


@cache
def rows(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def money(text: str) -> Decimal:
    return Decimal(text or "0")


def rep_names() -> dict[str, str]:
    return {row["Id"]: f"{row['FirstName']} {row['LastName']}" for row in rows("User.csv")}


def documents(kind: str, *status: str) -> list[Row]:
    return [row for row in rows("xero_invoices.csv") if row["type"] == kind and row["status"] in status]


def deals(closed: str, won: str = "") -> list[Row]:
    found = [row for row in rows("Opportunity.csv") if row["IsClosed"] == closed and row["IsDeleted"] == "0"]
    return [row for row in found if not won or row["IsWon"] == won]


def total(found: list[Row], column: str) -> Decimal:
    return sum((money(row[column]) for row in found), Decimal(0))


def bookings() -> list[list[str]]:
    with (FOLDER / BANK).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def settings() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "settings.toml").read_text(encoding="utf-8"))


def test_every_run_writes_the_committed_bytes(tmp_path: Path) -> None:
    generate.write_files(generate.build(), tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix.lower() == ".csv"}
    assert made.keys() == kept.keys()
    assert [name for name in made if made[name] != kept[name]] == []
    assert sum(map(len, made.values())) < 3_500_000


def test_files_have_the_forms_of_their_systems() -> None:
    lead_file = (FOLDER / "Lead.csv").read_bytes()
    assert lead_file.startswith(b'"Id","IsDeleted",')
    assert b"\r" not in lead_file
    assert EMPTY.encode() in lead_file
    bank_lines = (FOLDER / BANK).read_bytes().split(b"\r\n")
    assert bank_lines[0] == b"Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #"
    assert all(line.endswith(b",") for line in bank_lines[1:-1])
    for name, prefix in (("User", "005"), ("Account", "001"), ("Contact", "003"), ("Lead", "00Q")):
        assert {(len(row["Id"]), row["Id"][:3]) for row in rows(f"{name}.csv")} == {(18, prefix)}


@pytest.mark.parametrize("name", ["User", "Account", "Contact", "Lead", "Opportunity", "Task", "Event"])
def test_nothing_was_made_or_changed_after_the_export(name: str) -> None:
    latest = datetime(2026, 6, 30, 18)
    for row in rows(f"{name}.csv"):
        created, changed = (datetime.fromisoformat(row[key]) for key in ("CreatedDate", "LastModifiedDate"))
        assert created <= changed <= latest, row["Id"]


def test_links_lead_somewhere() -> None:
    owners = set(rep_names())
    accounts = {row["Id"] for row in rows("Account.csv")}
    contacts = {row["Id"]: row["AccountId"] for row in rows("Contact.csv")}
    leads = {row["Id"] for row in rows("Lead.csv")}
    opportunities = {row["Id"] for row in rows("Opportunity.csv")}
    assert all(
        row["OwnerId"] in owners for name in ("Account", "Contact", "Opportunity") for row in rows(f"{name}.csv")
    )
    assert all(row["OwnerId"] in owners or row["OwnerId"].startswith("00G") for row in rows("Lead.csv"))
    assert set(contacts.values()) <= accounts
    assert all(contacts[row["ContactId"]] == row["AccountId"] for row in rows("Opportunity.csv"))
    for row in rows("Task.csv") + rows("Event.csv"):
        assert row["WhoId"] in contacts or row["WhoId"] in leads or row["WhoId"] == EMPTY
        assert row["WhatId"] in accounts or row["WhatId"] in opportunities or row["WhatId"] == EMPTY
    ledger_contacts = {row["contact_id"] for row in rows("xero_contacts.csv")}
    assert all(row["contact_id"] in ledger_contacts for row in rows("xero_invoices.csv"))


def test_converted_leads_and_closed_deals_are_consistent() -> None:
    for row in rows("Lead.csv"):
        assert (row["Status"] == "Closed - Converted") == (row["IsConverted"] == "1")
        assert (row["ConvertedDate"] != "") == (row["IsConverted"] == "1") == (row["ConvertedAccountId"] != EMPTY)
        if row["ConvertedDate"]:
            assert day(row["CreatedDate"]) <= day(row["ConvertedDate"]) <= EXPORT_DAY
    for row in rows("Opportunity.csv"):
        assert (row["StageName"] in ("Closed Won", "Closed Lost")) == (row["IsClosed"] == "1")
        assert (row["StageName"] == "Closed Won") == (row["IsWon"] == "1")
        assert row["IsClosed"] == "0" or day(row["CreatedDate"]) <= day(row["CloseDate"]) <= EXPORT_DAY
    for row in rows("Task.csv"):
        assert (row["Status"] == "Completed") == (row["IsClosed"] == "1") == (row["CompletedDateTime"] != "")


def test_bank_balances_add_up_to_the_cent() -> None:
    made = bookings()
    assert 850 <= len(made) <= 1_000
    assert made[0][1] == "06/30/2026"
    for later, earlier in pairwise(made):
        assert Decimal(later[5]) == Decimal(earlier[5]) + Decimal(later[3])
    assert min(Decimal(row[5]) for row in made) > 30_000


def test_bank_holds_what_the_ledger_says_was_paid() -> None:
    first = date(2025, 7, 1)
    received = [row for row in documents("ACCREC", "PAID") if day(row["fully_paid_on_date"]) >= first]
    in_part = documents("ACCREC", "AUTHORISED")
    incoming = sum(Decimal(row[3]) for row in bookings() if row[0] == "CREDIT")
    assert incoming == total(received, "total") + total(in_part, "amount_paid")
    spent = [row for row in documents("ACCPAY", "PAID") if day(row["fully_paid_on_date"]) >= first]
    standing = re.compile("PAYROLL|RENT|SALES TAX|MONTHLY SERVICE")
    outgoing = -sum(Decimal(row[3]) for row in bookings() if row[0] != "CREDIT" and not standing.match(row[2]))
    assert outgoing == total(spent, "total")


def test_documents_are_paid_open_or_void() -> None:
    for row in rows("xero_invoices.csv"):
        assert day(row["date"]) <= day(row["due_date"])
        assert day(row["date"]) <= EXPORT_DAY
        due = money(row["total"]) - money(row["amount_paid"])
        assert money(row["amount_due"]) == (0 if row["status"] in ("VOIDED", "DELETED") else due)
        assert (row["fully_paid_on_date"] != "") == (row["status"] == "PAID")
        assert row["status"] != "AUTHORISED" or money(row["amount_due"]) > 0
    assert len(documents("ACCREC", "VOIDED")) == 12
    assert len(documents("ACCREC", "DELETED")) == 3


def test_invoices_of_a_deal_sum_to_its_amount() -> None:
    billed: dict[str, Decimal] = defaultdict(Decimal)
    parts: Counter[str] = Counter()
    for row in documents("ACCREC", "PAID", "AUTHORISED"):
        billed[row["reference"]] += money(row["total"])
        parts[row["reference"]] += 1
    won = deals("1", "1")
    unbilled = [row for row in won if billed[row["Id"]] == 0]
    assert len(unbilled) == 4
    assert total(unbilled, "Amount") == 60_000
    assert all(billed[row["Id"]] == money(row["Amount"]) for row in won if row not in unbilled)
    assert 10 <= sum(parts[row["Id"]] == 2 for row in won) <= 60
    assert billed.keys() - {row["Id"] for row in won} == {""}


def test_story_the_rep_who_left() -> None:
    leaver = next(row["Id"] for row in rows("User.csv") if row["LastName"] == "Malone")
    assert [row["Id"] for row in rows("User.csv") if row["IsActive"] == "0"] == [leaver]
    assert settings()["reps"]["left"] == [{"name": "Derek Malone", "on": date(2026, 4, 17)}]
    assert sum(row["OwnerId"] == leaver for row in rows("Account.csv")) == 25
    own = [row for row in rows("Lead.csv") if row["OwnerId"] == leaver and row["IsDeleted"] == "0"]
    assert sum(not row["Status"].startswith("Closed") for row in own) == 45
    assert sum(row["OwnerId"] == leaver for row in deals("0")) == 9
    done = [row for row in rows("Task.csv") if row["OwnerId"] == leaver and row["IsClosed"] == "1"]
    assert max(day(row["CompletedDateTime"]) for row in done) <= date(2026, 4, 17)


def test_story_quiet_summers_and_late_decembers() -> None:
    leads = Counter(row["CreatedDate"][:7] for row in rows("Lead.csv"))
    wins = Counter(row["CloseDate"][:7] for row in deals("1", "1"))
    billed: dict[str, Decimal] = defaultdict(Decimal)
    for row in documents("ACCREC", "PAID", "AUTHORISED"):
        billed[row["date"][:7]] += money(row["total"])
    for monthly in (leads, wins, billed):
        quiet = statistics.mean(float(monthly[f"{year}-{month}"]) for year in (2024, 2025) for month in ("07", "08"))
        rest = [float(value) for month, value in monthly.items() if month[-2:] not in ("07", "08")]
        assert quiet < 0.75 * statistics.mean(rest)
    late = [row for row in rows("Lead.csv") if row["CreatedDate"][5:10] >= "12-18"]
    assert len(late) / 28 < 0.5 * len(rows("Lead.csv")) / 730


def delays(name: str) -> list[tuple[date, int]]:
    """Invoice day and days from due day to payment of a customer's paid invoices."""
    party = next(row["contact_id"] for row in rows("xero_contacts.csv") if row["name"] == name)
    paid = [row for row in documents("ACCREC", "PAID") if row["contact_id"] == party]
    found = [(day(row["date"]), (day(row["fully_paid_on_date"]) - day(row["due_date"])).days) for row in paid]
    return sorted(found)


def test_story_the_slow_payer() -> None:
    slow = [late for _, late in delays("Northgate Foods, Inc.")]
    assert all(30 <= late <= 52 for late in slow)
    assert statistics.mean(slow[-8:]) > statistics.mean(slow[:8]) + 3
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for row in documents("ACCREC", "PAID", "AUTHORISED"):
        spent[row["contact_id"]] += money(row["total"])
    names = {row["contact_id"]: row["name"] for row in rows("xero_contacts.csv")}
    assert names[max(spent, key=lambda party: spent[party])] == "Northgate Foods, Inc."
    late = [(day(row["fully_paid_on_date"]) - day(row["due_date"])).days for row in documents("ACCREC", "PAID")]
    assert sum(-5 <= days <= 12 for days in late) / len(late) > 0.7


def test_story_follow_up() -> None:
    names = rep_names()
    touches: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows("Task.csv"):
        if row["IsClosed"] == "1" and row["CallType"] != "Inbound":
            touches[row["WhoId"], row["OwnerId"]].append(row["CompletedDateTime"])
    for row in rows("Event.csv"):
        if day(row["StartDateTime"]) <= EXPORT_DAY:
            touches[row["WhoId"], row["OwnerId"]].append(row["StartDateTime"])
    judged: Counter[str] = Counter()
    in_time: Counter[str] = Counter()
    for row in rows("Lead.csv"):
        last = after_office_days(day(row["CreatedDate"]), 5)
        if day(row["CreatedDate"]) <= EXPORT_DAY - timedelta(days=90) or last >= EXPORT_DAY:
            continue
        owner = names.get(row["OwnerId"], "queue")
        who = row["ConvertedContactId"] if row["IsConverted"] == "1" else row["Id"]
        first = [moment for moment in touches[who, row["OwnerId"]] if moment >= row["CreatedDate"]]
        judged[owner] += 1
        in_time[owner] += bool(first) and day(min(first)) <= last
    rates = {owner: in_time[owner] / judged[owner] for owner in judged}
    assert 0.4 <= rates.pop("Tom Kowalski") <= 0.6
    assert rates.pop("queue") == 0
    rates.pop("Derek Malone")
    assert len(rates) == 5
    assert all(0.8 <= rate <= 0.99 for rate in rates.values())
    queued = sum(row["OwnerId"].startswith("00G") for row in rows("Lead.csv"))
    assert 0.004 <= queued / len(rows("Lead.csv")) <= 0.015


def test_story_referrals() -> None:
    names = rep_names()
    june = [row for row in rows("Lead.csv") if row["CreatedDate"] >= "2026-06" and row["LeadSource"] in COUNTED]
    by_rep = Counter(names[row["OwnerId"]] for row in june)
    assert len(june) == 17
    assert {row["LeadSource"] for row in june} == set(COUNTED)
    assert by_rep["Priya Raman"] == 8
    assert by_rep["Tom Kowalski"] == 0
    won, lost = deals("1", "1"), deals("1", "0")
    through = [row for row in won if "Referral" in row["LeadSource"]]
    lost_through = [row for row in lost if "Referral" in row["LeadSource"]]
    last_year = [row for row in won if row["CloseDate"] > "2025-07"]
    counted = [row for row in last_year if row["LeadSource"] in COUNTED]
    assert 0.3 <= total(counted, "Amount") / total(last_year, "Amount") <= 0.4
    rate = len(through) / (len(through) + len(lost_through))
    others = (len(won) - len(through)) / (len(won) - len(through) + len(lost) - len(lost_through))
    assert rate > others + 0.1
    values = {(row["rep_name"], row["month"]): money(row["value"]) for row in rows("targets.csv")}
    assert values["Priya Raman", "2026-06-01"] == 5
    assert 0 < values["Noah Adeyemi", "2026-03-01"] < 5
    assert ("Derek Malone", "2026-05-01") not in values


def test_story_pipeline() -> None:
    won, lost, still_open = deals("1", "1"), deals("1", "0"), deals("0")
    assert 0.34 <= len(won) / (len(won) + len(lost)) <= 0.41
    cycles = [(day(row["CloseDate"]) - day(row["CreatedDate"])).days for row in won]
    assert 36 <= statistics.median(cycles) <= 45
    assert 55 <= len(still_open) <= 66
    assert 950_000 <= total(still_open, "Amount") <= 1_200_000
    soon = [row for row in still_open if EXPORT_DAY < day(row["CloseDate"]) <= EXPORT_DAY + timedelta(days=30)]
    assert len(soon) == 15
    assert 200_000 <= total(soon, "Amount") <= 280_000
    assert 5 <= sum(day(row["CloseDate"]) < EXPORT_DAY for row in still_open) <= 12
    assert sum(row["Amount"] == "" for row in still_open) == 4


def obligations(until: date) -> Decimal:
    """Open bills and standing payments that fall due by a day."""
    owed = [row for row in documents("ACCPAY", "AUTHORISED") if day(row["due_date"]) <= until]
    owing = total(owed, "amount_due")
    for entry in settings()["cash"]["recurring"]:
        months = {"month": 1, "quarter": 3}[entry["every"]]
        on = entry["next_on"]
        while on <= until:
            owing += entry["amount"]
            on = date(on.year + (on.month - 1 + months) // 12, (on.month - 1 + months) % 12 + 1, on.day)
    return owing


def test_story_the_cash_gap() -> None:
    balance = Decimal(bookings()[0][5])
    reserve = settings()["cash"]["reserve"]
    need = {ahead: obligations(EXPORT_DAY + timedelta(days=ahead)) + reserve - balance for ahead in (15, 30, 60)}
    assert 135_000 <= balance <= 145_000
    assert 140_000 <= need[15] <= 200_000
    assert 350_000 <= need[30] <= 430_000
    assert 760_000 <= need[60] <= 850_000
    receivable = documents("ACCREC", "AUTHORISED")
    overdue = [row for row in receivable if day(row["due_date"]) < EXPORT_DAY]
    assert 330_000 <= total(receivable, "amount_due") <= 450_000
    assert 90_000 <= total(overdue, "amount_due") <= 130_000
    # If everybody paid, and the signed deals too, sixty days would still need money from deals not won yet.
    assert need[60] - total(receivable, "amount_due") - 60_000 > 250_000


def plain(name: str) -> str:
    """A company name without its legal form and without its own way of writing."""
    return re.sub(r"[^a-z]", "", re.sub(r",? (inc|llc|co)\.?$", "", name.lower()))


def test_story_lapsed_and_one_time_customers() -> None:
    accounts = {row["Id"]: row for row in reversed(rows("Account.csv"))}
    by_name = {plain(row["Name"]): key for key, row in accounts.items()}
    customers = {row["contact_id"]: row["name"] for row in rows("xero_contacts.csv")}
    deal_accounts = {row["Id"]: row["AccountId"] for row in rows("Opportunity.csv")}
    bought: dict[str, set[date]] = defaultdict(set)
    for row in documents("ACCREC", "PAID", "AUTHORISED"):
        key = deal_accounts.get(row["reference"]) or by_name[plain(customers[row["contact_id"]])]
        bought[key].add(day(row["date"]))
    gaps = {key: [(b - a).days for a, b in pairwise(sorted(on))] for key, on in bought.items()}
    pool = [gap for own in gaps.values() for gap in own]
    usual, long = statistics.median(pool), statistics.quantiles(pool, n=4)[2]
    classes: Counter[str] = Counter()
    for key, on in bought.items():
        silent = (EXPORT_DAY - max(on)).days
        own = gaps[key]
        if not own:
            classes["one-time" if silent >= long else "active"] += 1
            continue
        cadence = math.exp((len(own) * math.log(statistics.median(own)) + 2 * math.log(usual)) / (len(own) + 2))
        classes["lapsed" if silent > 3 * cadence else "active"] += 1
    assert 26 <= classes["lapsed"] <= 36
    assert 23 <= classes["one-time"] <= 31
    assert classes["active"] >= 80
    assert 100 <= len(accounts) - sum(classes.values()) <= 180


def test_story_disorder() -> None:
    companies = {row["Company"] for row in rows("Lead.csv")}
    accounts = {row["Name"] for row in rows("Account.csv")}
    assert {"=Sum Design", 'The "Corner" Pantry', "Ochoa, Reyes & Daughters"} <= companies
    assert {"<b>Bold Bakery</b>", "*Star* Markets", "O'Dell & Sons Hardware", "Café São Bento"} <= accounts
    assert {"Lupine Row Roasters", "Lupine Row Roasters LLC"} <= accounts
    ledger = {row["name"] for row in rows("xero_contacts.csv")}
    assert "Northgate Foods, Inc." in ledger
    assert "HARVEST LANE GROCERS" in ledger
    assert 1 <= sum(row["LeadSource"] == "" for row in rows("Lead.csv")) <= 4
    to_do = [row for row in rows("Task.csv") if row["Status"] == "Not Started"]
    assert sum(day(row["ActivityDate"]) > EXPORT_DAY for row in to_do) >= 50
    assert any(day(row["ActivityDate"]) < EXPORT_DAY for row in to_do)
