"""Makes the sample company's files, always the same bytes: `python -m data.sample.generate [FOLDER]`."""

import random
import sys
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from data.sample import activities, bank, ledger, people, write
from data.sample.deals import DealMaker, all_deals, hand_over, settle
from data.sample.keys import CrmKeys
from data.sample.leads import follow_up, keep_open, new_leads
from data.sample.office import EXPORT_DAY, EXPORT_TIME, FIRST_DAY, days, is_office_day
from data.sample.records import Account, Activity, Booking, Deal, Document, Lead, Rep

COMPANY = "Fernhollow Packaging Supply"
SEED = "fernhollow 41"  # of a few tried, the one whose chance hides none of the story
REFERRALS_A_MONTH = 5


@dataclass
class Company:
    """Everything the export files are written from."""

    manager: Rep
    reps: list[Rep]
    system_users: list[str]
    queue: str
    accounts: list[Account]
    leads: list[Lead]
    deals: list[Deal]
    activities: list[Activity]
    documents: list[Document]
    parties: dict[str, str]  # id in the ledger -> name
    bookings: list[Booking]


def dice(area: str) -> random.Random:
    """Chance of its own for each part of the story, so that a change to one leaves the others as they are."""
    return random.Random(f"{SEED}:{area}")


def build() -> Company:
    keys = CrmKeys()
    system_users = [keys.new("005"), keys.new("005")]
    manager, reps = people.sales_team(keys)
    leaver = reps[-1]
    names = people.NameBook(dice("names"))
    accounts = people.first_accounts(dice("accounts"), keys, names, reps)
    first_accounts = list(accounts)

    leads = new_leads(dice("leads"), keys, names, reps)
    fate = dice("follow-up")
    for lead in leads:
        follow_up(fate, keys, lead)
    keep_open(leads, leaver, 45)

    deal_dice = dice("deals")
    deals = all_deals(DealMaker(deal_dice, keys, names, accounts), leads, reps)
    hand_over(deal_dice, accounts, deals, reps, leaver)
    settle(deal_dice, deals, leaver)
    accounts += people.duplicate_accounts(dice("duplicates"), keys, names, first_accounts, reps[0])

    diary = activities.Diary(dice("activities"), keys)
    done = [touch for lead in leads for touch in lead.touches]
    done += activities.on_deals(diary, deals, leaver) + activities.on_accounts(diary, accounts)
    done += activities.to_do(diary, deals, leads, leaver)
    date_last_changes(deals, done)

    books = ledger.SalesLedger(dice("invoices 210"))
    for deal in deals:
        books.bill_deal(deal)
    for account in accounts:
        books.bill_orders(account)
    invoices = books.close_books()
    bills, vendors = ledger.supplier_bills(dice("bills"))
    parties = {key: name for name, key in (books.customers | vendors).items()}
    booked = bank.bookings(dice("bank"), invoices + bills, parties)
    return Company(
        manager,
        reps,
        system_users,
        keys.new("00G"),
        accounts,
        leads,
        deals,
        done,
        invoices + bills,
        parties,
        booked,
    )


def date_last_changes(deals: list[Deal], done: list[Activity]) -> None:
    """A record was last changed when something was last done about it; a deal also when it was closed."""
    for deal in deals:
        closed = datetime.combine(deal.closes, time(17, 45)) if deal.outcome != "open" else deal.created
        deal.changed = deal.account.changed = min(closed, EXPORT_TIME)
    for activity in done:
        for record in (activity.deal, activity.account, activity.contact):
            if record and activity.done:
                record.changed = max(record.changed or record.created, activity.done)


def target_rows(reps: list[Rep]) -> list[list[str]]:
    """Five referrals a rep and month; less in the month a rep came or left, by office days."""
    rows = []
    for year, month in ((2024 + (6 + step) // 12, (6 + step) % 12 + 1) for step in range(24)):
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        office = [day for day in days(first, after) if is_office_day(day) and day < after]
        for rep in reps:
            here = sum(rep.works_on(day) for day in office)
            if here:
                value = REFERRALS_A_MONTH * here / len(office)
                rows.append([rep.key, rep.name, "referrals", first.isoformat(), f"{value:.2f}".removesuffix(".00")])
    return rows


def write_files(company: Company, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sold_to = {deal.account.key for deal in company.deals if deal.outcome == "won"}
    buyers = sold_to | {account.key for account in company.accounts if account.starts and account.order}
    people_there = [contact for account in company.accounts for contact in account.contacts]
    write.users(folder / "User.csv", COMPANY, company.manager, company.reps, company.system_users)
    write.accounts(folder / "Account.csv", sorted(company.accounts, key=lambda one: one.created), buyers)
    write.contacts(folder / "Contact.csv", sorted(people_there, key=lambda one: one.created))
    write.leads(folder / "Lead.csv", company.leads, company.queue)
    write.deals(folder / "Opportunity.csv", sorted(company.deals, key=lambda one: one.created))
    ordered = sorted(company.activities, key=lambda one: (one.created, one.key))
    write.tasks(folder / "Task.csv", [one for one in ordered if one.kind != "meeting"])
    write.events(folder / "Event.csv", [one for one in ordered if one.kind == "meeting"])
    write.ledger(folder / "xero_invoices.csv", company.documents)
    parties = sorted(company.parties.items(), key=lambda item: item[1])
    contact_headings = "contact_id,name,_fivetran_deleted"
    write.plain_file(folder / "xero_contacts.csv", contact_headings, [[key, name, "false"] for key, name in parties])
    write.bank(folder / f"Chase4417_Activity_{EXPORT_DAY:%Y%m%d}.CSV", bank.with_balances(company.bookings))
    target_headings = "rep_id,rep_name,metric,month,value"
    write.plain_file(folder / "targets.csv", target_headings, target_rows(company.reps))


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    write_files(build(), folder)
    print(f"{COMPANY}: {FIRST_DAY} to {EXPORT_DAY}, written to {folder}")


if __name__ == "__main__":
    main()
