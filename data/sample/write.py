"""Writes the export files in the forms of the systems that such files come from."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from data.sample.deals import STAGES
from data.sample.keys import EMPTY_LOOKUP
from data.sample.office import EXPORT_TIME
from data.sample.records import Account, Activity, Booking, Contact, Deal, Document, Lead, Rep

CELL = str | int | None
STAGE_FACTS = {stage: (order, chance, forecast) for stage, order, chance, forecast in STAGES}


def crm_file(path: Path, headings: str, rows: Iterable[Sequence[CELL]]) -> None:
    """Every cell in quotes, lines end in LF."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(headings.split(","))
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8"))


def plain_file(path: Path, headings: str, rows: Iterable[Sequence[CELL]]) -> None:
    """Cells in quotes only where they need them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings.split(","))
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8"))


def moment(value: datetime | None) -> str:
    return value.strftime("%Y-%m-%d %H:%M:%S") if value else ""


def day(value: date | None) -> str:
    """A day as the CRM writes it: with a midnight behind it."""
    return f"{value.isoformat()} 00:00:00" if value else ""


def flag(value: bool) -> str:
    return "1" if value else "0"


def whole(cents: int | None) -> str:
    """An amount as the CRM writes it: no cents where there are none."""
    if cents is None:
        return ""
    return str(cents // 100) if cents % 100 == 0 else exact(cents)


def exact(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def address(first: str, last: str, company: str) -> str:
    """An e-mail address under example.com, which nobody can own."""

    def plain(text: str) -> str:
        bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        return "".join(letter for letter in bare.lower() if letter.isalnum())

    return f"{plain(first)}.{plain(last)}@{plain(company)[:18]}.example.com"


def users(path: Path, company: str, manager: Rep, reps: list[Rep], keys: Sequence[str]) -> None:
    headings = (
        "Id,Username,FirstName,LastName,CompanyName,Division,Department,Title,Email,Alias,IsActive,TimeZoneSidKey,"
        "UserType,ManagerId,LastLoginDate,CreatedDate,CreatedById,LastModifiedDate"
    )
    rows: list[list[CELL]] = []
    for key, first, last, kind in (
        (keys[0], "Automated", "Process", "AutomatedProcess"),
        (keys[1], "Integration", "User", "CloudIntegrationUser"),
    ):
        made = "2019-05-06 08:00:00"
        name = f"{kind.lower()}@fernhollow.example.com"
        alias = kind.lower()[:8]
        rows.append([
            key, name, first, last, company, "", "", "", name, alias, "1", "America/New_York", kind,
            EMPTY_LOOKUP, "", made, keys[0], made
        ])  # fmt: skip
    for rep in [manager, *reps]:
        joined = datetime.combine(rep.joined, time(9))
        left = datetime.combine(rep.left, time(17, 20)) if rep.left else None
        login = left or EXPORT_TIME.replace(hour=8, minute=20 + len(rep.last))
        mail = address(rep.first, rep.last, "fernhollow")
        alias = (rep.first[0] + rep.last).lower().encode("ascii", "ignore").decode()[:8]
        rows.append([
            rep.key, mail, rep.first, rep.last, company, rep.team, "Sales", rep.title, mail, alias,
            flag(left is None), "America/New_York", "Standard", EMPTY_LOOKUP if rep is manager else
            manager.key, moment(login), moment(joined), keys[0], moment(login)
        ])  # fmt: skip
    crm_file(path, headings, rows)


def accounts(path: Path, all_accounts: list[Account], buyers: set[str]) -> None:
    headings = (
        "Id,IsDeleted,MasterRecordId,Name,Type,ParentId,BillingCity,BillingState,BillingCountry,Industry,OwnerId,"
        "CreatedDate,CreatedById,LastModifiedDate"
    )
    rows: list[list[CELL]] = []
    for one in all_accounts:
        kind = "Customer - Direct" if one.key in buyers else "Prospect"
        changed = datetime.combine(one.handed_over, time(9, 40)) if one.handed_over else one.created
        maker = (one.former_owner or one.owner).key
        rows.append([
            one.key, "0", EMPTY_LOOKUP, one.name, kind, EMPTY_LOOKUP, *one.town, "USA", one.industry,
            one.owner.key, moment(one.created), maker, moment(max(changed, one.created, one.changed or
            changed))
        ])  # fmt: skip
    crm_file(path, headings, rows)


def contacts(path: Path, all_contacts: list[Contact]) -> None:
    headings = (
        "Id,IsDeleted,AccountId,FirstName,LastName,Email,Title,LeadSource,OwnerId,CreatedDate,CreatedById,"
        "LastModifiedDate"
    )
    rows: list[list[CELL]] = []
    for one in all_contacts:
        mail = address(one.first, one.last, one.account.name)
        made, changed = moment(one.created), moment(one.changed or one.created)
        rows.append([
            one.key, "0", one.account.key, one.first, one.last, mail, one.title, one.source,
            one.owner.key, made, one.owner.key, changed
        ])  # fmt: skip
    crm_file(path, headings, rows)


def leads(path: Path, all_leads: list[Lead], queue: str) -> None:
    headings = (
        "Id,IsDeleted,FirstName,LastName,Title,Company,City,State,Email,LeadSource,Status,Industry,OwnerId,"
        "IsConverted,ConvertedDate,ConvertedAccountId,ConvertedContactId,ConvertedOpportunityId,IsUnreadByOwner,"
        "CreatedDate,LastModifiedDate"
    )
    rows: list[list[CELL]] = []
    for one in all_leads:
        converted = (
            one.account.key if one.account else EMPTY_LOOKUP,
            one.contact.key if one.contact else EMPTY_LOOKUP,
            one.deal.key if one.deal else EMPTY_LOOKUP,
        )
        changed = max([one.created, *(touch.created for touch in one.touches), one.changed or one.created])
        rows.append([
            one.key, flag(one.deleted), one.first, one.last, one.title, one.company, *one.town,
            address(one.first, one.last, one.company), one.source, one.status, one.industry, one.owner.key
            if one.owner else queue, flag(one.converted is not None), day(one.converted.date() if
            one.converted else None), *converted, flag(one.owner is None or not one.touches),
            moment(one.created), moment(changed)
        ])  # fmt: skip
    crm_file(path, headings, rows)


def deals(path: Path, all_deals: list[Deal]) -> None:
    headings = (
        "Id,IsDeleted,AccountId,Name,StageName,StageSortOrder,Amount,Probability,ExpectedRevenue,CloseDate,Type,"
        "NextStep,LeadSource,IsClosed,IsWon,ForecastCategory,ForecastCategoryName,OwnerId,CreatedDate,CreatedById,"
        "LastModifiedDate,FiscalYear,FiscalQuarter,ContactId"
    )
    rows: list[list[CELL]] = []
    for one in all_deals:
        order, chance, forecast = STAGE_FACTS[one.stage]
        expected = "" if one.amount is None else whole(one.amount * chance // 100)
        kind = "New Customer" if one.new_customer else "Existing Customer - Replacement"
        rows.append([
            one.key, flag(one.deleted), one.account.key, f"{one.account.name} - {one.product}", one.stage,
            order, whole(one.amount), chance, expected, day(one.closes), kind, one.next_step, one.source,
            flag(one.outcome != "open"), flag(one.outcome == "won"), forecast.replace(" ", ""), forecast,
            one.owner.key, moment(one.created), one.owner.key, moment(one.changed or one.created),
            one.closes.year, (one.closes.month + 2) // 3, one.contact.key
        ])  # fmt: skip
    crm_file(path, headings, rows)


def links(one: Activity) -> tuple[str, str, str]:
    """Who, what and account of an activity: a converted lead's calls hang on its contact and its deal."""
    deal, account, who = one.deal, one.account, one.contact.key if one.contact else EMPTY_LOOKUP
    if one.lead:
        deal, account = one.lead.deal, one.lead.account
        who = one.lead.contact.key if one.lead.contact else one.lead.key
    what = deal.key if deal else account.key if account else EMPTY_LOOKUP
    return who, what, account.key if account else EMPTY_LOOKUP


def tasks(path: Path, activities: list[Activity]) -> None:
    headings = (
        "Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,OwnerId,IsDeleted,AccountId,IsClosed,CreatedDate,"
        "LastModifiedDate,CallDurationInSeconds,CallType,TaskSubtype,CompletedDateTime"
    )
    rows: list[list[CELL]] = []
    for one in activities:
        who, what, account = links(one)
        is_call = one.kind == "call"
        call_type = ("Inbound" if one.inbound else "Outbound") if is_call else ""
        rows.append([
            one.key, who, what, one.subject, day(one.due), "Completed" if one.done else "Not Started",
            "Normal", one.owner.key, "0", account, flag(one.done is not None), moment(one.created),
            moment(one.done or one.created), one.minutes * 60 if is_call else "", call_type,
            one.kind.capitalize(), moment(one.done)
        ])  # fmt: skip
    crm_file(path, headings, rows)


def events(path: Path, activities: list[Activity]) -> None:
    headings = (
        "Id,WhoId,WhatId,Subject,IsAllDayEvent,ActivityDateTime,ActivityDate,DurationInMinutes,StartDateTime,"
        "EndDateTime,AccountId,OwnerId,IsDeleted,CreatedDate,CreatedById,LastModifiedDate,EventSubtype"
    )
    rows: list[list[CELL]] = []
    for one in activities:
        who, what, account = links(one)
        start = one.done or datetime.combine(one.due, time(10, 30))
        end = start + timedelta(minutes=one.minutes)
        rows.append([
            one.key, who, what, one.subject, "0", moment(start), day(one.due), one.minutes, moment(start),
            moment(end), account, one.owner.key, "0", moment(one.created), one.owner.key,
            moment(max(one.created, end) if one.done else one.created), "Event"
        ])  # fmt: skip
    crm_file(path, headings, rows)


def ledger(path: Path, documents: list[Document]) -> None:
    headings = (
        "invoice_id,contact_id,date,updated_date_utc,planned_payment_date,due_date,expected_payment_date,"
        "fully_paid_on_date,amount_credited,amount_due,amount_paid,sub_total,total,total_tax,currency_code,"
        "currency_rate,has_attachments,has_errors,invoice_number,is_discounted,line_amount_types,reference,"
        "sent_to_contact,status,type,url"
    )
    rows: list[list[CELL]] = []
    for one in documents:
        valid = one.status in ("PAID", "AUTHORISED")
        paid_on = one.pays if one.status == "PAID" else None
        touched = paid_on or one.paid_part_on or one.issued
        rows.append([
            one.key, one.party, one.issued.isoformat(), f"{touched.isoformat()} 16:05:00.000 UTC", "",
            one.due.isoformat(), one.promised.isoformat() if one.promised else "", paid_on.isoformat() if
            paid_on else "", "0", exact(one.total - one.paid) if valid else "0", exact(one.paid),
            exact(one.total), exact(one.total), "0", "USD", "1", "false", "false", one.number, "false",
            "NoTax", one.reference, "" if one.is_bill else "true", one.status, "ACCPAY" if one.is_bill
            else "ACCREC", ""
        ])  # fmt: skip
    plain_file(path, headings, rows)


def bank(path: Path, rows: list[tuple[Booking, int]]) -> None:
    """Newest first, CRLF, and a comma more in each row than in the headings."""
    lines = ["Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #"]
    for one, balance in reversed(rows):
        details = "CHECK" if one.check else "DEBIT" if one.cents < 0 else "CREDIT"
        lines.append(
            f'{details},{one.day:%m/%d/%Y},"{one.text}",{exact(one.cents)},{one.kind},{exact(balance)},{one.check},'
        )
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode("utf-8"))
